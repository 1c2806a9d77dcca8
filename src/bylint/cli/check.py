"""`bylint check`: report what is wrong in articles."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING
from typing import NamedTuple

import click

from bylint import audit
from bylint.audit import FEW
from bylint.audit import Reading
from bylint.audit import Verdict
from bylint.audit import together
from bylint.cli.commands import ChangeOptions
from bylint.cli.commands import FixOptions
from bylint.cli.commands import RunOptions
from bylint.cli.commands import WaiverOptions
from bylint.cli.commands import change_options
from bylint.cli.commands import fix_options
from bylint.cli.commands import run_options
from bylint.cli.commands import waiver_options
from bylint.cli.formats import Output
from bylint.cli.output import progress
from bylint.cli.run import Files
from bylint.cli.run import Run
from bylint.cli.run import boxes_of
from bylint.cli.run import demand_some
from bylint.cli.run import nearest
from bylint.cli.run import pairs
from bylint.cli.run import readings
from bylint.cli.run import rules_by_path
from bylint.cli.run import run_at
from bylint.cli.run import without_known
from bylint.cli.sites import Asked
from bylint.cli.sites import Refused
from bylint.cli.sites import SiteFiles
from bylint.cli.sites import asked
from bylint.cli.sites import end_with
from bylint.cli.sites import runs
from bylint.config import Config
from bylint.config import dead
from bylint.config import requests
from bylint.config.nearest import Nearest
from bylint.discover import Selection
from bylint.errors import UsageError
from bylint.model.rule import Outcome
from bylint.readers import SUFFIXES

if TYPE_CHECKING:
    from bylint.audit.walk import Listing
    from bylint.cli.settings import SiteNames
    from bylint.cli.since import Changed

Sites = tuple[tuple[Run, SiteFiles], ...]
"""Sites, each with how it is judged."""
_EXAMPLES = """Example: bylint check content/2026 --format concise

