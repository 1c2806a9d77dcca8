"""Bylines: who signs."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator

from benchmarks.phrases.phrase import Fact
from benchmarks.phrases.phrase import Truth
from benchmarks.phrases.told import Told
from benchmarks.phrases.wording import Wording


def truth(_: str, group: str, wording: Wording) -> Truth:
    """Return every author; partners and agencies beside them may be told."""
    agencies = _authors(words for name, words in wording.choices.items() if name == "agency")
    authors, partners = (_authors(_names(wording, role)) for role in ("name", "partner"))
    return Truth(agencies) if group == "agency" else Truth(authors, (*partners, *agencies))


def _names(wording: Wording, role: str) -> list[str]:
    return [person.name for key, person in wording.people.items() if key.startswith(role)]


def _authors(names: Iterable[str]) -> tuple[Fact, ...]:
    return tuple(Fact("author", name) for name in names)


def told(article: Told, _: str) -> Iterator[Fact]:
    """Yield the authors of an article."""
    yield from (Fact("author", author["name"]) for author in article["authors"])
