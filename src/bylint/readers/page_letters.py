"""How much running text stands in each element of a page."""

from __future__ import annotations

from collections.abc import Container
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

from bylint.readers.html_standing import Standing
from bylint.readers.html_tree import Tree

# A shorter run of text is a teaser, a label or a menu.
_PARAGRAPH = 80


class Letters(NamedTuple):
    """Letters of running text by the element that holds them, and all elements around these, outermost first."""

    own: Mapping[int, int]
    around: Sequence[int]


def letters(tree: Tree, standings: Sequence[Standing]) -> Letters:
    """Count the letters of running text that stand in each element directly, or in elements of its lines."""
    own: dict[int, int] = {}
    linked: dict[int, int] = {}
    for kind, node, start, end, _ in tree.events:
        if kind != "text" or node < 0:
            continue
        holder, hidden, is_silent, _, _, _ = standings[node]
        if is_silent or hidden >= 0 or holder < 0:
            continue
        own[holder] = own.get(holder, 0) + end - start
        if tree.names[node] == "a":
            linked[holder] = linked.get(holder, 0) + end - start
    running = {at: n for at, n in own.items() if n >= _PARAGRAPH and linked.get(at, 0) * 2 < n}
    return Letters(running, _around(tree, running))


def _around(tree: Tree, elements: Mapping[int, int]) -> Sequence[int]:
    found: set[int] = set()
    for index in elements:
        at = index
        while at >= 0 and at not in found:
            found.add(at)
            at = tree.parents[at]
    return sorted(found)


def summed(tree: Tree, counted: Letters, apart: Container[int] = ()) -> dict[int, int]:
    """Sum up the letters of each element that holds any and of all elements in it, less what stands in one apart."""
    hidden: set[int] = set()
    for index in counted.around:
        if index in apart or tree.parents[index] in hidden:
            hidden.add(index)
    total: dict[int, int] = {}
    # An element stands after the one around it, so this order has each sum finished before it is passed on.
    for index in reversed(counted.around):
        own = 0 if index in hidden else counted.own.get(index, 0)
        total[index] = total.get(index, 0) + own
        parent = tree.parents[index]
        total[parent] = total.get(parent, 0) + total[index]
    total.pop(-1, None)
    return total


def below(tree: Tree, apart: Container[int]) -> list[bool]:
    """Tell which elements are apart, or stand in one that is."""
    found: list[bool] = []
    for index, parent in enumerate(tree.parents):
        found.append(index in apart or (parent >= 0 and found[parent]))
    return found
