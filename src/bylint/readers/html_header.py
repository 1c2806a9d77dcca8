"""What a page says about itself beside its text: title, meta, hidden data."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from bylint.model.markup import Field
from bylint.model.source import Span
from bylint.readers.html_text import attribute
from bylint.readers.html_text import attribute_span
from bylint.readers.html_text import prose_within
from bylint.readers.html_tree import Tree
from bylint.readers.microdata import microdata
from bylint.readers.structured_data import json_ld
from bylint.text.fold import bare

_SEVERAL = 3
_NAMES = ("name", "property", "itemprop")
_CALLED = (("name",), ("headline",))


def fields(tree: Tree, titles: Sequence[str], is_inside: Sequence[bool] | None) -> Iterator[Field]:
    """Yield title and meta, then JSON-LD, then microdata of the elements that hold the article.

    `titles` are those of the page.
    """
    yield from _header(tree)
    found = list(json_ld(tree.text, _scripts(tree)))
    yield from _of_this_page(titles, found)
    first = 1 + max((field.item for field in found), default=-1)
    yield from _of_this_page(titles, list(microdata(tree, first, is_inside)))


def _of_this_page(titles: Sequence[str], found: Sequence[Field]) -> Iterator[Field]:
    """Leave out the articles that a page lists beside its own: where one of several is named as the page is."""
    named = {field.item: field.prose.plain for field in found if field.path in _CALLED}
    if len(named) < _SEVERAL:
        return iter(found)
    known = [title for title in titles if title]
    own = {item for item, words in named.items() if any(_is_same(bare(words[:400]), title) for title in known)}
    others = named.keys() - own if own else ()
    return (field for field in found if field.item not in others)


def _is_same(headline: str, title: str) -> bool:
    return bool(headline) and (headline in title or title in headline)


def _header(tree: Tree) -> Iterator[Field]:
    titles = 0
    for index, name in enumerate(tree.names):
        if name == "meta":
            yield from _meta(tree, index)
        elif name == "title" and not titles and not _is_drawn(tree, index):
            titles += 1
            yield Field("data", ("title",), prose_within(tree, index), Span(tree.starts[index], tree.ends[index]))
        elif name == "link" and "href" in tree.attrs[index] and _is_canonical(tree.attrs[index]):
            key = attribute_span(tree, index, "rel")
            yield Field("data", ("canonical",), attribute(tree, index, "href"), key)


def _is_canonical(attrs: Mapping[str, str]) -> bool:
    return attrs.get("rel", "").lower() == "canonical"


def _meta(tree: Tree, index: int) -> Iterator[Field]:
    attrs = tree.attrs[index]
    name = next((name for name in _NAMES if attrs.get(name)), "") if "content" in attrs else ""
    if name:
        key = attribute_span(tree, index, name)
        yield Field("meta", (attrs[name].strip().lower(),), attribute(tree, index, "content"), key)


def language(tree: Tree) -> str:
    """Return the language of the page as its root or its metadata names it."""
    named = {}
    for name, attrs in zip(tree.names[:400], tree.attrs, strict=False):
        if name in ("html", "body") and attrs.get("lang"):
            return attrs["lang"].strip()
        if name == "meta" and "content" in attrs:
            named[attrs.get("property") or attrs.get("http-equiv", "").lower()] = attrs["content"].strip()
    return named.get("og:locale", "").replace("_", "-") or named.get("content-language", "")


def _is_drawn(tree: Tree, index: int) -> bool:
    parent = tree.parents[index]
    return parent >= 0 and tree.names[parent] not in ("head", "html", "body")


def _scripts(tree: Tree) -> list[Span]:
    """Return the places of the JSON-LD scripts of a page."""
    scripts = (index for index, name in enumerate(tree.names) if name == "script")
    said = (index for index in scripts if "ld+json" in tree.attrs[index].get("type", "").lower())
    return [Span(tree.ends[index], tree.events[tree.closed[index]][2]) for index in said]
