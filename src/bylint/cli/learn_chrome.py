"""`bylint learn-chrome`: lines that an archive repeats word for word, and a pack of them to review."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from bylint import audit
from bylint import discover
from bylint import repeats
from bylint.audit import ENDED
from bylint.audit import Reading
from bylint.audit import mapped
from bylint.cli.options import config_options
from bylint.cli.options import paths_argument
from bylint.cli.output import print_human
from bylint.cli.output import progress
from bylint.cli.output import tell
from bylint.cli.run import demand_some
from bylint.cli.run import knowledge_of
from bylint.cli.run import readings
from bylint.cli.run import site
from bylint.errors import UsageError
from bylint.model.world import Knowledge
from bylint.repeats import Line
from bylint.repeats import Repeat
from bylint.report.inspect import error_of
from bylint.report.printable import counted
from bylint.report.printable import shown

_FEWEST = 3
_SHARE = 100
"""Unless told otherwise: one article in so many."""


@click.command(epilog="Example: bylint learn-chrome content --propose house-chrome.yaml")
@paths_argument
@config_options
@click.option(
    "--least", type=click.IntRange(min=2), metavar="N", help="In so many articles.  [default: 3, or one in a hundred]"
)
@click.option("--propose", type=click.Path(path_type=Path), metavar="FILE", help="Write a pack to be reviewed.")
def command(
    paths: tuple[str, ...], config_file: Path | None, no_config: bool, least: int | None, propose: Path | None
) -> None:
    """Find lines that articles repeat word for word: how many have them, and where.

    What other rules know already is left out. --propose writes the lines as a pack, for somebody to review and prove
    with `bylint test`; a file that is there already is never touched.
    """
    if propose and propose.exists():
        raise UsageError(f"{propose}: this file is there already; name one that is not")
    config, start = site(config_file, no_config=no_config)
    found = discover.files(paths, config, start=start)
    demand_some(found, force_exclude=False)
    known = knowledge_of(config)
    with progress() as show:
        each = _each(readings(found.files), known, show)
        repeated = repeats.repeats(each, least or max(_FEWEST, -(-len(found.files) // _SHARE)))
    print_human(_listing(repeated, len(found.files)))
    if propose and repeated:
        with propose.open("x", encoding="utf-8", newline="\n") as file:
            file.write(repeats.pack_of(repeated, len(found.files)))
        print_human((f"{shown(str(propose))} is written: review it, then prove it with `bylint test`.",))


class _ArticleLines(NamedTuple):
    """The lines of one article, and what is to be said where it was not read."""

    lines: Sequence[Line]
    error: str = ""


def _each(read: Sequence[Reading], known: Knowledge, show: Callable[[int, int], None]) -> Iterator[Sequence[Line]]:
    for done, found in enumerate(mapped(_lines, known, read, 0, _lost), 1):
        show(done, len(read))
        if found.error:
            tell(found.error)
        yield found.lines


def _lines(known: Knowledge, reading: Reading) -> _ArticleLines:
    article = audit.read(reading, known)
    error = error_of(article)
    return (
        _ArticleLines(repeats.lines(article))
        if error is None
        else _ArticleLines((), f"{reading.path}: not read: {error}")
    )


def _lost(_known: Knowledge, reading: Reading) -> _ArticleLines:
    return _ArticleLines((), f"{reading.path}: not read: {ENDED}")


def _listing(repeated: Sequence[Repeat], articles: int) -> Iterator[str]:
    for repeat in repeated:
        places = ", ".join(f"{place.path}:{place.line}" for place in repeat.places)
        more = " ..." if repeat.articles > len(repeat.places) else ""
        yield shown(f"{repeat.articles:>6}  {repeat.words}")
        yield shown(f"        {places}{more}")
    lines = counted(len(repeated), "line")
    yield f"{lines} repeated in {counted(articles, 'article')}."
