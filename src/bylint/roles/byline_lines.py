"""Who signs, as a reader of the page sees it, and as its marks say: class words, rel, and links to profiles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from itertools import islice
from typing import NamedTuple

from bylint.grammar import lexicon
from bylint.grammar.byline import BylineReading
from bylint.grammar.byline import is_credit
from bylint.grammar.byline import is_lead
from bylint.grammar.byline import is_of_work
from bylint.grammar.byline import lead_of
from bylint.grammar.byline import read_alone
from bylint.grammar.byline import read_byline
from bylint.grammar.byline import read_dated
from bylint.grammar.byline import read_dateline
from bylint.grammar.dates import date_in
from bylint.grammar.names import is_person
from bylint.grammar.names import names
from bylint.grammar.relation import named as bodies_named
from bylint.model.article import Article
from bylint.model.markup import Link
from bylint.model.prose import Prose
from bylint.model.prose import opening_lines
from bylint.model.world import Knowledge
from bylint.roles.blocks import TEXT
from bylint.roles.blocks import beside
from bylint.roles.byline_fields import LONGEST
from bylint.roles.byline_fields import BylineEntry
from bylint.roles.byline_fields import BylineSource
from bylint.roles.byline_fields import Zone
from bylint.roles.byline_fields import is_label
from bylint.roles.byline_fields import is_of_section
from bylint.roles.byline_fields import may_sign
from bylint.roles.byline_fields import may_sign_page
from bylint.roles.byline_fields import zone
from bylint.roles.people import is_paper
from bylint.text.files import flat
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.patterns import lazily
from bylint.text.patterns import one_of

_SIGNED_OFF, _QUOTES = lazily(r"[—–―-]{1,2}\s?([^\W\d][^\n|:]{3,50})"), "\"”“«»’'"
_BAR = lazily(r"\s[|•·–—/]\s|\n")
_HEAD, _PLACE = 40, 50
"""Blocks at the head of an article in which an agency is named; letters before it."""
_UNDER = 4
_SHORT = 40
_LIST = 5
"""Items before and behind one of a list that are looked at."""
_MANY = 600
"""Letters of the longest line that names many people."""
_SIGNED = 3
"""Lines that may sign one article."""
_BESIDE = 60
"""Letters that may stand beside a linked name in a byline."""
_GAP = 8
"""Blocks between two bylines of one article."""
_LONGEST, _TITLED, _TOLD = 100_000, 120, 5_000
"""Letters of a text that may begin with its byline; of a line of a title block; of text that may tell of somebody."""
_ARTICLE = 4
"""Letters of an article before the name of a body."""
_NEAREST, _OWN, _BOX = 8, 2, 3
"""Marks of a block that are not the page's; that are the element's own; that name a box."""


def on_page(article: Article, knowledge: Knowledge, named: frozenset[str]) -> Iterator[BylineSource]:
    """Yield the bylines that stand in the text or beside it, marked ones first.

    `named`: names, bare, of people who sign by the header or hidden data: they are known whatever their form.
    """
    where = zone(article)
    found = tuple(_on_marks(article, where, knowledge, named))
    yield from found
    taken = {byline.block for byline in found}
    lines = []
    for index in where.indices():
        block = article.blocks[index]
        if index in taken or not block.is_inside or is_of_section(article, index, where):
            continue
        line = None
        if may_sign_page(block, where, _MANY):
            line = _line(article, index, knowledge, named, is_page=not where.has_header)
        if line is None and index in where.near and block.kind == "paragraph" and may_sign(block, _LONGEST):
            line = _first_line(article, index, knowledge, named)
        lines.append(line)
    signed = [line for line in lines if line is not None]
    # A list of articles has a byline for each of them, and none of them signs the list.
    if len(signed) <= _SIGNED:
        yield from signed
    elif not where.has_header:
        yield signed[0]
    is_told_by_data = any(f.origin == "json-ld" and f.path[0] == "author" for f in article.fields if f.path)
    if not where.has_header and not is_told_by_data and not found and not signed:
        yield from islice(chain(_elsewhere(article, where, knowledge), _bare(article, where, knowledge)), 1)
    if not is_told_by_data and not found and not signed and not named:
        yield from islice(chain(_titled(article, where, knowledge), _alone(article, where, knowledge)), 1)
    yield from _dateline(article, knowledge)


def _elsewhere(article: Article, where: Zone, knowledge: Knowledge) -> Iterator[BylineSource]:
    """Yield lines anywhere in a page's article whose lead word leaves no doubt: "Author: Jane Roe", "Written by"."""
    for index in range(max(where.near.stop, 0), min(len(article.blocks), where.near.stop + _MANY)):
        block = article.blocks[index]
        lead = lead_of(block.prose.plain, knowledge) if block.is_inside and may_sign(block) else ""
        if lead and _is_clear(lead, is_page=True):
            line = _line(article, index, knowledge, frozenset())
            if line is not None:
                yield line._replace(origin="boxed")


