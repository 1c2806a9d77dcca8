"""Template code in Markdown and HTML: found, and blanked without moving anything."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bylint.model.source import Span
from bylint.model.source import line_starts
from bylint.readers.limits import TEMPLATES
from bylint.readers.limits import limited
from bylint.readers.template_code import TemplateCode
from bylint.readers.template_code import TemplateText
from bylint.readers.template_code import code_at
from bylint.readers.template_code import string_alone
from bylint.text.patterns import lazily

# Each sign that opens template code, a text without which it cannot stand in a file, and parts of that text.
_INLINE = {
    "hugo": (r"\{\{ [<%]", r"\{\{[<%]", ("{{",)),
    "output": (r"\{\{", r"\{\{", ("{{",)),
    "liquid": (r"\{%", r"\{%", ("{%",)),
    "note": (r"\{\# (?=\s) | \{/\* | \{::comment\}", r"\{(?:#\s|/\*|::comment)", ("{",)),
    "list": (r"\{:? [ \t]{0,4} (?= [.\#\w] )", r"\{:?[ \t]{0,4}[.#\w]", ("{",)),
    "component": (r"</?[A-Z][A-Za-z0-9_.]{0,80} (?= [\s/>] )", r"</?[A-Z]", ("<",)),
    "wordpress": (
        r"\[/?(?: caption | wp_caption | gallery | embed | playlist | audio | video ) (?= [\s\]] )",
        r"\[/?(?:caption|wp_caption|gallery|embed|playlist|audio|video)[\s\]]",
        ("caption", "gallery", "embed", "playlist", "audio", "video"),
    ),
    "brace": (r"\{", r"\{", ("{",)),
}
_AT_LINE = {
    "fold": (
        r"[ ]{0,24} (?: !!! | \?\?\?\+? | ===!? ) [ ]['\"\w]",
        r"!!! |\?\?\?\+? |===!? ",
        ("!!! ", "??? ", "???+ ", "=== ", "===! "),
    ),
    "slashes": (r"/{3,} [ \t]* (?: [a-z-]+ (?: [ \t][^\r\n]* )? )? (?= \r | \n | \Z )", "///", ("///",)),
    "fenced": (r"[ \t]{0,12}:{3,}", ":::", (":::",)),
    "module": (
        r"(?: (?<=\n\n) | (?<=\n\r\n) | \A ) (?: import | export )[ ]",
        "(?m)^(?:import|export) ",
        ("import ", "export "),
    ),
}
_AT_LINE_LETTERS = {"fold": "!?=", "slashes": "/", "fenced": ":"}
# Where these stand, no template code is looked for.
_SHIELDS = r"(?P<code> `+ ) | (?P<remark> <!-- ) | (?P<tag> <[a-z] )"
_FENCE = r"(?P<fence> [ \t>]{0,40} (?: (?: [-*+] | \d{1,9}[.)] ) [ \t]{1,4} ){0,3} (?: `{3,} | ~{3,} ) )"
_DESTINATION = lazily(r"(?:\]\(<?|^[ ]{0,3}\[[^\]\r\n]{1,200}\]:[ \t]*)[^\s()]*\Z", re.MULTILINE)
_LINE = lazily(r"[^\r\n]+")
# A sign of which so many stand in a file without their other half is no template code in this file.
_MOST_FAILURES = 2_000
_BLANK = "\u00a0"
_SIGN = lazily(r"(?P<hugo>\{\{[<%])|(?P<output>\{\{)|(?P<liquid>\{%)")
_SEEN = lazily(r"\S")
_LONGEST_TAG = 2_000


class Template(NamedTuple):
    """A text without its template code, with the same length and lines, and what was taken out."""

    text: str
    found: tuple[TemplateCode, ...]


class _Lines:
    """Tells which lines hold nothing but template code.

    Blanks before other words would make them code, and blanks behind them a hard line break: there a no-break space
    stands, which to Markdown is a letter. A line of its own becomes an empty line.
    """

    def __init__(self, text: str, spans: tuple[Span, ...]) -> None:
        self._text = text
        self._starts = line_starts(text)
        self._spans = spans
        self._first = tuple(span.start for span in spans)
        self._known: dict[int, str] = {}

    def blank(self, offset: int) -> str:
        line = bisect_right(self._starts, offset) - 1
        if line not in self._known:
            self._known[line] = " " if self._is_alone(line) else _BLANK
        return self._known[line]

    def _is_alone(self, line: int) -> bool:
        at = self._starts[line]
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self._text)
        i = max(0, bisect_right(self._first, at) - 1)
        while at < end and i < len(self._spans):
            span = self._spans[i]
            if self._text[at : min(span.start, end)].strip(" \t\r\n>"):
                return False
            at = max(at, min(span.end, end)) if span.start < end else end
            i += 1
        return not self._text[at:end].strip(" \t\r\n>")


def blank_code_in_html(text: str, start: int) -> Template:
    """Blank all template code from an offset on."""
    found = tuple(item for item in _code_in_html(text, start) if item.kind != "code")
    return Template(_blanked_html(text, found), tuple(item for item in found if not _is_value(text, item)))


def blank_code(text: str, start: int, *, is_mdx: bool) -> Template:
    """Blank the header that ends at an offset, and all template code behind it."""
    found = tuple(limited(_code_in(text, start, is_mdx), TEMPLATES, "pieces of template code"))
    return Template(_blanked(text, start, found), tuple(item for item in found if item.kind != "code"))


def _code_in_html(text: str, start: int) -> Iterator[TemplateCode]:
    scan = TemplateText(text, is_mdx=False)
    failures: Counter[str] = Counter()
    at = start
    while match := _SIGN.search(text, at):
        kind = match.lastgroup or ""
        items = code_at(scan, match) if failures[kind] < _MOST_FAILURES else ()
        failures[kind] += not items
        yield from items
        at = max(match.end(), items[-1].span.end if items else 0)


def _blanked_html(text: str, found: Iterable[TemplateCode]) -> str:
    pieces: list[str] = []
    at = 0
    for item in found:
        if item.span.start < at:
            continue
        written = text[item.span.start : item.span.end]
        pieces.append(text[at : item.span.start])
        pieces.append(_stand_in(written) if _is_value(text, item) else _SEEN.sub(" ", written))
        at = item.span.end
    return "".join((*pieces, text[at:]))


def _is_value(text: str, item: TemplateCode) -> bool:
    """Tell whether code prints a value within a tag."""
    offset = item.span.start
    start = max(0, offset - _LONGEST_TAG)
    return item.kind == "output" and text.rfind("<", start, offset) > text.rfind(">", start, offset)


def _stand_in(written: str) -> str:
    """Return what stands for a printed value within a tag: its only string, else as many letters."""
    return string_alone(written) or "x" * len(written)


def _code_in(text: str, start: int, is_mdx: bool) -> Iterator[TemplateCode]:
    kinds = frozenset(_kinds(text, start, is_mdx))
    scan = TemplateText(text, is_mdx)
    failures: Counter[str] = Counter()
    at = start
    while kinds and (match := _opened(kinds, text, at)):
        kind = match.lastgroup or ""
        items = code_at(scan, match) if failures[kind] < _MOST_FAILURES else ()
        failures[kind] += not items
        yield from (_in_address(text, item) for item in items)
        at = max(items[-1].span.end, match.start() + 1) if items else match.start() + 1


def _opened(kinds: frozenset[str], text: str, at: int) -> re.Match[str] | None:
    """Return the next sign of these kinds, as a search would: looked for only where its letters stand."""
    opener = _opener(kinds)
    if "module" in kinds:
        return opener.search(text, at)
    line = at if at == 0 or text[at - 1] in "\r\n" else -1
    seen = at
    for letter in _letters(kinds).finditer(text, at):
        here = letter.start()
        begun = 1 + max(text.rfind("\n", seen, here), text.rfind("\r", seen, here))
        for place in (begun or line, here):
            match = opener.match(text, place) if place >= 0 else None
            if match:
                return match
        line, seen = -1, here
    return None


@lru_cache(maxsize=64)
def _letters(kinds: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern for the letters that signs of these kinds, and what shields them, begin with or hold."""
    more = "".join(letters for kind, letters in _AT_LINE_LETTERS.items() if kind in kinds)
    return lazily(rf"[`~<{{\[{more}]")