Ends with 0 if nothing is wrong, 1 if something is, 2 if it cannot run."""


@click.command(epilog=_EXAMPLES)
@run_options
@click.option(
    "--archive/--no-archive",
    "is_archive",
    default=None,
    help="Compare with all articles of the site, not only with each other.  [default: as bylint.yaml says]",
)
@change_options
@fix_options
@waiver_options
@click.option("--stdin-filename", metavar="PATH", help="The name of what comes in by stdin (given as -).")
@click.option(
    "--force-exclude",
    is_flag=True,
    help="Of files that are named, pass over those that are excluded, and compare none with another: for hooks.",
)
def command(
    options: RunOptions,
    is_archive: bool | None,
    changes: ChangeOptions,
    fixes: FixOptions,
    waived: WaiverOptions,
    stdin_filename: str | None,
    force_exclude: bool,
) -> None:
    """Report what is wrong in articles.

    PATHS are files, folders or globs; - is stdin. Without any, all the content of the site is checked.
    """
    paths = options.paths or (("-",) if stdin_filename else ())
    _demand_possible(paths, options, changes, fixes, waived)
    known = nearest(options.config_file, no_config=options.no_config)
    # Whoever names files for a program may do so in batches: these must not change the answer.
    one_by_one = force_exclude and bool(paths)
    how = _How(options, fixes, waived, is_archive, is_whole=not paths, one_by_one=one_by_one)
    if not (paths or any(fixes) or any(waived) or changes != ChangeOptions(None, False)):
        _end_with_the_site(known, how)
    if changes != ChangeOptions(None, False):
        _end_with_changes(known, how, changes, force_exclude=force_exclude)
    found, refused = asked(known, paths, force_exclude=force_exclude, stdin=stdin_filename or "-"), Refused(known)
    sites = runs(options, known, found.sites, refused)
    demand_some(found.found, force_exclude=force_exclude, others=found.boxes)
    if not paths:
        _tell_of_settings(sites, tuple(skipped.label for skipped in found.found.skipped))
    judged = tuple(_judged_site(run, site, how) for run, site in sites)
    if fixes.is_diff:
        refused.demand_none()
        raise click.exceptions.Exit(int(any(each.is_any for each in judged) and not options.exit_zero))
    _end(judged, options, len(found.found.skipped), refused)


class _How(NamedTuple):
    """How the sites of a run are judged."""

    options: RunOptions
    fixes: FixOptions
    waived: WaiverOptions
    is_archive: bool | None
    is_whole: bool
    one_by_one: bool

    def with_archive(self, config: Config) -> bool:
        """Tell whether the files of a site are judged against all of its articles."""
        return config.archive if self.is_archive is None else self.is_archive


class _JudgedSite(NamedTuple):
    """What is wrong in one site, in files that were read; those `left` should have been mended, and `is_any` says that
    something would be."""

    run: Run
    verdict: Verdict
    read: tuple[Reading, ...] = ()
    left: frozenset[str] = frozenset()
    is_any: bool = False


def _judged_site(run: Run, site: SiteFiles, how: _How) -> _JudgedSite:
    read = readings(site.files)
    files, printed = pairs(site.files, read), pairs(site.boxes, boxes_of(site.boxes))
    judge = partial(_judge_of(site, how), files=files, boxes=printed, is_whole=how.is_whole)
    if any(how.waived):
        run = _waived(run, how, (*files, *printed), judge)
    found = _JudgedSite(run, judge(run), read)
    if not any(how.fixes):
        return found
    # Of files of authors none but pages can be mended.
    pages = tuple(box for box in site.boxes if box.path.suffix.casefold() in SUFFIXES)
    return _mended(found, how.fixes, (*files, *pairs(pages, readings(pages))), partial(judge, run))


def _judge_of(site: SiteFiles, how: _How) -> Callable[..., Verdict]:
    return partial(_judged, with_archive=how.with_archive(site.config), one_by_one=how.one_by_one)


def _waived(run: Run, how: _How, files: Files, judge: Callable[[Run], Verdict]) -> Run:
    """Silence what is reported, and return the run with the settings as they are then."""
    # Imported here: few runs write suppressions.
    from bylint.cli import waivers

    options = how.options
    statement = waivers.statement_of(how.waived, options.today)
    digests = waivers.digests(files)
    waivers.add(run, files, without_known(run.known, options, judge(run)).violations, statement, digests)
    known = nearest(options.config_file, no_config=options.no_config)
    return run_at(options, known.of(str(run.known.config.root)), known)


def _demand_possible(
    paths: tuple[str, ...], options: RunOptions, changes: ChangeOptions, fixes: FixOptions, waived: WaiverOptions
) -> None:
    if waived.is_added and (any(fixes) or "-" in paths or changes != ChangeOptions(None, False)):
        raise UsageError("--add-ignores silences all that is reported in files; it goes with no other change")
    if fixes.is_unsafe and not (fixes.is_fix or fixes.is_diff):
        raise UsageError("--unsafe says which fixes; it needs --fix or --diff")
    if changes.is_staged and changes.since is not None:
        raise UsageError("--since and --staged exclude each other")
    if (changes.is_staged or changes.since is not None) and ("-" in paths or any(fixes)):
        raise UsageError("--since and --staged report what is wrong in files; they go neither with - nor with --fix")
    other = next((each.form for each in options.output.to if each != Output()), "")
    if fixes.is_diff and other:
        raise UsageError(f"--diff prints a diff and no report, so it does not go with --format {other}")


def _mended(found: _JudgedSite, fixes: FixOptions, files: Files, judge: Callable[[], Verdict]) -> _JudgedSite:
    """Mend the files, and return what is wrong then and what should have been mended; or show the changes."""
    # Imported here: few runs mend anything.
    from bylint.cli import mending

    if fixes.is_diff:
        is_any = mending.show_changes(found.run, files, found.verdict.violations, unsafe=fixes.is_unsafe)
        return found._replace(is_any=is_any)
    written = mending.mend_files(found.run, files, found.verdict.violations, unsafe=fixes.is_unsafe)
    verdict = judge() if written.files or written.left else found.verdict
    return found._replace(verdict=verdict, left=written.left)


def _end_with_changes(known: Nearest, how: _How, changes: ChangeOptions, *, force_exclude: bool) -> None:
    """Judge what git says has changed, as it was and as it is, and end the run with what came of the change."""
    # Imported here: most runs ask git nothing.
    from bylint.cli import since

    # Git first: nobody need look through all folders for what it knows to be as it was.
    place, may_have = since.asked_of_git(known.start, changes.since)
    found = asked(known, how.options.paths, force_exclude=force_exclude, meant=since.ways_to(place, may_have))
    refused = Refused(known)
    sites = runs(how.options, known, found.sites, refused)
    if not found.found.is_searched:
        demand_some(found.found, force_exclude=force_exclude, others=found.boxes)
    files = tuple(file for _, site in sites for file in site.files)
    boxes = tuple(box for _, site in sites for box in site.boxes)
    changed = since.changed(place, may_have, changes.since, files, boxes)
    judged = tuple(
        _changed_site(run, site, since.of_site(changed, site), how, is_staged=changes.is_staged) for run, site in sites
    )
    _end(judged, how.options, len(found.found.skipped), refused)


def _changed_site(run: Run, site: SiteFiles, changed: Changed, how: _How, *, is_staged: bool) -> _JudgedSite:
    # Imported here: most runs ask git nothing.
    from bylint.cli import since

    with_archive = how.with_archive(site.config)
    # An archive is read from the disk, where what is staged need not be.
    may_be_whole = how.is_whole and not (is_staged and with_archive)
    is_all = may_be_whole and since.is_all(run, site, changed)
    judge = partial(_judge_of(site, how), run)
    # What an archive reports of other articles may have come of the change, too.
    is_wide = may_be_whole and with_archive and bool(changed.now)
    now, boxes = since.as_it_is(changed.now), since.as_it_is(changed.boxes, is_author_data=True)
    verdict = judge(now, boxes, is_whole=is_all or is_wide)
    if not is_all or not changed.is_new:
        verdict = since.caused(changed, verdict, partial(judge, is_whole=False))
    return _JudgedSite(run, verdict, tuple(reading for _, reading in now))


def _end_with_the_site(known: Nearest, how: _How) -> None:
    """Judge all of a site and end the run; one without an article is left to whoever can say why."""
    # Imported here: the hook needs no store.
    from bylint.cli.audit import whole_site

    refused = Refused(known)
    top, verdict, met, names, ahead = whole_site(how.options, known, refused)
    if not how.with_archive(top.known.config):
        verdict = verdict._replace(archive=None)
    # The walk over the archive has met all files: nobody need look for them once more. It passes by other sites.
    below = asked(known, tuple(map(str, met.sites))) if met.sites else Asked((), Selection(()))
    sites = runs(how.options, known, below.sites, refused, (top, *ahead))
    _tell_of_settings(sites, tuple(skipped.label for skipped in below.found.skipped), (names,))
    others = tuple(_judged_site(run, site, how) for run, site in sites)
    if verdict.files or below.sites:
        _end((_JudgedSite(top, verdict), *others), how.options, met.skipped + len(below.found.skipped), refused)


def _tell_of_settings(sites: Sites, passed: tuple[str, ...], others: tuple[SiteNames, ...] = ()) -> None:
    # Imported here: a run on some files says nothing of settings.
    from bylint.cli import settings

    names = ((run, tuple(file.name for file in (*site.files, *site.boxes))) for run, site in sites)
    settings.tell_of_settings((*others, *(settings.SiteNames(run, own, passed) for run, own in names)))


def _end(judged: Sequence[_JudgedSite], options: RunOptions, skipped: int, refused: Refused) -> None:
    """Print what is wrong in all sites, and end the run."""
    left = frozenset().union(*(each.left for each in judged))
    read = tuple(reading for each in judged for reading in each.read)
    end_with(((each.run, each.verdict) for each in judged), options, skipped, read, refused, left=left)


def _judged(
    run: Run, files: Files, boxes: Files, *, is_whole: bool, with_archive: bool, one_by_one: bool = False
) -> Verdict:
    is_on_disk = all(reading.file for _, reading in files)
    if files and (with_archive or (is_whole and is_on_disk)):
        verdict = _against_archive(run, None if is_whole else files, boxes)[0]
        return verdict if with_archive else verdict._replace(archive=None)
    if is_whole:
        return _among_themselves(run, (*files, *boxes), is_whole=True)
    verdict = _among_themselves(run, files, is_whole=False, one_by_one=one_by_one)
    # What a file of authors says is printed beside all their articles: without these nobody can judge it.
    return together(verdict, _against_archive(run, (), boxes)[0]) if boxes else verdict


def _against_archive(run: Run, given: Files | None, boxes: Files) -> tuple[Verdict, Listing]:
    # Imported here: the hook on one article needs no store.
    from bylint.cli.audit import against_archive

    return against_archive(run, given, boxes)


def _among_themselves(run: Run, files: Files, *, is_whole: bool, one_by_one: bool = False) -> Verdict:
    config = run.known.config
    named = tuple((file.name, file.label) for file, _ in files)
    with progress(is_quiet=run.is_quiet) as shown:
        return audit.run(
            tuple(reading for _, reading in files),
            run.chosen,
            rules_by_path(config, run.known.start, run.chosen),
            run.knowledge,
            workers=run.workers,
            requests=(*requests(config, named), *(dead(config, named) if is_whole else ())),
            is_whole=is_whole,
            shown=shown,
            known=_known(run, files, shown) if len(files) > FEW else None,
            one_by_one=one_by_one,
        )


def _known(run: Run, files: Files, shown: Callable[[int, int], None]) -> Iterator[Outcome] | None:
    # Imported here: the hook on one article needs no store.
    from bylint.cli.audit import outcomes_of

    return outcomes_of(run, files, shown)
