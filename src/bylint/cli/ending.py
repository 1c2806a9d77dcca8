"""From a verdict to its report and to the exit code."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Sequence

import click

from bylint.audit import Verdict
from bylint.cli.printing import is_coloured
from bylint.cli.printing import terminal_width
from bylint.model.rule import SEVERITIES
from bylint.model.rule import AnyRule
from bylint.report import Report
from bylint.report import summed


def report_of(
    verdict: Verdict, chosen: tuple[AnyRule, ...], skipped: int, lines: Callable[[str], Sequence[str]]
) -> Report:
    """Return the report of a run."""
    summary = summed(verdict.violations, files=verdict.files, skipped=skipped, suppressed=verdict.silenced)
    return Report(
        verdict.violations,
        summary._replace(archive=verdict.archive),
        rules=chosen,
        lines=lines,
        is_coloured=is_coloured(),
        width=terminal_width(),
    )


def end(verdict: Verdict, limit: str, *, exit_zero: bool, left: Collection[str] = ()) -> None:
    """End the run: with 1 if anything of this severity or more is reported, or anything at all in a file that should
    have been mended and was `left`."""
    is_left = any(violation.place.path in left for violation in verdict.violations)
    raise click.exceptions.Exit(0 if exit_zero else int(is_left or _is_failure(verdict, limit or "warning")))


def _is_failure(verdict: Verdict, limit: str) -> bool:
    return limit != "never" and any(
        SEVERITIES.index(violation.severity) >= SEVERITIES.index(limit) for violation in verdict.violations
    )
