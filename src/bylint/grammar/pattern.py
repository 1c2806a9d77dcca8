"""Patterns over word classes, compiled.

    who (("/" | "via") who){0,3} ["," year]

is a pattern: names of classes, of definitions or of procedures, and signs or words in quotes; `|` parts ways, `?`, `*`,
`+` and `{1,3}` repeat, `label=item` keeps what an item took, `!item` asks that it does not stand here, `^` and `$` are
the ends of the line and `.` is any word or sign. The first way that fits is taken, and repeats take what they can get,
as in regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set
from typing import Any
from typing import NamedTuple

from bylint.text.fold import folded
from bylint.text.lexicon import Lexicon
from bylint.text.lexicon import Line
from bylint.text.lexicon import tokens

_SIGNS = re.compile(r"\s*(?:([\"'])(.+?)\1|([A-Za-z][\w.-]*)(=)?|(\{\d+,\d+\})|([()|?*+!^$.]))")
MOST_STEPS = 20_000
"""Steps that all patterns together may take on one line: then it says nothing that is understood."""
_MOST_REPEATS = 40


class Capture(NamedTuple):
    """What an item took: its label, and its first token and the one behind its last."""

    label: str
    first: int
    last: int


class PatternError(Exception):
    """A pattern that cannot be read, with what is wrong."""


Ways = Iterable[tuple[int, tuple[Capture, ...]]]
Run = Callable[[Line, int], Ways]
Ends = Callable[[Line, int], Iterable[int]]
"""Returns where what it looks for ends, if it begins at a token."""


class Look(NamedTuple):
    """What takes nothing: it asks something of the place before a token, or behind the last."""

    holds: Callable[[Line, int], bool]


Procedure = Ends | Look | frozenset[str]
"""What a name in a pattern may stand for beside classes and definitions; a set takes one of its words."""


class Item(NamedTuple):
    """A compiled pattern.

    `needs`: sets of words and classes, of each of which a line must hold one; `keeps`: whether it has labels;
    `starts`: words and classes of which one begins it, or nothing where any may; `may_be_empty`: it may take nothing.
    """

    run: Run
    needs: tuple[frozenset[str], ...] = ()
    keeps: bool = False
    starts: frozenset[str] | None = None
    may_be_empty: bool = False

    def may_begin(self, key: str, held: Set[str]) -> bool:
        """Tell whether a pattern may begin at a token, by its word and the classes of the entries that begin there."""
        return self.may_be_empty or self.starts is None or key in self.starts or not self.starts.isdisjoint(held)


class Known(NamedTuple):
    """What the names in a pattern may mean."""

    lexicon: Lexicon
    procedures: Mapping[str, Procedure]
    defined: dict[str, Item]
    language: str = ""


def known_of(
    data: Mapping[str, Any], lexicon: Lexicon, procedures: Mapping[str, Procedure], language: str = ""
) -> Known:
    known = Known(lexicon, procedures, {}, language)
    for name, pattern in data.get("define", {}).items():
        item = compiled(name, pattern, known)
        known.defined[name] = item if item.keeps else item._replace(run=_once(item.run))
    return known


def compiled(name: str, pattern: str, known: Known) -> Item:
    parser = _Parser(name, pattern, known)
    item = parser.ways()
    if parser.sign is not None:
        raise PatternError(f"{name}: nothing may stand at {parser.sign[0]!r} in {pattern!r}")
    return item


class _Parser:
    """Reads one pattern, sign by sign."""

    def __init__(self, name: str, pattern: str, known: Known) -> None:
        self._name, self._pattern, self._known, self._at = name, pattern, known, 0
        self.sign: tuple[str, str] | None = None
        self._next()

    def ways(self) -> Item:
        found = [self._sequence()]
        while self._takes("|"):
            found.append(self._sequence())
        if len(found) == 1:
            return found[0]
        keeps, may_be_empty = any(each.keeps for each in found), any(each.may_be_empty for each in found)
        return Item(
            _either(tuple(found)), _any_need(found), keeps, starts_of(each.starts for each in found), may_be_empty
        )

    def _sequence(self) -> Item:
        items = []
        while self.sign is not None and self.sign != ("sign", "|") and self.sign != ("sign", ")"):
            items.append(self._item())
        if not items:
            raise PatternError(f"{self._name}: something is empty in {self._pattern!r}")
        if len(items) == 1:
            return items[0]
        needs = tuple(need for item in items for need in item.needs)
        run, keeps = _in_order(tuple(item.run for item in items)), any(item.keeps for item in items)
        # What may be empty leaves the beginning to what follows it.
        first = next((i for i, item in enumerate(items) if not item.may_be_empty), len(items))
        return Item(run, needs, keeps, starts_of(item.starts for item in items[: first + 1]), first == len(items))

    def _item(self) -> Item:
        if self._takes("!"):
            return Item(_absent(self._item().run), starts=frozenset(), may_be_empty=True)
        label = self.sign[1] if self.sign is not None and self.sign[0] == "label" else ""
        if label:
            self._next()
        item = self._atom()
        if label:
            item = item._replace(run=_kept(label, item.run), keeps=True)
        fewest, most = self._repeat()
        if (fewest, most) == (1, 1):
            return item
        needs, may_be_empty = (item.needs, item.may_be_empty) if fewest else ((), True)
        return item._replace(run=_repeated(item.run, fewest, most), needs=needs, may_be_empty=may_be_empty)

    def _atom(self) -> Item:
        if self.sign is None:
            raise PatternError(f"{self._name}: {self._pattern!r} ends too early")
        kind, words = self.sign
        self._next()
        if kind == "literal":
            return _literal(words)
        if kind == "name":
            return self._named(words)
        if words == "(":
            item = self.ways()
            if not self._takes(")"):
                raise PatternError(f"{self._name}: a bracket is not closed in {self._pattern!r}")
            return item
        if words in _PLACES:
            return _PLACES[words]
        raise PatternError(f"{self._name}: nothing stands before {words!r} in {self._pattern!r}")

    def _named(self, name: str) -> Item:
        known = self._known
        if name in known.defined:
            return known.defined[name]
        if name in known.procedures:
            return _of_procedure(known.procedures[name])
        if name in known.lexicon.words:
            name = _in_language(name, known)
            return Item(_of_class(name), (frozenset((name,)),), starts=frozenset((name,)))
        raise PatternError(f"{self._name}: {name!r} is no class, no definition and no procedure")

    def _repeat(self) -> tuple[int, int]:
        if self.sign is not None and self.sign[0] == "count":
            fewest, most = map(int, self.sign[1][1:-1].split(","))
            self._next()
            return fewest, most
        for sign, bounds in (("?", (0, 1)), ("*", (0, _MOST_REPEATS)), ("+", (1, _MOST_REPEATS))):
            if self._takes(sign):
                return bounds
        return 1, 1

    def _takes(self, sign: str) -> bool:
        is_there = self.sign == ("sign", sign)
        if is_there:
            self._next()
        return is_there

    def _next(self) -> None:
        match = _SIGNS.match(self._pattern, self._at)
        if match is None:
            if self._pattern[self._at :].strip():
                raise PatternError(f"{self._name}: {self._pattern[self._at :]!r} cannot be read")
            self.sign = None
            return
        self._at = match.end()
        if match[2] is not None:
            self.sign = ("literal", match[2])
        elif match[3] is not None:
            self.sign = ("label" if match[4] else "name", match[3])
        else:
            self.sign = ("count", match[5]) if match[5] is not None else ("sign", match[6])


def _in_language(name: str, known: Known) -> str:
    """Return the class of a language's own words, where a class has words by language; else the class."""
    words, own = known.lexicon.words, f"{name}.{known.language}"
    if not known.language or own in words:
        return own if own in words else name
    return own if any(each.startswith(f"{name}.") for each in words) else name


