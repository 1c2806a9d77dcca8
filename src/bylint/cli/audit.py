"""`bylint audit`: judge a whole archive, and count; and the comparison of articles with all others of their site."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from functools import partial

import click

from bylint import discover
from bylint.audit import Ruleset
from bylint.audit import Verdict
from bylint.audit import archive
from bylint.audit.archive import Archive
from bylint.audit.walk import GivenFiles
from bylint.audit.walk import Listing
from bylint.cli.commands import RunOptions
from bylint.cli.commands import run_options
from bylint.cli.output import end
from bylint.cli.output import print_human
from bylint.cli.output import print_report
from bylint.cli.output import progress
from bylint.cli.output import report_of
from bylint.cli.output import tell
from bylint.cli.run import Files
from bylint.cli.run import PathsAsked
from bylint.cli.run import Run
from bylint.cli.run import Setting
from bylint.cli.run import advice_for
from bylint.cli.run import boxes_of
from bylint.cli.run import by_name
from bylint.cli.run import demand_some
from bylint.cli.run import lines_of
from bylint.cli.run import pairs
from bylint.cli.run import paths_asked
from bylint.cli.run import readings
from bylint.cli.run import rules_by_path
from bylint.cli.run import run_for
from bylint.cli.run import tell_of_people
from bylint.cli.run import without
from bylint.cli.run import without_known
from bylint.config import Config
from bylint.config import dead
from bylint.config import requests
from bylint.discover import site as discover_site
from bylint.model.rule import Suppression
from bylint.report.text import most_affected
from bylint.store import inputs


def against_archive(run: Run, given: GivenFiles | None, boxes: Files) -> tuple[Verdict, Listing]:
    """Judge the given files, or all of the site, and files of authors, against all articles of the site."""
    printed = by_name(boxes)
    with progress() as shown:
        site = archive_of(run, shown)
        asked = partial(_requests, run.known.config, is_whole=given is None)
        return archive.run(site, run.chosen, given, asked, printed)


def archive_of(run: Run, shown: Callable[[int, int], None]) -> Archive:
    """Return the archive of the site; what is found is kept where a configuration says what the site is."""
    config, start, _ = run.known
    return Archive(
        discover_site(config, start),
        config.root,
        start,
        Ruleset(rules_by_path(config, start, run.chosen), run.knowledge),
        inputs(run.chosen, config.digest, run.knowledge),
        config.path is not None and not run.no_cache,
        run.workers,
        tell,
        shown,
    )


def _requests(config: Config, files: Iterable[tuple[str, str]], *, is_whole: bool) -> tuple[Suppression, ...]:
    if not (config.ignores or config.overrides):
        return ()
    named = tuple(files)
    return (*requests(config, named), *(dead(config, named) if is_whole else ()))


@click.command(epilog="Example: bylint audit --format json > audit.json")
@run_options
def command(options: RunOptions) -> None:
    """Judge all articles of a site together, and count what is wrong.

    With PATHS only what lies in these is reported, still in comparison with all the others. What was found is kept in
    the cache of the user, so that the next run reads only what has changed; see `bylint cache`.
    """
    run = run_for(options)
    config, start, _ = run.known
    if not options.paths:
        tell_of_people(run)
    asked = paths_asked(options.paths, config, start)
    given, passed = _given(asked, run.known) if asked.articles or not options.paths else ({}, 0)
    boxes = pairs(asked.boxes, boxes_of(asked.boxes))
    verdict, met = against_archive(run, given if options.paths else None, boxes)
    if not verdict.files:
        demand_some(discover.files(options.paths, config, start=start), force_exclude=False)
    verdict = without_known(run.known, options, verdict)
    read = tuple((given or {}).values())
    skipped, lines = met.skipped if given is None else passed, lines_of(read, config, start)
    advice = advice_for(run.known, verdict, read) if options.form == "text" else ""
    report = report_of(verdict, run.chosen, skipped, lines, advice)
    print_report(options.form, report)
    if options.form == "text":
        print_human(most_affected(report))
    end(verdict, options.fail_on or config.fail_on, exit_zero=options.exit_zero)


def _given(asked: PathsAsked, known: Setting) -> tuple[GivenFiles | None, int]:
    """Return the articles that the run is about, and how many files were passed over."""
    if not asked.articles:
        return None, 0
    found = discover.files(asked.articles, known.config, start=known.start)
    demand_some(found, force_exclude=False, others=len(asked.boxes))
    found = without(found, asked.boxes)
    return by_name(pairs(found.files, readings(found.files))), len(found.skipped)
