"""Workflow commands that GitHub turns into annotations of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.rule import Violation
from bylint.report import Report
from bylint.report.printable import shown

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
# https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts: what a message and a property escape.
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


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
    listed = ",".join(f"{name}={_shown(str(value)).translate(_IN_PROPERTY)}" for name, value in properties.items())
    message = _shown("\n".join(filter(None, (violation.message, violation.hint)))).translate(_IN_MESSAGE)
    return f"::{_COMMANDS.get(violation.severity, 'notice')} {listed}::{message}"


def _shown(text: str) -> str:
    """Return a text as a terminal can take it, with its line breaks: a command has a sign for them."""
    return "\n".join(map(shown, text.split("\n")))
