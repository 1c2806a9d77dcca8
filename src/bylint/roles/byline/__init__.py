"""Who signs an article, in every place that says so."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from itertools import chain
from itertools import islice

from bylint.grammar.names import Names
from bylint.grammar.names import core
from bylint.grammar.names import names as name_words
from bylint.grammar.names import plain_id
from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.prose import joined
from bylint.model.prose import prose_at
from bylint.model.source import Span
from bylint.roles.byline import fields
from bylint.roles.byline import lines
from bylint.roles.byline.asked import asked
from bylint.roles.byline.asked import is_signable
from bylint.roles.byline.fields import Entry
from bylint.roles.byline.fields import Signing
from bylint.roles.byline.flaws import flaws
from bylint.roles.byline.names import Name
from bylint.roles.byline.names import printed
from bylint.roles.byline.shown import page_of
from bylint.roles.byline.signers import agreed
from bylint.roles.byline.signers import is_house
from bylint.roles.byline.signers import outlets
from bylint.roles.byline.signers import signers
from bylint.text.fold import bare
from bylint.text.fold import folded

_TAGS = ("meta", "microdata")
_MOST = 120
"""Bylines that are looked at."""


def parts(article: Article, knowledge: Knowledge) -> Iterator[Part]:
    """Yield the article itself, its bylines, each author in them, and labels that no name follows."""
    known = name_words(knowledge)
    everywhere = chain(fields.signings(article, knowledge), lines.signings(article, knowledge))
    found = tuple(islice(everywhere, _MOST))
    bare_labels = [index for index, is_named in lines.labels(article, knowledge) if not is_named]
    if "printed" in knowledge.settings and not _is_signed(found) and is_signable(article, knowledge, bare_labels):
        # Imported here: few sites say what their template prints.
        from bylint.roles.byline import template

        found = (*found, *template.signings(article, knowledge))
    houses = outlets(article, knowledge)
    claims = agreed(found, knowledge, houses)
    signing = frozenset(name.prose.span() for name in signers(found, known, houses, page_of(article)))
    for number, each in enumerate(found):
        yield from _byline(each, claims[number], known)
        for entry in each.entries:
            yield from _authors(article, each, entry, known, houses, signing)
    for span in islice(fields.empty(article, knowledge), _MOST):
        yield Part("label", prose_at(article.source.text, *span), span, "article", (Element("origin", "front-matter"),))
    for index in bare_labels:
        block = article.blocks[index]
        yield Part("label", block.prose, block.prose.span(), "article", (), index)
    yield from asked(article, knowledge, is_signed=_is_signed(found), labels=bare_labels)


def _is_signed(found: Iterable[Signing]) -> bool:
    return any(entry.reading.names for signing in found for entry in signing.entries)


def _byline(signing: Signing, claim: str, known: Names) -> Iterator[Part]:
    every = [name for entry in signing.entries for name in entry.reading.names]
    if not every:
        return
    prose = joined(entry.prose for entry in signing.entries)
    folded_names = sorted({about(name, known) for name in every})
    elements = [
        Element("origin", signing.origin),
        Element("names", "; ".join(folded_names)),
        Element("count", str(len(folded_names))),
    ]
    if claim:
        elements.append(Element("claim", claim))
    yield Part("byline", prose, prose.span(), "article", tuple(elements), signing.block)


def _authors(
    article: Article,
    signing: Signing,
    entry: Entry,
    known: Names,
    houses: frozenset[str],
    signing_spans: frozenset[Span],
) -> Iterator[Part]:
    for number, name in enumerate(entry.reading.names):
        who = about(name, known)
        # Tags for one machine and another repeat a name by design: no two of them are one place.
        place = f"{signing.place} {name.prose.span().start}" if signing.origin in _TAGS else signing.place
        is_body = name.kind == "body" or entry.is_body or is_house(printed(name), houses)
        elements = [
            Element("name", printed(name)),
            Element("origin", signing.origin),
            Element("kind", "organisation" if is_body else "person"),
            Element("place", f"{signing.origin} {place} {who}"),
        ]
        if name.prose.span() in signing_spans:
            elements.append(Element("signs", "yes"))
        if _is_filler(name, known):
            elements.append(Element("placeholder", "yes"))
        elif name.kind == "id":
            elements.append(Element("id", printed(name)))
        elements += flaws(article, signing, entry, number)
        elements += [Element("title", title.plain, title) for index, title in entry.reading.titles if index == number]
        elements += [Element(kind, prose.plain, prose) for kind, prose in entry.about]
        yield Part("author", name.prose, name.prose.span(), who, tuple(elements), signing.block)


def about(name: Name, known: Names) -> str:
    """Return what a name is compared by."""
    return plain_id(printed(name)) if name.kind == "id" else core(printed(name), known)


def _is_filler(name: Name, known: Names) -> bool:
    return folded(printed(name)) in known.placeholders or bare(printed(name)) in known.placeholders
