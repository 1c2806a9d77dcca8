"""Many words as one pattern that shares their beginnings: `Fot(?:o(?:graf)?|\\.)` in place of `Fotograf|Foto|Fot\\.`.

Where a text has none of the words, the engine sees it at the first letter, not once for each word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence


def one_of(words: Iterable[str], after: Callable[[str], str] = lambda _word: "") -> str:
    """Return a pattern, without groups, that takes the longest of the words that fits.

    `after` gives a pattern for what must follow a word.
    """
    found = sorted(dict.fromkeys(words))
    return _choice(found, 0, after) if found else ""


def _choice(words: Sequence[str], at: int, after: Callable[[str], str]) -> str:
    """Return a pattern for what follows the first `at` letters, which these words, in order, share."""
    if len(words) == 1:
        return re.escape(words[0][at:]) + after(words[0])
    shared = words[0][: _shared(words[0], words[-1])]
    is_word = words[0] == shared
    ways = _ways(words[1:] if is_word else words, len(shared))
    # Where letters of both cases are the same, the longest of all words still comes first.
    ways.sort(key=lambda way: -max(map(len, way)))
    either = "|".join(_choice(way, len(shared), after) for way in ways)
    end = after(words[0]) if is_word else ""
    choice = f"(?:{either}|{end})" if end else f"(?:{either}){'?' * is_word}"
    return re.escape(shared[at:]) + choice


def _shared(one: str, other: str) -> int:
    """Return the number of letters with which two words begin alike."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _ways(words: Sequence[str], at: int) -> list[Sequence[str]]:
    """Part words by their letter at a place."""
    starts = [i for i, word in enumerate(words) if i == 0 or word[at] != words[i - 1][at]]
    return [words[start:end] for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]
