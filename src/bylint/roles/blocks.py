"""Blocks of an article: of which kind they are, and which hold words that roles look for."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Set
from functools import lru_cache
from itertools import accumulate
from typing import Any

from bylint.grammar import lexicon
from bylint.grammar.advertising import disclosing_words
from bylint.grammar.advertising import label_words
from bylint.grammar.advertising import paying_words
from bylint.model.article import Article
from bylint.model.article import Scan
from bylint.model.markup import Block
from bylint.model.world import Knowledge
from bylint.text.lexicon import automaton_of
from bylint.text.patterns import lazily

_WORD = lazily(r"[^\W\d_]+")
SAID = ("paragraph", "item", "cell", "caption", "term", "label")
"""Kinds of blocks that print words and are no headings."""
PRINTED = ("heading", *SAID)
"""Kinds of blocks that print words."""
RUNNING, LONG = 120, 220
"""Letters that no line has but of running text; and letters that only a paragraph of it has."""
_ENOUGH = 6
_READ = 4000
TEXT = frozenset(("paragraph", "item", "label", "heading", "term"))
"""Kinds of blocks that say something of the article: cells and captions stand beside it."""
_ASIDE = frozenset(("quote", "table", "figure", "list", "code"))


def is_text(block: Block) -> bool:
    """Tell whether a block prints text of the article."""
    return block.is_inside and block.kind in TEXT and bool(block.prose.plain)


def is_running(block: Block) -> bool:
    """Tell whether a block is running text: half the letters of it, or a sentence."""
    plain, stops = block.prose.plain, (".", "!", "?", "…")
    return is_text(block) and block.kind != "heading" and (len(plain) * 2 >= RUNNING or plain.endswith(stops))


def is_set_apart(block: Block) -> bool:
    """Tell whether a block stands in a quotation, table, figure, list or sample: shown rather than said."""
    return not _ASIDE.isdisjoint(block.within)


def has_own_text(article: Article, i: int) -> bool:
    """Tell whether a heading has text of its own under it."""
    for j in range(i + 1, len(article.blocks)):
        block = article.blocks[j]
        if not block.is_inside or block.kind in ("comment", "hidden"):
            continue
        return block.kind != "heading" or block.level > article.blocks[i].level
    return False


def language_of(article: Article, knowledge: Knowledge) -> str:
    """Return the language an article declares, or the one its small words speak, or nothing."""
    declared = article.language.lower().replace("_", "-").split("-")[0]
    if declared:
        return "no" if declared in ("nb", "nn") else declared
    text = " ".join(block.prose.plain for block in article.blocks if is_running(block))[:_READ]
    counts: Counter[str] = Counter()
    small = _small_words(knowledge)
    for word in _WORD.findall(text.casefold()):
        counts.update(small.get(word, ()))
    ranked = counts.most_common(1)
    return ranked[0][0] if ranked and ranked[0][1] >= _ENOUGH else ""


@lru_cache(maxsize=8)
def _small_words(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, words in knowledge.lists["lexicon/languages"]["languages"].items():
        if language in ("source", "date"):
            continue
        for word in words.split():
            found[word] = (*found.get(word, ()), language)
    return found


_CLASSES = ("picture", "picture-lead", "picture-plural", "courtesy", "placed")
"""What roles ask the scan for."""

ELSEWHERE = -1
"""Stands for what is no block: the header and the texts of pictures."""


def present(article: Article, knowledge: Knowledge) -> Scan:
    """Return those of the words, in small letters, that stand anywhere in an article, be it within others.

    Each leads to the indexes of the blocks that hold it.
    """
    return scan(article, knowledge) if article.scan is None else article.scan


def scan(article: Article, knowledge: Knowledge) -> Scan:
    """Return the same of an article that was not scanned yet."""
    texts = [_small(block.prose.plain) for block in article.blocks]
    starts = [*accumulate((len(text) + 1 for text in texts), initial=0)]
    found: dict[str, set[int]] = {}
    for end, word in _automaton(knowledge).iter("\n".join((*texts, *map(_small, _elsewhere(article))))):
        index = bisect_right(starts, end) - 1
        found.setdefault(word, set()).add(index if index < len(texts) else ELSEWHERE)
    return found


def classes(article: Article, knowledge: Knowledge) -> Scan:
    """Return for classes of words which blocks may hold one of them."""
    if article.classes is not None:
        return article.classes
    texts = [block.prose.plain for block in article.blocks]
    found: dict[str, set[int]] = {}
    for index, held in enumerate(lexicon(knowledge).scan(texts, _CLASSES)):
        for each in held:
            found.setdefault(each, set()).add(index)
    return found


def blocks_with(words: Iterable[str], found: Scan) -> Set[int]:
    """Return the indexes of the blocks that hold one of some words, or a word of one of some classes."""
    return frozenset[int]().union(*(found[word] for word in words if word in found))


def _small(text: str) -> str:
    small = text.lower()
    return small if small.isascii() else f"{small}\n{text.casefold()}"


@lru_cache(maxsize=8)
def _automaton(knowledge: Knowledge) -> Any:
    return automaton_of((word, word) for word in _wanted(knowledge))


def _wanted(knowledge: Knowledge) -> Iterator[str]:
    yield "disclaimer"
    yield from (*disclosing_words(knowledge), *label_words(knowledge), *paying_words(knowledge))


def _elsewhere(article: Article) -> Iterable[str]:
    yield from (field.prose.plain for field in article.fields)
    yield from (prose.plain for image in article.images for _, prose in image.fields)
