"""Where the name of an organisation ends in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bylint.model.prose import Prose
from bylint.roles.bio.words import Words
from bylint.roles.naming import Names
from bylint.text.fold import folded
from bylint.text.lazy import lazily

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


class Token(NamedTuple):
    """A word or a mark, as printed and folded, and where it stands."""

    word: str
    plain: str
    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence taken apart, with the words that tell what its words mean."""

    prose: Prose
    tokens: tuple[Token, ...]
    plain: tuple[str, ...]
    known: Names
    by: Words

    def cut(self, first: int, last: int) -> Prose:
        """Return the words from token `first` to the token before `last`, without a stop that ends the sentence."""
        end = self.tokens[last - 1].end
        return self.prose.cut(self.tokens[first].start, end - _stop(self.prose.plain, end))


def taken_apart(prose: Prose, known: Names, by: Words) -> Sentence:
    """Return a sentence as tokens."""
    found = (Token(m[0], folded(m[0]).strip("."), *m.span()) for m in _TOKEN.finditer(prose.plain[:_LETTERS]))
    tokens = tuple(token for token, _ in zip(found, range(_MOST), strict=False))
    return Sentence(prose, tokens, tuple(token.plain for token in tokens), known, by)


def start_after(sentence: Sentence, at: int) -> int:
    """Return the token after a preposition and an article."""
    return at + 1 + (at + 1 < len(sentence.plain) and sentence.plain[at + 1] in _ARTICLES)


def end_of(sentence: Sentence, start: int) -> int:
    """Return the token after a run of capitalised words and the small words inside it."""
    tokens = sentence.tokens
    end = start
    while end < len(tokens):
        if not _touches(tokens, start, end) or (end > start and _POSSESSIVE.search(tokens[end - 1].word)):
            break
        if not is_capital(tokens[end]) and (end == start or not _joins(sentence, start, end)):
            break
        end += 1
    while end > start and tokens[end - 1].plain in _INNER:
        end -= 1
    return end


def more(sentence: Sentence, end: int) -> Iterator[tuple[int, int]]:
    """Yield organisations joined to one by "and" or a comma."""
    for _ in range(_JOINED):
        if end + 1 >= len(sentence.plain) or sentence.plain[end] not in ("and", ","):
            return
        start = end + 1 + (sentence.plain[end + 1] == "and")
        if start < len(sentence.plain) and sentence.plain[start] == "the":
            start += 1
        last = end_of(sentence, start)
        run = sentence.plain[start:last]
        if not sentence.known.bodies.intersection(run) or sentence.by.posts.intersection(run):
            return
        yield start, last
        end = last


def is_capital(token: Token) -> bool:
    """Tell whether a token begins like a name."""
    word = token.word
    return word[0].isupper() or word[0].isdigit() or (word[:2] in ("d’", "d'", "l’", "l'") and word[2:3].isupper())


def _joins(sentence: Sentence, start: int, at: int) -> bool:
    """Tell whether a small word goes on with the name that began at `start`."""
    plain, small = sentence.plain, sentence.plain[at]
    if small not in _INNER:
        return False
    after = at + 1
    if small not in _AND and after < len(plain) and plain[after] in _ARTICLES:
        after += 1
    if after >= len(plain) or not is_capital(sentence.tokens[after]):
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


def _ahead(sentence: Sentence, start: int) -> tuple[str, ...]:
    """Return the next words, as far as they could be one name."""
    end = start
    while end < min(start + _AHEAD, len(sentence.tokens)):
        if not (is_capital(sentence.tokens[end]) or sentence.plain[end] in ("of", "for")):
            break
        end += 1
    return sentence.plain[start:end]


def _touches(tokens: tuple[Token, ...], start: int, at: int) -> bool:
    return at == start or (tokens[at].start - tokens[at - 1].end <= 1 and tokens[at].word not in _BREAKS)


def _stop(plain: str, end: int) -> int:
    """Neither the stop at the end of the sentence nor "'s" is the organisation's."""
    word = plain[:end].rsplit(None, 1)[-1]
    if _POSSESSIVE.search(word):
        return 2
    is_last = word.endswith(".") and end >= len(plain.rstrip())
    return int(is_last and word.lower() not in _COMPANY and not _DOTTED.fullmatch(word))
