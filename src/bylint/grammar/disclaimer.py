"""What a sentence disclaims: whose views it gives, whose it does not, and for which bodies it does not speak.

The words are those of `rules/lexicon/disclaimers.yaml`, and what follows what those of `rules/grammar/disclaimer.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from collections.abc import Set
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from bylint.grammar import after
from bylint.grammar import grammar
from bylint.grammar import lexicon
from bylint.grammar import word_at
from bylint.grammar.bodies import Stretch
from bylint.grammar.bodies import has_capital
from bylint.grammar.bodies import is_abbreviation
from bylint.grammar.bodies import is_office
from bylint.grammar.matcher import Grammar
from bylint.grammar.matcher import Match
from bylint.grammar.pattern import Look
from bylint.grammar.pattern import Procedure
from bylint.model.parts_people import DisclaimerSentence
from bylint.model.prose import Prose
from bylint.model.world import Knowledge
from bylint.model.world import kept_by_lists
from bylint.text.fold import sentence_bounds
from bylint.text.lexicon import Lexicon
from bylint.text.lexicon import Line
from bylint.text.lexicon import tokens
from bylint.text.organisations import mentions
from bylint.text.patterns import lazily

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")
_AUTHOR = ("author", "authors_own", "of_the_author")
_SAID = (*_AUTHOR, "own", "mine", "reflect", "agree", "regard", "official")
_SAID_OF_VIEWS = (
    *_SAID,
    *("personal", "necessarily", "those_of", "endorsement", "share", "take", "nothing"),
    *("bear", "responsibility", "take_position", "makes_own"),
)
_NEEDED = {
    "view": _SAID_OF_VIEWS,
    "writing": (*_SAID, "behalf", "responsibility", "share"),
    "said_here": (*_SAID, "behalf"),
    "attribute": ("no_verb", "not"),
    "free_time": ("write",),
    "neither": ("responsibility", "approved"),
    "published": ("be_not",),
    "as_citizen": ("write",),
    "bound": ("no_verb", "not", "be_not"),
    "shared_by": ("view",),
    "no_influence": ("writing", "view"),
    "approved": ("not", "no_verb"),
    "dummy": ("speak",),
    "employer": ("speak",),
    "unrelated": ("job",),
    "belong": ("me",),
    "my_view": ("writing", "differ"),
    "differ": ("employer",),
    "capacity": (*_AUTHOR, "own", "write", "official"),
    "author": ("speak", "behalf"),
    "i": ("speak", "behalf"),
    "statement": ("official", "read_as"),
    "private_person": ("write",),
    "oneself": ("write",),
    "nothing": ("reflect", "agree", "regard"),
}
"""What a sentence must hold to be a disclaimer: a word of a class, and one of those that go with it."""
_NO_LANGUAGES: frozenset[str] = frozenset()
_GATES = {
    f"{name}.{language}": (language, frozenset(f"{each}.{language}" for each in said))
    for language in LANGUAGES
    for name, said in _NEEDED.items()
}
_OPEN_QUOTE = lazily(r"[“„«][^”“»]*$")
_LONGEST = 3_000
_NEAR, _CLOSE = 14, 4
"""Words behind a denial among which that stands which it denies, and a name that says whom it does not bind."""
_AT_ONCE, _BEFORE = 4, 3
"""Words before a denial that goes on with a disclaimer, "They do not represent", and before a verb that is denied."""


def languages_of(texts: Sequence[str], knowledge: Knowledge) -> tuple[Set[str], ...]:
    """Return for each text the languages in which it has the words that every disclaimer has."""
    words = lexicon(knowledge)
    return tuple(map(languages_in, words.scan(texts, disclaiming(words))))


@lru_cache(maxsize=8)
def disclaiming(words: Lexicon) -> tuple[str, ...]:
    """Return the classes of words of which each disclaimer holds some."""
    names = dict.fromkeys(name for pair in _NEEDED.items() for name in (pair[0], *pair[1]))
    found = (f"{name}.{language}" for language in LANGUAGES for name in names)
    return tuple(name for name in found if name in words.words)


def languages_in(classes: Set[str]) -> Set[str]:
    """Return the languages in which a text that holds words of some classes has those that every disclaimer has."""
    begun = _GATES.keys() & classes
    if not begun:
        return _NO_LANGUAGES
    return {language for language, said in map(_GATES.__getitem__, begun) if not said.isdisjoint(classes)}


class Reader(NamedTuple):
    """What sentences are read with: the words of the authors' names, and the languages in the order they are tried."""

    knowledge: Knowledge
    people: frozenset[str] = frozenset()
    languages: tuple[str, ...] = LANGUAGES


