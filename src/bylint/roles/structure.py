"""The skeleton of an article: headline, body, date."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.prose import Prose
from bylint.roles.dating import dates
from bylint.text.fold import bare
from bylint.text.fold import folded

_TEXT = ("heading", "paragraph", "item", "cell", "caption", "term", "label")
_TITLES = (("front-matter", "title"), ("json-ld", "headline"), ("meta", "og:title"), ("data", "title"))
_LONG = 220
"""Letters that only a paragraph of running text has."""
_FEW = 8
"""Titles in the header of a file that are compared with its headings."""
_HEAD = 12
"""Blocks among which a text file has its headline."""


def parts(article: Article, knowledge: Knowledge) -> Iterator[Part]:
    """Yield the headline, the blocks of the text, and the dates, the likeliest first."""
    headline = _headline(article)
    if headline:
        yield headline
    for index, block in enumerate(article.blocks):
        if block.is_inside and block.kind in _TEXT and block.prose.plain:
            quote = (Element("quote", "yes"),) if "quote" in block.within else ()
            yield Part("body", block.prose, block.prose.span(), elements=quote, block=index)
    yield from dates(article, headline.block if headline else -1, knowledge)


def _headline(article: Article) -> Part | None:
    """Return the heading that the header of the file names too, else the main heading, else the field itself."""
    titles = tuple(islice(_titles(article), _FEW))
    for index, block in enumerate(article.blocks):
        if block.kind == "heading" and any(_is_said(block.prose, title) for title in titles):
            return Part("headline", block.prose, block.prose.span(), block=index)
    for index, block in enumerate(article.blocks):
        if block.kind == "heading" and block.level == 1 and block.is_inside and block.prose.plain:
            return Part("headline", block.prose, block.prose.span(), block=index)
    if titles:
        return Part("headline", titles[0], titles[0].span())
    return _first_heading(article) or _first_line(article)


def _titles(article: Article) -> Iterator[Prose]:
    for origin, key in _TITLES:
        for field in article.fields:
            if field.origin != origin or len(field.path) > 2 or not field.path or not field.prose.plain:
                continue
            if folded(str(field.path[-1])) == key:
                yield field.prose


def _is_said(heading: Prose, title: Prose) -> bool:
    """Tell whether a title says the heading, with or without the site's name behind it."""
    words, whole = bare(heading.plain[:400]), bare(title.plain[:400])
    return len(words) > 3 and whole.startswith(words) and len(words) * 2 >= len(whole)


def _first_heading(article: Article) -> Part | None:
    for index, block in enumerate(article.blocks):
        if block.kind == "heading" and block.is_inside and block.prose.plain:
            return Part("headline", block.prose, block.prose.span(), block=index)
        if len(block.prose.plain) > _LONG:
            return None
    return None


def _first_line(article: Article) -> Part | None:
    """Return the longest of the lines before the text: section names and furniture are shorter than a headline."""
    if article.format != "text":
        return None
    best = -1
    for index, block in enumerate(article.blocks[:_HEAD]):
        words = block.prose.plain
        if len(words) > _LONG or bare(words).startswith(("by ", "written by ")):
            break
        if _is_title(words) and (best < 0 or _size(words) > _size(article.blocks[best].prose.plain)):
            best = index
    if best < 0:
        return None
    block = article.blocks[best]
    return Part("headline", block.prose, block.prose.span(), block=best)


def _is_title(words: str) -> bool:
    return bool(words) and not words.endswith((".", ":", ",", ";")) and not any(c.isdigit() for c in words[:2])


def _size(words: str) -> int:
    return len(words.split())
