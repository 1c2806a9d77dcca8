"""What stands around the blocks and pictures of an article, alike in all formats: rules, blank lines, code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence

from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.markup import Image
from bylint.model.source import Span
from bylint.text.lazy import lazily

_RULE = lazily(r"[\n\r][ \t]{0,3}(?:(?:-[ \t]?){3,40}|(?:\*[ \t]?){3,40}|(?:_[ \t]?){3,40})(?=[\n\r])")
_RULE_TAG = lazily(r"<hr\b")
_FIGURE_END = lazily(r"</figure", re.IGNORECASE)
_FIGCAPTION = lazily(r"<figcaption(?:\s[^<>]{0,200})?>\s{0,80}\Z")
_BLANK_LINE = lazily(r"\n[ \t>]*\r?\n|\r[ \t]*\r|</(?:p|figure|div|section)>")
_SIGNS = frozenset('`"“„«')
_CODE_TAGS = ("<pre", "<code")
_CODE = (*_CODE_TAGS, "```", "~~~", "{% highlight", "{{< highlight", "{{% highlight", "{{<highlight")
# Admonitions and tabs of MkDocs are set in as far as code.
_SET_IN, _NO_CODE = "\n\n    ", ("!!! ", "??? ")
_NEAR, _LONGEST_TAG, _BEHIND = 300, 300, 30


def with_surroundings(article: Article) -> Article:
    """Return an article with what the text between its blocks and pictures says."""
    text = article.source.text
    blocks = tuple(_with_opening(block, text) for block in article.blocks)
    if "<figcaption" in text:
        blocks = tuple(_with_caption(block, text) for block in blocks)
    images = tuple(_in_paragraphs(article.images, text))
    is_seen = bool(images)
    return article._replace(
        blocks=blocks,
        images=images,
        breaks=tuple(_breaks(text)) if is_seen else (),
        figure_ends=tuple(match.start() for match in _FIGURE_END.finditer(text)) if is_seen else (),
        code_spans=0 if article.is_page else text.count("`") // 2,
        code_blocks=_code_blocks(text, is_page=article.is_page),
    )


def _with_opening(block: Block, text: str) -> Block:
    start = block.prose.starts[0] if block.prose.starts else 0
    sign = text[start - 1] if start else ""
    return block._replace(opening=sign) if sign in _SIGNS else block


def _with_caption(block: Block, text: str) -> Block:
    """Return a paragraph as a caption if it is all of a <figcaption> in a line of other markup."""
    start = block.prose.span().start if block.kind == "paragraph" and block.prose.at else 0
    opened = _FIGCAPTION.search(text, max(0, start - _LONGEST_TAG), start) if start else None
    return block._replace(kind="caption") if opened else block


def _in_paragraphs(images: Sequence[Image], text: str) -> Iterator[Image]:
    paragraph, end = 0, 0
    for image in sorted(images, key=lambda image: image.span):
        between = text[end : image.span.start]
        paragraph += len(between) > _NEAR or bool(_BLANK_LINE.search(between))
        end = image.span.end
        yield image._replace(paragraph=paragraph, behind=text[end : end + _BEHIND].lstrip("/>}) \t\r\n"))


def _breaks(text: str) -> list[Span]:
    lines = (Span(match.start(), match.end() + 1) for match in _RULE.finditer(text))
    return sorted((*lines, *(Span(*match.span()) for match in _RULE_TAG.finditer(text))))


def _code_blocks(text: str, *, is_page: bool) -> int:
    if is_page:
        return sum(map(text.count, _CODE_TAGS))
    set_in = 0 if any(sign in text for sign in _NO_CODE) else text.count(_SET_IN)
    return sum(map(text.count, _CODE)) + set_in
