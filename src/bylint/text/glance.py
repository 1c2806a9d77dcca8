"""A glance at an article: words that stand nowhere in it need not be looked for block by block."""

from __future__ import annotations

from collections.abc import Iterable

from bylint.model.article import Article
from bylint.model.article import Block

# The last article that was looked at, known by its blocks, and its words. One after another asks about the same.
_last: list[tuple[tuple[Block, ...], str]] = [((), "")]


def small(article: Article) -> str:
    """Return the words of all blocks, fields and pictures of an article in small letters."""
    blocks, words = _last[0]
    if blocks is not article.blocks or not blocks:
        words = "\n".join(_words(article)).lower()
        _last[0] = (article.blocks, words)
    return words


def _words(article: Article) -> Iterable[str]:
    yield from (block.prose.plain for block in article.blocks)
    yield from (field.prose.plain for field in article.fields)
    yield from (prose.plain for image in article.images for _, prose in image.fields)
