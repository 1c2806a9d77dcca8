"""Where things stand in a file: spans, places and lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

# Lines end at LF, CRLF or a lone CR and nowhere else; str.splitlines knows eight more ends.
_LINE_END = re.compile(r"\r\n?|\n")
_LINE_FEED = re.compile(r"\n")
_NEXT_LINE = re.compile(r"(?:\r\n?|\n)([^\r\n]*)")


class Span(NamedTuple):
    """A half-open range of character offsets in the decoded file."""

    start: int
    end: int


class Source(NamedTuple):
    """One decoded file. The byte-order mark is not part of `text`."""

    path: str
    text: str
    encoding: str = "utf-8"
    bom: bool = False

    def written(self, span: Span) -> str:
        """Return what stands at a span, as it is written: to quote it, or to change it."""
        return self.text[span.start : span.end]


class Place(NamedTuple):
    """A span for people: lines and columns count from 1, columns in code points, the end is exclusive."""

    path: str
    span: Span
    line: int
    column: int
    end_line: int
    end_column: int


def place_of(source: Source, span: Span) -> Place:
    """Return the lines and columns of a span."""
    line, column = _line_column(source.text, span.start)
    end_line, end_column = _line_column(source.text, span.end)
    return Place(source.path, span, line, column, end_line, end_column)


def end_of(source: Source) -> Span:
    """Return the place behind the last character of a file."""
    return Span(len(source.text), len(source.text))


def line_of(place: Place | None) -> str:
    """Return a place as people write it down, `path:line`; nothing for no place."""
    return f"{place.path}:{place.line}" if place else ""


def line_after(source: Source, offset: int) -> int:
    """Return the number of the next line behind an offset that holds anything, or of the last line."""
    line, _ = _line_column(source.text, offset)
    for match in _NEXT_LINE.finditer(source.text, offset):
        line += 1
        if match[1].strip():
            break
    return line


def line_starts(text: str) -> tuple[int, ...]:
    """Return the offset at which each line begins."""
    return _line_starts(text)


@lru_cache(maxsize=4)
def _line_starts(text: str) -> tuple[int, ...]:
    ends = _LINE_END if "\r" in text else _LINE_FEED
    return (0, *[match.end() for match in ends.finditer(text)])


def _line_column(text: str, offset: int) -> tuple[int, int]:
    starts = _line_starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1
