"""A registry of people as an archive shows them, in bylint's own form, for somebody to review."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bylint.audit.archive import BIO
from bylint.audit.archive import HANDLE
from bylint.audit.archive import POST
from bylint.audit.people import KnownPerson
from bylint.model.violation import Fact
from bylint.text.fold import folded

_HEAD = """\
# Who signs, as the articles show it. Review before use: namesakes may be two persons, a post may have ended, and
# nobody knows from articles alone when it began. Dates in comments are those of the first and the last article.
version: 1
people:"""


class _Post(NamedTuple):
    title: str
    organisation: str
    status: str
    first: date | None
    last: date | None


def draft(people: Iterable[KnownPerson]) -> Iterator[str]:
    """Yield the lines of the registry."""
    yield from _HEAD.splitlines()
    taken: set[str] = set()
    for person in people:
        yield from _person(person, _free("-".join(person.key.split()), taken))


def _free(wanted: str, taken: set[str]) -> str:
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    taken.add(found)
    return found


def _person(person: KnownPerson, key: str) -> Iterator[str]:
    name, *variants = person.names
    span = f"{person.first} to {person.last}" if person.first else "no date"
    differ = "; ARTICLES DIFFER: one person?" if person.is_uneven else ""
    yield f"# {person.articles} articles, {span}{differ}"
    yield f"- id: {_quoted(key)}"
    yield f"  name: {_quoted(name)}"
    aliases = {folded(each): each for each in variants if folded(each) != folded(name)}
    if aliases:
        yield f"  aliases: [{', '.join(map(_quoted, aliases.values()))}]"
    yield from _affiliations(person.facts)
    bios = [fact.words for fact in person.facts if fact.claim == BIO]
    if bios:
        yield f"  bio: {_quoted(bios[-1])}"
    handles = dict.fromkeys(fact.words for fact in person.facts if fact.claim == HANDLE)
    if handles:
        yield f"  # handles: {', '.join(map(_quoted, handles))}"


def _affiliations(facts: Iterable[Fact]) -> Iterator[str]:
    posts = tuple(_posts(facts))
    if not posts:
        return
    held = [post for post in posts if post.status in ("", "current")]
    if held:
        yield "  affiliations:"
    for post in held:
        title = f", title: {_quoted(post.title)}" if post.title else ""
        yield f"  - {{organisation: {_quoted(post.organisation)}{title}}}  # {post.first} to {post.last}"
    for post in posts:
        if post not in held:
            words = ", ".join(filter(None, (post.title, post.organisation)))
            yield f"  # {post.status}: {_quoted(words)}, {post.first} to {post.last}"


def _posts(facts: Iterable[Fact]) -> Iterator[_Post]:
    days: dict[str, list[date | None]] = {}
    claims: dict[str, str] = {}
    for fact in facts:
        if fact.claim.startswith(f"{POST}|"):
            key = folded(fact.claim)
            claims.setdefault(key, fact.claim)
            days.setdefault(key, []).append(fact.when)
    for key, claim in claims.items():
        _, status, title, organisation = claim.split("|")
        dated = [day for day in days[key] if day]
        yield _Post(title, organisation, status, min(dated, default=None), max(dated, default=None))


def _quoted(words: str) -> str:
    """Return words as a scalar that YAML reads as they are."""
    return json.dumps(words, ensure_ascii=not words.isprintable())
