"""The files of a run: what is handed to the audit, and their lines for the report."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path

import click

from bylint.audit import Reading
from bylint.config import Config
from bylint.discover import LEADS_OUT
from bylint.discover import STDIN
from bylint.discover import FileToRead
from bylint.discover import Selection
from bylint.engine import SIZE_LIMIT
from bylint.errors import UsageError
from bylint.model.markup import Fault
from bylint.readers.decoding import decoded
from bylint.report.printable import shown

# What comes in by stdin without a name is taken for Markdown, as plain text mostly reads the same.
_NAMELESS = ".md"
_TOLD = 5


def readings(files: Iterable[FileToRead]) -> tuple[Reading, ...]:
    """Return what the audit reads; stdin is read here."""
    return tuple(_reading(file) for file in files)


def demand_some(found: Selection, *, force_exclude: bool) -> None:
    """End the run if there is nothing to read: quietly only if all was named, and excluded on purpose."""
    if found.files or force_exclude:
        _tell_links(found)
    if found.files:
        return
    reasons = tuple(f"{skipped.label}: not read: {skipped.reason}" for skipped in found.skipped[:_TOLD])
    more = len(found.skipped) - _TOLD
    rest = (f"and {more:,} more; `bylint files` lists them all",) if more > 0 else ()
    if found.is_searched or not force_exclude:
        raise UsageError("no files matched, so nothing was checked", *reasons, *rest)
    click.echo(f"bylint: nothing to check: all {len(found.skipped):,} files named are passed over", err=True)


def _tell_links(found: Selection) -> None:
    """Say which files that were named are not read, as nobody excluded them."""
    for skipped in found.skipped:
        if skipped.reason == LEADS_OUT:
            click.echo(f"bylint: {shown(f'{skipped.label}: not read: {skipped.reason}')}", err=True)


def lines_of(read: Sequence[Reading], config: Config, start: Path) -> Callable[[str], Sequence[str]]:
    """Return a function that gives the lines of a file by the path that is shown to people.

    Beside what was read, files of the site and those that its configuration names have lines; others have none.
    """
    contents = {reading.path: reading for reading in read}
    places = tuple(Path(os.path.realpath(place)) for place in _places(config))

    def lines(path: str) -> Sequence[str]:
        content = _content(contents.get(path) or _within(path, start / path, places))
        source = decoded(path, content)
        return () if isinstance(source, Fault) else source.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    return lines


def _places(config: Config) -> Iterator[Path]:
    """Yield the folder of the site, and the files and folders that its configuration names."""
    yield config.root
    yield from (config.path,) if config.path else ()
    for path, _ in (*config.people, *config.directory, *config.images.rights):
        yield path


def _within(label: str, path: Path, places: Iterable[Path]) -> Reading:
    real = Path(os.path.realpath(path))
    is_inside = any(real.is_relative_to(place) for place in places)
    return Reading(label, "", real if is_inside and real.is_file() else None)


def _reading(file: FileToRead) -> Reading:
    if file.path == STDIN:
        suffix = Path(file.label).suffix or _NAMELESS
        return Reading(file.label, suffix, None, sys.stdin.buffer.read(SIZE_LIMIT + 1))
    return Reading(file.label, file.path.suffix, file.path)


def _content(reading: Reading) -> bytes:
    if reading.file is None:
        return reading.content
    try:
        return reading.file.read_bytes()
    except OSError:
        return b""
