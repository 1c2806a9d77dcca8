"""When an article was published, in every place that says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from bylint.grammar.dates import at_hour
from bylint.grammar.dates import date_in
from bylint.grammar.dates import date_of_path
from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.markup import Field
from bylint.model.prose import EMPTY
from bylint.model.source import Span
from bylint.roles.visible_dates import visible
from bylint.text.fold import folded
from bylint.text.shipped import flat

_SEARCH = ("json-ld", "microdata")
_WEST = ("", "en", "es", "pt", "fr", "pap")
"""Languages of countries behind universal time."""
_EARLY, _LATE = 8, 22
"""Hours of universal time at which it is yesterday in the west, tomorrow in the east."""
_ADDRESSES = ("canonical", "og:url")


class _Keys(NamedTuple):
    """Names of fields that hold dates; `loose` may tell of a change, `late` do."""

    front: frozenset[str]
    inner: frozenset[str]
    meta: tuple[str, ...]
    loose: tuple[str, ...]
    late: tuple[str, ...]


@lru_cache(maxsize=8)
def _keys(knowledge: Knowledge) -> _Keys:
    keys = knowledge.lists["bylines"]["dates"]
    named = (flat(keys[kind]) for kind in ("meta", "loose", "late"))
    return _Keys(frozenset(keys["front"]), frozenset(keys["inner"]), *named)


def dates(article: Article, headline: int, knowledge: Knowledge) -> Iterator[Part]:
    """Yield the dates of an article, the likeliest first; `headline` is the block of the headline or -1."""
    keys = _keys(knowledge)
    seen = tuple(visible(article, headline, knowledge))
    said = _structured(article, ("datepublished", "datecreated"), knowledge)
    hidden = tuple(chain(said, _meta(article, keys.meta, knowledge)))
    yield from _front(article, keys, knowledge)
    yield from _at_home(_borne_out(hidden, seen), seen, article.language)
    # A field named "date" may be that of the last change.
    yield from (part for part in seen if part.has("sure") and not part.has("changed"))
    yield from _meta(article, keys.loose, knowledge)
    yield from _addresses(article)
    yield from (part for part in seen if not part.has("sure") or part.has("changed"))
    yield from _structured(article, ("datemodified",), knowledge)
    yield from _meta(article, keys.late, knowledge)


def _front(article: Article, keys: _Keys, knowledge: Knowledge) -> Iterator[Part]:
    for field in article.fields:
        if field.origin != "front-matter":
            continue
        names = [folded(str(key)) for key in field.path if isinstance(key, str)]
        is_inner = len(names) == 2 and names[0] == "date" and names[1] in keys.inner
        if names and (is_inner or (len(names) <= 2 and names[-1] in keys.front)):
            yield from _dated(field, knowledge, article.language)


def _structured(article: Article, wanted: tuple[str, ...], knowledge: Knowledge) -> Iterator[Part]:
    said = [(folded(str(field.path[-1])), field) for field in article.fields if field.origin in _SEARCH and field.path]
    for key in wanted:
        for name, field in said:
            if name == key:
                yield from _dated(field, knowledge, article.language)


def _meta(article: Article, keys: tuple[str, ...], knowledge: Knowledge) -> Iterator[Part]:
    wanted = [(field.path[0], field) for field in article.fields if field.origin == "meta" and field.path[0] in keys]
    for key in keys if wanted else ():
        for name, field in wanted:
            if name == key:
                yield from _dated(field, knowledge, article.language)


def _addresses(article: Article) -> Iterator[Part]:
    """Yield the dates that the file's own path carries, and the page's address."""
    found = date_of_path(article.source.path)
    if found:
        yield Part("date", EMPTY, Span(0, 0), elements=_elements(found, "path"))
    for key in _ADDRESSES:
        for field in article.fields:
            found = (
                date_of_path(field.prose.plain) if field.path == (key,) and field.origin in ("data", "meta") else None
            )
            if found:
                yield Part("date", field.prose, field.prose.span(), elements=_elements(found, "address"))


def _dated(field: Field, knowledge: Knowledge, language: str) -> Iterator[Part]:
    found = date_in(field.prose.plain, knowledge, language)
    if found:
        yield Part("date", field.prose, field.prose.span(), elements=_elements(found, field.origin))


def _elements(found: date, origin: str) -> tuple[Element, ...]:
    return Element("iso", found.isoformat()), Element("origin", origin)


def _borne_out(hidden: tuple[Part, ...], seen: tuple[Part, ...]) -> tuple[Part, ...]:
    """Put first what readers see too, where fields differ."""
    shown = {part.words("iso") for part in seen if not part.has("changed")}
    if len({part.words("iso") for part in hidden}) < 2 or hidden[0].words("iso") in shown:
        return hidden
    return tuple(sorted(hidden, key=lambda part: part.words("iso") not in shown))


def _at_home(hidden: tuple[Part, ...], seen: tuple[Part, ...], language: str) -> tuple[Part, ...]:
    """Put first the date that readers see where the first is in universal time: near midnight it is another day."""
    hour = at_hour(hidden[0].prose.plain) if hidden else None
    if hour is None:
        return hidden
    told = date.fromisoformat(hidden[0].words("iso"))
    local = tuple(part for part in hidden[1:] if at_hour(part.prose.plain) is None)
    for part in (*local, *(part for part in seen if not part.has("changed"))):
        days = (date.fromisoformat(part.words("iso")) - told).days
        if (days == -1 and hour <= _EARLY and language[:2] in _WEST) or (
            days == 1 and hour >= _LATE and language[:2] not in ("", "en")
        ):
            return (part, *(other for other in hidden if other is not part))
    return hidden
