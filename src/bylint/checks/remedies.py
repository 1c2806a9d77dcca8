"""From what mends a violation to the edits that do it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.parts import Located
from bylint.model.rule import AnyRule
from bylint.model.source import Span
from bylint.model.source import line_starts
from bylint.model.source import place_of
from bylint.model.violation import Edit
from bylint.model.violation import Fix
from bylint.text.lazy import lazily

_TITLES = {
    "remove": "Delete the line",
    "qualify": 'Add rel="sponsored"',
    "insert": "Say so above",
    "replace": "Write what should stand there",
}
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


class _Lines(NamedTuple):
    """Whole lines: from the first character to the last, and the end of the line behind it."""

    start: int
    stop: int
    end: int


def fix_of(rule: AnyRule, article: Article, part: Located, instead: Edit | None) -> Fix | None:
    """Return what the rule does about a part, where it can be done there; `instead` is the edit of a replacement."""
    remedy = rule.fix
    if remedy is None:
        return None
    if remedy.deed == "replace":
        edit = instead
    elif remedy.deed == "insert":
        edit = _insertion(article, part, remedy.text)
    else:
        edit = {"remove": _removal, "qualify": _qualification}[remedy.deed](article, part)
    return Fix(_TITLES[remedy.deed], remedy.applicability, (edit,)) if edit else None


def instead_of(article: Article, part: Part) -> Edit | None:
    """Return the edit that writes what a part's element `instead` says in the place of that element."""
    element = part.get("instead")
    return written(article, element.prose.span(), element.words) if element and element.prose else None


def written(article: Article, span: Span, text: str) -> Edit:
    """Return the edit that writes a text in the place of what stands there."""
    return _edit(article, *span, text)


def _edit(article: Article, start: int, end: int, text: str) -> Edit:
    return Edit(place_of(article.source, Span(start, end)), text)


def _removal(article: Article, part: Located) -> Edit | None:
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
        return _edit(article, *span, "") if is_element else None
    if not is_whole and _ends_in_break(text, lines):
        return None
    return _edit(article, *_with_blank(article, lines), "")


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
    if is_free_above or is_free_below or article.format == "html" or text.startswith("<", below.start):
        return Span(lines.start, lines.end)
    # Text above and below: the line that is left blank keeps them apart.
    return Span(lines.start, lines.stop)


def _line_above(text: str, start: int) -> _Lines | None:
    return _lines_of(text, Span(start - 1, start)) if start else None


def _qualification(article: Article, part: Located) -> Edit | None:
    """Add `sponsored` to what the tag of a link, or the attributes behind it, say in `rel`."""
    text = article.source.text
    tag = _TAG.match(text, *part.span) or _ATTRIBUTES.match(text, part.span.end)
    if tag is None:
        return None
    rel = next((found for found in _ATTRIBUTE.finditer(tag[0]) if found["name"].casefold() == "rel"), None)
    if rel is None:
        at = tag.start() + (_CLOSE.search(tag[0]) or tag).start()
        return _edit(article, at, at, ' rel="sponsored"')
    name = rel.lastgroup or "name"
    start, end = (tag.start() + offset for offset in rel.span(name))
    if name == "name":
        return _edit(article, start, end, 'rel="sponsored"')
    if name == "bare":
        return _edit(article, start, end, f'"{rel[name]} sponsored"')
    return _edit(article, end, end, " sponsored" if rel[name].strip() else "sponsored")


def _insertion(article: Article, part: Located, words: str) -> Edit | None:
    """Set a paragraph above the block, for a person to paste."""
    if part.block < 0 or article.format == "html":
        return None
    start = _lines_of(article.source.text, article.blocks[part.block].span).start
    return _edit(article, start, start, f"{words}\n\n")
