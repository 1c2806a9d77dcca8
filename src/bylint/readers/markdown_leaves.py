"""The leaves of a Markdown text: paragraphs, headings, cells, runs of HTML, with what stands around each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from collections.abc import Container
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pyromark

from bylint.model.source import Span
from bylint.model.value import NamedTuple

_INLINE = frozenset("Emphasis Strong Strikethrough Superscript Subscript Link Image".split())
_CONTAINERS = {"BlockQuote": "quote", "List": "list", "Table": "table", "FootnoteDefinition": "footnote"}
_LEAVES = {
    "Paragraph": "paragraph",
    "Heading": "heading",
    "TableCell": "cell",
    "HtmlBlock": "html",
    "CodeBlock": "code",
}
_DEEPEST = 12


class Event(NamedTuple):
    """One step of the parser. `detail` holds what the parser says of it; the span counts code points."""

    kind: str
    name: str
    detail: Any
    span: Span


class Leaf(NamedTuple):
    """A run of inline events. `kind`: paragraph, item, heading, cell, html, code or indented (code)."""

    kind: str
    span: Span
    events: tuple[Event, ...]
    within: tuple[str, ...] = ()
    level: int = 0


class Definition(NamedTuple):
    """Where a reference like `[1]: address "title"` is defined."""

    target: str
    title: str
    span: Span


def leaves(text: str, boxes: Container[int] = ()) -> Iterator[Leaf]:
    """Yield the leaves of a Markdown text, code among them. A list that begins at one of `boxes` stands for a box."""
    within: list[tuple[str, ...]] = [()]
    opened: list[Event] = []
    inline: list[Event] = []
    for event in _events(text):
        is_inline = event.name in _INLINE or event.kind not in ("start", "end")
        if is_inline:
            inline.append(event)
            continue
        if inline and not (event.kind == "end" and event.name in _LEAVES):
            yield _leaf(
                Event("start", "Item", None, Span(inline[0].span.start, inline[-1].span.end)), inline, within[-1]
            )
            inline = []
        if event.name in _LEAVES and event.kind == "start":
            opened.append(event)
        elif event.name in _LEAVES:
            yield _leaf(opened.pop(), inline, within[-1])
            inline = []
        elif event.name in _CONTAINERS and event.kind == "start":
            word = "aside" if event.span.start in boxes else _CONTAINERS[event.name]
            within.append((*within[-1], word) if len(within[-1]) < _DEEPEST else within[-1])
        elif event.name in _CONTAINERS:
            within.pop()


def definitions(text: str) -> dict[str, Definition]:
    """Return the reference definitions of a text by their labels."""
    if "]:" not in text:
        return {}
    at = _code_points(text)
    found = pyromark.reference_definitions(text)
    return {
        label_of(label): Definition(
            item["dest"], item["title"] or "", Span(at(item["span"]["start"]), at(item["span"]["end"]))
        )
        for label, item in found.items()
    }


def label_of(words: str) -> str:
    """Return the form in which labels of references are compared."""
    return " ".join(words.casefold().split())


def _leaf(opened: Event, inline: list[Event], within: tuple[str, ...]) -> Leaf:
    kind = "indented" if opened.detail == "Indented" else _LEAVES.get(opened.name, "item")
    if kind in ("paragraph", "item") and within:
        kind = {"list": "item", "aside": "paragraph"}.get(within[-1], kind)
    level = int(opened.detail["level"][1:]) if kind == "heading" else 0
    return Leaf(kind, opened.span, tuple(inline), within, level)


def _events(text: str) -> Iterator[Event]:
    at = _code_points(text)
    for event, place in _markdown().events_with_range(text):
        span = Span(at(place["start"]), at(place["end"]))
        if isinstance(event, str):
            if event != "Rule":
                yield Event(event, "", None, span)
            continue
        kind, detail = next(iter(event.items()))
        if kind not in ("Start", "End"):
            yield Event(kind, "", detail, span)
        elif isinstance(detail, str):
            yield Event(kind.lower(), detail, None, span)
        else:
            name, inner = next(iter(detail.items()))
            yield Event(kind.lower(), name, inner, span)


@lru_cache(maxsize=1)
def _markdown() -> Any:
    options = pyromark.Options
    return pyromark.Markdown(
        options=options.ENABLE_TABLES
        | options.ENABLE_FOOTNOTES
        | options.ENABLE_STRIKETHROUGH
        | options.ENABLE_TASKLISTS
        | options.ENABLE_GFM
    )


def _code_points(text: str) -> Callable[[int], int]:
    """Return a function from offsets in UTF-8 bytes to offsets in code points."""
    if text.isascii():
        return int
    later = tuple(match.start() for match in re.finditer(rb"[\x80-\xbf]", text.encode()))
    return lambda offset: offset - bisect_left(later, offset)
