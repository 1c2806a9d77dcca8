"""The words of bylines, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from bylint.model.knowledge import Knowledge
from bylint.text.choices import one_of
from bylint.text.fold import folded
from bylint.text.fold import folded_all
from bylint.text.lazy import lazily
from bylint.text.shipped import flat


class Words(NamedTuple):
    """Patterns and keys by which a byline is found and taken apart."""

    lead: re.Pattern[str]
    field_lead: re.Pattern[str]
    tail: re.Pattern[str]
    split: re.Pattern[str]
    titles: frozenset[str]
    sure_titles: frozenset[str]
    labels: frozenset[str]
    keys: dict[str, frozenset[str]]
    meta: frozenset[str]
    site: frozenset[str]
    marked: re.Pattern[str]
    not_marked: re.Pattern[str]
    profile: re.Pattern[str]
    unsigned: dict[str, frozenset[str]]


@lru_cache(maxsize=8)
def words(knowledge: Knowledge) -> Words:
    """Return the words of bylines of the packs' lists."""
    lists = knowledge.lists["bylines"]
    line, field = flat(lists["leads"]["line"]), flat(lists["leads"]["field"])
    # "Di Cook" is a whole name in a field; "Von Hans Meier" is not.
    ambiguous = frozenset(flat(lists["particles"])) - {"von"}
    titles = folded_all(flat(knowledge.lists["bios"]["posts"]))
    return Words(
        _lead(line),
        _lead(form for form in (*line, *field) if form not in ambiguous),
        lazily(lambda: _tail(flat(lists["tails"]), flat(lists["dates"]["months"]))),
        _split(flat(lists["joins"]["firm"])),
        titles,
        titles - frozenset(flat(lists["surname_posts"])),
        folded_all(flat(lists["labels"])),
        {name: folded_all(flat(keys)) for name, keys in lists["keys"].items()},
        frozenset(flat(lists["meta"]["author"])),
        frozenset(flat(lists["meta"]["site"])),
        _any(flat(lists["marks"]["byline"])),
        _any(flat(lists["marks"]["not"])),
        _any(flat(lists["marks"]["link"])),
        {name: frozenset(flat(listed)) for name, listed in lists["unsigned"].items()},
    )


def _lead(leads: Iterable[str]) -> re.Pattern[str]:
    known = tuple(leads)
    return lazily(lambda: rf"^[\s*_•|–—-]{{0,6}}{one_of(map(folded, known), _after)}", re.IGNORECASE)


def _after(form: str) -> str:
    """Return what may stand between a lead word and the name."""
    last = form[-1]
    if last.isalpha():
        return r"(?:\s{0,2}[:：](?!:)\s{0,3}|\s{1,3}|$)"
    return r"(?!:)\s{0,3}" if last == ":" else r"\s{0,3}"


def _any(forms: Iterable[str]) -> re.Pattern[str]:
    known = tuple(forms)
    return lazily(lambda: one_of(known))


def _tail(tails: Iterable[str], months: Iterable[str]) -> str:
    forms = tuple(map(folded, tails))
    # Short ones are names too ("El", "Le"), so they count in small letters only.
    short = one_of(form for form in forms if len(form) <= 4)
    long = one_of(form for form in forms if len(form) > 4)
    month = one_of(name for each in months for name in each.split())
    return (
        rf"\s(?:{short})(?=\s|$)"
        rf"|\s(?i:{long})(?=[\s:]|$)"
        rf"|[\s,|(–—-](?i:{month})\.?\s{{1,2}}\d"
        r"|\s[–—|•·@-](?=\s|$)"
        r"|[\s,|(–—-]{1,3}\d"
    )


def _split(joins: Iterable[str]) -> re.Pattern[str]:
    forms = one_of(joins)
    return lazily(
        rf"\s{{0,3}}[;|•·\n、，；]\s{{0,3}}|\s{{0,3}},\s{{0,3}}(?:(?i:and|und|et|&)\s)?|\s(?i:{forms})\s|\s/\s|(?<=\w\w\w)/(?=[A-Z])|\s[–—-]\s"
    )
