"""A part, or words in it, that must not be there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bylint.checks.choice import chosen
from bylint.checks.wording import at
from bylint.checks.wording import pointed
from bylint.checks.wording import violation
from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.rule import Rule
from bylint.model.rule import Violation
from bylint.model.source import Span
from bylint.text.fold import folded
from bylint.text.patterns import finditer


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """`pattern`: words that must not appear; `words`: texts that must not be the whole part; else the part itself.

    `related`: elements to point at; `uses: [today]`: the answer depends on the day of the run.
    """

    each: tuple[str, ...]
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    pattern: str = ""
    words: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()


def look(rule: Rule[Options], article: Article) -> Iterator[Violation]:
    """Report each forbidden part or match."""
    options = rule.options
    for part in chosen(article, options.each, options.when, options.unless):
        for span in _spans(options, part):
            found = violation(rule, article, part, span=span, related=pointed(article, part, options.related))
            if found:
                yield found


def _spans(options: Options, part: Part) -> Iterator[Span]:
    if options.pattern:
        for match in finditer(options.pattern, part.prose.plain):
            yield part.prose.span(*match.span())
    elif not options.words or _trimmed(part.prose.plain) in _whole(options.words):
        yield at(part, options.at)


@lru_cache(maxsize=256)
def _whole(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_trimmed(word) for word in words)


def _trimmed(text: str) -> str:
    return folded(text).strip(" .:;!-*_[]()")
