"""What a sentence disclaims: whose views it gives, whose it does not, and for which bodies it does not speak."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from typing import NamedTuple

from bylint.model.parts_people import DisclaimerSentence
from bylint.model.parts_people import Entity
from bylint.model.prose import Prose
from bylint.model.world import Directory
from bylint.model.world import Knowledge
from bylint.text.fold import bare
from bylint.text.organisations import Mention
from bylint.text.organisations import chain
from bylint.text.organisations import mentions
from bylint.text.patterns import lazily

LANGUAGES = ("en", "de", "fr", "es")
# As long as the text itself, so that what is found stands at the same place.
_EVEN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\n": " "})
_OPEN_QUOTE = lazily(r"[“„«][^”“»]*$")
_NOTHING_ELSE = lazily(r"(?:\W|\b(?:the|any|all|these|and|or|disclaimer|note)\b){0,40}", re.IGNORECASE)
_LONGEST = 3_000
_NEAR = 90
# "They do not represent ...": what goes on with a disclaimer comes to its denial at once.
_SHORT = 20
_PARTS = lazily(r"[,;/()]|\b(?:or|nor|and|of|by|for|als|oder|und|ni|et|des|du|de|del|y|o)\b")
_PROPER = lazily(r"(?:[^\W\d_a-zà-ÿ][\w.&'’-]*)(?: (?:[^\W\d_a-zà-ÿ][\w.&'’-]*|of|the|for|and|de|der|des|du|für))*")
_OFFICE = lazily(
    r"\b(?:Institutes?|College|University|Center|Centre|School|Department|Division|Office|Bureau|Agency|Command|Ministry|"
    r"Headquarters|Section|Branch|Directorate|Court|Commission|Bank|Laboratory|Service|Corps|Administration)\b"
)

Stretch = tuple[int, int]
"""Where words of a sentence begin and end."""


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


class Bodies(NamedTuple):
    """For whom a disclaimer does not speak: bodies, "my employer", or the outlet alone."""

    entities: tuple[Entity, ...]
    is_of_employer: bool
    is_of_outlet: bool


def sentence_of(
    prose: Prose, start: int, end: int, known: Formulas, people: frozenset[str], *, follows: bool = False
) -> DisclaimerSentence | None:
    """Return what a sentence disclaims, or nothing if it is no disclaimer.

    `people` holds the words of the authors' names. A sentence that follows a disclaimer may do with less.
    """
    sentence = prose.plain[start:end]
    if len(sentence) > _LONGEST or not (follows or may_disclaim(sentence.lower(), known)):
        return None
    words = sentence.translate(_EVEN)
    subject = known.subject.search(words)
    attribution = _attribution(words, known, people, subject)
    denial = _stretch(known.non_reflection.search(words)) if subject or follows or attribution else None
    if not (attribution or denial) or known.stranger.search(words):
        return None
    if attribution and _is_reported(words, known, attribution):
        return None
    if denial and not attribution and not _is_of_this_text(words, known, denial, follows=follows):
        return None
    if _is_quoted(words, min(stretch[0] for stretch in (attribution, denial) if stretch)):
        return None
    return DisclaimerSentence(prose.cut(start, end), known.language, attribution, denial)


def may_disclaim(small: str, known: Formulas) -> bool:
    """Tell whether a text in small letters has the words that every disclaimer of a language has."""
    return any(word in small for word in known.matter) and any(word in small for word in known.anchor)


def bodies_of(
    sentences: Iterable[DisclaimerSentence], knowledge: Knowledge, employed: Iterable[tuple[str, str]]
) -> Bodies:
    """Return for whom a disclaimer denies to speak. `employed`: words and ids of the authors' employers."""
    employed = tuple(employed)
    entities: list[Entity] = []
    is_of_employer = is_of_outlet = False
    denied = False
    for one in sentences:
        known, prose = _by_language(knowledge)[one.language], one.prose
        denied = denied or one.denial is not None
        start = one.denial[0] if one.denial else 0
        after = prose.plain[start:]
        if not denied:
            is_of_outlet = is_of_outlet or known.series.search(prose.plain) is not None
            continue
        entities.extend(_named(prose, start, one.language, knowledge, employed))
        is_of_employer = is_of_employer or known.employer.search(after) is not None
        is_of_outlet = is_of_outlet or known.outlet.search(after) is not None
        is_of_outlet = is_of_outlet or known.series.search(prose.plain[:start]) is not None
    if is_of_employer or any(entity.is_known for entity in entities):
        is_of_outlet = False
    elif entities:
        # A body of such a kind may be where the author works; what else has a name is the publication.
        is_of_outlet = not any(_OFFICE.search(entity.key) or _is_employer(entity.key, employed) for entity in entities)
    return Bodies(tuple(entities), is_of_employer, is_of_outlet)


@lru_cache(maxsize=8)
def formulas(knowledge: Knowledge) -> tuple[Formulas, ...]:
    """Return the patterns of each language."""
    lists = knowledge.lists["disclaimers"]
    return tuple(_formulas(language, lists[language]) for language in LANGUAGES)


def any_word(listed: Sequence[str]) -> re.Pattern[str]:
    """Return the pattern of some whole words."""
    return _pattern([re.escape(word) for word in listed], end=r"(?!\w)")


