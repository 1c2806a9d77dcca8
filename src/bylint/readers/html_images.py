"""The pictures of a page, with the texts given beside their addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence

from bylint.model.article import Image
from bylint.model.prose import EMPTY
from bylint.model.prose import Prose
from bylint.model.source import Span
from bylint.readers.html_links import block_at
from bylint.readers.html_marks import marks_of
from bylint.readers.html_page import Page
from bylint.readers.html_text import attribute
from bylint.readers.html_text import without_tags
from bylint.readers.html_tree import Node
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
    for index, node in enumerate(tree.nodes):
        if node.name not in _IMAGES or not _is_wanted(page, index, node):
            continue
        src = _src(page, index, node)
        standing = page.standing(index)
        marks = marks_of(tree, index, page.marks)
        yield Image(
            "html",
            src,
            Span(node.start, node.end),
            (*_fields(tree.text, node), *_sets(page, index, node)),
            block_at(spans, kinds, node.start),
            standing.figure,
            (*marks, "hidden") if standing.hidden >= 0 else marks,
            standing.within,
            _pixels(node, "width"),
            _pixels(node, "height"),
            page.inside(index),
        )


def _is_wanted(page: Page, index: int, node: Node) -> bool:
    """Templates print nothing; what a page shows without scripts mostly repeats the picture before it."""
    tree = page.tree
    hidden = page.standing(index).hidden
    root = tree.nodes[hidden].name if hidden >= 0 else ""
    if root == "template" or (node.name == "image" and page.standing(index).is_silent):
        return False
    return root != "noscript" or not _is_repeated(page, index, hidden)


def _is_repeated(page: Page, index: int, noscript: int) -> bool:
    """Tell whether another picture stands beside the <noscript> that holds this one."""
    nodes = page.tree.nodes
    around = nodes[noscript].parent
    for i in range(max(0, index - _NEAR), min(len(nodes), index + _NEAR)):
        outer = nodes[i].parent
        is_other = nodes[i].name in _IMAGES and page.standing(i).hidden < 0
        if is_other and around in (outer, nodes[outer].parent if outer >= 0 else outer):
            return True
    return False


def _src(page: Page, index: int, node: Node) -> Prose:
    text = page.tree.text
    src = attribute(text, node, "src")
    if src.plain and not _STAND_IN.match(src.plain):
        return src
    for name in _LAZY:
        if name in node.attrs and (found := attribute(text, node, name)).plain:
            return found
    return _from_set(page, index, node) or src


def _from_set(page: Page, index: int, node: Node) -> Prose | None:
    for _, found in _sets(page, index, node):
        first = _FIRST_OF_SET.match(found.plain)
        if first and not first[1].startswith("data:"):
            return found.cut(first.start(1), first.start(1) + len(first[1].rstrip(",")))
    return None


def _sets(page: Page, index: int, node: Node) -> Iterator[tuple[str, Prose]]:
    """Yield the sizes and formats that the picture and the <source> elements beside it offer."""
    nodes = page.tree.nodes
    sources = (
        nodes[i]
        for i in range(max(0, index - 8), index)
        if nodes[i].name == "source" and nodes[i].parent == node.parent
    )
    for each in (node, *sources):
        for name in _LAZY_SETS:
            if name in each.attrs and (found := attribute(page.tree.text, each, name)).plain:
                yield "srcset", found


def _fields(text: str, node: Node) -> Iterator[tuple[str, Prose]]:
    for name in node.attrs:
        given = name if name in ("alt", "title") else _given(name)
        prose = without_tags(attribute(text, node, name)) if given else EMPTY
        if given and prose.plain:
            yield given, prose


def _given(name: str) -> str:
    match = _FIELD.fullmatch(name)
    if not match:
        return ""
    return {"captions": "caption", "credits": "credit", "license": "licence"}.get(match["name"], match["name"])


def _pixels(node: Node, name: str) -> int:
    match = _NUMBER.fullmatch(node.attrs.get(name, ""))
    return int(match[1]) if match else 0
