"""`bylint baseline`: what was wrong when bylint came, kept in a file, so that only what is new is reported."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from functools import partial
from functools import wraps
from pathlib import Path
from typing import Any
from typing import NamedTuple

import click

from bylint import baseline
from bylint import discover
from bylint.audit import Verdict
from bylint.audit import all_of
from bylint.baseline import Comparison
from bylint.baseline import Entry
from bylint.cli.audit import whole_sites
from bylint.cli.commands import RunOptions
from bylint.cli.commands import cache_options
from bylint.cli.commands import config_options
from bylint.cli.commands import today_option
from bylint.cli.commands import workers_option
from bylint.cli.mending import WriteError
from bylint.cli.mending import replace
from bylint.cli.output import print_human
from bylint.cli.run import Run
from bylint.cli.run import Setting
from bylint.cli.run import demand_some
from bylint.cli.run import nearest
from bylint.cli.sites import Refused
from bylint.config import NAMES
from bylint.config import Config
from bylint.config import label_of
from bylint.config.nearest import Nearest
from bylint.errors import UsageError
from bylint.readers import SUFFIXES
from bylint.report import counted
from bylint.report.escaping import shown
from bylint.report.text import line_of
from bylint.report.text import ranked
from bylint.text.files import content_of

_MOST_FILES = 10


class BaselineFile(NamedTuple):
    """A baseline on disk: its path, the path as shown to people, its content and its entries."""

    path: Path
    label: str
    content: bytes
    entries: tuple[Entry, ...]


def without_known(known: Setting, asked: Path | None, verdict: Verdict) -> Verdict:
    """Return a verdict without what the baseline knows: that which was asked for, or that of the configuration."""
    place = known.config.baseline[1] if known.config.baseline and not asked else ""
    read = _read(_path(known, asked), known.start, place)
    found = _compared(read, known.start, verdict)
    return verdict._replace(violations=found.new, known=len(found.known))


@click.group(epilog="Example: bylint baseline create")
def command() -> None:
    """Keep what is wrong today in a file, and report only what is new.

    `create` writes the file, and `baseline: FILE` in bylint.yaml has every run read it, as `--baseline FILE` does.
    Each line is one violation, known by its words and what stands around it: articles may be renamed, reflowed and
    written further. FILE is, if not given, that of bylint.yaml or bylint.baseline.
    """


def _options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the file, and how to judge the site; the function gets a run and the path of the file."""

    @wraps(function)
    def prepared(
        file: Path | None,
        config_file: Path | None,
        no_config: bool,
        workers: int,
        today: date,
        no_cache: bool,
        **others: Any,
    ) -> Any:
        judged = RunOptions(
            paths=(),
            config_file=config_file,
            no_config=no_config,
            select=(),
            ignore=(),
            fail_on=None,
            exit_zero=False,
            workers=workers,
            today=today,
            no_cache=no_cache,
            baseline=None,
            no_baseline=True,
        )
        known = nearest(config_file, no_config=no_config)
        return function(tuple(_baselines(judged, known, file)), **others)

    for add in (cache_options, today_option, workers_option, config_options):
        prepared = add(prepared)
    return click.argument("file", required=False, type=click.Path(path_type=Path))(prepared)


class _Judged(NamedTuple):
    """What is wrong in the sites that one baseline is for, and the settings of the first of them."""

    path: Path
    start: Path
    verdict: Verdict
    config: Config


@command.command("create")
@_options
@click.option("--force", is_flag=True, help="Write it anew where it exists; what is new then will be known too.")
def create(sites: tuple[_Judged, ...], *, force: bool) -> None:
    """Write a baseline of all that is wrong in the site, and in each site below it."""
    for path, start, _, _ in sites:
        label = label_of(path, start)
        if os.path.lexists(path) and not force:
            raise UsageError(f"{label} exists: `bylint baseline prune` takes out what is mended, --force begins anew")
        if path.suffix.casefold() in SUFFIXES:
            raise UsageError(f"{label}: give the baseline another name: files in {path.suffix!r} are read as articles")
    for path, start, verdict, config in sites:
        label = label_of(path, start)
        entries = [baseline.entry_of(violation, _namer(path.parent, start)) for violation in verdict.violations]
        _write(path, label, baseline.written(entries))
        files = counted(len({entry.name for entry in entries}), "file")
        told = [f"Wrote {counted(len(entries), 'violation')} in {files} to {shown(label)}."]
        if not config.baseline:
            name, settings = label_of(path, config.root), label_of(config.path or Path(NAMES[0]), start)
            told.append(f"Put `baseline: {shown(name)}` into {shown(settings)}, or name it with --baseline.")
        print_human(told)


