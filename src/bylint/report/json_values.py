"""Violations as plain data: the stable form that editors, scorers and CI read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bylint.model.source import Place
from bylint.model.violation import Fix
from bylint.model.violation import Violation


def violation_value(violation: Violation) -> dict[str, Any]:
    """Return a violation as plain data. Keys are added, never changed."""
    return {
        "code": violation.code,
        "name": violation.name,
        "severity": violation.severity,
        **_span_value(violation.place),
        "message": violation.message,
        "hint": violation.hint,
        "related": [{**_point_value(place), "message": message} for place, message in violation.related],
        "fix": _fix_value(violation.fix) if violation.fix else None,
    }


def dumped(value: Mapping[str, Any]) -> str:
    """Return the value as one line of ASCII."""
    return json.dumps(value, ensure_ascii=True)


def _fix_value(fix: Fix) -> dict[str, Any]:
    edits = [{**_span_value(edit.place), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "applicability": fix.applicability, "edits": edits}


def _point_value(place: Place) -> dict[str, Any]:
    return {"path": place.path, "line": place.line, "column": place.column}


def _span_value(place: Place) -> dict[str, Any]:
    return {**_point_value(place), "end_line": place.end_line, "end_column": place.end_column}
