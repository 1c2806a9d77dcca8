"""Who signs, as the marks of a page say: class words, rel, and links to profiles."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from bylint.grammar.names import is_person
from bylint.grammar.names import names
from bylint.model.article import Article
from bylint.model.knowledge import Knowledge
from bylint.model.markup import Link
from bylint.roles.byline.fields import Entry
from bylint.roles.byline.fields import Signing
from bylint.roles.byline.names import read
from bylint.roles.byline.words import Words
from bylint.roles.byline.words import words
from bylint.roles.byline.zone import LONGEST
from bylint.roles.byline.zone import Zone
from bylint.roles.byline.zone import may_sign
from bylint.roles.byline.zone import may_sign_page

_BESIDE = 60
"""Letters that may stand beside a linked name in a byline."""
_GAP = 8
"""Blocks between two bylines of one article."""
_NEAREST, _OWN, _BOX = 8, 2, 3
"""Marks of a block that are not the page's; that are the element's own; that name a box."""


def signings(article: Article, where: Zone, knowledge: Knowledge) -> Iterator[Signing]:
    """Yield marked lines, then links in lines that are not marked, then names that head a box at the end."""
    links = tuple(_linked(article, where, knowledge))
    lines = tuple(_marked(article, where.near, where, knowledge))
    parted = _parted(article, links)
    lines = tuple(signing for signing in lines if signing.block not in parted)
    seen = {signing.block for signing in lines}
    near = (*lines, *(signing for signing in links if signing.block not in seen))
    yield from near if where.has_header else _together(near, where)
    if not near and not where.has_header:
        at_end = _marked(article, where.end, where, knowledge)
        yield from (each._replace(origin="boxed") for each in at_end if each.entries[0].reading.leads)
    yield from _boxed(article, where, knowledge)


def _parted(article: Article, links: Sequence[Signing]) -> frozenset[int]:
    """Return the blocks that hold pieces of a linked name: a page may mark first and last name apart."""
    found: list[int] = []
    for signing in links:
        span = signing.entries[0].prose.span()
        if len(article.blocks[signing.block].prose.plain) < len(signing.entries[0].prose.plain):
            found += [
                index
                for index in range(signing.block, min(signing.block + 4, len(article.blocks)))
                if span.start <= article.blocks[index].prose.span().start < span.end
            ]
    return frozenset(found)


def _together(near: Sequence[Signing], where: Zone) -> Iterator[Signing]:
    """Yield the bylines that stand together, from the headline on; those farther away sign other articles."""
    ordered = sorted(near, key=lambda signing: signing.block)
    below = [signing for signing in ordered if signing.block >= where.headline]
    last = -1
    for signing in below or ordered[:1]:
        if last >= 0 and signing.block > last + _GAP:
            return
        last = signing.block
        yield signing


def _marked(article: Article, blocks: Iterable[int], where: Zone, knowledge: Knowledge) -> Iterator[Signing]:
    by = words(knowledge)
    for index in blocks:
        block = article.blocks[index]
        if not _is_marked(block.marks, by) or not may_sign_page(block, where):
            continue
        reading = read(block.prose, knowledge, is_field=False, fewest=1 + where.has_header)
        if reading.names:
            yield Signing("marked", f"line {index}", (Entry(block.prose, reading),), index)


def _boxed(article: Article, where: Zone, knowledge: Knowledge) -> Iterator[Signing]:
    by, known = words(knowledge), names(knowledge)
    for index in where.end:
        block = article.blocks[index]
        is_box = block.kind in ("heading", "label") and by.marked.search(" ".join(block.marks[:_BOX]))
        if is_box and block.is_inside and may_sign(block) and is_person(block.prose.plain, known):
            reading = read(block.prose, knowledge, is_field=False)
            yield Signing("boxed", f"line {index}", (Entry(block.prose, reading),), index)


def _linked(article: Article, where: Zone, knowledge: Knowledge) -> Iterator[Signing]:
    """Yield links that say that they lead to the author."""
    by = words(knowledge)
    for number, link in enumerate(article.links):
        if link.block not in where.near or not _stands_alone(article, link, where):
            continue
        is_home = bool(by.profile.search(link.href.plain))
        is_author = "author" in (link.rel or ()) or _is_marked(link.marks, by)
        is_author = is_author or (not where.has_header and is_home and _is_led(article, link, by))
        if not is_author and (where.has_header or not _leads_home(link, knowledge)):
            continue
        is_account = is_home and is_author and not where.has_header
        is_sure = ("author" in (link.rel or ()) or is_account) and " " not in link.words.plain
        fewest = 1 if is_author and not where.has_header else 2
        reading = read(link.words, knowledge, is_field=is_sure, fewest=fewest)
        if reading.names and not reading.rest:
            yield Signing("marked", f"link {number}", (Entry(link.words, reading),), link.block)


def _stands_alone(article: Article, link: Link, where: Zone) -> bool:
    """Tell whether a link is its line; one in running text leads to a person the article speaks of."""
    block = article.blocks[link.block]
    letters = len(link.words.plain)
    return 0 < letters <= LONGEST and may_sign_page(block, where) and len(block.prose.plain) <= letters + _BESIDE


def _is_led(article: Article, link: Link, by: Words) -> bool:
    """Tell whether a lead word stands before a link, be it without a blank: "ByJane Roe"."""
    before, found, _ = article.blocks[link.block].prose.plain.partition(link.words.plain)
    return bool(found) and bool(by.lead.fullmatch(before))


def _leads_home(link: Link, knowledge: Knowledge) -> bool:
    return bool(words(knowledge).profile.search(link.href.plain)) and is_person(link.words.plain, names(knowledge))


def _is_marked(marks: Sequence[str], by: Words) -> bool:
    nearest = " ".join(marks[:_NEAREST])
    return bool(by.marked.search(nearest)) and not by.not_marked.search(" ".join(marks[:_OWN]))
