"""What bylint tells, read from the lines that it prints."""

from __future__ import annotations

from typing import Any

# One line of JSON: an article, or a part of one.
Told = dict[str, Any]
# The words of an element and, where they stand in the article, their span.
Element = tuple[str, list[int] | None]


def elements(part: Told) -> dict[str, list[Element]]:
    """Return the elements of a part by their name."""
    named: dict[str, list[Element]] = {}
    for name, words, *span in part["elements"]:
        named.setdefault(name, []).append((words, span[0] if span else None))
    return named


def element(named: dict[str, list[Element]], name: str) -> str:
    """Return the words of the first element of a name, or nothing."""
    return named[name][0][0] if name in named else ""
