"""Slips in bios that no second source is needed for: a word twice, "a editor", "found and director"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from itertools import pairwise

from bylint.checks.wording import is_own
from bylint.checks.wording import quoted
from bylint.checks.wording import reported
from bylint.grammar import lexicon
from bylint.grammar import small_words
from bylint.grammar.bio import bio_words
from bylint.grammar.bio import is_post
from bylint.model.article import Article
from bylint.model.parts_people import Bio
from bylint.model.prose import Prose
from bylint.model.rule import AnyRule
from bylint.model.rule import Violation
from bylint.model.world import Knowledge
from bylint.text.fold import sentences
from bylint.text.lexicon import Token
from bylint.text.lexicon import tokens
from bylint.text.patterns import lazily

Found = Iterator[Violation]

_MOST, _MOST_SENTENCES, _LETTERS = 60, 40, 1000
"""Bios of an article, sentences of a bio, letters of a sentence that are read."""
_LONG = 8
"""Letters of the shortest post that is held against a word that no list knows."""
_BROKEN = lazily(r"[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|\ufffd")
_VOWELS = "aeiou"
_BEFORE = ("a", "an")


def bio_slip(rule: AnyRule, article: Article, knowledge: Knowledge) -> Found:
    """Report the words of bios that cannot be meant."""
    bios = article.parts.of(Bio)
    told: set[int] = set()
    for bio in bios if article.is_author_data else bios[:_MOST]:
        if bio.placeholder is not None or not is_own(article, bio):
            continue
        for prose, because in _slips(bio, knowledge):
            at = prose.span()
            if at.start not in told:
                told.add(at.start)
                words = {"found": quoted(prose.plain), "because": because}
                yield from reported(rule, article, bio, span=at, words=words)


def _slips(bio: Bio, knowledge: Knowledge) -> Iterator[tuple[Prose, str]]:
    broken = _BROKEN.search(bio.prose.plain[:4000])
    if broken:
        yield bio.prose.cut(*broken.span()), "has letters that were lost"
    for sentence in islice(sentences(bio.prose), _MOST_SENTENCES):
        plain = sentence.plain[:_LETTERS]
        line = tokens(plain)
        for one, two in _doubled(plain, line, knowledge):
            yield sentence.cut(one.start, two.end), "stands there twice"
        for article, post in _misled(plain, line, knowledge):
            yield sentence.cut(article.start, post.end), "has the wrong article"
        said = lexicon(knowledge).find("verb_for_post", plain)
        if said:
            at = plain.index(said)
            yield sentence.cut(at, at + len(said)), "has a verb where a post is meant"


def _doubled(plain: str, line: tuple[Token, ...], knowledge: Knowledge) -> Iterator[tuple[Token, Token]]:
    """Yield the words that stand twice with nothing but a blank between them, the second in small letters."""
    small = small_words(knowledge)
    once, behind = small["never_twice"], small["with_particle"]
    assert isinstance(once, frozenset)
    assert isinstance(behind, frozenset)
    for at, (one, two) in enumerate(pairwise(line)):
        if two.word.islower() and one.word.lower() == two.word and two.word in once:
            is_gap = not plain[one.end : two.start].strip()
            # "Plan A a year", "vitamin A a day": the first is a name.
            is_name = len(one.word) == 1 and one.word.isupper() and at > 0
            if is_gap and not is_name and not (at and line[at - 1].key in behind):
                yield one, two


def _misled(plain: str, line: tuple[Token, ...], knowledge: Knowledge) -> Iterator[tuple[Token, Token]]:
    """Yield "a" before a post that begins with a vowel, and "an" before one that does not."""
    by, otherwise = bio_words(knowledge), small_words(knowledge)["sounds_otherwise"]
    assert isinstance(otherwise, frozenset)
    for before, (one, two) in zip((None, *line), pairwise(line), strict=False):
        word = two.word
        # Other languages have these words too: behind "is" and "was" they are English.
        is_english = before is not None and before.key in ("is", "was", "as")
        if one.word not in _BEFORE or not is_english or not word.islower() or plain[one.end : two.start] != " ":
            continue
        if len(word) < _LONG - 2 or word.startswith(tuple(otherwise)) or not is_post(two.key, by):
            continue
        if (word[0] in _VOWELS) != (one.word == "an"):
            yield one, two
