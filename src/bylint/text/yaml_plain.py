"""The YAML of most headers, maps of one-line texts and of lists of them, read without loading a YAML parser.

To load the parser takes a run on one article as long as all its reading. Whatever is more than this, or might be, is
left to the parser; for the rest both return the same.
"""

from __future__ import annotations

import re

from bylint.model.source import Span
from bylint.text.lazy import lazily
from bylint.text.yaml_marks import Entry
from bylint.text.yaml_marks import Node

_REST = r"(?:\r?\n[ ]*)*(?:(?<=\n)|\Z)"
_ENTRY = lazily(rf"([ ]{{0,20}})([a-zA-Z][\w-]{{0,80}}):(?:[ ]+([^ \r\n][^\r\n]{{0,2000}}))?[ ]*{_REST}")
_ITEM = lazily(rf"([ ]{{0,20}})-[ ]+([^ \r\n][^\r\n]{{0,2000}}){_REST}")
_LISTED = lazily(r"[ ]*([^,]+)")
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_IN_LISTS = frozenset(":#[]{}&*!|>?%@`")
_QUOTES = frozenset("'\"")


def composed(text: str, base: int) -> Node | None:
    """Return the document that the parser would return, or nothing if that is to be asked."""
    if not text.replace("\r\n", "").replace("\n", "").isprintable():
        return None
    first = _ENTRY.match(text)
    if not first or first[1]:
        return None
    found, at = _map(text, first, base)
    return found if at == len(text) else None


def _map(text: str, first: re.Match[str], base: int) -> tuple[Node | None, int]:
    """Return the map that begins with a key, and where the next line begins."""
    entries: list[Entry] = []
    key: re.Match[str] | None = first
    at = first.start()
    while key and key[1] == first[1]:
        value, at = _value(text, key, base)
        if value is None:
            return None, at
        entries.append(Entry(key[2], Span(base + key.start(2), base + key.end(2)), value))
        key = _ENTRY.match(text, at)
    return Node("map", Span(base + first.start(2), entries[-1].value.span.end), "", tuple(entries)), at


def _value(text: str, key: re.Match[str], base: int) -> tuple[Node | None, int]:
    if key[3] is None:
        return _below(text, key, base)
    read = _list if key[3].startswith("[") else _text
    return read(text, *key.span(3), base), key.end()


def _below(text: str, key: re.Match[str], base: int) -> tuple[Node | None, int]:
    """Return the list or the map that stands below a key, or the empty text behind it."""
    at = key.end()
    item, inner = _ITEM.match(text, at), _ENTRY.match(text, at)
    if item:
        return _items(text, item, base) if len(item[1]) >= len(key[1]) else (None, at)
    if inner and len(inner[1]) > len(key[1]):
        return _map(text, inner, base)
    return Node("text", Span(base + key.end(2) + 1, base + key.end(2) + 1)), at


def _items(text: str, first: re.Match[str], base: int) -> tuple[Node | None, int]:
    items: list[Entry] = []
    item: re.Match[str] | None = first
    at = first.start()
    while item:
        value = _text(text, *item.span(2), base)
        if value is None or item[1] != first[1]:
            return None, at
        items.append(_listed(value))
        at = item.end()
        item = _ITEM.match(text, at)
    return Node("list", Span(base + first.end(1), items[-1].value.span.end), "", tuple(items)), at


def _list(text: str, start: int, end: int, base: int) -> Node | None:
    """Return a list in brackets."""
    end = start + len(text[start:end].rstrip(" "))
    inner = text[start + 1 : end - 1]
    if text[end - 1] != "]" or end - start < 2:
        return None
    if not inner.strip(" "):
        return Node("list", Span(base + start, base + end))
    if inner.lstrip(" ").startswith(",") or inner.rstrip(" ").endswith(",") or ",," in inner.replace(" ", ""):
        return None
    found = [_text_in_list(text, *match.span(1), base) for match in _LISTED.finditer(text, start + 1, end - 1)]
    texts = [value for value in found if value]
    if len(texts) < len(found):
        return None
    return Node("list", Span(base + start, base + end), "", tuple(map(_listed, texts)))


def _text_in_list(text: str, start: int, end: int, base: int) -> Node | None:
    is_plain = text[start] in _QUOTES or _IN_LISTS.isdisjoint(text[start:end])
    return _text(text, start, end, base) if is_plain else None


def _text(text: str, start: int, end: int, base: int) -> Node | None:
    """Return a text that needs no second look: plain, or in quotes without another quote or an escape."""
    words = text[start:end].rstrip(" ")
    end = start + len(words)
    first = words[:1]
    if first in _QUOTES:
        is_whole = len(words) > 1 and words[-1] == first and words.count(first) == 2 and "\\" not in words
        return Node("text", Span(base + start, base + end), words[1:-1]) if is_whole else None
    if not first or first in _INDICATORS or ": " in words or " #" in words or words.endswith(":"):
        return None
    return Node("text", Span(base + start, base + end), words)


def _listed(value: Node) -> Entry:
    return Entry("", Span(value.span.start, value.span.start), value)
