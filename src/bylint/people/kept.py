"""The registry as plain data, for the cache, and back."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from typing import Any

from bylint.model.people import Person
from bylint.model.people import Post
from bylint.model.people import Registry
from bylint.model.source import Place
from bylint.model.source import Span


def plain(people: Iterable[Person], named: Mapping[str, tuple[str, ...]], *, is_complete: bool) -> dict[str, Any]:
    """Return people as JSON can hold them."""
    return {"people": [_plain(person) for person in people], "named": named, "complete": is_complete}


def registry(found: Mapping[str, Any], digest: str) -> Registry:
    """Return the registry that was kept."""
    people = {entry["id"]: _person(entry) for entry in found["people"]}
    named = {name: tuple(ids) for name, ids in found["named"].items()}
    return Registry(people, named, found["complete"], digest)


def _plain(person: Person) -> dict[str, Any]:
    return {**person._asdict(), "posts": [_plain_post(post) for post in person.posts]}


def _plain_post(post: Post) -> dict[str, Any]:
    since, until = (day.isoformat() if day else None for day in (post.since, post.until))
    return {**post._asdict(), "since": since, "until": until}


def _person(entry: Mapping[str, Any]) -> Person:
    return Person(
        **{
            **entry,
            "aliases": tuple(entry["aliases"]),
            "pen_names": tuple(entry["pen_names"]),
            "posts": tuple(_post(post) for post in entry["posts"]),
            "handles": tuple((platform, handle) for platform, handle in entry["handles"]),
            "interests": tuple(entry["interests"]),
            "place": _place(entry["place"]),
        }
    )


def _post(post: Mapping[str, Any]) -> Post:
    since, until = (_date(post[key]) for key in ("since", "until"))
    return Post(post["organisation"], post["title"], since, until, _place(post["place"]))


def _place(kept: list[Any] | None) -> Place | None:
    # A tuple within a tuple is a list within a list to JSON.
    return Place(kept[0], Span(*kept[1]), *kept[2:]) if kept else None


def _date(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None