def is_signed_unread(article: Article, knowledge: Knowledge) -> bool:
    """Tell whether a line says who wrote an article in a way that is not read: "Author: jroe", "作者：huangjj"."""
    for index in zone(article).near:
        block = article.blocks[index]
        plain = block.prose.plain
        if block.is_inside and len(plain) <= LONGEST // 2 and may_sign(block):
            lead = lead_of(plain, knowledge)
            is_led = _is_clear(lead, is_page=False) and bool(plain[len(lead) :].strip())
            if is_led or _is_by_one_of_us(plain, lead, knowledge):
                return True
    return False


def _is_by_one_of_us(line: str, lead: str, knowledge: Knowledge) -> bool:
    """Tell whether one of the house signs without a name: "From our correspondent in Nairobi", "By our staff"."""
    words = lexicon(knowledge).words
    first = folded(line[len(lead) :]).split(" ")[0]
    ours = any(folded(line).startswith(f"{our} ") for our in words["byline-from-our"])
    return bool(lead) and (ours or first in words["byline-our"])


def label_lines(article: Article, knowledge: Knowledge) -> Iterator[tuple[int, bool]]:
    """Yield the lines that only announce a name, and whether the next line is one."""
    for index, block in enumerate(article.blocks):
        if block.is_inside and may_sign(block) and is_label(block.prose.plain, knowledge):
            reading = _announced(article, _after(article, index), knowledge, frozenset())
            yield index, bool(reading.names)


def _announced(article: Article, index: int, knowledge: Knowledge, named: frozenset[str]) -> BylineReading:
    if index < 0 or len(article.blocks[index].prose.plain) > LONGEST:
        return BylineReading()
    reading = read_byline(article.blocks[index].prose, knowledge, is_field=False, fewest=2, named=named)
    return BylineReading() if reading.rest else reading


def _after(article: Article, index: int) -> int:
    for following in range(index + 1, min(index + 4, len(article.blocks))):
        block = article.blocks[following]
        if block.kind in TEXT and block.prose.plain:
            return following
    return -1


def _line(
    article: Article, index: int, knowledge: Knowledge, named: frozenset[str], *, is_page: bool = False
) -> BylineSource | None:
    block = article.blocks[index]
    if is_label(block.prose.plain, knowledge):
        following = _after(article, index)
        reading = _announced(article, following, knowledge, named)
        return _on_line(following, article.blocks[following].prose, reading) if reading.names else None
    for prose in _segments(block.prose):
        lead = lead_of(prose.plain, knowledge)
        if not lead:
            continue
        if _is_of_another(article, index, knowledge):
            return None
        fewest = 1 if _is_clear(lead, is_page=is_page) else 2
        reading = read_byline(prose, knowledge, is_field=False, fewest=fewest, named=named)
        if reading.names and not reading.rest:
            return _within_line(article, index, knowledge, named, reading) or _on_line(index, prose, reading)
    # In a source file an item of a list with a name and a date is somebody's comment or talk.
    is_item = block.kind == "item" and not is_page
    return None if is_item else _dated(index, block.prose, knowledge, named)


