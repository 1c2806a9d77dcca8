"""A part that must have certain elements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bylint.checks.choice import chosen
from bylint.checks.choice import satisfies
from bylint.checks.wording import at
from bylint.checks.wording import pointed
from bylint.checks.wording import violation
from bylint.model.article import Article
from bylint.model.rule import Rule
from bylint.model.rule import Violation


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """`needs`: elements that must be there; `first`: report once per article; `related`: elements to point at."""

    each: tuple[str, ...]
    needs: tuple[str, ...]
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    first: bool = False
    related: tuple[str, ...] = ()


def look(rule: Rule[Options], article: Article) -> Iterator[Violation]:
    """Report each part that lacks an element."""
    options = rule.options
    for part in chosen(article, options.each, options.when, options.unless):
        missing = tuple(need for need in options.needs if not satisfies(part, need))
        if not missing:
            continue
        related = pointed(article, part, options.related)
        words = {"missing": ", ".join(missing)}
        found = violation(rule, article, part, span=at(part, options.at), related=related, words=words)
        if found:
            yield found
            if options.first:
                return
