"""Which posts at which organisations a sentence gives a person, and whether they are over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bylint.grammar.bio import BioWords
from bylint.grammar.bio import Clause
from bylint.grammar.bio import clause_after
from bylint.grammar.bio import status_of
from bylint.grammar.names import Names
from bylint.model.prose import Prose
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.patterns import lazily

_TOKEN = lazily(r"[^\W_][\w’'&./-]*|&|[,;:()–—]|@\w+")
_POSSESSIVE = lazily(r"[’']s$")
_DOTTED = lazily(r"(?:\w\.){2,}")
_INNER = frozenset("of and & for the on de la du des del der für und di e y et".split())
_AND = frozenset("and & und et y e".split())
_ARTICLES = frozenset("the a an our its der die das dem la le el l'".split())
_BREAKS = frozenset(", ; : ( ) – —".split())
_COMPANY = ("inc.", "co.", "corp.", "ltd.")
_MOST, _AHEAD, _JOINED = 400, 7, 4
_LETTERS = 4000


class _Token(NamedTuple):
    """A word or a mark, as printed and folded, and where it stands."""

    word: str
    plain: str
    start: int
    end: int


class _Sentence(NamedTuple):
    """A sentence taken apart, with the words that tell what its words mean."""

    prose: Prose
    tokens: tuple[_Token, ...]
    plain: tuple[str, ...]
    known: Names
    by: BioWords

    def cut(self, first: int, last: int) -> Prose:
        """Return the words from token `first` to the token before `last`, without a stop that ends the sentence."""
        end = self.tokens[last - 1].end
        return self.prose.cut(self.tokens[first].start, end - _stop(self.prose.plain, end))


def _tokens_of(prose: Prose, known: Names, by: BioWords) -> _Sentence:
    """Return a sentence as tokens."""
    found = (_Token(m[0], folded(m[0]).strip("."), *m.span()) for m in _TOKEN.finditer(prose.plain[:_LETTERS]))
    tokens = tuple(token for token, _ in zip(found, range(_MOST), strict=False))
    return _Sentence(prose, tokens, tuple(token.plain for token in tokens), known, by)


def _start_after(sentence: _Sentence, at: int) -> int:
    """Return the token after a preposition and an article."""
    return at + 1 + (at + 1 < len(sentence.plain) and sentence.plain[at + 1] in _ARTICLES)


def _end_of(sentence: _Sentence, start: int) -> int:
    """Return the token after a run of capitalised words and the small words inside it."""
    tokens = sentence.tokens
    end = start
    while end < len(tokens):
        if not _touches(tokens, start, end) or (end > start and _POSSESSIVE.search(tokens[end - 1].word)):
            break
        if not _is_capital(tokens[end]) and (end == start or not _joins(sentence, start, end)):
            break
        end += 1
    while end > start and tokens[end - 1].plain in _INNER:
        end -= 1
    return end


def _more(sentence: _Sentence, end: int) -> Iterator[tuple[int, int]]:
    """Yield organisations joined to one by "and" or a comma."""
    for _ in range(_JOINED):
        if end + 1 >= len(sentence.plain) or sentence.plain[end] not in ("and", ","):
            return
        start = end + 1 + (sentence.plain[end + 1] == "and")
        if start < len(sentence.plain) and sentence.plain[start] == "the":
            start += 1
        last = _end_of(sentence, start)
        run = sentence.plain[start:last]
        if not sentence.known.bodies.intersection(run) or sentence.by.posts.intersection(run):
            return
        yield start, last
        end = last


def _is_capital(token: _Token) -> bool:
    """Tell whether a token begins like a name."""
    word = token.word
    return word[0].isupper() or word[0].isdigit() or (word[:2] in ("d’", "d'", "l’", "l'") and word[2:3].isupper())


def _joins(sentence: _Sentence, start: int, at: int) -> bool:
    """Tell whether a small word goes on with the name that began at `start`."""
    plain, small = sentence.plain, sentence.plain[at]
    if small not in _INNER:
        return False
    after = at + 1
    if small not in _AND and after < len(plain) and plain[after] in _ARTICLES:
        after += 1
    if after >= len(plain) or not _is_capital(sentence.tokens[after]):
        return False
    bodies = sentence.known.bodies
    if small in ("for", "on", "für"):
        return bool(bodies.intersection(plain[start:at]))
    if small not in _AND:
        return True
    ahead = _ahead(sentence, after)
    if sentence.by.posts.intersection(ahead[:3]):
        return False
    return not (plain[at - 1] in bodies and bodies.intersection(ahead))


def _ahead(sentence: _Sentence, start: int) -> tuple[str, ...]:
    """Return the next words, as far as they could be one name."""
    end = start
    while end < min(start + _AHEAD, len(sentence.tokens)):
        if not (_is_capital(sentence.tokens[end]) or sentence.plain[end] in ("of", "for")):
            break
        end += 1
    return sentence.plain[start:end]


def _touches(tokens: tuple[_Token, ...], start: int, at: int) -> bool:
    return at == start or (tokens[at].start - tokens[at - 1].end <= 1 and tokens[at].word not in _BREAKS)


def _stop(plain: str, end: int) -> int:
    """Neither the stop at the end of the sentence nor "'s" is the organisation's."""
    word = plain[:end].rsplit(None, 1)[-1]
    if _POSSESSIVE.search(word):
        return 2
    is_last = word.endswith(".") and end >= len(plain.rstrip())
    return int(is_last and word.lower() not in _COMPANY and not _DOTTED.fullmatch(word))


