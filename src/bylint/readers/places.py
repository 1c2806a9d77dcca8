"""Where words stand that a parser gives with their line and without their column: looked for in order."""

from __future__ import annotations

import re
from functools import lru_cache

from bylint.model.source import Span
from bylint.model.source import line_starts

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


@lru_cache(maxsize=4096)
def _words_pattern(words: str) -> re.Pattern[str]:
    """Return a pattern for words between which characters may be escaped; no part of longer words."""
    written = r"(?:\\\s?)?".join("[ \t]+" if letter == " " else re.escape(letter) for letter in words)
    before = r"(?<![^\W_])" if words[0].isalnum() else ""
    after = r"(?![^\W_])" if words[-1].isalnum() else ""
    return re.compile(f"{before}{written}{after}")
