"""What the file of a picture says of itself, and what a site has licensed."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

CUT = 32
"""Bytes at which older programs cut a by-line, a credit and a source; what is so long may be a beginning only, and
others copy what is cut."""


class Embedded(NamedTuple):
    """The metadata of one picture file.

    `src` is the address by which an article names it, `path` that of the file below the site's root. `fields` are
    values by name: creator, credit, copyright, source, web-statement, licensor, digital-source, ai-system, ai-prompt.
    Of a value that is perhaps no more than a beginning the name ends with `-cut`. `content` is a digest of the file;
    `trouble` says why nothing, or not all, could be read.
    """

    src: str
    path: str
    fields: tuple[tuple[str, str], ...] = ()
    content: str = ""
    trouble: str = ""

    def words(self, name: str) -> str:
        """Return the first value of a name, or nothing."""
        return next((value for key, value in self.fields if key == name), "")


class Right(NamedTuple):
    """What a site has licensed: the pictures of a path, an address or a glob, or one `number` of a supplier.

    `since` and `until` are the first and the last day; `place` is where it is written.
    """

    licence: str
    picture: str = ""
    supplier: str = ""
    number: str = ""
    since: date | None = None
    until: date | None = None
    note: str = ""
    place: str = ""
