"""Which part of a page is the article."""

from __future__ import annotations

import re
from collections.abc import Container
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bylint.readers import page_furniture as furniture
from bylint.readers.html_elements import HEADINGS
from bylint.readers.html_standing import Standing
from bylint.readers.html_text import prose_within
from bylint.readers.html_tree import Tree
from bylint.readers.page_letters import Letters
from bylint.readers.page_letters import below
from bylint.readers.page_letters import letters
from bylint.readers.page_letters import summed
from bylint.text.fold import bare
from bylint.text.lazy import lazily

_STORY_CLASS = lazily(r"(?:^|\s)(?:hentry|h-entry|post|entry|article|story|single-post|single)(?:\s|$)", re.IGNORECASE)
_BIO_CLASS = lazily(
    r"[\s_-](?:bio|biography|about[_-](?:the[_-])?authors?|authors?[_-](?:bio|box|card|info|profile|about|desc\w*))"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_ARTICLE = 400
_MOST_HEADINGS = 60
_WHOLE = frozenset({"html", "body", "head"})
# Without a class, an id or a role no element of another name is furniture.
_NAMED = frozenset("article nav form header footer aside".split())


class _Letters(NamedTuple):
    """Letters of running text below the elements that hold any: all of them, and those in no furniture."""

    whole: Mapping[int, int]
    clean: Mapping[int, int]


def inside(tree: Tree, standings: Sequence[Standing], titles: Sequence[str]) -> list[bool]:
    """Tell for each element whether it belongs to the article; `titles` are those of the page."""
    counted = letters(tree, standings)
    whole = summed(tree, counted)
    weights = _furniture(tree, whole)
    firm = _firm(tree, weights, counted)
    headline = _headline(tree, titles, firm)
    apart = firm | _soft(tree, weights, summed(tree, counted, firm), headline)
    root = _root(tree, _Letters(whole, summed(tree, counted, apart)), headline)
    return _marked(tree, root, apart.difference(_upwards(tree, root)), weights)


def _headline(tree: Tree, titles: Sequence[str], firm: Container[int]) -> int:
    """Return the heading that the page's title repeats, else the first of the highest level, else -1."""
    first, best, highest = -1, -1, (False, False, 3)
    headings = [index for index, name in enumerate(tree.names) if name in ("h1", "h2")]
    is_apart = below(tree, firm) if headings else []
    for index in [index for index in headings if not is_apart[index]][:_MOST_HEADINGS]:
        words = bare(prose_within(tree, index).plain[:400])
        is_first = tree.names[index] == "h1"
        if first < 0 and is_first and words:
            first = index
        # The site's name stands in the title too, mostly behind the headline.
        rank = (any(title.startswith(words) for title in titles), is_first, len(words))
        if len(words) > 3 and rank > highest and any(words in title for title in titles):
            best, highest = index, rank
    return best if best >= 0 else first


def _firm(tree: Tree, weights: Mapping[int, int], counted: Letters) -> set[int]:
    """Return what is surely furniture; what holds most of the text is none, whatever its name."""
    titled = {at for index in _first_headings(tree) for at in _upwards(tree, index)}
    apart = {index for index, weight in weights.items() if weight == furniture.COMMENT and index not in titled}
    named = [index for index, weight in weights.items() if weight == furniture.FIRM]
    for chosen in ([index for index in named if tree.names[index] == "nav"], named):
        total = summed(tree, counted, apart)
        most = max(total.values(), default=0)
        apart |= {index for index in chosen if total.get(index, 0) * 2 <= most}
    return apart


def _first_headings(tree: Tree) -> list[int]:
    return [index for index, name in enumerate(tree.names) if name == "h1"][:3]


def _soft(tree: Tree, weights: Mapping[int, int], total: Mapping[int, int], headline: int) -> set[int]:
    """Return what else is furniture; what holds the headline or much of the text that is left is none."""
    holding = set(_upwards(tree, headline))
    most = max(total.values(), default=0)
    soft = (index for index, weight in weights.items() if weight == furniture.SOFT and index not in holding)
    return {index for index in soft if total.get(index, 0) * 3 <= most}


def _furniture(tree: Tree, whole: Mapping[int, int]) -> dict[int, int]:
    """Return the weights of those elements that are furniture; an article without a text of its own is a teaser."""
    in_article: list[bool] = []
    has_text = any(whole.values())
    found: dict[int, int] = {}
    for index, (name, attrs, parent) in enumerate(zip(tree.names, tree.attrs, tree.parents, strict=True)):
        around = parent >= 0 and in_article[parent]
        in_article.append(around or name in ("article", "main"))
        if not (attrs or name in _NAMED) or name in furniture.IN_LINES or name in _WHOLE:
            continue
        if name == "article" and around and has_text and not whole.get(index) and not _is_bio(attrs):
            found[index] = furniture.SOFT
        elif weight := furniture.weight(name, attrs, is_in_article=around):
            found[index] = weight
    return found


def _root(tree: Tree, letters: _Letters, headline: int) -> int:
    """Return the smallest element that holds headline, byline and text."""
    totals = letters.clean if any(letters.clean.values()) else letters.whole
    most = max(totals.values(), default=0)
    own = _around(tree, headline, ("article",))
    if own >= 0 and totals.get(own, 0) >= max(_ARTICLE, most // 5):
        return own
    story = max((index for index, total in totals.items() if most and total * 3 >= most * 2), default=-1)
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
    while story >= 0 and tree.names[story] in ("p", "li", "td", "blockquote", "span", *HEADINGS):
        story = tree.parents[story]
    if story < 0 or headline < 0:
        return story
    holding = set(_upwards(tree, story))
    return next((index for index in _upwards(tree, headline) if index in holding), -1)


def _around(tree: Tree, index: int, names: tuple[str, ...]) -> int:
    for at in _upwards(tree, index):
        if tree.names[at] in names or ("main" in names and tree.attrs[at].get("role") == "main"):
            return at
    return -1


def _around_class(tree: Tree, index: int) -> int:
    for at in _upwards(tree, index):
        if tree.names[at] not in ("body", "html") and _STORY_CLASS.search(tree.attrs[at].get("class", "")):
            return at
    return -1


def _body(tree: Tree) -> int:
    return next((index for index, name in enumerate(tree.names) if name == "body"), 0 if tree.names else -1)


def _upwards(tree: Tree, index: int) -> Iterator[int]:
    while index >= 0:
        yield index
        index = tree.parents[index]


def _marked(tree: Tree, root: int, apart: Container[int], weights: Mapping[int, int]) -> list[bool]:
    """Mark what stands in the root, and the boxes about its authors beside it or in soft furniture."""
    main = _around(tree, root, ("main",))
    widest = main if main >= 0 else (tree.parents[root] if root >= 0 else -1)
    near: list[bool] = []
    found: list[bool] = []
    for index, (name, attrs, parent) in enumerate(zip(tree.names, tree.attrs, tree.parents, strict=True)):
        is_apart = index in apart
        is_near = (index in (widest, root)) or (parent >= 0 and near[parent] and name != "article")
        if is_near and is_apart and weights.get(index, 0) >= furniture.FIRM:
            is_near = False
        near.append(is_near)
        is_in = index == root or (parent >= 0 and found[parent] and not is_apart)
        found.append(is_in or bool(is_near and attrs and index not in weights and _is_bio(attrs)))
    return found


def _is_bio(attrs: Mapping[str, str]) -> bool:
    return any(name in attrs and _names_bio(attrs[name]) for name in ("class", "id"))


# The pattern begins with what stands before a word: so the search skips to the words at once.
@lru_cache(maxsize=4096)
def _names_bio(words: str) -> bool:
    return _BIO_CLASS.search(f" {words}") is not None
