"""Who signs by the site's template, where a file names nobody."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.knowledge import Knowledge
from bylint.model.prose import Prose
from bylint.model.source import Span
from bylint.roles.byline.fields import Entry
from bylint.roles.byline.fields import Signing
from bylint.roles.byline.names import read
from bylint.roles.printed import for_path
from bylint.roles.printed import settings_of


def signings(article: Article, knowledge: Knowledge) -> Iterator[Signing]:
    """Yield the byline that the template prints; its place is that of the headline."""
    authors = for_path(settings_of(knowledge).get("authors", ()), article, knowledge)
    headline = next(iter(article.each("headline")), None)
    if authors:
        at = headline.span if headline else Span(0, 0)
        proses = (Prose(" ".join(name.split()), (0,), (at.start,), (at.end,)) for name in authors)
        entries = tuple(Entry(prose, read(prose, knowledge, is_field=True), is_listed=True) for prose in proses)
        yield Signing("printed", "template", entries)
