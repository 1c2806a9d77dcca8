"""Many articles: look at each, compare what they say, take out what is suppressed."""

from __future__ import annotations

import os
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from typing import cast

from bylint import suppress
from bylint.checks import check_named
from bylint.engine import SIZE_LIMIT
from bylint.engine import outcome
from bylint.engine import understood
from bylint.model.article import Article
from bylint.model.article import Fault
from bylint.model.knowledge import Knowledge
from bylint.model.rule import AnyRule
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.violation import Fact
from bylint.model.violation import Outcome
from bylint.model.violation import Suppression
from bylint.model.violation import Violation

_CHUNK = 100
RulesFor = Callable[[str], tuple[AnyRule, ...]]


class Reading(NamedTuple):
    """A file to look at: `path` as shown to people, `suffix` of its format, and its content if it is not on disk."""

    path: str
    suffix: str
    file: Path | None
    content: bytes = b""


class Verdict(NamedTuple):
    """What is reported on all files, sorted by path, place and code."""

    violations: tuple[Violation, ...]
    files: int
    silenced: int


def run(
    readings: Sequence[Reading],
    rules: Sequence[AnyRule],
    rules_for: RulesFor,
    knowledge: Knowledge,
    *,
    workers: int = 1,
    requests: Iterable[Suppression] = (),
    is_whole: bool = False,
) -> Verdict:
    """Look at every file, judge their facts together, and return what is left to report.

    `rules` are all that run anywhere, `rules_for` those of one path; `requests` are suppressions that stand in the
    configuration, and are called unused only when the run `is_whole`: a part of the content cannot tell.
    """
    outcomes = tuple(_outcomes(readings, rules_for, knowledge, workers))
    found = [violation for each in outcomes for violation in each.violations]
    found += _judged(rules, (fact for each in outcomes for fact in each.facts))
    wanted = [s for each in outcomes for s in each.suppressions] + list(requests)
    names = frozenset(name for rule in rules for name in (rule.code, rule.name))
    silence = suppress.silence(_one_code_each(rules, found), wanted, names)
    unused = _unused(rules, (each for each in silence.unused if is_whole or not each[0].paths))
    return Verdict(tuple(sorted({*silence.violations, *unused}, key=_order)), len(readings), silence.silenced)


def read(reading: Reading, knowledge: Knowledge) -> Article:
    """Read one file from disk or from its content, and understand it."""
    try:
        content = _content(reading)
    except OSError as error:
        fault = Fault("unreadable-file", Span(0, 0), error.strerror or "it cannot be opened")
        return Article(Source(reading.path, ""), "", faults=(fault,))
    return understood(reading.path, reading.suffix, content, knowledge)


def _content(reading: Reading) -> bytes:
    if reading.file is None:
        return reading.content
    with reading.file.open("rb") as file:
        return file.read(SIZE_LIMIT + 1)


def _outcomes(
    readings: Sequence[Reading], rules_for: RulesFor, knowledge: Knowledge, workers: int
) -> Iterator[Outcome]:
    if workers == 1 or len(readings) <= _CHUNK:
        return (outcome(read(reading, knowledge), rules_for(reading.path)) for reading in readings)
    return _spread(readings, rules_for, knowledge, workers or os.cpu_count() or 1)


def _spread(readings: Sequence[Reading], rules_for: RulesFor, knowledge: Knowledge, workers: int) -> Iterator[Outcome]:
    # Imported here: a hook on one article pays for no processes.
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers, initializer=_begin, initargs=(rules_for, knowledge)) as pool:
        yield from pool.map(_look, readings, chunksize=_CHUNK)


_begun: list[tuple[RulesFor, Knowledge]] = []


def _begin(rules_for: RulesFor, knowledge: Knowledge) -> None:
    _begun[:] = [(rules_for, knowledge)]


def _look(reading: Reading) -> Outcome:
    rules_for, knowledge = _begun[0]
    return outcome(read(reading, knowledge), rules_for(reading.path))


def _judged(rules: Iterable[AnyRule], facts: Iterable[Fact]) -> Iterator[Violation]:
    by_code = {rule.code: rule for rule in rules}
    in_order = sorted(facts, key=lambda fact: (fact.code, fact.subject, fact.place.path, fact.place.span))
    for (code, subject), group in groupby(in_order, key=lambda fact: (fact.code, fact.subject)):
        rule = by_code[code]
        judge = cast("_Judge", check_named(rule.check)).judge
        yield from judge(rule, subject, tuple(group))


class _Judge:
    """A check that compares facts."""

    judge: Callable[[AnyRule, str, Sequence[Fact]], Iterator[Violation]]


def _one_code_each(rules: Iterable[AnyRule], violations: Sequence[Violation]) -> Iterator[Violation]:
    """Leave out a violation where a rule that its own yields to reports the same thing."""
    yields = {rule.code: rule.yields_to for rule in rules}
    seen = {(violation.place.path, violation.about, violation.code) for violation in violations}
    for violation in violations:
        place = (violation.place.path, violation.about)
        if not any((*place, code) in seen for code in yields.get(violation.code, ())):
            yield violation


def _unused(rules: Iterable[AnyRule], unused: Iterable[tuple[Suppression, str]]) -> Iterator[Violation]:
    for rule in rules:
        if rule.name != "unused-suppression":
            continue
        for suppression, name in unused:
            message = rule.message.replace("{rule}", name)
            yield Violation(rule.code, rule.name, rule.severity, suppression.place, message, rule.hint)


def _order(violation: Violation) -> tuple[str, int, int, str]:
    place = violation.place
    return place.path, place.span.start, place.span.end, violation.code
