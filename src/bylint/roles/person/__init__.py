"""What the bylines and bios of an article say about its people, held against one another and the registry."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.roles.person.introduced import unintroduced
from bylint.roles.person.registered import unregistered
from bylint.roles.person.scene import scene
from bylint.roles.person.spellings import variants
from bylint.roles.person.ties import signatures
from bylint.roles.person.vacant import vacant


def parts(article: Article, knowledge: Knowledge) -> Iterator[Part]:
    """Yield differing names, and authors unknown or not introduced."""
    yield from vacant(article, knowledge)
    if not article.each("author") and not article.each("bio"):
        return
    people = scene(article, knowledge)
    if article.each("profile"):
        return  # a page of an author is signed by nobody
    yield from variants(people)
    yield from signatures(people)
    yield from unintroduced(people)
    if knowledge.registry.people:
        yield from unregistered(people)
