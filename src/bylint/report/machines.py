"""Reports for machines: JSON, which editors, scorers and CI read, SARIF, and workflow commands of GitHub."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from hashlib import blake2b
from itertools import groupby
from pathlib import PurePosixPath
from pathlib import PureWindowsPath
from typing import Any
from urllib.parse import quote

from bylint import __version__
from bylint.model.rule import AnyRule
from bylint.model.rule import Edit
from bylint.model.rule import Fix
from bylint.model.rule import Related
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.report import Report
from bylint.report import shown

# In the log of a CI `##[name]` and `##name[` are commands, wherever they stand.
_COMMAND = re.compile(r"#(?=#[A-Za-z]{0,20}\[)")


def render_json(report: Report) -> Iterator[str]:
    """Return the lines of the document."""
    last = len(report.violations)
    yield '{"version": 1, "violations": ['
    for number, violation in enumerate(report.violations, start=1):
        yield dumped(violation_value(violation)) + ("," if number < last else "")
    summary = {name: number for name, number in report.summary._asdict().items() if number is not None}
    yield f'], "summary": {dumped(summary)}}}'


def render_json_lines(report: Report) -> Iterator[str]:
    """Return one line for each violation, and nothing else."""
    return (dumped(violation_value(violation)) for violation in report.violations)


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


def dumped(value: Mapping[str, Any], *, indent: int | None = None) -> str:
    """Return the value as ASCII, on one line unless it is to be indented; none of its strings reads as a command."""
    return _COMMAND.sub(r"\\u0023", json.dumps(value, ensure_ascii=True, indent=indent))


def _fix_value(fix: Fix) -> dict[str, Any]:
    edits = [{**_span_value(edit.place), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "applicability": fix.applicability, "edits": edits}


def _point_value(place: Place) -> dict[str, Any]:
    return {"path": place.path, "line": place.line, "column": place.column}


def _span_value(place: Place) -> dict[str, Any]:
    return {**_point_value(place), "end_line": place.end_line, "end_column": place.end_column}


_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOTS = {False: "The working directory of the run.", True: "The root of the repository."}
_LEVELS = {"error": "error", "warning": "warning", "info": "note", "off": "none"}


def render_sarif(report: Report) -> Iterator[str]:
    """Return the lines of the log."""
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report)]}
    yield from dumped(log, indent=1).split("\n")


def _run(report: Report) -> dict[str, Any]:
    names = {violation.code: violation.name for violation in report.violations}
    order = {code: index for index, code in enumerate(sorted(names))}
    known = {rule.code: rule for rule in report.rules}
    rules = [_rule(known[code]) if code in known else {"id": code, "name": names[code]} for code in order]
    return {
        "tool": {"driver": {"name": "bylint", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": _ROOTS[report.is_from_repository]}}},
        "invocations": [{"executionSuccessful": True}],
        "results": list(_results(report.violations, order)),
    }


def _rule(rule: AnyRule) -> dict[str, Any]:
    sources = [f"{source.title}: {source.url}" for source in rule.sources]
    linked = [f"- [{source.title}]({source.url})" for source in rule.sources]
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why or rule.summary},
        "help": {
            "text": "\n\n".join(filter(None, (rule.why, rule.hint, "\n".join(sources)))) or rule.summary,
            "markdown": "\n\n".join(filter(None, (rule.why, rule.hint, "\n".join(linked)))) or rule.summary,
        },
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


def fingerprints(violations: Iterable[Violation]) -> Iterator[str]:
    """Yield one word for each violation by which another run knows it: its words, its article, and which of several
    equal ones of a file it is; no path, no line and no message."""
    seen: Counter[tuple[str, ...]] = Counter()
    for violation in violations:
        known_by = (violation.code, violation.fingerprint.words, violation.fingerprint.article)
        seen[(*known_by, violation.place.path)] += 1
        number = seen[(*known_by, violation.place.path)]
        yield blake2b("\0".join((*known_by, str(number))).encode(), digest_size=16).hexdigest()


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
        return {"uri": "file:///" + quote(path.lstrip("/"), safe="/:", errors="surrogateescape")}
    return {"uri": quote(path, safe="/", errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}


_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
# https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts: what a message and a property escape.
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render_github(report: Report) -> Iterator[str]:
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
    listed = ",".join(
        f"{name}={_shown_lines(str(value)).translate(_IN_PROPERTY)}" for name, value in properties.items()
    )
    message = _shown_lines("\n".join(filter(None, (violation.message, violation.hint)))).translate(_IN_MESSAGE)
    return f"::{_COMMANDS.get(violation.severity, 'notice')} {listed}::{message}"


def _shown_lines(text: str) -> str:
    """Return a text as a terminal can take it, with its line breaks: a command has a sign for them."""
    return "\n".join(map(shown, text.split("\n")))
