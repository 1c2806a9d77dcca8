"""`bylint inspect`: show what was understood of articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from bylint import audit
from bylint import discover
from bylint.audit import Reading
from bylint.cli.options import cache_option
from bylint.cli.options import config_options
from bylint.cli.options import format_option
from bylint.cli.printing import print_human
from bylint.cli.printing import print_machine
from bylint.cli.setting import knowledge_of
from bylint.cli.setting import site
from bylint.config import Config
from bylint.config import label_of
from bylint.model.article import Article
from bylint.model.article import Fault
from bylint.model.knowledge import Knowledge
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.readers import SUFFIXES


@click.command(epilog="Example: bylint inspect content/2026/peace.md")
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="FILE...")
@config_options
@format_option("table", "json")
@cache_option
def command(
    paths: tuple[str, ...],
    config_file: Path | None,
    no_config: bool,
    form: str,
    no_cache: bool,  # noqa: ARG001 - results are not kept yet
) -> None:
    """Show what was understood of articles: who signs, bios, disclaimers, credits, advertising, and the text.

    The table shows each zone of the file with its lines; json is one object a line.
    """
    config, start = site(config_file, no_config=no_config)
    articles = _articles(paths, config, start)
    if form == "json":
        print_machine(_json(articles))
    else:
        print_human(_table(articles))


def _articles(paths: tuple[str, ...], config: Config, start: Path) -> Iterator[Article]:
    knowledge = knowledge_of(config)
    for path in paths:
        if not (start / path).is_dir():
            yield _article(Reading(label_of(Path(path), start), Path(path).suffix, start / path), knowledge)
            continue
        for file in discover.files((path,), config, start=start).files:
            yield _article(Reading(file.label, file.path.suffix, file.path), knowledge)


def _article(reading: Reading, knowledge: Knowledge) -> Article:
    if reading.suffix.casefold() in SUFFIXES:
        return audit.read(reading, knowledge)
    words = f"no format known by {reading.suffix!r}" if reading.suffix else "no suffix"
    return Article(Source(reading.path, ""), "", faults=(Fault("unreadable-file", Span(0, 0), words),))


def _json(articles: Iterator[Article]) -> Iterator[str]:
    from bylint.report.json_values import dumped
    from bylint.report.portrait import portrait

    return (dumped(portrait(article)) for article in articles)


def _table(articles: Iterator[Article]) -> Iterator[str]:
    from bylint.report.listing import listing

    for article in articles:
        yield from listing(article)
        yield ""
