"""Which posts at which organisations a sentence gives a person, and whether they are over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bylint.model.prose import Prose
from bylint.roles.bio.status import Clause
from bylint.roles.bio.status import clause_after
from bylint.roles.bio.status import status_of
from bylint.roles.bio.words import Words
from bylint.roles.naming import Names
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.lazy import lazily

_TOKEN = lazily(r"[^\W_][\w’'&./-]*|&|[,;:()–—]|@\w+")
_POSSESSIVE = lazily(r"[’']s$")
_PREPOSITIONS = frozenset("at for of with in from by within an beim bei der am à en de".split())
_ARTICLES = frozenset("the a an our its der die das dem la le el l'".split())
_OPENERS = frozenset("also now both today a an the his her their our one ein eine un une".split())
_EARLY = frozenset("as new current currently".split())
_INNER = frozenset("of and & for the on de la du des del der für und di e y et".split())
_AND = frozenset("and & und et y e".split())
_BREAKS = frozenset(", ; : ( ) – —".split())
_COUNTRIES = frozenset(
    ("united states", "united kingdom", "us", "u.s", "uk", "u.k", "netherlands", "usa", "philippines")
)
_COMPANY = ("inc.", "co.", "corp.", "ltd.")
_MOST = 400
_TITLE = 16
"""Words of the longest title."""


class Affiliation(NamedTuple):
    """A post. `whole` runs from the words that open it to the organisation's last word."""

    organisation: Prose
    title: Prose | None
    status: str
    whole: Prose
    is_new: bool = False


class _Token(NamedTuple):
    word: str
    plain: str
    start: int
    end: int


def affiliations(sentence: Prose, known: Names, by: Words, *, is_title: bool = False) -> tuple[Affiliation, ...]:
    """Return the affiliations of one sentence, or of a title such as "Professor, Naval War College"."""
    tokens = tuple(_Token(m[0], folded(m[0]).strip("."), *m.span()) for m in _TOKEN.finditer(sentence.plain[:4000]))[
        :_MOST
    ]
    clause = Clause("current" if is_title else "", 0, works=is_title)
    found: list[Affiliation] = []
    at = opened = 0
    while at < len(tokens):
        token = tokens[at]
        changed = clause_after(clause, [t.plain for t in tokens], at, by)
        if changed is not clause:
            clause, opened = changed, at + 1
        elif token.word in (",", ";", "(", ":") or token.plain in ("and", "und", "et", "y", "who", "where", "sowie"):
            opened = at + 1 if _opens(tokens, at + 1, by) else opened
        used = _read(sentence, tokens, opened, at, clause, found, known, by)
        if used > at:
            at = used
            continue
        at += 1
    return tuple(found)


def _read(
    sentence: Prose,
    tokens: tuple[_Token, ...],
    opened: int,
    at: int,
    clause: Clause,
    found: list[Affiliation],
    known: Names,
    by: Words,
) -> int:
    """Add the affiliation that begins with the preposition at `at`, and return the token after it."""
    before = _before(sentence, tokens, opened, at, clause, by)
    if before:
        found.append(before)
        return at
    if tokens[at].plain not in _PREPOSITIONS or at + 1 >= len(tokens):
        return at
    start = at + 1 + (tokens[at + 1].plain in _ARTICLES)
    end = organisation_end(tokens, start, known, by)
    if end == start or not _counts(tokens, opened, at, start, end, clause, known, by):
        return at
    for first, last in ((start, end), *_more(tokens, end, known, by)):
        found.append(_made(sentence, tokens, opened, at, first, last, clause, found, by))
        end = last
    return end


def _made(
    sentence: Prose,
    tokens: tuple[_Token, ...],
    opened: int,
    at: int,
    first: int,
    last: int,
    clause: Clause,
    found: list[Affiliation],
    by: Words,
) -> Affiliation:
    title_start = _title_start(tokens, opened, at, by)
    opening = [t.plain for t in tokens[opened:at]]
    has_title = title_start < at <= title_start + _TITLE and any(word in by.posts for word in opening)
    title = sentence.cut(tokens[title_start].start, tokens[at - 1].end) if has_title else None
    following = [t.plain for t in tokens[last : last + 8]]
    last_status = found[-1].status if found else ""
    status = status_of(clause, opening, following, last_status, by, is_bare=_is_bare(tokens, opened))
    end = tokens[last - 1].end - _stop(sentence.plain, tokens[last - 1].end)
    return Affiliation(
        sentence.cut(tokens[first].start, end),
        title,
        status,
        sentence.cut(tokens[min(opened, at)].start, end),
        "new" in opening,
    )


def _before(
    sentence: Prose, tokens: tuple[_Token, ...], opened: int, at: int, clause: Clause, by: Words
) -> Affiliation | None:
    """An organisation before the post: "a 1945 Contributing Editor", "an Army War College professor"."""
    if tokens[at].plain not in by.posts or opened >= at:
        return None
    start = opened
    while start < at and (tokens[start].plain in _OPENERS | by.modifiers or _has_status(tokens[start], by)):
        start += 1
    end = start
    while end < at and _is_capital(tokens[end]) and tokens[end].plain not in by.modifiers | by.posts:
        end += 1
    if end == start or any(tokens[i].plain not in by.modifiers and tokens[i].word != "&" for i in range(end, at)):
        return None
    run = [t.word for t in tokens[start:end]]
    if all(bare(word).replace(" ", "") in by.status["alumnus"] for word in run):
        return None
    is_clear = tokens[at].word[0].islower() or run[0].isdigit() or any(_is_acronym(word) for word in run)
    if not is_clear or not (clause.status or clause.works):
        return None
    opening = [t.plain for t in tokens[opened:at]]
    status = status_of(clause, opening, [t.plain for t in tokens[at + 1 : at + 9]], "", by, is_bare=False)
    last = tokens[at].end - _stop(sentence.plain, tokens[at].end)
    return Affiliation(
        sentence.cut(tokens[start].start, tokens[end - 1].end),
        sentence.cut(tokens[end].start, last),
        status,
        sentence.cut(tokens[opened].start, last),
        "new" in opening,
    )


