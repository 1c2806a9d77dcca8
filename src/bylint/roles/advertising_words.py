"""The words of advertising, and what a site says of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from typing import NamedTuple

from bylint.model.world import Knowledge
from bylint.text.fold import folded
from bylint.text.fold import without_marks
from bylint.text.patterns import lazily

_EDGES = " .:;!-_*=|>·•…~+»›"
_FILES = {"slots": "lexicon/ad_slots", "chrome": "lexicon/chrome"}
_BRACKETS = {"[": "]", "(": ")", "<": ">", "{": "}"}


class Marks(NamedTuple):
    """Class and id words: whole ones, beginnings, words between hyphens, and beginnings of those that name a topic."""

    whole: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    inner: frozenset[str] = frozenset()
    topics: tuple[str, ...] = ()


def listed(knowledge: Knowledge, name: str) -> Any:
    """Return the lists of slots or of furniture."""
    return knowledge.lists[_FILES[name]][name]


def line_key(plain: str) -> str:
    """Return a line as markers and furniture are compared: folded, without the dashes and brackets around it."""
    key = folded(plain).strip(_EDGES)
    while len(key) > 2 and _BRACKETS.get(key[0]) == key[-1]:
        key = key[1:-1].strip(_EDGES)
    return key


def plainly(text: str) -> str:
    """Return a text folded, without accents, its punctuation kept."""
    plain = folded(text)
    return plain if plain.isascii() else without_marks(unicodedata.normalize("NFD", plain))


@lru_cache(maxsize=8)
def chrome_lines(knowledge: Knowledge) -> dict[str, str]:
    """Return the strength of each furniture line: sure, likely, weak or boxes."""
    lists = listed(knowledge, "chrome")
    return {line_key(line): strength for strength in ("boxes", "weak", "likely", "sure") for line in lists[strength]}


@lru_cache(maxsize=32)
def any_of(knowledge: Knowledge, name: str, *keys: str) -> re.Pattern[str]:
    """Return one pattern for the patterns of some lists, in which PLATFORM stands for the names of those."""
    lists = listed(knowledge, name)
    platforms = f"(?:{'|'.join(lists['platforms'])})"
    return lazily("|".join(f"(?:{pattern.replace('PLATFORM', platforms)})" for key in keys for pattern in lists[key]))


@lru_cache(maxsize=32)
def marks(knowledge: Knowledge, name: str) -> Marks:
    """Return the class and id words of slots or of furniture."""
    lists = listed(knowledge, name)
    whole = frozenset(word for word in lists["marks"] if word[-1] not in "-_")
    beginnings = tuple(word for word in lists["marks"] if word[-1] in "-_")
    return Marks(whole, beginnings, frozenset(lists.get("inner", ())), tuple(listed(knowledge, "slots")["topics"]))


def has_mark(found: Iterable[str], wanted: Marks) -> bool:
    """Tell whether one of the class and id words of a block is wanted."""
    return any(_is_wanted(mark, wanted) for mark in found if not mark.startswith(wanted.topics))


def _is_wanted(mark: str, wanted: Marks) -> bool:
    if mark in wanted.whole or mark.startswith(wanted.beginnings):
        return True
    return bool(wanted.inner) and not wanted.inner.isdisjoint(re.split(r"[-_]+", mark))


class Site(NamedTuple):
    """The site's own labels and boxes, slots, and what its template prints; `allowed` is compared folded."""

    allowed: frozenset[str] = frozenset()
    slots: tuple[tuple[str, str], ...] = ()
    discloses: bool = False
    labels: bool = False
    qualifies: bool = False
    parameters: tuple[str, ...] = ()
    jurisdiction: tuple[str, ...] = ()


@lru_cache(maxsize=8)
def site_of(knowledge: Knowledge) -> Site:
    """Return what the configuration says."""
    ads = knowledge.settings.get("ads", {})
    return Site(
        frozenset(key for text in ads.get("allow", ()) for key in (line_key(text), folded(text).lstrip("."))),
        tuple((folded(opens), folded(closes)) for opens, closes in ads.get("slots", ())),
        discloses=ads.get("disclosed", False),
        labels=ads.get("labelled", False),
        qualifies=ads.get("links_qualified", False),
        parameters=tuple(ads.get("parameters", ())),
        jurisdiction=tuple(knowledge.settings.get("jurisdiction", ())),
    )


def is_allowed(knowledge: Knowledge, line: str, names: Iterable[str] = ()) -> bool:
    """Tell whether a site calls a line its own, or one of the classes and names that it stands in."""
    allowed = site_of(knowledge).allowed
    return bool(allowed) and (line_key(line) in allowed or not allowed.isdisjoint(folded(name) for name in names))
