"""Template code that may print a picture, a name or a sentence, and cannot be looked into."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.parts_pictures import Picture
from bylint.roles.called import called
from bylint.text.lazy import lazily

_PICTURE = lazily(
    r"(?<![a-z]) (?:fig(?:ure)?s? | im(?:g|age)s? | pictures? | photos? | galler(?:y|ies)"
    r" | slideshow | carousel | lightbox) (?![a-z])",
    re.VERBOSE | re.IGNORECASE,
)
_HUMP = lazily(r"(?<=[a-z])(?=[A-Z])")
_PICTURES = "pictures, whose credits"


def parts(article: Article, knowledge: Knowledge) -> Iterator[Part]:
    """Yield a part `unknown` for what may hold pictures and was not read as one, and for what may print a byline,
    a disclaimer or a credit that is missing otherwise."""
    credited = frozenset(part.span for part in _credits(article, knowledge))
    yield from (part for part in _pictures(article) if part.span not in credited)
    yield from _credits(article, knowledge)
    asks = article.each("article")
    if any(part.has("by-template") for part in asks):
        for prose in called("author", article, knowledge):
            yield Part("unknown", prose, prose.span(), "article", (Element("holds", "the byline, which"),))
    if any(part.words("disclaimer") == "template" for part in article.each("duty")):
        for prose in called("disclaimer", article, knowledge):
            yield Part("unknown", prose, prose.span(), "disclaimer", (Element("holds", "a disclaimer, which"),))


def _pictures(article: Article) -> Iterator[Part]:
    known = {image.span for image in article.images}
    slots = {part.span for part in article.each("slot")}
    for block in article.blocks:
        is_closing = block.name.startswith(("/", "end"))
        if block.kind != "shortcode" or is_closing or block.span in known or block.span in slots:
            continue
        if _PICTURE.search(_HUMP.sub("-", block.name)):
            yield Part("unknown", block.prose, block.span, elements=(Element("holds", _PICTURES),))


def _credits(article: Article, knowledge: Knowledge) -> Iterator[Part]:
    """Yield what may print the credit of the picture before it, where that has none."""
    images = [picture for picture in article.parts.of(Picture) if not picture.is_credited]
    for prose in called("credit", article, knowledge) if images else ():
        start = prose.span().start
        before = [image for image in images if image.span.start < start]
        if before:
            about = max(before, key=lambda image: image.span.start).about
            yield Part("unknown", prose, prose.span(), about, (Element("holds", "a credit, which"),))
