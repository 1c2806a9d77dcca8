"""Which part of a page is the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from bylint.readers import page_furniture as furniture
from bylint.readers.html_standing import Standing
from bylint.readers.html_text import prose_in
from bylint.readers.html_tree import HEADINGS
from bylint.readers.html_tree import Tree

_STORY_CLASS = re.compile(
    r"(?:^|\s)(?:hentry|h-entry|post|entry|article|story|single-post|single)(?:\s|$)", re.IGNORECASE
)
_BIO_CLASS = re.compile(
    r"(?:^|[\s_-])(?:bio|biography|about[_-](?:the[_-])?authors?|authors?[_-](?:bio|box|card|info|profile|about|desc\w*))"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"\W+")
# A shorter run of text is a teaser, a label or a menu.
_PARAGRAPH = 80
_ARTICLE = 400
_MOST_HEADINGS = 60


class _Weights(NamedTuple):
    """Letters of running text below each element: all of them, and those in no furniture."""

    whole: list[int]
    clean: list[int]


def inside(tree: Tree, standings: Sequence[Standing]) -> list[bool]:
    """Tell for each element whether it belongs to the article."""
    own = _own_letters(tree, standings)
    headline = _headline(tree)
    apart = _apart(tree, _summed(tree, own), headline)
    clean = [0 if is_apart else letters for is_apart, letters in zip(_below(tree, apart), own, strict=True)]
    root = _root(tree, _Weights(_summed(tree, own), _summed(tree, clean)), headline)
    for index in _upwards(tree, root):
        apart[index] = False
    return _marked(tree, root, apart)


def _own_letters(tree: Tree, standings: Sequence[Standing]) -> list[int]:
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


def _summed(tree: Tree, own: Sequence[int]) -> list[int]:
    total = list(own)
    # An element stands after the one around it, so this order has each sum finished before it is passed on.
    for index in range(len(total) - 1, -1, -1):
        parent = tree.nodes[index].parent
        if parent >= 0:
            total[parent] += total[index]
    return total


def _headline(tree: Tree) -> int:
    """Return the heading that the page's title repeats, else the only or first of the highest level, else -1."""
    titles = [_bare(words) for words in _titles(tree)]
    first, best, longest = -1, -1, 3
    headings = [index for index, node in enumerate(tree.nodes) if node.name in ("h1", "h2")]
    for index in headings[:_MOST_HEADINGS]:
        events = tree.events[tree.opened[index] : tree.closed[index]]
        words = _bare(prose_in(tree.text, events).plain)
        is_first = tree.nodes[index].name == "h1"
        if first < 0 and is_first and words:
            first = index
        if len(words) + is_first > longest and any(words in title for title in titles):
            best, longest = index, len(words) + is_first
    return best if best >= 0 else first


def _titles(tree: Tree) -> Iterator[str]:
    for index, node in enumerate(tree.nodes):
        if node.name == "title":
            yield prose_in(tree.text, tree.events[tree.opened[index] : tree.closed[index]]).plain
        elif node.name == "meta" and node.attrs.get("property") == "og:title":
            yield node.attrs.get("content", "")
        elif node.name == "body":
            return


def _bare(words: str) -> str:
    return _LETTERS.sub(" ", words[:400].casefold()).strip()


def _apart(tree: Tree, whole: Sequence[int], headline: int) -> list[bool]:
    """Tell which elements are furniture; what holds the headline or much of the text is none, whatever its name."""
    holding = set(_upwards(tree, headline))
    much = max(whole, default=0)
    in_article = [False] * len(tree.nodes)
    found: list[bool] = []
    for index, node in enumerate(tree.nodes):
        around = node.parent >= 0 and in_article[node.parent]
        weight = furniture.weight(node, is_in_article=around)
        in_article[index] = around or node.name in ("article", "main")
        is_much = whole[index] * 3 > much and weight != furniture.FIRM
        found.append(weight > 0 and index not in holding and not is_much and node.name not in ("html", "body", "head"))
    return found


def _below(tree: Tree, apart: Sequence[bool]) -> list[bool]:
    found: list[bool] = []
    for index, node in enumerate(tree.nodes):
        found.append(apart[index] or (node.parent >= 0 and found[node.parent]))
    return found


def _root(tree: Tree, weights: _Weights, headline: int) -> int:
    """Return the smallest element that holds headline, byline and text."""
    totals = weights.clean if max(weights.clean, default=0) else weights.whole
    most = max(totals, default=0)
    own = _around(tree, headline, ("article",))
    if own >= 0 and totals[own] >= max(_ARTICLE, most // 5):
        return own
    story = max((index for index, total in enumerate(totals) if most and total * 3 >= most * 2), default=-1)
    common = _common(tree, story, headline)
    for names in (("article",), ("main",)):
        around = _around(tree, common if common >= 0 else story, names)
        if around >= 0:
            return around
    around = _around_class(tree, common if common >= 0 else story)
    if around >= 0:
        return around
    return common if headline >= 0 and common >= 0 else _body(tree)


def _common(tree: Tree, story: int, headline: int) -> int:
    """Return the innermost element that holds both; a paragraph is no story."""
    while story >= 0 and tree.nodes[story].name in ("p", "li", "td", "blockquote", "span", *HEADINGS):
        story = tree.nodes[story].parent
    if story < 0 or headline < 0:
        return story
    holding = set(_upwards(tree, story))
    return next((index for index in _upwards(tree, headline) if index in holding), -1)


def _around(tree: Tree, index: int, names: tuple[str, ...]) -> int:
    for at in _upwards(tree, index):
        node = tree.nodes[at]
        if node.name in names or ("main" in names and node.attrs.get("role") == "main"):
            return at
    return -1


def _around_class(tree: Tree, index: int) -> int:
    for at in _upwards(tree, index):
        node = tree.nodes[at]
        if node.name not in ("body", "html") and _STORY_CLASS.search(node.attrs.get("class", "")):
            return at
    return -1


def _body(tree: Tree) -> int:
    return next((index for index, node in enumerate(tree.nodes) if node.name == "body"), 0 if tree.nodes else -1)


def _upwards(tree: Tree, index: int) -> Iterator[int]:
    while index >= 0:
        yield index
        index = tree.nodes[index].parent


def _marked(tree: Tree, root: int, apart: Sequence[bool]) -> list[bool]:
    """Mark what stands in the root and in the boxes about its authors that follow beside it."""
    beside = tree.nodes[root].parent if root >= 0 else -1
    main = _around(tree, root, ("main",))
    widest = main if main >= 0 else beside
    is_near = [False] * len(tree.nodes)
    found: list[bool] = []
    for index, node in enumerate(tree.nodes):
        parent = node.parent
        is_near[index] = index == widest or (parent >= 0 and is_near[parent] and node.name != "article")
        is_bio = is_near[index] and _BIO_CLASS.search(node.attrs.get("class", "")) is not None
        is_in = (
            index == root
            or (parent >= 0 and found[parent])
            or (is_bio and not apart[index] and not _any_apart(tree, index, apart))
        )
        found.append(is_in and not apart[index])
    return found


def _any_apart(tree: Tree, index: int, apart: Sequence[bool]) -> bool:
    return any(apart[at] for at in _upwards(tree, index))
