"""The words by which a page names an element: class, id, rel, itemprop, data."""

from __future__ import annotations

from bylint.readers.html_tree import Node
from bylint.readers.html_tree import Tree
from bylint.text.lazy import lazily

_NAMING = frozenset({"class", "id", "rel", "itemprop", "role"})
_WORD = lazily(r"[a-z][\w-]*+")
_LONGEST = 60
_MOST = 80
_OF_ONE = 24


def marks_of(tree: Tree, index: int, known: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the words of an element, then those of the elements around it, body excluded."""
    chain: list[int] = []
    while index >= 0 and index not in known and tree.nodes[index].name not in ("body", "html"):
        chain.append(index)
        index = tree.nodes[index].parent
    marks = known.get(index, ())
    for at in reversed(chain):
        own = _words(tree.nodes[at])
        if own:
            marks = tuple(dict.fromkeys((*own, *marks)))[:_MOST]
        known[at] = marks
    return marks


def _words(node: Node) -> list[str]:
    words: list[str] = []
    for name, value in node.attrs.items():
        if name in _NAMING:
            words.extend(value.lower().split())
        elif name.startswith("data-"):
            words.append(name)
            if value and len(value) <= _LONGEST and _WORD.fullmatch(value.lower()):
                words.append(value.lower())
    return words[:_OF_ONE]
