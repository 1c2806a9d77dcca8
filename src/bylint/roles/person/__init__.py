"""What the bylines and bios of an article say about its people, held against one another and the registry."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.roles.person.introduced import unintroduced
from bylint.roles.person.scene import Scene
from bylint.roles.person.scene import scene
from bylint.roles.person.spellings import variants
from bylint.roles.person.strangers import strangers
from bylint.roles.person.ties import signatures
from bylint.roles.person.vacant import vacant


def parts(article: Article, knowledge: Knowledge) -> Iterator[Part]:
    """Yield strangers' bios, stale words, differing handles and names, and authors unknown or not introduced."""
    yield from vacant(article, knowledge)
    has_bio = bool(article.each("bio"))
    if not article.each("author") and not has_bio:
        return
    people = scene(article, knowledge)
    yield from _of_profile(people) if article.each("profile") else _of_signers(people)
    if has_bio:
        yield from _of_bios(people)
    if knowledge.registry.people:
        yield from _of_registry(people)


def _of_signers(people: Scene) -> Iterator[Part]:
    """Yield what only an article has: a page of an author is signed by nobody."""
    yield from strangers(people)
    yield from variants(people)
    yield from signatures(people)
    yield from unintroduced(people)


# What follows is imported where it has something to look at: few files are pages of authors, few sites name their
# people, and many articles have no bio.


def _of_profile(people: Scene) -> Iterator[Part]:
    from bylint.roles.person.borrowed import borrowed

    yield from borrowed(people)


def _of_bios(people: Scene) -> Iterator[Part]:
    from bylint.roles.person.handles import handles
    from bylint.roles.person.stale import stale
    from bylint.roles.person.voice import in_first_person
    from bylint.roles.person.voice import misnamed

    yield from stale(people)
    yield from handles(people)
    yield from misnamed(people)
    yield from in_first_person(people)


def _of_registry(people: Scene) -> Iterator[Part]:
    from bylint.roles.person.posts import outdated
    from bylint.roles.person.registered import unregistered

    yield from outdated(people)
    if not people.article.each("profile"):
        yield from unregistered(people)
