"""CSV for a spreadsheet: one row a violation, with the article it is in and who can mend it."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.rule import AnyRule
from bylint.model.rule import Violation
from bylint.report import Report
from bylint.report.escaping import csv_line
from bylint.report.overview import in_words
from bylint.report.overview import shared_of

COLUMNS = (
    *("severity", "path", "line", "column", "headline", "date", "authors", "section", "desk"),
    *("message", "hint", "cause", "rule", "name", "page"),
)
_MARK = "\ufeff"
"""Without a byte order mark Excel takes the sheet for one in the code page of its machine."""


def render(report: Report) -> Iterator[str]:
    """Return the head and the rows."""
    yield _MARK + csv_line(COLUMNS)
    yield from map(csv_line, rows(report))


def rows(report: Report) -> Iterator[tuple[str | int, ...]]:
    """Yield a row for each violation."""
    desks = {rule.code: rule.desk for rule in report.rules}
    rules = {rule.code: rule for rule in report.rules}
    for violation in report.violations:
        place, about = violation.place, report.about(violation.place.path)
        where = (place.path, place.line, place.column)
        article = (about.headline, about.date, "; ".join(about.authors), about.section)
        said = (violation.message, violation.hint, _cause(violation, rules.get(violation.code)))
        rule = (violation.code, violation.name, report.pages.get(violation.code, ""))
        yield (violation.severity, *where, *article, desks.get(violation.code, ""), *said, *rule)


def _cause(violation: Violation, rule: AnyRule | None) -> str:
    """Return what many rows may share: sorted by it, they stand together."""
    shared = next(shared_of(violation, rule), None) if rule else None
    if shared is None:
        return violation.cause.replace("\n", "; ")
    _, origin = shared
    return in_words(origin.kind, origin.name)
