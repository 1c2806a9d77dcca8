"""A summary in Markdown, for whoever edits the articles: by article, the worst first, in their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from bylint.model.rule import Violation
from bylint.report import IN_WORDS
from bylint.report import Report
from bylint.report import counted
from bylint.report.escaping import code_in_markdown
from bylint.report.escaping import in_markdown

_MOST = 900_000
"""Bytes: the summary of a step of GitHub's Actions is refused whole where it holds over 1 MiB."""
_PLACES = 5


def render(report: Report) -> Iterator[str]:
    """Return the lines: what there is of each weight, then the articles."""
    by_path: dict[str, list[Violation]] = {}
    for violation in report.violations:
        by_path.setdefault(violation.place.path, []).append(violation)
    yield from (f"## {_title(report, len(by_path))}", "")
    size, left = 0, sorted(by_path.items(), key=_worst_first)
    while left and size < _MOST:
        path, found = left.pop(0)
        lines = tuple(_article(path, found, report))
        size += sum(len(line.encode("utf-8", "replace")) + 1 for line in lines)
        yield from lines
    if left:
        number = counted(sum(len(found) for _, found in left), "line")
        yield f"*{number} more in {counted(len(left), 'article')}, for which there is no room here.*"


def _title(report: Report, articles: int) -> str:
    if not articles:
        return f"Nothing is wrong in {counted(report.summary.files, 'article')}"
    return f"{_weights(report.violations)}, in {articles:,} of {counted(report.summary.files, 'article')}"


def _weights(violations: Iterable[Violation]) -> str:
    found = Counter(violation.severity for violation in violations)
    return ", ".join(f"{found[severity]:,} {words}" for severity, words in IN_WORDS.items() if found[severity])


def _worst_first(entry: tuple[str, Sequence[Violation]]) -> tuple[int, int, str]:
    found = Counter(violation.severity for violation in entry[1])
    return -found["error"], -found["warning"], entry[0]


def _article(path: str, found: Sequence[Violation], report: Report) -> Iterator[str]:
    about = report.about(path)
    known = (*map(in_markdown, (", ".join(about.authors), about.date)),)
    yield from (f"### {in_markdown(about.headline or path)}", "")
    yield from (" · ".join(filter(None, (code_in_markdown(path), *known))), "")
    told: set[str] = set()
    for violation in found:
        yield _entry(violation, report, is_new=violation.hint not in told)
        told.add(violation.hint)
        yield from _related(violation, path)
    yield ""


def _entry(violation: Violation, report: Report, *, is_new: bool) -> str:
    weight = IN_WORDS.get(violation.severity, violation.severity).capitalize()
    message = f"{in_markdown(violation.message[:1].upper() + violation.message[1:])}."
    address = report.pages.get(violation.code)
    rule = f"[{violation.code}]({address})" if address else in_markdown(violation.code)
    # The same advice is not worth reading twice.
    hint = f" {in_markdown(violation.hint)}" if is_new and violation.hint else ""
    return f"- **{weight}**, line {violation.place.line}: {message}{hint} ({rule})"


def _related(violation: Violation, path: str) -> Iterator[str]:
    for place, message in violation.related[:_PLACES]:
        where = f"line {place.line}" if place.path == path else f"{code_in_markdown(place.path)}, line {place.line}"
        yield f"  - {where}: {in_markdown(message)}"
    more = len(violation.related) - _PLACES
    if more > 0:
        yield f"  - and {counted(more, 'other place')}"
