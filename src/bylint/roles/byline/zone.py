"""Where in an article a byline may stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.text.fold import bare

TEXT = ("heading", "paragraph", "item", "label", "term")
LONGEST = 180
"""Letters of the longest line that may be a byline."""
_NOT = frozenset(("quote", "table", "figure", "code", "nav", "form"))
_LONG = 220
_EARLY = 3
"""Paragraphs of running text before which a byline stands."""
_GLANCE = 30
_ABOVE, _BELOW, _REACH, _MOST = 8, 16, 60, 400


class Zone(NamedTuple):
    """The blocks around the headline and before the text is well under way, and those after the last running text.

    `headline` is the block of the headline or -1; `has_header` tells that a header of the file can say who signs.
    """

    near: range
    end: range
    headline: int
    has_header: bool

    def indices(self) -> Iterator[int]:
        """Yield the blocks that may sign, in reading order."""
        yield from self.near
        yield from self.end


def zone(article: Article) -> Zone:
    """Return where the bylines of an article may stand."""
    headline = _headline(article)
    near = _near(article, headline)
    long = (i for i in range(len(article.blocks) - 1, -1, -1) if _is_longer(article.blocks[i], _LONG))
    last = next(long, -1) + 1
    end = range(max(last, near.stop), min(len(article.blocks), last + _BELOW))
    has_header = article.format != "html" or any(field.origin == "front-matter" for field in article.fields)
    return Zone(near, end, headline, has_header)


def may_sign(block: Block, longest: int = LONGEST) -> bool:
    """Tell whether a block is a short line of text that is nobody else's."""
    return block.kind in TEXT and 0 < len(block.prose.plain) <= longest and not _NOT.intersection(block.within)


def may_sign_page(block: Block, where: Zone, longest: int = LONGEST) -> bool:
    """Tell the same of a page without a header, where a table may be the layout."""
    if where.has_header or block.kind != "cell":
        return may_sign(block, longest)
    return 0 < len(block.prose.plain) <= longest and "quote" not in block.within


def is_of_section(article: Article, index: int, where: Zone) -> bool:
    """Tell whether a line stands right under a heading other than the headline: it signs that section alone."""
    if index == 0 or not where.has_header or article.blocks[index].kind == "heading":
        return False
    return article.blocks[index - 1].kind == "heading" and where.headline != index - 1


def _near(article: Article, headline: int) -> range:
    running, most = (_LONG, _EARLY) if article.format == "html" else (_LONG // 2, 1)
    start = headline - _ABOVE if headline >= _ABOVE else 0
    stop = min(len(article.blocks), (headline + _REACH if headline >= 0 else _MOST) + 1)
    seen = 0
    for index in range(max(headline, 0), stop):
        seen += _is_longer(article.blocks[index], running)
        if seen > most:
            return range(start, index)
    return range(start, stop)


def _is_longer(block: Block, letters: int) -> bool:
    return block.is_inside and len(block.prose.plain) > letters


def _headline(article: Article) -> int:
    """Return the block of the headline, even where the header of the file is what names it."""
    part = next((part for part in article.view if part.role == "headline"), None)
    if part is None or part.block >= 0:
        return part.block if part else -1
    words = bare(part.prose.plain)
    for index, block in enumerate(article.blocks[:_MOST]):
        plain = block.prose.plain
        if not block.is_inside or len(plain) * 2 <= len(words):
            continue
        if bare(plain[:_GLANCE]) in words and bare(plain[:400]) in words:
            return index
    return -1
