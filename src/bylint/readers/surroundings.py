"""What stands around blocks, links and pictures in the file, read here so that nobody behind the readers has to; and
where words stand that a parser gives by their line alone.

Markdown, HTML and what mixes them share the signs around parts; a format with others states the facts itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.markup import Field
from bylint.model.markup import Image
from bylint.model.markup import Link
from bylint.model.prose import prose_at
from bylint.model.source import Span
from bylint.model.source import line_starts
from bylint.text.patterns import lazily

FURTHEST = 20_000
"""Characters in which the next words are looked for."""


class Cursor:
    """Where the words of a file are looked for: behind those that were found before."""

    __slots__ = ("_lines", "at", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self._lines = line_starts(text)

    def begin(self, line: int) -> None:
        """Go on to the begin of a line, counted from 1, if it is further down."""
        self.at = max(self.at, self._lines[min(len(self._lines), max(1, line)) - 1])

    def find(self, words: str) -> Span | None:
        """Return the next place of some words of one line, and go on behind it."""
        span = self._as_written(words) or self._escaped(words)
        if span:
            self.at = span.end
        return span

    def _as_written(self, words: str) -> Span | None:
        text, at = self.text, self.at
        while (at := text.find(words, at, self.at + FURTHEST)) >= 0:
            end = at + len(words)
            if not (words[0].isalnum() and text[at - 1 : at].isalnum()) and not (
                words[-1].isalnum() and text[end : end + 1].isalnum()
            ):
                return Span(at, end)
            at = end
        return None

    def _escaped(self, words: str) -> Span | None:
        """Return the place of words among which characters are escaped, or blanks are several."""
        match = _words_pattern(words).search(self.text, self.at, self.at + FURTHEST)
        return Span(*match.span()) if match else None

    def span_of(self, raw: str) -> Span | None:
        """Return the place of lines that a parser gives without their indentation, and go to its begin."""
        lines = [line.strip() for line in raw.splitlines() if line.strip()]
        spans = [self.find(line) for line in lines]
        found = [span for span in spans if span]
        if not found:
            return None
        self.at = found[0].start
        return Span(found[0].start, found[-1].end)


# A run of backslashes, a run of blanks, or one letter.
_PIECE = lazily(r"\\+|[ \t]+|[^\\ \t]")
_ESCAPE, _ESCAPED_LINE = r"(?:\\\s?)?", r"(?:\\[\n\r]?)?"


@lru_cache(maxsize=4096)
def _words_pattern(words: str) -> re.Pattern[str]:
    """Return a pattern for words between which characters may be escaped; no part of longer words.

    Of each piece it is certain where it ends, so that the search does not try one backslash for another.
    """
    written = "".join(_written(before, piece) for before, piece in pairwise(("", *_PIECE.findall(words))))
    before = r"(?<![^\W_])" if words[0].isalnum() else ""
    after = r"(?![^\W_])" if words[-1].isalnum() else ""
    return re.compile(f"{before}{written}{after}")


def _written(before: str, piece: str) -> str:
    """Return a pattern for a piece of words and what may escape it behind the piece before."""
    if piece[0] == "\\":
        return rf"\\{{{len(piece)},{2 * len(piece)}}}"
    escape = "" if before[:1] in ("", "\\") else _ESCAPE
    if piece[0] in " \t":
        return (_ESCAPED_LINE if escape else "") + "[ \t]+"
    return escape + re.escape(piece)


_RULE = lazily(r"[\n\r][ \t]{0,3}(?:(?:-[ \t]?){3,40}|(?:\*[ \t]?){3,40}|(?:_[ \t]?){3,40})(?=[\n\r])")
_RULE_TAG = lazily(r"<hr\b")
_FIGURE_END = lazily(r"</figure", re.IGNORECASE)
_FIGCAPTION = lazily(r"<figcaption(?:\s[^<>]{0,200})?>\s{0,80}\Z")
_BLANK_LINE = lazily(r"\n[ \t>]*\r?\n|\r[ \t]*\r|</(?:p|figure|div|section)>")
_STAR = lazily(r"(?:</\w{1,8}>|<sup>|\\|\s|&nbsp;|\()*[*＊]")
_LINE_SIGNS = (
    (lazily(r"[ \t]*>"), "quote"),
    (lazily(r"[ \t]*\|"), "table"),
    (lazily(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]"), "list"),
)
_LINK = lazily(r"\[[^\[\]]{0,300}\]\(\s{0,3}<?([^\s()<>]{4,300})")
_ADDRESS = lazily(r"(?:https?://|www\.)[^\s<>()\[\]\"']{4,300}", re.IGNORECASE)
_OPENING = frozenset('`"“„«')
_BEGINS_CODE = ("`", "<code>", "<kbd>", "<samp>")
_CODE_TAGS = ("<pre", "<code")
_CODE = (*_CODE_TAGS, "```", "~~~", "{% highlight", "{{< highlight", "{{% highlight", "{{<highlight")
# Admonitions and tabs of MkDocs are set in as far as code.
_SET_IN, _NO_CODE = "\n\n    ", ("!!! ", "??? ")
_NEAR, _LONGEST_TAG, _BEHIND, _STAR_WITHIN, _LONGEST_LINE = 300, 300, 30, 40, 2000


def with_surroundings(article: Article) -> Article:
    """Return an article with what the characters around its parts say of them."""
    text = article.source.text
    has_figcaption = "<figcaption" in text
    images = tuple(_in_paragraphs(article.images, text))
    is_seen = bool(images)
    return article._replace(
        fields=tuple(_with_entry(field, text) for field in article.fields),
        blocks=tuple(_block(block, article, has_figcaption=has_figcaption) for block in article.blocks),
        images=images,
        links=tuple(_with_star(link, text) for link in article.links),
        breaks=tuple(_breaks(text)) if is_seen else (),
        figure_ends=tuple(match.start() for match in _FIGURE_END.finditer(text)) if is_seen else (),
        code_spans=0 if article.is_page else text.count("`") // 2,
        code_blocks=_code_blocks(text, is_page=article.is_page),
    )


def _with_entry(field: Field, text: str) -> Field:
    value = field.prose.span()
    start, end = field.key.start, value.end
    is_one_line = start < end and text.find("\n", start, end) < 0
    return field._replace(entry=Span(start, end) if is_one_line else value)


def _block(block: Block, article: Article, *, has_figcaption: bool) -> Block:
    """Return a block with what is said of it, the same one where that is nothing."""
    text, start = article.source.text, block.prose.starts[0] if block.prose.starts else 0
    if start == block.span.start and text[start - 1 : start] in ("", "\n") and not has_figcaption:
        return block  # as most do, it begins its line
    if start and text[start - 1] in _OPENING:
        block = block._replace(opening=text[start - 1])
    if text.endswith(_BEGINS_CODE, 0, start):
        block = block._replace(begins_as_code=True)
    if has_figcaption and _is_caption(block, text):
        block = block._replace(is_figcaption=True)
    if article.is_page or not article.has_markup or text[block.span.start - 1 : block.span.start] in ("", "\n", "\r"):
        return block
    line = _line(text, block.span.start)
    return block._replace(line=line) if line else block


def _is_caption(block: Block, text: str) -> bool:
    """Tell whether a paragraph is all of a <figcaption> in a line of other markup."""
    start = block.prose.span().start if block.kind == "paragraph" and block.prose.at else 0
    return bool(start and _FIGCAPTION.search(text, max(0, start - _LONGEST_TAG), start))


def _line(text: str, end: int) -> str:
    first = max(0, end - _LONGEST_LINE)
    start = 1 + max(text.rfind("\n", first, end), text.rfind("\r", first, end))
    if first and not start:
        return ""
    return next((name for sign, name in _LINE_SIGNS if sign.match(text, start, end)), "")


def _in_paragraphs(images: Sequence[Image], text: str) -> Iterator[Image]:
    paragraph, end = 0, 0
    for image in sorted(images, key=lambda image: image.span):
        between = text[end : image.span.start]
        paragraph += len(between) > _NEAR or bool(_BLANK_LINE.search(between))
        end = image.span.end
        behind = text[end : end + _BEHIND].lstrip("/>}) \t\r\n")
        # A picture of Markdown is a link itself.
        links = () if image.form == "markdown" else tuple(_links(text, image.span))
        yield image._replace(paragraph=paragraph, behind=behind, links=links)


def _links(text: str, span: Span) -> Iterator[Link]:
    """Yield the links of Markdown, and the bare addresses, in the values of a tag or of template code."""
    for match in _LINK.finditer(text, *span):
        href = prose_at(text, *match.span(1))
        yield Link(href, href, Span(*match.span()), None)
    for match in _ADDRESS.finditer(text, *span):
        href = prose_at(text, match.start(), match.start() + len(match[0].rstrip(".,;")))
        yield Link(href, href, href.span(), None)


def _with_star(link: Link, text: str) -> Link:
    end = link.span.end
    is_starred = link.words.plain.endswith("*") or _STAR.match(text, end, end + _STAR_WITHIN)
    return link._replace(is_starred=True) if is_starred else link


def _breaks(text: str) -> list[Span]:
    lines = (Span(match.start(), match.end() + 1) for match in _RULE.finditer(text))
    return sorted((*lines, *(Span(*match.span()) for match in _RULE_TAG.finditer(text))))


def _code_blocks(text: str, *, is_page: bool) -> int:
    if is_page:
        return sum(map(text.count, _CODE_TAGS))
    set_in = 0 if any(sign in text for sign in _NO_CODE) else text.count(_SET_IN)
    return sum(map(text.count, _CODE)) + set_in
