"""How much running text stands in each element of a page."""

from __future__ import annotations

from collections.abc import Sequence

from bylint.readers.html_standing import Standing
from bylint.readers.html_tree import Tree

# A shorter run of text is a teaser, a label or a menu.
_PARAGRAPH = 80


def own_letters(tree: Tree, standings: Sequence[Standing]) -> list[int]:
    """Count the letters of running text that stand in each element directly, or in elements of its lines."""
    own = [0] * len(tree.nodes)
    linked = [0] * len(tree.nodes)
    for event in tree.events:
        if event.kind != "text" or event.node < 0:
            continue
        standing = standings[event.node]
        if standing.is_silent or standing.hidden >= 0 or standing.holder < 0:
            continue
        own[standing.holder] += event.end - event.start
        if tree.nodes[event.node].name == "a":
            linked[standing.holder] += event.end - event.start
    return [n if n >= _PARAGRAPH and link * 2 < n else 0 for n, link in zip(own, linked, strict=True)]


def summed(tree: Tree, own: Sequence[int]) -> list[int]:
    """Add to the letters of each element those of all elements in it."""
    total = list(own)
    # An element stands after the one around it, so this order has each sum finished before it is passed on.
    for index in range(len(total) - 1, -1, -1):
        if total[index] and tree.nodes[index].parent >= 0:
            total[tree.nodes[index].parent] += total[index]
    return total


def clean(tree: Tree, own: Sequence[int], apart: Sequence[bool]) -> list[int]:
    """Sum up the letters of each element that stand in nothing apart."""
    hidden = below(tree, apart)
    return summed(tree, [0 if is_apart else letters for is_apart, letters in zip(hidden, own, strict=True)])


def below(tree: Tree, apart: Sequence[bool]) -> list[bool]:
    """Tell which elements are apart, or stand in one that is."""
    found: list[bool] = []
    for is_apart, node in zip(apart, tree.nodes, strict=True):
        found.append(is_apart or (node.parent >= 0 and found[node.parent]))
    return found
