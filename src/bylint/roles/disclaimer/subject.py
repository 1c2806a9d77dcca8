"""Whether an article is about the business of a body: the condition of the duty in regulations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bylint.model.article import Article
from bylint.model.knowledge import Knowledge
from bylint.model.people import Organisation
from bylint.text.fold import folded
from bylint.text.lazy import lazily
from bylint.text.organisations import chain
from bylint.text.organisations import mentions

_KEYS = frozenset("tags tag categories category keywords section topics topic subject description subtitle dek".split())
_ENOUGH = 3
"""Words of the field from which a text is about it; one in the headline or the tags is enough."""


def is_on_business(article: Article, body: Organisation, knowledge: Knowledge) -> bool:
    """Tell whether title, tags or text name a body, one above it, or words of its field."""
    lists = knowledge.lists["disclaimers"]
    own = {body.id, *chain(knowledge.directory, body.id)} - {lists["government"]}
    field = _field(tuple(body.subject_words or lists["subjects"].get(body.kind, ())))
    # The same body is asked for as often as it has authors.
    if any(field.search(head) or _names(head, own, knowledge) for head in _heads(article)):
        return True
    found = 0
    for text in _text(article):
        found += sum(1 for _ in field.finditer(text))
        if found >= _ENOUGH or _names(text, own, knowledge):
            return True
    return False


def _names(text: str, own: set[str], knowledge: Knowledge) -> bool:
    directory = knowledge.directory
    return any(own.intersection((m.id, *chain(directory, m.id))) for m in mentions(text, directory))


def _heads(article: Article) -> Iterator[str]:
    yield from (part.prose.plain for part in article.each("headline"))
    for entry in article.fields:
        if entry.origin == "front-matter" and entry.path and folded(str(entry.path[0])) in _KEYS:
            yield entry.prose.plain


def _text(article: Article) -> Iterator[str]:
    beside = {part.block for role in ("bio", "disclaimer", "byline", "headline") for part in article.each(role)}
    yield from (part.prose.plain for part in article.each("body") if part.block not in beside)


@lru_cache(maxsize=32)
def _field(words: tuple[str, ...]) -> re.Pattern[str]:
    if not words:
        return lazily(r"(?!)")
    return lazily(rf"\b(?:{'|'.join(map(re.escape, words))})s?\b", re.IGNORECASE)
