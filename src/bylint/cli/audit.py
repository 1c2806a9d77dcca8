"""`bylint audit`: judge a whole archive, and count."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from bylint import discover
from bylint.audit.walk import GivenFiles
from bylint.cli.archive import against_archive
from bylint.cli.options import cache_options
from bylint.cli.options import config_options
from bylint.cli.options import format_option
from bylint.cli.options import paths_argument
from bylint.cli.options import rule_options
from bylint.cli.options import run_options
from bylint.cli.output import end
from bylint.cli.output import print_human
from bylint.cli.output import print_report
from bylint.cli.output import report_of
from bylint.cli.run import Run
from bylint.cli.run import Setting
from bylint.cli.run import demand_some
from bylint.cli.run import knowledge_of
from bylint.cli.run import lines_of
from bylint.cli.run import readings
from bylint.cli.run import setting
from bylint.config import selection
from bylint.report import FORMATS
from bylint.report.text import most_affected


@click.command(epilog="Example: bylint audit --format json > audit.json")
@paths_argument
@config_options
@rule_options
@format_option(*FORMATS)
@run_options
@cache_options
def command(
    paths: tuple[str, ...],
    config_file: Path | None,
    no_config: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    form: str,
    fail_on: str | None,
    exit_zero: bool,
    workers: int,
    today: date,
    no_cache: bool,
) -> None:
    """Judge all articles of a site together, and count what is wrong.

    With PATHS only what lies in these is reported, still in comparison with all the others. What was found is kept in
    the cache of the user, so that the next run reads only what has changed; see `bylint cache`.
    """
    known = setting(config_file, no_config=no_config)
    chosen = selection.selected(known.config, known.rules, select, ignore)
    run = Run(known, chosen, knowledge_of(known.config, today), workers, no_cache)
    given, passed = _given(paths, known)
    verdict, met = against_archive(run, given)
    if not verdict.files:
        demand_some(discover.files(paths, known.config, start=known.start), force_exclude=False)
    read = tuple((given or {}).values())
    report = report_of(
        verdict, chosen, met.skipped if given is None else passed, lines_of(read, known.config, known.start)
    )
    print_report(form, report)
    if form == "text":
        print_human(most_affected(report))
    end(verdict, fail_on or known.config.fail_on, exit_zero=exit_zero)


def _given(paths: tuple[str, ...], known: Setting) -> tuple[GivenFiles | None, int]:
    """Return the files that the run is about, and how many were passed over."""
    if not paths:
        return None, 0
    found = discover.files(paths, known.config, start=known.start)
    demand_some(found, force_exclude=False)
    named = zip(found.files, readings(found.files), strict=True)
    return {file.name: reading for file, reading in named}, len(found.skipped)
