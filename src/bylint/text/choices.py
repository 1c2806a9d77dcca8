"""Many words as one pattern that shares their beginnings: `Foto(?:graf|\\.)?` in place of `Fotograf|Foto|Foto\\.`.

Where a text has none of the words, the engine sees it at the first letter, not once for each word. Such a tree takes a
while to grow, so a pattern holds the words between signs of our own until `lazily` compiles it: most are never used.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

# Letters of nobody's, which no pattern holds: they begin, part and end the words, and part a word from what follows.
_BEGIN, _NEXT, _END, _THEN = "\ue000", "\ue001", "\ue002", "\ue003"


def one_of(words: Iterable[str], after: Callable[[str], str] = lambda _word: "") -> str:
    """Return a pattern for `lazily`, without groups, that takes the longest of the words that fits.

    `after` gives a pattern for what must follow a word.
    """
    return _BEGIN + _NEXT.join(word + _THEN + after(word) for word in dict.fromkeys(words)) + _END


def written_out(pattern: str) -> str:
    """Return a pattern as `re` understands it, with each list of words as a tree."""
    first, *rest = pattern.split(_BEGIN)
    for part in rest:
        listed, following = part.split(_END, 1)
        after = dict(entry.split(_THEN, 1) for entry in listed.split(_NEXT) if entry)
        first += (_choice(sorted(after), 0, after.__getitem__) if after else "") + following
    return first


def _choice(words: Sequence[str], at: int, after: Callable[[str], str]) -> str:
    """Return the pattern of what follows the first `at` letters, which all of these sorted words share."""
    ends = len(words[0]) == at
    ways = [way for _, way in sorted(_ways(words[ends:], at, after), key=lambda each: -each[0])]
    if not ends:
        return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
    end = after(words[0])
    if not ways:
        return end
    return f"(?:{'|'.join(ways)}|{end})" if end else f"(?:{'|'.join(ways)})?"


def _ways(words: Sequence[str], at: int, after: Callable[[str], str]) -> Iterator[tuple[int, str]]:
    """Yield length and pattern of each way on; where case is ignored, the longest must be tried first."""
    first = 0
    while first < len(words):
        beyond = _beyond(words, first, at)
        same = words[first:beyond]
        stop = _shared(same[0], same[-1], at)
        yield max(map(len, same)), re.escape(same[0][at:stop]) + _choice(same, stop, after)
        first = beyond


def _beyond(words: Sequence[str], first: int, at: int) -> int:
    """Return the index after the last word with the same letter at `at`."""
    letter = words[first][at]
    return next((i for i in range(first + 1, len(words)) if words[i][at] != letter), len(words))


def _shared(word: str, other: str, at: int) -> int:
    """Return how far two words are the same."""
    most = min(len(word), len(other))
    return next((i for i in range(at + 1, most) if word[i] != other[i]), most)
