"""The sites that a run is about: each file is judged by the nearest settings, and compared with its own site alone."""

from __future__ import annotations

import os
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple

from bylint import discover
from bylint import people
from bylint.audit import Reading
from bylint.audit import Verdict
from bylint.audit import all_of
from bylint.cli.commands import RunOptions
from bylint.cli.output import end
from bylint.cli.output import report_of
from bylint.cli.output import write_reports
from bylint.cli.run import Run
from bylint.cli.run import advice_for
from bylint.cli.run import lines_of
from bylint.cli.run import run_at
from bylint.cli.run import without_known
from bylint.config import Config
from bylint.config import label_of
from bylint.config import name_of
from bylint.config import site_key
from bylint.config.nearest import Nearest
from bylint.config.nearest import telling
from bylint.discover import FileToRead
from bylint.discover import Selection
from bylint.discover.walk import Ways
from bylint.errors import ConfigError
from bylint.report import OF_ARCHIVES
from bylint.report import Report
from bylint.report import Silenced
from bylint.text.files import is_any
from bylint.text.files import is_match
from bylint.text.files import shipped_lists

if TYPE_CHECKING:
    from bylint.audit.walk import Listing
    from bylint.report.document import AuthorRow


Make = Callable[[Config], Run]
"""From the settings of a site to how it is judged."""


class SiteFiles(NamedTuple):
    """What a run is about of one site: its settings, articles, and files of authors."""

    config: Config
    files: tuple[FileToRead, ...] = ()
    boxes: tuple[FileToRead, ...] = ()


class Asked(NamedTuple):
    """What the paths of a command line stand for: the files of each site, and all that was found, but for files of
    authors."""

    sites: tuple[SiteFiles, ...]
    found: Selection

    @property
    def boxes(self) -> int:
        """How many files of authors there are."""
        return sum(len(site.boxes) for site in self.sites)


def asked(
    known: Nearest,
    paths: tuple[str, ...],
    *,
    force_exclude: bool = False,
    stdin: str = "-",
    meant: Ways | None = None,
) -> Asked:
    """Return the files that paths stand for, by site; without any path, all of the site and those below it.

    Where it is known which files are `meant`, no others are looked for.
    """
    articles, boxes, near = paths_asked(known, paths)
    found = Selection(())
    if articles or not paths:
        found = discover.files(
            articles, known.of, start=known.start, force_exclude=force_exclude, stdin=stdin, meant=meant
        )
    met = {*(file.site for file in found.files), *(_sites_of(known, meant) if meant else ())} - near
    printed = [box for key in sorted(met) for box in author_data(known.known(key), known.start)]
    boxes = tuple(dict.fromkeys((*boxes, *_below(printed, _given(known, paths)))))
    return _by_site(known, without(found, boxes), boxes)


def _sites_of(known: Nearest, meant: Ways) -> Iterator[Path]:
    """Yield the sites of files that are no articles: of authors, as they may be, where the run stands or below it."""
    top = discover.site_of(known.of(str(known.start)), known.start)
    for folder in sorted({os.path.dirname(path) for path in meant.files}):
        inside = Path(folder).relative_to(top).parts if Path(folder).is_relative_to(top) else (".",)
        if not any(name.startswith(".") for name in inside):
            yield site_key(known.of(folder))


class PathsAsked(NamedTuple):
    """What paths on the command line stand for: files of authors, and the paths of articles; `sites` are those in which
    the paths lie, and the one where the run stands."""

    articles: tuple[str, ...]
    boxes: tuple[FileToRead, ...]
    sites: frozenset[Path]


def paths_asked(known: Nearest, paths: tuple[str, ...]) -> PathsAsked:
    """Part the files of authors from the articles among the paths of a command line; without any, all are asked for
    that belong to the site where the run stands.

    A file of authors that is named itself is judged, whether or not the site says that its template prints it.
    """
    given = _given(known, paths)
    folders = (str(known.start), *(str(at if os.path.isdir(at) else at.parent) for at in given.values()))
    near = {site_key(config): config for config in map(known.of, folders)}
    printed = dict.fromkeys(box for config in near.values() for box in author_data(config, known.start))
    by_path = {box.path: box for box in printed}
    alone: dict[str, FileToRead] = {}
    for path, at in given.items():
        if at in by_path:
            alone[path] = by_path[at]
        elif people.is_author_data(at, shipped_lists()):
            alone |= ((path, box) for box in _to_read((at,), known.of(str(at.parent)), known.start))
    articles = tuple(path for path in paths if path not in alone)
    boxes = dict.fromkeys((*alone.values(), *_below(printed, given)))
    return PathsAsked(articles, tuple(boxes), frozenset(near))


def _given(known: Nearest, paths: tuple[str, ...]) -> dict[str, Path]:
    return {path: Path(os.path.normpath(known.start / path)) for path in paths}