def _within_line(
    article: Article, index: int, knowledge: Knowledge, named: frozenset[str], reading: BylineReading
) -> BylineSource | None:
    """Return the byline on the first line where a name would go on in the next: "By Jane Roe / Professor, Example"."""
    first, *rest = opening_lines(article.source, article.blocks[index].prose)
    end = first.span().end
    if rest and any(name.prose.span().start < end < name.prose.span().end for name in reading.names):
        return _first_line(article, index, knowledge, named)
    return None


def _first_line(article: Article, index: int, knowledge: Knowledge, named: frozenset[str]) -> BylineSource | None:
    """Return the byline among the lines with which the text begins without a blank line between."""
    lines = opening_lines(article.source, article.blocks[index].prose)
    # The last line is the rest of the text, or "by Jane Roe" below the title of a text without markup.
    is_short = len(lines) > 1 and len(lines[-1].plain) <= _TITLED and not article.has_markup
    for line in lines if is_short else lines[:-1]:
        if len(line.plain) > LONGEST:
            return None
        if lead_of(line.plain, knowledge) and not is_credit(line.plain, knowledge):
            reading = read_byline(line, knowledge, is_field=False, fewest=2, named=named)
            if reading.names and not reading.rest:
                return _on_line(index, line, reading)
    return None


def _titled(article: Article, where: Zone, knowledge: Knowledge) -> Iterator[BylineSource]:
    """Yield the name that a title block sets beside a body without a lead word: "Jane Roe, World Bank", or on
    two lines "Jane Roe / Major, U.S. Army"; none where several stand so, or where the text tells of that person."""
    found = [each for each in (_title_block(article, index, where, knowledge) for index in where.near) if each]
    if len(found) == 1 and not _is_told_of(article, found[0]):
        yield found[0]


def _alone(article: Article, where: Zone, knowledge: Knowledge) -> Iterator[BylineSource]:
    """Yield the name before a paper's near the headline, "Jane Roe | Quay Review", then the one with which the text
    ends, "— Jane Roe", where no quotation stands above it and the text does not speak of that person."""
    known = names(knowledge)
    for index in where.near:
        block = article.blocks[index]
        name, bar, paper = block.prose.plain.partition(" | ")
        is_line = bool(bar) and block.is_inside and may_sign(block, _SHORT * 2) and "|" not in paper
        if is_line and is_person(name, known) and is_paper(paper.strip(), knowledge):
            yield from _named_alone(article, index, 0, len(name), knowledge)
    last = next((i for i in range(len(article.blocks) - 1, where.headline, -1) if article.blocks[i].prose.plain), -1)
    if last < 0 or _is_below_quote(article, last):
        return
    end = article.blocks[last]
    match = _SIGNED_OFF.fullmatch(end.prose.plain) if end.is_inside and may_sign(end, _SHORT) else None
    if match and end.kind == "paragraph":
        yield from _named_alone(article, last, match.start(1), match.end(1), knowledge)


def _named_alone(article: Article, index: int, start: int, end: int, knowledge: Knowledge) -> Iterator[BylineSource]:
    words = article.blocks[index].prose.cut(start, end)
    reading = (
        read_byline(words, knowledge, is_field=False, fewest=2) if is_person(words.plain, names(knowledge)) else None
    )
    if reading and len(reading.names) == 1 and reading.names[0].kind == "person" and not reading.rest:
        byline = _on_line(index, words, reading)
        yield from () if _is_told_of(article, byline) else (byline,)


def _is_below_quote(article: Article, index: int) -> bool:
    above = beside(article, index, -1)
    block = article.blocks[above] if above >= 0 else None
    return block is not None and ("quote" in block.within or bool(block.tone) or block.prose.plain[-1:] in _QUOTES)


