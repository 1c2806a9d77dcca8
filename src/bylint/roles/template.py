"""What a site's template prints, or may print: who signs, pictures, and sentences that are not in the file."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.grammar.byline import read_byline
from bylint.model.article import Article
from bylint.model.parts import AdSlot
from bylint.model.parts import Picture
from bylint.model.parts_people import Duty
from bylint.model.parts_people import Headline
from bylint.model.parts_people import TemplateCall
from bylint.model.parts_people import WholeArticle
from bylint.model.prose import Prose
from bylint.model.source import Span
from bylint.model.world import Knowledge
from bylint.roles.byline_fields import BylineEntry
from bylint.roles.byline_fields import BylineSource
from bylint.roles.site import call_words
from bylint.roles.site import printed_authors
from bylint.roles.site import template_calls
from bylint.text.patterns import lazily

_HUMP = lazily(r"(?<=[a-z])(?=[A-Z])")
_WORD = lazily(r"[A-Za-z]+")


def in_template(article: Article, knowledge: Knowledge) -> Iterator[BylineSource]:
    """Yield the byline that the template prints; its place is that of the headline."""
    authors = printed_authors(article, knowledge)
    headline = article.parts.first(Headline)
    if authors:
        at = headline.span if headline else Span(0, 0)
        proses = (Prose(" ".join(name.split()), (0,), (at.start,), (at.end,)) for name in authors)
        entries = (BylineEntry(prose, read_byline(prose, knowledge, is_field=True), is_listed=True) for prose in proses)
        yield BylineSource("printed", "template", tuple(entries))


def find(article: Article, knowledge: Knowledge) -> Iterator[TemplateCall]:
    """Yield what may hold pictures and was not read as one, and what may print a byline, a disclaimer or a credit
    that is missing otherwise."""
    credited = tuple(_credits(article, knowledge))
    spans = frozenset(call.span for call in credited)
    yield from (call for call in _pictures(article, knowledge) if call.span not in spans)
    yield from credited
    whole = article.parts.first(WholeArticle)
    if whole and whole.may_be_signed:
        for prose in template_calls("author", article, knowledge):
            yield TemplateCall(prose, prose.span(), "article", "the byline, which")
    if any(duty.answer == "template" for duty in article.parts.of(Duty)):
        for prose in template_calls("disclaimer", article, knowledge):
            yield TemplateCall(prose, prose.span(), "disclaimer", "a disclaimer, which")


def _pictures(article: Article, knowledge: Knowledge) -> Iterator[TemplateCall]:
    pictures = call_words("pictures", knowledge)
    known = {image.span for image in article.images}
    slots = {slot.span for slot in article.parts.of(AdSlot)}
    for block in article.blocks:
        is_closing = block.name.startswith(("/", "end"))
        if block.kind != "shortcode" or is_closing or block.span in known or block.span in slots:
            continue
        words = (word.lower() for word in _WORD.findall(_HUMP.sub("-", block.name)))
        if not pictures.isdisjoint(words):
            yield TemplateCall(block.prose, block.span, "", "pictures, whose credits")


def _credits(article: Article, knowledge: Knowledge) -> Iterator[TemplateCall]:
    """Yield what may print the credit of the picture before it, where that has none."""
    images = [picture for picture in article.parts.of(Picture) if not picture.is_credited]
    for prose in template_calls("credit", article, knowledge) if images else ():
        start = prose.span().start
        before = [image for image in images if image.span.start < start]
        if before:
            about = max(before, key=lambda image: image.span.start).about
            yield TemplateCall(prose, prose.span(), about, "a credit, which")
