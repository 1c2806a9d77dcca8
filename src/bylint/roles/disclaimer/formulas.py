"""The words of disclaimers, compiled once from the directory."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set
from functools import lru_cache
from typing import Any
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.article import Scan
from bylint.model.knowledge import Knowledge
from bylint.roles.scan import blocks_with
from bylint.roles.scan import present
from bylint.text.lazy import lazily

LANGUAGES = ("en", "de", "fr", "es")


class Formulas(NamedTuple):
    """The patterns of one language; rules/directory/disclaimers.yaml says what each is for."""

    language: str
    anchor: tuple[str, ...]
    matter: tuple[str, ...]
    subject: re.Pattern[str]
    here: re.Pattern[str]
    attribution: re.Pattern[str]
    capacity: re.Pattern[str]
    named: re.Pattern[str]
    non_reflection: re.Pattern[str]
    object: re.Pattern[str]
    stranger: re.Pattern[str]
    reported: re.Pattern[str]
    outlet: re.Pattern[str]
    series: re.Pattern[str]
    employer: re.Pattern[str]


class Offices(NamedTuple):
    """Titles of those who speak for a body (whole titles, parts of titles), and words that say that a post is over."""

    head: frozenset[str]
    voice: re.Pattern[str]
    over: re.Pattern[str]


class Strangers(NamedTuple):
    """What tells people who are introduced, such as speakers, from authors: headings, keys and folders."""

    headings: re.Pattern[str]
    keys: frozenset[str]
    event: frozenset[str]
    folders: frozenset[str]


@lru_cache(maxsize=8)
def formulas(knowledge: Knowledge) -> tuple[Formulas, ...]:
    """Return the patterns of each language."""
    lists = knowledge.lists["disclaimers"]
    return tuple(_formulas(language, lists[language]) for language in LANGUAGES)


@lru_cache(maxsize=8)
def offices(knowledge: Knowledge) -> Offices:
    """Return the titles of those who speak for a body."""
    lists = knowledge.lists["disclaimers"]
    return Offices(frozenset(lists["head"]), _words(lists["voice"]), _words(lists["over"]))


@lru_cache(maxsize=8)
def strangers(knowledge: Knowledge) -> Strangers:
    """Return the words around people who are introduced and do not sign."""
    lists = knowledge.lists["disclaimers"]["strangers"]
    keys, event, folders = (frozenset(lists[name]) for name in ("keys", "event", "folders"))
    return Strangers(_words(lists["headings"]), keys, event, folders)


@lru_cache(maxsize=8)
def kinds(knowledge: Knowledge) -> re.Pattern[str]:
    """Return the pattern of names of a kind: the Bank, the Commission."""
    words = "|".join(knowledge.lists["disclaimers"]["context"])
    return lazily(rf"\b(?:[Tt]he ({words})|(Government))\b(?! of [A-Z])")


@lru_cache(maxsize=8)
def template(knowledge: Knowledge) -> re.Pattern[str]:
    """Return the pattern of the names of keys and short codes that print a disclaimer."""
    return lazily("|".join(map(re.escape, knowledge.lists["disclaimers"]["template"])), re.IGNORECASE)


def may_disclaim(small: str, known: Formulas) -> bool:
    """Tell whether a text in small letters has the words that every disclaimer of a language has."""
    return any(word in small for word in known.matter) and any(word in small for word in known.anchor)


def spoken(article: Article, knowledge: Knowledge) -> tuple[tuple[Formulas, ...], Set[int]]:
    """Return the formulas of which an article holds words, with these words alone, and the blocks that may disclaim.

    English disclaimers stand under articles in all languages; another one only where its language is written.
    """
    words, language = present(article, knowledge), article.language[:2].lower()
    known = (_at_hand(one, words) for one in formulas(knowledge))
    heard = sorted((one for one in known if one.anchor and one.matter), key=lambda one: one.language != language)
    blocks = (blocks_with(one.anchor, words) & blocks_with(one.matter, words) for one in heard)
    return tuple(heard), frozenset[int]().union(*blocks)


def _at_hand(known: Formulas, words: Scan) -> Formulas:
    matter, anchor = (tuple(word for word in listed if word in words) for listed in (known.matter, known.anchor))
    return known._replace(matter=matter, anchor=anchor)


def _formulas(language: str, lists: Any) -> Formulas:
    rest = (_pattern(lists[field]) for field in Formulas._fields[3:])
    return Formulas(language, tuple(lists["anchor"]), tuple(lists["matter"]), *rest)


def _words(listed: Sequence[str]) -> re.Pattern[str]:
    return _pattern([re.escape(word) for word in listed], end=r"(?!\w)")


def _pattern(listed: Sequence[str], end: str = "") -> re.Pattern[str]:
    if not listed:
        return lazily(r"(?!)")
    # A formula begins at the beginning of a word, unless it begins with a sign.
    whole = (entry if entry.startswith(("(?<", "(?:[")) else rf"(?<!\w)(?:{entry})" for entry in listed)
    return lazily(rf"(?:{'|'.join(whole)}){end}", re.IGNORECASE)
