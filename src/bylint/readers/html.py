"""HTML: pages, bare pieces of a page, and the HTML inside Markdown."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.markup import Image
from bylint.model.markup import Link
from bylint.model.prose import EMPTY
from bylint.model.prose import Prose
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.readers import IMAGES
from bylint.readers import LINKS
from bylint.readers import demand
from bylint.readers import html_blocks
from bylint.readers import html_data
from bylint.readers import templates
from bylint.readers.header import read_header
from bylint.readers.html_article import inside_article
from bylint.readers.html_article import titles
from bylint.readers.html_text import attribute
from bylint.readers.html_text import prose_within
from bylint.readers.html_text import without_tags
from bylint.readers.html_tree import VOID
from bylint.readers.html_tree import Page
from bylint.readers.html_tree import Tree
from bylint.readers.html_tree import ancestries
from bylint.readers.html_tree import tree_of
from bylint.readers.surroundings import with_surroundings
from bylint.readers.template_code import TemplateCode
from bylint.readers.templates import Template
from bylint.readers.templates import parts_of
from bylint.text.patterns import lazily

_NAMING = frozenset({"class", "id", "rel", "itemprop", "role"})
_WORD = lazily(r"[a-z][\w-]*+")
_LONGEST = 60
_MOST = 80
_OF_ONE = 24
_FEW = 3
# The page as a whole, and elements that hold no text, picture or link.
_CLEAR = frozenset({"body", "html"}) | VOID - frozenset({"img", "embed"})
_UNSURE = ("comment", "hidden", "element")
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
_SCRIPT = lazily(r"<script\b(?![^>]{0,200}\bld\+json)", re.IGNORECASE)
_PAGE = lazily(r"<(?:html|body|head)[\s>]", re.IGNORECASE)


class Fragment(NamedTuple):
    """What a run of HTML holds, in the order of the file; `block` of images and links counts within `blocks`."""

    blocks: tuple[Block, ...] = ()
    images: tuple[Image, ...] = ()
    links: tuple[Link, ...] = ()


def read(source: Source) -> Article:
    """Read a page, or a bare piece of one, with or without front matter."""
    header = read_header(source)
    # Only a file with a header is a template's: elsewhere braces are the page's own.
    template = templates.blank_code_in_html(source.text, header.end) if header.end else Template(source.text, ())
    page = _page(template.text, header.end, len(template.text))
    article = Article(
        source,
        "html",
        (*header.fields, *html_data.fields(page.tree, titles(page.tree), page.is_inside)),
        *_contents(page, source.text, template.found),
        faults=header.faults,
        language=header.language or html_data.language(page.tree),
        is_page=True,
        scripts=len(_SCRIPT.findall(source.text)),
    )
    return with_surroundings(article)


def fragment(source_text: str, start: int, end: int) -> Fragment:
    """Read the HTML from `start` to `end` of a file; all places count from the start of the file."""
    tree = tree_of(source_text, start, end)
    return _contents(Page(tree, *ancestries(tree), None, _element_marks(tree)), source_text, ())


def _element_marks(tree: Tree) -> list[tuple[str, ...]]:
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


def _links(page: Page, spans: Sequence[Span], kinds: Sequence[str]) -> Iterator[Link]:
    """Yield the links in the order of their start tags."""
    tree = page.tree
    for index, name in enumerate(tree.names):
        attrs = tree.attrs[index]
        if name != "a" or not attrs.get("href"):
            continue
        words = prose_within(tree, index)
        yield Link(
            attribute(tree, index, "href"),
            words,
            Span(tree.starts[index], tree.events[tree.closed[index]][3]),
            tuple(attrs["rel"].lower().split()) if "rel" in attrs else (),
            _block_at(spans, kinds, words.starts[0] if words.plain else tree.starts[index]),
            page.marks[index],
            page.inside(index),
        )


def _block_at(spans: Sequence[Span], kinds: Sequence[str], offset: int) -> int:
    """Return the index of the block that holds an offset or, if none does, of the last block before it."""
    last = bisect_right(spans, (offset + 1,)) - 1
    for at in range(last, max(-1, last - 6), -1):
        if spans[at].start <= offset < spans[at].end and kinds[at] not in _UNSURE:
            return at
    return last


def _images(page: Page, spans: Sequence[Span], kinds: Sequence[str]) -> Iterator[Image]:
    """Yield the images in the order of the file."""
    tree = page.tree
    for index, name in enumerate(tree.names):
        if name not in _IMAGES or not _is_wanted(page, index):
            continue
        ancestry = page.ancestry(index)
        marks = page.marks[index]
        yield Image(
            "html",
            _src(tree, index),
            Span(tree.starts[index], tree.ends[index]),
            (*_fields(tree, index), *_sets(tree, index)),
            _block_at(spans, kinds, tree.starts[index]),
            ancestry.figure,
            (*marks, "hidden") if ancestry.hidden >= 0 else marks,
            ancestry.within,
            _pixels(tree.attrs[index], "width"),
            _pixels(tree.attrs[index], "height"),
            page.inside(index),
        )


def _page(text: str, start: int, end: int) -> Page:
    tree = tree_of(text, start, end)
    around, is_block = ancestries(tree)
    # A bare piece of a page is the article.
    is_inside = inside_article(tree, around, titles(tree)) if _PAGE.search(text, start) else None
    return Page(tree, around, is_block, is_inside, _element_marks(tree))


def _contents(page: Page, text: str, templates: Sequence[TemplateCode]) -> Fragment:
    demand(page.tree.names.count("a"), LINKS, "links")
    demand(page.tree.names.count("img"), IMAGES, "pictures")
    parts = parts_of(text, templates)
    blocks = tuple(sorted((*html_blocks.blocks(page), *parts.blocks), key=lambda block: block.span))
    spans, kinds = [block.span for block in blocks], [block.kind for block in blocks]
    images = [image._replace(block=_block_at(spans, kinds, image.span.start)) for image in parts.images]
    links = [link._replace(block=_block_at(spans, kinds, link.span.start)) for link in parts.links]
    return Fragment(
        blocks,
        tuple(sorted((*_images(page, spans, kinds), *images), key=lambda image: image.span)),
        tuple(sorted((*_links(page, spans, kinds), *links), key=lambda link: link.span)),
    )


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


def _is_wanted(page: Page, index: int) -> bool:
    """Templates print nothing; what a page shows without scripts mostly repeats the picture before it."""
    names, ancestry = page.tree.names, page.ancestry(index)
    root = names[ancestry.hidden] if ancestry.hidden >= 0 else ""
    if root == "template" or (names[index] == "image" and ancestry.is_silent):
        return False
    return root != "noscript" or not _is_repeated(page, index, ancestry.hidden)


def _is_repeated(page: Page, index: int, noscript: int) -> bool:
    """Tell whether another picture stands beside the <noscript> that holds this one."""
    names, parents = page.tree.names, page.tree.parents
    around = parents[noscript]
    for i in range(max(0, index - _NEAR), min(len(names), index + _NEAR)):
        outer = parents[i]
        is_other = names[i] in _IMAGES and page.ancestry(i).hidden < 0
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
