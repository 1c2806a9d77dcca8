"""JSON, which editors, scorers and CI read: one document, or one violation a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bylint.model.rule import Fix
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.report import Report
from bylint.report import fingerprints
from bylint.report.escaping import dumped


def render(report: Report) -> Iterator[str]:
    """Return the lines of the document."""
    last = len(report.violations)
    yield '{"version": 1, "violations": ['
    for number, value in enumerate(_values(report), start=1):
        yield dumped(value) + ("," if number < last else "")
    summary = {name: number for name, number in report.summary._asdict().items() if number is not None}
    yield f'], "summary": {dumped(summary)}}}'


def render_lines(report: Report) -> Iterator[str]:
    """Return one line for each violation, and nothing else."""
    return map(dumped, _values(report))


def _values(report: Report) -> Iterator[dict[str, Any]]:
    """Yield each violation as plain data. Keys are added, never changed."""
    desks = {rule.code: rule.desk for rule in report.rules}
    for violation, fingerprint in zip(report.violations, fingerprints(report.violations), strict=True):
        code = violation.code
        known = {"desk": desks.get(code), "page": report.pages.get(code), "fingerprint": fingerprint}
        yield {**_value(violation), **known}


def _value(violation: Violation) -> dict[str, Any]:
    return {
        "code": violation.code,
        "name": violation.name,
        "severity": violation.severity,
        **_span_value(violation.place),
        "message": violation.message,
        "hint": violation.hint,
        "related": [{**_point_value(place), "message": message} for place, message in violation.related],
        "fix": _fix_value(violation.fix) if violation.fix else None,
        "origins": [origin._asdict() for origin in violation.origins],
    }


def _fix_value(fix: Fix) -> dict[str, Any]:
    edits = [{**_span_value(edit.place), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "applicability": fix.applicability, "edits": edits}


def _point_value(place: Place) -> dict[str, Any]:
    return {"path": place.path, "line": place.line, "column": place.column}


def _span_value(place: Place) -> dict[str, Any]:
    return {**_point_value(place), "end_line": place.end_line, "end_column": place.end_column}
