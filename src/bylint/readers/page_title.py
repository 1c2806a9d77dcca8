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
    for index, node in enumerate(tree.nodes):
        if node.name == "title":
            yield prose_within(tree, index).plain
        elif node.name == "meta" and node.attrs.get("property") == "og:title":
            yield node.attrs.get("content", "")
        elif node.name == "body":
            return
