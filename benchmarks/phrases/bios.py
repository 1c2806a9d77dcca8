"""Bios: who the author is, where they work and as what."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.phrases.phrase import Fact
from benchmarks.phrases.phrase import Truth
from benchmarks.phrases.told import Told
from benchmarks.phrases.told import element
from benchmarks.phrases.told import elements
from benchmarks.phrases.wording import Wording

# What bylint calls a relation to a body that these phrases call otherwise.
_RELATIONS = {"current": "held", "former": "past", "retired": "past", "incoming": "coming"}
_HOW = {"some": "", "entered": "held"}
# Relations of a bio that are no posts of its author, and how a reader may still take them.
_LOOSE = {"loose": ("",), "studied": ("past", "studied", "alumnus"), "subject": (), "other": (), "nothing": ()}


def truth(place: str, group: str, wording: Wording) -> Truth:
    """Return posts by the relations that the group names, one for each body in its order."""
    due: list[Fact] = []
    # Second posts may be told.
    allowed = [Fact("post", wording.person().name, post) for post in wording.posts.values()]
    # What a header or a card says of its author need not be called a bio.
    bios = allowed if place else due
    bios.append(Fact("bio", wording.person().name))
    for token, number in zip(group.split("+"), ("", "2", "3"), strict=False):
        relation, _, owner = token.partition("@")
        who = wording.person(owner).name
        if owner:
            bios.append(Fact("bio", who))
        if relation in _LOOSE:
            allowed += [Fact("works", who, wording.bodies.get(number, ""), how) for how in _LOOSE[relation]]
            continue
        due.append(Fact("works", who, wording.bodies[number], _HOW.get(relation, relation)))
        # A post that is no slot is not asked for, "visiting scholar", nor is that of one who entered long ago.
        is_asked = number in wording.posts and relation != "entered"
        (due if is_asked else allowed).append(Fact("post", who, _post(number, wording)))
    return Truth(tuple(due), tuple(allowed))


def _post(number: str, wording: Wording) -> str:
    """Return the post at a body, and with it those that have no body of their own: "treasurer and librarian at"."""
    posts = {key: post for key, post in wording.posts.items() if key == number or key not in wording.bodies}
    return " ".join(posts.values())


def told(part: Told, _: str) -> Iterator[Fact]:
    """Yield bios and affiliations."""
    named = elements(part)
    if part["role"] == "bio":
        yield from (Fact("bio", name) for name, _ in named.get("person", ()))
    if part["role"] == "affiliation":
        who, body, status = (element(named, name) for name in ("person", "organisation", "status"))
        # Who finds it unclear says nothing.
        if status != "unclear":
            yield Fact("works", who, body, _RELATIONS.get(status, status))
        yield from (Fact("post", who, title) for title, _ in named.get("title", ()))
