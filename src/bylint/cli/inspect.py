"""`bylint inspect`: show what was understood of articles."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import click

from bylint import audit
from bylint import discover
from bylint.audit import Reading
from bylint.cli.options import cache_options
from bylint.cli.options import config_options
from bylint.cli.options import format_option
from bylint.cli.output import print_human
from bylint.cli.output import print_machine
from bylint.cli.run import knowledge_of
from bylint.cli.run import site
from bylint.config import Config
from bylint.config import label_of
from bylint.errors import UsageError
from bylint.model.article import Article
from bylint.model.knowledge import Knowledge
from bylint.model.markup import Fault
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.readers import SUFFIXES
from bylint.report.inspect import listing
from bylint.report.inspect import parts
from bylint.report.inspect import portrait
from bylint.report.json import dumped
from bylint.roles.body import body_text

# From this number of files on, the start of more processes pays.
_MANY = 24
_AT_ONCE = 8


@click.command(epilog="Example: bylint inspect content/2026/peace.md")
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="FILE...")
@config_options
@format_option("table", "json", "parts")
@cache_options
def command(
    paths: tuple[str, ...],
    config_file: Path | None,
    no_config: bool,
    form: str,
    no_cache: bool,  # noqa: ARG001 - results are not kept yet
) -> None:
    """Show what was understood of articles: who signs, bios, disclaimers, credits, advertising, and the text.

    The table shows each zone of the file with its lines; json is one object a line and article, parts one a line and
    part of an article, with all that is known of it.
    """
    config, start = site(config_file, no_config=no_config)
    readings = tuple(_readings(paths, config, start))
    # Each file is printed as soon as it is understood: a long list may be cut short by whoever reads it.
    for shown in _each(form, readings, knowledge_of(config)):
        (print_human if form == "table" else print_machine)(shown)


def _readings(paths: tuple[str, ...], config: Config, start: Path) -> Iterator[Reading]:
    for path in paths:
        if discover.leads_out(start / path, config, start):
            raise UsageError(f"{path}: {discover.LEADS_OUT}")
        if not (start / path).is_dir():
            yield Reading(label_of(Path(path), start), Path(path).suffix, start / path)
            continue
        for file in discover.files((path,), config, start=start).files:
            yield Reading(file.label, file.path.suffix, file.path)


def _each(form: str, readings: tuple[Reading, ...], knowledge: Knowledge) -> Iterator[tuple[str, ...]]:
    show = partial(_shown, form)
    if len(readings) < _MANY:
        _begin(knowledge)
        yield from map(show, readings)
        return
    with ProcessPoolExecutor(initializer=_begin, initargs=(knowledge,)) as pool:
        yield from pool.map(show, readings, chunksize=_AT_ONCE)


# What a worker knows; each is told once, as it begins.
_known: list[Knowledge] = []


def _begin(knowledge: Knowledge) -> None:
    _known[:] = [knowledge]


def _shown(form: str, reading: Reading) -> tuple[str, ...]:
    article = _article(reading)
    if form == "json":
        return (dumped(portrait(article, body_text(article, _known[0]))),)
    if form == "parts":
        return tuple(map(dumped, parts(article)))
    return (*listing(article), "")


def _article(reading: Reading) -> Article:
    if reading.suffix.casefold() in SUFFIXES:
        return audit.read(reading, _known[0])
    words = f"no format known by {reading.suffix!r}" if reading.suffix else "no suffix"
    return Article(Source(reading.path, ""), "", faults=(Fault("unreadable-file", Span(0, 0), words),))
