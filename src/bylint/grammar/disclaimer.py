"""What a sentence disclaims: whose views it gives, whose it does not, and for which bodies it does not speak.

The words are those of `rules/lexicon/disclaimers.yaml`, and what follows what those of `rules/grammar/disclaimer.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from bylint.grammar import after
from bylint.grammar import grammar
from bylint.grammar import lexicon
from bylint.grammar import word_at
from bylint.grammar.matcher import Grammar
from bylint.grammar.matcher import Match
from bylint.grammar.pattern import Look
from bylint.grammar.pattern import Procedure
from bylint.model.parts_people import DisclaimerSentence
from bylint.model.parts_people import Entity
from bylint.model.prose import Prose
from bylint.model.world import Directory
from bylint.model.world import Knowledge
from bylint.model.world import kept_by_lists
from bylint.text.fold import bare
from bylint.text.fold import sentence_bounds
from bylint.text.lexicon import Lexicon
from bylint.text.lexicon import Line
from bylint.text.lexicon import Token
from bylint.text.lexicon import tokens
from bylint.text.organisations import Mention
from bylint.text.organisations import chain
from bylint.text.organisations import mentions
from bylint.text.patterns import lazily

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")
_AUTHOR = ("author", "authors_own", "of_the_author")
_SAID = (*_AUTHOR, "own", "mine", "reflect", "agree", "regard", "official")
_SAID_OF_VIEWS = (
    *_SAID,
    *("personal", "necessarily", "those_of", "endorsement", "share", "take", "nothing"),
    *("bear", "responsibility", "take_position"),
)
_NEEDED = {
    "view": _SAID_OF_VIEWS,
    "writing": (*_SAID, "behalf"),
    "capacity": (*_AUTHOR, "own", "write"),
    "author": ("speak", "behalf"),
    "i": ("speak", "behalf"),
    "statement": ("official",),
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
_SHORTEST_NAME, _SHORTEST_ABBREVIATION = 4, 3
_JOINTS = 2
"""Small words that may follow each other within a name: "Museo de las Salinas"."""
_LONGEST_TITLE = 3

Stretch = tuple[int, int]
"""Where words of a sentence begin and end."""


class Bodies(NamedTuple):
    """For whom a disclaimer does not speak: bodies, "my employer", or the outlet alone."""

    entities: tuple[Entity, ...]
    is_of_employer: bool
    is_of_outlet: bool


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
    unnamed = ((match.form, said.stretch(match)[0]) for name in _UNNAMED for match in said.all(name))
    # "The Bank does not share the views of the author": the body stands before the denial.
    refuses = denial is not None and any(one.label == "refuses" for one in denial.captures)
    before = own[1] if own and other and own[1] <= other[0] else 0
    scope = other[0] if other and not refuses else before
    return DisclaimerSentence(prose.cut(start, end), language, own, other, scope, tuple(unnamed))


@lru_cache(maxsize=64)
def _reading(text: str, language: str, knowledge: Knowledge) -> _Reading:
    """Return what is read of a sentence; bios ask for it, and then disclaimers."""
    return _Reading(Line(text, lexicon(knowledge)), _patterns(_lists_alone(knowledge), language))


_UNNAMED = ("employer", "outlet", "series")


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
        found = [*self.all("speech"), *self.all("notice")]
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
        if self.has("told") or self.has("formula"):
            return False
        if follows and denial.first <= _AT_ONCE:
            return True
        if denial.form in ("speech", "notice"):
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
        if any(denial.first <= match.first < end for match in self.all("employer")):
            return True
        near, words = self.line.tokens[denial.last : denial.last + _CLOSE], self.line.words(denial.last, end)
        if any(map(_is_abbreviation, near)) or _is_office(words, knowledge):
            return True
        # "I do not speak for Jane Roe" is said in many a story.
        is_name = denial.form == "notice" and any(
            _has_capital(one) and _has_capital(two) for one, two in pairwise(near)
        )
        return is_name or bool(mentions(words, knowledge.directory, in_disclaimer=True))

    def _has_object(self, denial: Match, knowledge: Knowledge) -> bool:
        """Tell whether a denial says what it denies, such as the position of somebody, or whom it does not bind."""
        end = denial.last + _NEAR
        if any(denial.first <= match.first < end for match in self.all("object")):
            return True
        if self.has("thought") and any(map(_has_capital, self.line.tokens[denial.last : denial.last + _CLOSE])):
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


def bodies_of(
    sentences: Iterable[DisclaimerSentence], knowledge: Knowledge, employed: Iterable[tuple[str, str]]
) -> Bodies:
    """Return for whom a disclaimer denies to speak. `employed`: words and ids of the authors' employers."""
    employed = tuple(employed)
    entities: list[Entity] = []
    unnamed: set[str] = set()
    denied = False
    for one in sentences:
        denied = denied or one.denial is not None
        start = one.scope
        # The outlet speaks of itself behind a denial, and of its opinion pieces before it.
        for what, at in one.unnamed:
            if (denied and (at < start) == (what == "series")) or (not denied and what == "series"):
                unnamed.add(what)
        if denied:
            entities.extend(_named(one, start, knowledge, employed))
    return Bodies(tuple(entities), "employer" in unnamed, _is_of_outlet(unnamed, entities, knowledge, employed))


