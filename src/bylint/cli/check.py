"""`bylint check`: report what is wrong in articles."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import click

from bylint import audit
from bylint import discover
from bylint.audit import Reading
from bylint.audit import Verdict
from bylint.cli.options import cache_options
from bylint.cli.options import config_options
from bylint.cli.options import fix_options
from bylint.cli.options import format_option
from bylint.cli.options import paths_argument
from bylint.cli.options import rule_options
from bylint.cli.options import run_options
from bylint.cli.output import end
from bylint.cli.output import print_report
from bylint.cli.output import progress
from bylint.cli.output import report_of
from bylint.cli.run import Run
from bylint.cli.run import demand_some
from bylint.cli.run import knowledge_of
from bylint.cli.run import lines_of
from bylint.cli.run import readings
from bylint.cli.run import rules_by_path
from bylint.cli.run import setting
from bylint.config import selection
from bylint.discover import Selection
from bylint.errors import UsageError
from bylint.report import FORMATS

_EXAMPLES = """Example: bylint check content/2026 --format concise

Ends with 0 if nothing is wrong, 1 if something is, 2 if it cannot run."""


@click.command(epilog=_EXAMPLES)
@paths_argument
@config_options
@rule_options
@format_option(*FORMATS)
@run_options
@cache_options
@click.option(
    "--archive/--no-archive",
    "is_archive",
    default=None,
    help="Compare with all articles of the site, not only with each other.  [default: as bylint.yaml says]",
)
@fix_options
@click.option("--stdin-filename", metavar="PATH", help="The name of what comes in by stdin (given as -).")
@click.option("--force-exclude", is_flag=True, help="Pass over excluded files even where they are named.")
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
    is_archive: bool | None,
    is_fix: bool,
    is_unsafe: bool,
    is_diff: bool,
    stdin_filename: str | None,
    force_exclude: bool,
) -> None:
    """Report what is wrong in articles.

    PATHS are files, folders or globs; - is stdin. Without any, all the content of the site is checked.
    """
    known = setting(config_file, no_config=no_config)
    chosen = selection.selected(known.config, known.rules, select, ignore)
    paths = paths or (("-",) if stdin_filename else ())
    run = Run(known, chosen, knowledge_of(known.config, today), workers, no_cache)
    with_archive = known.config.archive if is_archive is None else is_archive
    if with_archive and not (paths or is_fix or is_unsafe or is_diff):
        _end_with_the_site(run, form, fail_on or known.config.fail_on, exit_zero=exit_zero)
    found = discover.files(
        paths, known.config, start=known.start, force_exclude=force_exclude, stdin=stdin_filename or "-"
    )
    demand_some(found, force_exclude=force_exclude)
    read = readings(found.files)
    with_archive = bool(found.files) and with_archive
    judge = partial(_judged, run, found, read, is_whole=not paths, with_archive=with_archive)
    verdict = judge()
    left: frozenset[str] = frozenset()
    if is_unsafe and not (is_fix or is_diff):
        raise UsageError("--unsafe says which fixes; it needs --fix or --diff")
    if is_fix or is_diff:
        # Imported here: few runs mend anything.
        from bylint.cli import mending

        files = tuple(zip(found.files, read, strict=True))
        if is_diff:
            is_any = mending.show_changes(run, files, verdict.violations, unsafe=is_unsafe)
            raise click.exceptions.Exit(int(is_any and not exit_zero))
        written = mending.mend_files(run, files, verdict.violations, unsafe=is_unsafe)
        verdict = judge() if written.files or written.left else verdict
        left = written.left
    print_report(form, report_of(verdict, chosen, len(found.skipped), lines_of(read, known.config, known.start)))
    end(verdict, fail_on or known.config.fail_on, exit_zero=exit_zero, left=left)


def _end_with_the_site(run: Run, form: str, limit: str, *, exit_zero: bool) -> None:
    """Judge all of the site and end the run; a site without an article is left to whoever can say why."""
    from bylint.cli.archive import against_archive

    verdict, met = against_archive(run, None)
    if verdict.files:
        # The walk over the archive has met all files: nobody need look for them once more.
        print_report(form, report_of(verdict, run.chosen, met.skipped, lines_of((), run.known.config, run.known.start)))
        end(verdict, limit, exit_zero=exit_zero)


def _judged(run: Run, found: Selection, read: tuple[Reading, ...], *, is_whole: bool, with_archive: bool) -> Verdict:
    if not with_archive:
        return _among_themselves(run, found, read, is_whole=is_whole)
    # Imported here: the hook on one article needs no store.
    from bylint.cli.archive import against_archive

    given = {file.name: reading for file, reading in zip(found.files, read, strict=True)}
    verdict, _ = against_archive(run, None if is_whole else given)
    return verdict


def _among_themselves(run: Run, found: Selection, read: tuple[Reading, ...], *, is_whole: bool) -> Verdict:
    config = run.known.config
    with progress() as shown:
        return audit.run(
            read,
            run.chosen,
            rules_by_path(config, run.known.start, run.chosen),
            run.knowledge,
            workers=run.workers,
            requests=selection.requests(config, ((file.name, file.label) for file in found.files)),
            is_whole=is_whole,
            shown=shown,
        )
