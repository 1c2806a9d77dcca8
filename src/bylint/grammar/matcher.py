"""Patterns over word classes, and what matches them.

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
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any
from typing import NamedTuple

from bylint.text.fold import folded
from bylint.text.lexicon import Lexicon
from bylint.text.lexicon import Token
from bylint.text.lexicon import entries_at
from bylint.text.lexicon import tokens

_SIGNS = re.compile(r"\s*(?:([\"'])(.+?)\1|([A-Za-z][\w.-]*)(=)?|(\{\d+,\d+\})|([()|?*+!^$.]))")
_MOST_STEPS = 20_000
"""Steps that all patterns together may take on one line: then it says nothing that is understood."""
_MOST_REPEATS = 40


class Capture(NamedTuple):
    """What an item took: its label, and its first token and the one behind its last."""

    label: str
    first: int
    last: int


class Match(NamedTuple):
    """What a pattern took of a line: its form, its first token and the one behind its last, and what was kept."""

    form: str
    first: int
    last: int
    captures: tuple[Capture, ...]


class PatternError(Exception):
    """A pattern that cannot be read, with what is wrong."""


class Line:
    """A line of words as tokens, with the entries of the lexicon that begin at each."""

    __slots__ = ("_entries", "_lexicon", "steps", "text", "tokens")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.tokens: tuple[Token, ...] = tokens(text)
        self.steps = 0
        self._lexicon = lexicon
        self._entries: dict[int, tuple[tuple[int, Any], ...]] = {}

    def entries(self, at: int) -> tuple[tuple[int, Any], ...]:
        """Return where each entry that begins at a token ends, and its classes, the longest first."""
        found = self._entries.get(at)
        if found is None:
            found = self._entries[at] = tuple(entries_at(self._lexicon.trie, self.tokens, at))
        return found

    def words(self, first: int, last: int) -> str:
        """Return the words from one token to the one before another."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if last > first else ""


Ways = Iterator[tuple[int, tuple[Capture, ...]]]
Run = Callable[[Line, int], Ways]
Procedure = Callable[[Line, int], Iterable[int]]
"""Returns where what it looks for ends, if it begins at a token: at that token itself if it has no width."""


class Grammar:
    """The patterns of one file, compiled: forms in their order, each with its ways and its vetoes."""

    __slots__ = ("_forms", "_steps")

    def __init__(
        self, data: Mapping[str, Any], lexicon: Lexicon, procedures: Mapping[str, Procedure], steps: int = _MOST_STEPS
    ) -> None:
        known = _Known(lexicon, procedures, {})
        for name, pattern in data.get("define", {}).items():
            known.defined[name] = _compiled(name, pattern, known)
        self._forms = tuple(_form(entry, known) for entry in data["forms"])
        self._steps = steps

    def at(self, line: Line, at: int) -> Match | None:
        """Return what the first form that fits takes from a token on."""
        for name, ways, vetoes in self._forms:
            found = _first(ways, line, at)
            if found is not None and _first(vetoes, line, at) is None:
                return Match(name, at, *found)
            if line.steps > self._steps:
                return None
        return None

    def all(self, line: Line) -> Iterator[Match]:
        """Yield what the forms take of a line, from left to right; two never overlap."""
        at = 0
        while at < len(line.tokens) and line.steps <= self._steps:
            found = self.at(line, at)
            if found is not None and found.last > found.first:
                yield found
                at = found.last
            else:
                at += 1


class _Known(NamedTuple):
    """What the names in a pattern may mean."""

    lexicon: Lexicon
    procedures: Mapping[str, Procedure]
    defined: dict[str, Run]


_Form = tuple[str, tuple[Run, ...], tuple[Run, ...]]


def _form(entry: Mapping[str, Any], known: _Known) -> _Form:
    name = entry["form"]
    ways, vetoes = (tuple(_compiled(name, each, known) for each in entry.get(key, ())) for key in ("match", "never"))
    return name, ways, vetoes


def _first(ways: Iterable[Run], line: Line, at: int) -> tuple[int, tuple[Capture, ...]] | None:
    return next((found for way in ways for found in way(line, at)), None)


