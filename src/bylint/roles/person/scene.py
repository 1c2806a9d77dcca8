"""The people of an article: who signs, who is introduced, and who of them the registry knows."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from bylint.grammar.names import Names
from bylint.grammar.names import is_same
from bylint.grammar.names import names
from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.people import Person
from bylint.model.people import people_named
from bylint.model.prose import Prose
from bylint.text.fold import folded_all
from bylint.text.shipped import flat


class Scene(NamedTuple):
    """An article with the parts that speak of people; `authors` are all persons that any place names as such,
    `signers` those of them that sign it, `bios` the bios that begin with a name."""

    article: Article
    knowledge: Knowledge
    known: Names
    authors: tuple[Part, ...]
    signers: tuple[Part, ...]
    bios: tuple[Part, ...]


def scene(article: Article, knowledge: Knowledge) -> Scene:
    """Return the people of an article."""
    persons = [part for part in article.each("author") if part.words("kind") == "person"]
    authors = tuple(part for part in persons if part.about and not part.has("placeholder"))
    signers = {part.about: part for part in reversed(authors) if part.has("signs")}
    bios = tuple(part for part in article.each("bio") if part.about and name_of(part))
    return Scene(article, knowledge, names(knowledge), authors, tuple(signers.values())[::-1], bios)


def name_of(bio: Part) -> Prose | None:
    """Return the name with which a bio begins."""
    person = bio.get("person")
    return person.prose if person and person.prose and person.prose.at else None


def are_same(one: str, other: str) -> bool:
    """Tell whether two bare names may mean one person, whichever of them is the shorter."""
    return is_same(one, other) or is_same(other, one)


def are_one(one: str, other: str, knowledge: Knowledge) -> bool:
    """Tell the same, or whether the registry has both for one person: an id and a name, a name and an alias."""
    if are_same(one, other):
        return True
    who = person(one, knowledge)
    return who is not None and not who.is_withheld and who is person(other, knowledge)


def person(about: str, knowledge: Knowledge) -> Person | None:
    """Return the one person of the registry who bears a bare name; of two who bear it, neither."""
    found = people_named(knowledge.registry, about)
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=32)
def listed(name: str, knowledge: Knowledge) -> frozenset[str]:
    """Return one list of words about people, folded."""
    return folded_all(flat(knowledge.lists["persons"][name]))
