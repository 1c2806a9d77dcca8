"""How a file is changed: which characters to replace, by what, for the markup to stay whole."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.markup import Image
from bylint.model.parts import Located
from bylint.model.prose import Prose
from bylint.model.rule import Edit
from bylint.model.source import Span
from bylint.model.source import line_starts
from bylint.model.source import place_of
from bylint.readers.tags import unescaped
from bylint.text.patterns import lazily

_TAG = lazily(r"""<a(?=[\s/])(?:[^<>"']|"[^"<>]*"|'[^'<>]*'){1,8000}>""", re.IGNORECASE)
_ATTRIBUTES = lazily(r"\{:?[^{}\r\n]{0,2000}\}")
_ATTRIBUTE = lazily(
    r"""(?P<name>[^\s"'<>/={}:]{1,100})"""
    r"""(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'=<>`{}]+)))?"""
)
_CLOSE = lazily(r"\s*/?[>}]$")
_TEXT = lazily(r"\S")
# "- Advertisement -" reads as an item of a list; dashes go with the words between them.
_TRIMMINGS = " \t-*+–—"
_LINE = lazily(r"[^\r\n]*")
_BLANK = lazily(r"[ \t]*(?:\r\n?|\n|\Z)")
_STOPS = (".", "!", "?", "…", ":", ";", ")")


class _Lines(NamedTuple):
    """Whole lines: from the first character to the last, and the end of the line behind it."""

    start: int
    stop: int
    end: int


def removal(article: Article, part: Located) -> Edit | None:
    """Take out a block, or a line of one, with its line end and one blank line."""
    if part.block < 0:
        return None
    text, block = article.source.text, article.blocks[part.block]
    is_whole = block.prose.span() == part.prose.span()
    span = block.span if is_whole else part.span
    lines = _lines_of(text, span)
    around = text[lines.start : span.start].strip(_TRIMMINGS), text[span.end : lines.stop].strip(_TRIMMINGS)
    if any(around):
        is_element = is_whole and text[span.start] == "<" and text[span.end - 1] == ">"
        return replacement(article, span, "") if is_element else None
    if not is_whole and _ends_in_break(text, lines):
        return None
    return replacement(article, _with_blank(article, lines), "")


def qualification(article: Article, part: Located) -> Edit | None:
    """Add `sponsored` to what the tag of a link, or the attributes behind it, say in `rel`."""
    text = article.source.text
    tag = _TAG.match(text, *part.span) or _ATTRIBUTES.match(text, part.span.end)
    if tag is None:
        return None
    rel = next((found for found in _ATTRIBUTE.finditer(tag[0]) if found["name"].casefold() == "rel"), None)
    if rel is None:
        at = tag.start() + (_CLOSE.search(tag[0]) or tag).start()
        return replacement(article, Span(at, at), ' rel="sponsored"')
    name = rel.lastgroup or "name"
    start, end = (tag.start() + offset for offset in rel.span(name))
    if name == "name":
        return replacement(article, Span(start, end), 'rel="sponsored"')
    if name == "bare":
        return replacement(article, Span(start, end), f'"{rel[name]} sponsored"')
    return replacement(article, Span(end, end), " sponsored" if rel[name].strip() else "sponsored")


def insertion(article: Article, part: Located, words: str) -> Edit | None:
    """Set a paragraph above the block, for a person to paste."""
    if part.block < 0 or article.is_page:
        return None
    start = _lines_of(article.source.text, article.blocks[part.block].span).start
    return replacement(article, Span(start, start), f"{words}\n\n")


def replacement(article: Article, span: Span, text: str) -> Edit:
    """Write a text in the place of what stands there."""
    return Edit(place_of(article.source, span), text)


def replacement_as_written(article: Article, span: Span, words: str, text: str) -> Edit | None:
    """Write a text in the place of words; nothing where the file writes them otherwise, as in an escape."""
    return replacement(article, span, text) if _is_as_written(article, span, words) else None


def deletion(article: Article, span: Span, words: str) -> Edit | None:
    """Take out words with the blank before them; nothing where the file writes them otherwise."""
    if not _is_as_written(article, span, words):
        return None
    has_blank = article.source.text[span.start - 1 : span.start] == " "
    return replacement(article, Span(span.start - has_blank, span.end), "")


def blank_behind(article: Article, at: int, sign: str) -> Edit | None:
    """Set a blank behind a sign that ends at a place; nothing where the file writes something else there."""
    return replacement(article, Span(at, at), " ") if article.source.text.endswith(sign, 0, at) else None


def decoding(article: Article, span: Span) -> Edit | None:
    """Write a character reference that readers see as what was meant: itself in markup, its character in plain text."""
    written = article.source.text[slice(*span)]
    if not article.has_markup:
        return replacement(article, span, unescaped(written).replace("\u00a0", " "))
    return replacement(article, span, f"&{written[5:]}") if written.casefold().startswith("&amp;") else None


def linking(article: Article, block: int, words: Prose, address: str) -> Edit | None:
    """Make words of a block a link, as its markup writes one; nothing where that cannot be told."""
    span, holder = words.span(), article.blocks[block]
    if not _is_as_written(article, span, words.plain):
        return None
    if _is_html(article, holder):
        return replacement(article, span, f'<a href="{address}">{words.plain}</a>')
    is_marked = re.search(r"[<`]", article.source.text[slice(*holder.span)])
    if is_marked or not article.link_form:
        return None
    return replacement(article, span, article.link_form.format(words=words.plain, address=address))


def sentence_in_block(article: Article, block: int, prose: Prose, words: str) -> Edit:
    """Write a sentence behind the last one of a block."""
    written = html.escape(words, quote=False) if _is_html(article, article.blocks[block]) else words
    return _behind(article, prose, written)


def sentence_in_value(article: Article, prose: Prose, words: str) -> Edit | None:
    """Write a sentence behind the last one of a value, where a quotation mark ends it: otherwise a colon might."""
    return _behind(article, prose, words) if article.source.text.startswith('"', prose.span().end) else None


def line_below(article: Article, image: Image, words: str) -> Edit | None:
    """Write a caption in the line below a Markdown picture that stands alone in its paragraph."""
    text = article.source.text
    if not image.takes_line_below:
        return None
    begins = max(text.rfind("\n", 0, image.span.start), text.rfind("\r", 0, image.span.start)) + 1
    line = _LINE.match(text, begins)
    is_alone = line is not None and line[0].strip() == text[slice(*image.span)]
    end = line.end() if line else 0
    newline = "\r\n" if text.startswith("\r\n", end) else "\n"
    following = end + len(newline) if end < len(text) else end
    if not is_alone or text[begins : image.span.start] or not _BLANK.match(text, following):
        return None
    return replacement(article, Span(image.span.end, image.span.end), f"{newline}*{words}*")


def _behind(article: Article, prose: Prose, words: str) -> Edit:
    end = prose.span().end
    gap = " " if prose.plain.endswith(_STOPS) else ". "
    return replacement(article, Span(end, end), f"{gap}{words}")


def _is_as_written(article: Article, span: Span, words: str) -> bool:
    return article.source.text[slice(*span)] == words


def _is_html(article: Article, block: Block) -> bool:
    """Tell whether the text of a block is written as HTML, in a page or within Markdown."""
    return article.is_page or article.source.text.startswith("<", block.span.start)


def _lines_of(text: str, span: Span) -> _Lines:
    starts = line_starts(text)
    first, last = bisect_right(starts, span.start), bisect_right(starts, max(span.start, span.end - 1))
    end = starts[last] if last < len(starts) else len(text)
    has_end = text[max(0, end - 1) : end] in ("\r", "\n")
    stop = end - (2 if text.startswith("\r\n", end - 2) else 1) if has_end else end
    return _Lines(starts[first - 1], max(stop, span.start), end)


def _ends_in_break(text: str, lines: _Lines) -> bool:
    """Tell whether the line above breaks with a backslash, which would be printed without a line after it."""
    return text[max(0, lines.start - 3) : lines.start].rstrip("\r\n").endswith("\\")


def _with_blank(article: Article, lines: _Lines) -> Span:
    text = article.source.text
    above, below = _line_above(text, lines.start), _lines_of(text, Span(lines.end, lines.end))
    is_last = _TEXT.search(text, lines.end) is None
    is_free_above = above is None or not text[above.start : above.stop].strip()
    is_free_below = is_last or not text[below.start : below.stop].strip()
    if is_last:
        return Span(above.start if above and is_free_above else lines.start, lines.end)
    if is_free_above and is_free_below:
        return Span(lines.start, below.end)
    if is_free_above or is_free_below or article.is_page or text.startswith("<", below.start):
        return Span(lines.start, lines.end)
    # Text above and below: the line that is left blank keeps them apart.
    return Span(lines.start, lines.stop)


def _line_above(text: str, start: int) -> _Lines | None:
    return _lines_of(text, Span(start - 1, start)) if start else None
