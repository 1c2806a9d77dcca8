"""The tags, texts and comments of a page as its tokenizer finds them, with offsets."""

from __future__ import annotations

from collections.abc import Iterator

from turbohtml import Token
from turbohtml import TokenType
from turbohtml import tokenize

from bylint.model.source import line_starts
from bylint.readers.limits import TOKENS
from bylint.readers.limits import limited

Piece = tuple[int, int, str]
"""A piece of text: where it stands, and what it stands for."""

TEXT, START, END = TokenType.TEXT, TokenType.START_TAG, TokenType.END_TAG
REFERENCE, COMMENT = TokenType.CHARACTER_REFERENCE, TokenType.COMMENT


def tokens(text: str, start: int, end: int) -> Iterator[tuple[Token, int, int]]:
    """Yield what stands between two offsets; the tokenizer tells lines and columns, and lines end as ours do."""
    part = text[start:end]
    lines = line_starts(part)
    before, at = None, start
    found = tokenize(part, resolve_references=False, capture_source=True)
    for token in limited(found, TOKENS, "tags and texts of a page"):
        here = start + lines[token.line - 1] + token.col
        if before is not None:
            yield before, at, here
        before, at = token, here
    if before is not None:
        yield before, at, _end_of_last(part, before, at, end)


def texts(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield a text; where the tokenizer passed over "</>" and joined what stands around it, the two."""
    while (gap := text.find("</>", start, end)) >= 0:
        yield start, gap, text[start:gap]
        start = gap + 3
    yield start, end, text[start:end]


def reference(text: str, token: Token, at: int) -> Iterator[Piece]:
    """Yield a character reference, and apart from it the letters behind one without a semicolon: "&eacutes"."""
    source, words = token.source or "", token.data or ""
    end = at + len(source)
    behind = 0 if source.endswith(";") else max(0, len(words) - 1)
    yield at, end - behind, words[: len(words) - behind] or text[at : end - behind]
    if behind:
        yield end - behind, end, text[end - behind : end]


def _end_of_last(part: str, token: Token, at: int, end: int) -> int:
    """Return where the last token ends: the tokenizer drops a tag that the file leaves open."""
    written = token.source or token.data or ""
    return end if "\r" in part else min(end, at + len(written))
