"""Who signs, as a reader of the page sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache

from bylint.model.article import Article
from bylint.model.article import Block
from bylint.model.knowledge import Knowledge
from bylint.model.prose import Prose
from bylint.roles.byline.fields import Entry
from bylint.roles.byline.fields import Signing
from bylint.roles.byline.names import Name
from bylint.roles.byline.names import Reading
from bylint.roles.byline.names import read
from bylint.roles.byline.words import Words
from bylint.roles.byline.words import words
from bylint.roles.dates import date_in
from bylint.roles.naming import is_person
from bylint.roles.naming import names
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.lazy import lazily

_TEXT = ("heading", "paragraph", "item", "label", "term")
_NOT = frozenset(("quote", "table", "figure", "code", "nav", "form"))
_BAR = lazily(r"\s[|•·–—/]\s|\n")
_BEHIND_DATE = lazily(r"\d,?\s(?:by|von|par|por|door|av|di)\s", re.IGNORECASE)
_LONG = 220
_LONGEST = 180
"""Letters of the longest line that may be a byline."""
_EARLY = 3
"""Paragraphs of running text before which a byline stands."""
_ABOVE, _BELOW, _REACH = 8, 16, 60
_SIGNED = 3
"""Lines that may sign one article."""
_BESIDE = 60
"""Letters that may stand beside a linked name in a byline."""
_NEAREST = 8
"""Marks of a block that are its own and not the page's."""


def signings(article: Article, knowledge: Knowledge) -> Iterator[Signing]:
    """Yield the bylines that stand in the text or beside it, marked ones first."""
    near = _near(article)
    marked = tuple(_marked(article, near, knowledge))
    seen = {signing.block for signing in marked}
    found = [*marked, *(signing for signing in _linked(article, near, knowledge) if signing.block not in seen)]
    yield from found
    taken = {signing.block for signing in found}
    lines = [
        signing
        for index in (*near, *_end(article))
        if index not in taken and _may_sign(article.blocks[index]) and not _is_of_section(article, index)
        if (signing := _line(article, index, knowledge))
    ]
    # A list of articles has a byline for each of them, and none of them signs the list.
    if len(lines) <= _SIGNED:
        yield from lines
    elif not _has_header(article):
        yield lines[0]
    yield from _dateline(article, knowledge)


def _has_header(article: Article) -> bool:
    return article.format != "html" or any(field.origin == "front-matter" for field in article.fields)


def _is_of_section(article: Article, index: int) -> bool:
    """Tell whether a line stands right under a heading other than the headline: it signs that section alone."""
    if index == 0 or not _has_header(article) or article.blocks[index].kind == "heading":
        return False
    before = article.blocks[index - 1]
    return before.kind == "heading" and all(part.block != index - 1 for part in article.each("headline"))


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


