"""HTML: pages, bare pieces of a page, and the HTML inside Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from turbohtml import Token as Found
from turbohtml import TokenType
from turbohtml import tokenize

from bylint.model.article import Article
from bylint.model.article import Block
from bylint.model.article import Image
from bylint.model.article import Link
from bylint.model.source import Source
from bylint.model.source import line_starts
from bylint.readers import front_matter
from bylint.readers import html_blocks
from bylint.readers import html_header
from bylint.readers import page
from bylint.readers.html_standing import standings
from bylint.readers.html_tree import Token
from bylint.readers.html_tree import Tree
from bylint.readers.html_tree import grown

_PAGE = re.compile(r"<(?:html|body|head)[\s>]", re.IGNORECASE)


class Fragment(NamedTuple):
    """What a run of HTML inside another format holds; `block` of images and links counts within `blocks`."""

    blocks: tuple[Block, ...] = ()
    images: tuple[Image, ...] = ()
    links: tuple[Link, ...] = ()


def read(source: Source) -> Article:
    """Read a page, or a bare piece of one, with or without front matter."""
    header = front_matter.read(source)
    text = source.text
    tree = _tree(text, header.end, len(text))
    is_page = bool(_PAGE.search(text, header.end))
    standing = standings(tree)
    found = html_blocks.read(tree, standing, page.inside(tree, standing) if is_page else None)
    return Article(
        source,
        "html",
        (*header.fields, *html_header.fields(tree)),
        found.blocks,
        found.images,
        found.links,
        header.faults,
        header.language or html_header.language(tree),
    )


def fragment(source_text: str, start: int, end: int) -> Fragment:
    """Read the HTML from `start` to `end` of a file; all places count from the start of the file."""
    tree = _tree(source_text, start, end)
    found = html_blocks.read(tree, standings(tree), None)
    return Fragment(found.blocks, found.images, found.links)


def _tree(text: str, start: int, end: int) -> Tree:
    return grown(text, _tokens(text, start, end, is_inner=False))


def _tokens(text: str, start: int, end: int, *, is_inner: bool) -> Iterator[Token]:
    """Yield what the tokenizer finds, with offsets: it tells lines and columns, and lines end as ours do."""
    part = text[start:end]
    lines = line_starts(part)
    found = [
        (start + lines[token.line - 1] + token.col, token)
        for token in tokenize(part, resolve_references=False, capture_source=True)
    ]
    is_raw = False
    for (at, token), (following, _) in zip(found, [*found[1:], (end, None)], strict=True):
        kind = token.type
        stop = _stop(part, token, at, following) if following == end else following
        if kind == TokenType.START_TAG:
            is_raw = token.tag == "noscript"
            yield Token("start", token.tag or "", at, stop, "", dict(token.attrs) if token.attrs else {})
        elif kind == TokenType.END_TAG:
            is_raw = False
            yield Token("end", token.tag or "", at, stop)
        elif kind == TokenType.TEXT and is_raw:
            # The tokenizer takes what a page shows without scripts for one text.
            yield from () if is_inner else _tokens(text, at, stop, is_inner=True)
        elif kind == TokenType.TEXT:
            yield Token("text", "", at, stop)
        elif kind == TokenType.CHARACTER_REFERENCE:
            yield Token("text", "", at, stop, token.data or "")
        elif kind == TokenType.COMMENT:
            yield Token("comment", "", at, stop)


def _stop(part: str, token: Found, at: int, end: int) -> int:
    """Return where the last token ends: the tokenizer drops a tag that the file leaves open."""
    written = token.source or token.data or ""
    return end if "\r" in part else min(end, at + len(written))
