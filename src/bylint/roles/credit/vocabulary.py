"""The words that image credits are made of, compiled once for a run."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Set
from functools import lru_cache
from typing import Any
from typing import NamedTuple

from bylint.model.knowledge import Knowledge
from bylint.roles.scan import BESIDE_PICTURES
from bylint.text.choices import one_of
from bylint.text.fold import folded
from bylint.text.fold import folded_all
from bylint.text.lazy import lazily

# A credit begins where a sentence, a bracket, a line or a clause begins; never inside quotation marks.
_EDGE = r"(?:^|(?<=[(\[|\n/—–*])|(?<=[.!?…)\]”\"’»|;:,—–/·•\n]\s))"
_CAPITALISED = r"(?:(?:(?:[^\W\d_]\.){2,4}|[^\W\d_a-z][\w&'’-]{0,20})[ ]){0,6}"


EDGES = " \t.:*_()[]"
"""What may stand around a sentence on all pictures."""


class Licence(NamedTuple):
    """A family of licences and how it is written."""

    family: str
    pattern: re.Pattern[str]


class Notice(NamedTuple):
    """A sentence that suppliers ask for beside their pictures; `words` are those by which it is known.

    With `instead` it is the credit itself that has a fixed form; one of these words stands in every form of it.
    """

    suppliers: frozenset[str]
    words: str
    sentence: str
    instead: tuple[str, ...] = ()


class Vocabulary(NamedTuple):
    """Patterns and sets of folded words; see rules/directory/credits.yaml for what each list means."""

    stems: tuple[str, ...]
    plural_stems: tuple[str, ...]
    lead: re.Pattern[str]
    general_lead: re.Pattern[str]
    inner_lead: re.Pattern[str]
    agency_tail: re.Pattern[str]
    by_lead: re.Pattern[str]
    doubled: re.Pattern[str]
    made_by: re.Pattern[str]
    about_text: re.Pattern[str]
    unless: re.Pattern[str]
    all_pictures: re.Pattern[str]
    licences: tuple[Licence, ...]
    licence_addresses: tuple[str, ...]
    deeds: Mapping[str, Any]
    source_domains: tuple[str, ...]
    agencies: frozenset[str]
    asking_hosts: frozenset[str]
    free_hosts: frozenset[str]
    vague: frozenset[str]
    vague_alone: frozenset[str]
    filler: frozenset[str]
    filler_lines: re.Pattern[str]
    filler_tokens: re.Pattern[str]
    not_alt: frozenset[str]
    own_work: frozenset[str]
    public_bodies: frozenset[str]
    asides: frozenset[str]
    headings: frozenset[str]
    plural: frozenset[str]
    blankets: frozenset[str]
    lead_only: frozenset[str]
    between: frozenset[str]
    picture_words: frozenset[str]
    notices: tuple[Notice, ...]
    ranks: frozenset[str]
    not_people: frozenset[str]
    stand_ins: frozenset[str]
    machines: re.Pattern[str]
    machine_made: re.Pattern[str]
    changed: re.Pattern[str]
    is_commercial: bool
    credit_fields: frozenset[str]


@lru_cache(maxsize=4)
def vocabulary(knowledge: Knowledge) -> Vocabulary:
    """Return the vocabulary of a run."""
    known, licences = knowledge.lists["credits"], knowledge.lists["licences"]
    nouns = _every(known["picture_words"])
    site: dict[str, Any] = knowledge.settings.get("images", {})
    blanket, vague, filler, hosts = known["blanket"], known["vague"], known["filler"], known["hosts"]
    return Vocabulary(
        stems=_stems((*nouns, *BESIDE_PICTURES)),
        plural_stems=tuple(sorted(_set(blanket["plural"]))),
        lead=_pattern(lambda: _lead(nouns, known)),
        general_lead=_pattern(
            lambda: rf"{_EDGE}(?:{one_of(known['leads']['general'])})(?:\s(?:of|by))?\s?(?:[:：]|\.\.\.|…)\s*"
        ),
        inner_lead=lazily(lambda: _inner_lead(nouns, known)),
        agency_tail=lazily(lambda: _agency_tail(known["agencies"]["names"])),
        by_lead=lazily(lambda: _by_lead(nouns, known)),
        doubled=_pattern(lambda: _doubled(nouns)),
        made_by=_pattern(lambda: rf"(?<![\w])(?:{one_of(known['made_by']['words'])})\s+(?=[^\W\d_a-z@])", 0),
        about_text=_pattern(lambda: rf"(?<!\w)(?:{one_of(known['about_text']['words'])})(?!\w)"),
        unless=_pattern("|".join(blanket["otherwise"])),
        all_pictures=_pattern(lambda: _all_pictures(nouns, known)),
        licences=_licences(licences),
        licence_addresses=tuple(licences["addresses"]["words"]),
        deeds=licences["deeds"],
        source_domains=(*hosts["domains"], *hosts["videos"]),
        agencies=_set(known["agencies"]["names"]),
        asking_hosts=_set(hosts["asks"]),
        free_hosts=_set(hosts["free"]),
        vague=_set(vague["words"]),
        vague_alone=_set(vague["alone"]),
        filler=_set(filler["words"]),
        filler_lines=_pattern("|".join(filler["lines"])),
        filler_tokens=lazily(lambda: rf"(?<!\w)(?:{one_of(filler['tokens'])})(?!\w)"),
        not_alt=_set(filler["not_alt"]),
        own_work=_set(known["own_work"]["words"]),
        public_bodies=_set(known["public_bodies"]["names"]),
        asides=_set((*known["asides"]["words"], *known["leads"]["general"], *known["leads"]["picture"])),
        headings=_set((*blanket["headings"], *site.get("headings", ()))),
        plural=_set(blanket["plural"]),
        blankets=frozenset(folded(words).strip(EDGES) for words in site.get("blanket", ())),
        lead_only=_set(blanket["lead_only"]),
        between=_set(blanket["between"]),
        picture_words=_set(nouns),
        ranks=_set(known["people"]["ranks"]),
        not_people=_set(known["people"]["never"]),
        stand_ins=_set(known["stand_ins"]["words"]),
        machines=_pattern(lambda: rf"(?<!\w)(?:{one_of(known['machines']['words'])})(?!\w)"),
        machine_made=_pattern(lambda: rf"(?<!\w)(?:{one_of(known['machines']['sure'])})(?!\w)"),
        changed=_pattern(lambda: _changed(licences["changed"])),
        is_commercial=bool(knowledge.settings.get("commercial")),
        credit_fields=_set(site.get("credit_fields", ())),
        notices=tuple(_notices(known["notices"]["sentences"], known["notices"]["forms"])),
    )


def _notices(listed: Iterable[dict[str, Any]], forms: Iterable[dict[str, Any]]) -> Iterator[Notice]:
    for each in listed:
        yield Notice(_set(each["of"]), folded(each["known by"]), each["sentence"])
    for each in forms:
        yield Notice(_set(each["of"]), "", each["form"], tuple(folded(words) for words in each["known by"]))


def at_hand(known: Vocabulary, words: Set[str]) -> Vocabulary:
    """Return the vocabulary with those of its stems that stand anywhere in an article."""
    stems = tuple(stem for stem in known.stems if stem in words)
    return known._replace(stems=stems, plural_stems=tuple(stem for stem in known.plural_stems if stem in words))


def _every(by_language: dict[str, Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for words in by_language.values() if isinstance(words, list) for word in words))


def _stems(words: Iterable[str]) -> tuple[str, ...]:
    """Return the shortest words of which every other contains one: without one of them there is no credit."""
    found: list[str] = []
    for word in sorted((word.casefold() for word in words), key=len):
        if not any(stem in word for stem in found):
            found.append(word)
    return tuple(found)


def _lead(nouns: Iterable[str], known: dict[str, Any]) -> str:
    noun, credit, whole = one_of(nouns), one_of(known["credit_words"]["words"]), one_of(known["leads"]["picture"])
    before = one_of(known["qualifiers"]["words"])
    return (
        rf"{_EDGE}(?:(?:(?:{before})\s){{0,2}}(?:{noun})(?:\s?(?:/|\+|&|and|und|et|y)\s?(?:{noun}))?"
        rf"(?:\s(?:{credit}))?|{whole})\s?[:：]\s*(?:by\s+|©\s*)?|{_EDGE}fot\.\s*"
    )


def _doubled(nouns: Iterable[str]) -> str:
    noun = one_of(nouns)
    before = rf"(?P<first>{noun})\s?(?:credit|by)?s?\s?[:：]\s*"
    return rf"{before}(?P<again>{noun})\s?(?:[:：]|by\b|credit\b|von\b|par\b)"


def _inner_lead(nouns: Iterable[str], known: dict[str, Any]) -> str:
    """In a caption a capital and a colon are enough: "The boat at nine Foto: Mina Okafor"."""
    noun = one_of(word.capitalize() for word in (*nouns, *known["leads"]["general"]))
    credit = one_of(known["credit_words"]["words"])
    return rf"(?<=[\s.!?…])(?:(?:{noun})(?:\s(?:{credit}))?\s?[:：]\s*|©\s?(?=[^\W\d_a-z]))"


def _agency_tail(agencies: Iterable[str]) -> str:
    agency, name = one_of(agencies), r"[^\W\d_a-z][\w.'’-]{0,24}"
    return (
        rf"(?:(?<!\w)(?i:{agency})(?: [Pp]hoto)?\s?/\s?{name}(?:\s{name}){{1,3}}(?:, (?i:file|pool))?"
        rf"|{name}(?:\s{name}){{1,2}}\s?/\s?(?i:{agency}))[.)]?$"
    )


def _by_lead(nouns: Iterable[str], known: dict[str, Any]) -> str:
    by = one_of(known["by_words"]["words"])
    # Case matters here: a name follows, and what qualifies the picture word ("U.S. Navy photo by") is a name too.
    noun = one_of(form for word in nouns for form in (word, word.capitalize(), word.upper()))
    return (
        rf"{_EDGE}{_CAPITALISED}(?:[a-z-]{{1,15}}[ ]){{0,2}}?(?:{noun})"
        rf"(?:\s(?:and|or|&)\s(?:[a-z]{{1,15}}[ ]){{0,2}}(?:{noun}))?"
        rf"\s(?:(?:is|are|was|were)\s)?(?:(?:{by})|(?:{by.upper()}))\s*"
        r"(?=[^\W\d_a-z]|[\"“@]|(?<=©)\d|(?:the|de|van|von|d')\b|\w{2,40}\s(?:on|from|via|at)\s)"
        rf"|{_EDGE}(?:[Cc]ourtesy (?:of|the)|COURTESY OF|[Cc]ourtesy|©|\([Cc]\)|[Cc]opyright(?: ©)?|[Pp]hotographed by)"
        r"\s*(?=[^\W_a-z]|[\"“@]|the\b)"
    )


def _all_pictures(nouns: Iterable[str], known: dict[str, Any]) -> str:
    every, noun = one_of(known["blanket"]["all"]), one_of(nouns)
    return rf"(?<!\w)(?:{every})(?:\s\w{{1,20}}){{0,3}}?\s(?:{noun})(?!\w)"


def _changed(known: dict[str, Any]) -> str:
    denied = one_of(known["denied"]["words"])
    return rf"(?<![\w-])(?P<denied>(?:{denied})\s(?:\w{{1,15}}\s){{0,2}})?(?:{one_of(_every(known))})(?!\w)"


def _licences(known: dict[str, Any]) -> tuple[Licence, ...]:
    return tuple(
        Licence(family, lazily(pattern, re.IGNORECASE | re.VERBOSE))
        for family, patterns in known["families"].items()
        if isinstance(patterns, list)
        for pattern in patterns
    )


def _set(words: Iterable[str]) -> frozenset[str]:
    return folded_all(words)


def _pattern(pattern: str | Callable[[], str], flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return lazily(pattern, flags)