def _near(article: Article) -> range:
    """Return the blocks around the headline and before the text is well under way."""
    running, most = (_LONG, _EARLY) if article.format == "html" else (_LONG // 2, 1)
    headline = _headline(article)
    start = headline - _ABOVE if headline >= _ABOVE else 0
    seen = 0
    for index in range(max(headline, 0), len(article.blocks)):
        block = article.blocks[index]
        seen += block.is_inside and len(block.prose.plain) > running
        if seen > most or (headline >= 0 and index > headline + _REACH):
            return range(start, index)
    return range(start, len(article.blocks))


def _headline(article: Article) -> int:
    """Return the block of the headline, even where the header of the file is what names it."""
    part = next(iter(article.each("headline")), None)
    if part is None or part.block >= 0:
        return part.block if part else -1
    words = bare(part.prose.plain)
    same = (i for i, b in enumerate(article.blocks) if b.is_inside and b.prose.plain and bare(b.prose.plain) in words)
    return next((i for i in same if len(article.blocks[i].prose.plain) > len(words) // 2), -1)


def _end(article: Article) -> range:
    """Return the blocks after the last running text."""
    near = _near(article)
    long = [i for i, b in enumerate(article.blocks) if b.is_inside and len(b.prose.plain) > _LONG]
    last = long[-1] + 1 if long else 0
    return range(max(last, near.stop), min(len(article.blocks), last + _BELOW))


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
    for prose in _segments(block.prose):
        lead = by.lead.match(prose.plain)
        is_announced = lead is not None and lead[0].rstrip().endswith((":", "：", "/"))
        reading = read(prose, knowledge, is_field=False, fewest=1 if is_announced else 2) if lead else Reading()
        if reading.names and not _left(reading, knowledge):
            return _signing(index, prose, reading)
    return _dated(index, block.prose, knowledge)


def _dated(index: int, line: Prose, knowledge: Knowledge) -> Signing | None:
    """ "04.02.2022 | 13:10 | Jane Roe", "Posted on 2 March 2019 by Jane Roe": a date and a name, nothing else."""
    if date_in(line.plain, knowledge) is None or len(line.plain) > _LONGEST // 2:
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
    return bool(re.match(r"\d{1,2}[.:h]\d\d|\d{1,3} ?min", rest.plain))


def _signing(index: int, prose: Prose, reading: Reading) -> Signing:
    return Signing("visible", f"line {index}", (Entry(prose, reading),), index)


def _marked(article: Article, near: range, knowledge: Knowledge) -> Iterator[Signing]:
    by = words(knowledge)
    for index in near:
        block = article.blocks[index]
        if not _is_marked(block.marks, by) or not _may_sign(block._replace(is_inside=True)):
            continue
        reading = read(block.prose, knowledge, is_field=False, fewest=1 + _has_header(article))
        if reading.names:
            yield Signing("marked", f"line {index}", (Entry(block.prose, reading),), index)
    for index in _end(article):
        block = article.blocks[index]
        is_boxed = block.kind in ("heading", "label") and by.marked.search(" ".join(block.marks[:3]))
        if is_boxed and is_person(block.prose.plain, names(knowledge)) and _may_sign(block):
            yield Signing(
                "boxed", f"line {index}", (Entry(block.prose, read(block.prose, knowledge, is_field=False)),), index
            )


def _is_marked(marks: Sequence[str], by: Words) -> bool:
    nearest = " ".join(marks[:_NEAREST])
    return bool(by.marked.search(nearest)) and not by.not_marked.search(" ".join(marks[:2]))


def _linked(article: Article, near: range, knowledge: Knowledge) -> Iterator[Signing]:
    """Yield links that say that they lead to the author."""
    by, known = words(knowledge), names(knowledge)
    has_header = _has_header(article)
    for number, link in enumerate(article.links):
        if link.block not in near or not 0 < len(link.words.plain) <= _LONGEST:
            continue
        # A link in running text leads to a person the article speaks of.
        if len(article.blocks[link.block].prose.plain) > len(link.words.plain) + _BESIDE:
            continue
        is_author = "author" in (link.rel or ()) or _is_marked(link.marks, by)
        leads_home = not has_header and by.profile.search(link.href.plain) and is_person(link.words.plain, known)
        if not (is_author or leads_home) or not _may_sign(article.blocks[link.block]._replace(is_inside=True)):
            continue
        is_sure = "author" in (link.rel or ()) and " " not in link.words.plain
        reading = read(link.words, knowledge, is_field=is_sure, fewest=1 if is_author and not has_header else 2)
        if reading.names and not reading.rest:
            yield Signing("marked", f"link {number}", (Entry(link.words, reading),), link.block)


@lru_cache(maxsize=8)
def _dateline_form(knowledge: Knowledge) -> re.Pattern[str]:
    agencies = "|".join(sorted(map(re.escape, knowledge.lists["bylines"]["agencies"]), key=len, reverse=True))
    return lazily(rf"[^()\n.]{{0,50}}\((?i:({agencies}))\)\s{{0,2}}(?:[–—:-]|$)")


def _dateline(article: Article, knowledge: Knowledge) -> Iterator[Signing]:
    """ "NAIROBI (Reuters) - ..." at the head of the text, or "(dpa)" alone."""
    for index, block in enumerate(article.blocks[:40]):
        match = _dateline_form(knowledge).match(block.prose.plain)
        if match and block.is_inside and block.kind == "paragraph":
            prose = block.prose.cut(*match.span(1))
            yield _signing(index, prose, read(prose, knowledge, is_field=False))
            return
