"""What one rule reports about an article that roles have been through, for the tests of bylines and bios."""

from __future__ import annotations

from collections.abc import Iterator

from articles import KNOWLEDGE
from articles import rules
from articles import words_at
from bylint.checks import check_of
from bylint.model.article import Article
from bylint.model.rule import Fact
from bylint.model.rule import Violation
from bylint.model.world import Knowledge


def told(article: Article, code: str, knowledge: Knowledge = KNOWLEDGE) -> list[tuple[str, str]]:
    """Return the words at which a rule reports something, and its message."""
    found = violations(article, code, knowledge)
    return [(words_at(article.source.text, each), each.message) for each in found]


def violations(article: Article, code: str, knowledge: Knowledge = KNOWLEDGE) -> list[Violation]:
    """Return what a rule reports at once."""
    return [each for each in _seen(article, code, knowledge) if isinstance(each, Violation)]


def facts(article: Article, code: str, knowledge: Knowledge = KNOWLEDGE) -> list[Fact]:
    """Return what a rule would compare across articles."""
    return [each for each in _seen(article, code, knowledge) if isinstance(each, Fact)]


def _seen(article: Article, code: str, knowledge: Knowledge) -> Iterator[Violation | Fact]:
    rule = rules()[code]
    return check_of(rule).look(rule, article, knowledge)
