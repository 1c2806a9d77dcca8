"""Workflow commands of GitHub: each puts a violation beside its line, on a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.rule import Violation
from bylint.report import Report
from bylint.report.escaping import in_message
from bylint.report.escaping import in_property

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: Report) -> Iterator[str]:
    """Return one command for each violation."""
    return map(_command, report.violations)


def _command(violation: Violation) -> str:
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
    message = in_message("\n".join(filter(None, (violation.message, violation.hint))))
    return f"::{_LEVELS.get(violation.severity, 'notice')} {listed}::{message}"
