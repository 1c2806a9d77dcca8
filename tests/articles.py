"""What the tests of roles and checks share: an article as roles leave it, and what one rule reports about it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath

from bylint import readers
from bylint.checks import check_of
from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.parts import Located
from bylint.model.rule import AnyRule
from bylint.model.rule import Fact
from bylint.model.rule import Violation
from bylint.model.source import Source
from bylint.model.world import Directory
from bylint.model.world import Knowledge
from bylint.packs import load
from bylint.packs import shipped_packs
from bylint.people import directory
from bylint.roles import assign
from bylint.roles.view import with_view
from bylint.text.files import shipped_lists

# What is made of lists and organisations is kept by who they are: tests that share them make it once.
LISTS = shipped_lists()
KNOWLEDGE = Knowledge(LISTS, Directory({}))
DIRECTORY = directory(LISTS)
WHOLE = Knowledge(LISTS, DIRECTORY)
"""What a run without settings knows; `KNOWLEDGE` knows no organisations."""


def understood(text: str, path: str = "a.md", knowledge: Knowledge = KNOWLEDGE) -> Article:
    """Read an article and give its parts their roles."""
    return with_view(assign(readers.read(Source(path, text), PurePosixPath(path).suffix), knowledge))


def views(text: str, role: str, path: str = "a.md", knowledge: Knowledge = KNOWLEDGE) -> list[Part]:
    """Return the parts of one role, as house packs see them."""
    return [part for part in understood(text, path, knowledge).view if part.role == role]


def reported(text: str, code: str, path: str = "a.md", knowledge: Knowledge = KNOWLEDGE) -> list[Violation]:
    """Return what one shipped rule reports at once, whether it is on by default or not."""
    rule = rules()[code]
    found = check_of(rule).look(rule, understood(text, path, knowledge), knowledge)
    return [each for each in found if isinstance(each, Violation)]


def facts(text: str, code: str, path: str = "a.md", knowledge: Knowledge = KNOWLEDGE) -> list[Fact]:
    """Return what one shipped rule takes down of an article, to be weighed with what others say."""
    rule = rules()[code]
    found = check_of(rule).look(rule, understood(text, path, knowledge), knowledge)
    return [each for each in found if isinstance(each, Fact)]


def at(article: Article, part: Located) -> str:
    """Return the source text that a part stands at."""
    return article.source.text[slice(*part.span)]


def words_at(text: str, found: Violation | Fact) -> str:
    """Return the source text that a violation or a fact stands at."""
    return text[slice(*found.place.span)]


@lru_cache(maxsize=1)
def rules() -> dict[str, AnyRule]:
    """Return the shipped rules by code."""
    return {rule.code: rule for rule in load(shipped_packs())}
