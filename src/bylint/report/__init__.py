"""Reports: what a run found, in each format. What stands in all of them is one `Report` value."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

from bylint.model.rule import AnyRule
from bylint.model.rule import Violation

# Each function takes a `Report` and returns lines without their ends; its module is imported when it is asked for.
FORMATS: Mapping[str, str] = {
    "text": "bylint.report.text.render",
    "concise": "bylint.report.text.render_concise",
    "json": "bylint.report.json.render",
    "jsonl": "bylint.report.json.render_lines",
    "github": "bylint.report.github.render",
    "sarif": "bylint.report.sarif.render",
    "statistics": "bylint.report.text.render_statistics",
}
# Read by people: whatever the terminal cannot show is replaced. The others are ASCII.
HUMAN = ("text", "concise", "statistics")


class Summary(NamedTuple):
    """The figures of a run; `archive` is how many articles the files were compared with, where that was asked for."""

    files: int
    skipped: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    suppressed: int = 0
    archive: int | None = None


def no_lines(path: str) -> Sequence[str]:  # noqa: ARG001 - stands in for a function that reads
    """Return no source lines, for formats that print none."""
    return ()


class Report(NamedTuple):
    """What a run found, in the order in which it is printed.

    `lines` returns the lines of a file without their ends, or nothing where it cannot be read. `width` is that of
    the terminal.
    """

    violations: tuple[Violation, ...]
    summary: Summary
    rules: tuple[AnyRule, ...] = ()
    lines: Callable[[str], Sequence[str]] = no_lines
    is_coloured: bool = False
    width: int = 100


def summed(violations: Iterable[Violation], *, files: int, skipped: int = 0, suppressed: int = 0) -> Summary:
    """Return the figures of these violations."""
    severities = [violation.severity for violation in violations]
    return Summary(
        files=files,
        skipped=skipped,
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        infos=severities.count("info"),
        suppressed=suppressed,
    )


def render(form: str, report: Report) -> Iterator[str]:
    """Return the lines of a report in one of the formats."""
    module, _, name = FORMATS[form].rpartition(".")
    rendered: Iterator[str] = getattr(import_module(module), name)(report)
    return rendered