def _title_block(article: Article, index: int, where: Zone, knowledge: Knowledge) -> BylineSource | None:
    block = article.blocks[index]
    if not block.is_inside or block.kind not in ("paragraph", "label") or not may_sign(block, _MANY):
        return None
    first, *rest = opening_lines(article.source, block.prose)
    is_under = 0 < index - where.headline <= _UNDER and where.headline >= 0
    is_line = len(first.plain) <= _TITLED and first.plain[0].isalpha() and first.plain[-1] not in ".:;?!"
    # What stands behind a picture may be its caption, behind a quotation its source.
    if not is_line or _is_behind_other(article, index):
        return None
    reading = read_byline(first, knowledge, is_field=False, fewest=2)
    if len(reading.names) != 1 or reading.names[0].kind != "person" or reading.leads or reading.rest or reading.helpers:
        return None
    if bare(reading.names[0].prose.plain).rsplit(" ", 1)[-1] in lexicon(knowledge).words["department-end"]:
        return None
    titles = [title for _, title in reading.titles]
    if not rest and not titles and is_under:
        rest = _body_below(article, index, knowledge)
    if rest and not titles and is_person(first.plain, names(knowledge)):
        titles = [line for line in rest if len(line.plain) <= _TITLED]
        is_under = is_under or len(titles) == len(rest)
    if len(titles) < len(rest) or not is_under or not any(bodies_named(title.plain, knowledge) for title in titles):
        return None
    return _on_line(index, first, reading._replace(titles=tuple((0, title) for title in titles)))


def _body_below(article: Article, index: int, knowledge: Knowledge) -> list[Prose]:
    """Return the next block, if it is the name of a body alone: "Jane Roe", then "Bank of England"."""
    below = beside(article, index, 1)
    following = article.blocks[below] if below >= 0 else None
    if following is None or following.kind not in ("paragraph", "label") or not may_sign(following, _SHORT * 2):
        return []
    plain = following.prose.plain
    is_body = any(body.start <= _ARTICLE and body.end == len(plain) for body in bodies_named(plain, knowledge))
    return [following.prose] if is_body else []


def _is_behind_other(article: Article, index: int) -> bool:
    """Tell whether a picture stands in or right before a block, or a quotation before it."""
    above = beside(article, index, -1)
    is_quoted = above >= 0 and "quote" in article.blocks[above].within and article.blocks[above].tone == ""
    return is_quoted or any(above <= image.block <= index and not image.is_in_header for image in article.images)


def _is_told_of(article: Article, byline: BylineSource) -> bool:
    """Tell whether the headline or the running text speaks of who seems to sign, as an interview and a report do."""
    surname = bare(byline.entries[0].reading.names[0].prose.plain).rsplit(" ", 1)[-1]
    whole = " ".join(block.prose.plain for at, block in enumerate(article.blocks) if at != byline.block)
    return surname in bare(whole[:_TOLD]).split()


def _is_of_another(article: Article, index: int, knowledge: Knowledge) -> bool:
    """Tell whether a line is of a list that tells of a book, or credits a picture."""
    block = article.blocks[index]
    if block.kind == "item":
        around = article.blocks[max(0, index - _LIST) : index + _LIST]
        if any(each.kind == "item" and is_of_work(each.prose.plain, knowledge) for each in around):
            return True
    return is_credit(block.prose.plain, knowledge)


def _is_clear(lead: str, *, is_page: bool) -> bool:
    """Tell whether a lead word may stand before one word alone: "Author: jroe"; on a page, "Posted by Jane" too."""
    return lead.rstrip().endswith((":", "：", "/")) or (is_page and len(lead.split()) > 1)


def _dated(index: int, line: Prose, knowledge: Knowledge, named: frozenset[str]) -> BylineSource | None:
    if date_in(line.plain, knowledge) is None or len(line.plain) > LONGEST // 2:
        return None
    reading = read_dated(line, knowledge, named)
    return _on_line(index, reading.names[0].prose, reading) if reading.names else None


