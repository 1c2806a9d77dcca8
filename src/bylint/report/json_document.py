"""One JSON document, one violation a line."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.report import Report
from bylint.report.json_values import dumped
from bylint.report.json_values import violation_value


def render(report: Report) -> Iterator[str]:
    """Return the lines of the document."""
    last = len(report.violations)
    yield '{"version": 1, "violations": ['
    for number, violation in enumerate(report.violations, start=1):
        yield dumped(violation_value(violation)) + ("," if number < last else "")
    summary = {name: number for name, number in report.summary._asdict().items() if number is not None}
    yield f'], "summary": {dumped(summary)}}}'