_PREPOSITIONS = frozenset("at for of with in from by within an beim bei der am à en de".split())
_OPENERS = frozenset("also now both today a an the his her their our one ein eine un une".split())
_EARLY = frozenset("as new current currently".split())
_JOINTS = frozenset(", ; ( : and und et y who where sowie".split())
_COUNTRIES = frozenset(
    ("united states", "united kingdom", "us", "u.s", "uk", "u.k", "netherlands", "usa", "philippines")
)
_TITLE, _AFTER = 16, 8
"""BioWords of the longest title, and words behind an organisation that say until when."""


class Appointment(NamedTuple):
    """A post. `whole` runs from the words that open it to the organisation's last word; `fresh` says that it is new."""

    organisation: Prose
    title: Prose | None
    status: str
    whole: Prose
    fresh: Prose | None = None


class _PostHead(NamedTuple):
    """Where in a sentence a post opens, where its preposition or noun stands, and what the verb says of it."""

    opened: int
    at: int
    clause: Clause
    last: str = ""


def affiliations(prose: Prose, known: Names, by: BioWords, *, is_title: bool = False) -> tuple[Appointment, ...]:
    """Return the affiliations of one sentence, or of a title such as "Professor, Naval War College"."""
    sentence = _tokens_of(prose, known, by)
    clause = Clause("current" if is_title else "", 0, works=is_title)
    found: list[Appointment] = []
    at = opened = 0
    while at < len(sentence.tokens):
        changed = clause_after(clause, sentence.plain, at, by)
        if changed is not clause:
            clause, opened = changed, at + 1
        elif sentence.plain[at] in _JOINTS and _opens(sentence, at + 1):
            opened = at + 1
        post = _PostHead(opened, at, clause, found[-1].status if found else "")
        read, at = _read(sentence, post)
        found += read
    return tuple(found)


def _read(sentence: _Sentence, post: _PostHead) -> tuple[tuple[Appointment, ...], int]:
    """Return the affiliations whose preposition or noun stands here, and the token to go on with."""
    at = post.at
    before = _before(sentence, post)
    if before:
        return (before,), at + 1
    if sentence.plain[at] not in _PREPOSITIONS:
        return (), at + 1
    start = _start_after(sentence, at)
    end = _end_of(sentence, start)
    if end == start or not _counts(sentence, post, start, end):
        return (), at + 1
    every = ((start, end), *_more(sentence, end))
    return tuple(_made(sentence, post, first, last) for first, last in every), every[-1][1]


def _made(sentence: _Sentence, post: _PostHead, first: int, last: int) -> Appointment:
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


def _before(sentence: _Sentence, post: _PostHead) -> Appointment | None:
    """An organisation before the post: "a 1945 Contributing Editor", "an Army War College professor"."""
    by, at = sentence.by, post.at
    if sentence.plain[at] not in by.posts or not (post.clause.status or post.clause.works):
        return None
    start = post.opened
    while start < at and (_leads(sentence.plain[start], by) or sentence.plain[start] in by.modifiers):
        start += 1
    end = start
    while end < at and _is_capital(sentence.tokens[end]) and not _is_of_title(sentence.plain[end], by):
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


def _is_clear(sentence: _Sentence, start: int, end: int, at: int) -> bool:
    """Tell whether capitals before a post are an organisation, not a title in capitals or a degree."""
    run = [token.word for token in sentence.tokens[start:end]]
    if all(bare(word).replace(" ", "") in sentence.by.status["alumnus"] for word in run):
        return False
    return sentence.tokens[at].word[0].islower() or run[0].isdigit() or any(map(_is_acronym, run))


def _status(sentence: _Sentence, post: _PostHead, last: int, *, is_bare: bool) -> str:
    opening = sentence.plain[post.opened : post.at]
    following = sentence.plain[last : last + _AFTER]
    return status_of(post.clause, opening, following, post.last, sentence.by, is_bare=is_bare)


def _fresh(sentence: _Sentence, post: _PostHead) -> Prose | None:
    """Return the word that calls a post new, before its title ("the new dean") or its verb ("recently joined")."""
    fresh, plain = sentence.by.status["fresh"], sentence.plain
    for at in (*range(post.opened, post.at), post.clause.at - 1):
        if at < 0 or plain[at] not in fresh or sentence.tokens[at].word[0].isupper():
            continue
        if plain[at + 1] not in sentence.by.status["novelties"]:
            return sentence.cut(at, at + 1)
    return None


def _counts(sentence: _Sentence, post: _PostHead, start: int, end: int) -> bool:
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


def _title_start(sentence: _Sentence, post: _PostHead) -> int:
    start = post.opened
    while start < post.at and (sentence.plain[start] in _EARLY or _leads(sentence.plain[start], sentence.by)):
        start += 1
    return start


def _leads(word: str, by: BioWords) -> bool:
    """Tell whether a word opens a post and is no part of its title."""
    return word in _OPENERS or any(word in by.status[name] for name in ("former", "retired", "incoming", "current"))


def _is_of_title(word: str, by: BioWords) -> bool:
    return word in by.posts or word in by.modifiers


def _opens(sentence: _Sentence, at: int) -> bool:
    """Tell whether a new post begins here: an article, a status word, or a title."""
    by = sentence.by
    for token in sentence.tokens[at : at + 4]:
        if token.plain in _OPENERS or token.plain in by.posts or token.plain in by.modifiers:
            return True
        if any(token.plain in listed for listed in by.status.values()):
            return True
        if not _is_capital(token):
            return False
    return False


def _is_bare(sentence: _Sentence, opened: int) -> bool:
    """Tell whether a post stands behind "and" without an article of its own."""
    is_joined = opened > 0 and sentence.plain[opened - 1] in ("and", ",")
    return is_joined and opened < len(sentence.plain) and sentence.plain[opened] not in _OPENERS


def _is_acronym(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)