def _segments(prose: Prose) -> Iterator[Prose]:
    """Yield the line, then what stands between its bars and dots."""
    yield prose
    start = 0
    for match in (*_BAR.finditer(prose.plain), None):
        end = match.start() if match else len(prose.plain)
        if start or match:
            yield prose.cut(start, end)
        start = match.end() if match else end


def _on_line(index: int, prose: Prose, reading: BylineReading) -> BylineSource:
    return BylineSource("visible", f"line {index}", (BylineEntry(prose, reading),), index)


def _bare(article: Article, where: Zone, knowledge: Knowledge) -> Iterator[BylineSource]:
    """Yield names that stand alone in italics, right under the headline or behind the text."""
    under = (
        range(where.headline + 1, min(where.headline + 1 + _UNDER, len(article.blocks))) if where.headline >= 0 else ()
    )
    for index in (*under, *where.end):
        block = article.blocks[index]
        if not block.is_inside or block.kind not in ("paragraph", "label") or not may_sign(block, _SHORT):
            continue
        reading = read_alone(block.prose, knowledge) if block.tone == "emphasis" else BylineReading()
        if reading.names:
            yield _on_line(index, reading.names[0].prose, reading)._replace(origin="boxed")


def _dateline(article: Article, knowledge: Knowledge) -> Iterator[BylineSource]:
    """Yield the agency at the head of the text."""
    for index, block in enumerate(article.blocks[:_HEAD]):
        if block.is_inside and block.kind == "paragraph" and block.prose.plain.find("(", 0, _PLACE + 1) >= 0:
            reading = read_dateline(block.prose, knowledge)
            if reading.names:
                yield _on_line(index, reading.names[0].prose, reading)
                return


class _AuthorMarks(NamedTuple):
    """Class words of an author's name and of what is none, and addresses of pages on authors."""

    marked: re.Pattern[str]
    not_marked: re.Pattern[str]
    profile: re.Pattern[str]


@lru_cache(maxsize=8)
def _marks(knowledge: Knowledge) -> _AuthorMarks:
    marks = knowledge.lists["bylines"]["marks"]
    return _AuthorMarks(*(_any(flat(marks[kind])) for kind in ("byline", "not", "link")))


def _any(forms: Sequence[str]) -> re.Pattern[str]:
    return lazily(lambda: one_of(forms))


def _on_marks(article: Article, where: Zone, knowledge: Knowledge, named: frozenset[str]) -> Iterator[BylineSource]:
    """Yield marked lines, then links in lines that are not marked, then names that head a box at the end."""
    links = tuple(_linked(article, where, knowledge))
    lines = tuple(_marked(article, where.near, where, knowledge, named))
    parted = _parted(article, links)
    lines = tuple(byline for byline in lines if byline.block not in parted)
    seen = {byline.block for byline in lines}
    near = (*lines, *(byline for byline in links if byline.block not in seen))
    yield from near if where.has_header else _together(near, where)
    if not near and not where.has_header:
        at_end = _marked(article, where.end, where, knowledge, named)
        yield from (each._replace(origin="boxed") for each in at_end if each.entries[0].reading.leads)
    yield from _boxed(article, where, knowledge)


def _parted(article: Article, links: Sequence[BylineSource]) -> frozenset[int]:
    """Return the blocks that hold pieces of a linked name: a page may mark first and last name apart."""
    found: list[int] = []
    for byline in links:
        span = byline.entries[0].prose.span()
        if len(article.blocks[byline.block].prose.plain) < len(byline.entries[0].prose.plain):
            found += [
                index
                for index in range(byline.block, min(byline.block + 4, len(article.blocks)))
                if span.start <= article.blocks[index].prose.span().start < span.end
            ]
    return frozenset(found)


def _together(near: Sequence[BylineSource], where: Zone) -> Iterator[BylineSource]:
    """Yield the bylines that stand together, from the headline on; those farther away sign other articles."""
    ordered = sorted(near, key=lambda byline: byline.block)
    below = [byline for byline in ordered if byline.block >= where.headline]
    last = -1
    for byline in below or ordered[:1]:
        if last >= 0 and byline.block > last + _GAP:
            return
        last = byline.block
        yield byline


