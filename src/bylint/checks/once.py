"""A thing that must not be said twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bylint.checks.choice import chosen
from bylint.checks.wording import at
from bylint.checks.wording import violation
from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.rule import Related
from bylint.model.rule import Rule
from bylint.model.rule import Violation
from bylint.model.source import place_of
from bylint.text.fold import bare


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """`same`: the elements that make two parts the same; without any, their words."""

    each: tuple[str, ...]
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    same: tuple[str, ...] = ()


def look(rule: Rule[Options], article: Article) -> Iterator[Violation]:
    """Report each part that repeats an earlier one; the first is related."""
    options = rule.options
    first: dict[tuple[str, ...], Part] = {}
    for part in chosen(article, options.each, options.when, options.unless):
        key = _key(options, part)
        if key not in first:
            first[key] = part
            continue
        related = (Related(place_of(article.source, first[key].span), "stands here first"),)
        found = violation(rule, article, part, span=at(part, options.at), related=related)
        if found:
            yield found


def _key(options: Options, part: Part) -> tuple[str, ...]:
    if not options.same:
        return (part.about, bare(part.prose.plain))
    return tuple(bare(part.words(name)) for name in options.same)
