"""HTML: pages, bare pieces of a page, and the HTML inside Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.markup import Image
from bylint.model.markup import Link
from bylint.model.source import Source
from bylint.readers import front_matter
from bylint.readers import html_blocks
from bylint.readers import html_header
from bylint.readers import html_images
from bylint.readers import html_links
from bylint.readers import html_templates
from bylint.readers.html_links import block_at
from bylint.readers.html_marks import marks
from bylint.readers.html_page import Page
from bylint.readers.html_standing import standings
from bylint.readers.html_tree import grown
from bylint.readers.limits import IMAGES
from bylint.readers.limits import LINKS
from bylint.readers.limits import demand
from bylint.readers.page import inside
from bylint.readers.page_title import titles
from bylint.readers.shortcodes import Template
from bylint.readers.template_found import Found as TemplateCode
from bylint.readers.template_parts import parts_of
from bylint.text.lazy import lazily

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
        (*header.fields, *html_header.fields(page.tree, titles(page.tree), page.is_inside)),
        *_held(page, source.text, template.found),
        faults=header.faults,
        language=header.language or html_header.language(page.tree),
        is_page=True,
    )


def fragment(source_text: str, start: int, end: int) -> Fragment:
    """Read the HTML from `start` to `end` of a file; all places count from the start of the file."""
    tree = grown(source_text, start, end)
    return _held(Page(tree, *standings(tree), None, marks(tree)), source_text, ())


def _page(text: str, start: int, end: int) -> Page:
    tree = grown(text, start, end)
    standing, is_block = standings(tree)
    # A bare piece of a page is the article.
    is_inside = inside(tree, standing, titles(tree)) if _PAGE.search(text, start) else None
    return Page(tree, standing, is_block, is_inside, marks(tree))


def _held(page: Page, text: str, templates: Sequence[TemplateCode]) -> Fragment:
    demand(page.tree.names.count("a"), LINKS, "links")
    demand(page.tree.names.count("img"), IMAGES, "pictures")
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
