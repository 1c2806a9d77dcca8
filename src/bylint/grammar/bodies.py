"""For whom a disclaimer denies to speak: bodies of the directory and others with a name, the employer, the outlet."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set
from typing import NamedTuple

from bylint.grammar import lexicon
from bylint.model.parts_people import DisclaimerSentence
from bylint.model.parts_people import Entity
from bylint.model.world import Directory
from bylint.model.world import Knowledge
from bylint.text.fold import bare
from bylint.text.lexicon import Token
from bylint.text.lexicon import tokens
from bylint.text.organisations import Mention
from bylint.text.organisations import chain
from bylint.text.organisations import mentions

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
    return not any(is_office(entity.key, knowledge) or _is_employer(entity.key, employed) for entity in named)


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
    """Yield names of a kind: "the Bank" or "the bank's" is the bank of an author who works at one."""
    directory, kinds = knowledge.directory, lexicon(knowledge).words["body_kind"]
    for i, token in enumerate(words):
        kind, is_led = token.key.removesuffix("'s"), i > 0 and words[i - 1].key == "the"
        if kind not in kinds or not (is_led or _is_capital(token)) or _is_longer(words[i + 1 : i + 3]):
            continue
        key = next((key for key in _chains(directory, near) if kind in _names_of(directory, key)), "")
        if key and (is_led or kind == "government"):
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
        if is_opening or not (has_capital(words[at]) or _ends_of(words[at]) in small.heads):
            at += 1
            continue
        last, is_name = _last_of_name(words, at, small)
        start, end = words[at].start + _elided(words[at]), words[last].end
        if is_name and (end - start >= _SHORTEST_NAME or is_abbreviation(words[at])):
            yield start, end
        at = last + 1


def _last_of_name(words: Sequence[Token], first: int, small: _NameWords) -> tuple[int, bool]:
    """Return the last word of the name that begins at a word, and whether it has a capital."""
    last, is_name, at = first, has_capital(words[first]), first + 1
    is_body = _ends_of(words[first]) in small.heads
    while at < len(words) and at <= last + _JOINTS + 1 and words[at].start <= words[at - 1].end + 2:
        token = words[at]
        is_joint = token.key in small.joints or _is_initial_stop(words, at)
        if _is_capital(token) or (has_capital(token) and _before_elision(token) in small.joints):
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


def has_capital(token: Token) -> bool:
    return token.word[_elided(token)].isupper()


def is_abbreviation(token: Token) -> bool:
    word = token.word[_elided(token) :]
    return len(word) >= _SHORTEST_ABBREVIATION and word.isupper()


def _is_german_name(name: str, knowledge: Knowledge) -> bool:
    """Tell whether German words name a body: "Statistisches Bundesamt", "Museum Salzwiesen", but no "Artikel"."""
    found = tokens(name)
    if len(found) == 1 and is_abbreviation(found[0]):
        return True
    return (len(found) > 1 or "-" in name) and any(_is_german_body(token, knowledge) for token in found)


def _is_german_body(token: Token, knowledge: Knowledge) -> bool:
    return token.key.endswith(tuple(lexicon(knowledge).words["body_head.de"]))


def _is_capital(token: Token) -> bool:
    return token.word[0].isalpha() and not token.word[0].islower()


def is_office(name: str, knowledge: Knowledge) -> bool:
    offices = lexicon(knowledge).words["office"]
    found = [token for token in tokens(name) if _is_capital(token)]
    return any(token.key in offices or _is_german_body(token, knowledge) for token in found)


def _is_employer(words: str, employed: Iterable[tuple[str, str]]) -> bool:
    name = bare(words)
    return any(name in bare(employer) or bare(employer) in name for employer, _ in employed if employer)
