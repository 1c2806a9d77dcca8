"""Directives of MyST that show a picture: `{figure}`, `{image}`, `{figure-md}`, behind backticks, tildes or colons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from bylint.model.markup import Image
from bylint.model.prose import Prose
from bylint.model.prose import prose_at
from bylint.model.source import Span
from bylint.text.patterns import lazily

_FENCE = lazily(r"(?:^|(?<=\r))[ ]{0,3}(?P<sign>`{3,}|~{3,}|:{3,})(?P<info>[^\r\n]*)", re.MULTILINE)
_DIRECTIVE = lazily(r"[ \t]{0,9}\{(?P<name>figure|image|figure-md)\}[ \t]{0,9}(?P<src>\S{0,500})")
_OPTION = lazily(r"[ \t]{0,9}:(?P<key>[\w-]{1,40}):[ \t]{0,9}(?P<value>[^\r\n]{0,2000})(?:\r\n?|\n|\Z)")
_PARAGRAPH = lazily(r"[^\r\n]*\S[^\r\n]*(?:(?:\r\n?|\n)[^\r\n]*\S[^\r\n]*){0,50}")
_WRITTEN = lazily(r"[^\r\n]")
_MOST_PARAGRAPHS = 20


class Directives(NamedTuple):
    """The text of a file with blanks for its directives, and the pictures that they show."""

    text: str
    images: tuple[Image, ...]


class _Fenced(NamedTuple):
    """A directive: its name, what stands behind that, what its fences enclose, and all of it with them."""

    name: str
    src: Span
    inner: Span
    span: Span


def directives(source: str, text: str, start: int) -> Directives:
    """Return the pictures of directives in a file, and `text` without them; `text` is as long as the file's own."""
    if "{figure" not in source and "{image}" not in source:
        return Directives(text, ())
    pieces: list[str] = []
    images: list[Image] = []
    last = 0
    for found in _fenced(source, start):
        begin, options = _options(source, found.inner)
        # Behind its options {figure-md} holds Markdown, which is read as such.
        end = begin if found.name == "figure-md" else found.span.end
        pieces += (text[last : found.span.start], _WRITTEN.sub(" ", text[found.span.start : end]))
        last = end
        if found.name == "figure-md":
            pieces += (text[last : found.inner.end], _WRITTEN.sub(" ", text[found.inner.end : found.span.end]))
            last = found.span.end
        else:
            captions = _captions(source, begin, found.inner.end)
            fields = (*((key, words) for key, words in options if key == "alt"), *captions)
            images.append(Image("markdown", prose_at(source, *found.src), found.span, fields))
    return Directives("".join((*pieces, text[last:])), tuple(images))


def _fenced(source: str, start: int) -> Iterator[_Fenced]:
    """Yield the directives that no other fence encloses."""
    code: re.Match[str] | None = None
    opened: tuple[re.Match[str], re.Match[str]] | None = None
    for fence in _FENCE.finditer(source, start):
        around = opened[0] if opened else code
        if around is None:
            directive = _DIRECTIVE.match(fence["info"])
            if directive and (directive["src"] or directive["name"] == "figure-md"):
                opened = fence, directive
            elif fence["sign"][0] != ":":
                code = fence
        elif _closes(fence, around):
            if opened:
                yield _of_fences(*opened, fence)
            code, opened = None, None


def _closes(fence: re.Match[str], around: re.Match[str]) -> bool:
    return fence["sign"].startswith(around["sign"]) and not fence["info"].strip()


def _of_fences(fence: re.Match[str], directive: re.Match[str], closing: re.Match[str]) -> _Fenced:
    at = fence.start("info")
    src = Span(at + directive.start("src"), at + directive.end("src"))
    return _Fenced(directive["name"], src, Span(fence.end(), closing.start()), Span(fence.start(), closing.end()))


def _options(source: str, inner: Span) -> tuple[int, Sequence[tuple[str, Prose]]]:
    """Return where the options of a directive end, and them: `:alt: The quay`."""
    begun = source[inner.start : inner.start + 2]
    at = inner.start + len(begun) - len(begun.lstrip("\r\n"))
    found: list[tuple[str, Prose]] = []
    while option := _OPTION.match(source, at, inner.end):
        if option["value"].strip():
            found.append((option["key"].casefold(), prose_at(source, *option.span("value"))))
        at = option.end()
    return at, found


def _captions(source: str, start: int, end: int) -> Iterator[tuple[str, Prose]]:
    """Yield the paragraphs of a figure: its caption, and the legend below it."""
    for number, paragraph in enumerate(_PARAGRAPH.finditer(source, start, end)):
        if number == _MOST_PARAGRAPHS:
            return
        yield "caption", prose_at(source, *paragraph.span())
