"""What each part of an article means: one place for all formats."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from importlib import import_module
from typing import Any

from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.parts_people import PublicationDate
from bylint.roles.scan import scan
from bylint.roles.site import with_printed
from bylint.roles.view import marked
from bylint.roles.view import view_of

# In this order: each reads the parts that those before it have found.
_ROLES = (
    "structure",
    "slots",
    "markers",
    "paid",
    "byline",
    "profile",
    "bio",
    "accounts",
    "disclaimer",
    "links",
    "credit",
    "template",
)


def assign(article: Article, knowledge: Knowledge) -> Article:
    """Return the article with its parts, in the order of their places."""
    if "printed" in knowledge.settings:
        article = with_printed(article, knowledge)
    article = article._replace(scan=scan(article, knowledge))
    for name in _ROLES:
        article = _assigned(article, tuple(_found(name, article, knowledge)))
    return article._replace(view=tuple(sorted(article.view, key=lambda part: (part.span, part.role))))


def _found(name: str, article: Article, knowledge: Knowledge) -> Iterable[Any]:
    module = import_module(f"bylint.roles.{name}")
    found: Iterable[Any] = (
        module.find(article, knowledge) if hasattr(module, "find") else module.parts(article, knowledge)
    )
    return found


def _assigned(article: Article, found: tuple[Any, ...]) -> Article:
    plain = tuple(part for part in found if isinstance(part, Part))
    if article.printed:
        plain = tuple(marked(plain, article.printed))
    typed = tuple(part for part in found if not isinstance(part, Part))
    return article._replace(
        parts=article.parts.including(typed),
        view=(*article.view, *plain, *view_of(article, typed)),
        published=article.published or _published(typed),
    )


def _published(found: Iterable[Any]) -> date | None:
    """Return the first date, for `structure` yields the likeliest first."""
    return next((part.day for part in found if isinstance(part, PublicationDate)), None)
