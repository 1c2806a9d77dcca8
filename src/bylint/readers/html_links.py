"""The links of a page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Sequence

from bylint.model.markup import Link
from bylint.model.source import Span
from bylint.readers.html_page import Page
from bylint.readers.html_text import attribute
from bylint.readers.html_text import prose_within

_UNSURE = ("comment", "hidden", "element")


def links(page: Page, spans: Sequence[Span], kinds: Sequence[str]) -> Iterator[Link]:
    """Yield the links in the order of their start tags."""
    tree = page.tree
    for index, name in enumerate(tree.names):
        attrs = tree.attrs[index]
        if name != "a" or not attrs.get("href"):
            continue
        words = prose_within(tree, index)
        yield Link(
            attribute(tree, index, "href"),
            words,
            Span(tree.starts[index], tree.events[tree.closed[index]][3]),
            tuple(attrs["rel"].lower().split()) if "rel" in attrs else (),
            block_at(spans, kinds, words.starts[0] if words.plain else tree.starts[index]),
            page.marks[index],
            page.inside(index),
        )


def block_at(spans: Sequence[Span], kinds: Sequence[str], offset: int) -> int:
    """Return the index of the block that holds an offset or, if none does, of the last block before it."""
    last = bisect_right(spans, (offset + 1,)) - 1
    for at in range(last, max(-1, last - 6), -1):
        if spans[at].start <= offset < spans[at].end and kinds[at] not in _UNSURE:
            return at
    return last
