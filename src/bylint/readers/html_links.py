"""The links of a page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Sequence

from bylint.model.article import Link
from bylint.model.source import Span
from bylint.readers.html_marks import marks_of
from bylint.readers.html_page import Page
from bylint.readers.html_text import attribute
from bylint.readers.html_text import prose_within

_UNSURE = ("comment", "hidden", "element")


def links(page: Page, spans: Sequence[Span], kinds: Sequence[str]) -> Iterator[Link]:
    """Yield the links in the order of their start tags."""
    tree = page.tree
    for index, node in enumerate(tree.nodes):
        if node.name != "a" or not node.attrs.get("href"):
            continue
        words = prose_within(tree, index)
        yield Link(
            attribute(tree.text, node, "href"),
            words,
            Span(node.start, tree.events[tree.closed[index]].end),
            tuple(node.attrs.get("rel", "").lower().split()),
            block_at(spans, kinds, words.span().start if words.plain else node.start),
            marks_of(tree, index, page.marks),
            page.inside(index),
        )


def block_at(spans: Sequence[Span], kinds: Sequence[str], offset: int) -> int:
    """Return the index of the block that holds an offset or, if none does, of the last block before it."""
    last = bisect_right(spans, (offset + 1,)) - 1
    for at in range(last, max(-1, last - 6), -1):
        if spans[at].start <= offset < spans[at].end and kinds[at] not in _UNSURE:
            return at
    return last
