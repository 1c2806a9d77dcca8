"""How a page names itself."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.readers.html_text import prose_within
from bylint.readers.html_tree import Tree
from bylint.text.fold import bare

_LONGEST = 400


def titles(tree: Tree) -> tuple[str, ...]:
    """Return the titles in the head of a page, letters and digits alone."""
    return tuple(bare(words[:_LONGEST]) for words in _titles(tree))


def _titles(tree: Tree) -> Iterator[str]:
    for index, name in enumerate(tree.names):
        if name == "title":
            yield prose_within(tree, index).plain
        elif name == "meta" and tree.attrs[index].get("property") == "og:title":
            yield tree.attrs[index].get("content", "")
        elif name == "body":
            return
