"""Grammars: the forms of a file of `rules/grammar`, and what they take of a line.

A grammar may be compiled for one language: then a class that has words by language stands for those of this one, and
forms that name other `languages` are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import NamedTuple

from bylint.grammar.pattern import MOST_STEPS
from bylint.grammar.pattern import Capture
from bylint.grammar.pattern import Item
from bylint.grammar.pattern import Known
from bylint.grammar.pattern import Procedure
from bylint.grammar.pattern import compiled
from bylint.grammar.pattern import known_of
from bylint.grammar.pattern import starts_of
from bylint.text.lexicon import Lexicon
from bylint.text.lexicon import Line


class Match(NamedTuple):
    """What a pattern took of a line: its form, its first token and the one behind its last, and what was kept."""

    form: str
    first: int
    last: int
    captures: tuple[Capture, ...]


class Grammar:
    """Patterns, compiled: forms in their order, each with its ways and its vetoes."""

    __slots__ = ("_forms", "_named", "_steps")

    def __init__(
        self,
        data: Mapping[str, Any],
        lexicon: Lexicon,
        procedures: Mapping[str, Procedure],
        steps: int = MOST_STEPS,
        *,
        known: Known | None = None,
        language: str = "",
    ) -> None:
        known = known or known_of(data, lexicon, procedures, language)
        entries = (one for one in data["forms"] if not language or language in one.get("languages", (language,)))
        forms = tuple(_form(entry, known) for entry in entries)
        self._forms = _Forms(forms)
        names = {form.name for form in forms}
        self._named = {name: _Forms(form for form in forms if form.name == name) for name in names}
        self._steps = steps

    def at(self, line: Line, at: int) -> Match | None:
        """Return what the first form that fits takes from a token on."""
        return self._at(line, at, self._possible(line))

    def at_each(self, line: Line, places: Iterable[int]) -> Iterator[Match]:
        """Yield the same for each of some tokens; matches may overlap."""
        forms = self._possible(line)
        for at in places if forms else ():
            found = self._at(line, at, forms)
            if found is not None:
                yield found

    def first(self, line: Line) -> Match | None:
        """Return what the first form that fits anywhere takes: an earlier form goes before an earlier place."""
        for form in self._possible(line):
            for at in _begun((form,), line):
                found = self._at(line, at, (form,))
                if found is not None or line.steps > self._steps:
                    return found
        return None

    def all(self, line: Line) -> Iterator[Match]:
        """Yield what the forms take of a line, from left to right; two never overlap."""
        forms, behind = self._possible(line), 0
        for at in _begun(forms, line):
            if line.steps > self._steps:
                return
            found = self._at(line, at, forms) if at >= behind else None
            if found is not None and found.last > found.first:
                yield found
                behind = found.last

    def each(self, line: Line, name: str) -> Iterator[Match]:
        """Yield what all forms of one name take of a line, from left to right; they may overlap each other."""
        forms = self._possible(line, name)
        behind = [0] * len(forms)
        for at in _begun(forms, line):
            for number, form in enumerate(forms):
                found = self._at(line, at, (form,)) if at >= behind[number] else None
                if found is not None and found.last > at:
                    behind[number] = found.last
                    yield found

    def _possible(self, line: Line, name: str = "") -> tuple[_Form, ...]:
        """Return the forms, or those of one name, without those for which the line lacks a word."""
        every = self._named.get(name) if name else self._forms
        return every.fitting(line.present) if every else ()

    def _at(self, line: Line, at: int, forms: Iterable[_Form]) -> Match | None:
        key, held = line.keys[at], line.begun[at]
        for form in forms:
            if not (form.starts is None or key in form.starts or (held and not form.starts.isdisjoint(held))):
                continue
            found = _first(form.ways, line, at)
            if found is not None and _first(form.vetoes, line, at) is None:
                return Match(form.name, at, *found)
            if line.steps > self._steps:
                return None
        return None


class Grammars:
    """The lists of forms in one file: each is compiled when it is first asked for, and all share the definitions."""

    __slots__ = ("_compiled", "_data", "_known")

    def __init__(self, data: Mapping[str, Any], lexicon: Lexicon, procedures: Mapping[str, Procedure]) -> None:
        self._data = data
        self._known = known_of(data, lexicon, procedures)
        self._compiled: dict[str, Grammar] = {}

    def __getitem__(self, name: str) -> Grammar:
        if name not in self._compiled:
            lexicon, procedures = self._known.lexicon, self._known.procedures
            self._compiled[name] = Grammar({"forms": self._data[name]}, lexicon, procedures, known=self._known)
        return self._compiled[name]


class _Form(NamedTuple):
    """A form: its ways, its vetoes, and the words and classes of which one begins it, or nothing where any may."""

    name: str
    ways: tuple[Item, ...]
    vetoes: tuple[Item, ...]
    starts: frozenset[str] | None

    def fitting(self, present: frozenset[str]) -> _Form:
        """Return the form without the ways for which a line lacks a word."""
        ways = tuple([way for way in self.ways if _is_met(way, present)])
        return self if len(ways) == len(self.ways) else _Form(self.name, ways, self.vetoes, self.starts)


class _Forms:
    """Forms in their order, found by words without which they cannot fit."""

    __slots__ = ("_always", "_forms", "_with")

    def __init__(self, forms: Iterable[_Form]) -> None:
        self._forms = tuple(forms)
        self._always: list[int] = []
        self._with: dict[str, list[int]] = {}
        for number, form in enumerate(self._forms):
            if all(way.needs for way in form.ways):
                for word in {word for way in form.ways for word in min(way.needs, key=len)}:
                    self._with.setdefault(word, []).append(number)
            else:
                self._always.append(number)

    def fitting(self, present: frozenset[str]) -> tuple[_Form, ...]:
        """Return the forms, without the ways for which a line lacks a word, as far as they have others."""
        numbers = {*self._always, *(number for word in self._with.keys() & present for number in self._with[word])}
        forms = (self._forms[number].fitting(present) for number in sorted(numbers))
        return tuple(form for form in forms if form.ways)


def _form(entry: Mapping[str, Any], known: Known) -> _Form:
    name = entry["form"]
    ways, vetoes = (tuple(compiled(name, each, known) for each in entry.get(key, ())) for key in ("match", "never"))
    starts = None if any(way.may_be_empty for way in ways) else starts_of(way.starts for way in ways)
    return _Form(name, ways, vetoes, starts)


def _is_met(item: Item, present: frozenset[str]) -> bool:
    for need in item.needs:  # noqa: SIM110 - asked so often that a generator costs more than the look
        if need.isdisjoint(present):
            return False
    return True


def _begun(forms: Sequence[_Form], line: Line) -> Sequence[int]:
    """Return the tokens of a line at which one of some forms may begin."""
    starts = starts_of(form.starts for form in forms)
    if starts is None:
        return range(len(line.tokens))
    words = enumerate(zip(line.keys, line.begun, strict=True))
    return [at for at, (key, held) in words if key in starts or (held and not starts.isdisjoint(held))]


def _first(ways: Iterable[Item], line: Line, at: int) -> tuple[int, tuple[Capture, ...]] | None:
    key, held = line.keys[at], line.begun[at]
    for way in ways:
        if way.may_begin(key, held):
            for taken in way.run(line, at):
                return taken
    return None
