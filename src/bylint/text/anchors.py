"""Words without which rules find nothing: one scan for all of them tells which rules have anything to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from bylint.text.fold import folded
from bylint.text.literals import automaton_of
from bylint.text.pattern_text import MOST_ANCHORS
from bylint.text.pattern_text import SHORTEST_ANCHOR

_WORD = re.compile(rf"[a-z0-9]{{{SHORTEST_ANCHOR},}}")
# Small forms of the dotted and the dotless I.
_I = str.maketrans({"ı": "i", "\u0307": ""})


def anchors_of_texts(texts: Iterable[str]) -> tuple[str, ...]:
    """Return words of which one stands in each of some texts."""
    found = tuple(max(_WORD.findall(folded(text)), key=len, default="") for text in texts)
    return tuple(dict.fromkeys(found)) if all(found) and len(found) <= MOST_ANCHORS else ()


def present(anchors: tuple[tuple[str, ...], ...], texts: Iterable[str]) -> frozenset[str]:
    """Return those of the anchors of several rules that stand in some texts."""
    automaton = _automaton(anchors)
    if not len(automaton):
        return frozenset()
    text = "\n".join(texts)
    small = text.lower() if text.isascii() else f"{text.casefold().translate(_I)}\n{folded(text)}"
    return frozenset(word for _, word in automaton.iter(small))


@lru_cache(maxsize=8)
def _automaton(anchors: tuple[tuple[str, ...], ...]) -> Any:
    return automaton_of((word, word) for words in anchors for word in words)
