"""Things that open and must be closed."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from bylint.checks.choice import chosen
from bylint.checks.wording import violation
from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.rule import Related
from bylint.model.rule import Rule
from bylint.model.rule import Violation
from bylint.model.source import place_of

_Place = TypeVar("_Place")


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """Parts with an element `opens` or `closes`, whose words say which belong together."""

    each: tuple[str, ...]
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


def look(rule: Rule[Options], article: Article) -> Iterator[Violation]:
    """Report what is opened and not closed, closed and not opened, or opened within its own kind."""
    options = rule.options
    parts = chosen(article, options.each, options.when, options.unless)
    ends = [(part, end, part.words(end)) for part in parts if (end := _end(part))]
    for part, fault, other in sorted(unpaired(ends), key=lambda odd: odd[0].span):
        related = (Related(place_of(article.source, other.span), "the other end"),) if other else ()
        found = violation(rule, article, part, related=related, words={"fault": fault})
        if found:
            yield found


def _end(part: Part) -> str:
    return next((end for end in ("opens", "closes") if part.has(end)), "")


def unpaired(ends: Iterable[tuple[_Place, str, str]]) -> Iterator[tuple[_Place, str, _Place | None]]:
    """Yield what is not paired, with the words of its fault and what stands in its way.

    `ends`: things in the order of the article, each with `opens` or `closes`, and the key that both ends share.
    """
    opened: list[tuple[_Place, str]] = []
    for thing, end, key in ends:
        same = [other for other in opened if other[1] == key]
        if end == "opens":
            if same:
                yield thing, "is opened again before it is closed", same[0][0]
            opened.append((thing, key))
        elif not same:
            yield thing, "is closed and was never opened", None
        else:
            if same[-1] is not opened[-1]:
                yield thing, "is closed before what was opened inside it", opened[-1][0]
            opened.remove(same[-1])
    for thing, _ in opened:
        yield thing, "is opened and never closed", None