def _marked(
    article: Article, blocks: Iterable[int], where: Zone, knowledge: Knowledge, named: frozenset[str]
) -> Iterator[BylineSource]:
    by = _marks(knowledge)
    for index in blocks:
        block = article.blocks[index]
        if not _is_marked(block.marks, by) or not may_sign_page(block, where):
            continue
        reading = read_byline(block.prose, knowledge, is_field=False, fewest=1 + where.has_header, named=named)
        if reading.names and not _is_of_places(reading, knowledge):
            yield BylineSource("marked", f"line {index}", (BylineEntry(block.prose, reading),), index)


def _is_of_places(reading: BylineReading, knowledge: Knowledge) -> bool:
    """Tell whether a line says where somebody works: a body that is no agency, and words that are no whole name:
    "Example University, Kendal, Cumbria"."""
    first, *others = reading.names
    if reading.leads or not others or first.kind != "body":
        return False
    is_agency = folded(first.prose.plain) in names(knowledge).agencies
    return not is_agency and not any(name.kind == "person" and " " in name.prose.plain for name in others)


def _boxed(article: Article, where: Zone, knowledge: Knowledge) -> Iterator[BylineSource]:
    by, known = _marks(knowledge), names(knowledge)
    for index in where.end:
        block = article.blocks[index]
        is_box = block.kind in ("heading", "label") and by.marked.search(" ".join(block.marks[:_BOX]))
        if is_box and block.is_inside and may_sign(block) and is_person(block.prose.plain, known):
            reading = read_byline(block.prose, knowledge, is_field=False)
            yield BylineSource("boxed", f"line {index}", (BylineEntry(block.prose, reading),), index)


def _linked(article: Article, where: Zone, knowledge: Knowledge) -> Iterator[BylineSource]:
    """Yield links that say that they lead to the author."""
    by = _marks(knowledge)
    for number, link in enumerate(article.links):
        if link.block not in where.near or not _stands_alone(article, link, where):
            continue
        is_home = bool(by.profile.search(link.href.plain))
        is_author = "author" in (link.rel or ()) or _is_marked(link.marks, by)
        is_author = is_author or (not where.has_header and is_home and _is_led(article, link, knowledge))
        if not is_author and (where.has_header or not _leads_home(link, knowledge)):
            continue
        is_account = is_home and is_author and not where.has_header
        is_sure = ("author" in (link.rel or ()) or is_account) and " " not in link.words.plain
        fewest = 1 if is_author and not where.has_header else 2
        reading = read_byline(link.words, knowledge, is_field=is_sure, fewest=fewest)
        if reading.names and not reading.rest:
            yield BylineSource("marked", f"link {number}", (BylineEntry(link.words, reading),), link.block)


def _stands_alone(article: Article, link: Link, where: Zone) -> bool:
    """Tell whether a link is its line; one in running text leads to a person the article speaks of."""
    block = article.blocks[link.block]
    letters = len(link.words.plain)
    return 0 < letters <= LONGEST and may_sign_page(block, where) and len(block.prose.plain) <= letters + _BESIDE


def _is_led(article: Article, link: Link, knowledge: Knowledge) -> bool:
    """Tell whether a lead word stands before a link, be it without a blank: "ByJane Roe"."""
    before, found, _ = article.blocks[link.block].prose.plain.partition(link.words.plain)
    return bool(found) and is_lead(before, knowledge)


def _leads_home(link: Link, knowledge: Knowledge) -> bool:
    return bool(_marks(knowledge).profile.search(link.href.plain)) and is_person(link.words.plain, names(knowledge))


def _is_marked(marks: Sequence[str], by: _AuthorMarks) -> bool:
    nearest = " ".join(marks[:_NEAREST])
    return bool(by.marked.search(nearest)) and not by.not_marked.search(" ".join(marks[:_OWN]))
