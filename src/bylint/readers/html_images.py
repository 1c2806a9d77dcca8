"""The pictures of a page, with the texts given beside their addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from bylint.model.markup import Image
from bylint.model.prose import EMPTY
from bylint.model.prose import Prose
from bylint.model.source import Span
from bylint.readers.html_links import block_at
from bylint.readers.html_page import Page
from bylint.readers.html_text import attribute
from bylint.readers.html_text import without_tags
from bylint.readers.html_tree import Tree
from bylint.text.lazy import lazily

_IMAGES = frozenset({"img", "amp-img", "image"})
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-file", "data-lazy", "data-url")
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_STAND_IN = lazily(
    r"data:|about:blank|(?:.*/)?(?:blank|spacer|placeholder|pixel|transparent|loading|lazy)\b[^/]*$", re.IGNORECASE
)
_FIRST_OF_SET = lazily(r"\s*([^\s,]\S*)")
_FIELD = lazily(
    r"""data-(?: image- | img- | photo- | media- | figure- | picture- )?
    (?P<name>
        credits? | captions? | photographer | copyright | attribution | author | creator | licen[cs]e | source | attr
      | byline
    )
    (?: -?(?:text|line|name) )?""",
    re.VERBOSE,
)
_NEAR = 12
_NUMBER = lazily(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*")


def images(page: Page, spans: Sequence[Span], kinds: Sequence[str]) -> Iterator[Image]:
    """Yield the images in the order of the file."""
    tree = page.tree
    for index, name in enumerate(tree.names):
        if name not in _IMAGES or not _is_wanted(page, index):
            continue
        standing = page.standing(index)
        marks = page.marks[index]
        yield Image(
            "html",
            _src(tree, index),
            Span(tree.starts[index], tree.ends[index]),
            (*_fields(tree, index), *_sets(tree, index)),
            block_at(spans, kinds, tree.starts[index]),
            standing.figure,
            (*marks, "hidden") if standing.hidden >= 0 else marks,
            standing.within,
            _pixels(tree.attrs[index], "width"),
            _pixels(tree.attrs[index], "height"),
            page.inside(index),
        )


def _is_wanted(page: Page, index: int) -> bool:
    """Templates print nothing; what a page shows without scripts mostly repeats the picture before it."""
    names, standing = page.tree.names, page.standing(index)
    root = names[standing.hidden] if standing.hidden >= 0 else ""
    if root == "template" or (names[index] == "image" and standing.is_silent):
        return False
    return root != "noscript" or not _is_repeated(page, index, standing.hidden)


def _is_repeated(page: Page, index: int, noscript: int) -> bool:
    """Tell whether another picture stands beside the <noscript> that holds this one."""
    names, parents = page.tree.names, page.tree.parents
    around = parents[noscript]
    for i in range(max(0, index - _NEAR), min(len(names), index + _NEAR)):
        outer = parents[i]
        is_other = names[i] in _IMAGES and page.standing(i).hidden < 0
        if is_other and around in (outer, parents[outer] if outer >= 0 else outer):
            return True
    return False


def _src(tree: Tree, index: int) -> Prose:
    src = attribute(tree, index, "src")
    if src.plain and not _STAND_IN.match(src.plain):
        return src
    for name in _LAZY:
        if name in tree.attrs[index] and (found := attribute(tree, index, name)).plain:
            return found
    return _from_set(tree, index) or src


def _from_set(tree: Tree, index: int) -> Prose | None:
    for _, found in _sets(tree, index):
        first = _FIRST_OF_SET.match(found.plain)
        if first and not first[1].startswith("data:"):
            return found.cut(first.start(1), first.start(1) + len(first[1].rstrip(",")))
    return None


def _sets(tree: Tree, index: int) -> Iterator[tuple[str, Prose]]:
    """Yield the sizes and formats that the picture and the <source> elements beside it offer."""
    sources = (
        i
        for i in range(max(0, index - 8), index)
        if tree.names[i] == "source" and tree.parents[i] == tree.parents[index]
    )
    for each in (index, *sources):
        for name in _LAZY_SETS:
            if name in tree.attrs[each] and (found := attribute(tree, each, name)).plain:
                yield "srcset", found


def _fields(tree: Tree, index: int) -> Iterator[tuple[str, Prose]]:
    for name in tree.attrs[index]:
        given = name if name in ("alt", "title") else _given(name)
        prose = without_tags(attribute(tree, index, name)) if given else EMPTY
        if given and prose.plain:
            yield given, prose


def _given(name: str) -> str:
    match = _FIELD.fullmatch(name)
    if not match:
        return ""
    return {"captions": "caption", "credits": "credit", "license": "licence"}.get(match["name"], match["name"])


def _pixels(attrs: Mapping[str, str], name: str) -> int:
    match = _NUMBER.fullmatch(attrs.get(name, ""))
    return int(match[1]) if match else 0
