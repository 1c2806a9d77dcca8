"""Workflow commands of GitHub: each puts a violation beside its line, on a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence

from bylint.model.rule import Violation
from bylint.report import Report
from bylint.report import counted
from bylint.report.escaping import in_message
from bylint.report.escaping import in_property
from bylint.report.text import weighed_line_of

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
_MOST = 10
"""Annotations of one level that GitHub shows of a step; it drops the others without a word."""


def render(report: Report) -> Iterator[str]:
    """Return one command for each violation that GitHub would show; the others stand in the log, and a notice says
    so."""
    shown = {id(each) for level in ("error", "warning", "notice") for each in _shown(report.violations, level)}
    rest = [each for each in report.violations if id(each) not in shown]
    yield from (_command(each, report) for each in report.violations if id(each) in shown)
    if rest:
        number = counted(len(rest), "violation")
        yield f"::notice title=bylint::{number} more in the log of this step: GitHub shows {_MOST} of each level"
        yield from map(weighed_line_of, rest)


def _shown(violations: Sequence[Violation], level: str) -> list[Violation]:
    """Return the violations of one level that are shown: the first of each rule before the second of any."""
    found = [each for each in violations if _level(each) == level]
    # Of the notices one may be needed to say that there is more.
    most = _MOST - 1 if level == "notice" else _MOST
    seen: Counter[str] = Counter()
    ranks: list[tuple[int, int]] = []
    for number, each in enumerate(found):
        ranks.append((seen[each.code], number))
        seen[each.code] += 1
    return [found[number] for _, number in sorted(ranks)[:most]]


def _level(violation: Violation) -> str:
    return _LEVELS.get(violation.severity, "notice")


def _command(violation: Violation, report: Report) -> str:
    place = violation.place
    properties = {
        "file": place.path,
        "line": place.line,
        "col": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "title": f"{violation.code} {violation.name}",
    }
    listed = ",".join(f"{name}={in_property(str(value))}" for name, value in properties.items())
    said = (violation.message, violation.hint, report.pages.get(violation.code, ""))
    return f"::{_level(violation)} {listed}::{in_message(chr(10).join(filter(None, said)))}"