def sentences_of(prose: Prose, by: Reader, follows: str = "") -> Iterator[tuple[int, int, DisclaimerSentence | None]]:
    """Yield where each sentence of a text begins and ends, and what it disclaims, or nothing if it is no disclaimer;
    `follows` is the language of a disclaimer that goes before the text, if one does."""
    for start, end, languages in _spoken(prose.plain, by.knowledge):
        tried = (one for one in by.languages if one in languages or one == follows)
        read = (_sentence(prose, start, end, one, by, follows=bool(follows)) for one in tried)
        found = next((sentence for sentence in read if sentence), None)
        yield start, end, found
        follows = found.language if found else ""


@lru_cache(maxsize=32)  # asked of the same texts by bios, by the end of the text and by disclaimers
def _spoken(plain: str, knowledge: Knowledge) -> Sequence[tuple[int, int, Set[str]]]:
    """Return where each sentence of a text begins and ends, and the languages in which it may be a disclaimer."""
    return [(start, end, languages_of((plain[start:end],), knowledge)[0]) for start, end in sentence_bounds(plain)]


def _sentence(
    prose: Prose, start: int, end: int, language: str, by: Reader, *, follows: bool
) -> DisclaimerSentence | None:
    """Return what a sentence disclaims in a language. One that follows a disclaimer may do with less."""
    text, knowledge = prose.plain[start:end].strip(), by.knowledge
    if len(text) > _LONGEST:
        return None
    said = _reading(text, language, knowledge)
    attribution = said.attribution(by.people)
    denials = said.denials(is_beside=follows or attribution is not None)
    if not attribution:
        denials = [one for one in denials if said.is_of_this_text(one, knowledge, follows=follows)]
    denial = next(iter(denials), None)
    if not (attribution or denial) or said.has("stranger"):
        return None
    if attribution and said.is_reported(attribution):
        return None
    own, other = (said.stretch(match) if match else None for match in (attribution, denial))
    if _is_quoted(said.line.text, min(stretch[0] for stretch in (own, other) if stretch)):
        return None
    unnamed = [(match.form, said.stretch(match)[0]) for name in _UNNAMED for match in said.all(name)]
    unnamed += [("employer", said.stretch(match)[0]) for match in said.employers(denial)]
    # "The Bank does not share the views of the author": the body stands before the denial.
    refuses = denial is not None and any(one.label == "refuses" for one in denial.captures)
    before = own[1] if own and other and own[1] <= other[0] else 0
    scope = other[0] if other and not refuses else before
    return DisclaimerSentence(prose.cut(start, end), language, own, other, scope, tuple(unnamed))


@lru_cache(maxsize=64)
def _reading(text: str, language: str, knowledge: Knowledge) -> _Reading:
    """Return what is read of a sentence; bios ask for it, and then disclaimers."""
    return _Reading(Line(text, lexicon(knowledge)), _patterns(_lists_alone(knowledge), language))


_UNNAMED = ("outlet", "series")


