"""Paid links of an article, and what it says about them."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Link
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.source import Span
from bylint.roles.commerce.disclosures import LOOSE
from bylint.roles.commerce.disclosures import Disclosure
from bylint.roles.commerce.disclosures import disclosures
from bylint.roles.commerce.disclosures import may_hold_links
from bylint.roles.commerce.disclosures import may_print
from bylint.roles.commerce.disclosures import noted_blocks
from bylint.roles.commerce.networks import is_perhaps_paid
from bylint.roles.commerce.networks import network_of

# Words of which a disclosure has one; where pictures and shortcodes keep the address they lead to.
_WORDS = ("affili", "afili", "commission", "provision", "comisi", "comiss")
_ADDRESSES = ("link", "href", "linkurl", "link-url", "attrlink", "url")


def parts(article: Article, knowledge: Knowledge) -> Iterator[Part]:
    """Yield the links of an article, and its sentences on affiliate links."""
    links = (*_links(article), *_picture_links(article))
    paid = [(link, name) for link in links if (name := network_of(link.href.plain, link.rel, knowledge))]
    said = tuple(disclosures(article, knowledge)) if paid or _speaks_of_links(article) else ()
    names = {link.span: name for link, name in paid}
    noted = noted_blocks(article, knowledge) if paid else frozenset()
    is_printed = bool(paid) and may_print(article, knowledge)
    for link in links:
        network = names.get(link.span, "")
        elements = (*_rel(link), *_payment(link, network, said, is_noted=is_printed or link.block in noted))
        yield Part("link", link.words, link.span, f"link:{link.span.start}", elements, link.block)
    first = min((link.span for link, _ in paid), default=None)
    is_needless = not paid and not _may_pay(article, links, knowledge)
    for disclosure in said:
        if disclosure.is_inside and disclosure.kind != LOOSE:
            yield _disclosure(disclosure, first, is_needless=is_needless)


def _links(article: Article) -> tuple[Link, ...]:
    return tuple(link for link in article.links if link.is_inside)


def _picture_links(article: Article) -> Iterator[Link]:
    for image in article.images:
        for name, prose in image.fields:
            if image.is_inside and name in _ADDRESSES and "//" in prose.plain[:8]:
                yield Link(prose, prose, prose.span(), None, image.block)


def _rel(link: Link) -> Iterator[Element]:
    yield Element("href", link.href.plain, link.href)
    if link.rel is not None:
        yield Element("carries-rel", "yes")
        yield Element("rel", " ".join(link.rel))
        if not {"sponsored", "nofollow"}.isdisjoint(link.rel):
            yield Element("qualified", "yes")


def _payment(link: Link, network: str, said: Sequence[Disclosure], *, is_noted: bool) -> Iterator[Element]:
    if not network:
        return
    yield Element("affiliate", network)
    if is_noted or any(one.prose.span() < link.span or one.block == link.block >= 0 for one in said):
        yield Element("disclosed", "yes")
        return
    late = next((one for one in said if one.kind != LOOSE and one.is_inside), None)
    if late:
        yield Element("disclosed too late", late.prose.plain, late.prose)


def _disclosure(disclosure: Disclosure, first: Span | None, *, is_needless: bool) -> Part:
    elements = [Element("text", disclosure.prose.plain)]
    if first is not None and disclosure.prose.span() < first:
        elements.append(Element("before-links", "yes"))
    if is_needless and disclosure.kind == "here":
        elements.append(Element("needless", "yes"))
    prose = disclosure.prose
    return Part("disclosure", prose, prose.span(), "disclosure", tuple(elements), disclosure.block)


def _speaks_of_links(article: Article) -> bool:
    text = article.source.text.casefold()
    return any(
        word in text for word in ("affiliate", "commission", "provision", "affili", "afiliad", "comisi", "comiss")
    )


def _may_pay(article: Article, links: Sequence[Link], knowledge: Knowledge) -> bool:
    if may_hold_links(article, knowledge):
        return True
    return any((link.rel and "sponsored" in link.rel) or is_perhaps_paid(link.href.plain, knowledge) for link in links)
