"""The people of a generated archive: those in conflict with themselves or with the registry, and those who look it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from datetime import timedelta
from typing import NamedTuple

CONFLICTS = 200
FIRST = date(2005, 1, 3)
DAYS = 7300
GIVEN = "Ada Bela Cyra Dena Elke Fara Gwen Hana Ines Jola Kira Lena Mina Nora Olga Pia Rita Sina Tara Vera".split()
ONSETS = "B D F G H K L M N P R S T V W".split()
MIDDLES = "ar el in or un an er il".split()
ENDINGS = "berg dal ford gren holm land mark sund ton wick".split()
TITLES = "director chair dean curator fellow president".split()
BODIES = "Karst Tide Quarry Harbour Orchard Meadow Lantern Ferry Granite Willow".split()
KINDS = "Centre Institute Society Museum College Trust Archive Foundation".split()
FORMER = "former "


class Person(NamedTuple):
    """A person as articles print them, one article for each of `states`, `apart` days after the one before.

    `spelled` are the names in the bylines, one after the other; `planted` is the number of the article at fault.
    `entries` are the lines of the registry on the person.
    """

    name: str
    post: str
    states: tuple[str, ...]
    first: date
    apart: int
    spelled: tuple[str, ...]
    entries: tuple[str, ...]
    planted: int = -1

    def day(self, turn: int) -> date:
        """Return the date of an article."""
        return self.first + timedelta(days=turn * self.apart)


def people(chance: random.Random, articles: int) -> Iterator[Person]:
    """Yield as many people as it takes: at first those in conflict, then those who only look like it."""
    written = 0
    for at, name in enumerate(_names()):
        post = f"{chance.choice(TITLES)} of the {chance.choice(BODIES)} {chance.choice(KINDS)}"
        first = FIRST + timedelta(days=chance.randrange(DAYS - 2800))
        states = ("",) * chance.randint(1, 60)
        plain = Person(name, post, states, first, 45, (name,), (_entry(f"p{at}", name),))
        found = IN_CONFLICT[at % len(IN_CONFLICT)](plain, at) if at < CONFLICTS else _innocent(plain, at)
        for person in found if isinstance(found, list) else [found]:
            if at >= CONFLICTS and written + len(person.states) > articles:
                return
            written += len(person.states)
            yield person


def _slip(person: Person, _: int) -> Person:
    """A status that goes and comes back."""
    return person._replace(states=("", "", FORMER, ""), planted=2)


def _one_day(person: Person, _: int) -> Person:
    """Two statements on one day: the later path is at fault."""
    return person._replace(states=("", FORMER), apart=0, planted=1)


def _rank(person: Person, _: int) -> Person:
    """A status that goes and comes back, with and without a rank in the byline."""
    return person._replace(states=(FORMER, "", FORMER), spelled=(person.name, f"Dr. {person.name}"), planted=1)


def _alias(person: Person, at: int) -> Person:
    """A status that goes and comes back under names that the registry has for one person."""
    other = f"{person.name.split()[0]} Altnam{person.name.split()[1].lower()}"
    entry = _entry(f"p{at}", person.name, f"aliases: [{other}]")
    return person._replace(states=("", "", FORMER, ""), spelled=(person.name, other), entries=(entry,), planted=2)


def _over(person: Person, at: int) -> Person:
    """The registry ends a post, and the last article has it still."""
    entry = _post(person, at, until=person.day(3) - timedelta(days=1))
    return person._replace(states=("", "", "", ""), entries=(entry,), planted=3)


def _not_over(person: Person, at: int) -> Person:
    """The registry has a post that goes on, and an article calls it former."""
    return person._replace(states=("", FORMER, ""), entries=(_post(person, at),), planted=1)


def _misspelt(person: Person, at: int) -> Person:
    """A name that is a registered one but for a letter."""
    given, onset = GIVEN[at // 8 % len(GIVEN)], ONSETS[at // 8 % len(ONSETS)]
    name = f"{given} {onset}untstrand"
    wrong = name.replace("untstrand", "untsrtand")
    entry = _entry(f"p{at}", name)
    spelled = (name, name, wrong, name)
    return person._replace(name=name, states=("",) * 4, spelled=spelled, entries=(entry,), planted=2)


def _tied(person: Person, at: int) -> Person:
    """A name that the registry does not have, misspelt in one of the articles that give the same place of work."""
    name = f"{GIVEN[at // 8 % len(GIVEN)]} {ONSETS[at // 8 % len(ONSETS)]}inkelquist"
    spelled = (name, name, name.replace("inkel", "inkl"), name, name)
    return person._replace(name=name, states=("",) * 5, spelled=spelled, entries=(), planted=2)


IN_CONFLICT = (_slip, _one_day, _rank, _alias, _over, _not_over, _misspelt, _tied)


def _innocent(person: Person, at: int) -> Person | list[Person]:
    if at % 10 == 0:  # a career: one change that stays
        return person._replace(states=("", "", FORMER, FORMER))
    if at % 10 == 1:  # it came back, but after years
        return person._replace(states=("", FORMER, ""), apart=600)
    if at % 10 == 2:  # two persons of one name, and one of them has left the post that the other one holds
        twin = person._replace(entries=(_entry(f"q{at}", person.name),), first=person.first + timedelta(days=20))
        return [person._replace(states=("",) * 3), twin._replace(states=(FORMER,) * 3)]
    if at % 10 == 3:  # names that the registry has for one person
        other = f"{person.name.split()[0]} Altnam{person.name.split()[1].lower()}"
        short = f"{person.name[0]}. {person.name.split()[1]}"
        entry = _entry(f"p{at}", person.name, f"aliases: [{other}, {short}]")
        return person._replace(spelled=(person.name, other, short), entries=(entry,))
    if at % 10 == 4:  # a post that the registry ends, and the articles too
        entry = _post(person, at, until=person.day(2) - timedelta(days=1))
        return person._replace(states=("", "", FORMER, FORMER), entries=(entry,))
    return person


def _post(person: Person, at: int, until: date | None = None) -> str:
    title, body = person.post.split(" of the ")
    ends = f", until: {until}" if until else ""
    post = f"{{organisation: {body}, title: {title}, from: {person.first}{ends}}}"
    return _entry(f"p{at}", person.name, f"affiliations: [{post}]")


def _entry(key: str, name: str, more: str = "") -> str:
    return f"- {{id: {key}, name: {name}{f', {more}' if more else ''}}}"


def _names() -> Iterator[str]:
    """Yield names that are each of one person."""
    for ending in ENDINGS:
        for onset in ONSETS:
            for middle in MIDDLES:
                for second in MIDDLES:
                    for given in GIVEN:
                        yield f"{given} {onset}{middle}{second}{ending}"
