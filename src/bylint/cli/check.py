"""`bylint check`: report what is wrong in articles."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import click

from bylint import audit
from bylint import discover
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
from bylint.cli.output import end
from bylint.cli.output import print_report
from bylint.cli.output import progress
from bylint.cli.output import report_of
from bylint.cli.run import Files
from bylint.cli.run import Run
from bylint.cli.run import advice_for
from bylint.cli.run import author_data
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
from bylint.config import dead
from bylint.config import requests
from bylint.discover import FileToRead
from bylint.discover import Selection
from bylint.errors import UsageError
from bylint.readers import SUFFIXES

if TYPE_CHECKING:
    from bylint.audit.walk import GivenFiles
    from bylint.audit.walk import Listing

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
@click.option("--force-exclude", is_flag=True, help="Pass over excluded files even where they are named.")
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
    _demand_possible(paths, changes, fixes, waived)
    run = run_for(options)
    config, start, _ = run.known
    with_archive = config.archive if is_archive is None else is_archive
    is_changes_only = changes != ChangeOptions(None, False)
    if not paths and not is_changes_only:
        tell_of_people(run)
    if with_archive and not (paths or any(fixes) or any(waived) or is_changes_only):
        _end_with_the_site(run, options)
    articles, boxes = paths_asked(paths, config, start)
    found = Selection(())
    if articles or not paths:
        found = discover.files(articles, config, start=start, force_exclude=force_exclude, stdin=stdin_filename or "-")
        demand_some(found, force_exclude=force_exclude, others=len(boxes))
        found = without(found, boxes)
    if is_changes_only:
        _end_with_changes(run, options, changes, found, boxes, with_archive=with_archive)
    read = readings(found.files)
    files, printed = pairs(found.files, read), pairs(boxes, boxes_of(boxes))
    judge = partial(_judged, files=files, boxes=printed, is_whole=not paths, with_archive=with_archive)
    left = frozenset[str]()
    if any(waived):
        run, verdict = _waived(run, options, waived, (*files, *printed), judge)
    else:
        verdict = judge(run)
    if any(fixes):
        # Of files of authors none but pages can be mended.
        pages = tuple(box for box in boxes if box.path.suffix.casefold() in SUFFIXES)
        mendable = (*files, *pairs(pages, readings(pages)))
        verdict, left = _mended(run, options, fixes, mendable, verdict, partial(judge, run))
    _end(run, options, verdict, len(found.skipped), read, left)


def _waived(
    run: Run,
    options: RunOptions,
    waived: WaiverOptions,
    files: Files,
    judge: Callable[[Run], Verdict],
) -> tuple[Run, Verdict]:
    """Silence what is reported, and return the run with the settings as they are then, and what is reported still."""
    # Imported here: few runs write suppressions.
    from bylint.cli import waivers

    statement = waivers.statement_of(waived, options.today)
    known = waivers.digests(files)
    waivers.add(run, files, without_known(run.known, options, judge(run)).violations, statement, known)
    run = run_for(options)
    return run, judge(run)


def _demand_possible(paths: tuple[str, ...], changes: ChangeOptions, fixes: FixOptions, waived: WaiverOptions) -> None:
    if waived.is_added and (any(fixes) or "-" in paths or changes != ChangeOptions(None, False)):
        raise UsageError("--add-ignores silences all that is reported in files; it goes with no other change")
    if fixes.is_unsafe and not (fixes.is_fix or fixes.is_diff):
        raise UsageError("--unsafe says which fixes; it needs --fix or --diff")
    if changes.is_staged and changes.since is not None:
        raise UsageError("--since and --staged exclude each other")
    if (changes.is_staged or changes.since is not None) and ("-" in paths or any(fixes)):
        raise UsageError("--since and --staged report what is wrong in files; they go neither with - nor with --fix")


def _mended(
    run: Run, options: RunOptions, fixes: FixOptions, files: Files, verdict: Verdict, judge: Callable[[], Verdict]
) -> tuple[Verdict, frozenset[str]]:
    """Mend the files, and return what is wrong then, and the files that should have been mended; or show the changes
    and end the run."""
    # Imported here: few runs mend anything.
    from bylint.cli import mending

    if fixes.is_diff:
        is_any = mending.show_changes(run, files, verdict.violations, unsafe=fixes.is_unsafe)
        raise click.exceptions.Exit(int(is_any and not options.exit_zero))
    written = mending.mend_files(run, files, verdict.violations, unsafe=fixes.is_unsafe)
    return judge() if written.files or written.left else verdict, written.left


def _end_with_changes(
    run: Run,
    options: RunOptions,
    changes: ChangeOptions,
    found: Selection,
    boxes: tuple[FileToRead, ...],
    *,
    with_archive: bool,
) -> None:
    """Judge what git says has changed, as it was and as it is, and end the run with what came of the change."""
    # Imported here: most runs ask git nothing.
    from bylint.cli import since

    changed = since.changed(run, changes.since, found.files, boxes)
    # An archive is read from the disk, where what is staged need not be.
    may_be_whole = not options.paths and not (changes.is_staged and with_archive)
    is_all = may_be_whole and len(changed.now) == len(found.files) and len(changed.boxes) == len(boxes)
    judge = partial(_judged, run, with_archive=with_archive)
    # What an archive reports of other articles may have come of the change, too.
    is_wide = may_be_whole and with_archive and bool(changed.now)
    verdict = judge(changed.now, changed.boxes, is_whole=is_all or is_wide)
    if not is_all or changed.before or changed.boxes_before:
        before = judge(changed.before, changed.boxes_before, is_whole=False)
        verdict = since.caused(changed, before, verdict)
    read = tuple(reading for _, reading in changed.now)
    _end(run, options, verdict, len(found.skipped), read, frozenset())


def _end_with_the_site(run: Run, options: RunOptions) -> None:
    """Judge all of the site and end the run; a site without an article is left to whoever can say why."""
    boxes = author_data(run.known.config, run.known.start)
    verdict, met = _against_archive(run, None, pairs(boxes, boxes_of(boxes)))
    if verdict.files:
        # The walk over the archive has met all files: nobody need look for them once more.
        _end(run, options, verdict, met.skipped, (), frozenset())


def _end(
    run: Run, options: RunOptions, verdict: Verdict, skipped: int, read: tuple[Reading, ...], left: frozenset[str]
) -> None:
    config, start, _ = run.known
    verdict = without_known(run.known, options, verdict)
    advice = advice_for(run.known, verdict, read) if options.form == "text" else ""
    print_report(options.form, report_of(verdict, run.chosen, skipped, lines_of(read, config, start), advice))
    end(verdict, options.fail_on or config.fail_on, exit_zero=options.exit_zero, left=left)


def _judged(run: Run, files: Files, boxes: Files, *, is_whole: bool, with_archive: bool) -> Verdict:
    if is_whole and not (with_archive and files):
        return _among_themselves(run, (*files, *boxes), is_whole=True)
    if with_archive and files:
        return _against_archive(run, None if is_whole else by_name(files), boxes)[0]
    verdict = _among_themselves(run, files, is_whole=False)
    # What a file of authors says is printed beside all their articles: without these nobody can judge it.
    return together(verdict, _against_archive(run, {}, boxes)[0]) if boxes else verdict


def _against_archive(run: Run, given: GivenFiles | None, boxes: Files) -> tuple[Verdict, Listing]:
    # Imported here: the hook on one article needs no store.
    from bylint.cli.audit import against_archive

    return against_archive(run, given, boxes)


def _among_themselves(run: Run, files: Files, *, is_whole: bool) -> Verdict:
    config = run.known.config
    named = tuple((file.name, file.label) for file, _ in files)
    with progress() as shown:
        return audit.run(
            tuple(reading for _, reading in files),
            run.chosen,
            rules_by_path(config, run.known.start, run.chosen),
            run.knowledge,
            workers=run.workers,
            requests=(*requests(config, named), *(dead(config, named) if is_whole else ())),
            is_whole=is_whole,
            shown=shown,
        )
