"""The texts of a JSON value, each with the path to it and its place; what is broken ends the reading, never the run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bylint.model.prose import Piece
from bylint.model.prose import Prose
from bylint.model.prose import prose_at
from bylint.model.prose import prose_of
from bylint.model.source import Span
from bylint.text.entities import unescaped
from bylint.text.lazy import lazily

_TOKEN = lazily(
    r"""\s*+ (?:
        " (?P<text> [^"\\]*+ (?: \\. [^"\\]*+ )*+ ) " (?P<key> (?= \s*+ : ) )?
      | (?P<sign> [{}\[\]:,] )
      | (?P<word> [^\s{}\[\]:,"]++ )
    )""",
    re.VERBOSE | re.DOTALL,
)
# A script may hide its content from old browsers.
_WRAPPER = lazily(r"\s*+(?:(?://|/\*)?+\s*+<!\[CDATA\[(?:\s*+\*/)?+|<!--)?+")
_ESCAPE = lazily(
    r"""\\u[dD][89abAB][0-9a-fA-F]{2} \\u[dD][c-fC-F][0-9a-fA-F]{2}
      | \\u[0-9a-fA-F]{4}
      | \\.
      | & (?: \#[0-9]{1,7} | \#[xX][0-9a-fA-F]{1,6} | [A-Za-z][A-Za-z0-9]{1,31} ) ;""",
    re.VERBOSE | re.DOTALL,
)
_SHORT = {"n": " ", "t": " ", "r": " ", "f": " ", "b": ""}
_DEEPEST = 32

Path = tuple[str | int, ...]


class Leaf(NamedTuple):
    """A text, number or word of a JSON value: the path to it, its place without quotes, the span of its last key."""

    path: Path
    span: Span
    key: Span


class _Level(NamedTuple):
    """An open object or list; `step` is the key or number of the value that comes next, None where a key is due."""

    is_list: bool
    step: str | int | None
    key: Span


def leaves(text: str, start: int, end: int) -> Iterator[Leaf]:
    """Yield the leaves of the JSON value between two offsets; what is nested deeper than any real data is left out."""
    opened = _WRAPPER.match(text, start, end)
    at = opened.end() if opened else start
    levels: list[_Level] = []
    found: Leaf | None = None
    while match := _TOKEN.match(text, at, end):
        at = match.end()
        if match["sign"] is None:
            if found or not levels:
                return
            found = _value(levels, match)
            continue
        # A text counts once what follows it is right: an unescaped quote within it ends the reading here.
        if found and match["sign"] in ",}]":
            yield found
        elif found:
            return
        found = None
        _sign(levels, match)
        if not levels:
            return


def words(text: str, span: Span) -> Prose:
    """Return the prose of a JSON text; escapes, and entities that a template left in it, are resolved."""
    if text.find("\\", *span) < 0 and text.find("&", *span) < 0:
        return prose_at(text, *span)
    return prose_of(_pieces(text, span))


def _value(levels: list[_Level], match: re.Match[str]) -> Leaf | None:
    group = "text" if match["text"] is not None else "word"
    span = Span(match.start(group), match.end(group))
    top = levels[-1]
    if match["key"] is not None and not top.is_list:
        levels[-1] = top._replace(step=match["text"], key=span)
        return None
    if top.step is None or len(levels) > _DEEPEST or match[group] == "null":
        return None
    key = next((level.key for level in reversed(levels) if not level.is_list), span)
    return Leaf(tuple(level.step for level in levels if level.step is not None), span, key)


def _sign(levels: list[_Level], match: re.Match[str]) -> None:
    sign, nowhere = match["sign"], Span(match.start("sign"), match.end("sign"))
    if sign == "{":
        levels.append(_Level(False, None, nowhere))
    elif sign == "[":
        levels.append(_Level(True, 0, nowhere))
    elif levels and sign in "}]":
        levels.pop()
    elif levels and sign == ",":
        top = levels[-1]
        levels[-1] = top._replace(step=top.step + 1 if isinstance(top.step, int) else None)


def _pieces(text: str, span: Span) -> Iterator[Piece]:
    at = span.start
    for match in _ESCAPE.finditer(text, *span):
        if match.start() > at:
            yield Piece(text[at : match.start()], at, match.start())
        yield Piece(_character(match[0]), match.start(), match.end())
        at = match.end()
    if at < span.end:
        yield Piece(text[at : span.end], at, span.end)


def _character(written: str) -> str:
    if written[0] == "&":
        found = unescaped(written)
    elif len(written) == 12:
        found = (bytes.fromhex(written[2:6]) + bytes.fromhex(written[8:])).decode("utf-16-be")
    elif len(written) == 6:
        # Half of a pair stands for nothing.
        found = chr(int(written[2:], 16)).encode("utf-8", "replace").decode("utf-8")
    else:
        found = _SHORT.get(written[1], written[1])
    return " " if found == "\n" else found
