"""A credit found in a text, and how its ends are trimmed."""

from __future__ import annotations

from typing import NamedTuple

from bylint.model.article import Element
from bylint.model.prose import Prose
from bylint.text.lazy import lazily

SOLID = frozenset(("creator", "supplier", "agency", "host", "licence", "vague", "placeholder"))
"""Elements of which a credit has at least one."""

_OPENING = {")": "(", "]": "["}
_STOP = " \t\n.,;:*_|"
_ABBREVIATED = lazily(r"(?:\b[A-Z]\.[A-Z]|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|LLC|U\.S))$")


class Credit(NamedTuple):
    """A credit found in a text. `form`: lead, by, general, bracket, licence, tail, whole, blanket."""

    prose: Prose
    elements: tuple[Element, ...]
    form: str

    def has(self, name: str) -> bool:
        """Tell whether the credit has an element of this name."""
        return any(element.name == name for element in self.elements)

    def words(self, name: str) -> str:
        """Return the words of the first element of this name, or nothing."""
        return next((element.words for element in self.elements if element.name == name), "")


def is_solid(found: tuple[Element, ...]) -> bool:
    """Tell whether the elements of a text make it a credit."""
    return any(element.name in SOLID for element in found)


def trimmed(prose: Prose) -> Prose:
    """Return a credit without the stop, the emphasis marks and the single brackets at its ends."""
    plain = prose.plain
    start, end = len(plain) - len(plain.lstrip(" \t\n*_|")), len(plain.rstrip(_STOP))
    while end and plain[end - 1] in _OPENING and _OPENING[plain[end - 1]] not in plain[start:end]:
        end = len(plain[: end - 1].rstrip(_STOP))
    if plain[end : end + 1] == "." and _ABBREVIATED.search(plain[:end]):
        end += 1
    return prose.cut(start, end)