def organisation_end(tokens: tuple[_Token, ...], start: int, known: Names, by: Words) -> int:
    """Return the token after a run of capitalised words and the small words inside it."""
    end = start
    while end < len(tokens):
        if not _touches(tokens, start, end) or (end > start and _POSSESSIVE.search(tokens[end - 1].word)):
            break
        if _is_capital(tokens[end]):
            end += 1
            continue
        if end == start or tokens[end].plain not in _INNER or not _joins(tokens, start, end, known, by):
            break
        end += 1
    while end > start and tokens[end - 1].plain in _INNER:
        end -= 1
    return end


def _joins(tokens: tuple[_Token, ...], start: int, at: int, known: Names, by: Words) -> bool:
    small = tokens[at].plain
    after = at + 1
    if small not in _AND and after < len(tokens) and tokens[after].plain in _ARTICLES:
        after += 1
    if after >= len(tokens) or not _is_capital(tokens[after]):
        return False
    if small in ("for", "on", "für"):
        return any(t.plain in known.bodies for t in tokens[start:at])
    if small not in _AND:
        return True
    tail = organisation_end(tokens, after, known, by) if at - start < 12 else after
    run = [t.plain for t in tokens[after:tail]]
    if any(word in by.posts for word in run[:3]):
        return False
    return not (tokens[at - 1].plain in known.bodies and any(word in known.bodies for word in run))


def _more(tokens: tuple[_Token, ...], end: int, known: Names, by: Words) -> Iterator[tuple[int, int]]:
    """Yield organisations joined to one by "and" or a comma."""
    for _ in range(4):
        if end + 1 >= len(tokens) or tokens[end].plain not in ("and", ","):
            return
        start = end + 1 + (tokens[end + 1].plain in ("and",))
        if start < len(tokens) and tokens[start].plain == "the":
            start += 1
        last = organisation_end(tokens, start, known, by)
        run = [t.plain for t in tokens[start:last]]
        if not any(word in known.bodies for word in run) or any(word in by.posts for word in run):
            return
        yield start, last
        end = last


def _counts(
    tokens: tuple[_Token, ...], opened: int, at: int, start: int, end: int, clause: Clause, known: Names, by: Words
) -> bool:
    """Tell whether what stands before a preposition makes the words after it a place of work."""
    title = [t.plain for t in tokens[opened:at]]
    small = tokens[at].plain
    posts = [word for word in title if word in by.posts]
    name = " ".join(t.plain for t in tokens[start:end])
    if name in _COUNTRIES or not (clause.status or clause.works):
        return False
    if tokens[start].word.isdigit() and not (len(tokens[start].word) == 4 and set(title) & by.outlet_posts):
        return False
    if small in ("of", "de", "der") and (not title or title[-1] in by.of_subject):
        return False
    if posts and posts[-1] in by.no_post and len(set(posts)) == 1:
        return False
    if small in ("in", "en"):
        is_body = tokens[start - 1].plain == "the" or any(t.plain in known.bodies for t in tokens[start:end])
        return bool((posts or clause.works) and is_body)
    if small == "from":
        return bool(
            clause.works or clause.status in ("alumnus", "retired", "former") or set(title) & by.status["alumnus"]
        )
    if small == "by":
        return "employed" in title or clause.verb == "employed"
    return bool(posts) or clause.works


def _title_start(tokens: tuple[_Token, ...], opened: int, at: int, by: Words) -> int:
    start = opened
    while start < at and (tokens[start].plain in _OPENERS | _EARLY or _has_status(tokens[start], by)):
        start += 1
    return start


def _has_status(token: _Token, by: Words) -> bool:
    return any(token.plain in by.status[name] for name in ("former", "retired", "incoming", "current"))


def _opens(tokens: tuple[_Token, ...], at: int, by: Words) -> bool:
    """Tell whether a new post begins here: an article, a status word, or a title."""
    for token in tokens[at : at + 4]:
        plain = token.plain
        if plain in _OPENERS or plain in by.posts or plain in by.modifiers:
            return True
        if any(plain in listed for listed in by.status.values()):
            return True
        if not _is_capital(token):
            return False
    return False


def _is_bare(tokens: tuple[_Token, ...], opened: int) -> bool:
    """Tell whether a post stands behind "and" without an article of its own."""
    joined = opened > 0 and tokens[opened - 1].plain in ("and", ",")
    return joined and opened < len(tokens) and tokens[opened].plain not in _OPENERS


def _touches(tokens: tuple[_Token, ...], start: int, at: int) -> bool:
    return at == start or (tokens[at].start - tokens[at - 1].end <= 1 and tokens[at].word not in _BREAKS)


def _is_capital(token: _Token) -> bool:
    word = token.word
    return word[0].isupper() or word[0].isdigit() or (word[:2] in ("d’", "d'", "l’", "l'") and word[2:3].isupper())


def _is_acronym(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


def _stop(plain: str, end: int) -> int:
    """Neither the stop at the end of the sentence nor "'s" is the organisation's."""
    word = plain[:end].split()[-1]
    if _POSSESSIVE.search(word):
        return 2
    is_last = word.endswith(".") and end >= len(plain.rstrip())
    return int(is_last and word.lower() not in _COMPANY and not re.fullmatch(r"(?:\w\.){2,}", word))
