"""One line a violation: `path:line:col: CODE message`."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.violation import Violation
from bylint.report import Report
from bylint.report.printable import shown


def render(report: Report) -> Iterator[str]:
    """Return one line for each violation, and nothing else."""
    return map(line_of, report.violations)


def line_of(violation: Violation) -> str:
    """Return `path:line:col: CODE message`."""
    place = violation.place
    return f"{shown(place.path)}:{place.line}:{place.column}: {violation.code} {shown(violation.message)}"