def _is_of_outlet(
    unnamed: set[str], entities: Sequence[Entity], knowledge: Knowledge, employed: tuple[tuple[str, str], ...]
) -> bool:
    if "employer" in unnamed or any(entity.is_known for entity in entities):
        return False
    # A mere abbreviation may be anybody's.
    named = tuple(entity for entity in entities if len(entity.key) >= _SHORTEST_NAME)
    if not named:
        return "outlet" in unnamed or "series" in unnamed
    # A body of such a kind may be where the author works; what else has a name is the publication.
    return not any(_is_office(entity.key, knowledge) or _is_employer(entity.key, employed) for entity in named)


def _named(
    one: DisclaimerSentence, start: int, knowledge: Knowledge, employed: tuple[tuple[str, str], ...]
) -> Iterator[Entity]:
    prose, known = one.prose, knowledge.directory.organisations
    after = prose.plain[start:]
    near = tuple(key for _, key in employed if key)
    found = mentions(after, knowledge.directory, in_disclaimer=True, context=near)
    words = tokens(after)
    for mention in (*found, *_kinds(words, knowledge, near)):
        yield Entity(mention.id, prose.cut(start + mention.start, start + mention.end), is_known=mention.id in known)
    # In a sentence all in capitals they tell no names.
    if after.isupper():
        return
    named = lexicon(knowledge).words
    for begin, end in _others(words, _name_words(named, one.language), named[f"opening.{one.language}"]):
        if any(each.start < end and begin < each.end for each in found):
            continue
        # Every German noun has a capital.
        if one.language != "de" or _is_german_name(after[begin:end], knowledge):
            yield Entity(after[begin:end], prose.cut(start + begin, start + end), is_known=after[begin:end] in known)


def _kinds(words: Sequence[Token], knowledge: Knowledge, near: tuple[str, ...]) -> Iterator[Mention]:
    """Yield names of a kind: "the Bank" is the bank of an author who works at one."""
    directory, kinds = knowledge.directory, lexicon(knowledge).words["body_kind"]
    for i, token in enumerate(words):
        if token.key not in kinds or not _is_capital(token) or _is_longer(words[i + 1 : i + 3]):
            continue
        is_led = i > 0 and words[i - 1].key == "the"
        key = next((key for key in _chains(directory, near) if token.key in _names_of(directory, key)), "")
        if key and (is_led or token.key == "government"):
            yield Mention(key, words[i - 1].start if is_led else token.start, token.end)


def _is_longer(following: Sequence[Token]) -> bool:
    return len(following) > 1 and following[0].key == "of" and _is_capital(following[1])


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


class _NameWords(NamedTuple):
    """The small words of the names of bodies: with which one begins, what joins its parts, and what may end it."""

    heads: Set[str]
    joints: Set[str]
    ends: Set[str]