def starts_of(each: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    """Return what begins one of several, of which this begins each; nothing where any word may begin one."""
    starts = tuple(each)
    known = [one for one in starts if one is not None]
    return frozenset[str]().union(*known) if len(known) == len(starts) else None


def _any_need(items: Sequence[Item]) -> tuple[frozenset[str], ...]:
    """Return what one of several needs: for each, its rarest need, as far as all have one."""
    if not all(item.needs for item in items):
        return ()
    return (frozenset().union(*(min(item.needs, key=len) for item in items)),)


def _literal(words: str) -> Item:
    keys = tuple(token.key for token in tokens(words)) or (folded(words),)

    def run(line: Line, at: int) -> Ways:
        line.steps += 1
        found = line.tokens[at : at + len(keys)]
        if len(found) == len(keys) and all(token.key == key for token, key in zip(found, keys, strict=True)):
            return ((at + len(keys), ()),)
        return ()

    return Item(run, tuple(frozenset((key,)) for key in keys), starts=frozenset(keys[:1]))


def _once(item: Run) -> Run:
    """Look once at each token: patterns ask for the same definitions again and again."""

    def run(line: Line, at: int) -> Ways:
        ends: Ways | None = line.ends.get((item, at))
        if ends is None:
            ends = line.ends[item, at] = tuple(dict.fromkeys(item(line, at)))
        return ends

    return run


def _of_class(name: str) -> Run:
    def run(line: Line, at: int) -> Ways:
        line.steps += 1
        if name not in line.begun[at]:
            return ()
        return [(end, ()) for end, classes in line.entries[at] if name in classes]

    return run


def _of_procedure(procedure: Procedure) -> Item:
    if isinstance(procedure, frozenset):
        return Item(_one_of(procedure), (procedure,), starts=procedure)
    if isinstance(procedure, Look):
        return Item(_where(procedure.holds), starts=frozenset(), may_be_empty=True)
    return Item(_by(procedure))


def _one_of(words: frozenset[str]) -> Run:
    def run(line: Line, at: int) -> Ways:
        line.steps += 1
        return ((at + 1, ()),) if at < len(line.tokens) and line.tokens[at].key in words else ()

    return run


def _where(holds: Callable[[Line, int], bool]) -> Run:
    def run(line: Line, at: int) -> Ways:
        line.steps += 1
        return ((at, ()),) if holds(line, at) else ()

    return run


def _by(ends: Ends) -> Run:
    def run(line: Line, at: int) -> Ways:
        line.steps += 1
        return [(end, ()) for end in ends(line, at)]

    return run


def _either(ways: tuple[Item, ...]) -> Run:
    begun = tuple((None if way.may_be_empty else way.starts, way.run) for way in ways)

    def run(line: Line, at: int) -> Ways:
        key, held = line.keys[at], line.begun[at]
        for starts, way in begun:
            if starts is None or key in starts or (held and not starts.isdisjoint(held)):
                yield from way(line, at)

    return run


def _in_order(items: tuple[Run, ...]) -> Run:
    first, *rest = items
    following = rest[0] if len(rest) == 1 else _in_order(tuple(rest))

    def run(line: Line, at: int) -> Ways:
        for end, kept in first(line, at):
            for last, more in following(line, end):
                yield last, kept + more

    return run


def _repeated(item: Run, fewest: int, most: int) -> Run:
    """Take an item as often as it fits. Where several of its ways lead to one place, as for a dot that is a sign and
    closes a sentence, what comes behind is tried once: else the tries would double with each dot."""

    def run(line: Line, at: int) -> Ways:
        yield from again(line, at, 0, (), set())

    def again(line: Line, at: int, so_far: int, kept: tuple[Capture, ...], seen: set[Any]) -> Ways:
        if so_far < most and line.steps <= MOST_STEPS:
            for end, more in item(line, at):
                reached = (end, so_far + 1, kept + more)
                # What has no width would be repeated for ever.
                if end > at and reached not in seen:
                    seen.add(reached)
                    yield from again(line, *reached, seen)
        if so_far >= fewest and (at, kept) not in seen:
            seen.add((at, kept))
            yield at, kept

    return run


def _kept(label: str, item: Run) -> Run:
    def run(line: Line, at: int) -> Ways:
        for end, kept in item(line, at):
            yield end, (Capture(label, at, end), *kept)

    return run


def _absent(item: Run) -> Run:
    def run(line: Line, at: int) -> Ways:
        return () if any(True for _ in item(line, at)) else ((at, ()),)

    # The same is asked again from many starts.
    return _once(run)


def _start(_: Line, at: int) -> Ways:
    if at == 0:
        yield at, ()


def _end(line: Line, at: int) -> Ways:
    if at == len(line.tokens):
        yield at, ()


def _any(line: Line, at: int) -> Ways:
    line.steps += 1
    if at < len(line.tokens):
        yield at + 1, ()


_PLACES = {
    "^": Item(_start, starts=frozenset(), may_be_empty=True),
    "$": Item(_end, starts=frozenset(), may_be_empty=True),
    ".": Item(_any),
}
