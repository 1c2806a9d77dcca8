"""A sentence of a bio taken apart, and the names of organisations in it by their capitals."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from typing import NamedTuple

from bylint.grammar.bio import BioWords
from bylint.grammar.bio import bio_words
from bylint.grammar.bio import is_post
from bylint.grammar.names import Names
from bylint.grammar.names import names
from bylint.grammar.relation import BioLine
from bylint.grammar.relation import BodyName
from bylint.grammar.relation import bio_line
from bylint.model.prose import Prose
from bylint.model.world import Knowledge
from bylint.text.fold import folded
from bylint.text.patterns import lazily

_TOKEN = lazily(r"[^\W_][\w’'&./-]*|&|[,;:()–—]|@\w+")
_POSSESSIVE = lazily(r"[’']s$")
_DOTTED = lazily(r"(?:\w\.){2,}")
AND = frozenset("and & und et y e".split())
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
    """A sentence taken apart, with the words that tell what its words mean, and the bodies of the directory that it
    names, by the token in which each begins."""

    prose: Prose
    tokens: tuple[Token, ...]
    plain: tuple[str, ...]
    named: dict[int, BodyName]
    line: BioLine
    knowledge: Knowledge
    known: Names
    by: BioWords

    def cut(self, first: int, last: int) -> Prose:
        """Return the words from token `first` to the token before `last`, without a stop that ends the sentence."""
        end = self.tokens[last - 1].end
        return self.prose.cut(self.tokens[first].start, end - _stop(self.prose.plain, end))


def sentence_of(prose: Prose, knowledge: Knowledge, bodies: Iterable[BodyName], people: Iterable[str]) -> Sentence:
    """Return a sentence as tokens."""
    found = (Token(m[0], folded(m[0]).strip("."), *m.span()) for m in _TOKEN.finditer(prose.plain[:_LETTERS]))
    tokens = tuple(token for token, _ in zip(found, range(_MOST), strict=False))
    named = {at: body for body in bodies for at, token in enumerate(tokens) if token.start <= body.start < token.end}
    by = bio_words(knowledge)
    plain = tuple(_plain(tokens, at, by) for at in range(len(tokens)))
    line = bio_line(prose.plain[:_LETTERS], people, knowledge)
    return Sentence(prose, tokens, plain, named, line, knowledge, names(knowledge), by)


def _plain(tokens: tuple[Token, ...], at: int, by: BioWords) -> str:
    """Return a token folded; what is a noun in English and "was" elsewhere, as the verb where it is one."""
    word = tokens[at].plain
    if word not in by.was or at + 1 == len(tokens) or not tokens[at].word.islower():
        return word
    after = tokens[at + 1].plain
    return "was" if after in by.was_before or is_post(after, by) else word


def start_after(sentence: Sentence, at: int) -> int:
    """Return the token after a preposition and an article."""
    return at + 1 + (at + 1 < len(sentence.plain) and sentence.plain[at + 1] in sentence.by.articles)


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
    while end > start and tokens[end - 1].plain in sentence.by.inner:
        end -= 1
    return end


def joined_to(sentence: Sentence, end: int) -> Iterator[tuple[int, int]]:
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
    if small not in sentence.by.inner:
        return False
    after = at + 1
    if small not in AND and after < len(plain) and plain[after] in sentence.by.articles:
        after += 1
    if after >= len(plain) or not is_capital(sentence.tokens[after]):
        return False
    bodies = sentence.known.bodies
    if small in ("for", "on", "für"):
        return bool(bodies.intersection(plain[start:at]))
    if small not in AND:
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
