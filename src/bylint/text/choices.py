"""Many words as one pattern that shares their beginnings: `Fot(?:o(?:graf)?|\\.)` in place of `Fotograf|Foto|Fot\\.`.

Where a text has none of the words, the engine sees it at the first letter, not once for each word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from typing import Any

_END = ""


def one_of(words: Iterable[str], after: Callable[[str], str] = lambda _word: "") -> str:
    """Return a pattern, without groups, that takes the longest of the words that fits.

    `after` gives a pattern for what must follow a word.
    """
    beginnings: dict[str, Any] = {}
    for word in sorted(dict.fromkeys(words), key=lambda word: (-len(word), word)):
        step = beginnings
        for letter in word:
            step = step.setdefault(letter, {})
        step[_END] = after(word)
    return _choice(beginnings)


def _choice(step: dict[str, Any]) -> str:
    ways = [re.escape(letter) + _choice(following) for letter, following in step.items() if letter != _END]
    if not ways:
        return str(step.get(_END, ""))
    if _END not in step:
        return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
    end = step[_END]
    return f"(?:{'|'.join(ways)}|{end})" if end else f"(?:{'|'.join(ways)})?"
