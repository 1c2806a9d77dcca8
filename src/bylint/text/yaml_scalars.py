"""The words of one YAML scalar, piece by piece, through quotes, escapes and folded lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bylint.model.prose import Piece
from bylint.model.prose import Prose
from bylint.model.prose import is_plain
from bylint.model.prose import prose_of
from bylint.text.lazy import lazily

_FOLD = r"(?P<fold>[ \t]*(?:\r\n?|\n)\s*)"
_PLAIN = lazily(rf"{_FOLD}|(?P<run>[^ \t\r\n]+|[ \t]+)")
_SINGLE = lazily(rf"(?P<quote>'')|{_FOLD}|(?P<run>[^' \t\r\n]+|[ \t]+)")
_DOUBLE = lazily(
    rf"""
    \\ (?: (?P<joint> (?: \r\n? | \n ) [ \t]* )
         | u (?P<pair> [dD][89abAB][0-9a-fA-F]{{2}} \\u [dD][c-fC-F][0-9a-fA-F]{{2}} )
         | x (?P<x> [0-9a-fA-F]{{2}} ) | u (?P<u> [0-9a-fA-F]{{4}} ) | U (?P<U> [0-9a-fA-F]{{8}} )
         | (?P<letter> . ) )
    | {_FOLD}
    | (?P<run> [^\\\s]+ | [^\\\S\r\n]+ )
    """,
    re.VERBOSE,
)
_LINES = lazily(r"(?P<fold>(?:\r\n?|\n)\s*)|(?P<run>[^\r\n]+)")
_HEADER = lazily(r"[|>][^\r\n]*(?:\r\n?|\n)?\s*")
_BREAK = lazily(r"\r\n?|\n")
_LETTERS = {"n": "\n", "t": " ", "r": "\n", "_": "\u00a0", "N": "\n", "L": "\n", "P": "\n", "0": "\ufffd"}
_SILENT = frozenset("abefv")
# Literal blocks often hold running text that was wrapped by hand: its lines are long.
_WRAPPED = 60
_BLOCKS = ("|", ">")
_QUOTES = ("'", '"')


def scalar_prose(text: str, start: int, end: int, base: int = 0) -> Prose:
    """Return the prose of the scalar at `text[start:end]`, its quotes included; places are shifted by `base`."""
    first = text[start : start + 1]
    # Most scalars hold neither escapes nor line ends: their words stand as they are.
    at = start + (first in _QUOTES)
    inner = text[at : end - (first in _QUOTES)]
    is_escaped = first in _QUOTES and ("\\" in inner or first in inner)
    if first not in _BLOCKS and not is_escaped and is_plain(inner):
        return Prose(inner, (0,), (base + at,), (base + at + len(inner),))
    if first == '"' and end - start > 1:
        found = prose_of(_quoted(_DOUBLE, text, start, end, base))
    elif first == "'" and end - start > 1:
        found = prose_of(_quoted(_SINGLE, text, start, end, base))
    elif first in _BLOCKS and first:
        found = prose_of(_block(text, start, end, base))
    else:
        words = text[start:end]
        is_one_line = "\n" not in words and "\r" not in words
        pieces = (Piece(words, base + start, base + end),) if is_one_line else _pieces(_PLAIN, text, start, end, base)
        return prose_of(pieces)
    return found if found.at else Prose("", (0,), (base + start,), (base + end,))


def escaped_prose(text: str, start: int, end: int) -> Prose:
    """Return the prose of what stands between double quotes, as YAML, JSON and TOML escape it."""
    return prose_of(_pieces(_DOUBLE, text, start, end, 0))


def _quoted(pattern: re.Pattern[str], text: str, start: int, end: int, base: int) -> Iterator[Piece]:
    return _pieces(pattern, text, start + 1, end - 1, base)


def _pieces(pattern: re.Pattern[str], text: str, start: int, end: int, base: int) -> Iterator[Piece]:
    for match in pattern.finditer(text, start, end):
        words = _words(match)
        if words:
            yield Piece(words, base + match.start(), base + match.end())


def _words(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "run":
        return match[0]
    if kind == "fold":
        return " " if len(_BREAK.findall(match[0])) == 1 else "\n"
    if kind == "quote":
        return "'"
    if kind == "letter":
        letter = match["letter"]
        return "" if letter in _SILENT else _LETTERS.get(letter, letter)
    if kind == "pair":
        high, low = int(match[kind][:4], 16), int(match[kind][6:], 16)
        return chr(0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00)
    return "" if kind == "joint" or kind is None else _character(match[kind])


def _character(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else "\ufffd"


def _block(text: str, start: int, end: int, base: int) -> Iterator[Piece]:
    header = _HEADER.match(text, start, end)
    length = 0
    for match in _LINES.finditer(text, header.end() if header else start, end):
        words = match[0]
        if match.lastgroup == "fold":
            is_blank = len(_BREAK.findall(words)) == 1 and (text[start] == ">" or length >= _WRAPPED)
            words = " " if is_blank else "\n"
        length = len(words)
        yield Piece(words, base + match.start(), base + match.end())