@command.command("check")
@_options
def check(sites: tuple[_Judged, ...]) -> None:
    """Say what is mended of a baseline, and what is new; end with 1 if anything is."""
    is_other = False
    for path, start, verdict, _ in sites:
        found = _compared(_read(path, start), start, verdict)
        print_human(f"{shown(name)}: {entry.code} is mended" for name, entry in _sorted(found.left))
        print_human(f"{line_of(violation)} (new)" for violation in found.new)
        print_human([f"{len(found.known):,} known, {len(found.left):,} mended, {len(found.new):,} new."])
        is_other = is_other or bool(found.left or found.new)
    raise click.exceptions.Exit(int(is_other))


@command.command("prune")
@_options
def prune(sites: tuple[_Judged, ...]) -> None:
    """Take out of a baseline what is mended.

    Of the rest it is written down where it is now. Nothing is added."""
    for path, start, verdict, _ in sites:
        read = _read(path, start)
        found = _compared(read, start, verdict)
        content = baseline.written(baseline.pruned(found, _namer(path.parent, start)))
        if content != read.content:
            _write(path, read.label, content)
        gone = f"{len(found.left):,} of {counted(len(read.entries), 'violation')}"
        print_human([f"Took {gone} out of {shown(read.label)}."])


@command.command("stats")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@config_options
def stats(file: Path | None, config_file: Path | None, no_config: bool) -> None:
    """Count what a baseline holds, by rule and by file."""
    # Imported here: no other part of this module needs the configuration alone.
    from bylint.cli.run import setting

    known = setting(config_file, no_config=no_config)
    read = _read(_path(known, file), known.start)
    names = {rule.code: rule.name for rule in known.rules}
    rules = Counter(" ".join(filter(None, (entry.code, names.get(entry.code)))) for entry in read.entries)
    files = Counter(entry.name for entry in read.entries)
    print_human([f"{counted(len(read.entries), 'violation')} in {counted(len(files), 'file')}."])
    print_human(_table("By rule:", ranked(rules)))
    print_human(_table("Most affected files:", ranked(files)[:_MOST_FILES]))


def _table(title: str, rows: Iterable[tuple[str, int]]) -> Iterable[str]:
    counts = [f"{number:>8,} {shown(words)}" for words, number in rows]
    return ("", title, *counts) if counts else ()


def _path(known: Setting, file: Path | None) -> Path:
    """Return where the baseline is, or will be; a link to a place outside the tree is none."""
    config, start = known.config, known.start
    if config.baseline and not file:
        return config.baseline[0]
    path = start / file if file else (config.root if config.path else start) / baseline.NAME
    if discover.leads_out(path, config, start):
        raise UsageError(f"{label_of(path, start)}: {discover.LEADS_OUT}, so no baseline is read or written there")
    return path


def _read(path: Path, start: Path, place: str = "") -> BaselineFile:
    """Read a baseline; `place` is that of the configuration which names it."""
    label = label_of(path, start)
    try:
        content = content_of(path, baseline.LARGEST)
    except FileNotFoundError as error:
        said = f"there is no baseline {label!r}; `bylint baseline create` writes it"
        raise UsageError(f"{place}: {said}" if place else said) from error
    except OSError as error:
        raise UsageError(f"{place or label}: the baseline {label!r} cannot be read: {error.strerror}") from error
    return BaselineFile(path, label, content, baseline.parsed(content, label))


def _compared(read: BaselineFile, start: Path, verdict: Verdict) -> Comparison:
    folder = read.path.parent
    return baseline.compared(
        verdict.violations, read.entries, _namer(folder, start), lambda name: os.path.lexists(folder / name)
    )


def _baselines(options: RunOptions, known: Nearest, file: Path | None) -> Iterator[_Judged]:
    """Judge the site where the run stands and those below it, and yield what is wrong by baseline."""
    by_path: dict[Path, list[tuple[Run, Verdict]]] = {}
    for run, verdict, _ in whole_sites(options, known, Refused(known, needs_all=True)):
        by_path.setdefault(_path(run.known, file), []).append((run, verdict))
    if not any(verdict.files for several in by_path.values() for _, verdict in several):
        demand_some(discover.files((), known.of, start=known.start), force_exclude=False)
    for path, several in by_path.items():
        together = all_of(tuple(verdict for _, verdict in several))
        if together.files:
            yield _Judged(path, known.start, together, several[0][0].known.config)


def _namer(folder: Path, start: Path) -> Callable[[str], str]:
    """Return the function from a path as shown to people to the name in a baseline that lies in this folder."""
    return lru_cache(maxsize=1000)(partial(_named, os.path.abspath(folder), start))


def _named(folder: str, start: Path, label: str) -> str:
    path = os.path.normpath(start / label)
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive
        return Path(path).as_posix()


def _write(path: Path, label: str, content: bytes) -> None:
    try:
        if os.path.lexists(path):
            replace(Path(os.path.realpath(path)), path.read_bytes(), content)
        else:
            with path.open("xb") as file:
                file.write(content)
    except (OSError, WriteError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{label}: the baseline cannot be written: {reason}") from error


def _sorted(entries: Iterable[Entry]) -> list[tuple[str, Entry]]:
    return sorted((entry.name, entry) for entry in entries)