class _Reading:
    """A sentence, and what the forms of the grammar take of it."""

    __slots__ = ("_found", "_patterns", "line")

    def __init__(self, line: Line, patterns: Grammar) -> None:
        self.line, self._patterns = line, patterns
        self._found: dict[str, tuple[Match, ...]] = {}

    def has(self, form: str) -> bool:
        return bool(self.all(form))

    def all(self, form: str) -> Sequence[Match]:
        # Most sentences are no disclaimer, which few forms tell.
        found = self._found.get(form)
        if found is None:
            found = self._found[form] = tuple(self._patterns.each(self.line, form))
        return found

    def first(self, form: str) -> Match | None:
        return next(iter(self.all(form)), None)

    def stretch(self, match: Match) -> Stretch:
        """Return the words of a match that are pointed at."""
        first, last = next((one[1:3] for one in match.captures if one.label in ("says", "refuses")), match[1:3])
        return self.line.tokens[first].start, self.line.tokens[last - 1].end

    def attribution(self, people: frozenset[str]) -> Match | None:
        capacity = next((match for match in self.all("capacity") if self._is_of_author(match, people)), None)
        if capacity and (self.has("about") or self.has("here") or self.has("speaks")):
            return capacity
        if not self.has("about"):
            return None
        found = [match for match in self.all("attribution") if self._is_of_author(match, people)]
        # The author is surer than a name.
        return min(found, key=lambda match: bool(match.captures), default=None)

    def _is_of_author(self, match: Match, people: frozenset[str]) -> bool:
        # "Are those of Jane Roe", "this is my own view": the name is the author's, or a denial stands beside it.
        weak = [self.line.words(one.first, one.last) for one in match.captures if one.label in ("name", "weak")]
        return not weak or self.has("denial") or not people.isdisjoint(weak[0].casefold().split())

    def denials(self, *, is_beside: bool) -> list[Match]:
        """Return what may deny, the first and longest first; beside a disclaimer less will do."""
        found = [*self.all("speech"), *self.all("notice"), *self.all("refusal")]
        if is_beside or self.has("about"):
            found += self.all("denial")
        if is_beside:
            found += self.all("distance")
        return sorted(found, key=lambda match: (match.first, -match.last))

    def is_reported(self, attribution: Match) -> bool:
        """Tell whether somebody is quoted: "The senator insisted that the views were his own"."""
        if self.has("aside"):
            return True
        names = ("told", "formula", "that")
        before = [name for name in names for match in self.all(name) if match.last <= attribution.first]
        is_formula = "formula" in before and not self._is_in_first_person(attribution)
        return is_formula or ("told" in before and "that" in before)

    def _is_in_first_person(self, match: Match) -> bool:
        keys = {token.key for token in self.line.tokens[match.first : match.last]}
        return not keys.isdisjoint(("my", "mine", "our", "ours"))

    def is_of_this_text(self, denial: Match, knowledge: Knowledge, *, follows: bool) -> bool:
        if self.has("told") or self.has("formula") or self.has("aside"):
            return False
        if follows and denial.first <= _AT_ONCE:
            return True
        if denial.form in ("speech", "notice", "refusal"):
            return self._names_body(denial, knowledge)
        if not self._has_object(denial, knowledge):
            return False
        if any(match.first < denial.last for match in self.all("here")):
            return True
        # "The findings and conclusions do not necessarily represent ...": nothing else stands before the denial.
        return self.has("necessarily") and any(match.last >= denial.first for match in self.all("opening"))

    def _names_body(self, denial: Match, knowledge: Knowledge) -> bool:
        """Tell whether a denial goes on with a body: one of the directory, an employer, or what is written like one."""
        end = min(denial.last + _NEAR, len(self.line.tokens))
        start = denial.first if denial.form != "refusal" else 0
        if any(start <= match.first < end for match in self.employers(denial)):
            return True
        # "The Bank has not approved this article": it stands before.
        behind = denial.last if denial.form != "refusal" else 0
        near, words = self.line.tokens[behind : denial.last + _CLOSE], self.line.words(behind, end)
        if any(map(is_abbreviation, near)) or is_office(words, knowledge):
            return True
        # "I do not speak for Jane Roe" is said in many a story.
        is_name = denial.form == "notice" and any(has_capital(one) and has_capital(two) for one, two in pairwise(near))
        return is_name or bool(mentions(words, knowledge.directory, in_disclaimer=True))

    def employers(self, denial: Match | None) -> Sequence[Match]:
        """Return what stands for an employer without a name; "the bank" where somebody speaks for or of one."""
        is_said = denial is not None and denial.form in ("speech", "refusal")
        return (*self.all("employer"), *(self.all("workplace") if is_said else ()))

    def _has_object(self, denial: Match, knowledge: Knowledge) -> bool:
        """Tell whether a denial says what it denies, such as the position of somebody, or whom it does not bind."""
        end = denial.last + _NEAR
        if any(denial.first <= match.first < end for match in self.all("object")):
            return True
        if self.has("thought") and any(map(has_capital, self.line.tokens[denial.last : denial.last + _CLOSE])):
            return True
        behind = self.line.words(denial.first, min(end, len(self.line.tokens)))
        return bool(mentions(behind, knowledge.directory, in_disclaimer=True))


def _is_quoted(words: str, start: int) -> bool:
    before = words[:start]
    return bool(_OPEN_QUOTE.search(before)) or before.count('"') % 2 == 1


@kept_by_lists
def _lists_alone(knowledge: Knowledge) -> Knowledge:
    return knowledge


@lru_cache(maxsize=16)
def _patterns(knowledge: Knowledge, language: str) -> Grammar:
    words = lexicon(knowledge).words
    denials = (words[f"{name}.{language}"] for name in ("not", "no_verb"))
    last = frozenset(tokens(entry)[-1].key for entry in frozenset().union(*denials))
    ends = words[f"and.{language}"]

    def is_denied(line: Line, at: int) -> bool:
        for token in reversed(line.tokens[max(0, at - _BEFORE) : at]):
            if token.key in last:
                return True
            if token.key in ends or not token.key.isalnum():
                return False
        return False

    behind = {
        "past": frozenset(("was", "were")),
        "led": words[f"dummy.{language}"],
        "moved": words["mover"],
        "this_before": words[f"this.{language}"],
    }
    procedures: dict[str, Procedure] = {"word": word_at, "genitive": _genitive, "denied": Look(is_denied)}
    procedures.update((name, after(keys)) for name, keys in behind.items())
    return grammar(knowledge, "disclaimer", procedures, language)


def _genitive(line: Line, at: int) -> Iterable[int]:
    return (at + 1,) if at < len(line.tokens) and line.tokens[at].key.endswith("'s") else ()
