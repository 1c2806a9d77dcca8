"""`bylint check`: report what is wrong in articles."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path

import click

from bylint import audit
from bylint import discover
from bylint.audit import Reading
from bylint.audit import Verdict
from bylint.cli.files_to_read import demand_some
from bylint.cli.files_to_read import lines_of
from bylint.cli.files_to_read import readings
from bylint.cli.options import cache_option
from bylint.cli.options import config_options
from bylint.cli.options import format_option
from bylint.cli.options import paths_argument
from bylint.cli.options import rule_options
from bylint.cli.printing import is_coloured
from bylint.cli.printing import print_report
from bylint.cli.printing import terminal_width
from bylint.cli.setting import knowledge_of
from bylint.cli.setting import rules_by_path
from bylint.cli.setting import setting
from bylint.config import choosing
from bylint.discover import Found
from bylint.model.rule import SEVERITIES
from bylint.model.rule import AnyRule
from bylint.report import FORMATS
from bylint.report import Report
from bylint.report import summed

_EXAMPLES = """Example: bylint check content/2026 --format concise

Ends with 0 if nothing is wrong, 1 if something is, 2 if it cannot run."""


def _day(ctx: click.Context, option: click.Parameter, words: str | None) -> date:
    try:
        return date.fromisoformat(words) if words else datetime.now(UTC).date()
    except ValueError as error:
        raise click.BadParameter(f"{words!r} is no date such as 2026-01-31", ctx, option) from error


@click.command(epilog=_EXAMPLES)
@paths_argument
@config_options
@rule_options
@click.option(
    "--fail-on",
    type=click.Choice((*SEVERITIES[:0:-1], "never")),
    help="End with 1 from this severity on.  [default: as bylint.yaml says, or warning]",
)
@format_option(*FORMATS)
@click.option("--exit-zero", is_flag=True, help="End with 0 whatever is found.")
@cache_option
@click.option("--stdin-filename", metavar="PATH", help="The name of what comes in by stdin (given as -).")
@click.option("--force-exclude", is_flag=True, help="Pass over excluded files even where they are named.")
@click.option("--workers", type=click.IntRange(min=0), default=0, metavar="N", help="Processes.  [default: one a core]")
@click.option("--today", callback=_day, metavar="DATE", help="The day of the run.  [default: today, UTC]")
def command(
    paths: tuple[str, ...],
    config_file: Path | None,
    no_config: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    form: str,
    exit_zero: bool,
    no_cache: bool,  # noqa: ARG001 - results are not kept yet
    stdin_filename: str | None,
    force_exclude: bool,
    workers: int,
    today: date,
) -> None:
    """Report what is wrong in articles.

    PATHS are files, folders or globs; - is stdin. Without any, all the content of the site is checked.
    """
    known = setting(config_file, no_config=no_config)
    chosen = choosing.selected(known.config, known.rules, select, ignore)
    paths = paths or (("-",) if stdin_filename else ())
    found = discover.files(
        paths, known.config, start=known.start, force_exclude=force_exclude, stdin=stdin_filename or "-"
    )
    demand_some(found, force_exclude=force_exclude)
    read = readings(found.files)
    verdict = audit.run(
        read,
        chosen,
        rules_by_path(known.config, known.start, chosen),
        knowledge_of(known.config, today),
        workers=workers,
        requests=choosing.requests(known.config, ((file.name, file.label) for file in found.files)),
        is_whole=not paths,
    )
    print_report(form, _report(verdict, chosen, found, read, known.start))
    limit = fail_on or known.config.fail_on or "warning"
    raise click.exceptions.Exit(0 if exit_zero else int(_is_failure(verdict, limit)))


def _report(
    verdict: Verdict, chosen: tuple[AnyRule, ...], found: Found, read: tuple[Reading, ...], start: Path
) -> Report:
    summary = summed(verdict.violations, files=verdict.files, skipped=len(found.skipped), suppressed=verdict.silenced)
    return Report(
        verdict.violations,
        summary,
        rules=chosen,
        lines=lines_of(read, start),
        is_coloured=is_coloured(),
        width=terminal_width(),
    )


def _is_failure(verdict: Verdict, limit: str) -> bool:
    return limit != "never" and any(
        SEVERITIES.index(violation.severity) >= SEVERITIES.index(limit) for violation in verdict.violations
    )
