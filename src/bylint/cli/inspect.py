"""`bylint inspect`, `bylint files`, `bylint cache`: what is read, what was understood of it, and what is kept of it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from collections.abc import Iterator
from datetime import UTC
from datetime import datetime
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple

import click

from bylint import audit
from bylint import discover
from bylint.audit import ENDED
from bylint.audit import FEW
from bylint.audit import Reading
from bylint.audit import Ruleset
from bylint.audit import guarded
from bylint.audit import map_articles
from bylint.audit import unjudged
from bylint.cli.commands import cache_folder_option
from bylint.cli.commands import cache_options
from bylint.cli.commands import config_options
from bylint.cli.commands import format_option
from bylint.cli.commands import paths_argument
from bylint.cli.commands import workers_option
from bylint.cli.output import pages_of
from bylint.cli.output import print_human
from bylint.cli.output import print_machine
from bylint.cli.output import tell
from bylint.cli.output import write_file
from bylint.cli.run import Files
from bylint.cli.run import Run
from bylint.cli.run import Setting
from bylint.cli.run import boxes_of
from bylint.cli.run import by_name
from bylint.cli.run import demand_some
from bylint.cli.run import knowledge_of
from bylint.cli.run import nearest
from bylint.cli.run import pairs
from bylint.cli.run import rules_by_path
from bylint.cli.run import setting_of
from bylint.cli.sites import asked
from bylint.cli.sites import paths_asked
from bylint.config import label_of
from bylint.config import name_of
from bylint.config import requests
from bylint.config import selected
from bylint.config import site_key
from bylint.config.nearest import Nearest
from bylint.discover import FileToRead
from bylint.discover import Selection
from bylint.errors import UsageError
from bylint.model.article import Article
from bylint.model.markup import Fault
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.world import Knowledge
from bylint.readers import SUFFIXES
from bylint.report import counted
from bylint.report.escaping import dumped
from bylint.report.escaping import shown
from bylint.report.inspect import error_of
from bylint.report.inspect import parts
from bylint.report.inspect import portrait
from bylint.report.zones import listing
from bylint.roles.body import body_text
from bylint.roles.view import with_view
from bylint.text import cache

if TYPE_CHECKING:
    from bylint.audit.archive import Summary
    from bylint.report.page import Shown


@click.command(epilog="Example: bylint inspect content/2026/peace.md")
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="FILE...")
@config_options
@format_option("table", "json", "jsonl", "parts")
@click.option(
    "--html",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write a page that shows it in place, with what is wrong.",
)
@workers_option
@cache_options
def command(
    paths: tuple[str, ...],
    config_file: Path | None,
    no_config: bool,
    form: str,
    html: Path | None,
    workers: int,
    no_cache: bool,
) -> None:
    """Show what was understood of articles: who signs, bios, disclaimers, credits, advertising, and the text.

    The table shows each zone of the file with its lines; json and jsonl are one object a line and article, parts one a
    line and part of an article, with all that is known of it.
    """
    known = nearest(config_file, no_config=no_config)
    files = tuple(_files(paths, known))
    known.demand_right()
    if html:
        _write_page(html, known, files)
        discover.demand_present(paths, known.start)
        return
    show = print_human if form == "table" else print_machine
    for key, group in groupby(files, key=lambda each: each[0].site):
        config = known.known(key)
        run = Run(Setting(config, known.start, ()), (), knowledge_of(config), workers, no_cache)
        # Each file is printed as soon as it is understood: a long list may be cut short by whoever reads it.
        for lines, error in _printouts(run, form, tuple(group)):
            show(lines)
            if error and form == "parts":
                tell(error)
    discover.demand_present(paths, known.start)


def _write_page(html: Path, known: Nearest, files: Files) -> None:
    """Write a page of articles, with what each alone has wrong."""
    # Imported here: seldom is a page wanted.
    from bylint.report.page import page

    if len(files) > FEW:
        raise UsageError(f"--html shows {FEW} articles at most, and these are {len(files):,}")
    shown_ = [
        each for key, group in groupby(files, key=lambda each: each[0].site) for each in _shown(known, key, group)
    ]
    write_file(html, page(shown_))
    tell(f"{html}: {counted(len(files), 'article')} shown")


def _shown(known: Nearest, key: Path, files: Iterable[tuple[FileToRead, Reading]]) -> Iterator[Shown]:
    # Imported here: see above.
    from bylint.report.page import Shown

    setting = setting_of(known, known.known(key))
    config, start, rules = setting
    knowledge, chosen = knowledge_of(config, datetime.now(UTC).date(), rules), selected(config, rules)
    for file, reading in files:
        asked = requests(config, ((file.name, file.label),))
        found = audit.run((reading,), chosen, rules_by_path(config, start, chosen), knowledge, requests=asked)
        yield Shown(_article(reading, knowledge), found.violations, pages_of(chosen))


def _printouts(run: Run, form: str, files: Files) -> Iterator[_Printout]:
    """Yield what is to be printed of each file, in their order."""
    articles = tuple(each for each in files if _is_article(each[1]))
    known = _known(run, form, articles) if len(articles) > FEW else None
    if known is None:
        read = (reading for _, reading in files)
        yield from map_articles(partial(_look, form), run.knowledge, read, run.workers, partial(_lost, form))
        return
    for _, reading in files:
        yield next(known) if _is_article(reading) else _look(form, run.knowledge, reading)


def _known(run: Run, form: str, files: Files) -> Iterator[_Printout] | None:
    """Return what is to be printed of articles as it is kept of them; nothing where a file is named twice."""
    # Imported here: what is kept is of use for many articles alone.
    from bylint.cli.audit import summaries_of

    if len(by_name(files, run.known)) < len(files):
        return None
    kept = summaries_of(run, files, f"inspect {form}", partial(_summary, form), lambda _done, _all: None)
    return (_Printout(*json.loads(record.result)) for record in kept)


def _summary(form: str, article: Article, ruleset: Ruleset) -> Summary:
    # Imported here: see above.
    from bylint.audit.archive import Summary

    return Summary(json.dumps(_of(form, ruleset.knowledge, with_view(article))))


class _Printout(NamedTuple):
    """The lines of one article, and what is to be said where it was not read."""

    lines: tuple[str, ...]
    error: str


def _files(paths: tuple[str, ...], known: Nearest) -> Iterator[tuple[FileToRead, Reading]]:
    start = known.start
    articles, boxes, _ = paths_asked(known, paths)
    yield from pairs(boxes, boxes_of(boxes))
    for path in articles:
        config = known.of(str((start / path).parent))
        if discover.leads_out(start / path, config, start):
            raise UsageError(f"{path}: {discover.LEADS_OUT}")
        found: tuple[FileToRead, ...] = (
            FileToRead(start / path, label_of(Path(path), start), name_of(config, start / path), site_key(config)),
        )
        if os.path.isdir(start / path) or (discover.is_glob(path) and not os.path.lexists(start / path)):
            found = discover.files((path,), known.of, start=start).files
        yield from ((file, Reading(file.label, file.path.suffix, file.path)) for file in found)


def _is_article(reading: Reading) -> bool:
    return not reading.is_author_data and reading.suffix.casefold() in SUFFIXES


def _look(form: str, knowledge: Knowledge, reading: Reading) -> _Printout:
    return guarded(partial(_understood, form, knowledge, reading), partial(_unjudged, form, knowledge, reading))


def _lost(form: str, knowledge: Knowledge, reading: Reading) -> _Printout:
    return _unjudged(form, knowledge, reading, ENDED)


def _unjudged(form: str, knowledge: Knowledge, reading: Reading, kind: str) -> _Printout:
    return _of(form, knowledge, unjudged(reading.path, kind))


def _understood(form: str, knowledge: Knowledge, reading: Reading) -> _Printout:
    return _of(form, knowledge, _article(reading, knowledge))


def _of(form: str, knowledge: Knowledge, article: Article) -> _Printout:
    error = error_of(article)
    told = f"{article.source.path}: not read: {error}" if error is not None else ""
    if form in ("json", "jsonl"):
        return _Printout((dumped(portrait(article, body_text(article, knowledge))),), told)
    if form == "parts":
        return _Printout(tuple(map(dumped, parts(article))), told)
    return _Printout((*listing(article), ""), told)


def _article(reading: Reading, knowledge: Knowledge) -> Article:
    if reading.is_author_data or reading.suffix.casefold() in SUFFIXES:
        return audit.read(reading, knowledge)
    words = f"no format known by {reading.suffix!r}" if reading.suffix else "no suffix"
    return Article(Source(reading.path, ""), "", faults=(Fault("unreadable-file", Span(0, 0), words),))


@click.command(epilog="Example: bylint files content/")
@paths_argument
@config_options
@click.option("--force-exclude", is_flag=True, help="Pass over excluded files even where they are named.")
def list_files(paths: tuple[str, ...], config_file: Path | None, no_config: bool, force_exclude: bool) -> None:
    """List the files that would be checked, then those that would not, each with the reason."""
    known = nearest(config_file, no_config=no_config)
    sites, found = asked(known, paths, force_exclude=force_exclude)
    known.demand_right()
    files = {file.label: file for site in sites for file in (*site.files, *site.boxes)}
    found = found._replace(files=tuple(files[label] for label in sorted(files)))
    print_human(_lines(found))
    demand_some(found, force_exclude=force_exclude)


def _lines(found: Selection) -> Iterator[str]:
    yield from (shown(file.label) for file in found.files)
    yield f"{counted(len(found.files), 'file')} would be checked."
    if found.skipped:
        yield f"{counted(len(found.skipped), 'file')} would not:"
        yield from (shown(f"  {skipped.label}: {skipped.reason}") for skipped in found.skipped)


@click.command(epilog="Example: bylint cache clear")
@click.argument("action", type=click.Choice(("dir", "size", "clear")))
@cache_folder_option
def keep_cache(action: str) -> None:
    """Show where results of earlier runs are kept (dir), or how much they take (size), or delete them (clear).

    The cache changes how long a run takes, never what it reports. Nobody but you may write in its folder.
    """
    place = cache.folder()
    if place is None:
        raise UsageError(f"no cache is used: {cache.trouble()}; --cache-dir or {cache.PLACE} names one")
    if action == "dir":
        print_human((shown(str(place)),))
        return
    if cache.trouble():
        raise UsageError(f"{place}: no cache is used: {cache.trouble()}")
    files = [(path, path.lstat().st_size) for path in cache.own_files()]
    figures = f"{counted(len(files), 'file')}, {sum(size for _, size in files) / 1e6:.1f} MB"
    if action == "clear":
        _clear(path for path, _ in files)
    print_human((f"{figures} deleted" if action == "clear" else figures,))


def _clear(files: Iterable[Path]) -> None:
    for path in files:
        try:
            path.unlink()
        except OSError as error:
            raise UsageError(f"{path}: it cannot be deleted: {error.strerror}") from error
