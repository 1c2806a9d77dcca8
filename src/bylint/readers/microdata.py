"""What the markup of a page says about its article in microdata, with exact places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

from bylint.model.markup import Field
from bylint.model.prose import EMPTY
from bylint.model.prose import Prose
from bylint.readers.html_text import attribute
from bylint.readers.html_text import attribute_span
from bylint.readers.html_text import prose_within
from bylint.readers.html_tree import Tree
from bylint.readers.structured_data import ARTICLE
from bylint.readers.structured_data import KEPT

_ADDRESSES = frozenset("url sameas image thumbnailurl license mainentityofpage contenturl id".split())
_MOST_ITEMS = 12
_DEEPEST = 4
_LONGEST = 400


class _Property(NamedTuple):
    """A property of an item: the elements that name it, outermost first."""

    item: int
    owners: tuple[int, ...]
    element: int


def microdata(tree: Tree, first: int, is_inside: Sequence[bool] | None) -> Iterator[Field]:
    """Yield the fields of each article that the page marks as an item; `first` numbers the first of them.

    An item that holds nothing of the page's own article is a teaser; without `is_inside` there is none.
    """
    found = _properties(tree)
    holding = _holding(tree, is_inside) if found else None
    if holding is not None:
        found = [each for each in found if each.item in holding]
    items = list(dict.fromkeys(each.item for each in found))[:_MOST_ITEMS]
    for number, item in enumerate(items, first):
        kind = attribute(tree, item, "itemtype")
        yield Field("microdata", ("@type",), kind, attribute_span(tree, item, "itemtype"), number)
        yield from _fields(tree, [each for each in found if each.item == item], number)


def _holding(tree: Tree, is_inside: Sequence[bool] | None) -> set[int] | None:
    """Return the elements that hold or are a part of the article."""
    if is_inside is None:
        return None
    found: set[int] = set()
    for index, is_in in enumerate(is_inside):
        while is_in and index >= 0 and index not in found:
            found.add(index)
            index = tree.parents[index]
    return found


def _fields(tree: Tree, found: list[_Property], number: int) -> Iterator[Field]:
    siblings = Counter((each.owners, name) for each in found for name in _names(tree.attrs[each.element]))
    order: Counter[tuple[tuple[int, ...], str]] = Counter()
    steps: dict[int, tuple[str | int, ...]] = {}
    named = {each.owners[-1] for each in found if each.owners and "name" in _names(tree.attrs[each.element])}
    for each in found:
        attrs = tree.attrs[each.element]
        for name in _names(attrs):
            group = (each.owners, name)
            own: tuple[str | int, ...] = (name, order[group]) if siblings[group] > 1 else (name,)
            order[group] += 1
            path = (*(steps.get(each.owners[-1], ()) if each.owners else ()), *own)
            steps[each.element] = path
            prose = EMPTY if "itemscope" in attrs and each.element in named else _value(tree, each.element, name)
            if prose.plain and path[0] in KEPT and len(prose.plain) <= _LONGEST:
                yield Field("microdata", path, prose, attribute_span(tree, each.element, "itemprop"), number)


def _names(attrs: Mapping[str, str]) -> list[str]:
    return attrs.get("itemprop", "").split()


def _properties(tree: Tree) -> list[_Property]:
    """Return the properties of all articles of a page."""
    found: list[_Property] = []
    if not any("itemscope" in attrs for attrs in tree.attrs):
        return found
    scopes: list[tuple[int, tuple[int, ...]] | None] = []
    for index, (attrs, parent) in enumerate(zip(tree.attrs, tree.parents, strict=True)):
        around = scopes[parent] if parent >= 0 else None
        if around and attrs.get("itemprop"):
            found.append(_Property(around[0], around[1], index))
        scopes.append(_scope(attrs, index, around) if "itemscope" in attrs else around)
    return found


def _scope(
    attrs: Mapping[str, str], index: int, around: tuple[int, tuple[int, ...]] | None
) -> tuple[int, tuple[int, ...]] | None:
    if around and attrs.get("itemprop"):
        return (around[0], (*around[1], index)) if len(around[1]) < _DEEPEST else around
    kinds = attrs.get("itemtype", "").split()
    return (index, ()) if any(ARTICLE.fullmatch(kind) for kind in kinds) else None


def _value(tree: Tree, index: int, name: str) -> Prose:
    tag, attrs = tree.names[index], tree.attrs[index]
    wanted = ["content", "datetime"]
    if name.lower() in _ADDRESSES or tag in ("link", "img", "amp-img"):
        wanted += ["href", "src"]
    for attr in wanted:
        if attrs.get(attr):
            return attribute(tree, index, attr)
    if "content" in attrs or tag == "meta":
        return EMPTY
    return prose_within(tree, index)
