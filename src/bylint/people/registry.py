"""The registry in bylint's own form, with every mistake at its line, and as plain data for the cache."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from typing import Any

from bylint.model.source import Place
from bylint.model.source import Span
from bylint.model.source import place_of
from bylint.model.world import Directory
from bylint.model.world import Person
from bylint.model.world import Post
from bylint.model.world import Registry
from bylint.text.organisations import resolve
from bylint.text.yaml import Key
from bylint.text.yaml import Node
from bylint.text.yaml import Sheet
from bylint.text.yaml import faults
from bylint.text.yaml import guess
from bylint.text.yaml import items
from bylint.text.yaml import value
from bylint.text.yaml import words

FILE = {
    "version": Key(is_needed=True, among=("1",)),
    "people": Key("list", is_needed=True),
    "complete": Key(among=("true", "false")),
}
PERSON = {
    "id": Key(is_needed=True),
    "name": Key(is_needed=True),
    "aliases": Key("list"),
    "affiliations": Key("list"),
    "bio": Key(),
    "handles": Key("map"),
    "interests": Key("texts"),
    "withheld": Key(among=("true", "false")),
    # A site may keep these here; they are known so that they are no mistake, and are never read.
    **dict.fromkeys(("email", "phone", "address", "note", "notes", "private"), Key("any")),
}
ALIAS = {"name": Key(is_needed=True), "kind": Key(among=("pen-name", "former", "variant"))}
POST = {"organisation": Key(is_needed=True), "title": Key(), "from": Key(), "until": Key()}
_DAY = re.compile(r"((?:19|20)\d\d)(?:-(\d\d)(?:-(\d\d))?)?")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
Mistakes = Iterator[tuple[int, str]]


def people(page: Sheet, directory: Directory) -> tuple[tuple[Person, ...], tuple[str, ...], bool]:
    """Return the people of a file, what is wrong with it, and whether it names everybody."""
    mistakes = page.told(_faults(page.node, directory))
    if mistakes:
        return (), mistakes, False
    found = tuple(_person(page, node, directory) for node in items(page.node, "people"))
    return found, (), words(page.node, "complete") == "true"


def _person(page: Sheet, node: Node, directory: Directory) -> Person:
    aliases = [(words(a, "name") if a.kind == "map" else a.words, words(a, "kind")) for a in items(node, "aliases")]
    handles = value(node, "handles")
    return Person(
        words(node, "id"),
        words(node, "name"),
        tuple(name for name, kind in aliases if kind != "pen-name"),
        tuple(name for name, kind in aliases if kind == "pen-name"),
        tuple(_post(page, post, directory) for post in items(node, "affiliations")),
        words(node, "bio"),
        tuple((entry.key, entry.value.words) for entry in handles.entries) if handles else (),
        tuple(item.words for item in items(node, "interests")),
        words(node, "withheld") == "true",
        _place(page, node),
    )


def _post(page: Sheet, node: Node, directory: Directory) -> Post:
    named = words(node, "organisation")
    key = named if named in directory.organisations else resolve(named, directory)
    return Post(
        key or named,
        words(node, "title"),
        first_day(words(node, "from")),
        last_day(words(node, "until")),
        _place(page, node),
    )


def first_day(said: str) -> date | None:
    """Return the first day that a date such as 2021, 2021-05 or 2021-05-17 means; nothing if it means none."""
    match = _DAY.fullmatch(said.strip())
    return _date(int(match[1]), int(match[2] or 1), int(match[3] or 1)) if match else None


def last_day(said: str) -> date | None:
    """Return the last day that a date means."""
    match = _DAY.fullmatch(said.strip())
    if match is None:
        return None
    year, month = int(match[1]), int(match[2] or 12)
    return _date(year, month, int(match[3]) if match[3] else _length(year, month))


def _length(year: int, month: int) -> int:
    return monthrange(year, month)[1] if 1 <= month <= 12 else 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _place(page: Sheet, node: Node) -> Place:
    return place_of(page.source, node.span)


def _faults(node: Node, directory: Directory) -> Mistakes:
    yield from faults(node, FILE)
    for person in items(node, "people"):
        if person.kind != "map":
            yield person.span.start, "a person must be a mapping with `id:` and `name:`"
            continue
        about = f"{words(person, 'id')}: "
        yield from faults(person, PERSON, about)
        for alias in items(person, "aliases"):
            if alias.kind == "map":
                yield from faults(alias, ALIAS, f"{about}alias: ")
        for post in items(person, "affiliations"):
            yield from _post_faults(post, about, directory)


def _post_faults(post: Node, about: str, directory: Directory) -> Mistakes:
    if post.kind != "map":
        yield post.span.start, f"{about}an affiliation must be a mapping with `organisation:`"
        return
    yield from faults(post, POST, f"{about}affiliation: ")
    named, at = words(post, "organisation"), value(post, "organisation")
    if at and _ID.fullmatch(named) and named not in directory.organisations:
        near = guess(named, directory.organisations)
        yield at.span.start, f"{about}there is no organisation {named!r} in the directory{near}"
    yield from period_faults(post, about, "2021-05-17")


def period_faults(node: Node, about: str, such_as: str) -> Mistakes:
    """Yield what is wrong with `from` and `until`; `such_as` is a date to show."""
    since, until = words(node, "from"), words(node, "until")
    for key, said in (("from", since), ("until", until)):
        if said and first_day(said) is None:
            found = value(node, key)
            yield found.span.start if found else 0, f"{about}{key!r} is {said!r}, not a date such as {such_as}"
    first, last = first_day(since), last_day(until)
    if first and last and last < first:
        found = value(node, "until")
        yield found.span.start if found else 0, f"{about}'until' ({until}) is before 'from' ({since})"


def rows(people: Iterable[Person], named: Mapping[str, tuple[str, ...]], *, is_complete: bool) -> dict[str, Any]:
    """Return people as JSON can hold them."""
    return {"people": [_person_row(person) for person in people], "named": named, "complete": is_complete}


def stored(found: Mapping[str, Any], digest: str) -> Registry:
    """Return the registry that was kept."""
    people = {entry["id"]: _stored_person(entry) for entry in found["people"]}
    named = {name: tuple(ids) for name, ids in found["named"].items()}
    return Registry(people, named, found["complete"], digest)


def _person_row(person: Person) -> dict[str, Any]:
    return {**person._asdict(), "posts": [_post_row(post) for post in person.posts]}


def _post_row(post: Post) -> dict[str, Any]:
    since, until = (day.isoformat() if day else None for day in (post.since, post.until))
    return {**post._asdict(), "since": since, "until": until}


def _stored_person(entry: Mapping[str, Any]) -> Person:
    return Person(
        **{
            **entry,
            "aliases": tuple(entry["aliases"]),
            "pen_names": tuple(entry["pen_names"]),
            "posts": tuple(_stored_post(post) for post in entry["posts"]),
            "handles": tuple((platform, handle) for platform, handle in entry["handles"]),
            "interests": tuple(entry["interests"]),
            "place": _stored_place(entry["place"]),
        }
    )


def _stored_post(post: Mapping[str, Any]) -> Post:
    since, until = (_stored_date(post[key]) for key in ("since", "until"))
    return Post(post["organisation"], post["title"], since, until, _stored_place(post["place"]))


def _stored_place(kept: list[Any] | None) -> Place | None:
    # A tuple within a tuple is a list within a list to JSON.
    return Place(kept[0], Span(*kept[1]), *kept[2:]) if kept else None


def _stored_date(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None
