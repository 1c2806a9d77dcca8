"""`bylint audit`: judge a whole archive, and count."""

from __future__ import annotations

import click

from bylint import discover
from bylint.audit.walk import GivenFiles
from bylint.cli.archive import against_archive
from bylint.cli.options import RunOptions
from bylint.cli.options import run_options
from bylint.cli.output import end
from bylint.cli.output import print_human
from bylint.cli.output import print_report
from bylint.cli.output import report_of
from bylint.cli.run import Setting
from bylint.cli.run import demand_some
from bylint.cli.run import lines_of
from bylint.cli.run import readings
from bylint.cli.run import run_for
from bylint.report.text import most_affected


@click.command(epilog="Example: bylint audit --format json > audit.json")
@run_options
def command(options: RunOptions) -> None:
    """Judge all articles of a site together, and count what is wrong.

    With PATHS only what lies in these is reported, still in comparison with all the others. What was found is kept in
    the cache of the user, so that the next run reads only what has changed; see `bylint cache`.
    """
    run = run_for(options)
    config, start, _ = run.known
    given, passed = _given(options.paths, run.known)
    verdict, met = against_archive(run, given)
    if not verdict.files:
        demand_some(discover.files(options.paths, config, start=start), force_exclude=False)
    read = tuple((given or {}).values())
    report = report_of(verdict, run.chosen, met.skipped if given is None else passed, lines_of(read, config, start))
    print_report(options.form, report)
    if options.form == "text":
        print_human(most_affected(report))
    end(verdict, options.fail_on or config.fail_on, exit_zero=options.exit_zero)


def _given(paths: tuple[str, ...], known: Setting) -> tuple[GivenFiles | None, int]:
    """Return the files that the run is about, and how many were passed over."""
    if not paths:
        return None, 0
    found = discover.files(paths, known.config, start=known.start)
    demand_some(found, force_exclude=False)
    named = zip(found.files, readings(found.files), strict=True)
    return {file.name: reading for file, reading in named}, len(found.skipped)
