"""SARIF 2.1.0: the log that code scanning reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import groupby
from pathlib import PurePosixPath
from pathlib import PureWindowsPath
from typing import Any

from bylint import DOCUMENTATION
from bylint import __version__
from bylint.model.rule import AnyRule
from bylint.model.rule import Edit
from bylint.model.rule import Fix
from bylint.model.rule import Related
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.report import Report
from bylint.report import fingerprints
from bylint.report.escaping import dumped
from bylint.report.escaping import in_address

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOTS = {False: "The working directory of the run.", True: "The root of the repository."}
_GAP = re.compile(r"\{[\w-]+\}")
_LEVELS = {"error": "error", "warning": "warning", "info": "note", "off": "none"}


def render(report: Report) -> Iterator[str]:
    """Return the lines of the log."""
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report)]}
    yield from dumped(log, indent=1).split("\n")


def _run(report: Report) -> dict[str, Any]:
    names = {violation.code: violation.name for violation in report.violations}
    order = {code: index for index, code in enumerate(sorted(names))}
    known = {rule.code: rule for rule in report.rules}
    rules = [_rule(known.get(code), code, names[code], report.pages.get(code)) for code in order]
    driver = {"name": "bylint", "version": __version__, "informationUri": DOCUMENTATION, "rules": rules}
    return {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": _ROOTS[report.is_from_repository]}}},
        "invocations": [{"executionSuccessful": not report.summary.refused}],
        "results": list(_results(report.violations, order)),
    }


def _rule(rule: AnyRule | None, code: str, name: str, page: str | None) -> dict[str, Any]:
    if rule is None:
        return {"id": code, "name": name}
    # What a hint says of one article has no place in what is said of all.
    hint = _GAP.sub("\u2026", rule.hint)
    sources = [f"{source.title}: {source.url}" for source in rule.sources]
    linked = [f"- [{source.title}]({source.url})" for source in rule.sources]
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why or rule.summary},
        "help": {
            "text": "\n\n".join(filter(None, (rule.why, hint, "\n".join(sources)))) or rule.summary,
            "markdown": "\n\n".join(filter(None, (rule.why, hint, "\n".join(linked)))) or rule.summary,
        },
        **({"helpUri": page} if page else {}),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [tag for tag in (rule.pack, rule.desk) if tag]},
    }


def _results(violations: Sequence[Violation], order: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for violation, fingerprint in zip(violations, fingerprints(violations), strict=True):
        yield {
            "ruleId": violation.code,
            "ruleIndex": order[violation.code],
            "level": _LEVELS[violation.severity],
            "message": {"text": " \u2014 ".join(filter(None, (violation.message, violation.hint)))},
            "locations": [{"physicalLocation": _location(violation.place)}],
            "relatedLocations": [_related(number, other) for number, other in enumerate(violation.related, start=1)],
            "partialFingerprints": {"bylintViolation/v2": fingerprint},
            **_fixes(violation.fix),
        }


def _related(number: int, related: Related) -> dict[str, Any]:
    return {
        "id": number,
        "physicalLocation": _location(related.place),
        "message": {"text": related.message or "see also"},
    }


def _fixes(fix: Fix | None) -> dict[str, Any]:
    # A proposal is text for a person to place: SARIF has no such thing, and a viewer would apply it.
    if fix is None or fix.applicability == "proposal" or not fix.edits:
        return {}
    changes = [
        {"artifactLocation": _artifact(path), "replacements": [_replacement(edit) for edit in edits]}
        for path, edits in groupby(fix.edits, key=lambda edit: edit.place.path)
    ]
    return {"fixes": [{"description": {"text": fix.title}, "artifactChanges": changes}]}


def _replacement(edit: Edit) -> dict[str, Any]:
    return {"deletedRegion": _region(edit.place), "insertedContent": {"text": edit.text}}


def _location(place: Place) -> dict[str, Any]:
    return {"artifactLocation": _artifact(place.path), "region": _region(place)}


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _artifact(path: str) -> dict[str, str]:
    if PurePosixPath(path).is_absolute() or PureWindowsPath(path).drive:
        return {"uri": "file:///" + in_address(path.lstrip("/")).replace("%3A", ":", 1)}
    return {"uri": in_address(path), "uriBaseId": "%SRCROOT%"}
