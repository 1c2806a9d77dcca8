"""What each part of an article means: one place for all formats."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from importlib import import_module

from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge

# In this order: each reads the parts that those before it have found.
_ROLES = ("structure", "advertising", "byline", "bio", "person", "disclaimer", "commerce", "credit", "unknown")


def assign(article: Article, knowledge: Knowledge) -> Article:
    """Return the article with its parts, in the order of their places."""
    of_template: Mapping[int, str] = {}
    if "printed" in knowledge.settings:
        article, of_template = import_module("bylint.roles.printed").with_printed(article, knowledge)
    for name in _ROLES:
        found: tuple[Part, ...] = tuple(import_module(f"bylint.roles.{name}").parts(article, knowledge))
        if of_template:
            found = import_module("bylint.roles.printed").marked(found, of_template)
        article = article._replace(parts=article.parts + found, published=article.published or _published(found))
    return article._replace(parts=tuple(sorted(article.parts, key=lambda part: (part.span, part.role))))


def _published(found: Iterable[Part]) -> date | None:
    """Return the first date, for `structure` yields the likeliest first."""
    isos = (part.words("iso") for part in found if part.role == "date")
    return next((date.fromisoformat(iso) for iso in isos), None)
