"""The markup around a credit: what a template turns into links, and what a block is written in."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.prose import EMPTY
from bylint.model.prose import Prose
from bylint.model.prose import joined
from bylint.text.lazy import lazily

_MARKUP = lazily(r"<[^<>]{1,500}>|!?\[(?=[^\[\]]{1,300}\]\()|\]\([^()\s]{1,500}\)(?:\{[^{}]{0,80}\})?")
_LONGEST = 2000


def is_html(article: Article, block: Block) -> bool:
    """Tell whether the text of a block is written as HTML, in a page or within Markdown."""
    return article.format == "html" or article.source.text.startswith("<", block.span.start)


def unmarked(prose: Prose) -> Prose:
    """Return the words alone, each still with its place."""
    plain = prose.plain
    if len(plain) > _LONGEST or ("<" not in plain and "](" not in plain):
        return prose
    words, is_apart = EMPTY, False
    for start, end in _between(plain):
        cut = prose.cut(start, end)
        is_apart = is_apart or plain[start].isspace()
        words = joined((words, cut), separator=" " if is_apart else "") if words.at else cut
        is_apart = plain[end - 1].isspace()
    return words


def _between(plain: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in _MARKUP.finditer(plain):
        if match.start() > at:
            yield at, match.start()
        at = match.end()
    if at < len(plain):
        yield at, len(plain)
