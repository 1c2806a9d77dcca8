"""Who signs, as a reader of the page sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bylint.model.article import Article
from bylint.model.article import Block
from bylint.model.knowledge import Knowledge
from bylint.model.prose import Prose
from bylint.roles.byline.fields import Entry
from bylint.roles.byline.fields import Signing
from bylint.roles.byline.names import Reading
from bylint.roles.byline.names import read
from bylint.roles.byline.words import words
from bylint.roles.dates import date_in
from bylint.roles.naming import is_person
from bylint.roles.naming import names
from bylint.text.fold import folded

_TEXT = ("heading", "paragraph", "item", "label", "term")
_NOT = frozenset(("quote", "table", "figure", "code", "nav", "form"))
_LONG = 220
_LONGEST = 180
"""Letters of the longest line that may be a byline."""
_EARLY = 3
"""Paragraphs of running text before which a byline stands."""


def signings(article: Article, knowledge: Knowledge) -> Iterator[Signing]:
    """Yield the bylines that stand in the text or beside it, marked ones first."""
    early, late = _edges(article)
    found = [*_marked(article, knowledge), *_linked(article, knowledge)]
    yield from found
    taken = {signing.block for signing in found}
    for index, block in enumerate(article.blocks):
        if index in taken or not (index <= early or index >= late) or not _may_sign(block):
            continue
        signing = _line(article, index, knowledge)
        if signing:
            yield signing
    yield from _dateline(article, knowledge)


def labels(article: Article, knowledge: Knowledge) -> Iterator[tuple[int, bool]]:
    """Yield the lines that only announce a name, and whether the next line is one."""
    known = words(knowledge).labels
    for index, block in enumerate(article.blocks):
        if _may_sign(block) and folded(block.prose.plain).rstrip(" :：") in known:
            reading = _announced(article, _after(article, index), knowledge)
            yield index, bool(reading.names)


def _announced(article: Article, index: int, knowledge: Knowledge) -> Reading:
    if index < 0 or len(article.blocks[index].prose.plain) > _LONGEST:
        return Reading()
    reading = read(article.blocks[index].prose, knowledge, is_field=False, fewest=2)
    return Reading() if _left(reading, knowledge) else reading


def _after(article: Article, index: int) -> int:
    for following in range(index + 1, min(index + 4, len(article.blocks))):
        block = article.blocks[following]
        if block.kind in _TEXT and block.prose.plain:
            return following
    return -1


def _edges(article: Article) -> tuple[int, int]:
    """Return the last block of the beginning, and the first of the end."""
    long = [i for i, b in enumerate(article.blocks) if b.is_inside and len(b.prose.plain) > _LONG]
    if not long:
        return len(article.blocks), 0
    return long[min(_EARLY, len(long)) - 1], long[-1]


def _may_sign(block: Block) -> bool:
    return (
        block.is_inside
        and block.kind in _TEXT
        and 0 < len(block.prose.plain) <= _LONGEST
        and not _NOT.intersection(block.within)
    )


def _line(article: Article, index: int, knowledge: Knowledge) -> Signing | None:
    block = article.blocks[index]
    by = words(knowledge)
    if folded(block.prose.plain).rstrip(" :：") in by.labels:
        following = _after(article, index)
        reading = _announced(article, following, knowledge)
        return _signing(following, article.blocks[following].prose, reading) if reading.names else None
    if not by.lead.match(block.prose.plain):
        return None
    reading = read(block.prose, knowledge, is_field=False, fewest=2)
    if not reading.names or _left(reading, knowledge):
        return None
    return _signing(index, block.prose, reading)


def _left(reading: Reading, knowledge: Knowledge) -> bool:
    """Tell whether words are left that have no place in a byline; a date has."""
    return any(date_in(rest.plain, knowledge) is None and not _is_time(rest) for rest in reading.rest)


def _is_time(rest: Prose) -> bool:
    return bool(re.match(r"\d{1,2}[.:h]\d\d|\d{1,3} ?min", rest.plain))


def _signing(index: int, prose: Prose, reading: Reading) -> Signing:
    return Signing("visible", f"line {index}", (Entry(prose, reading),), index)


def _marked(article: Article, knowledge: Knowledge) -> Iterator[Signing]:
    marks = words(knowledge).marks
    for index, block in enumerate(article.blocks):
        own = frozenset(block.marks)
        if (
            block.kind not in _TEXT
            or not own & marks["byline"]
            or own & marks["not"]
            or _NOT.intersection(block.within)
        ):
            continue
        if not 0 < len(block.prose.plain) <= _LONGEST or not block.is_inside:
            continue
        reading = read(block.prose, knowledge, is_field=False, fewest=1)
        if reading.names:
            yield Signing("marked", f"line {index}", (Entry(block.prose, reading),), index)


def _linked(article: Article, knowledge: Knowledge) -> Iterator[Signing]:
    marks, known = words(knowledge).marks, names(knowledge)
    early, _ = _edges(article)
    for link in article.links:
        own = frozenset(link.marks)
        if "author" not in (link.rel or ()) and not own & marks["byline"]:
            continue
        if own & marks["not"] or link.block > early or not link.is_inside or not is_person(link.words.plain, known):
            continue
        reading = read(link.words, knowledge, is_field=False, fewest=2)
        if reading.names:
            yield Signing("marked", f"line {link.block}", (Entry(link.words, reading),), link.block)


@lru_cache(maxsize=8)
def _dateline_form(knowledge: Knowledge) -> re.Pattern[str]:
    agencies = "|".join(sorted(map(re.escape, knowledge.lists["bylines"]["agencies"]), key=len, reverse=True))
    return re.compile(rf"[^()\n.]{{0,50}}\((?i:({agencies}))\)\s{{0,2}}(?:[–—:-]|$)")


def _dateline(article: Article, knowledge: Knowledge) -> Iterator[Signing]:
    """ "NAIROBI (Reuters) - ..." at the head of the text, or "(dpa)" alone."""
    for index, block in enumerate(article.blocks[:40]):
        match = _dateline_form(knowledge).match(block.prose.plain)
        if match and block.is_inside and block.kind == "paragraph":
            prose = block.prose.cut(*match.span(1))
            yield _signing(index, prose, read(prose, knowledge, is_field=False))
            return
