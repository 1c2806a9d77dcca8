"""TOML as `tomllib` reads it, with the bounds that it lacks, and the places of its values and of what is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any
from typing import NamedTuple

from bylint.model.markup import Field
from bylint.model.prose import Prose
from bylint.model.prose import prose_at
from bylint.model.source import Span
from bylint.model.source import line_starts
from bylint.text.patterns import lazily
from bylint.text.yaml import escaped_prose

_Path = tuple[str | int, ...]
DEEPEST = 50
"""Names of the longest key, `a.b.c`: the time and memory of `tomllib` grow with their square."""

_CHAIN = lazily(rf"""(?<![\w-])(?:(?:"(?:[^"\\\r\n]++|\\.)*"|'[^'\r\n]*+'|[\w-]++)[ \t]*+\.[ \t]*+){{{DEEPEST}}}""")
_BLANKS = lazily(r"[ \t]*")
_SPACE = lazily(r"(?:\s|#[^\r\n]*)*")
_KEY_AND_BLANKS = lazily(r"""[ \t]*(?:"((?:[^"\\\r\n]|\\.)*)"|'([^'\r\n]*)'|([\w-]+))[ \t]*""")
_QUOTED = lazily(
    r'''"""(?P<long>(?:[^\\"]|\\.|"(?!""))*)"""|\'\'\'(?P<raw>(?:[^']|'(?!''))*)\'\'\''''
    r"""|"(?P<short>(?:[^"\\\r\n]|\\.)*)"|'(?P<plain>[^'\r\n]*)'""",
    re.DOTALL,
)
_BARE = lazily(r"[^\r\n,\]}#]*")
_NUMBER = lazily(r"\d[\d_]{4000,}")
_NO_VALUE, _SHOWN = "Invalid value", 40
_PLACE = lazily(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")


class _UnreadableLine(Exception):  # noqa: N818 - a fault of the text, not an error of ours
    """A line that the scanner cannot read."""


class _Key(NamedTuple):
    path: _Path
    span: Span


class _Scan(NamedTuple):
    text: str
    stop: int


class TomlFault(Exception):  # noqa: N818 - a fault of the text, not an error of ours
    """What makes a text no TOML, and where in the text."""

    def __init__(self, span: Span, message: str) -> None:
        super().__init__(message)
        self.span = span
        self.message = message


def parse(text: str) -> dict[str, Any]:
    """Return what a text says, or raise a `TomlFault`."""
    chain = _CHAIN.search(text)
    if chain:
        raise TomlFault(Span(*chain.span()), f"a key of more than {DEEPEST} names")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _located(text, str(error)) from None
    except ValueError:
        # Python reads no longer numbers; TOML has none of more than 19 digits.
        number = _NUMBER.search(text)
        raise TomlFault(Span(*number.span()) if number else Span(0, 0), "a number is too long") from None
    except RecursionError:
        raise TomlFault(Span(0, 0), "nested too deeply") from None


def fields(text: str, start: int, stop: int) -> Iterator[Field]:
    """Yield each value of the TOML between two offsets with its place, as far as it can be read."""
    scan, at = _Scan(text, stop), start
    table: _Path = ()
    lists: dict[_Path, int] = {}
    while (at := _skip_space(scan, at)) < scan.stop:
        try:
            if scan.text[at] == "[":
                table, at = _table(scan, at, lists)
            else:
                key, begin = _key(scan, at, table, "=")
                found, at = _value(scan, begin, key, 0)
                yield from found
        except _UnreadableLine:
            at = _next_line(scan, at)


def _skip_space(scan: _Scan, at: int) -> int:
    found = _SPACE.match(scan.text, at, scan.stop)
    return found.end() if found else at


def _next_line(scan: _Scan, at: int) -> int:
    found = scan.text.find("\n", at, scan.stop)
    return found + 1 if found >= 0 else scan.stop


def _table(scan: _Scan, at: int, lists: dict[_Path, int]) -> tuple[_Path, int]:
    is_list = scan.text.startswith("[[", at)
    names, end = _key(scan, at + 1 + is_list, (), "]]" if is_list else "]")
    path: _Path = ()
    for i, name in enumerate(names.path):
        path = (*path, name)
        if is_list and i == len(names.path) - 1:
            lists[path] = lists.get(path, -1) + 1
        if path in lists:
            path = (*path, lists[path])
    return path, end


def _key(scan: _Scan, at: int, table: _Path, closing: str) -> tuple[_Key, int]:
    path = table
    while found := _KEY_AND_BLANKS.match(scan.text, at, scan.stop):
        group = found.lastindex or 0
        path = (*path, found[group])
        at = found.end()
        if scan.text.startswith(closing, at):
            return _Key(path, Span(*found.span(group))), at + len(closing)
        if not scan.text.startswith(".", at) or len(path) > DEEPEST:
            break
        at += 1
    raise _UnreadableLine


def _value(scan: _Scan, at: int, key: _Key, depth: int) -> tuple[list[Field], int]:
    blanks = _BLANKS.match(scan.text, at, scan.stop)
    at = _skip_space(scan, at) if depth or not blanks else blanks.end()
    if depth > DEEPEST or at >= scan.stop:
        raise _UnreadableLine
    first = scan.text[at]
    if first in "[{":
        return _values(scan, at, key, depth + 1)
    match = _QUOTED.match(scan.text, at, scan.stop) if first in "\"'" else _BARE.match(scan.text, at, scan.stop)
    if not match or match.end() == at:
        raise _UnreadableLine
    return [Field("front-matter", key.path, _prose(scan.text, match), key.span)], match.end()


def _values(scan: _Scan, at: int, key: _Key, depth: int) -> tuple[list[Field], int]:
    is_list = scan.text[at] == "["
    below: list[Field] = []
    count = 0
    at = _skip_space(scan, at + 1)
    while not scan.text.startswith("]" if is_list else "}", at):
        inner = _Key((*key.path, count), key.span)
        if not is_list:
            inner, at = _key(scan, at, key.path, "=")
        found, at = _value(scan, at, inner, depth)
        below.extend(found)
        count += 1
        at = _skip_space(scan, at)
        if scan.text.startswith(",", at):
            at = _skip_space(scan, at + 1)
        elif not scan.text.startswith("]" if is_list else "}", at):
            raise _UnreadableLine
    return below, at + 1


def _prose(text: str, match: re.Match[str]) -> Prose:
    kind = match.lastgroup
    if kind is None:
        return prose_at(text, match.start(), match.end())
    found = escaped_prose(text, *match.span(kind)) if kind in ("long", "short") else prose_at(text, *match.span(kind))
    return found if found.at else Prose("", (0,), (match.start(),), (match.end(),))


def _located(text: str, words: str) -> TomlFault:
    place = _PLACE.search(words)
    starts = (*line_starts(text), len(text))
    line = min(int(place[1]) if place and place[1] else len(starts), len(starts) - 1)
    words = _PLACE.sub("", words)
    if words == _NO_VALUE and place and place[2]:
        at = starts[line - 1] + int(place[2]) - 1
        written = text[at : starts[line]].strip()
        # Most who write one thing without its quotation marks know them from YAML.
        said = (
            f"“{written[:_SHOWN]}” is no value: a text stands in quotation marks" if written else "a value is missing"
        )
        return TomlFault(Span(at, at + len(written)), said)
    return TomlFault(Span(starts[line - 1], starts[line]), words[:1].lower() + words[1:])
