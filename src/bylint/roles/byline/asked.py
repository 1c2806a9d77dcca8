"""Whether a byline may be asked of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.prose import EMPTY
from bylint.model.source import Span
from bylint.roles.byline.fields import empty
from bylint.roles.byline.words import words
from bylint.roles.called import called
from bylint.roles.site import section
from bylint.text.fold import folded

_KINDS = frozenset(("section", "type", "layout", "category", "categories", "tags", "tag", "kind", "collection"))
_FEW = 250
"""Letters of text that a page needs to be called an article."""


def asked(article: Article, knowledge: Knowledge, *, is_signed: bool, labels: Sequence[int]) -> Iterator[Part]:
    """Yield the article, with `signable` where its kind is one that somebody signs."""
    headline = next(iter(article.each("headline")), None)
    first = next(iter(article.each("body")), None)
    part = headline or first
    prose, span = (part.prose, part.span) if part else (EMPTY, Span(0, 0))
    is_asked = is_signable(article, knowledge, labels, is_signed=is_signed)
    elements = tuple(_elements(article, knowledge, is_sure=bool(labels))) if is_asked else ()
    if is_asked and not is_signed and any(called("author", article, knowledge)):
        elements = (Element("by-template", "yes"),)  # what it prints nobody can tell from here
    yield Part("article", prose, span, "article", elements, part.block if part else -1)


def _elements(article: Article, knowledge: Knowledge, *, is_sure: bool) -> Iterator[Element]:
    """Yield that somebody should sign; whether that is sure, as on a whole page and where a label or a key asks for a
    name; and else the part of the site whose custom tells."""
    yield Element("signable", "yes")
    has_header = any(field.origin == "front-matter" for field in article.fields)
    if is_sure or not has_header or any(True for _ in empty(article, knowledge)):
        yield Element("sure", "yes")
    else:
        yield Element("section", section(article, knowledge))


def is_signable(article: Article, knowledge: Knowledge, labels: Sequence[int], *, is_signed: bool = False) -> bool:
    """Tell whether an article is of a kind that somebody signs; one with a bare label asks for a name itself."""
    if labels:
        return True
    # A date on the page may be that of an event, or of its last edit.
    is_dated = any(date.words("origin") != "visible" for date in article.each("date"))
    return (is_signed or is_dated) and not _is_unsigned(article, knowledge)


def _is_unsigned(article: Article, knowledge: Knowledge) -> bool:
    kinds = words(knowledge).unsigned
    *folders, name = article.source.path.replace("\\", "/").casefold().split("/")
    length = sum(len(part.prose.plain) for part in article.each("body"))
    return (
        length < _FEW
        or bool(kinds["folders"].intersection(folders[-2:]))
        or re.sub(r"^\d{4}-\d\d-\d\d-|\..*$", "", name) in kinds["names"]
        or bool(kinds["kinds"].intersection(_kinds_of(article)))
    )


def _kinds_of(article: Article) -> Iterator[str]:
    for field in article.fields:
        if field.origin == "front-matter" and field.path and folded(str(field.path[0])) in _KINDS:
            yield folded(field.prose.plain).replace(" ", "-")
