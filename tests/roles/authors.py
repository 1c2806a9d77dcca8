"""What the tests of bylines and bios share: an article with its parts as `roles` leaves them."""

from __future__ import annotations

from pathlib import PurePosixPath

from bylint import readers
from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.people import Directory
from bylint.model.source import Source
from bylint.roles import assign
from bylint.text.shipped import Lists
from bylint.text.shipped import shipped

KNOWLEDGE = Knowledge(Lists(shipped() / "directory"), Directory({}))


def understood(text: str, path: str = "a.md") -> Article:
    """Read an article and give its parts their roles."""
    return assign(readers.read(Source(path, text), PurePosixPath(path).suffix), KNOWLEDGE)


def at(article: Article, part: Part) -> str:
    """Return the source text that a part stands at."""
    return article.source.text[part.span.start : part.span.end]
