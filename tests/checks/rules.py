"""Rules and articles for the tests of checks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from bylint.checks import check_of
from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.prose import prose_at
from bylint.model.rule import Fact
from bylint.model.rule import Rule
from bylint.model.rule import Violation
from bylint.model.source import Source
from bylint.model.world import Directory
from bylint.model.world import Knowledge


def rule(check: str, options: Any, **changes: Any) -> Rule[Any]:
    values: dict[str, Any] = {
        "code": "TST001",
        "name": "test-fault",
        "summary": "A fault for tests",
        "severity": "warning",
        "check": check,
        "options": options,
        "message": "{found} is wrong",
        "hint": "",
        "why": "",
        "desk": "",
        "status": "stable",
        "since": "0.1",
        "enabled": "true",
        "sources": (),
        "bad": (),
        "good": (),
        "severity_by": {},
        "yields_to": (),
        "pack": "test",
        "line": 1,
    }
    return Rule(**{**values, **changes})


_NOTHING = Knowledge({}, Directory({}))


def look(one: Rule[Any], seen: Article) -> Iterator[Violation | Fact]:
    """What the check of a rule finds in an article."""
    return check_of(one).look(one, seen, _NOTHING)


def article(text: str, *parts: Part, path: str = "a.md", published: date | None = None) -> Article:
    return Article(Source(path, text), "markdown", view=parts, published=published)


def part(text: str, role: str, words: str, about: str = "", **elements: str) -> Part:
    """A part at the first place of `words`; the place of an element is that of its words within the part."""
    start = text.index(words)
    prose = prose_at(text, start, start + len(words))
    found = tuple(Element(name, value, _inside(prose, value)) for name, value in elements.items())
    return Part(role, prose, prose.span(), about, found)


def _inside(prose: Any, value: str) -> Any:
    at = prose.plain.find(value) if value else -1
    return prose.cut(at, at + len(value)) if at >= 0 else None
