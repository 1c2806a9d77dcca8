"""Which parts of an article a rule speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from typing import TypeVar

from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.parts import Located
from bylint.roles.site import EVERYWHERE
from bylint.text.fold import folded

Kind = TypeVar("Kind", bound=Located)


def own(article: Article, kind: type[Kind]) -> Iterator[Kind]:
    """Yield the parts of one kind, but for what the template prints on every page."""
    return (part for part in article.parts.of(kind) if is_own(article, part))


def is_own(article: Article, part: Located) -> bool:
    """Tell whether an article is to blame for what stands there: the template does not print it on every page."""
    return article.printed.get(part.block) != EVERYWHERE


def chosen(article: Article, each: Iterable[str], when: Iterable[str], unless: Iterable[str]) -> Iterator[Part]:
    """Yield the parts with one of the roles `each` that satisfy all of `when` and none of `unless`.

    What the template prints on every page is no fault of the article.
    """
    for part in article.view:
        if part.role not in each or part.words("of-template") == EVERYWHERE:
            continue
        if all(satisfies(part, w) for w in when) and not any(satisfies(part, u) for u in unless):
            yield part


def satisfies(part: Part, condition: str) -> bool:
    """Tell whether a part has an element: `name`, or `name=words` for an element with these words."""
    name, equals, words = condition.partition("=")
    if not equals:
        return part.has(name)
    return any(element.name == name and folded(element.words) == folded(words) for element in part.elements)
