"""What the file of a picture says of itself."""

from __future__ import annotations

from bylint.model.value import NamedTuple


class Embedded(NamedTuple):
    """The metadata of one picture file.

    `src` is the address by which an article names it, `path` that of the file below the site's root. `fields` are
    values by name: creator, credit, copyright, source, web-statement, licensor, digital-source, ai-system, ai-prompt.
    `content` is a digest of the file; `trouble` says why nothing, or not all, could be read.
    """

    src: str
    path: str
    fields: tuple[tuple[str, str], ...] = ()
    content: str = ""
    trouble: str = ""

    def words(self, name: str) -> str:
        """Return the first value of a name, or nothing."""
        return next((value for key, value in self.fields if key == name), "")
