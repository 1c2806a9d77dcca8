"""TOML front matter: what `tomllib` accepts, with the places it does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bylint.model.markup import Fault
from bylint.model.markup import Field
from bylint.model.prose import Prose
from bylint.model.prose import prose_at
from bylint.model.source import Span
from bylint.readers.header_fields import Path
from bylint.readers.header_fields import fault
from bylint.text import toml
from bylint.text.lazy import lazily
from bylint.text.yaml_scalars import escaped_prose

_BLANKS = lazily(r"[ \t]*")
_SPACE = lazily(r"(?:\s|#[^\r\n]*)*")
_KEY = lazily(r"""[ \t]*(?:"((?:[^"\\\r\n]|\\.)*)"|'([^'\r\n]*)'|([\w-]+))[ \t]*""")
_TABLE = lazily(r"\[{1,2}")
_TEXT = lazily(
    r'''"""(?P<long>(?:[^\\"]|\\.|"(?!""))*)"""|\'\'\'(?P<raw>(?:[^']|'(?!''))*)\'\'\''''
    r"""|"(?P<short>(?:[^"\\\r\n]|\\.)*)"|'(?P<plain>[^'\r\n]*)'""",
    re.DOTALL,
)
_BARE = lazily(r"[^\r\n,\]}#]*")


class _Broken(Exception):  # noqa: N818 - a fault of the text, not an error of ours
    """A line that the scanner cannot read."""


class _Key(NamedTuple):
    path: Path
    span: Span


class _Scan(NamedTuple):
    text: str
    stop: int


def read(text: str, start: int, stop: int) -> tuple[tuple[Field, ...], tuple[Fault, ...]]:
    """Return the fields of the TOML between two offsets, as far as it can be read, and what is wrong with it."""
    return tuple(_fields(_Scan(text, stop), start)), tuple(_faults(text, start, stop))


def _faults(text: str, start: int, stop: int) -> Iterator[Fault]:
    try:
        toml.parse(text[start:stop])
    except toml.TomlFault as error:
        begin, end = (start + at for at in error.span)
        yield fault(prose_at(text, begin, end).span() if begin < end else Span(begin, end), error.message)


def _fields(scan: _Scan, at: int) -> Iterator[Field]:
    table: Path = ()
    lists: dict[Path, int] = {}
    while (at := _skip(scan, at)) < scan.stop:
        try:
            if scan.text[at] == "[":
                table, at = _table(scan, at, lists)
            else:
                key, begin = _key(scan, at, table, "=")
                found, at = _value(scan, begin, key, 0)
                yield from found
        except _Broken:
            at = _next_line(scan, at)


def _skip(scan: _Scan, at: int) -> int:
    found = _SPACE.match(scan.text, at, scan.stop)
    return found.end() if found else at


def _next_line(scan: _Scan, at: int) -> int:
    found = scan.text.find("\n", at, scan.stop)
    return found + 1 if found >= 0 else scan.stop


def _table(scan: _Scan, at: int, lists: dict[Path, int]) -> tuple[Path, int]:
    is_list = scan.text.startswith("[[", at)
    names, end = _key(scan, at + 1 + is_list, (), "]]" if is_list else "]")
    path: Path = ()
    for i, name in enumerate(names.path):
        path = (*path, name)
        if is_list and i == len(names.path) - 1:
            lists[path] = lists.get(path, -1) + 1
        if path in lists:
            path = (*path, lists[path])
    return path, end


def _key(scan: _Scan, at: int, table: Path, closing: str) -> tuple[_Key, int]:
    path = table
    while found := _KEY.match(scan.text, at, scan.stop):
        group = found.lastindex or 0
        path = (*path, found[group])
        at = found.end()
        if scan.text.startswith(closing, at):
            return _Key(path, Span(*found.span(group))), at + len(closing)
        if not scan.text.startswith(".", at) or len(path) > toml.DEEPEST:
            break
        at += 1
    raise _Broken


def _value(scan: _Scan, at: int, key: _Key, depth: int) -> tuple[list[Field], int]:
    blanks = _BLANKS.match(scan.text, at, scan.stop)
    at = _skip(scan, at) if depth or not blanks else blanks.end()
    if depth > toml.DEEPEST or at >= scan.stop:
        raise _Broken
    first = scan.text[at]
    if first in "[{":
        return _many(scan, at, key, depth + 1)
    match = _TEXT.match(scan.text, at, scan.stop) if first in "\"'" else _BARE.match(scan.text, at, scan.stop)
    if not match or match.end() == at:
        raise _Broken
    return [Field("front-matter", key.path, _prose(scan.text, match), key.span)], match.end()


def _many(scan: _Scan, at: int, key: _Key, depth: int) -> tuple[list[Field], int]:
    is_list = scan.text[at] == "["
    fields: list[Field] = []
    count = 0
    at = _skip(scan, at + 1)
    while not scan.text.startswith("]" if is_list else "}", at):
        inner = _Key((*key.path, count), key.span)
        if not is_list:
            inner, at = _key(scan, at, key.path, "=")
        found, at = _value(scan, at, inner, depth)
        fields.extend(found)
        count += 1
        at = _skip(scan, at)
        if scan.text.startswith(",", at):
            at = _skip(scan, at + 1)
        elif not scan.text.startswith("]" if is_list else "}", at):
            raise _Broken
    return fields, at + 1


def _prose(text: str, match: re.Match[str]) -> Prose:
    kind = match.lastgroup
    if kind is None:
        return prose_at(text, match.start(), match.end())
    found = escaped_prose(text, *match.span(kind)) if kind in ("long", "short") else prose_at(text, *match.span(kind))
    return found if found.at else Prose("", (0,), (match.start(),), (match.end(),))