def _attribution(words: str, known: Formulas, people: frozenset[str], subject: re.Match[str] | None) -> Stretch | None:
    capacity = known.capacity.search(words)
    if capacity or subject is None:
        return _stretch(capacity)
    formula = known.attribution.search(words)
    if formula:
        return formula.span()
    named = known.named.search(words)
    if named and (known.non_reflection.search(words) or people & frozenset(named["name"].casefold().split())):
        return named.span()
    return None


def _is_reported(words: str, known: Formulas, attribution: Stretch) -> bool:
    # "The senator insisted that the views were his own."
    before = words[: attribution[0]]
    return " that " in before and known.reported.search(before) is not None


def _is_of_this_text(words: str, known: Formulas, denial: Stretch, *, follows: bool) -> bool:
    if known.reported.search(words):
        return False
    if follows and denial[0] <= _SHORT:
        return True
    if not known.object.search(words, denial[0], denial[1] + _NEAR):
        return False
    if known.here.search(words, 0, denial[1]):
        return True
    # "The findings and conclusions do not necessarily represent ...": nothing else stands before the denial.
    opening = known.subject.sub("", words[: denial[0]])
    return ("necessarily" in words or "official" in words) and _NOTHING_ELSE.fullmatch(opening) is not None


def _is_quoted(words: str, start: int) -> bool:
    before = words[:start]
    return bool(_OPEN_QUOTE.search(before)) or before.count('"') % 2 == 1


def _stretch(match: re.Match[str] | None) -> Stretch | None:
    return match.span() if match else None


def _named(
    prose: Prose, start: int, language: str, knowledge: Knowledge, employed: tuple[tuple[str, str], ...]
) -> Iterator[Entity]:
    after, known = prose.plain[start:], knowledge.directory.organisations
    near = tuple(key for _, key in employed if key)
    found = mentions(after, knowledge.directory, in_disclaimer=True, context=near)
    for mention in (*found, *_kinds(after, knowledge, near)):
        words = prose.cut(start + mention.start, start + mention.end)
        yield Entity(mention.id, words, is_known=mention.id in known)
    # Every German noun has a capital.
    for begin, end in () if language == "de" else _others(after, found):
        words = prose.cut(start + begin, start + end)
        yield Entity(after[begin:end], words, is_known=after[begin:end] in known)


def _kinds(after: str, knowledge: Knowledge, near: tuple[str, ...]) -> Iterator[Mention]:
    directory = knowledge.directory
    for match in _kind(knowledge).finditer(after):
        word = (match[1] or match[2]).casefold()
        key = next((key for key in _chains(directory, near) if word in _names_of(directory, key)), "")
        if key:
            yield Mention(key, *match.span())


def _chains(directory: Directory, near: tuple[str, ...]) -> Iterator[str]:
    yield from near
    for key in near:
        yield from chain(directory, key)


def _names_of(directory: Directory, key: str) -> frozenset[str]:
    organisation = directory.organisations.get(key)
    if organisation is None:
        return frozenset()
    names = (organisation.name, *(alias.name for alias in organisation.aliases))
    return frozenset(word.casefold() for name in names for word in name.split())


def _others(after: str, found: Iterable[Mention]) -> Iterator[Stretch]:
    taken = tuple(found)
    at = 0
    for cut in (*_PARTS.finditer(after), None):
        end = cut.start() if cut else len(after)
        for match in _PROPER.finditer(after, at, end):
            if not _overlaps(match.span(), taken) and len(match[0]) > 3:
                yield match.start(), match.start() + len(match[0].rstrip("."))
        at = cut.end() if cut else end


def _overlaps(stretch: Stretch, taken: Iterable[Mention]) -> bool:
    return any(mention.start < stretch[1] and stretch[0] < mention.end for mention in taken)


def _is_employer(words: str, employed: Iterable[tuple[str, str]]) -> bool:
    name = bare(words)
    return any(name in bare(employer) or bare(employer) in name for employer, _ in employed if employer)


@lru_cache(maxsize=8)
def _by_language(knowledge: Knowledge) -> dict[str, Formulas]:
    return {known.language: known for known in formulas(knowledge)}


@lru_cache(maxsize=8)
def _kind(knowledge: Knowledge) -> re.Pattern[str]:
    """Return the pattern of names of a kind: the Bank, the Commission."""
    words = "|".join(knowledge.lists["disclaimers"]["context"])
    return lazily(rf"\b(?:[Tt]he ({words})|(Government))\b(?! of [A-Z])")


def _formulas(language: str, lists: Any) -> Formulas:
    rest = (_pattern(lists[field]) for field in Formulas._fields[3:])
    return Formulas(language, tuple(lists["anchor"]), tuple(lists["matter"]), *rest)


def _pattern(listed: Sequence[str], end: str = "") -> re.Pattern[str]:
    if not listed:
        return lazily(r"(?!)")
    # A formula begins at the beginning of a word, unless it begins with a sign.
    whole = (entry if entry.startswith(("(?<", "(?:[")) else rf"(?<!\w)(?:{entry})" for entry in listed)
    return lazily(rf"(?:{'|'.join(whole)}){end}", re.IGNORECASE)
