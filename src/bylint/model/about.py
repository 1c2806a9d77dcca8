"""What an article says of itself: reports on many name it, and count by it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.parts_people import Author
from bylint.model.parts_people import Headline
from bylint.model.parts_people import PublicationDate

_SECTIONS = ("section", "category", "categories")


class About(NamedTuple):
    """What an article says of itself; nothing where it does not. `date` is as 2026-01-31."""

    headline: str = ""
    date: str = ""
    authors: tuple[str, ...] = ()
    section: str = ""
    language: str = ""


def about_of(article: Article) -> About:
    """Return what an article says of itself."""
    authors = tuple(author.name for author in signers_of(article))
    return About(headline_of(article), date_of(article), authors, _section(article), article.language)


def headline_of(article: Article) -> str:
    """Return the headline of an article, or nothing."""
    headline = article.parts.first(Headline)
    return headline.prose.plain if headline else ""


def date_of(article: Article) -> str:
    """Return when an article came out, or nothing."""
    if article.published:
        return article.published.isoformat()
    likeliest = article.parts.first(PublicationDate)
    return likeliest.day.isoformat() if likeliest else ""


def signers_of(article: Article) -> Iterator[Author]:
    """Yield who signs an article, each once."""
    seen: set[str] = set()
    for author in article.parts.of(Author):
        if author.signs and not author.is_placeholder and author.about not in seen:
            seen.add(author.about)
            yield author


def _section(article: Article) -> str:
    header = [field for field in article.fields if field.origin == "front-matter"]
    named = {str(field.path[0]).casefold(): field for field in reversed(header)}
    return next((named[key].prose.plain for key in _SECTIONS if key in named), "")
