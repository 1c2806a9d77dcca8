"""What a violation is known by, wherever its lines and its file have moved: one definition for all who compare runs."""

from __future__ import annotations

from bisect import bisect_left
from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.parts_people import Headline
from bylint.model.rule import Fact
from bylint.model.rule import Fingerprint
from bylint.model.rule import Violation
from bylint.model.source import Span
from bylint.text.files import digest
from bylint.text.fold import bare

# What names an article in its header, the surest first.
_IDS = ("id", "slug")
_READ, _KEPT = 4000, 1000
"""Characters of a text that are looked at, and of its letters and digits those that count."""


class _Surroundings(NamedTuple):
    """The blocks of an article that hold words, in the order of their ends and in that of their starts."""

    by_end: Sequence[Block]
    by_start: Sequence[Block]


def with_fingerprints(article: Article, violations: Iterable[Violation]) -> Iterator[Violation]:
    """Yield the violations of an article, each with its fingerprint."""
    found = tuple(violations)
    if not found:
        return
    identity, around = _identity(article), _surroundings(article)
    for violation in found:
        span = violation.place.span
        words = _words(violation.code, article.source.written(span) or violation.message)
        yield violation._replace(fingerprint=Fingerprint(words, identity, *_beside(around, span)))


def fingerprint_of_facts(violation: Violation, facts: Iterable[Fact]) -> Fingerprint:
    """Return the fingerprint of what facts on one subject came to: the words of that which is reported.

    A subject may name a folder or count pictures, and a message counts articles: these change.
    """
    if violation.is_for_all:
        return Fingerprint(*of_causes(violation))
    if violation.fingerprint.words:
        return violation.fingerprint
    said = next((fact.words for fact in facts if fact.place == violation.place), violation.message)
    return Fingerprint(_words(violation.code, said))


def fingerprint_of_statements(code: str, subject: str, claims: Iterable[str]) -> Fingerprint:
    """Return the fingerprint of claims on one subject that do not agree, whichever of them is reported: that may change
    as articles come."""
    return Fingerprint(_words(code, " ".join((subject, *sorted(set(claims))))))


def fingerprint_of_message(violation: Violation) -> Fingerprint:
    """Return the fingerprint of what is known by its message alone."""
    return Fingerprint(_words(violation.code, violation.message))


def of_causes(violation: Violation) -> tuple[str, ...]:
    """Return the digests by which what many articles share is known, be it said of one of them or once for all."""
    return tuple(_words(violation.code, cause) for cause in violation.cause.split("\n") if cause)


def _identity(article: Article) -> str:
    named = {field.path[0]: field.prose.plain for field in article.fields if field.origin == "front-matter"}
    headline = article.parts.first(Headline)
    said = (*(named.get(key, "") for key in _IDS), headline.prose.plain if headline else "", _first_words(article))
    return next((_digest(words, 4) for words in said if words.strip()), "")


def _first_words(article: Article) -> str:
    return next((block.prose.plain for block in article.blocks if _has_words(block)), "")


def _surroundings(article: Article) -> _Surroundings:
    blocks = [block for block in article.blocks if _has_words(block)]
    return _Surroundings(sorted(blocks, key=_end), sorted(blocks, key=_start))


def _beside(around: _Surroundings, span: Span) -> tuple[str, str]:
    """Return the digests of the blocks before and behind a span."""
    before = bisect_right(around.by_end, span.start, key=_end) - 1
    after = bisect_left(around.by_start, max(span.end, span.start + 1), key=_start)
    return (
        _digest(around.by_end[before].prose.plain, 4) if before >= 0 else "",
        _digest(around.by_start[after].prose.plain, 4) if after < len(around.by_start) else "",
    )


_start, _end = attrgetter("span.start"), attrgetter("span.end")


def _has_words(block: Block) -> bool:
    """Tell whether a block says anything; comments, such as those that silence a rule, come and go."""
    return block.kind != "comment" and any(map(str.isalnum, block.prose.plain[:_READ]))


def _words(code: str, words: str) -> str:
    return _digest(f"{code} {words}", 8)


def _digest(words: str, size: int) -> str:
    """Return a digest of what is left of words when lines are broken elsewhere, or signs of markup stand between."""
    letters = bare(words[:_READ])[:_KEPT] or "".join(words[:_READ].split())
    return digest(letters.encode("utf-8", "surrogatepass"), size)
