"""Lines that many articles repeat word for word, and a pack of them for a newsroom to review."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.source import Place
from bylint.model.source import place_of

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
  hint: Delete the line; the template prints the site's own.
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
