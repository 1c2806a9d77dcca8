"""Shortcodes and components that may hold a picture or an ad slot, and cannot be looked into."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.text.lazy import lazily

_PICTURE = lazily(
    r"(?<![a-z]) (?:fig(?:ure)?s? | im(?:g|age)s? | pictures? | photos? | galler(?:y|ies)"
    r" | slideshow | carousel | lightbox) (?![a-z])",
    re.VERBOSE | re.IGNORECASE,
)
_HUMP = lazily(r"(?<=[a-z])(?=[A-Z])")


def parts(article: Article, _knowledge: Knowledge) -> Iterator[Part]:
    """Yield a part `unknown` for each shortcode whose name speaks of pictures and that was not read as one."""
    known = {image.span for image in article.images}
    slots = {part.span for part in article.each("slot")}
    for block in article.blocks:
        is_closing = block.name.startswith(("/", "end"))
        if block.kind != "shortcode" or is_closing or block.span in known or block.span in slots:
            continue
        if _PICTURE.search(_HUMP.sub("-", block.name)):
            yield Part("unknown", block.prose, block.span)
