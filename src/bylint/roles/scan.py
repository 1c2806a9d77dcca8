"""The one scan of an article: for all words without which there is no disclaimer, credit or note on links."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Set
from functools import lru_cache
from itertools import accumulate
from typing import Any

from bylint.grammar import lexicon
from bylint.grammar.disclosure import disclosing_words
from bylint.grammar.label import label_words
from bylint.grammar.label import paying_words
from bylint.model.article import Article
from bylint.model.article import Scan
from bylint.model.world import Knowledge
from bylint.text.lexicon import automaton_of

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
