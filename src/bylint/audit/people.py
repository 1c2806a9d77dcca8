"""Who an archive knows: what its articles say about each person, from the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from bylint.audit.archive import CODE
from bylint.audit.archive import NAME
from bylint.audit.archive import Archive
from bylint.audit.archive import asked_of
from bylint.audit.archive import labels
from bylint.audit.walk import Listing
from bylint.audit.walk import checked_label
from bylint.model.rule import Fact
from bylint.store import Store


class KnownPerson(NamedTuple):
    """A person as an archive shows them: the bare name, names as printed with the most usual first, and all facts.

    `articles` counts those the person signs; `is_uneven`: articles differ on something, so two persons may bear the
    name.
    """

    key: str
    names: tuple[str, ...]
    articles: int
    first: date | None
    last: date | None
    is_uneven: bool
    facts: tuple[Fact, ...]


def known_people(archive: Archive) -> tuple[KnownPerson, ...]:
    """Return the people who sign articles of an archive, by their bare names."""

    def answer(kept: Store, listing: Listing) -> tuple[KnownPerson, ...]:
        label = checked_label(labels(archive), listing, {})
        uneven = {fact.subject.split("|")[0] for fact in kept.facts(label, of_given=False)}
        return tuple(_people(kept.facts_of(label, CODE), uneven))

    return asked_of(archive, {}, answer)


def _people(facts: Iterable[Fact], uneven: set[str]) -> Iterator[KnownPerson]:
    for key, group in groupby(facts, key=attrgetter("subject")):
        told = tuple(sorted(group, key=_in_time))
        names = Counter(fact.words for fact in told if fact.claim == NAME)
        if not names:
            continue
        days = [fact.when for fact in told if fact.when and fact.claim == NAME]
        ranked = tuple(sorted(names, key=lambda name: (-names[name], name)))
        signed = {fact.place.path for fact in told if fact.claim == NAME}
        yield KnownPerson(
            key, ranked, len(signed), min(days, default=None), max(days, default=None), key in uneven, told
        )


def _in_time(fact: Fact) -> tuple[date, str, int]:
    # What has no date stands first: it may be of any time.
    return fact.when or date.min, fact.place.path, fact.place.span.start
