"""What is kept of one article, as rows: its name, its key, its results as JSON, its facts."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from typing import Any
from typing import NamedTuple

from bylint.model.rule import Edit
from bylint.model.rule import Fact
from bylint.model.rule import Fix
from bylint.model.rule import Outcome
from bylint.model.rule import Related
from bylint.model.rule import Suppression
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.model.source import Span

_FAR = 1 << 63
FactRow = tuple[Any, ...]
Label = Callable[[str], str]
"""From the name of an article, relative to the root, to its path as shown in this run."""


class Stamp(NamedTuple):
    """What a file system tells of a file; all zero where it cannot be relied on."""

    size: int = 0
    changed: int = 0
    moved: int = 0


class ArticleRecord(NamedTuple):
    """What is kept of one article. Paths are left out of it: they depend on where a run stands.

    `name` is relative to the root; a record without a `key` serves its run alone; a clean article has no `result`.
    """

    name: str
    key: bytes
    stamp: Stamp
    result: str = ""
    facts: tuple[FactRow, ...] = ()


def stamp_of(status: os.stat_result) -> Stamp:
    """Return what a file system tells of a file; nothing where a time is in a year too far to be kept."""
    stamp = Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return stamp if all(-_FAR <= number < _FAR for number in stamp) else Stamp()


def key_of(content: bytes, name: str, inputs: bytes) -> bytes:
    """Return the key under which the outcome of this content is kept."""
    told = blake2b(content, digest_size=16)
    told.update(blob(name))
    told.update(inputs)
    return told.digest()


def record_of(name: str, key: bytes, stamp: Stamp, outcome: Outcome) -> ArticleRecord:
    """Return what is kept of an outcome."""
    result = ""
    if outcome.violations or outcome.suppressions:
        told = [[_violation_row(v) for v in outcome.violations], [_suppression_row(s) for s in outcome.suppressions]]
        result = json.dumps(told, separators=(",", ":"))
    return ArticleRecord(name, key, stamp, result, tuple(_fact_row(fact) for fact in outcome.facts))


def outcome_of(path: str, result: str) -> Outcome:
    """Return the violations and suppressions that were kept, at this path."""
    violations, suppressions = json.loads(result)
    return Outcome(
        path,
        tuple(_violation(path, row) for row in violations),
        (),
        tuple(_suppression(path, row) for row in suppressions),
    )


def fact_of(path: str, row: Sequence[Any]) -> Fact:
    """Return a fact that was kept, at this path."""
    code, subject, claim, words, origin, place, *days = row
    at = _place(path, tuple(map(int, place.split())))
    return Fact(code, text(subject), text(claim), text(words), origin, at, *map(_day, days))


def blob(words: str) -> bytes:
    """Return text as bytes: a name or a page may hold halves of surrogate pairs, which are no text to sqlite."""
    return words.encode("utf-8", "surrogatepass")


def text(kept: bytes) -> str:
    """Return the text of such bytes."""
    return kept.decode("utf-8", "surrogatepass")


def _fact_row(fact: Fact) -> FactRow:
    days = (day.isoformat() if day else None for day in (fact.when, fact.since, fact.until))
    words = (blob(fact.subject), blob(fact.claim), blob(fact.words))
    return (fact.code, *words, fact.origin, " ".join(map(str, _numbers(fact.place))), *days)


def _violation_row(violation: Violation) -> list[Any]:
    fix = violation.fix
    return [
        *violation[:3],
        _numbers(violation.place),
        violation.message,
        violation.hint,
        [_related_row(related, violation.place.path) for related in violation.related],
        fix and [fix.title, fix.applicability, [[_numbers(edit.place), edit.text] for edit in fix.edits]],
        violation.about,
    ]


def _related_row(related: Related, path: str) -> list[Any]:
    """Return a row with the path of another file, such as the registry, whose path is one of the inputs of the run."""
    place, message = related
    return [_numbers(place), message] if place.path == path else [_numbers(place), message, place.path]


def _related(path: str, numbers: Sequence[int], message: str, elsewhere: str = "") -> Related:
    return Related(_place(elsewhere or path, numbers), message)


def _violation(path: str, row: Sequence[Any]) -> Violation:
    code, name, severity, at, message, hint, others, fix, about = row
    related = tuple(_related(path, *row) for row in others)
    return Violation(
        code, name, severity, _place(path, at), message, hint, related, _fix(path, fix) if fix else None, about
    )


def _fix(path: str, row: Sequence[Any]) -> Fix:
    title, applicability, edits = row
    return Fix(title, applicability, tuple(Edit(_place(path, at), words) for at, words in edits))


def _suppression_row(asked: Suppression) -> list[Any]:
    until = asked.until.isoformat() if asked.until else None
    return [_numbers(asked.place), asked.rules, asked.reason, asked.first, asked.last, until]


def _suppression(path: str, row: Sequence[Any]) -> Suppression:
    at, rules, reason, first, last, until = row
    return Suppression(_place(path, at), tuple(rules), reason, first, last, _day(until))


def _numbers(place: Place) -> list[int]:
    return [*place.span, *place[2:]]


def _place(path: str, numbers: Sequence[int]) -> Place:
    start, end, line, column, end_line, end_column = numbers
    return Place(path, Span(start, end), line, column, end_line, end_column)


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None
