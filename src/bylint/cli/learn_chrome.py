"""`bylint learn-chrome`: lines that an archive repeats word for word, and a pack of them to review."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

import click

from bylint import discover
from bylint.audit import Ruleset
from bylint.audit.archive import Summary
from bylint.cli.audit import summaries_of
from bylint.cli.commands import cache_options
from bylint.cli.commands import config_options
from bylint.cli.commands import paths_argument
from bylint.cli.commands import workers_option
from bylint.cli.output import print_human
from bylint.cli.output import progress
from bylint.cli.output import tell
from bylint.cli.run import Files
from bylint.cli.run import Run
from bylint.cli.run import Setting
from bylint.cli.run import demand_some
from bylint.cli.run import knowledge_of
from bylint.cli.run import nearest
from bylint.cli.run import pairs
from bylint.cli.run import readings
from bylint.config.nearest import Nearest
from bylint.discover import FileToRead
from bylint.errors import UsageError
from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.source import Place
from bylint.model.source import place_of
from bylint.report import counted
from bylint.report.escaping import shown
from bylint.report.inspect import error_of
from bylint.roles.view import with_view
from bylint.store.tables import numbers
from bylint.store.tables import place_at

_KINDS = frozenset(("paragraph", "label", "item"))
_APART = frozenset(("quote", "table", "figure", "code", "list"))
# What has one of these roles is repeated for a reason that other rules know.
_KNOWN = frozenset(
    ("byline", "author", "label", "bio", "disclaimer", "credit", "caption", "date", "marker", "chrome", "disclosure")
)
_SHORTEST, _LONGEST = 3, 200
_SHOWN = 3

_BEFORE = "The ferry sails at nine, and the crew splits what is left of the bread."
_AFTER = "The archive opens on Tuesdays, and nobody has asked for the keys since March."
_HEAD = """\
# Lines that {articles} articles repeat word for word, counted by `bylint learn-chrome`. Delete those that the desk
# wrote, say in `why` what the others are, prove the pack with `bylint test`, and name it under `packs` in bylint.yaml.
version: 1
pack: house-chrome
prefix: HSE
requires: ">=0.1"
rules:
- code: HSE001
  name: repeated-house-line
  summary: A line of the site's furniture was left behind in the article
  severity: warning
  since: "0.1"
  desk: author
  check: forbid
  each: body
  message: "{{found}} stands in many articles, word for word"
  hint: Delete the line. The site prints its own around every article.
  fix: {{do: remove, is: unsafe}}
  why: These lines stand in many articles of the site, word for word.
  sources:
  - title: Our own archive, counted by bylint learn-chrome
    url: https://example.com/
