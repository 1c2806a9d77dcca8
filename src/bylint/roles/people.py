"""The people of an article: who is named, who signs, who is introduced, and who of them the registry knows."""

from __future__ import annotations

from functools import lru_cache

from bylint.grammar.names import is_same
from bylint.model.article import Article
from bylint.model.parts_people import Author
from bylint.model.parts_people import Bio
from bylint.model.parts_people import Profile
from bylint.model.world import Knowledge
from bylint.model.world import Person
from bylint.model.world import people_named
from bylint.text.files import flat
from bylint.text.fold import folded_all


def authors(article: Article) -> tuple[Author, ...]:
    """Return the persons whom any byline names; the same one stands there for each place that does."""
    every = article.parts.of(Author)
    return tuple(author for author in every if author.about and not author.is_body and not author.is_placeholder)


def signers(article: Article) -> tuple[Author, ...]:
    """Return the persons who sign an article, each where it is named first."""
    first = {author.about: author for author in reversed(authors(article)) if author.signs}
    return tuple(first.values())[::-1]


def named_bios(article: Article) -> tuple[Bio, ...]:
    """Return the bios that begin with a name."""
    return tuple(bio for bio in article.parts.of(Bio) if bio.about and bio.name and bio.name.at)


def is_profile(article: Article) -> bool:
    """Tell whether the file says of one person who that is, and is no article."""
    return article.parts.first(Profile) is not None


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
def people_words(name: str, knowledge: Knowledge) -> frozenset[str]:
    """Return one list of words about people, folded."""
    return folded_all(flat(knowledge.lists["persons"][name]))
