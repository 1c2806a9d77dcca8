"""A glance at an article: one scan for all words without which there is no disclaimer, credit or note on links."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from bylint.model.article import Article
from bylint.model.article import Block
from bylint.model.knowledge import Knowledge
from bylint.roles.naming import flat
from bylint.text.fold import folded

# Beside the picture words of the packs: what a credit may begin with.
BESIDE_PICTURES = ("courtesy", "©", "(c)", "copyright", "photographed")

# The last article that was looked at, known by its blocks, and its words. One role after another asks about the same.
_last: list[tuple[tuple[Block, ...], frozenset[str]]] = [((), frozenset())]


def present(article: Article, knowledge: Knowledge) -> frozenset[str]:
    """Return those of the words, in small letters, that stand anywhere in an article, be it within others."""
    blocks, words = _last[0]
    if blocks is not article.blocks or not blocks:
        text = "\n".join(_texts(article))
        small = text.lower()
        if not small.isascii():
            small = f"{small}\n{text.casefold()}"
        words = frozenset(word for _, word in _automaton(knowledge).iter(small))
        _last[0] = (article.blocks, words)
    return words


@lru_cache(maxsize=8)
def _automaton(knowledge: Knowledge) -> Any:
    # Imported here: a run that reads no article needs none.
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for word in _wanted(knowledge):
        automaton.add_word(word, word)
    automaton.make_automaton()
    return automaton


def _wanted(knowledge: Knowledge) -> Iterator[str]:
    pictures = knowledge.lists["credits"]
    yield "disclaimer"
    for listed in knowledge.lists["disclaimers"].values():
        if hasattr(listed, "values"):
            yield from (*listed.get("anchor", ()), *listed.get("matter", ()))
    nouns = (words for words in pictures["picture_words"].values() if isinstance(words, list))
    yield from (word.casefold() for word in (*flat(nouns), *BESIDE_PICTURES))
    yield from map(folded, pictures["blanket"]["plural"])
    yield from knowledge.lists["affiliates"]["disclosures"]["anchors"]


def _texts(article: Article) -> Iterable[str]:
    yield from (block.prose.plain for block in article.blocks)
    yield from (field.prose.plain for field in article.fields)
    yield from (prose.plain for image in article.images for _, prose in image.fields)
