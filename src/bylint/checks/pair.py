"""Things that open and must be closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bylint.checks.choice import chosen
from bylint.checks.wording import violation
from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.rule import Rule
from bylint.model.source import place_of
from bylint.model.violation import Related
from bylint.model.violation import Violation


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """Parts with an element `opens` or `closes`, whose words say which belong together."""

    each: tuple[str, ...]
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


def look(rule: Rule[Options], article: Article) -> Iterator[Violation]:
    """Report what is opened and not closed, closed and not opened, or opened within its own kind."""
    options = rule.options
    parts = tuple(chosen(article, options.each, options.when, options.unless))
    for part, fault, other in sorted(_odd(parts), key=lambda odd: odd[0].span):
        related = (Related(place_of(article.source, other.span), "the other end"),) if other else ()
        found = violation(rule, article, part, related=related, words={"fault": fault})
        if found:
            yield found


def _odd(parts: tuple[Part, ...]) -> Iterator[tuple[Part, str, Part | None]]:
    opened: list[Part] = []
    for part in parts:
        if part.has("opens"):
            outer = next((other for other in opened if other.words("opens") == part.words("opens")), None)
            if outer:
                yield part, "is opened again before it is closed", outer
            opened.append(part)
        elif part.has("closes"):
            partner = _partner(opened, part)
            if partner is None:
                yield part, "is closed and was never opened", None
            elif partner is not opened[-1]:
                yield part, "is closed before what was opened inside it", opened[-1]
            if partner is not None:
                opened.remove(partner)
    for part in opened:
        yield part, "is opened and never closed", None


def _partner(opened: list[Part], part: Part) -> Part | None:
    return next((other for other in reversed(opened) if other.words("opens") == part.words("closes")), None)