def _below(boxes: Iterable[FileToRead], given: dict[str, Path]) -> Iterator[FileToRead]:
    """Yield the files of authors that some paths stand for, or all where there are none."""
    folders = frozenset(given.values())
    for box in boxes:
        is_there = not folders.isdisjoint((box.path, *box.path.parents))
        if not given or is_there or any(is_match(path, box.label) for path in given if "*" in path or "?" in path):
            yield box


class Refused:
    """The settings of a run that cannot be used, each with its mistakes.

    Those in a folder below that of the run cost their own files alone, so that a change which brings some hides nothing
    else; where a run `needs_all` they end it, as those do that are in force where it stands.
    """

    def __init__(self, known: Nearest, *, needs_all: bool = False) -> None:
        self._known, self._needs_all = known, needs_all
        self._lines: dict[Path, tuple[str, ...]] = {}

    def run_of(self, make: Make, config: Config) -> Run | None:
        """Return how a site is judged, or nothing where its settings cannot be used."""
        try:
            return make(config)
        except ConfigError as error:
            self._lines[site_key(config)] = error.lines
            return None

    @property
    def settings(self) -> tuple[str, ...]:
        """The names of the files, or of their folders where it is not clear which file of these is meant."""
        return tuple(label_of(key, self._known.start) for key in sorted(self._told()))

    def error(self) -> ConfigError:
        """Return all mistakes."""
        return telling(chain.from_iterable(self._told().values()))

    def demand_rest(self, *, is_any: bool) -> None:
        """Raise ConfigError where nothing is left that can be judged, or what is left must not be judged alone."""
        told = self._told()
        if told and (self._needs_all or not is_any or not all(map(self._known.is_below, told))):
            raise self.error()

    def demand_none(self) -> None:
        """Raise ConfigError for all mistakes."""
        if self._told():
            raise self.error()

    def _told(self) -> dict[Path, tuple[str, ...]]:
        return {**self._known.mistakes, **self._lines}


def top_run(make: Make, known: Nearest, refused: Refused) -> Run:
    """Return how the site where the run stands is judged; ConfigError lists with its mistakes those of the sites below
    it."""
    config = known.of(str(known.start))
    run = refused.run_of(make, config)
    if run is None:
        _runs_below(make, known, discover.sites_below(discover.site(config, known.start)), refused)
        raise refused.error()
    return run


class RunsBelow:
    """How the sites below another are judged: known as soon as the walk over that one has met them."""

    def __init__(self, make: Make, known: Nearest, refused: Refused) -> None:
        self.runs: tuple[Run, ...] = ()
        self._make, self._known, self._refused = make, known, refused

    def met(self, listing: Listing) -> None:
        """Read the settings of the sites that a walk came upon, and of those below them."""
        self.runs = _runs_below(self._make, self._known, listing.sites, self._refused)
        self._refused.demand_rest(is_any=True)


def _runs_below(make: Make, known: Nearest, folders: Iterable[Path], refused: Refused) -> tuple[Run, ...]:
    found: list[Run] = []
    waiting = list(folders)
    while waiting:
        config = known.of(str(waiting.pop(0)))
        run = refused.run_of(make, config)
        found += (run,) if run else ()
        waiting += discover.sites_below(discover.site(config, known.start))
    return tuple(found)


def runs(
    options: RunOptions, known: Nearest, sites: Iterable[SiteFiles], refused: Refused, ahead: Iterable[Run] = ()
) -> tuple[tuple[Run, SiteFiles], ...]:
    """Return how each site is judged whose settings can be used, as is known `ahead` of some; ConfigError where
    nothing can be judged without the others."""
    by_key = {site_key(run.known.config): run for run in ahead}
    make = partial(run_at, options, found=known)
    tried = ((by_key.get(site_key(site.config)) or refused.run_of(make, site.config), site) for site in sites)
    found = tuple((run, site) for run, site in tried if run)
    refused.demand_rest(is_any=bool(found or by_key))
    return found


def author_data(config: Config, start: Path) -> tuple[FileToRead, ...]:
    """Return the files of authors that a site names, where its template prints their bios."""
    files = people.author_files(shipped_lists(), config.people) if config.printed.bios else ()
    return _to_read(dict.fromkeys(Path(os.path.normpath(path)) for path in files), config, start)


def without(found: Selection, boxes: Iterable[FileToRead]) -> Selection:
    """Return what was found but for files of authors: the page of one is read as what the template prints of them."""
    labels = {box.label for box in boxes}
    skipped = tuple(each for each in found.skipped if each.label not in labels)
    return found._replace(files=tuple(file for file in found.files if file.label not in labels), skipped=skipped)


