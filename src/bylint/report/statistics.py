"""Figures of many articles: how often each rule and each severity is met, and where most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bylint.report import Report
from bylint.report.printable import counted
from bylint.report.printable import shown

_MOST = 10
_WEIGHTS = ("error", "warning", "info")


def render(report: Report) -> Iterator[str]:
    """Return the figures alone: by severity, by rule and by file."""
    found, files = report.violations, counted(report.summary.files, "file")
    yield f"{counted(len(found), 'violation')} in {files}."
    if not found:
        return
    severities = Counter(violation.severity for violation in found)
    yield from ("", "By severity:")
    yield from (f"{severities[weight]:>8,} {weight}" for weight in _WEIGHTS if severities[weight])
    yield from ("", "By rule:")
    rules = Counter(f"{violation.code} {violation.name}" for violation in found)
    yield from (f"{number:>8,} {rule}" for rule, number in _ranked(rules))
    yield from most_affected(report)


def most_affected(report: Report) -> Iterator[str]:
    """Yield the files with the most violations; nothing where that is only one."""
    files = Counter(violation.place.path for violation in report.violations)
    if len(files) < 2:
        return
    yield from ("", "Most affected files:")
    yield from (f"{number:>8,} {shown(path)}" for path, number in _ranked(files)[:_MOST])
    if len(files) > _MOST:
        yield f"{' ' * 8} and {counted(len(files) - _MOST, 'other file')}"


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
