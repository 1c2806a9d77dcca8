"""Patterns of packs: compiled on first use, kept, and stopped when they take too long.

They mean what the documentation of `re` says (the old behaviour of `regex`), written verbose and without regard to
case; a blank in a pattern is `\\s` or `[ ]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from typing import cast

LIMIT = 2.0
"""Seconds a pattern may take on one text: a safety net, never reached by the shipped packs."""


class SlowPattern(Exception):  # noqa: N818 - a limit that was reached, not an error
    """A pattern that was stopped."""

    def __init__(self, pattern: str) -> None:
        super().__init__(pattern)
        self.pattern = pattern


class BadPattern(Exception):  # noqa: N818 - a mistake of a pack, told with its place by who reads the pack
    """Text that is not a regular expression; the message says why."""


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> Any:
    """Return the compiled form of a pattern."""
    import regex

    try:
        return regex.compile(pattern, regex.VERBOSE | regex.IGNORECASE | regex.VERSION0)
    except RecursionError as error:
        raise BadPattern("it is nested too deeply") from error
    except (regex.error, OverflowError, ValueError) as error:
        raise BadPattern(str(error)) from error


def finditer(pattern: str, text: str, *, seconds: float = LIMIT) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern in a text."""
    try:
        # The matches are those of `regex`, which has no types; they offer what those of `re` offer.
        yield from cast("Iterator[re.Match[str]]", compiled(pattern).finditer(text, timeout=seconds))
    except TimeoutError as error:
        raise SlowPattern(pattern) from error


def search(pattern: str, text: str, *, seconds: float = LIMIT) -> re.Match[str] | None:
    """Return the first match of a pattern in a text."""
    return next(finditer(pattern, text, seconds=seconds), None)
