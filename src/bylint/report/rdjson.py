"""RDJSON, the format of reviewdog: it comments on the lines that a change has added, with suggestions to accept."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from bylint import DOCUMENTATION
from bylint.model.rule import Fix
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.report import Report
from bylint.report.escaping import dumped
from bylint.report.escaping import shown

_KEPT = 8
"""Files of which the lines are kept: violations stand side by side in one."""
_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def render(report: Report) -> Iterator[str]:
    """Return the lines of the document."""
    last = len(report.violations)
    report = report._replace(lines=lru_cache(_KEPT)(report.lines))
    yield f'{{"source": {dumped({"name": "bylint", "url": DOCUMENTATION})}, "diagnostics": ['
    for number, violation in enumerate(report.violations, start=1):
        yield dumped(_diagnostic(violation, report)) + ("," if number < last else "")
    yield "]}"


def _diagnostic(violation: Violation, report: Report) -> dict[str, Any]:
    code = {"value": violation.code, "url": report.pages.get(violation.code)}
    lines = report.lines(violation.place.path)
    related = [
        {"message": shown(message) or "see also", "location": _location(place, report.lines(place.path))}
        for place, message in violation.related
    ]
    found = {
        "message": "\n".join(filter(None, (shown(violation.message), shown(violation.hint)))),
        "location": _location(violation.place, lines),
        "severity": _SEVERITIES.get(violation.severity, "UNKNOWN_SEVERITY"),
        "code": {name: words for name, words in code.items() if words},
        "suggestions": _suggestions(violation, lines),
        "related_locations": related,
    }
    return {name: value for name, value in found.items() if value}


def _suggestions(violation: Violation, lines: Sequence[str]) -> list[dict[str, Any]]:
    """Return what may be accepted as it stands: each suggestion is one of several to its reader, so a fix in two places
    is none, and a proposal is text for a person to place."""
    fix = violation.fix
    if not _is_suggestion(fix) or fix is None or fix.edits[0].place.path != violation.place.path:
        return []
    return [{"range": _range(fix.edits[0].place, lines), "text": fix.edits[0].text}]


def _is_suggestion(fix: Fix | None) -> bool:
    return fix is not None and fix.applicability != "proposal" and len(fix.edits) == 1


def _location(place: Place, lines: Sequence[str]) -> dict[str, Any]:
    return {"path": place.path, "range": _range(place, lines)}


def _range(place: Place, lines: Sequence[str]) -> dict[str, Any]:
    return {
        "start": {"line": place.line, "column": _bytes_before(place.line, place.column, lines) + 1},
        "end": {"line": place.end_line, "column": _bytes_before(place.end_line, place.end_column, lines) + 1},
    }


def _bytes_before(line: int, column: int, lines: Sequence[str]) -> int:
    """Return how many bytes of UTF-8 stand before a column: reviewdog counts these."""
    before = lines[line - 1][: column - 1] if line <= len(lines) else ""
    # Behind the end of a line, or where it cannot be read, a character is a byte.
    return len(before.encode("utf-8", "surrogatepass")) + column - 1 - len(before)
