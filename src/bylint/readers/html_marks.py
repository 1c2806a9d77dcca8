"""The words by which a page names an element: class, id, rel, itemprop, data."""

from __future__ import annotations

from collections.abc import Mapping

from bylint.readers.html_elements import VOID
from bylint.readers.html_tree import Tree
from bylint.text.lazy import lazily

_NAMING = frozenset({"class", "id", "rel", "itemprop", "role"})
_WORD = lazily(r"[a-z][\w-]*+")
_LONGEST = 60
_MOST = 80
_OF_ONE = 24
_FEW = 3
# The page as a whole, and elements that hold no text, picture or link.
_CLEAR = frozenset({"body", "html"}) | VOID - frozenset({"img", "embed"})


def marks(tree: Tree) -> list[tuple[str, ...]]:
    """Return for each element its words, then those of the elements around it, body excluded."""
    found: list[tuple[str, ...]] = []
    for name, attrs, parent in zip(tree.names, tree.attrs, tree.parents, strict=True):
        around = found[parent] if parent >= 0 else ()
        if name in _CLEAR:
            found.append(())
            continue
        own = _words(attrs) if attrs else None
        found.append(_joined(own, around) if own else around)
    return found


def _joined(own: list[str], around: tuple[str, ...]) -> tuple[str, ...]:
    """Return words without those that come again; to look for a few takes less time than to look at all."""
    if len(own) <= _FEW and len(set(own)) == len(own):
        for word in own:
            if word in around:
                break
        else:
            return (*own, *around)[:_MOST]
    return tuple(dict.fromkeys((*own, *around)))[:_MOST]


def _words(attrs: Mapping[str, str]) -> list[str]:
    words: list[str] = []
    for name, value in attrs.items():
        if name in _NAMING:
            words += value.lower().split()
        elif name[:5] == "data-":
            words.append(name)
            if value and len(value) <= _LONGEST and _WORD.fullmatch(value.lower()):
                words.append(value.lower())
    return words[:_OF_ONE] if len(words) > _OF_ONE else words
