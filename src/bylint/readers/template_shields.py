"""Code, comments and HTML tags in Markdown: there no template code is looked for."""

from __future__ import annotations

import re
from functools import lru_cache

from bylint.model.source import Span
from bylint.readers.template_found import LINE_END
from bylint.readers.template_found import LONGEST
from bylint.readers.template_found import Found
from bylint.readers.template_found import Scan
from bylint.readers.template_found import between
from bylint.readers.template_found import kept
from bylint.text.lazy import lazily

_HTML_TAG = lazily(r"""<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*+>""")
_OUTPUT = lazily(r"\{\{[^{}]{0,300}\}\}|\{%[^{}]{0,300}%\}")
_STRING = lazily(r"""["']([^"'{}<>]*)["']""")
_BLANK_LINE = lazily(r"(?:\r\n?|\n)[ \t>]*(?=\r|\n)")


def fence(scan: Scan, match: re.Match[str]) -> tuple[Found, ...]:
    """Keep a fenced block of code."""
    text, sign = scan.text, match[0].lstrip(" \t>-*+.)0123456789")
    ended = LINE_END.search(text, match.end())
    end = ended.start() if ended else len(text)
    if sign[0] == "`" and "`" in text[match.end() : end]:
        return _code_of(text, match.end() - len(sign), len(sign))
    closed = _fence_close(sign[0], len(sign)).search(text, end)
    return kept(match.start(), closed.end() if closed else len(text))


def code(scan: Scan, match: re.Match[str]) -> tuple[Found, ...]:
    """Keep a span of code."""
    return _code_of(scan.text, match.start(), match.end() - match.start())


def remark(scan: Scan, match: re.Match[str]) -> tuple[Found, ...]:
    """Keep an HTML comment."""
    inner = between(scan, match, "-->", len(scan.text))
    return kept(match.start(), inner.end + 3) if inner else ()


def html_tag(scan: Scan, match: re.Match[str]) -> tuple[Found, ...]:
    """Keep an HTML tag whole; of a string in template code within it, only the string is left."""
    found = _HTML_TAG.match(scan.text, match.start(), match.start() + LONGEST)
    if not found or "{" not in found[0]:
        return ()
    return (Found("code", Span(*found.span()), Span(*found.span()), words=_OUTPUT.sub(_string_alone, found[0])),)


def string_alone(words: str) -> str:
    """Return template code with all but its first string blanked, or nothing if it holds none."""
    found = _STRING.search(words)
    if not found:
        return ""
    return " " * found.start(1) + found[1] + " " * (len(words) - found.end(1))


def _string_alone(match: re.Match[str]) -> str:
    return string_alone(match[0]) or match[0]


def _code_of(text: str, start: int, length: int) -> tuple[Found, ...]:
    closed = _code_close(length).search(text, start + length, start + length + LONGEST)
    if not closed:
        return kept(start, start + length)
    blank = _BLANK_LINE.search(text, start, closed.start())
    return kept(start, start + length if blank else closed.end())


@lru_cache(maxsize=64)
def _code_close(length: int) -> re.Pattern[str]:
    return lazily(rf"(?<!`)`{{{length}}}(?!`)")


@lru_cache(maxsize=64)
def _fence_close(sign: str, length: int) -> re.Pattern[str]:
    return lazily(rf"(?:^|(?<=\r))[ \t>]{{0,60}}{sign}{{{length},}}[ \t]*(?=\r|\n|\Z)", re.MULTILINE)
