"""Who signs, as a reader of the page sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from itertools import islice

from bylint.grammar.dates import date_in
from bylint.grammar.names import is_person
from bylint.grammar.names import names
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
from bylint.roles.byline.zone import Zone
from bylint.roles.byline.zone import is_of_section
from bylint.roles.byline.zone import may_sign
from bylint.roles.byline.zone import may_sign_page
from bylint.roles.byline.zone import zone
from bylint.text.choices import one_of
from bylint.text.fold import folded
from bylint.text.lazy import lazily

_BAR = lazily(r"\s[|•·–—/]\s|\n")
_BEHIND_DATE = lazily(r"\d,?\s(?:by|von|par|por|door|av|di)\s", re.IGNORECASE)
_DATE_THEN_NAME = lazily(r"(?:[^\W\d]{2,12},? )?\d{1,2}[. ]{1,2}[^\W\d]{3,12} (?:19|20)\d\d (.{4,40}?)(?: \d{1,3})?")
_TIME = lazily(r"\d{1,2}[.:h]\d\d|\d{1,3} ?min")
_AGENCY = lazily(r"\s?[/(][A-Za-z-]{2,8}\)?$")
_UNDER = 4
_SHORT = 40
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
        if index in taken or not block.is_inside or not may_sign_page(block, where, _MANY):
            continue
        if not is_of_section(article, index, where):
            lines.append(_line(article, index, knowledge, is_page=not where.has_header))
    signed = [line for line in lines if line is not None]
    # A list of articles has a byline for each of them, and none of them signs the list.
    if len(signed) <= _SIGNED:
        yield from signed
    elif not where.has_header:
        yield signed[0]
    is_told = where.has_header or any(f.origin == "json-ld" and f.path[0] == "author" for f in article.fields if f.path)
    if not is_told and not found and not signed:
        yield from islice(chain(_elsewhere(article, where, knowledge), _bare(article, where, knowledge)), 1)
    yield from _dateline(article, knowledge)


def _elsewhere(article: Article, where: Zone, knowledge: Knowledge) -> Iterator[Signing]:
    """Yield lines anywhere in a page's article whose lead word leaves no doubt: "Author: Jane Roe", "Written by"."""
    lead = words(knowledge).lead
    for index in range(max(where.near.stop, 0), min(len(article.blocks), where.near.stop + _MANY)):
        block = article.blocks[index]
        announced = lead.match(block.prose.plain) if block.is_inside and may_sign(block) else None
        if announced and _is_clear(announced[0], is_page=True):
            line = _line(article, index, knowledge)
            if line is not None:
                yield line._replace(origin="boxed")


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


def _line(article: Article, index: int, knowledge: Knowledge, *, is_page: bool = False) -> Signing | None:
    block = article.blocks[index]
    by = words(knowledge)
    if folded(block.prose.plain).rstrip(" :：") in by.labels:
        following = _after(article, index)
        reading = _announced(article, following, knowledge)
        return _signing(following, article.blocks[following].prose, reading) if reading.names else None
    for prose in _segments(block.prose):
        lead = by.lead.match(prose.plain)
        is_announced = lead is not None and _is_clear(lead[0], is_page=is_page)
        reading = read(prose, knowledge, is_field=False, fewest=1 if is_announced else 2) if lead else Reading()
        if reading.names and not _left(reading, knowledge):
            return _signing(index, prose, reading)
    return _dated(index, block.prose, knowledge)


def _is_clear(lead: str, *, is_page: bool) -> bool:
    """Tell whether a lead word may stand before one word alone: "Author: jroe"; on a page, "Posted by Jane" too."""
    return lead.rstrip().endswith((":", "：", "/")) or (is_page and len(lead.split()) > 1)


def _dated(index: int, line: Prose, knowledge: Knowledge) -> Signing | None:
    """ "04.02.2022 | 13:10 | Jane Roe", "Posted on 2 March 2019 by Jane Roe": a date and a name, nothing else."""
    if date_in(line.plain, knowledge) is None or len(line.plain) > LONGEST // 2:
        return None
    whole = _DATE_THEN_NAME.fullmatch(line.plain)
    if whole and is_person(whole[1], names(knowledge)):
        name = line.cut(*whole.span(1))
        return _signing(index, name, Reading((Name(name, "person"),)))
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


def _bare(article: Article, where: Zone, knowledge: Knowledge) -> Iterator[Signing]:
    """Yield names that stand alone in italics, right under the headline or behind the text."""
    under = (
        range(where.headline + 1, min(where.headline + 1 + _UNDER, len(article.blocks))) if where.headline >= 0 else ()
    )
    for index in (*under, *where.end):
        block = article.blocks[index]
        prose = block.prose
        cut = _AGENCY.search(prose.plain)
        prose = prose.cut(0, cut.start()) if cut else prose
        if not block.is_inside or block.kind not in ("paragraph", "label") or not may_sign(block, _SHORT):
            continue
        if block.tone == "emphasis" and is_person(prose.plain, names(knowledge)):
            yield _signing(index, prose, Reading((Name(prose, "person"),)))._replace(origin="boxed")


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
