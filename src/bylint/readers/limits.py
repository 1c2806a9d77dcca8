"""How much an article may hold: several times what any real one does, and little enough to be judged in seconds."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from typing import TypeVar

BLOCKS = 20_000
IMAGES = 5_000
LINKS = 20_000
FIELDS = 5_000
HEADER = 200_000
"""Characters of the header of a file."""

LINES = 10_000
"""Lines of reStructuredText: the time of its parser grows with the square of the rows of a table."""

STEPS = 100_000
"""Steps of the Markdown parser: starts and ends of its elements, and texts."""

TOKENS = 200_000
"""Tags, texts and comments of a page."""

TEMPLATES = 20_000
"""Pieces of template code."""

VALUES = 50_000
"""Values of the JSON-LD of a page."""

_Each = TypeVar("_Each")


class Oversized(Exception):  # noqa: N818 - it becomes a fault of the article
    """An article holds more than is judged."""


def demand(number: int, limit: int, what: str) -> None:
    """Raise `Oversized` where an article holds more of something than is judged."""
    if number > limit:
        raise Oversized(f"{number:,} {what}; the limit is {limit:,}")


def limited(each: Iterable[_Each], limit: int, what: str) -> Iterator[_Each]:
    """Yield each, and raise `Oversized` at the first beyond the limit: before memory is spent on the rest."""
    for number, item in enumerate(each):
        if number == limit:
            raise Oversized(f"over {limit:,} {what}; the limit is {limit:,}")
        yield item
