"""Requests not to report: comments and front matter that ask for silence, and what they silence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.rule import Suppression
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.model.source import place_of
from bylint.text.patterns import lazily

_DIRECTIVE = lazily(
    r"\s* bylint-(?P<verb>ignore-next-line|ignore-file|ignore|end)"
    r"(?P<rules>(?:[\s,]+(?!until=|by=)[\w-]+)*)"
    r"(?:[\s,]+until=(?P<until>\d{4}-\d\d-\d\d))?"
    r"(?:[\s,]+by=[^\s:]+)?"
    r"\s*(?::\s*(?P<reason>.*?))?\s*$",
    re.VERBOSE | re.DOTALL,
)
_LAST = 2**31


class Silence(NamedTuple):
    """What is left to report, how many violations were silenced, and the requests that silenced none."""

    violations: tuple[Violation, ...]
    silenced: int
    unused: tuple[tuple[Suppression, str], ...]


def requests(article: Article) -> tuple[Suppression, ...]:
    """Return the requests an article makes, in comments and in its front matter."""
    return (*_in_comments(article), *_in_front_matter(article))


def silence(violations: Iterable[Violation], suppressions: Sequence[Suppression], judged: frozenset[str]) -> Silence:
    """Take out what is suppressed. A request is unused only for rules of `judged` (codes and names)."""
    kept: list[Violation] = []
    used: set[tuple[Suppression, str]] = set()
    by_path: dict[str, list[Suppression]] = {}
    for suppression in suppressions:
        for path in suppression.paths or (suppression.place.path,):
            by_path.setdefault(path, []).append(suppression)
    count = 0
    for violation in violations:
        hits = [
            (suppression, rule)
            for suppression in by_path.get(violation.place.path, ())
            for rule in suppression.rules
            if _covers(suppression, rule, violation)
        ]
        used.update(hits)
        count += bool(hits)
        if not hits:
            kept.append(violation)
    asked = ((s, rule) for s in suppressions for rule in s.rules if rule in judged)
    return Silence(tuple(kept), count, tuple(request for request in asked if request not in used))


def _covers(suppression: Suppression, rule: str, violation: Violation) -> bool:
    if rule not in (violation.code, violation.name):
        return False
    return suppression.first <= violation.place.end_line and violation.place.line <= suppression.last


def _in_comments(article: Article) -> Iterator[Suppression]:
    opened: list[Suppression] = []
    for block in article.blocks:
        match = _DIRECTIVE.match(block.prose.plain) if block.kind == "comment" else None
        if not match:
            continue
        place = place_of(article.source, block.span)
        rules = tuple(match["rules"].replace(",", " ").split())
        if match["verb"] == "end":
            yield from _closed(opened, rules, place)
            continue
        request = _request(article, block, match, place, rules)
        if match["verb"] == "ignore":
            opened.append(request)
        else:
            yield request
    yield from opened


def _request(article: Article, block: Block, match: re.Match[str], place: Place, rules: tuple[str, ...]) -> Suppression:
    reason, until = (match["reason"] or "").strip(), _date(match["until"])
    if match["verb"] == "ignore-file":
        return Suppression(place, rules, reason, 1, _LAST, until)
    if match["verb"] == "ignore":
        return Suppression(place, rules, reason, place.line, _LAST, until)
    line = _next_line(article.source.text, block.span.end, place.end_line)
    return Suppression(place, rules, reason, line, line, until)


def _closed(opened: list[Suppression], rules: tuple[str, ...], end: Place) -> Iterator[Suppression]:
    for request in tuple(opened):
        if not rules or set(rules) & set(request.rules):
            opened.remove(request)
            yield request._replace(last=end.end_line)


def _next_line(text: str, offset: int, line: int) -> int:
    """Return the number of the next line that holds anything."""
    for match in lazily(r"(?:\r\n?|\n)([^\r\n]*)").finditer(text, offset):
        line += 1
        if match[1].strip():
            break
    return line


def _in_front_matter(article: Article) -> Iterator[Suppression]:
    for field in article.fields:
        if field.origin == "front-matter" and field.path[:2] == ("bylint", "ignore") and len(field.path) == 3:
            place = place_of(article.source, field.key)
            rules = tuple(str(field.path[2]).replace(",", " ").split())
            yield Suppression(place, rules, field.prose.plain, 1, _LAST)


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
