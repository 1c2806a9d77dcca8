"""`bylint audit`: judge a whole archive, and count; and the comparison of articles with all others of their site."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple

import click

from bylint import discover
from bylint.audit import FEW
from bylint.audit import Reading
from bylint.audit import Ruleset
from bylint.audit import Verdict
from bylint.audit import archive
from bylint.audit import results
from bylint.audit.archive import Archive
from bylint.audit.archive import Summarise
from bylint.audit.walk import Listing
from bylint.cli.commands import RunOptions
from bylint.cli.commands import run_options
from bylint.cli.formats import Output
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
from bylint.cli.sites import Refused
from bylint.cli.sites import RunsBelow
from bylint.cli.sites import SiteFiles
from bylint.cli.sites import asked
from bylint.cli.sites import author_data
from bylint.cli.sites import end_with
from bylint.cli.sites import runs
from bylint.cli.sites import top_run
from bylint.config import Config
from bylint.config import dead
from bylint.config import repository
from bylint.config import requests
from bylint.config import selected
from bylint.config.nearest import Nearest
from bylint.discover import site as discover_site
from bylint.errors import UsageError
from bylint.model.rule import AnyRule
from bylint.model.rule import Outcome
from bylint.model.rule import Suppression
from bylint.report.text import most_affected
from bylint.store import inputs
from bylint.store import words_of
from bylint.store.tables import ArticleRecord

if TYPE_CHECKING:
    from bylint.report.document import AuthorRow


def against_archive(
    run: Run, given: Files | None, boxes: Files, met: Callable[[Listing], None] = lambda _: None
) -> tuple[Verdict, Listing]:
    """Judge the given files, or all of the site, and files of authors, against all articles of the site; `met` is
    called with what these are, before any is read."""
    config = run.known.config
    with progress(is_quiet=run.is_quiet) as shown:
        site, files = archive_of(run, shown)._replace(met=met), None if given is None else by_name(given, run.known)
        asked = partial(_requests, config, is_whole=given is None)
        return archive.run(site, run.chosen, files, asked, by_name(boxes, run.known))


def outcomes_of(run: Run, files: Files, shown: Callable[[int, int], None]) -> Iterator[Outcome] | None:
    """Return what comes of each of some files, as the archive of the site keeps it; nothing where that takes longer
    than to read them."""
    if not _is_worth_keeping(run, files):
        return None
    given, codes = by_name(files, run.known), frozenset(rule.code for rule in run.chosen)
    records = results.records(_of_some(run, archive_of(run, shown)), given)
    pairs = zip(given.values(), records, strict=True)
    return (archive.of_rules(results.outcome_at(reading.path, record), codes) for reading, record in pairs)


def summaries_of(
    run: Run, files: Files, kind: str, summarise: Summarise, shown: Callable[[int, int], None]
) -> Iterator[ArticleRecord]:
    """Yield what a command keeps of each of some files, by its own name, in their order; paths in it are those of this
    run."""
    config, start, _ = run.known
    site = _archive(run, run.chosen, f"{config.digest} {start}", shown)
    own = site._replace(summarise=summarise, kind=kind, is_kept=_is_worth_keeping(run, files))
    return results.records(_of_some(run, own), by_name(files, run.known))


def _is_worth_keeping(run: Run, files: Files) -> bool:
    is_all_on_disk = all(reading.file for _, reading in files)
    return len(files) > FEW and is_all_on_disk and not run.no_cache


def _of_some(run: Run, whole: Archive) -> Archive:
    """Return an archive of which some files are asked for: nobody need look through a whole disk for them."""
    config = run.known.config
    return whole if config.path or repository(config.root) else whole._replace(many=results.MANY)


def archive_of(run: Run, shown: Callable[[int, int], None]) -> Archive:
    """Return the archive of the site, looked at by all rules of the site where those chosen are among them: what is
    kept of it answers then for any choice."""
    return _archive(run, _all_of_the_site(run), run.known.config.digest, shown)


def _archive(run: Run, rules: tuple[AnyRule, ...], settings: str, shown: Callable[[int, int], None]) -> Archive:
    """Return the archive of the site, looked at by these rules under settings of this digest."""
    config, start, _ = run.known
    site = discover_site(config, start)
    return Archive(
        site,
        site.root,
        start,
        Ruleset(rules_by_path(config, start, rules), run.knowledge),
        inputs(rules, settings, run.knowledge),
        not run.no_cache,
        run.workers,
        tell,
        shown,
    )


def _all_of_the_site(run: Run) -> tuple[AnyRule, ...]:
    """Return the rules of the site, or those chosen where one of them is not of the site, or weighs otherwise."""
    if run.no_cache:
        return run.chosen
    try:
        every = selected(run.known.config, run.known.rules)
    except UsageError:
        return run.chosen  # the settings alone select none
    same = set(map(words_of, every))
    return every if same.issuperset(map(words_of, run.chosen)) else run.chosen


def _requests(config: Config, files: Iterable[tuple[str, str]], *, is_whole: bool) -> tuple[Suppression, ...]:
    if not (config.ignores or config.overrides):
        return ()
    named = tuple(files)
    return (*requests(config, named), *(dead(config, named) if is_whole else ()))


@click.command(epilog="Example: bylint audit --format json > audit.json")
@run_options
@click.option("--list", "is_listed", is_flag=True, help="List what is wrong, as `bylint check` does.")
@click.option(
    "--report",
    "page",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write all of it as a page for everybody, which loads nothing: the same as --format html=FILE.",
)
@click.option(
    "--compare",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Say what has changed since an earlier audit, whose `--format json` is in this file.",
)
def command(options: RunOptions, *, is_listed: bool, page: Path | None, compare: Path | None) -> None:
    """Judge all articles of a site together, and say how much is wrong and what to mend first.

    With PATHS only what lies in these is reported, as a list, still in comparison with all the others. What was found
    is kept in the cache of the user, so that the next run reads only what has changed; see `bylint cache`.
    """
    if not (is_listed or options.paths or options.output.is_asked):
        first = options.output.to[0]._replace(form="overview")
        options = options._replace(output=options.output._replace(to=(first,)))
    if page:
        options = options._replace(output=options.output.including(Output("html", page)))
    if compare and "overview" not in options.output.forms:
        raise UsageError("--compare is told on the first screen: without --list and paths, or with --format overview")
    found, skipped, refused, read = judged(options, nearest(options.config_file, no_config=options.no_config))
    who = partial(_authors, found) if "html" in options.output.forms else tuple
    end_with(found, options, skipped, read, refused, more=most_affected, before=compare, authors=who)


def _authors(judged: Iterable[tuple[Run, Verdict]]) -> tuple[AuthorRow, ...]:
    """Return who signs articles of all sites: what is known of these by now is fetched once more."""
    # Imported here: it is for pages alone.
    from bylint.audit.authors import author_rows

    known = (archive.known_people(archive_of(run, lambda _done, _all: None)) for run, _ in judged)
    return tuple(row for people in known for row in author_rows(people))


class Judged(NamedTuple):
    """What is wrong in each site, how many files were passed over, the settings that cannot be used, and the files that
    were read because they were named."""

    found: tuple[tuple[Run, Verdict], ...]
    skipped: int
    refused: Refused
    read: tuple[Reading, ...] = ()


def judged(options: RunOptions, known: Nearest) -> Judged:
    """Judge all articles of a site and of those below it, or what paths stand for, against all others of its site."""
    refused = Refused(known)
    if not options.paths:
        whole = tuple(whole_sites(options, known, refused))
        if not any(verdict.files for _, verdict, _ in whole):
            demand_some(discover.files((), known.of, start=known.start), force_exclude=False)
        skipped = sum(met.skipped for _, _, met in whole)
        return Judged(tuple((run, verdict) for run, verdict, _ in whole), skipped, refused)
    found = asked(known, options.paths)
    sites = runs(options, known, found.sites, refused)
    demand_some(found.found, force_exclude=False, others=found.boxes)
    given = tuple(_given(run, site) for run, site in sites)
    read = tuple(reading for _, files, _ in given for _, reading in files)
    verdicts = tuple((run, against_archive(run, files, boxes)[0]) for run, files, boxes in given)
    return Judged(verdicts, len(found.found.skipped), refused, read)


def whole_sites(options: RunOptions, known: Nearest, refused: Refused) -> Iterator[tuple[Run, Verdict, Listing]]:
    """Judge all articles of the site where the run stands, and those of each site below it."""
    found = whole_site(options, known, refused)
    every = [found.names]
    yield found.run, found.verdict, found.met
    for run in found.below:
        verdict, met, names = _whole(run)
        every.append(names)
        yield run, verdict, met
    tell_of_settings(every)


class WholeSite(NamedTuple):
    """A site as it was judged whole, what the walk over it has met, and how those below it are judged."""

    run: Run
    verdict: Verdict
    met: Listing
    names: SiteNames
    below: tuple[Run, ...]


def whole_site(options: RunOptions, known: Nearest, refused: Refused) -> WholeSite:
    """Judge all articles of the site where the run stands; ConfigError lists the mistakes in its settings and in those
    of the sites below it, before an article is read."""
    make = partial(run_at, options, found=known)
    run = top_run(make, known, refused)
    below = RunsBelow(make, known, refused)
    verdict, met, names = _whole(run, below.met)
    return WholeSite(run, verdict, met, names, below.runs)


def _whole(run: Run, shown: Callable[[Listing], None] = lambda _: None) -> tuple[Verdict, Listing, SiteNames]:
    boxes = author_data(run.known.config, run.known.start)
    verdict, met = against_archive(run, None, pairs(boxes, boxes_of(boxes)), shown)
    names = (f"{folder}{name}" for folder, several in met.names.items() for name in several)
    return verdict, met, SiteNames(run, (*names, *(box.name for box in boxes)))


def _given(run: Run, site: SiteFiles) -> tuple[Run, Files, Files]:
    return run, pairs(site.files, readings(site.files)), pairs(site.boxes, boxes_of(site.boxes))
