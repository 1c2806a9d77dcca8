"""Attributes of shortcodes, components and attribute lists, each value with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bylint.model.prose import Piece
from bylint.model.prose import Prose
from bylint.model.prose import prose_of
from bylint.model.source import Span
from bylint.text.entities import unescaped
from bylint.text.lazy import lazily

# A quote that is never closed runs to the end of the tag, so that no value is looked at twice.
_ATTRIBUTE = lazily(
    r"""
    (?: (?P<key> [\w@$][\w:.@-]* ) [ \t]* (?: = | : (?=[ \t]*["'`]) ) \s* )?
    (?: \{\s* (?: "(?P<jsx_double> (?: [^"\\] | \\. )* )" | '(?P<jsx_single> (?: [^'\\] | \\. )* )'
                | `(?P<jsx_back> (?: [^`\\] | \\. )* )` ) \s*\}
      | "(?P<double> (?: [^"\\] | \\. )*+ ) (?: " | \\? \Z )
      | '(?P<single> (?: [^'\\] | \\. )*+ ) (?: ' | \\? \Z )
      | `(?P<back> [^`]*+ ) (?: ` | \Z )
      | \{ (?P<expression> (?: [^{}] | \{ [^{}]* \} )*+ ) (?: \} | \Z )
      | (?P<bare> [^\s"'`,<>{}]+ ) )
    """,
    re.VERBOSE | re.DOTALL,
)
_INLINE = lazily(
    r"""
    (?P<entity> &(?: \#[0-9]{1,7} | \#[xX][0-9a-fA-F]{1,6} | [A-Za-z][A-Za-z0-9]{1,31} ); )
    | \\ (?P<escaped> [!-/:-@\[-`{-~] )
    | (?P<close> \]\( [^()\s]{0,1000} (?: \s+ (?: "[^"]{0,300}" | '[^']{0,300}' ) )? \) )
    | (?P<open> \[ (?= [^\[\]]{1,500} \]\( ) )
    | (?P<tag> </?[A-Za-z][^<>]{0,1000}> )
    | (?P<mark> (?<![\w*]) \*{1,3} (?=\S) | (?<=\S) \*{1,3} (?![\w*])
              | (?<!\w) _{1,2} (?=\w) | (?<=[\w.!?]) _{1,2} (?!\w) )
    """,
    re.VERBOSE,
)


class Attribute(NamedTuple):
    """One value of a tag; `key` is lower-case, or empty for a value by position. `span` includes its quotes."""

    key: str
    prose: Prose
    span: Span


def attributes(text: str, start: int, end: int) -> Iterator[Attribute]:
    """Yield the attributes that stand between two offsets."""
    for match in _ATTRIBUTE.finditer(text, start, end):
        group = match.lastgroup or "bare"
        value = Span(*match.span(group))
        outer = value if group == "bare" else Span(value.start - 1, min(value.end + 1, end))
        found = prose_of(_bare(text, value) if group in ("bare", "expression") else inline_pieces(text, *value))
        yield Attribute((match["key"] or "").casefold(), found if found.at else _empty(outer), outer)


def inline_pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield the words of a short text in which entities, escapes, links, tags and emphasis may stand."""
    at = start
    for match in _INLINE.finditer(text, start, end):
        yield Piece(text[at : match.start()], at, match.start())
        if match["entity"]:
            yield Piece(unescaped(match["entity"]), match.start(), match.end())
        elif match["escaped"]:
            yield Piece(match["escaped"], match.end() - 1, match.end())
        at = match.end()
    yield Piece(text[at:end], at, end)


def _bare(text: str, value: Span) -> tuple[Piece]:
    return (Piece(text[value.start : value.end], *value),)


def _empty(outer: Span) -> Prose:
    return Prose("", (0,), (outer.start,), (outer.end,))
