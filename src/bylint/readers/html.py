"""HTML: pages, bare pieces of a page, and the HTML inside Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from types import MappingProxyType

from turbohtml import Token as Written
from turbohtml import TokenType
from turbohtml import tokenize

from bylint.model.article import Article
from bylint.model.article import Block
from bylint.model.article import Image
from bylint.model.article import Link
from bylint.model.source import Source
from bylint.model.source import line_starts
from bylint.model.value import NamedTuple
from bylint.readers import front_matter
from bylint.readers import html_blocks
from bylint.readers import html_header
from bylint.readers import html_images
from bylint.readers import html_links
from bylint.readers import html_templates
from bylint.readers.html_links import block_at
from bylint.readers.html_page import Page
from bylint.readers.html_standing import standings
from bylint.readers.html_tree import Token
from bylint.readers.html_tree import Tree
from bylint.readers.html_tree import grown
from bylint.readers.page import inside
from bylint.readers.shortcodes import Template
from bylint.readers.template_found import Found as TemplateCode
from bylint.readers.template_parts import parts_of
from bylint.text.lazy import lazily

_TEXT, _START, _END = TokenType.TEXT, TokenType.START_TAG, TokenType.END_TAG
_REFERENCE, _COMMENT = TokenType.CHARACTER_REFERENCE, TokenType.COMMENT
_NO_TEXT = frozenset("script style noscript iframe noembed noframes xmp plaintext textarea".split())
_NONE: Mapping[str, str] = MappingProxyType({})
_PAGE = lazily(r"<(?:html|body|head)[\s>]", re.IGNORECASE)


class Fragment(NamedTuple):
    """What a run of HTML holds, in the order of the file; `block` of images and links counts within `blocks`."""

    blocks: tuple[Block, ...] = ()
    images: tuple[Image, ...] = ()
    links: tuple[Link, ...] = ()


def read(source: Source) -> Article:
    """Read a page, or a bare piece of one, with or without front matter."""
    header = front_matter.read(source)
    # Only a file with a header is a template's: elsewhere braces are the page's own.
    template = html_templates.taken_out(source.text, header.end) if header.end else Template(source.text, ())
    page = _page(template.text, header.end, len(template.text))
    return Article(
        source,
        "html",
        (*header.fields, *html_header.fields(page.tree, page.is_inside)),
        *_held(page, source.text, template.found),
        faults=header.faults,
        language=header.language or html_header.language(page.tree),
    )


def fragment(source_text: str, start: int, end: int) -> Fragment:
    """Read the HTML from `start` to `end` of a file; all places count from the start of the file."""
    tree = _tree(source_text, start, end)
    return _held(Page(tree, standings(tree), None, {}), source_text, ())


def _page(text: str, start: int, end: int) -> Page:
    tree = _tree(text, start, end)
    standing = standings(tree)
    # A bare piece of a page is the article.
    return Page(tree, standing, inside(tree, standing) if _PAGE.search(text, start) else None, {})


def _held(page: Page, text: str, templates: Sequence[TemplateCode]) -> Fragment:
    parts = parts_of(text, templates)
    blocks = tuple(sorted((*html_blocks.blocks(page), *parts.blocks), key=lambda block: block.span))
    spans, kinds = [block.span for block in blocks], [block.kind for block in blocks]
    images = [image._replace(block=block_at(spans, kinds, image.span.start)) for image in parts.images]
    links = [link._replace(block=block_at(spans, kinds, link.span.start)) for link in parts.links]
    return Fragment(
        blocks,
        tuple(sorted((*html_images.images(page, spans, kinds), *images), key=lambda image: image.span)),
        tuple(sorted((*html_links.links(page, spans, kinds), *links), key=lambda link: link.span)),
    )


def _tree(text: str, start: int, end: int) -> Tree:
    return grown(text, _tokens(text, start, end, is_inner=False))


def _tokens(text: str, start: int, end: int, *, is_inner: bool) -> Iterator[Token]:
    """Yield what the tokenizer finds, with offsets: it tells lines and columns, and lines end as ours do."""
    part = text[start:end]
    lines = line_starts(part)
    found = list(tokenize(part, resolve_references=False, capture_source=True))
    places = [start + lines[token.line - 1] + token.col for token in found]
    if found:
        places.append(_end_of_last(part, found[-1], places[-1], end))
    within = ""
    for token, at, stop in zip(found, places, places[1:], strict=False):
        kind = token.type
        if kind is _TEXT:
            if within not in _NO_TEXT:
                yield from _texts(text, at, stop)
            elif within == "noscript" and not is_inner:
                # The tokenizer takes what a page shows without scripts for one text.
                yield from _tokens(text, at, stop, is_inner=True)
        elif kind is _START:
            within = token.tag or ""
            yield "start", within, at, stop, "", dict(token.attrs) if token.attrs else _NONE
        elif kind is _END:
            within = ""
            yield "end", token.tag or "", at, stop, "", _NONE
        elif kind is _REFERENCE:
            yield from _reference(token, at)
        elif kind is _COMMENT:
            yield "comment", "", at, stop, "", _NONE


def _texts(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield a text; where the tokenizer passed over "</>" and joined what stands around it, the two."""
    while (gap := text.find("</>", start, end)) >= 0:
        yield "text", "", start, gap, "", _NONE
        start = gap + 3
    yield "text", "", start, end, "", _NONE


def _reference(token: Written, at: int) -> Iterator[Token]:
    """Yield a character reference, and apart from it the letters behind one without a semicolon: "&eacutes"."""
    source, words = token.source or "", token.data or ""
    end = at + len(source)
    behind = 0 if source.endswith(";") else max(0, len(words) - 1)
    yield "text", "", at, end - behind, words[: len(words) - behind], _NONE
    if behind:
        yield "text", "", end - behind, end, "", _NONE


def _end_of_last(part: str, token: Written, at: int, end: int) -> int:
    """Return where the last token ends: the tokenizer drops a tag that the file leaves open."""
    written = token.source or token.data or ""
    return end if "\r" in part else min(end, at + len(written))
