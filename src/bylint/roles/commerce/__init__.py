"""Paid links of an article, and what it says about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Link
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.prose import Prose
from bylint.model.source import Span
from bylint.roles.advertising.signals import host_of
from bylint.roles.advertising.site import site_of
from bylint.roles.advertising.vocabulary import Marks
from bylint.roles.advertising.vocabulary import has_mark
from bylint.roles.advertising.vocabulary import marks
from bylint.roles.commerce.disclosures import LOOSE
from bylint.roles.commerce.disclosures import Disclosure
from bylint.roles.commerce.disclosures import disclosures
from bylint.roles.commerce.disclosures import labelled_blocks
from bylint.roles.commerce.disclosures import may_hold_links
from bylint.roles.commerce.disclosures import may_print
from bylint.roles.commerce.disclosures import names_associate
from bylint.roles.commerce.disclosures import noted_blocks
from bylint.roles.commerce.networks import is_perhaps_paid
from bylint.roles.commerce.networks import network_of
from bylint.roles.commerce.tracking import tracking
from bylint.text.lazy import lazily

_STAR = lazily(r"\*|\bstern|\bstar|\bast[eé]risk|\bast[eé]risque", re.IGNORECASE)
_AFTER = lazily(r"(?:</\w{1,8}>|<sup>|\\|\s|&nbsp;|\()*[*＊]")
# Where pictures and shortcodes keep the address they lead to.
_ADDRESSES = ("link", "href", "linkurl", "link-url", "attrlink", "url")
_NEVER = 1 << 60


class Told(NamedTuple):
    """Where a page speaks of its paid links: from `first` on, in the `blocks` of links, by a star."""

    first: int = _NEVER
    blocks: frozenset[int] | set[int] = frozenset()
    is_starred: bool = False
    late: Prose | None = None
    is_associate: bool = False
    ad_marks: Marks = Marks()


NOTHING = Told()


def parts(article: Article, knowledge: Knowledge) -> Iterator[Part]:
    """Yield the links of an article, and its sentences on affiliate links."""
    links = (*_links(article), *_picture_links(article))
    paid = {link.span: name for link in links if (name := network_of(link.href.plain, link.rel, knowledge))}
    said = tuple(disclosures(article, knowledge))
    told = _told(article, knowledge, said) if paid else NOTHING
    site, sponsors = site_of(knowledge), _sponsors(article)
    for link in links:
        elements = (
            *_rel(link, is_qualified=site.qualifies),
            *_payment(article, link, paid.get(link.span, ""), told),
            *_sponsor(link, sponsors),
            *tracking(link.href, knowledge),
        )
        yield Part("link", link.words, link.span, f"link:{link.span.start}", elements, link.block)
    is_needless = bool(said) and not paid and not _may_pay(article, links, knowledge)
    for disclosure in said:
        if disclosure.is_inside and disclosure.kind != LOOSE:
            yield _disclosure(disclosure, min(paid, default=None), is_needless=is_needless)


def _links(article: Article) -> tuple[Link, ...]:
    return tuple(link for link in article.links if link.is_inside)


def _picture_links(article: Article) -> Iterator[Link]:
    for image in article.images:
        for name, prose in image.fields:
            if image.is_inside and name in _ADDRESSES and "//" in prose.plain[:8]:
                yield Link(prose, prose, prose.span(), None, image.block)


def _told(article: Article, knowledge: Knowledge, said: Sequence[Disclosure]) -> Told:
    blocks = {one.block for one in said}
    # "We earn a commission from this link" stands below it.
    blocks |= {one.block - step for one in said if one.is_on_link for step in (1, 2, 3)}
    return Told(
        first=0
        if site_of(knowledge).discloses or may_print(article, knowledge)
        else min((one.prose.span().start for one in said), default=_NEVER),
        blocks=noted_blocks(article, knowledge) | labelled_blocks(article, knowledge) | blocks,
        is_starred=any(_STAR.search(one.prose.plain) for one in said),
        ad_marks=marks(knowledge, "slots"),
        is_associate=any(names_associate(one.prose.plain, knowledge) for one in said),
        late=next((one.prose for one in said if one.kind != LOOSE and one.is_inside), None),
    )


def _rel(link: Link, *, is_qualified: bool) -> Iterator[Element]:
    yield Element("href", link.href.plain, link.href)
    if link.rel is not None:
        yield Element("carries-rel", "yes")
        yield Element("rel", " ".join(link.rel))
        if is_qualified or not {"sponsored", "nofollow"}.isdisjoint(link.rel):
            yield Element("qualified", "yes")


def _payment(article: Article, link: Link, network: str, told: Told) -> Iterator[Element]:
    if not network:
        return
    yield Element("affiliate", network)
    if told.is_associate:
        yield Element("associate", "yes")
    is_starred = told.is_starred and _has_star(article, link)
    # What rel says, it says to search engines.
    is_marked = has_mark(set(link.marks).difference(link.rel or ()), told.ad_marks)
    if told.first < link.span.start or link.block in told.blocks or is_starred or is_marked:
        yield Element("disclosed", "yes")
    elif told.late:
        yield Element("disclosed too late", told.late.plain, told.late)


def _sponsors(article: Article) -> dict[str, str]:
    """Return the sponsors of the article by their hosts."""
    found = {}
    for part in article.each("paid"):
        name = part.words("sponsor") or "the sponsor"
        found.update({element.words: name for element in part.elements if element.name == "host"})
    return found


def _sponsor(link: Link, sponsors: dict[str, str]) -> Iterator[Element]:
    host = host_of(link.href.plain) if sponsors else ""
    for known, name in sponsors.items():
        if host == known or host.endswith(f".{known}"):
            yield Element("sponsor", name)


def _has_star(article: Article, link: Link) -> bool:
    """Tell whether a link bears the star that a note on the page explains."""
    after = article.source.text[link.span.end : link.span.end + 40]
    return link.words.plain.endswith("*") or bool(_AFTER.match(after))


def _disclosure(disclosure: Disclosure, first: Span | None, *, is_needless: bool) -> Part:
    elements = [Element("text", disclosure.prose.plain)]
    if first is not None and disclosure.prose.span() < first:
        elements.append(Element("before-links", "yes"))
    if is_needless and disclosure.kind == "here":
        elements.append(Element("needless", "yes"))
    prose = disclosure.prose
    return Part("disclosure", prose, prose.span(), "disclosure", tuple(elements), disclosure.block)


def _may_pay(article: Article, links: Sequence[Link], knowledge: Knowledge) -> bool:
    if may_hold_links(article, knowledge):
        return True
    return any((link.rel and "sponsored" in link.rel) or is_perhaps_paid(link.href.plain, knowledge) for link in links)
