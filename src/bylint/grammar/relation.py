"""How the person of a bio belongs to a body that the bio names: by patterns over the words around the name."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from functools import lru_cache
from functools import partial
from typing import NamedTuple

from bylint.grammar import grammar
from bylint.grammar import lexicon
from bylint.grammar.bio import BioWords
from bylint.grammar.bio import are_posts
from bylint.grammar.bio import bio_words
from bylint.grammar.bio import is_post
from bylint.grammar.matcher import Grammar
from bylint.grammar.matcher import Match
from bylint.grammar.names import Names
from bylint.grammar.names import core
from bylint.grammar.names import is_person
from bylint.grammar.names import is_same
from bylint.grammar.names import names
from bylint.grammar.pattern import Procedure
from bylint.model.world import Knowledge
from bylint.model.world import kept_by_lists
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.lexicon import Lexicon
from bylint.text.lexicon import Line
from bylint.text.organisations import employers
from bylint.text.organisations import mentions

_LONGEST_NAME = 4
_MOST_BEFORE = 24
"""Tokens before a body that may say how one belongs to it."""
_OWNS = ("'s", "’s", "'", "’")


class BodyName(NamedTuple):
    """A body of the directory, and where a sentence names it; `is_short`: by a name that several countries have."""

    key: str
    start: int
    end: int
    is_short: bool = False

    def moved(self, letters: int) -> BodyName:
        """Return the same in a text that begins so many letters earlier, or later."""
        return self._replace(start=self.start + letters, end=self.end + letters)


class Relation(NamedTuple):
    """How a person belongs to a body: what the form says (held, joined, left, former, lent, unclear, nothing), and
    where the title that it gives begins and ends, if any."""

    says: str
    title: tuple[int, int] | None = None


class BioLine(Line):
    """A sentence of a bio, with the body that is asked for and those whom the bio is about, bare, from a letter on."""

    __slots__ = ("body", "people", "since")

    def __init__(self, text: str, words: Lexicon, people: Iterable[str] = ()) -> None:
        super().__init__(text, words)
        self.people = tuple(people)
        self.body, self.since = BodyName("", 0, 0), 0


@lru_cache(maxsize=8)
def named(text: str, knowledge: Knowledge) -> tuple[BodyName, ...]:
    """Return the bodies of the directory that a text names, in their order; services also by their short names."""
    directory = knowledge.directory
    found = {mention.start: BodyName(*mention) for mention in employers(text, directory)}
    # The services of other countries have the same short names.
    if directory.organisations and lexicon(knowledge).words["abroad"].isdisjoint(bare(text).split()):
        for key, start, end in mentions(text, directory, in_disclaimer=True):
            if directory.organisations[key].kind == "armed-force" and not _is_longer(text, end, knowledge):
                found.setdefault(start, BodyName(key, start, end, is_short=True))
    return tuple(found[start] for start in sorted(found))


def _is_longer(text: str, end: int, knowledge: Knowledge) -> bool:
    """Tell whether a name goes on behind a short one: "Army Public School", but not "Navy Captain"."""
    after = text[end : end + 40].split()
    if not after or text[end : end + 1] != " " or not after[0][0].isupper():
        return False
    word = folded(after[0]).strip(".,")
    return not is_post(word, bio_words(knowledge)) and word not in lexicon(knowledge).words["service_part"]


def bio_line(text: str, people: Iterable[str], knowledge: Knowledge) -> BioLine:
    """Return a sentence in which relations can be looked for."""
    return BioLine(text, lexicon(knowledge), people)


def relation(line: BioLine, body: BodyName, knowledge: Knowledge) -> Relation | None:
    """Return how the people of a line belong to a body; nothing where no form fits."""
    line.body, line.steps = body, 0
    line.forget()
    forms, listed = _forms(knowledge)
    first = next((at for at, token in enumerate(line.tokens) if token.end > body.start), len(line.tokens))
    least = next((at for at, token in enumerate(line.tokens) if token.start >= line.since), 0)
    every = forms.at_each(line, (least, *range(max(least + 1, first - _MOST_BEFORE), first + 1)))
    found = [match for match in every if not _is_elsewhere(match, body, knowledge)]
    match = min(found, key=lambda match: [*listed].index(match.form), default=None)
    return Relation(listed[match.form], _title(match, line)) if match else None


def _is_elsewhere(match: Match, body: BodyName, knowledge: Knowledge) -> bool:
    """Tell whether a form speaks of namesakes abroad, and the body is none that has some."""
    organisation = knowledge.directory.organisations.get(body.key)
    return match.form == "foreign" and (organisation is None or organisation.country != "US")


def _title(match: Match, line: BioLine) -> tuple[int, int] | None:
    taken = next((kept for kept in match.captures if kept.label == "title"), None)
    return (line.tokens[taken.first].start, line.tokens[taken.last - 1].end) if taken else None


@kept_by_lists
def _forms(knowledge: Knowledge) -> tuple[Grammar, dict[str, str]]:
    """Return the forms of `rules/grammar/affiliation.yaml`, and what each says, in their order."""
    known, by = names(knowledge), bio_words(knowledge)
    procedures: dict[str, Procedure] = {
        "body": _body,
        "owner": _owner,
        "glued": _glued,
        "acts": _acts,
        "compound": partial(compound_at, by=by),
        "person": partial(person_at, known=known),
        "own": partial(_own, known=known),
        "stranger": partial(_stranger, known=known),
    }
    listed = knowledge.lists["grammar/affiliation"]["forms"]
    return grammar(knowledge, "affiliation", procedures), {form["form"]: form["says"] for form in listed}


def _body(line: Line, at: int) -> Iterator[int]:
    """The body that is asked for, from its first letter on."""
    end, name = _end_of_body(line, at)
    if end and line.tokens[at].start == name.start:
        yield end


def _glued(line: Line, at: int) -> Iterator[int]:
    """The same behind a preposition or an article in one word with it: "all'ISTAT"."""
    end, name = _end_of_body(line, at)
    if end and line.tokens[at].start < name.start:
        yield end


def _owner(line: Line, at: int) -> Iterator[int]:
    """The same with "'s"."""
    end, name = _end_of_body(line, at)
    if end and line.text.startswith(_OWNS, name.end):
        yield end


def _end_of_body(line: Line, at: int) -> tuple[int, BodyName]:
    """Return the token behind the body that is asked for if it begins in this one, else 0; and that body."""
    assert isinstance(line, BioLine)
    body = line.body
    if at >= len(line.tokens) or not line.tokens[at].start <= body.start < line.tokens[at].end:
        return 0, body
    end = at
    while end < len(line.tokens) and line.tokens[end].start < body.end:
        end += 1
    return end + (end < len(line.tokens) and line.tokens[end].word in _OWNS), body


def _acts(line: Line, at: int) -> Iterator[int]:
    """A verb of the third person behind the name, a pronoun, "who" or "and"."""
    if not 0 < at < len(line.tokens):
        return
    word, before = line.tokens[at].word, line.tokens[at - 1].word
    is_verb = len(word) > 3 and word.isalpha() and word.islower() and word.endswith("s") and not word.endswith("ss")
    if is_verb and (before[0].isupper() or before in ("and", "who", "she", "he", ",")):
        yield at + 1


def compound_at(line: Line, at: int, by: BioWords) -> Iterator[int]:
    """A post as the end of a compound, or several: "Geigenbauerin", "economists"."""
    if at < len(line.tokens) and are_posts(line.tokens[at].key, by):
        yield at + 1


def person_at(line: Line, at: int, known: Names, fewest: int = 2) -> Iterator[int]:
    """The whole name of a person, the longest first; of its words `fewest` must be more than particles."""
    for end in range(min(at + _LONGEST_NAME, len(line.tokens)), at + 1, -1):
        if is_person(line.words(at, end), known, fewest=fewest):
            yield end


def _stranger(line: Line, at: int, known: Names) -> Iterator[int]:
    """The same of one whom the bio is not about."""
    assert isinstance(line, BioLine)
    for end in person_at(line, at, known):
        name = core(line.words(at, end), known)
        if not any(is_same(name, who) or is_same(who, name) for who in line.people):
            yield end


def _own(line: Line, at: int, known: Names) -> Iterator[int]:
    """The name of one whom the bio is about, or a part of it."""
    assert isinstance(line, BioLine)
    if at >= len(line.tokens) or not line.tokens[at].word[0].isupper():
        return
    for end in range(min(at + _LONGEST_NAME, len(line.tokens)), at, -1):
        words = set(core(line.words(at, end), known).split())
        if words and any(words <= set(who.split()) for who in line.people):
            yield end
