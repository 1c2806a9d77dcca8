"""Who signs, as the header of a file and a page's hidden data say it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from itertools import groupby
from itertools import islice
from typing import NamedTuple

from bylint.grammar.names import names
from bylint.model.article import Article
from bylint.model.knowledge import Knowledge
from bylint.model.markup import Field
from bylint.model.prose import Prose
from bylint.model.prose import joined
from bylint.model.source import Span
from bylint.roles.byline.names import Reading
from bylint.roles.byline.names import read
from bylint.roles.byline.words import Words
from bylint.roles.byline.words import words
from bylint.text.fold import folded

_SEARCH = ("json-ld", "microdata")
_MOST = 60
_Path = tuple[str | int, ...]


class _Value(NamedTuple):
    """A value below an author's key: of which author, and what it says (bare, name, given, family, id, title ...)."""

    group: _Path
    kind: str
    prose: Prose


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


def empty(article: Article, knowledge: Knowledge) -> Iterator[Span]:
    """Yield the keys of front matter that ask for an author and have no value."""
    by = words(knowledge)
    for field in article.fields:
        path = _inner(field, by.keys["wrappers"]) if field.origin == "front-matter" else ()
        if len(path) == 1 and folded(str(path[0])) in by.keys["author"] and not field.prose.plain:
            yield field.key


def _front_matter(article: Article, knowledge: Knowledge) -> Iterator[Signing]:
    by = words(knowledge)
    fields = [field for field in article.fields if field.origin == "front-matter"]
    found = tuple(_signed(fields, by.keys["author"], by, knowledge))
    yield from found or _signed(fields, by.keys["late"], by, knowledge)


def _signed(fields: Iterable[Field], keys: frozenset[str], by: Words, knowledge: Knowledge) -> Iterator[Signing]:
    ours = [(_inner(field, by.keys["wrappers"]), field) for field in fields]
    ours = [(path, field) for path, field in ours if path and folded(str(path[0])) in keys]
    for key, group in groupby(ours, key=lambda pair: folded(str(pair[0][0]))):
        values = (_value(path, field.prose, by) for path, field in group)
        entries = tuple(islice(_entries(values, knowledge), _MOST))
        if entries:
            yield Signing("front-matter", key, entries)


def _inner(field: Field, wrappers: frozenset[str]) -> _Path:
    path = field.path
    while len(path) > 1 and folded(str(path[0])) in wrappers:
        path = path[1:]
    return path


def _value(path: _Path, prose: Prose, by: Words, *, is_typed: bool = False) -> _Value:
    """Say what a value below an author's key is: `authors[0].name`, `author.worksFor.name`, `authors.jroe.name`; the
    keys of structured data are never ids."""
    rest = path[1:]
    group: _Path = ()
    if rest and (isinstance(rest[0], int) or (not is_typed and len(rest) > 1 and _kind((folded(rest[0]),), by) == "")):
        group, rest = rest[:1], rest[1:]
    keys = tuple(folded(step) for step in rest if isinstance(step, str))
    return _Value(group, _kind(keys, by) if keys else "bare", prose)


def _kind(keys: tuple[str, ...], by: Words) -> str:
    first, last = keys[0], keys[-1]
    if first == "@type":
        return "type"
    for kind in ("given", "family"):
        if last in by.keys[kind] and (len(keys) == 1 or first in by.keys["name"]):
            return kind
    if first in by.keys["name"]:
        return "name" if len(keys) == 1 or last in by.keys["name"] else ""
    if first in by.keys["employer"]:
        return "employer" if len(keys) == 1 or last in by.keys["name"] else "other"
    for kind in ("title", "id"):
        if first in by.keys[kind] and len(keys) == 1:
            return kind
    return ""


def _entries(values: Iterable[_Value], knowledge: Knowledge) -> Iterator[Entry]:
    """One value is one entry; so are the values of one mapping."""
    for group, members in groupby(values, key=lambda value: value.group):
        of_kind = {value.kind: value.prose for value in reversed(tuple(members))}
        prose = _name_of(of_kind)
        if prose is None or _is_nobody(prose, knowledge):
            continue
        about = tuple((kind, of_kind[kind]) for kind in ("title", "employer") if kind in of_kind and of_kind[kind].at)
        is_body = "type" in of_kind and "organi" in folded(of_kind["type"].plain)
        is_listed = bool(group) and isinstance(group[0], int)
        yield Entry(prose, read(prose, knowledge, is_field=True), is_listed, is_body, about)


def _name_of(of_kind: dict[str, Prose]) -> Prose | None:
    given, family = of_kind.get("given"), of_kind.get("family")
    both = joined((given, family)) if given and family else None
    found = (of_kind.get("bare"), of_kind.get("name"), both, given, of_kind.get("id"))
    return next((prose for prose in found if prose and prose.at), None)


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
    fields = [f for f in article.fields if f.origin == origin and f.path and f.path[0] == "author"]
    for item, group in groupby(fields, key=lambda field: field.item):
        values = (_value(field.path, field.prose, by, is_typed=True) for field in group)
        entries = tuple(islice(_entries(values, knowledge), _MOST))
        if entries:
            yield Signing(origin, str(item), entries)
            return
