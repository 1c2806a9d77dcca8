"""The header of a file: YAML, TOML or JSON before the text, each value with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bylint.model.markup import Fault
from bylint.model.markup import Field
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.readers.header_fields import fault
from bylint.readers.header_fields import faults_of
from bylint.readers.header_fields import fields_of
from bylint.readers.limits import HEADER
from bylint.readers.limits import demand
from bylint.text.lazy import lazily
from bylint.text.yaml_marks import Node
from bylint.text.yaml_marks import YamlFault
from bylint.text.yaml_marks import compose

_YAML_OPEN = lazily(r"---[ \t]*(?:\r\n?|\n|\Z)")
_YAML_CLOSE = lazily(r"(?:^|(?<=\r))(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)", re.MULTILINE)
_TOML_OPEN = lazily(r"\+\+\+[ \t]*(?:\r\n?|\n|\Z)")
_TOML_CLOSE = lazily(r"(?:^|(?<=\r))\+\+\+[ \t]*(?=[\r\n]|\Z)", re.MULTILINE)
_JSON_OPEN = lazily(r"\s{0,80}\{\s{0,80}(?:\"|\})")
_KEY = lazily(r"""(?:^|(?<=\r))["']?[^\s#:'"][^:\r\n]{0,80}:(?=[\s]|\Z)""", re.MULTILINE)
_BLANK_LINE = lazily(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)")
_LINE_END = lazily(r"\r\n?|\n")
_UNCLOSED = "the header of the file is never closed"
_MOST_REPAIRS = 20
# What a wrong conversion from an old Windows encoding leaves; site generators publish it.
_ODD = lazily(r"[\x7f-\x84\x86-\x9f]")
_DATE_KEYS = frozenset(
    "date lastmod updated modified published publishdate published_at pubdate created expirydate last_modified "
    "last_updated date_published datepublished datemodified".split()
)
_DATE = lazily(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_LANGUAGE_KEYS = ("lang", "language", "locale")


class Header(NamedTuple):
    """What the front matter says; the text begins at `end`."""

    fields: tuple[Field, ...] = ()
    faults: tuple[Fault, ...] = ()
    end: int = 0
    language: str = ""


def read(source: Source) -> Header:
    """Read the front matter of a file; a file without one has an empty header."""
    text = source.text
    start = _begin(text)
    if text.startswith("---", start):
        found = _yaml(text, start)
    elif text.startswith("+++", start):
        found = _toml(text, start)
    elif _JSON_OPEN.match(text):
        found = _json(text)
    else:
        return Header()
    faults = (*found.faults, *_impossible_dates(found.fields))
    return found._replace(faults=faults, language=_language(found.fields))


def _begin(text: str) -> int:
    """Return where the header may begin: Hugo passes over blank lines before it."""
    return len(text) - len(text.lstrip("\r\n")) if text[:1] in ("\r", "\n") else 0


def _yaml(text: str, start: int) -> Header:
    opened = _YAML_OPEN.match(text, start)
    if not opened:
        return Header()
    closed = _YAML_CLOSE.search(text, opened.end())
    if not closed:
        return Header() if start else _unclosed(text, opened.end())
    return _yaml_between(text, opened.end(), closed.start(), closed.end())


def _unclosed(text: str, start: int) -> Header:
    blank = _BLANK_LINE.search(text, start)
    end = blank.start() if blank else len(text)
    if not _KEY.match(text, start):
        return Header()
    found = _yaml_between(text, start, end, end)
    return found._replace(faults=(fault(Span(0, 3), _UNCLOSED),))


def _yaml_between(text: str, start: int, stop: int, end: int) -> Header:
    inner = text[start:stop]
    demand(len(inner), HEADER, "characters of the header")
    root, faults = _composed(inner, start)
    if faults and not _KEY.search(inner):
        return Header()
    if root is None:
        return Header((), faults, end)
    if root.kind != "map":
        return Header()
    return Header(tuple(fields_of(inner, root, start)), (*faults, *faults_of(root)), end)


def _composed(inner: str, start: int) -> tuple[Node | None, tuple[Fault, ...]]:
    """Compose a header; lines that break it are reported once and left out, so that the rest is still known."""
    faults: list[Fault] = []
    readable = inner
    for _ in range(_MOST_REPAIRS):
        try:
            return compose(_ODD.sub("\ufffd", readable), start), tuple(faults[:1])
        except YamlFault as found:
            line = _line_at(inner, found.offset - start)
            faults.append(fault(Span(line.start + start, line.end + start), found.message))
            readable = readable[: line.start] + " " * (line.end - line.start) + readable[line.end :]
    return None, tuple(faults[:1])


def _toml(text: str, start: int) -> Header:
    opened = _TOML_OPEN.match(text, start)
    if not opened:
        return Header()
    closed = _TOML_CLOSE.search(text, opened.end())
    if not closed:
        return Header((), (fault(Span(start, start + 3), _UNCLOSED),), opened.end()) if not start else Header()
    from bylint.readers import toml_header

    demand(closed.start() - opened.end(), HEADER, "characters of the header")
    return Header(*toml_header.read(text, opened.end(), closed.start()), closed.end())


def _json(text: str) -> Header:
    from bylint.readers import json_header

    start = text.index("{")
    found = Header(*json_header.read(text, start))
    # Behind blanks, only what is whole is a header: a page may begin with braces.
    return found if found.fields or not start else Header()


def _impossible_dates(fields: tuple[Field, ...]) -> Iterator[Fault]:
    for field in fields:
        match = _DATE.match(field.prose.plain)
        if match and len(field.path) == 1 and str(field.path[0]).casefold() in _DATE_KEYS and not _is_date(match):
            yield fault(field.prose.span(match.start(), match.end()), f"“{match[0]}” is no date")


def _is_date(match: re.Match[str]) -> bool:
    try:
        date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return False
    return True


def _language(fields: tuple[Field, ...]) -> str:
    named = {str(field.path[0]).casefold(): field.prose.plain for field in fields if len(field.path) == 1}
    return next((named[key] for key in _LANGUAGE_KEYS if named.get(key)), "")


def _line_at(text: str, offset: int) -> Span:
    """Return the line that holds an offset, without its indentation; one of blanks whole."""
    offset = min(offset, len(text))
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    ended = _LINE_END.search(text, offset)
    end = ended.start() if ended else len(text)
    line = text[start:end]
    if not line.strip():
        return Span(start, end)
    return Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
