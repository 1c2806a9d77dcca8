"""What a phrase is, and what is true of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Set
from typing import NamedTuple

# What may stand round a name without making it another one.
_ROUND_NAMES = frozenset(
    "the mr mrs ms dr prof professor jr sr ii iii phd md sir dame lt col maj capt ret "
    "herr frau mme m sra sig dott dottssa mevr dhr drs ir dra profa filho".split()
)
# Kinds whose names must be told whole and alone, and those of which half the words will do: "Naval War College". Of a
# post any word will: "professor".
_WHOLE = frozenset(("author", "named"))
_HALF = frozenset(("works", "denied"))


class Fact(NamedTuple):
    """One thing that a phrase says: `who` it is about, `what` by its words, `how`. What is empty may be anything."""

    kind: str
    who: str = ""
    what: str = ""
    how: str = ""


class Truth(NamedTuple):
    """What a phrase says, and what may be told of it or not."""

    due: tuple[Fact, ...] = ()
    allowed: tuple[Fact, ...] = ()


class Phrase(NamedTuple):
    """A phrase in its article. `choices` are the parts it was made from, by the name of their list."""

    family: str
    language: str
    group: str
    construction: str
    words: str
    truth: Truth
    suffix: str
    article: str
    choices: tuple[tuple[str, str], ...]


class Verdict(NamedTuple):
    """A phrase beside what was told of it: facts missed, facts told that are not so, a count of those told right."""

    phrase: Phrase
    missed: tuple[Fact, ...]
    false: tuple[Fact, ...]
    right: int


def judged(phrase: Phrase, told: tuple[Fact, ...]) -> Verdict:
    """Return what of the truth was told, and what was told beside it."""
    due, allowed = phrase.truth
    missed = tuple(fact for fact in due if not any(_says(other, fact) for other in told))
    right = [fact for fact in told if any(_says(fact, other) for other in due)]
    false = [fact for fact in told if fact not in right and not any(_says(fact, other) for other in allowed)]
    return Verdict(phrase, missed, tuple(false), len(right))


def _says(told: Fact, true: Fact) -> bool:
    if told.kind != true.kind or (true.how and told.how != true.how):
        return False
    if told.kind in _WHOLE:
        return not true.who or bare_name(told.who) == bare_name(true.who)
    words, others = set(folded(told.what)), set(folded(true.what))
    if true.kind in _HALF and others and 2 * len(words & others) < len(words | others):
        return False
    return _meets(bare_name(told.who), bare_name(true.who)) and _meets(words, others)


def bare_name(name: str) -> frozenset[str]:
    """Return the words of a name without titles: "Lund, Dr. Ada" -> ada, lund."""
    return frozenset(folded(name)) - _ROUND_NAMES


def folded(words: str) -> list[str]:
    """Return words in small letters, without marks and stops: "U.S. Élan" -> us, elan."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", words) if not unicodedata.combining(letter))
    spaced = "".join(letter if letter.isalnum() else " " for letter in plain.casefold().replace(".", ""))
    return spaced.split()


def _meets(one: Set[str], other: Set[str]) -> bool:
    return one <= other or other <= one
