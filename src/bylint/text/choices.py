"""Many words as one pattern."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable


def one_of(words: Iterable[str], after: Callable[[str], str] = lambda _word: "") -> str:
    """Return a pattern that takes the longest of the words that fits; nothing where there is no word.

    `after` gives a pattern for what must follow a word.
    """
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(re.escape(word) + after(word) for word in longest_first)})" if longest_first else ""
