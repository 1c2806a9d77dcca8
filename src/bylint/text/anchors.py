"""Words without which a pattern of a pack cannot match: one scan for all tells which rules have anything to do."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any

from bylint.text.fold import folded
from bylint.text.literals import automaton_of

_SHORTEST, _MOST = 3, 60
# `regex` reads more into braces than `re` does: a fuzzy match needs none of its words.
_FUZZY = re.compile(r"\{[^}\d,]")
_WORD = re.compile(rf"[a-z0-9]{{{_SHORTEST},}}")
# Small forms of the dotted and the dotless I.
_I = str.maketrans({"ı": "i", "\u0307": ""})


def anchors_of(pattern: str) -> tuple[str, ...]:
    """Return words of which one, in small letters, stands in all that a pattern matches; none if that is not sure."""
    if _FUZZY.search(pattern):
        return ()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parsed = import_module("re._parser").parse(pattern, re.VERBOSE | re.IGNORECASE)
    except (re.error, ImportError, OverflowError, RecursionError):
        return ()  # what only `regex` understands
    return _surest(_needed(parsed))


def anchors_of_texts(texts: Iterable[str]) -> tuple[str, ...]:
    """Return words of which one stands in each of some texts."""
    found = tuple(max(_WORD.findall(folded(text)), key=len, default="") for text in texts)
    return tuple(dict.fromkeys(found)) if all(found) and len(found) <= _MOST else ()


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


def _surest(found: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return max(found, key=lambda words: (min(map(len, words)), -len(words)), default=())


def _needed(parsed: Any) -> Iterator[tuple[str, ...]]:
    """Yield sets of words of which each match of a parsed pattern holds one."""
    run = ""
    for name, value in ((str(operator), value) for operator, value in parsed):
        if name == "LITERAL" and chr(value).isascii() and chr(value).isalnum():
            run += chr(value).lower()
            continue
        if name == "AT":
            continue
        yield from _long_enough(run)
        run = ""
        yield from _needed_in(name, value)
    yield from _long_enough(run)


def _needed_in(name: str, value: Any) -> Iterator[tuple[str, ...]]:
    if name == "BRANCH":
        ways = [_surest(_needed(way)) for way in value[1]]
        words = tuple(dict.fromkeys(word for way in ways for word in way))
        if all(ways) and len(words) <= _MOST:
            yield words
    elif name == "ATOMIC_GROUP":
        yield from _needed(value)
    elif name == "SUBPATTERN" or (name.endswith("_REPEAT") and value[0] > 0):
        yield from _needed(value[-1])


def _long_enough(run: str) -> Iterator[tuple[str, ...]]:
    if len(run) >= _SHORTEST:
        yield (run,)
