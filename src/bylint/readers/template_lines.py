"""Template code that takes whole lines: boxes, fences of containers, imports."""

from __future__ import annotations

import re

from bylint.model.source import Span
from bylint.readers.template_found import LINE_END
from bylint.readers.template_found import NAME
from bylint.readers.template_found import Found
from bylint.readers.template_found import Scan
from bylint.text.lazy import lazily

_INDENTED = lazily(r"(?:[ \t]*(?:\r\n?|\n))+(?P<indent>[ \t]*)\S")
_BLANK_LINE = lazily(r"(?:\r\n?|\n)[ \t]*(?=\r|\n)")


def fold(scan: Scan, match: re.Match[str]) -> tuple[Found, ...]:
    """Read the opening line of a box whose text is indented, and make a list item of it: its text is no code."""
    text = scan.text
    ended = LINE_END.search(text, match.end())
    end = ended.start() if ended else len(text)
    following = _INDENTED.match(text, end)
    own = len(match[0]) - len(match[0].lstrip(" "))
    if not following or len(following["indent"].expandtabs(4)) < own + 4:
        return ()
    start = match.start() + own
    title = text.find('"', start, end) + 1
    closing = text.rfind('"', start, end)
    inner = Span(title, closing) if 0 < title < closing else Span(start, start)
    name = NAME.match(text, match.end() - 1, end)
    words = "-   " + "\u00a0" * (end - start - 4)
    return (Found("fold", Span(start, end), inner, name[1] if name else "", end, words),)


def slashes(_scan: Scan, match: re.Match[str]) -> tuple[Found, ...]:
    """Read a line of slashes: `/// name` opens a box, `///` closes it."""
    name = NAME.match(match[0].lstrip("/"))
    return (Found("box", Span(*match.span()), Span(*match.span()), name[1] if name else "/"),)


def colons(scan: Scan, match: re.Match[str]) -> tuple[Found, ...]:
    """Read a line of colons, which opens or closes a container."""
    ended = LINE_END.search(scan.text, match.end())
    span = Span(match.start(), ended.start() if ended else len(scan.text))
    return (Found("line", span, span),)


def module(scan: Scan, match: re.Match[str]) -> tuple[Found, ...]:
    """Read the imports and exports of an MDX file."""
    if not scan.is_mdx:
        return ()
    blank = _BLANK_LINE.search(scan.text, match.end())
    span = Span(match.start(), blank.start() if blank else len(scan.text))
    return (Found("line", span, span),)
