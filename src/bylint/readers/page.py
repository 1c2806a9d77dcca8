"""Which part of a page is the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence

from bylint.model.value import NamedTuple
from bylint.readers import page_furniture as furniture
from bylint.readers.html_standing import Standing
from bylint.readers.html_text import prose_within
from bylint.readers.html_tree import HEADINGS
from bylint.readers.html_tree import Node
from bylint.readers.html_tree import Tree
from bylint.readers.page_letters import below
from bylint.readers.page_letters import clean
from bylint.readers.page_letters import own_letters
from bylint.readers.page_letters import summed
from bylint.readers.page_title import titles
from bylint.text.fold import bare
from bylint.text.lazy import lazily

_STORY_CLASS = lazily(r"(?:^|\s)(?:hentry|h-entry|post|entry|article|story|single-post|single)(?:\s|$)", re.IGNORECASE)
_BIO_CLASS = lazily(
    r"(?:^|[\s_-])(?:bio|biography|about[_-](?:the[_-])?authors?|authors?[_-](?:bio|box|card|info|profile|about|desc\w*))"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_ARTICLE = 400
_MOST_HEADINGS = 60


class _Letters(NamedTuple):
    """Letters of running text below each element: all of them, and those in no furniture."""

    whole: list[int]
    clean: list[int]


def inside(tree: Tree, standings: Sequence[Standing]) -> list[bool]:
    """Tell for each element whether it belongs to the article."""
    own = own_letters(tree, standings)
    whole = summed(tree, own)
    weights = _furniture(tree, whole)
    apart = _firm(tree, weights, own)
    headline = _headline(tree, below(tree, apart))
    apart = _soft(tree, weights, own, apart, headline)
    root = _root(tree, _Letters(whole, clean(tree, own, apart)), headline)
    for index in _upwards(tree, root):
        apart[index] = False
    return _marked(tree, root, apart, weights)


def _headline(tree: Tree, firm: Sequence[bool]) -> int:
    """Return the heading that the page's title repeats, else the first of the highest level, else -1."""
    known = titles(tree)
    first, best, highest = -1, -1, (False, False, 3)
    headings = [index for index, node in enumerate(tree.nodes) if node.name in ("h1", "h2") and not firm[index]]
    for index in headings[:_MOST_HEADINGS]:
        words = bare(prose_within(tree, index).plain[:400])
        is_first = tree.nodes[index].name == "h1"
        if first < 0 and is_first and words:
            first = index
        # The site's name stands in the title too, mostly behind the headline.
        rank = (any(title.startswith(words) for title in known), is_first, len(words))
        if len(words) > 3 and rank > highest and any(words in title for title in known):
            best, highest = index, rank
    return best if best >= 0 else first


def _firm(tree: Tree, weights: Sequence[int], own: Sequence[int]) -> list[bool]:
    """Tell what is surely furniture; what holds most of the text is none, whatever its name."""
    titled = {at for index in _first_headings(tree) for at in _upwards(tree, index)}
    apart = [weight == furniture.COMMENT and index not in titled for index, weight in enumerate(weights)]
    for names in (("nav",), ()):
        letters = clean(tree, own, apart)
        most = max(letters, default=0)
        apart = [
            is_apart or (weight == furniture.FIRM and letter * 2 <= most and (not names or node.name in names))
            for is_apart, weight, letter, node in zip(apart, weights, letters, tree.nodes, strict=True)
        ]
    return apart


def _first_headings(tree: Tree) -> list[int]:
    return [index for index, node in enumerate(tree.nodes) if node.name == "h1"][:3]


def _soft(tree: Tree, weights: Sequence[int], own: Sequence[int], firm: Sequence[bool], headline: int) -> list[bool]:
    """Tell what is furniture; what holds the headline or much of the text that is left is none."""
    holding = set(_upwards(tree, headline))
    letters = clean(tree, own, firm)
    most = max(letters, default=0)
    return [
        is_apart or (weight == furniture.SOFT and index not in holding and letter * 3 <= most)
        for index, (is_apart, weight, letter) in enumerate(zip(firm, weights, letters, strict=True))
    ]


def _furniture(tree: Tree, whole: Sequence[int]) -> list[int]:
    """Return the weight of each element as furniture; an article without a text of its own is a teaser."""
    in_article = [False] * len(tree.nodes)
    has_text = any(whole)
    found: list[int] = []
    for index, node in enumerate(tree.nodes):
        around = node.parent >= 0 and in_article[node.parent]
        in_article[index] = around or node.name in ("article", "main")
        if node.name in ("html", "body", "head"):
            found.append(furniture.NONE)
        elif node.name == "article" and around and has_text and not whole[index] and not _is_bio(node):
            found.append(furniture.SOFT)
        else:
            found.append(furniture.weight(node, is_in_article=around))
    return found


def _root(tree: Tree, letters: _Letters, headline: int) -> int:
    """Return the smallest element that holds headline, byline and text."""
    totals = letters.clean if max(letters.clean, default=0) else letters.whole
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


def _marked(tree: Tree, root: int, apart: Sequence[bool], weights: Sequence[int]) -> list[bool]:
    """Mark what stands in the root, and the boxes about its authors beside it or in soft furniture."""
    main = _around(tree, root, ("main",))
    widest = main if main >= 0 else (tree.nodes[root].parent if root >= 0 else -1)
    is_near = [False] * len(tree.nodes)
    found: list[bool] = []
    for index, node in enumerate(tree.nodes):
        parent = node.parent
        is_firm = apart[index] and weights[index] >= furniture.FIRM
        around = parent >= 0 and is_near[parent] and node.name != "article"
        is_near[index] = not is_firm and (index in (widest, root) or around)
        is_bio = is_near[index] and weights[index] == furniture.NONE and _is_bio(node)
        found.append(is_bio or index == root or (parent >= 0 and found[parent] and not apart[index]))
    return found


def _is_bio(node: Node) -> bool:
    return any(name in node.attrs and _BIO_CLASS.search(node.attrs[name]) for name in ("class", "id"))