def end_with(
    judged: Iterable[tuple[Run, Verdict]],
    options: RunOptions,
    skipped: int,
    read: tuple[Reading, ...],
    refused: Refused,
    *,
    left: frozenset[str] = frozenset(),
    more: Callable[[Report], Iterable[str]] | None = None,
    before: Path | None = None,
    authors: Callable[[], tuple[AuthorRow, ...]] = tuple,
) -> None:
    """Print what is wrong in all sites, each without what its baseline knows, and `more` for people; end the run, with
    ConfigError where settings were refused. What is wrong is compared with an earlier report, `before`; `authors` are
    asked for by pages."""
    found = tuple((run, without_known(run.known, options, verdict)) for run, verdict in judged)
    report = report_on(found, options, skipped, read, refused)
    if not options.output.forms.isdisjoint(OF_ARCHIVES):
        # Imported here: lists name no causes.
        from bylint.audit.causes import ranked

        causes, day = ranked(report.every, report.rules, report.abouts), options.today.isoformat()
        report = report._replace(causes=causes, day=day, silenced=tuple(_silenced(found)), authors=authors())
    if before:
        # Imported here: most runs compare with none.
        from bylint.cli.before import compared

        report = report._replace(before=compared(report, before))
    write_reports(options.output, report, found[0][0].known.start, more)
    refused.demand_none()
    limits = ((verdict, options.fail_on or run.known.config.fail_on) for run, verdict in found)
    end(limits, exit_zero=options.exit_zero, left=left)


def _silenced(found: Iterable[tuple[Run, Verdict]]) -> Iterator[Silenced]:
    """Yield what is silenced, in words."""
    for waiver in (waiver for _, verdict in found for waiver in verdict.waivers if waiver.silenced):
        asked = waiver.suppression
        until = asked.until.isoformat() if asked.until else ""
        place = f"{asked.place.path}:{asked.place.line}"
        yield Silenced(waiver.code, place, asked.reason, asked.by, until, waiver.silenced)


def report_on(
    found: Sequence[tuple[Run, Verdict]],
    options: RunOptions,
    skipped: int,
    read: tuple[Reading, ...],
    refused: Refused,
) -> Report:
    """Return the report on all sites."""
    start = found[0][0].known.start
    verdict = all_of(tuple(verdict for _, verdict in found))
    rules = {rule.code: rule for run, _ in found for rule in run.chosen}
    lines = lines_of(read, (run.known.config for run, _ in found), start)
    advice = _advice(found, read) if "text" in options.output.forms and not options.output.is_quiet else ""
    report = report_of(verdict, tuple(rules[code] for code in sorted(rules)), skipped, lines, advice)
    in_force = report.summary._replace(settings=_in_force(found), refused=refused.settings or None)
    stops = (options.fail_on or found[0][0].known.config.fail_on or "warning") if os.environ.get("PRE_COMMIT") else ""
    # pre-commit names the revisions of a push, and of nothing else that this hook is for.
    step = "push" if os.environ.get("PRE_COMMIT_TO_REF") else "commit"
    return report._replace(summary=in_force, stops=stops, step=step)


def _advice(found: Iterable[tuple[Run, Verdict]], read: tuple[Reading, ...]) -> str:
    """Return how not to be told again of the first violation of all sites."""
    told = sorted((each for each in found if each[1].violations), key=lambda each: each[1].violations[0].place.path)
    advices = (advice_for(run.known, verdict, read) for run, verdict in told)
    return next(filter(None, advices), "")


def _in_force(found: Iterable[tuple[Run, Verdict]]) -> dict[str, int] | None:
    """Return the files of settings, each with the number of files that it judged; nothing where it is one for all."""
    paths = ((run.known.config.path, run.known.start, verdict.files) for run, verdict in found)
    judged = {label_of(path, start) if path else "": files for path, start, files in paths if files}
    return judged if len(judged) > 1 else None


def _to_read(paths: Iterable[Path], config: Config, start: Path) -> tuple[FileToRead, ...]:
    key = site_key(config)
    found = (FileToRead(path, label_of(path, start), name_of(config, path), key) for path in paths)
    return tuple(file for file in found if not is_any(config.exclude, file.name))


def _by_site(known: Nearest, found: Selection, boxes: tuple[FileToRead, ...]) -> Asked:
    files: dict[Path, list[FileToRead]] = {}
    own: dict[Path, list[FileToRead]] = {}
    for file in found.files:
        files.setdefault(file.site, []).append(file)
    for box in boxes:
        own.setdefault(box.site, []).append(box)
    keys = sorted({*files, *own}) or [site_key(known.of(str(known.start)))]
    sites = (SiteFiles(known.known(key), tuple(files.get(key, ())), tuple(own.get(key, ()))) for key in keys)
    return Asked(tuple(sites), found)
