"""Which posts at which organisations a sentence gives a person, and whether they are over."""

from __future__ import annotations

from typing import NamedTuple

from bylint.model.prose import Prose
from bylint.roles.bio.organisations import Sentence
from bylint.roles.bio.organisations import end_of
from bylint.roles.bio.organisations import is_capital
from bylint.roles.bio.organisations import more
from bylint.roles.bio.organisations import start_after
from bylint.roles.bio.organisations import taken_apart
from bylint.roles.bio.status import Clause
from bylint.roles.bio.status import clause_after
from bylint.roles.bio.status import status_of
from bylint.roles.bio.words import Words
from bylint.roles.naming import Names
from bylint.text.fold import bare

_PREPOSITIONS = frozenset("at for of with in from by within an beim bei der am à en de".split())
_OPENERS = frozenset("also now both today a an the his her their our one ein eine un une".split())
_EARLY = frozenset("as new current currently".split())
_JOINTS = frozenset(", ; ( : and und et y who where sowie".split())
_COUNTRIES = frozenset(
    ("united states", "united kingdom", "us", "u.s", "uk", "u.k", "netherlands", "usa", "philippines")
)
_TITLE, _AFTER = 16, 8
"""Words of the longest title, and words behind an organisation that say until when."""


class Appointment(NamedTuple):
    """A post. `whole` runs from the words that open it to the organisation's last word; `fresh` says that it is new."""

    organisation: Prose
    title: Prose | None
    status: str
    whole: Prose
    fresh: Prose | None = None


class _Post(NamedTuple):
    """Where in a sentence a post opens, where its preposition or noun stands, and what the verb says of it."""

    opened: int
    at: int
    clause: Clause
    last: str = ""


def affiliations(prose: Prose, known: Names, by: Words, *, is_title: bool = False) -> tuple[Appointment, ...]:
    """Return the affiliations of one sentence, or of a title such as "Professor, Naval War College"."""
    sentence = taken_apart(prose, known, by)
    clause = Clause("current" if is_title else "", 0, works=is_title)
    found: list[Appointment] = []
    at = opened = 0
    while at < len(sentence.tokens):
        changed = clause_after(clause, sentence.plain, at, by)
        if changed is not clause:
            clause, opened = changed, at + 1
        elif sentence.plain[at] in _JOINTS and _opens(sentence, at + 1):
            opened = at + 1
        post = _Post(opened, at, clause, found[-1].status if found else "")
        read, at = _read(sentence, post)
        found += read
    return tuple(found)


def _read(sentence: Sentence, post: _Post) -> tuple[tuple[Appointment, ...], int]:
    """Return the affiliations whose preposition or noun stands here, and the token to go on with."""
    at = post.at
    before = _before(sentence, post)
    if before:
        return (before,), at + 1
    if sentence.plain[at] not in _PREPOSITIONS:
        return (), at + 1
    start = start_after(sentence, at)
    end = end_of(sentence, start)
    if end == start or not _counts(sentence, post, start, end):
        return (), at + 1
    every = ((start, end), *more(sentence, end))
    return tuple(_made(sentence, post, first, last) for first, last in every), every[-1][1]


def _made(sentence: Sentence, post: _Post, first: int, last: int) -> Appointment:
    opening = sentence.plain[post.opened : post.at]
    title = _title_start(sentence, post)
    has_title = title < post.at <= title + _TITLE and not sentence.by.posts.isdisjoint(opening)
    return Appointment(
        sentence.cut(first, last),
        sentence.cut(title, post.at) if has_title else None,
        _status(sentence, post, last, is_bare=_is_bare(sentence, post.opened)),
        sentence.cut(min(post.opened, post.at), last),
        _fresh(sentence, post),
    )


def _before(sentence: Sentence, post: _Post) -> Appointment | None:
    """An organisation before the post: "a 1945 Contributing Editor", "an Army War College professor"."""
    by, at = sentence.by, post.at
    if sentence.plain[at] not in by.posts or not (post.clause.status or post.clause.works):
        return None
    start = post.opened
    while start < at and (_leads(sentence.plain[start], by) or sentence.plain[start] in by.modifiers):
        start += 1
    end = start
    while end < at and is_capital(sentence.tokens[end]) and not _is_of_title(sentence.plain[end], by):
        end += 1
    if end == start or not all(word == "&" or word in by.modifiers for word in sentence.plain[end:at]):
        return None
    if not _is_clear(sentence, start, end, at):
        return None
    return Appointment(
        sentence.cut(start, end),
        sentence.cut(end, at + 1),
        _status(sentence, post, at + 1, is_bare=False),
        sentence.cut(post.opened, at + 1),
        _fresh(sentence, post),
    )


