"""Plain text, as people save it or as it was taken from a web page: blocks between blank lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.prose import Piece
from bylint.model.prose import joined
from bylint.model.prose import prose_at
from bylint.model.prose import prose_of
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.readers import BLOCKS
from bylint.readers import limited
from bylint.readers.header import read_header
from bylint.readers.surroundings import with_surroundings
from bylint.text.fold import sentence_bounds
from bylint.text.patterns import lazily

_LINE = lazily(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_COMMENT = lazily(r"[ \t]*<!--(.{0,2000}?)-->[ \t]*\Z")
_STOP = lazily(r"""[.!?…:]["'”’»)\]]*\Z""")
_LEAD = lazily(r"\w[\w ]{0,20}: ")
_NARROWEST = 55
_WIDEST = 120
_LABEL = 60
_GLANCE = 40


def read(source: Source) -> Article:
    """Read plain text; it may open with front matter."""
    header = read_header(source, with_lines=True)
    blocks = tuple(limited(_blocks(source.text, header.end), BLOCKS, "paragraphs"))
    article = Article(
        source, "text", header.fields, blocks, faults=header.faults, language=header.language, has_markup=False
    )
    return with_surroundings(article)


def _blocks(text: str, start: int) -> Iterator[Block]:
    for lines in _paragraphs(text, start):
        for run in _runs(text, lines):
            yield _block(text, run)


def _paragraphs(text: str, start: int) -> Iterator[list[Span]]:
    lines: list[Span] = []
    for match in _LINE.finditer(text, start):
        words = match[0].strip()
        if words:
            begin = match.start() + match[0].index(words)
            lines.append(Span(begin, begin + len(words)))
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _runs(text: str, lines: list[Span]) -> Iterator[list[Span]]:
    """Part the lines of a paragraph where a line stands for itself."""
    # An address that no line could hold says nothing of the width.
    width = max((end - start for start, end in lines if " " in text[start:end]), default=0)
    run = lines[:1]
    for before, line in pairwise(lines):
        if _continues(text[before.start : before.end], text[line.start : line.end], width):
            run.append(line)
        else:
            yield run
            run = [line]
    yield run


def _continues(before: str, line: str, width: int) -> bool:
    """Tell whether a line is the rest of the one before, which was wrapped."""
    if _COMMENT.match(before) or _COMMENT.match(line):
        return False
    # Text that was wrapped by hand or by a program goes on where the next word no longer fitted; text that was taken
    # from a page has a line for each paragraph, however long.
    is_full = len(before) + 1 + len(line.split(maxsplit=1)[0]) > width and _NARROWEST <= len(before) <= _WIDEST
    is_ended = _is_ended(before, line)
    if _LEAD.match(line):
        return is_full and line[0].islower() and not is_ended
    if not is_ended and (line[0].islower() or (len(before) > _WIDEST and line[0].isalpha())):
        return True
    return is_full and (len(line) >= _NARROWEST or not is_ended)


def _is_ended(before: str, line: str) -> bool:
    """Tell whether a line ends a sentence: "the U. S." before "Military Academy" does not."""
    stop = _STOP.search(before)
    if not stop or stop[0][0] != ".":
        return bool(stop)
    tail = before[-_GLANCE:]
    return any(end == len(tail) for _, end in sentence_bounds(f"{tail} {line[:_GLANCE]}"))


def _block(text: str, run: list[Span]) -> Block:
    span = Span(run[0].start, run[-1].end)
    comment = _COMMENT.match(text[span.start : span.end]) if len(run) == 1 else None
    if comment:
        inner = prose_at(text, span.start + comment.start(1), span.start + comment.end(1))
        return Block("comment", inner, span)
    prose = joined(prose_of((Piece(text[a:b], a, b),)) for a, b in run)
    is_label = len(run) == 1 and len(prose.plain) <= _LABEL and not _STOP.search(prose.plain)
    return Block("label" if is_label else "paragraph", prose, span)
