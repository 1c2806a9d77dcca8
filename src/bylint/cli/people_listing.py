"""Who an archive knows, for people to read: all on a line each, or one through the years."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from itertools import groupby

from bylint.audit.archive import BIO
from bylint.audit.archive import DISCLAIMER
from bylint.audit.archive import HANDLE
from bylint.audit.archive import NAME
from bylint.audit.archive import POST
from bylint.audit.people import KnownPerson
from bylint.grammar.names import is_same
from bylint.model.violation import Fact
from bylint.report.printable import counted
from bylint.report.printable import shown
from bylint.report.printable import width_of

_HEADINGS = {NAME: "Names", BIO: "Bios", POST: "Affiliations", HANDLE: "Handles", DISCLAIMER: "Disclaimers"}
_NEVER = "no date"
_LONGEST = 160


def table(people: tuple[KnownPerson, ...], bearers: Mapping[str, int]) -> Iterator[str]:
    """Yield a line for each name, and what the marks mean. `bearers`: how many people of the registry bear it."""
    like = _alike(people)
    wide = max(4, *(width_of(shown(person.names[0])) for person in people))
    yield f"{'NAME'.ljust(wide)}  ARTICLES  FIRST       LAST        ALSO"
    for person in people:
        name = shown(person.names[0])
        also = [f"written {each}" for each in person.names[1:]] + [f"perhaps {each}" for each in like[person.key]]
        if person.is_uneven:
            also.append("articles differ")
        if bearers[person.key] > 1:
            also.append(f"{bearers[person.key]} persons in the registry")
        days = f"{_day(person.first):<10}  {_day(person.last):<10}"
        pad = " " * (wide - width_of(name))
        yield f"{name}{pad}  {person.articles:>8,}  {days}  {shown('; '.join(also))}".rstrip()
    uneven = sum(person.is_uneven for person in people)
    yield f"{counted(len(people), 'name')}."
    if uneven:
        yield f"On {uneven:,} of them articles differ: a slip, or two persons of one name."


def timeline(person: KnownPerson) -> Iterator[str]:
    """Yield what was said about a person, each wording with its first and last date and the place of the first."""
    yield shown(person.names[0])
    yield f"{counted(person.articles, 'article')}, {_day(person.first)} to {_day(person.last)}"
    if person.is_uneven:
        yield "Articles differ on this name: a slip, or two persons who bear it."
    for kind, heading in _HEADINGS.items():
        told = [fact for fact in person.facts if fact.claim.split("|")[0] == kind]
        if told:
            yield from ("", f"{heading}:")
        for _, run in groupby(told, key=_said):
            yield _line(tuple(run))


def _line(run: tuple[Fact, ...]) -> str:
    first, last = run[0], run[-1]
    days = _day(first.when) if first.when == last.when else f"{_day(first.when)} to {_day(last.when)}"
    articles = len({fact.place.path for fact in run})
    return shown(f"  {days:<24}  {articles:>4,}  {_said(first)}  ({first.place.path}:{first.place.line})")


def _said(fact: Fact) -> str:
    kind, *details = fact.claim.split("|")
    if kind != POST:
        return fact.words if len(fact.words) <= _LONGEST else f"{fact.words[:_LONGEST]}…"
    status, title, organisation = details
    post = ", ".join(filter(None, (title, organisation)))
    return post if status in ("", "current") else f"{post} ({status})"


def _alike(people: tuple[KnownPerson, ...]) -> dict[str, list[str]]:
    """Return, for each person, those whose name may be another form of this one; only the last words are compared."""
    by_last: dict[str, list[KnownPerson]] = {}
    for person in people:
        by_last.setdefault(person.key.rsplit(" ", 1)[-1], []).append(person)
    return {
        person.key: [other.names[0] for other in group if other is not person and is_same(person.key, other.key)]
        for group in by_last.values()
        for person in group
    }


def _day(day: object) -> str:
    return str(day) if day else _NEVER