"""


class Line(NamedTuple):
    """A line of an article that may be furniture."""

    words: str
    place: Place


class Repeat(NamedTuple):
    """A line, how many articles have it, and where it stands in the first of them."""

    words: str
    articles: int
    places: tuple[Place, ...]


def lines(article: Article) -> tuple[Line, ...]:
    """Return the short lines of an article that have no role of their own."""
    known = {part.block for part in article.view if part.role in _KNOWN}
    found = (
        Line(line, place_of(article.source, block.prose.span()))
        for i, block in enumerate(article.blocks)
        if i not in known and _may_be(block)
        for line in block.prose.plain.split("\n")
        if _SHORTEST <= len(line) <= _LONGEST and any(map(str.isalpha, line))
    )
    return tuple({line.words: line for line in found}.values())


def repeats(articles: Iterable[Sequence[Line]], least: int) -> tuple[Repeat, ...]:
    """Return the lines that at least this many articles have, the commonest first."""
    counts: dict[str, int] = {}
    places: dict[str, tuple[Place, ...]] = {}
    for article in articles:
        for line in article:
            counts[line.words] = counts.get(line.words, 0) + 1
            if counts[line.words] <= _SHOWN:
                places[line.words] = (*places.get(line.words, ()), line.place)
    found = (Repeat(words, count, places[words]) for words, count in counts.items() if count >= least)
    return tuple(sorted(found, key=lambda repeat: (-repeat.articles, repeat.words)))


def pack_of(found: Sequence[Repeat], articles: int) -> str:
    """Return a pack that reports these lines, each with its count; the examples prove it."""
    return "\n".join((_HEAD.format(articles=articles).rstrip(), *_words(found), *_examples(found), ""))


def _may_be(block: Block) -> bool:
    return block.is_inside and block.kind in _KINDS and _APART.isdisjoint(block.within)


def _words(found: Sequence[Repeat]) -> Iterator[str]:
    yield "  words:"
    for repeat in found:
        yield f"  - {_quoted(repeat.words)}  # in {repeat.articles}, first {_printable(repeat.places[0].path)}"


def _examples(found: Sequence[Repeat]) -> Iterator[str]:
    line = next((repeat.words for repeat in found if repeat.words.isprintable()), found[0].words)
    bad = _quoted(f"{_BEFORE}\n\n⟦{line}⟧\n\n{_AFTER}\n")
    good = _quoted(f"{_BEFORE}\n\nSomebody wrote “{line}” on the wall, and nobody knows why.\n")
    yield from ("  bad:", f"  - files: {{a.txt: {bad}}}", "  good:", f"  - files: {{a.txt: {good}}}")


def _quoted(text: str) -> str:
    """Return a text as YAML has it in double quotes; JSON is YAML but for letters beyond its first plane."""
    return json.dumps(text, ensure_ascii=not text.replace("\n", "").isprintable())


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())


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
@workers_option
@cache_options
def command(
    paths: tuple[str, ...],
    config_file: Path | None,
    no_config: bool,
    least: int | None,
    propose: Path | None,
    workers: int,
    no_cache: bool,
) -> None:
    """Find lines that articles repeat word for word: how many have them, and where.

    What other rules know already is left out. --propose writes the lines as a pack, for somebody to review and prove
    with `bylint test`; a file that is there already is never touched.
    """
    if propose and os.path.exists(propose):
        raise UsageError(f"{propose}: this file is there already; name one that is not")
    settings = nearest(config_file, no_config=no_config)
    found = discover.files(paths, settings.of, start=settings.start)
    settings.demand_right()
    demand_some(found, force_exclude=False)
    with progress() as show:
        each = _each(found.files, settings, show, workers, no_cache=no_cache)
        repeated = repeats(each, least or max(_FEWEST, -(-len(found.files) // _SHARE)))
    print_human(_listing(repeated, len(found.files)))
    if propose and repeated:
        with propose.open("x", encoding="utf-8", newline="\n") as file:
            file.write(pack_of(repeated, len(found.files)))
        print_human((f"{shown(str(propose))} is written: review it, then prove it with `bylint test`.",))


def _each(
    files: Sequence[FileToRead],
    settings: Nearest,
    show: Callable[[int, int], None],
    workers: int,
    *,
    no_cache: bool,
) -> Iterator[Sequence[Line]]:
    for key, group in groupby(files, key=attrgetter("site")):
        config, own = settings.known(key), tuple(group)
        run = Run(Setting(config, settings.start, ()), (), knowledge_of(config), workers, no_cache)
        yield from _of_site(run, pairs(own, readings(own)), show)


def _of_site(run: Run, files: Files, show: Callable[[int, int], None]) -> Iterator[Sequence[Line]]:
    for record in summaries_of(run, files, "lines", _summary, show):
        found, error = json.loads(record.result)
        if error:
            tell(error)
        yield [Line(words, place_at(path, at)) for words, path, at in found]


def _summary(article: Article, _ruleset: Ruleset) -> Summary:
    error, path = error_of(article), article.source.path
    if error is not None:
        return Summary(json.dumps([[], f"{path}: not read: {error}"]))
    return Summary(json.dumps([[(line.words, path, numbers(line.place)) for line in lines(with_view(article))], ""]))


def _listing(repeated: Sequence[Repeat], articles: int) -> Iterator[str]:
    for repeat in repeated:
        places = ", ".join(f"{place.path}:{place.line}" for place in repeat.places)
        more = " ..." if repeat.articles > len(repeat.places) else ""
        yield shown(f"{repeat.articles:>6}  {repeat.words}")
        yield shown(f"        {places}{more}")
    lines = counted(len(repeated), "line")
    yield f"{lines} repeated in {counted(articles, 'article')}."
