"""Patterns: compiled on first use; those of packs measured, searched for anchors, and stopped when they take too long.

A pattern of a pack means what the documentation of `re` says (the old behaviour of `regex`), written verbose and
without regard to case; a blank in a pattern is `\\s` or `[ ]`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from typing import NamedTuple
from typing import cast

# More than there are.
_MOST_KEPT = 1000


def lazily(pattern: str | Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """Return what behaves as `re.compile(pattern, flags)` does, compiled at the first call of one of its methods.

    A pattern that takes time to write may be given as a function that writes it.
    """
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


class _Lazy:
    def __init__(self, pattern: str | Callable[[], str], flags: int) -> None:
        self._source, self._flags = pattern, int(flags)

    def __getattr__(self, name: str) -> Any:
        if name == "_pattern":
            source = self._source
            self._pattern = _compiled_once(source if isinstance(source, str) else source(), self._flags)
            return self._pattern
        found = getattr(self._pattern, name)
        setattr(self, name, found)  # so that the next call finds it without coming here
        return found


@lru_cache(maxsize=_MOST_KEPT)
def _compiled_once(pattern: str, flags: int) -> re.Pattern[str]:
    return re.compile(pattern, flags)


def one_of(words: Iterable[str], after: Callable[[str], str] = lambda _word: "") -> str:
    """Return a pattern that takes the longest of the words that fits; nothing where there is no word.

    `after` gives a pattern for what must follow a word.
    """
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(re.escape(word) + after(word) for word in longest_first)})" if longest_first else ""


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


LARGEST = 50_000
"""Characters of all patterns of a pack, their repeats written out."""

SHORTEST_ANCHOR, MOST_ANCHORS = 3, 60

# An escape or a set is one thing, whatever signs are in it.
_SET = r"\[ \^? \]? (?: \\. | \[:\^?\w+:\] | [^\]\\] )* \]"
_UNIT = rf"\\. | {_SET}"
# No other blanks than these are left out of a verbose pattern.
_NOTHING = r"(?P<nothing> \(\?\# (?: \\. | [^)\\] )* \) | \# [^\n]* | [\ \t\n\r\v\f]+ )"
_REPEAT = r"\{ (?P<least> \d* ) (?P<most> ,\d* )? \}"
_WRITTEN = lazily(rf"{_UNIT} | {_NOTHING} | (?P<unclosed> \[ | \(\?\# ) | .", re.VERBOSE | re.DOTALL)
_TOKEN = lazily(rf"{_UNIT} | (?P<flags> \(\? [a-zA-Z0-9-]+ [:)] ) | {_REPEAT} | .", re.VERBOSE | re.DOTALL)
_HEX = "[0-9a-fA-F]"
# What has a place here is understood; any other escape, group or brace makes a pattern that nothing is said about.
_PART = lazily(
    rf"""
    (?P<nowhere> \\[AbBZ] | [\^$] | \(\?[aimsu]+\) )
    | (?P<any> {_SET} | \. | \\ (?: [dDsSwWnrtfva] | [0-9]{{1,3}} | x{_HEX}{{2}} | u{_HEX}{{4}} | [^a-zA-Z0-9] ) )
    | (?P<look> \( \? <? [=!] )
    | (?P<open> \( (?: \? (?: > | P?<[A-Za-z_]\w*> | [aimsu]* (?: -[ims]+ )? : ) | (?! [?*] ) ) )
    | (?P<repeat> (?: [*+?] | {_REPEAT} ) [?+]? )
    | (?P<odd> [\\([{{] )
    | .
    """,
    re.VERBOSE | re.DOTALL,
)


class OddPattern(Exception):  # noqa: N818 - a mistake of a pack, told with its place by who reads the pack
    """A pattern that cannot be measured; the message says why."""


def size_of(pattern: str) -> int:
    """Return the characters of a verbose pattern, its repeats written out and one added for each group.

    `(ab{3}){2}` has 11, and `(x{60000}){60000}` 3.6 thousand million: `regex` writes them out to compile it.
    """
    # For each group that is open: the size of what is complete in it, and of the last item, which may be repeated.
    done, last = [0], [0]
    for token in _TOKEN.finditer(_bare(pattern)):
        words = token[0]
        if token["flags"] and set(words) & {"x", "V"}:
            raise OddPattern(f"has the flags {words}: x and V stay as they are")
        if token["least"] is not None:
            last[-1] *= _times(token["least"], token["most"])
        elif words == ")" and len(done) > 1:
            inner = done.pop() + last.pop() + 1
            done[-1], last[-1] = done[-1] + last[-1], inner
        else:
            done[-1], last[-1] = done[-1] + last[-1], 1
            if words.startswith("(") and not words.endswith(")"):
                done.append(0)
                last.append(0)
    return sum(done) + sum(last)


def anchors_of(pattern: str) -> tuple[str, ...]:
    """Return words of which one, in small letters, stands in all that a pattern matches; none if that is not sure.

    `(?: harbour | quay ) \\s? master` has `master`.
    """
    try:
        bare = _bare(pattern)
    except OddPattern:
        return ()
    groups = [_Group([], [], is_needed=True)]
    for part in _PART.finditer(bare):
        if not _take(part, groups):
            return ()
    return _one_of_each(groups[0]) if len(groups) == 1 else ()


class _Group(NamedTuple):
    """A group that is read: the words that its ways need which are complete, and the items of the way that is not.

    An item is a letter, or the words of which whatever stands there needs one.
    """

    ways: list[tuple[str, ...]]
    items: list[str | tuple[str, ...]]
    is_needed: bool


def _take(part: re.Match[str], groups: list[_Group]) -> bool:
    """Add a part of a pattern to the group that is open; tell whether it is understood."""
    kind, words, items = part.lastgroup, part[0], groups[-1].items
    if kind == "odd" or (words == ")" and len(groups) == 1) or (kind == "repeat" and not items):
        return False
    if kind in ("open", "look"):
        groups.append(_Group([], [], is_needed=kind == "open"))
    elif kind == "repeat":
        is_sure = words[0] == "+" or bool((part["least"] or "").strip("0"))
        items[-1] = items[-1] if is_sure and isinstance(items[-1], tuple) else ()
    elif words == "|":
        groups[-1].ways.append(_surest(_needed(items)))
        items.clear()
    elif words == ")":
        group = groups.pop()
        groups[-1].items.append(_one_of_each(group) if group.is_needed else ())
    elif kind == "any":
        items.append(())
    elif kind != "nowhere":
        items.append(words.lower() if words.isascii() and words.isalnum() else ())
    return True


def _one_of_each(group: _Group) -> tuple[str, ...]:
    ways = [*group.ways, _surest(_needed(group.items))]
    words = tuple(dict.fromkeys(word for way in ways for word in way))
    return words if all(ways) and len(words) <= MOST_ANCHORS else ()


def _needed(items: Iterable[str | tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield sets of words of which each match of these items holds one."""
    run = ""
    for item in (*items, ()):
        if isinstance(item, str):
            run += item
            continue
        if len(run) >= SHORTEST_ANCHOR:
            yield (run,)
        run = ""
        if item:
            yield item


def _surest(found: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return max(found, key=lambda words: (min(map(len, words)), -len(words)), default=())


def _bare(pattern: str) -> str:
    """Return a verbose pattern without its blanks and comments."""
    kept: list[str] = []
    for token in _WRITTEN.finditer(pattern):
        if token["unclosed"]:
            raise OddPattern("has a set or a comment that does not end")
        if not token["nothing"]:
            kept.append(token[0])
    return "".join(kept)


def _times(least: str, most: str | None) -> int:
    """Return how often a repeat is written out: at least once; `{2,5}` is two and a loop."""
    # Nobody needs to know how large a number of ten digits is.
    fewest = int(least[:10] or 0)
    return max(1, fewest + (most not in (None, f",{least}")))
