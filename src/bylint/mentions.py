"""What an article says about people, for an archive to remember: facts that no rule has asked for."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from typing import TypeVar

from bylint.checks.bio_owners import odd_accounts
from bylint.model.article import Article
from bylint.model.knowledge import Knowledge
from bylint.model.parts import Located
from bylint.model.parts_disclaimers import Disclaimer
from bylint.model.parts_people import Affiliation
from bylint.model.parts_people import Author
from bylint.model.parts_people import Bio
from bylint.model.source import Span
from bylint.model.source import place_of
from bylint.model.violation import Fact

CODE = ""
"""The code of such facts; they belong to no rule."""

NAME = "name"
BIO = "bio"
POST = "post"
HANDLE = "handle"
DISCLAIMER = "disclaimer"
_LONGEST = 1000
Kind = TypeVar("Kind", bound=Located)


def mentions(article: Article, knowledge: Knowledge) -> Iterator[Fact]:
    """Yield a fact for each thing that is said about a person.

    The subject is the person, the words are as printed; the claim is its kind and, for a post, its status, title and
    organisation as well.
    """
    authors = [author for author in article.parts.of(Author) if not author.is_placeholder and not author.is_body]
    yield from (_said(article, each.name or each.prose.plain, each.span, each.about, NAME) for each in _named(authors))
    bios = [bio for bio in article.parts.of(Bio) if not bio.placeholder]
    yield from (_said(article, bio.prose.plain, bio.span, bio.about, BIO) for bio in _named(bios))
    for post in _named(article.parts.of(Affiliation)):
        yield _said(article, post.prose.plain, post.span, post.about, _claim(post))
    for odd in _named(odd_accounts(article, knowledge)):
        yield _said(article, odd.prose.plain, odd.span, odd.about, HANDLE)
    for disclaimer in article.parts.of(Disclaimer):
        for person in dict.fromkeys(author.about for author in _named(authors)):
            yield _said(article, disclaimer.prose.plain, disclaimer.span, person, DISCLAIMER)


def _named(found: Iterable[Kind]) -> Iterator[Kind]:
    """Yield what is said of somebody in particular."""
    return (each for each in found if each.about and each.about != "article")


def _claim(post: Affiliation) -> str:
    said = (post.status, post.title.plain if post.title else "", post.organisation.plain)
    return "|".join((POST, *(words.replace("|", " ") for words in said)))


def _said(article: Article, words: str, span: Span, person: str, claim: str) -> Fact:
    place = place_of(article.source, span)
    return Fact(CODE, person, claim, words[:_LONGEST], "article", place, article.published)
