"""The skeleton of an article: headline, body, and when it was published, in every place that says so."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from itertools import islice
from typing import NamedTuple

from bylint.grammar.dates import announced
from bylint.grammar.dates import at_hour
from bylint.grammar.dates import date_in
from bylint.grammar.dates import date_of_path
from bylint.grammar.dates import short_date_in
from bylint.grammar.dates import speaks_of_change
from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.markup import Field
from bylint.model.parts_people import Body
from bylint.model.parts_people import Headline
from bylint.model.parts_people import PublicationDate
from bylint.model.prose import EMPTY
from bylint.model.prose import Prose
from bylint.model.source import Span
from bylint.model.world import Knowledge
from bylint.roles.blocks import LONG
from bylint.roles.blocks import PRINTED
from bylint.roles.site import is_template_code
from bylint.roles.site import name_of
from bylint.text.files import flat
from bylint.text.fold import bare
from bylint.text.fold import folded

_LANGUAGE = 5
"""Letters of the longest code of a language: "pt-br"."""
_TITLES = (("front-matter", "title"), ("json-ld", "headline"), ("meta", "og:title"), ("data", "title"))
_FEW = 8
"""Titles in the header of a file that are compared with its headings."""
_HEAD = 12
"""Blocks among which a text file has its headline."""
_REACH = 400
"""Blocks among which the headline stands that the header of the file names."""
_GLANCE = 30

_SEARCH = ("json-ld", "microdata")
_EARLY, _LATE = 8, 22
"""Hours of universal time at which it is yesterday in the west, tomorrow in the east."""
_ADDRESSES = ("canonical", "og:url")

_LINE = 100
"""Letters of the longest line that dates an article."""
_BEGINNING = 40
"""Letters at the beginning of a longer line, and behind a word such as "Published"."""
_NEAR = 6
"""Blocks above the headline, and a fifth of those below it, where a date stands."""
_MOST = 600
"""Blocks among which a date stands that is marked or announced, away from the headline."""


def find(article: Article, knowledge: Knowledge) -> Iterator[Headline | Body | PublicationDate]:
    """Yield the headline, the blocks of the text, and the dates, the likeliest first."""
    headline = _headline(article)
    if headline:
        yield headline
    for index, block in enumerate(article.blocks):
        if block.is_inside and block.kind in PRINTED and block.prose.plain:
            yield Body(block.prose, index, is_quote="quote" in block.within)
    yield from _dates(article, headline.block if headline else -1, knowledge)


def headline_block(article: Article) -> int:
    """Return the block of the headline, even where the header of the file is what names it, or -1."""
    headline = article.parts.first(Headline)
    if headline is None or headline.block >= 0:
        return headline.block if headline else -1
    words = bare(headline.prose.plain)
    shortest, longest = len(words), len(words) * 6
    for index, block in enumerate(article.blocks[:_REACH]):
        plain = block.prose.plain
        if not block.is_inside or not shortest < len(plain) * 2 < longest:
            continue
        if bare(plain[:_GLANCE]) in words and bare(plain[:400]) in words:
            return index
    return -1


def _headline(article: Article) -> Headline | None:
    """Return what the header of the file calls the article, at the heading that says the same; else the heading that
    the data of a page names, else the main heading, else those data themselves."""
    own = _own_title(article)
    if own:
        return _heading_of(article, own) or Headline(own)
    titles = tuple(islice(_titles(article), _FEW))
    for index, block in enumerate(article.blocks):
        if block.kind == "heading" and any(_is_said(block.prose, title) for title in titles):
            return Headline(block.prose, index)
    for index, block in enumerate(article.blocks):
        if block.kind == "heading" and block.level == 1 and block.is_inside and block.prose.plain:
            return Headline(block.prose, index)
    if titles:
        return Headline(titles[0])
    return _first_heading(article) or _first_line(article)


def _own_title(article: Article) -> Prose | None:
    """Return the title that the header of the file gives the article, and its template prints over the text; of one in
    several languages, `title: {en: ..., de: ...}`, that in the language of the article, else the first."""
    given = [f for f in article.fields if f.origin == "front-matter" and f.path and folded(str(f.path[0])) == "title"]
    whole = [field for field in given if len(field.path) == 1]
    by_language = [field for field in given if len(field.path) > 1 and len(str(field.path[1])) <= _LANGUAGE]
    language = article.language.lower()[:2]
    by_language.sort(key=lambda field: str(field.path[1]).lower()[:2] != language)
    for field in (whole or by_language)[:1]:
        return field.prose if bare(field.prose.plain).strip() and not is_template_code(field.prose.plain) else None
    return None


def _heading_of(article: Article, title: Prose) -> Headline | None:
    words = bare(title.plain)
    for index, block in enumerate(article.blocks):
        if block.kind == "heading" and bare(block.prose.plain) == words:
            return Headline(block.prose, index)
    return None


def _titles(article: Article) -> Iterator[Prose]:
    for origin, key in _TITLES:
        for field in article.fields:
            if field.origin != origin or len(field.path) > 2 or not field.path or not field.prose.plain:
                continue
            if folded(str(field.path[-1])) == key:
                yield field.prose


def _is_said(heading: Prose, title: Prose) -> bool:
    """Tell whether a title says the heading, with or without the site's name behind it."""
    words, whole = bare(heading.plain[:400]), bare(title.plain[:400])
    return len(words) > 3 and whole.startswith(words) and len(words) * 2 >= len(whole)