def _name_words(words: Mapping[str, Set[str]], language: str) -> _NameWords:
    classes = (f"body_head.{language}", f"body_joint.{language}", f"body_end.{language}")
    return _NameWords(*(words.get(name, frozenset()) for name in classes))


def _others(words: Sequence[Token], small: _NameWords, opening: Set[str]) -> Iterator[Stretch]:
    """Yield names with capitals that no list may know: "Museo delle Saline", "université de Nordmarche", "FMI"."""
    at = 0
    while at < len(words):
        # "Nothing in this article", "El Museo": a sentence begins with a capital.
        is_opening = words[at].key in opening and (at == 0 or words[at - 1].word == ":")
        if is_opening or not (_has_capital(words[at]) or _ends_of(words[at]) in small.heads):
            at += 1
            continue
        last, is_name = _last_of_name(words, at, small)
        start, end = words[at].start + _elided(words[at]), words[last].end
        if is_name and (end - start >= _SHORTEST_NAME or _is_abbreviation(words[at])):
            yield start, end
        at = last + 1


def _last_of_name(words: Sequence[Token], first: int, small: _NameWords) -> tuple[int, bool]:
    """Return the last word of the name that begins at a word, and whether it has a capital."""
    last, is_name, at = first, _has_capital(words[first]), first + 1
    is_body = _ends_of(words[first]) in small.heads
    while at < len(words) and at <= last + _JOINTS + 1 and words[at].start <= words[at - 1].end + 2:
        token = words[at]
        is_joint = token.key in small.joints or _is_initial_stop(words, at)
        if _is_capital(token) or (_has_capital(token) and _before_elision(token) in small.joints):
            last, is_name = at, True
        elif is_body and _ends_of(token) in small.ends:
            last = at
        elif not is_joint:
            break
        at += 1
    return last, is_name


def _is_initial_stop(words: Sequence[Token], at: int) -> bool:
    return words[at].word == "." and words[at].start == words[at - 1].end and len(words[at - 1].word) <= _LONGEST_TITLE


def _elided(token: Token) -> int:
    """Return how many letters of a word are an article or "of" before a vowel: "l'Insee", "dell'Istat"."""
    mark = next((at for at, sign in enumerate(token.word) if sign in "'’"), -1)
    return mark + 1 if 0 < mark < len(token.word) - 1 and token.word[0].islower() else 0


def _before_elision(token: Token) -> str:
    return token.word[: max(0, _elided(token) - 1)].casefold()


def _ends_of(token: Token) -> str:
    return token.key[token.key.index("'") + 1 :] if _elided(token) and "'" in token.key else token.key


def _has_capital(token: Token) -> bool:
    return token.word[_elided(token)].isupper()


def _is_abbreviation(token: Token) -> bool:
    word = token.word[_elided(token) :]
    return len(word) >= _SHORTEST_ABBREVIATION and word.isupper()


def _is_german_name(name: str, knowledge: Knowledge) -> bool:
    """Tell whether German words name a body: "Statistisches Bundesamt", "Museum Salzwiesen", but no "Artikel"."""
    found = tokens(name)
    if len(found) == 1 and _is_abbreviation(found[0]):
        return True
    return (len(found) > 1 or "-" in name) and any(_is_german_body(token, knowledge) for token in found)


def _is_german_body(token: Token, knowledge: Knowledge) -> bool:
    return token.key.endswith(tuple(lexicon(knowledge).words["body_head.de"]))


def _is_capital(token: Token) -> bool:
    return token.word[0].isalpha() and not token.word[0].islower()


def _is_office(name: str, knowledge: Knowledge) -> bool:
    offices = lexicon(knowledge).words["office"]
    found = [token for token in tokens(name) if _is_capital(token)]
    return any(token.key in offices or _is_german_body(token, knowledge) for token in found)


def _is_employer(words: str, employed: Iterable[tuple[str, str]]) -> bool:
    name = bare(words)
    return any(name in bare(employer) or bare(employer) in name for employer, _ in employed if employer)
