"""Who signs, as the header of a file and a page's hidden data say it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.article import Field
from bylint.model.knowledge import Knowledge
from bylint.model.prose import Prose
from bylint.model.prose import joined
from bylint.roles.byline.names import Reading
from bylint.roles.byline.names import read
from bylint.roles.byline.words import Words
from bylint.roles.byline.words import words
from bylint.roles.naming import names
from bylint.text.fold import folded

_SEARCH = ("json-ld", "microdata")
_MOST = 60


class Entry(NamedTuple):
    """One value of a byline. `is_listed`: it is one of a list, so it holds one name; `is_body`: it says that it is no
    person; `about`: fields that stand beside the name, by kind (title, employer)."""

    prose: Prose
    reading: Reading
    is_listed: bool = False
    is_body: bool = False
    about: tuple[tuple[str, Prose], ...] = ()


class Signing(NamedTuple):
    """One place that says who signs; `place` tells two of one origin apart."""

    origin: str
    place: str
    entries: tuple[Entry, ...]
    block: int = -1


def signings(article: Article, knowledge: Knowledge) -> Iterator[Signing]:
    """Yield the bylines of front matter, meta and structured data."""
    yield from _front_matter(article, knowledge)
    yield from _meta(article, knowledge)
    for origin in _SEARCH:
        yield from _structured(article, origin, knowledge)


def _front_matter(article: Article, knowledge: Knowledge) -> Iterator[Signing]:
    by = words(knowledge)
    fields = [field for field in article.fields if field.origin == "front-matter"]
    found = tuple(_signed(fields, by.keys["author"], by, knowledge))
    yield from found or _signed(fields, by.keys["late"], by, knowledge)


def _signed(fields: Iterable[Field], keys: frozenset[str], by: Words, knowledge: Knowledge) -> Iterator[Signing]:
    ours = [(_inner(field, by.keys["wrappers"]), field) for field in fields]
    ours = [(path, field) for path, field in ours if path and folded(str(path[0])) in keys]
    for key, group in groupby(ours, key=lambda pair: folded(str(pair[0][0]))):
        entries = tuple(_entries(tuple(group), by, knowledge))
        if entries:
            yield Signing("front-matter", key, entries[:_MOST])


def _inner(field: Field, wrappers: frozenset[str]) -> tuple[str | int, ...]:
    path = field.path
    while len(path) > 1 and folded(str(path[0])) in wrappers:
        path = path[1:]
    return path


def _entries(
    pairs: tuple[tuple[tuple[str | int, ...], Field], ...], by: Words, knowledge: Knowledge
) -> Iterator[Entry]:
    """One value is one entry; so are the values of one mapping."""
    for where, group in groupby(pairs, key=lambda pair: _owner(pair[0], by)):
        entry = _entry(tuple(group), by, knowledge, is_listed=any(isinstance(step, int) for step in where))
        if entry:
            yield entry


def _owner(path: tuple[str | int, ...], by: Words) -> tuple[str | int, ...]:
    if len(path) < 2 or isinstance(path[-1], int):
        numbered = [i for i, step in enumerate(path) if isinstance(step, int)]
        return path[: numbered[0] + 1] if numbered else path
    inner = next((i for i, step in enumerate(path[1:], 1) if folded(str(step)) in _own_keys(by)), len(path) - 1)
    return path[:inner]


def _own_keys(by: Words) -> frozenset[str]:
    return by.keys["name"] | by.keys["id"] | by.keys["given"] | by.keys["title"] | by.keys["employer"]


def _entry(
    pairs: tuple[tuple[tuple[str | int, ...], Field], ...], by: Words, knowledge: Knowledge, *, is_listed: bool
) -> Entry | None:
    prose = _name_of(pairs, by)
    if prose is None or _is_nobody(prose, knowledge):
        return None
    kinds = ("title", "employer")
    about = tuple((kind, f.prose) for path, f in pairs for kind in kinds if _last(path) in by.keys[kind] and f.prose.at)
    is_body = any(_last(path) == "@type" and "organi" in folded(field.prose.plain) for path, field in pairs)
    return Entry(prose, read(prose, knowledge, is_field=True), is_listed, is_body, about)


def _name_of(pairs: tuple[tuple[tuple[str | int, ...], Field], ...], by: Words) -> Prose | None:
    bare = [field for path, field in pairs if len(path) == 1 or isinstance(path[-1], int)]
    if bare:
        return bare[0].prose
    for kind in ("name", "given", "id"):
        for path, field in pairs:
            if _last(path) in by.keys[kind] and field.prose.at:
                family = [f.prose for p, f in pairs if kind == "given" and _last(p) in by.keys["family"]]
                return joined((field.prose, *family[:1])) if family else field.prose
    return None


def _last(path: tuple[str | int, ...]) -> str:
    numbers = [step for step in path if isinstance(step, str)]
    return folded(numbers[-1]) if numbers else ""


def _is_nobody(prose: Prose, knowledge: Knowledge) -> bool:
    plain = folded(prose.plain)
    return not plain or plain in names(knowledge).nobodies or plain.startswith(("http:", "https:", "www.", "//"))


def _meta(article: Article, knowledge: Knowledge) -> Iterator[Signing]:
    by = words(knowledge)
    by_name: dict[str, list[Field]] = {}
    for field in article.fields:
        if field.origin == "meta" and field.path and str(field.path[0]) in by.meta:
            by_name.setdefault(str(field.path[0]), []).append(field)
    if not any(folded(f.prose.plain) in by.labels for f in article.fields if f.path == ("twitter:label1",)):
        by_name.pop("twitter:data1", None)
    for name, fields in by_name.items():
        proses = [field.prose for field in fields if not _is_nobody(field.prose, knowledge)]
        entries = tuple(Entry(prose, read(prose, knowledge, is_field=True)) for prose in proses[:_MOST])
        if entries:
            yield Signing("meta", name, entries)


def _structured(article: Article, origin: str, knowledge: Knowledge) -> Iterator[Signing]:
    """Only the first article of a page counts: others are related ones."""
    by = words(knowledge)
    keys = frozenset(("author",))
    fields = [f for f in article.fields if f.origin == origin and f.path and folded(str(f.path[0])) in keys]
    for item, group in groupby(fields, key=lambda field: field.item):
        pairs = tuple((field.path, field) for field in group)
        entries = tuple(_entries(pairs, by, knowledge))
        if entries:
            yield Signing(origin, str(item), entries[:_MOST])
            return
