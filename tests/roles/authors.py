"""What the tests of bylines and bios share: an article with its parts as `roles` leaves them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from articles import rules
from bylint import readers
from bylint.checks import check_of
from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.rule import Fact
from bylint.model.rule import Violation
from bylint.model.source import Source
from bylint.model.world import Directory
from bylint.model.world import Knowledge
from bylint.roles import assign
from bylint.roles.view import with_view
from bylint.text.files import Lists
from bylint.text.files import shipped

KNOWLEDGE = Knowledge(Lists(shipped()), Directory({}))


def understood(text: str, path: str = "a.md") -> Article:
    """Read an article and give its parts their roles."""
    return with_view(assign(readers.read(Source(path, text), PurePosixPath(path).suffix), KNOWLEDGE))


def at(article: Article, part: Part) -> str:
    """Return the source text that a part stands at."""
    return article.source.text[part.span.start : part.span.end]


def told(article: Article, code: str, knowledge: Knowledge = KNOWLEDGE) -> list[tuple[str, str]]:
    """Return the words at which a rule reports something, and its message."""
    found = violations(article, code, knowledge)
    return [(article.source.text[slice(*each.place.span)], each.message) for each in found]


def violations(article: Article, code: str, knowledge: Knowledge = KNOWLEDGE) -> list[Violation]:
    """Return what a rule reports at once."""
    return [each for each in _seen(article, code, knowledge) if isinstance(each, Violation)]


def facts(article: Article, code: str, knowledge: Knowledge = KNOWLEDGE) -> list[Fact]:
    """Return what a rule would compare across articles."""
    return [each for each in _seen(article, code, knowledge) if isinstance(each, Fact)]


def _seen(article: Article, code: str, knowledge: Knowledge) -> Iterator[Violation | Fact]:
    rule = rules()[code]
    return check_of(rule).look(rule, article, knowledge)