def _in_address(text: str, item: TemplateCode) -> TemplateCode:
    """Return code within the address of a link or image as such: it is no part of the text."""
    before = max(0, item.span.start - 300)
    is_address = item.kind in ("tag", "output") and _DESTINATION.search(text, before, item.span.start)
    return item._replace(kind="address") if is_address else item


def _kinds(text: str, start: int, is_mdx: bool) -> Iterator[str]:
    for kind, (_, sign, parts) in (*_INLINE.items(), *_AT_LINE.items()):
        if not is_mdx and kind in ("brace", "module"):
            continue
        if any(part in text for part in parts) and _sign(sign).search(text, start):
            yield kind


@lru_cache(maxsize=32)
def _sign(pattern: str) -> re.Pattern[str]:
    return lazily(pattern)


@lru_cache(maxsize=64)
def _opener(kinds: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern for the signs of these kinds."""
    inline = " | ".join(f"(?P<{kind}> {sign} )" for kind, (sign, _, _) in _INLINE.items() if kind in kinds)
    at_line = " | ".join(f"(?P<{kind}> {sign} )" for kind, (sign, _, _) in _AT_LINE.items() if kind in kinds)
    starts = " | ".join(filter(None, (_FENCE, at_line)))
    inside = " | ".join(filter(None, (_SHIELDS, inline)))
    return lazily(rf"(?: ^ | (?<=\r) ) (?: {starts} ) | (?= [`<{{\[] ) (?: {inside} )", re.VERBOSE | re.MULTILINE)


def _blanked(text: str, start: int, found: Iterable[TemplateCode]) -> str:
    if not start and not found:
        return text
    pieces = [_LINE.sub(lambda match: " " * len(match[0]), text[:start])]
    at = start
    lines = _Lines(text, tuple(item.span for item in found if item.kind != "code"))
    for item in found:
        pieces.append(text[at : item.span.start])
        pieces.append(item.words or _replacement(text, item, lines))
        at = item.span.end
    return "".join((*pieces, text[at:]))


def _replacement(text: str, item: TemplateCode, lines: _Lines) -> str:
    words = text[item.span.start : item.span.end]
    if item.kind == "code":
        return words
    if item.kind == "address":
        return string_alone(words) or re.sub(r"\S|[ \t]", "x", words)
    return _LINE.sub(lambda match: lines.blank(item.span.start + match.start()) * len(match[0]), words)
