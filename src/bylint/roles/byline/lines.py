"""Who signs, as a reader of the page sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bylint.model.article import Article
from bylint.model.knowledge import Knowledge
from bylint.model.prose import Prose
from bylint.roles.byline import marked
from bylint.roles.byline.fields import Entry
from bylint.roles.byline.fields import Signing
from bylint.roles.byline.names import Name
from bylint.roles.byline.names import Reading
from bylint.roles.byline.names import read
from bylint.roles.byline.words import words
from bylint.roles.byline.zone import LONGEST
from bylint.roles.byline.zone import TEXT
from bylint.roles.byline.zone import is_of_section
from bylint.roles.byline.zone import may_sign
from bylint.roles.byline.zone import zone
from bylint.roles.dates import date_in
from bylint.roles.naming import is_person
from bylint.roles.naming import names
from bylint.text.choices import one_of
from bylint.text.fold import folded
from bylint.text.lazy import lazily

_BAR = lazily(r"\s[|•·–—/]\s|\n")
_BEHIND_DATE = lazily(r"\d,?\s(?:by|von|par|por|door|av|di)\s", re.IGNORECASE)
_TIME = lazily(r"\d{1,2}[.:h]\d\d|\d{1,3} ?min")
_MANY = 600
"""Letters of the longest line that names many people."""
_SIGNED = 3
"""Lines that may sign one article."""


def signings(article: Article, knowledge: Knowledge) -> Iterator[Signing]:
    """Yield the bylines that stand in the text or beside it, marked ones first."""
    where = zone(article)
    found = tuple(marked.signings(article, where, knowledge))
    yield from found
    taken = {signing.block for signing in found}
    lines = []
    for index in where.indices():
        block = article.blocks[index]
        if index in taken or not block.is_inside or not may_sign(block, _MANY):
            continue
        if not is_of_section(article, index, where):
            lines.append(_line(article, index, knowledge))
    signed = [line for line in lines if line is not None]
    # A list of articles has a byline for each of them, and none of them signs the list.
    if len(signed) <= _SIGNED:
        yield from signed
    elif not where.has_header:
        yield signed[0]
    yield from _dateline(article, knowledge)


def labels(article: Article, knowledge: Knowledge) -> Iterator[tuple[int, bool]]:
    """Yield the lines that only announce a name, and whether the next line is one."""
    known = words(knowledge).labels
    for index, block in enumerate(article.blocks):
        if block.is_inside and may_sign(block) and folded(block.prose.plain).rstrip(" :：") in known:
            reading = _announced(article, _after(article, index), knowledge)
            yield index, bool(reading.names)


def _announced(article: Article, index: int, knowledge: Knowledge) -> Reading:
    if index < 0 or len(article.blocks[index].prose.plain) > LONGEST:
        return Reading()
    reading = read(article.blocks[index].prose, knowledge, is_field=False, fewest=2)
    return Reading() if _left(reading, knowledge) else reading


def _after(article: Article, index: int) -> int:
    for following in range(index + 1, min(index + 4, len(article.blocks))):
        block = article.blocks[following]
        if block.kind in TEXT and block.prose.plain:
            return following
    return -1


def _line(article: Article, index: int, knowledge: Knowledge) -> Signing | None:
    block = article.blocks[index]
    by = words(knowledge)
    if folded(block.prose.plain).rstrip(" :：") in by.labels:
        following = _after(article, index)
        reading = _announced(article, following, knowledge)
        return _signing(following, article.blocks[following].prose, reading) if reading.names else None
    for prose in _segments(block.prose):
        lead = by.lead.match(prose.plain)
        is_announced = lead is not None and lead[0].rstrip().endswith((":", "：", "/"))
        reading = read(prose, knowledge, is_field=False, fewest=1 if is_announced else 2) if lead else Reading()
        if reading.names and not _left(reading, knowledge):
            return _signing(index, prose, reading)
    return _dated(index, block.prose, knowledge)


def _dated(index: int, line: Prose, knowledge: Knowledge) -> Signing | None:
    """ "04.02.2022 | 13:10 | Jane Roe", "Posted on 2 March 2019 by Jane Roe": a date and a name, nothing else."""
    if date_in(line.plain, knowledge) is None or len(line.plain) > LONGEST // 2:
        return None
    behind = _BEHIND_DATE.search(line.plain)
    pieces = [line.cut(behind.end(), len(line.plain))] if behind else list(_segments(line))[1:]
    left = [p for p in pieces if p.plain and date_in(p.plain, knowledge) is None and not _is_time(p)]
    if len(left) != 1 or not is_person(left[0].plain, names(knowledge)):
        return None
    return _signing(index, left[0], Reading((Name(left[0], "person"),)))


def _segments(prose: Prose) -> Iterator[Prose]:
    """Yield the line, then what stands between its bars and dots."""
    yield prose
    start = 0
    for match in (*_BAR.finditer(prose.plain), None):
        end = match.start() if match else len(prose.plain)
        if start or match:
            yield prose.cut(start, end)
        start = match.end() if match else end


def _left(reading: Reading, knowledge: Knowledge) -> bool:
    """Tell whether words are left that have no place in a byline; a date has."""
    return any(date_in(rest.plain, knowledge) is None and not _is_time(rest) for rest in reading.rest)


def _is_time(rest: Prose) -> bool:
    return bool(_TIME.match(rest.plain))


def _signing(index: int, prose: Prose, reading: Reading) -> Signing:
    return Signing("visible", f"line {index}", (Entry(prose, reading),), index)


@lru_cache(maxsize=8)
def _dateline_form(knowledge: Knowledge) -> re.Pattern[str]:
    agencies = one_of(knowledge.lists["bylines"]["agencies"])
    return lazily(rf"[^()\n.]{{0,50}}\((?i:({agencies}))\)\s{{0,2}}(?:[–—:-]|$)")


def _dateline(article: Article, knowledge: Knowledge) -> Iterator[Signing]:
    """ "NAIROBI (Reuters) - ..." at the head of the text, or "(dpa)" alone."""
    for index, block in enumerate(article.blocks[:40]):
        match = _dateline_form(knowledge).match(block.prose.plain)
        if match and block.is_inside and block.kind == "paragraph":
            prose = block.prose.cut(*match.span(1))
            yield _signing(index, prose, read(prose, knowledge, is_field=False))
            return
