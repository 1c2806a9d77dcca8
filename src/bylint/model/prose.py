"""Plain text that remembers where each piece of it stands in the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Iterator
from itertools import accumulate
from itertools import pairwise
from typing import NamedTuple

from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.source import line_starts

# Zero-width characters and soft hyphens are no text; every other white space is one blank.
_UNEVEN = re.compile(r"[\u00ad\u200b\u200c\u200d\u2060\ufeff]+|\s+")
_PLAIN = re.compile(r"[^\s\u00ad\u200b\u200c\u200d\u2060\ufeff]+(?: [^\s\u00ad\u200b\u200c\u200d\u2060\ufeff]+)*")

_OPENING, _NARROW = 8, 50
"""Lines at the head of a paragraph that may stand for themselves; letters of a line that nobody wraps so short."""


class Piece(NamedTuple):
    """Words as a reader sees them, and the source characters that stand for them."""

    words: str
    start: int
    end: int


_Piece = tuple[str, int, int]
"""The same, while pieces are joined: so many are made that their fields need no names."""


class Prose(NamedTuple):
    """Text with entities, escapes, breaks and inline markup resolved.

    `plain` has no leading or trailing white space, and each run of white space in it is one blank; a hard line
    break is one LF. `at`, `starts`, `ends` describe the pieces: piece i begins at `plain[at[i]]` and stands for
    the source characters `starts[i]` to `ends[i]`.
    """

    plain: str
    at: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Return the span in the source of `plain[start:end]`."""
        end = len(self.plain) if end is None else end
        if not self.at:
            return Span(0, 0)
        if self._is_whole():
            return Span(self.starts[0] + start, self.starts[0] + max(end, start + 1))
        return Span(self._offset(start, first=True), self._offset(max(end - 1, start), first=False))

    def cut(self, start: int, end: int) -> Prose:
        """Return a part of the text, with its places; white space at its ends is dropped."""
        words = self.plain[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if start >= end or not self.at:
            return EMPTY
        if self._is_whole():
            return Prose(self.plain[start:end], _ZERO, (self.starts[0] + start,), (self.starts[0] + end,))
        first, last = bisect_right(self.at, start) - 1, bisect_right(self.at, end - 1)
        pieces = (self._piece(i, start, end) for i in range(first, last))
        at, starts, ends = zip(*pieces, strict=True)
        return Prose(self.plain[start:end], at, starts, ends)

    def before(self, offset: int) -> str:
        """Return the text that stands before an offset of the source."""
        i = bisect_right(self.starts, offset) - 1
        return self.plain[: min(self.at[i] + offset - self.starts[i], self._stop(i))] if i >= 0 else ""

    def _is_whole(self) -> bool:
        """Tell whether the text is one piece of the source, as most texts are."""
        return len(self.at) == 1 and self.ends[0] - self.starts[0] == len(self.plain)

    def _piece(self, i: int, start: int, end: int) -> tuple[int, int, int]:
        begin = max(self.at[i], start)
        stop = min(self._stop(i), end)
        return (
            begin - start,
            self._offset(begin, first=True),
            self._offset(stop - 1, first=False),
        )

    def _stop(self, i: int) -> int:
        return self.at[i + 1] if i + 1 < len(self.at) else len(self.plain)

    def _offset(self, offset: int, *, first: bool) -> int:
        i = bisect_right(self.at, offset) - 1
        is_even = self._stop(i) - self.at[i] == self.ends[i] - self.starts[i]
        if is_even:
            return self.starts[i] + offset - self.at[i] + (not first)
        return self.starts[i] if first else self.ends[i]


EMPTY = Prose("", (), (), ())
_ZERO = (0,)


def unplaced(text: str) -> Prose:
    """Return words that stand in no article; their places are those in the words."""
    words = " ".join(text.split())
    return Prose(words, _ZERO, _ZERO, (len(words),))


def prose_of(pieces: Iterable[tuple[str, int, int]]) -> Prose:
    """Join pieces, in reading order, into prose; `Piece("\\n", start, end)` is a hard line break."""
    found: list[_Piece] = []
    for words, start, end in _runs(pieces):
        if len(words) != end - start:
            _add_uneven(found, words, start, end)
        elif is_plain(words):
            found.append((words, start, end))
        else:
            _add_even(found, words, start, end)
    while found and found[-1][0].isspace():
        found.pop()
    if not found:
        return EMPTY
    return _prose(found)


def prose_at(text: str, start: int, end: int) -> Prose:
    """Return the prose of source characters that stand for themselves."""
    written = text[start:end]
    words = written.strip()
    if is_plain(words):
        start += len(written) - len(written.lstrip())
        return Prose(words, _ZERO, (start,), (start + len(words),))
    return prose_of((Piece(written, start, end),))


def prose_in(source: Source, span: Span) -> Prose:
    """Return the prose of what a file says at a place in words that stand for themselves: a key, a line of code."""
    return prose_at(source.text, *span)


def opening_lines(source: Source, prose: Prose) -> tuple[Prose, ...]:
    """Return the first lines of a text that its writer ended: those behind which the next word would have fitted; the
    last of them holds the rest."""
    here, starts = prose.span(), line_starts(source.text)
    begun = starts[bisect_right(starts, here.start) : bisect_right(starts, here.end - 1)]
    cuts = sorted({len(prose.before(at)) for at in begun} | {at + 1 for at, c in enumerate(prose.plain) if c == "\n"})
    bounds = (0, *cuts, len(prose.plain))
    lines = [prose.plain[start:end].strip() for start, end in pairwise(bounds)]
    width, first = max(map(len, lines)), 0
    found: list[Prose] = []
    for number, cut in enumerate(cuts):
        is_rest = width > _NARROW and len(lines[number]) + _next_word(lines[number + 1]) > width
        if len(found) < _OPENING and not is_rest:
            found.append(prose.cut(first, cut))
            first = cut
    return (*found, prose.cut(first, len(prose.plain)))


def _next_word(line: str) -> int:
    """Return the letters that the first word of a line would need on the line before."""
    return 1 + len(line.partition(" ")[0])


def is_plain(words: str) -> bool:
    """Tell whether words stand as they are: single blanks between them, none around them, nothing of no width."""
    # What can be printed holds no white space but blanks, and nothing of no width.
    if words.isprintable() and "  " not in words:
        return words != "" and words[0] != " " and words[-1] != " "
    return _PLAIN.fullmatch(words) is not None


def joined(parts: Iterable[Prose], separator: str = " ") -> Prose:
    """Join several proses into one; the separator stands for what lies between them."""
    pieces: list[Piece] = []
    for part in parts:
        if pieces and part.at:
            pieces.append(Piece(separator, pieces[-1].end, part.starts[0]))
        pieces.extend(
            Piece(part.plain[part.at[i] : part._stop(i)], part.starts[i], part.ends[i]) for i in range(len(part.at))
        )
    return prose_of(pieces)


def without(prose: Prose, gaps: Iterable[tuple[int, int]]) -> Prose:
    """Return a text without some of its characters, as those of markup; `gaps` are their offsets, in order."""
    size, at = len(prose.plain), 0
    pieces: list[Piece] = []
    for start, end in (*gaps, (size, size)):
        if start > at:
            first, last = bisect_right(prose.at, at) - 1, bisect_right(prose.at, start - 1)
            for begin, opened, closed in (prose._piece(i, at, start) for i in range(first, last)):
                stop = min(prose._stop(bisect_right(prose.at, at + begin) - 1), start)
                pieces.append(Piece(prose.plain[at + begin : stop], opened, closed))
        at = end
    return prose_of(pieces)


def _runs(pieces: Iterable[tuple[str, int, int]]) -> Iterator[_Piece]:
    """Join pieces that stand for themselves and follow one another in the source."""
    run: list[str] = []
    first = last = 0
    for words, start, end in pieces:
        is_even = len(words) == end - start and words != "\n"
        if run and is_even and start == last:
            run.append(words)
            last = end
            continue
        if run:
            yield "".join(run), first, last
        run = []
        if is_even:
            run, first, last = [words], start, end
        else:
            yield words, start, end
    if run:
        yield "".join(run), first, last


def _add_even(found: list[_Piece], words: str, base: int, end: int) -> None:
    if words == "\n":
        _add_blank(found, words, base, end)
        return
    core = words.strip(" ")
    if is_plain(core):
        # Words beside a link or other markup: blanks stand at their ends alone.
        begun = base + len(words) - len(words.lstrip(" "))
        ended = begun + len(core)
        if begun > base:
            _add_blank(found, " ", base, begun)
        found.append((core, begun, ended))
        if ended < end:
            found.append((" ", ended, end))
        return
    at = 0
    for match in _PLAIN.finditer(words):
        if match.start() > at:
            _add_gap(found, words[at : match.start()], base + at)
        found.append((match[0], base + match.start(), base + match.end()))
        at = match.end()
    if at < len(words):
        _add_gap(found, words[at:], base + at)


def _add_gap(found: list[_Piece], gap: str, base: int) -> None:
    for match in _UNEVEN.finditer(gap):
        if match[0][0].isspace():
            _add_blank(found, " ", base + match.start(), base + match.end())


def _add_uneven(found: list[_Piece], written: str, start: int, end: int) -> None:
    words = _UNEVEN.sub(lambda match: " " if match[0][0].isspace() else "", written)
    core = " ".join(words.split())
    if written == "\n" or (words and not core):
        _add_blank(found, "\n" if written == "\n" else " ", start, end)
    elif core:
        # Blanks at its ends may stand at the ends of the text, or beside others.
        if words[0].isspace():
            _add_blank(found, " ", start, start)
        found.append((core, start, end))
        if words[-1].isspace():
            _add_blank(found, " ", end, end)


def _add_blank(found: list[_Piece], blank: str, start: int, end: int) -> None:
    if not found:
        return
    if not found[-1][0].isspace():
        found.append((blank, start, end))
    elif blank == "\n":
        found[-1] = ("\n", found[-1][1], end)


def _prose(found: list[_Piece]) -> Prose:
    words, starts, ends = zip(*found, strict=True)
    return Prose("".join(words), tuple(accumulate(map(len, words[:-1]), initial=0)), starts, ends)