def _compiled(name: str, pattern: str, known: _Known) -> Run:
    parser = _Parser(name, pattern, known)
    run = parser.ways()
    if parser.sign is not None:
        raise PatternError(f"{name}: nothing may stand at {parser.sign[0]!r} in {pattern!r}")
    return run


class _Parser:
    """Reads one pattern, sign by sign."""

    def __init__(self, name: str, pattern: str, known: _Known) -> None:
        self._name, self._pattern, self._known, self._at = name, pattern, known, 0
        self.sign: tuple[str, str] | None = None
        self._next()

    def ways(self) -> Run:
        found = [self._sequence()]
        while self._takes("|"):
            found.append(self._sequence())
        return found[0] if len(found) == 1 else _either(tuple(found))

    def _sequence(self) -> Run:
        items = []
        while self.sign is not None and self.sign != ("sign", "|") and self.sign != ("sign", ")"):
            items.append(self._item())
        if not items:
            raise PatternError(f"{self._name}: something is empty in {self._pattern!r}")
        return items[0] if len(items) == 1 else _in_order(tuple(items))

    def _item(self) -> Run:
        if self._takes("!"):
            return _absent(self._item())
        label = self.sign[1] if self.sign is not None and self.sign[0] == "label" else ""
        if label:
            self._next()
        run = self._atom()
        run = _kept(label, run) if label else run
        fewest, most = self._repeat()
        return run if (fewest, most) == (1, 1) else _repeated(run, fewest, most)

    def _atom(self) -> Run:
        if self.sign is None:
            raise PatternError(f"{self._name}: {self._pattern!r} ends too early")
        kind, words = self.sign
        self._next()
        if kind == "literal":
            return _literal(words)
        if kind == "name":
            return self._named(words)
        if words == "(":
            run = self.ways()
            if not self._takes(")"):
                raise PatternError(f"{self._name}: a bracket is not closed in {self._pattern!r}")
            return run
        if words in _PLACES:
            return _PLACES[words]
        raise PatternError(f"{self._name}: nothing stands before {words!r} in {self._pattern!r}")

    def _named(self, name: str) -> Run:
        known = self._known
        if name in known.defined:
            return known.defined[name]
        if name in known.procedures:
            return _by(known.procedures[name])
        if name in known.lexicon.words:
            return _of_class(name)
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


def _literal(words: str) -> Run:
    keys = tuple(token.key for token in tokens(words)) or (folded(words),)

    def run(line: Line, at: int) -> Ways:
        line.steps += 1
        found = line.tokens[at : at + len(keys)]
        if len(found) == len(keys) and all(token.key == key for token, key in zip(found, keys, strict=True)):
            yield at + len(keys), ()

    return run


def _of_class(name: str) -> Run:
    def run(line: Line, at: int) -> Ways:
        line.steps += 1
        for end, classes in line.entries(at):
            if name in classes:
                yield end, ()

    return run


def _by(procedure: Procedure) -> Run:
    def run(line: Line, at: int) -> Ways:
        line.steps += 1
        for end in procedure(line, at):
            yield end, ()

    return run


def _either(ways: tuple[Run, ...]) -> Run:
    def run(line: Line, at: int) -> Ways:
        for way in ways:
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
    def run(line: Line, at: int, so_far: int = 0) -> Ways:
        if so_far < most and line.steps <= _MOST_STEPS:
            for end, kept in item(line, at):
                if end > at:  # what has no width would be repeated for ever
                    for last, more in run(line, end, so_far + 1):
                        yield last, kept + more
        if so_far >= fewest:
            yield at, ()

    return run


def _kept(label: str, item: Run) -> Run:
    def run(line: Line, at: int) -> Ways:
        for end, kept in item(line, at):
            yield end, (Capture(label, at, end), *kept)

    return run


def _absent(item: Run) -> Run:
    def run(line: Line, at: int) -> Ways:
        if next(item(line, at), None) is None:
            yield at, ()

    return run


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


_PLACES: dict[str, Run] = {"^": _start, "$": _end, ".": _any}
