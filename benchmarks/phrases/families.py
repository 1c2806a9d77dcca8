"""The families of phrases: what a group of constructions says, and what bylint tells of it.

A new family is a folder of parts, two functions and a line of FAMILIES.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from typing import Any
from typing import NamedTuple

from benchmarks.phrases.phrase import Fact
from benchmarks.phrases.phrase import Truth
from benchmarks.phrases.wording import Wording

# One line of JSON that bylint prints.
Told = dict[str, Any]
# What bylint calls a relation to a body that these phrases call otherwise.
_RELATIONS = {"current": "held", "former": "past", "retired": "past", "incoming": "coming"}
# Relations of a bio that are no posts of its author, and how a reader may still take them.
_LOOSE = {"loose": ("",), "studied": ("past", "studied", "alumnus"), "subject": (), "other": (), "nothing": ()}


class Family(NamedTuple):
    """`truth` is asked for a place and a group; `told` reads a line of the format `printed`, beside its article."""

    name: str
    truth: Callable[[str, str, Wording], Truth]
    printed: str
    told: Callable[[Told, str], Iterator[Fact]]


def is_innocent(group: str) -> bool:
    """Whether nothing of the family is said."""
    return group.startswith("innocent")


def _true_of_bio(place: str, group: str, wording: Wording) -> Truth:
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
        due.append(Fact("works", who, wording.bodies[number], "" if relation == "some" else relation))
        # A post that is no slot is not asked for: "visiting scholar".
        (due if number in wording.posts else allowed).append(Fact("post", who, wording.posts.get(number, "")))
    return Truth(tuple(due), tuple(allowed))


def _told_of_bio(part: Told, _: str) -> Iterator[Fact]:
    elements = _elements(part)
    if part["role"] == "bio":
        yield from (Fact("bio", name) for name, _ in elements.get("person", ()))
    if part["role"] == "affiliation":
        who, body, status = (_first(elements, name) for name in ("person", "organisation", "status"))
        # Who finds it unclear says nothing.
        if status != "unclear":
            yield Fact("works", who, body, _RELATIONS.get(status, status))
        yield from (Fact("post", who, title) for title, _ in elements.get("title", ()))


def _true_of_disclaimer(_: str, group: str, wording: Wording) -> Truth:
    kinds = ("attribution", "denial") if group == "both" else (group,)
    bodies = tuple(Fact("denied", what=body) for body in wording.bodies.values())
    stated = tuple(map(Fact, ("disclaimer", *kinds)))
    # Who writes "not on behalf of the Bank" says whose the views are too, and "n'engagent que leur auteur" whose not.
    return Truth((*stated, *bodies), (Fact("attribution"), Fact("denial")))


def _told_of_disclaimer(part: Told, text: str) -> Iterator[Fact]:
    if part["role"] != "disclaimer":
        return
    elements = _elements(part)
    yield Fact("disclaimer")
    for kind, name in (("attribution", "attribution"), ("denial", "non-reflection")):
        yield from (Fact(kind) for _ in elements.get(name, ())[:1])
    for words, span in elements.get("entity", ()):
        yield Fact("denied", what=text[span[0] : span[1]] if span else words)


def _true_of_byline(_: str, group: str, wording: Wording) -> Truth:
    agencies = [wording.choices[name] for name in wording.choices if name == "agency"]
    if group == "agency":
        return Truth(tuple(Fact("author", name) for name in agencies))
    names, partners = (_names(wording, role) for role in ("name", "partner"))
    return Truth(*(tuple(Fact("author", name) for name in told) for told in (names, agencies + partners)))


def _names(wording: Wording, role: str) -> list[str]:
    return [person.name for key, person in wording.people.items() if key.startswith(role)]


def _told_of_byline(article: Told, _: str) -> Iterator[Fact]:
    yield from (Fact("author", author["name"]) for author in article["authors"])


def _elements(part: Told) -> dict[str, list[tuple[str, list[int] | None]]]:
    """Return the elements of a part by name: words, and the span of those that have one."""
    named: dict[str, list[tuple[str, list[int] | None]]] = {}
    for name, words, *span in part["elements"]:
        named.setdefault(name, []).append((words, span[0] if span else None))
    return named


def _first(elements: dict[str, list[tuple[str, list[int] | None]]], name: str) -> str:
    return elements[name][0][0] if name in elements else ""


FAMILIES = {
    family.name: family
    for family in (
        Family("bios", _true_of_bio, "parts", _told_of_bio),
        Family("disclaimers", _true_of_disclaimer, "parts", _told_of_disclaimer),
        Family("bylines", _true_of_byline, "json", _told_of_byline),
    )
}
