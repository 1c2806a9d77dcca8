"""Dates that a reader of the page sees."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bylint.grammar.dates import date_in
from bylint.grammar.dates import short_date_in
from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.markup import Block
from bylint.text.fold import folded
from bylint.text.lazy import lazily
from bylint.text.shipped import flat

_TEXT = ("heading", "paragraph", "item", "cell", "caption", "term", "label")
_LONG = 220
"""Letters that only a paragraph of running text has."""
_LINE = 100
"""Letters of the longest line that dates an article."""
_BEGINNING = 40
"""Letters at the beginning of a longer line, and behind a word such as "Published"."""
_NEAR = 6
"""Blocks above the headline, and a fifth of those below it, where a date stands."""
_MOST = 600
"""Blocks among which a date stands that is marked or announced, away from the headline."""


class _Words(NamedTuple):
    """Marks of elements, and words that announce the day of publication and that of a change."""

    marks: frozenset[str]
    published: re.Pattern[str]
    changed: re.Pattern[str]


@lru_cache(maxsize=8)
def _words(knowledge: Knowledge) -> _Words:
    lists = knowledge.lists["bylines"]
    told = lists["dates"]
    return _Words(frozenset(lists["marks"]["date"]), _any(flat(told["published"])), _any(flat(told["changed"])))


def _any(forms: Iterable[str]) -> re.Pattern[str]:
    return lazily(rf"\W{{0,3}}(?:{'|'.join(sorted(map(re.escape, map(folded, forms)), key=len, reverse=True))})(?!\w)")


def visible(article: Article, headline: int, knowledge: Knowledge) -> Iterator[Part]:
    """Yield short lines around the headline that hold a date: those that are marked or announced, then the first
    other; where there is none, those elsewhere that are marked or announced."""
    by = _words(knowledge)
    near = [(index, part) for index in _around(article, headline) for part in _dated(article, index, knowledge)]
    sure = [(index, part) for index, part in near if _weight(article.blocks[index], by) > 0]
    sure.sort(key=lambda pair: -_weight(article.blocks[pair[0]], by))
    yield from (part for _, part in sure)
    plain = [part for index, part in near if _weight(article.blocks[index], by) == 0]
    yield from plain[:1]
    if article.format == "html" and not sure and not plain:
        yield from _elsewhere(article, knowledge, by)


def _elsewhere(article: Article, knowledge: Knowledge, by: _Words) -> Iterator[Part]:
    found: list[tuple[int, Part]] = []
    for index, block in enumerate(article.blocks[:_MOST]):
        if not block.is_inside:
            continue
        is_late = len(block.prose.plain) <= _LINE and by.changed.search(folded(block.prose.plain))
        weight = _weight(block, by) or bool(is_late) or (block.kind == "heading" and block.prose.plain[:1].isdigit())
        if weight:
            found += [(-weight, part) for part in _dated(article, index, knowledge)]
    yield from (part for _, part in sorted(found, key=lambda pair: pair[0])[:1])


def _dated(article: Article, index: int, knowledge: Knowledge) -> Iterator[Part]:
    block = article.blocks[index]
    words = block.prose.plain
    if not words or block.kind not in _TEXT or "quote" in block.within:
        return
    if len(words) > _LINE:
        words = (
            words[:_BEGINNING]
            if words[:1].isdigit() or _words(knowledge).published.match(folded(words[:_LINE]))
            else ""
        )
    found = date_in(words, knowledge, article.language) or short_date_in(words)
    if found:
        elements = [Element("iso", found.isoformat()), Element("origin", "visible")]
        if _words(knowledge).changed.match(folded(words)):
            elements.append(Element("changed", "yes"))
        if _weight(block, _words(knowledge)):
            elements.append(Element("sure", "yes"))
        yield Part("date", block.prose, block.prose.span(), elements=tuple(elements), block=index)


def _around(article: Article, headline: int) -> Iterator[int]:
    start = headline - _NEAR if headline > _NEAR else 0
    long = 0
    for index in range(start, len(article.blocks)):
        block = article.blocks[index]
        long += index > headline and block.is_inside and len(block.prose.plain) > _LONG
        if long > 1 or (headline >= 0 and index > headline + 5 * _NEAR):
            return
        yield index


def _weight(block: Block, by: _Words) -> int:
    """Return how surely a line tells the day of publication: 0 where nothing but the date says so."""
    words = folded(block.prose.plain[:_LINE])
    is_marked = block.name == "time" or not by.marks.isdisjoint(block.marks)
    if by.changed.match(words):
        return 1
    return 2 * is_marked + 4 * bool(by.published.match(words)) + (is_marked and block.is_inside)
