"""GitLab's Code Quality: what a merge request shows beside its changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bylint.model.rule import Violation
from bylint.report import Report
from bylint.report import fingerprints
from bylint.report.escaping import dumped
from bylint.report.escaping import shown

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(report: Report) -> Iterator[str]:
    """Return the lines of the document, one for each violation."""
    last = len(report.violations)
    known = zip(report.violations, _unlike(report), strict=True)
    yield "["
    for number, (violation, fingerprint) in enumerate(known, start=1):
        yield dumped(_value(violation, fingerprint, report)) + ("," if number < last else "")
    yield "]"


def _value(violation: Violation, fingerprint: str, report: Report) -> dict[str, object]:
    address = report.pages.get(violation.code, "")
    place = violation.place
    return {
        "description": " ".join(filter(None, (f"{shown(violation.message)}.", shown(violation.hint), address))),
        "check_name": violation.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES.get(violation.severity, "info"),
        "location": {"path": place.path, "lines": {"begin": place.line, "end": place.end_line}},
    }


def _unlike(report: Report) -> Iterator[str]:
    """Yield fingerprints of which no two are equal, as GitLab wants them: an article may stand there twice."""
    seen: Counter[str] = Counter()
    for fingerprint in fingerprints(report.violations):
        seen[fingerprint] += 1
        yield fingerprint if seen[fingerprint] == 1 else f"{fingerprint}-{seen[fingerprint]}"
