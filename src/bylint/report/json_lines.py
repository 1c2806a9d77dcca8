"""One JSON object a line, one line a violation."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.report import Report
from bylint.report.json_values import dumped
from bylint.report.json_values import violation_value


def render(report: Report) -> Iterator[str]:
    """Return one line for each violation, and nothing else."""
    return (dumped(violation_value(violation)) for violation in report.violations)
