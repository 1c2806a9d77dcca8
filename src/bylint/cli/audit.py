"""`bylint audit`: judge a whole archive, and count; and the comparison of articles with all others of their site."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
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
from bylint.cli.output import progress
from bylint.cli.output import tell
from bylint.cli.run import Files
from bylint.cli.run import Run
from bylint.cli.run import boxes_of
from bylint.cli.run import by_name
from bylint.cli.run import demand_some
from bylint.cli.run import nearest
from bylint.cli.run import pairs
from bylint.cli.run import readings
from bylint.cli.run import rules_by_path
from bylint.cli.run import run_at
from bylint.cli.settings import SiteNames
from bylint.cli.settings import tell_of_settings
from bylint.cli.sites import SiteFiles
from bylint.cli.sites import asked
from bylint.cli.sites import author_data
from bylint.cli.sites import end_with
from bylint.cli.sites import runs
from bylint.config import Config
from bylint.config import dead
from bylint.config import requests
from bylint.config.nearest import Nearest
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
    known = nearest(options.config_file, no_config=options.no_config)
    if not options.paths:
        judged = tuple(whole_sites(options, known))
        skipped = sum(met.skipped for _, _, met in judged)
        if not any(verdict.files for _, verdict, _ in judged):
            demand_some(discover.files((), known.of, start=known.start), force_exclude=False)
        end_with(((run, verdict) for run, verdict, _ in judged), options, skipped, (), more=most_affected)
    found = asked(known, options.paths)
    sites = runs(options, known, found.sites)
    demand_some(found.found, force_exclude=False, others=found.boxes)
    given = tuple(_given(run, site) for run, site in sites)
    read = tuple(reading for _, files, _ in given for reading in files.values())
    verdicts = ((run, against_archive(run, files, boxes)[0]) for run, files, boxes in given)
    end_with(verdicts, options, len(found.found.skipped), read, more=most_affected)


def whole_sites(options: RunOptions, known: Nearest) -> Iterator[tuple[Run, Verdict, Listing]]:
    """Judge all articles of the site where the run stands, and those of each site below it."""
    folders = [known.start]
    every: list[SiteNames] = []
    while folders:
        config = known.of(str(folders.pop(0)))
        run = run_at(options, config, known)
        verdict, met, names = whole_site(run)
        every.append(names)
        yield run, verdict, met
        folders += met.sites
    tell_of_settings(every)


def whole_site(run: Run) -> tuple[Verdict, Listing, SiteNames]:
    """Judge all articles of one site, and return with the verdict what the walk over it has met."""
    boxes = author_data(run.known.config, run.known.start)
    verdict, met = against_archive(run, None, pairs(boxes, boxes_of(boxes)))
    names = (f"{folder}{name}" for folder, several in met.names.items() for name in several)
    return verdict, met, SiteNames(run, (*names, *(box.name for box in boxes)))


def _given(run: Run, site: SiteFiles) -> tuple[Run, GivenFiles, Files]:
    files = by_name(pairs(site.files, readings(site.files)))
    return run, files, pairs(site.boxes, boxes_of(site.boxes))