def _first_heading(article: Article) -> Headline | None:
    for index, block in enumerate(article.blocks):
        if block.kind == "heading" and block.is_inside and block.prose.plain:
            return Headline(block.prose, index)
        if len(block.prose.plain) > LONG:
            return None
    return None


def _first_line(article: Article) -> Headline | None:
    """Return the longest of the lines before the text: section names and furniture are shorter than a headline."""
    if article.has_markup:
        return None
    best = -1
    for index, block in enumerate(article.blocks[:_HEAD]):
        words = block.prose.plain
        if len(words) > LONG or bare(words).startswith(("by ", "written by ")):
            break
        if _is_title(words) and (best < 0 or _size(words) > _size(article.blocks[best].prose.plain)):
            best = index
    return Headline(article.blocks[best].prose, best) if best >= 0 else None


def _is_title(words: str) -> bool:
    return (
        bool(words)
        and " | " not in words
        and not words.endswith((".", ":", ",", ";"))
        and not any(c.isdigit() for c in words[:2])
    )


def _size(words: str) -> int:
    return len(words.split())


class _DateKeys(NamedTuple):
    """Names of fields that hold dates; `loose` may tell of a change, `late` do. `addresses`: those that hold the
    address of the page. `west`: languages of countries behind universal time."""

    front: frozenset[str]
    inner: frozenset[str]
    meta: tuple[str, ...]
    loose: tuple[str, ...]
    late: tuple[str, ...]
    addresses: tuple[str, ...]
    west: tuple[str, ...]


@lru_cache(maxsize=8)
def _keys(knowledge: Knowledge) -> _DateKeys:
    keys = knowledge.lists["bylines"]["dates"]
    named = (flat(keys[kind]) for kind in ("meta", "loose", "late", "addresses", "west"))
    return _DateKeys(frozenset(keys["front"]), frozenset(keys["inner"]), *named)


