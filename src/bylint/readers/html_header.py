"""What a page says about itself beside its text: title, meta, hidden data."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from bylint.model.article import Field
from bylint.model.source import Span
from bylint.readers.html_text import attribute
from bylint.readers.html_text import attribute_span
from bylint.readers.html_text import prose_within
from bylint.readers.html_tree import Tree
from bylint.readers.microdata import microdata
from bylint.readers.page_title import titles
from bylint.readers.structured_data import json_ld
from bylint.text.fold import bare

_SEVERAL = 3
_NAMES = ("name", "property", "itemprop")


def fields(tree: Tree, is_inside: Sequence[bool] | None) -> Iterator[Field]:
    """Yield title and meta, then JSON-LD, then microdata of the elements that hold the article."""
    yield from _header(tree)
    found = list(json_ld(tree.text, _scripts(tree)))
    yield from _of_this_page(tree, found)
    first = 1 + max((field.item for field in found), default=-1)
    yield from _of_this_page(tree, list(microdata(tree, first, is_inside)))


def _of_this_page(tree: Tree, found: Sequence[Field]) -> Iterator[Field]:
    """Leave out the articles that a page lists beside its own: where one of several is named as the page is."""
    named = {field.item: field.prose.plain for field in found if field.path in (("name",), ("headline",))}
    known = [title for title in titles(tree) if title]
    own = {item for item, words in named.items() if any(_is_same(bare(words[:400]), title) for title in known)}
    others = named.keys() - own if own and len(named) >= _SEVERAL else ()
    return (field for field in found if field.item not in others)


def _is_same(headline: str, title: str) -> bool:
    return bool(headline) and (headline in title or title in headline)


def _header(tree: Tree) -> Iterator[Field]:
    titles = 0
    for index, node in enumerate(tree.nodes):
        if node.name == "title" and not titles and not _is_drawn(tree, index):
            titles += 1
            prose = prose_within(tree, index)
            yield Field("data", ("title",), prose, Span(node.start, node.end))
        elif node.name == "link" and node.attrs.get("rel", "").lower() == "canonical" and "href" in node.attrs:
            key = attribute_span(tree.text, node, "rel")
            yield Field("data", ("canonical",), attribute(tree.text, node, "href"), key)
        elif node.name == "meta" and "content" in node.attrs:
            name = next((name for name in _NAMES if node.attrs.get(name)), "")
            if name:
                key = attribute_span(tree.text, node, name)
                yield Field("meta", (node.attrs[name].strip().lower(),), attribute(tree.text, node, "content"), key)


def language(tree: Tree) -> str:
    """Return the language of the page as its root or its metadata names it."""
    named = {}
    for node in tree.nodes[:400]:
        if node.name in ("html", "body") and node.attrs.get("lang"):
            return node.attrs["lang"].strip()
        if node.name == "meta" and "content" in node.attrs:
            named[node.attrs.get("property") or node.attrs.get("http-equiv", "").lower()] = node.attrs[
                "content"
            ].strip()
    return named.get("og:locale", "").replace("_", "-") or named.get("content-language", "")


def _is_drawn(tree: Tree, index: int) -> bool:
    parent = tree.nodes[index].parent
    return parent >= 0 and tree.nodes[parent].name not in ("head", "html", "body")


def _scripts(tree: Tree) -> list[Span]:
    """Return the places of the JSON-LD scripts of a page."""
    spans = []
    for index, node in enumerate(tree.nodes):
        if node.name == "script" and "ld+json" in node.attrs.get("type", "").lower():
            spans.append(Span(node.end, tree.events[tree.closed[index]].start))
    return spans