def _is_clear(sentence: Sentence, start: int, end: int, at: int) -> bool:
    """Tell whether capitals before a post are an organisation, not a title in capitals or a degree."""
    run = [token.word for token in sentence.tokens[start:end]]
    if all(bare(word).replace(" ", "") in sentence.by.status["alumnus"] for word in run):
        return False
    return sentence.tokens[at].word[0].islower() or run[0].isdigit() or any(map(_is_acronym, run))


def _status(sentence: Sentence, post: _Post, last: int, *, is_bare: bool) -> str:
    opening = sentence.plain[post.opened : post.at]
    following = sentence.plain[last : last + _AFTER]
    return status_of(post.clause, opening, following, post.last, sentence.by, is_bare=is_bare)


def _fresh(sentence: Sentence, post: _Post) -> Prose | None:
    """Return the word that calls a post new, before its title ("the new dean") or its verb ("recently joined")."""
    fresh, plain = sentence.by.status["fresh"], sentence.plain
    for at in (*range(post.opened, post.at), post.clause.at - 1):
        if at < 0 or plain[at] not in fresh or sentence.tokens[at].word[0].isupper():
            continue
        if plain[at + 1] not in sentence.by.status["novelties"]:
            return sentence.cut(at, at + 1)
    return None


def _counts(sentence: Sentence, post: _Post, start: int, end: int) -> bool:
    """Tell whether what stands before a preposition makes the words after it a place of work."""
    by, clause = sentence.by, post.clause
    title = sentence.plain[post.opened : post.at]
    posts = [word for word in title if word in by.posts]
    first = sentence.tokens[start].word
    if " ".join(sentence.plain[start:end]) in _COUNTRIES or not (clause.status or clause.works):
        return False
    if first.isdigit() and (len(first) != 4 or by.outlet_posts.isdisjoint(title)):
        return False
    if posts and posts[-1] in by.no_post and len(set(posts)) == 1:
        return False
    small = sentence.plain[post.at]
    if small in ("of", "de", "der") and (not title or title[-1] in by.of_subject):
        return False
    if small in ("in", "en"):
        is_body = sentence.plain[start - 1] == "the" or sentence.known.bodies.intersection(sentence.plain[start:end])
        return bool((posts or clause.works) and is_body)
    if small == "from":
        return (
            clause.works or clause.status in ("alumnus", "retired", "former") or bool(by.status["alumnus"] & {*title})
        )
    if small == "by":
        return "employed" in title or clause.verb == "employed"
    return bool(posts) or clause.works


def _title_start(sentence: Sentence, post: _Post) -> int:
    start = post.opened
    while start < post.at and (sentence.plain[start] in _EARLY or _leads(sentence.plain[start], sentence.by)):
        start += 1
    return start


def _leads(word: str, by: Words) -> bool:
    """Tell whether a word opens a post and is no part of its title."""
    return word in _OPENERS or any(word in by.status[name] for name in ("former", "retired", "incoming", "current"))


def _is_of_title(word: str, by: Words) -> bool:
    return word in by.posts or word in by.modifiers


def _opens(sentence: Sentence, at: int) -> bool:
    """Tell whether a new post begins here: an article, a status word, or a title."""
    by = sentence.by
    for token in sentence.tokens[at : at + 4]:
        if token.plain in _OPENERS or token.plain in by.posts or token.plain in by.modifiers:
            return True
        if any(token.plain in listed for listed in by.status.values()):
            return True
        if not is_capital(token):
            return False
    return False


def _is_bare(sentence: Sentence, opened: int) -> bool:
    """Tell whether a post stands behind "and" without an article of its own."""
    is_joined = opened > 0 and sentence.plain[opened - 1] in ("and", ",")
    return is_joined and opened < len(sentence.plain) and sentence.plain[opened] not in _OPENERS


def _is_acronym(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)