def _dates(article: Article, headline: int, knowledge: Knowledge) -> Iterator[PublicationDate]:
    """Yield the dates of an article, the likeliest first; `headline` is the block of the headline or -1."""
    keys = _keys(knowledge)
    seen = tuple(_visible(article, headline, knowledge))
    said = _structured(article, ("datepublished", "datecreated"), knowledge)
    hidden = tuple(chain(said, _meta(article, keys.meta, knowledge)))
    yield from _front(article, keys, knowledge)
    yield from _at_home(_borne_out(hidden, seen), seen, article.language, keys.west)
    # A field named "date" may be that of the last change.
    yield from (one for one in seen if one.is_sure and not one.is_changed)
    yield from _meta(article, keys.loose, knowledge)
    yield from _addresses(article, knowledge)
    yield from (one for one in seen if not one.is_sure or one.is_changed)
    yield from _structured(article, ("datemodified",), knowledge)
    yield from _meta(article, keys.late, knowledge)


def _front(article: Article, keys: _DateKeys, knowledge: Knowledge) -> Iterator[PublicationDate]:
    for field in article.fields:
        if field.origin != "front-matter":
            continue
        names = [folded(str(key)) for key in field.path if isinstance(key, str)]
        is_inner = len(names) == 2 and names[0] == "date" and names[1] in keys.inner
        if names and (is_inner or (len(names) <= 2 and names[-1] in keys.front)):
            yield from _in_field(field, knowledge, article.language)


def _structured(article: Article, wanted: tuple[str, ...], knowledge: Knowledge) -> Iterator[PublicationDate]:
    said = [(folded(str(field.path[-1])), field) for field in article.fields if field.origin in _SEARCH and field.path]
    for key in wanted:
        for name, field in said:
            if name == key:
                yield from _in_field(field, knowledge, article.language)


def _meta(article: Article, keys: tuple[str, ...], knowledge: Knowledge) -> Iterator[PublicationDate]:
    wanted = [(field.path[0], field) for field in article.fields if field.origin == "meta" and field.path[0] in keys]
    for key in keys if wanted else ():
        for name, field in wanted:
            if name == key:
                yield from _in_field(field, knowledge, article.language)


def _addresses(article: Article, knowledge: Knowledge) -> Iterator[PublicationDate]:
    """Yield the dates that the file's own path carries, those of the addresses that the header gives it, and the
    page's address."""
    found = date_of_path(name_of(article, knowledge))
    if found:
        yield PublicationDate(EMPTY, Span(0, 0), found, "path")
    told = chain(_own_addresses(article, _keys(knowledge).addresses), _page_addresses(article))
    for field in told:
        found = date_of_path(field.prose.plain)
        if found:
            yield PublicationDate(field.prose, field.prose.span(), found, "address")


def _own_addresses(article: Article, keys: tuple[str, ...]) -> Iterator[Field]:
    """Yield the fields of the header that hold addresses on this site: one of another is not that of the page."""
    named = [(folded(str(field.path[0])), field) for field in article.fields if field.origin == "front-matter"]
    wanted = [(name, field) for name, field in named if name in keys and len(field.path) == 1]
    for key in keys if wanted else ():
        yield from (field for name, field in wanted if name == key and "://" not in field.prose.plain)


def _page_addresses(article: Article) -> Iterator[Field]:
    for key in _ADDRESSES:
        yield from (field for field in article.fields if field.path == (key,) and field.origin in ("data", "meta"))


def _in_field(field: Field, knowledge: Knowledge, language: str) -> Iterator[PublicationDate]:
    found = date_in(field.prose.plain, knowledge, language, in_header=field.origin == "front-matter")
    if found:
        yield PublicationDate(field.prose, field.prose.span(), found, field.origin)


def _borne_out(hidden: tuple[PublicationDate, ...], seen: tuple[PublicationDate, ...]) -> tuple[PublicationDate, ...]:
    """Put first what readers see too, where fields differ."""
    shown = {one.day for one in seen if not one.is_changed}
    if len({one.day for one in hidden}) < 2 or hidden[0].day in shown:
        return hidden
    return tuple(sorted(hidden, key=lambda one: one.day not in shown))


def _at_home(
    hidden: tuple[PublicationDate, ...], seen: tuple[PublicationDate, ...], language: str, west: tuple[str, ...]
) -> tuple[PublicationDate, ...]:
    """Put first the date that readers see where the first is in universal time: near midnight it is another day."""
    hour = at_hour(hidden[0].prose.plain) if hidden else None
    if hour is None:
        return hidden
    local = tuple(one for one in hidden[1:] if at_hour(one.prose.plain) is None)
    for one in (*local, *(one for one in seen if not one.is_changed)):
        days = (one.day - hidden[0].day).days
        if (days == -1 and hour <= _EARLY and language[:2] in west) or (
            days == 1 and hour >= _LATE and language[:2] not in ("", "en")
        ):
            return (one, *(other for other in hidden if other is not one))
    return hidden


@lru_cache(maxsize=8)
def _marks(knowledge: Knowledge) -> frozenset[str]:
    """Return the marks of elements that hold dates."""
    return frozenset(knowledge.lists["bylines"]["marks"]["date"])


def _visible(article: Article, headline: int, knowledge: Knowledge) -> Iterator[PublicationDate]:
    """Yield short lines around the headline that hold a date: those that are marked or announced, then the first
    other; where there is none, those elsewhere that are marked or announced."""
    near = [(index, one) for index in _around(article, headline) for one in _on_line(article, index, knowledge)]
    sure = [(index, one) for index, one in near if _weight(article.blocks[index], knowledge) > 0]
    sure.sort(key=lambda pair: -_weight(article.blocks[pair[0]], knowledge))
    yield from (one for _, one in sure)
    plain = [one for index, one in near if _weight(article.blocks[index], knowledge) == 0]
    yield from plain[:1]
    if article.is_page and not sure and not plain:
        yield from _elsewhere(article, knowledge)


def _elsewhere(article: Article, knowledge: Knowledge) -> Iterator[PublicationDate]:
    found: list[tuple[int, PublicationDate]] = []
    for index, block in enumerate(article.blocks[:_MOST]):
        if not block.is_inside:
            continue
        is_late = len(block.prose.plain) <= _LINE and speaks_of_change(block.prose.plain, knowledge)
        weight = _weight(block, knowledge) or is_late or (block.kind == "heading" and block.prose.plain[:1].isdigit())
        if weight:
            found += [(-weight, one) for one in _on_line(article, index, knowledge)]
    yield from (one for _, one in sorted(found, key=lambda pair: pair[0])[:1])


def _on_line(article: Article, index: int, knowledge: Knowledge) -> Iterator[PublicationDate]:
    block = article.blocks[index]
    words = block.prose.plain
    if not words or block.kind not in PRINTED or "quote" in block.within:
        return
    if len(words) > _LINE:
        words = words[:_BEGINNING] if words[:1].isdigit() or announced(words[:_LINE], knowledge) == "published" else ""
    found = date_in(words, knowledge, article.language) or short_date_in(words)
    if found:
        is_changed = announced(words, knowledge) == "changed"
        is_sure = bool(_weight(block, knowledge))
        span = block.prose.span()
        yield PublicationDate(block.prose, span, found, "visible", index, is_sure=is_sure, is_changed=is_changed)


def _around(article: Article, headline: int) -> Iterator[int]:
    start = headline - _NEAR if headline > _NEAR else 0
    long = 0
    for index in range(start, len(article.blocks)):
        block = article.blocks[index]
        long += index > headline and block.is_inside and len(block.prose.plain) > LONG
        if long > 1 or (headline >= 0 and index > headline + 5 * _NEAR):
            return
        yield index


def _weight(block: Block, knowledge: Knowledge) -> int:
    """Return how surely a line tells the day of publication: 0 where nothing but the date says so."""
    told = announced(block.prose.plain[:_LINE], knowledge)
    is_marked = block.name == "time" or not _marks(knowledge).isdisjoint(block.marks)
    if told == "changed":
        return 1
    return 2 * is_marked + 4 * (told == "published") + (is_marked and block.is_inside)
