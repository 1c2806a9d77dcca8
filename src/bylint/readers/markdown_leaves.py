"""The leaves of a Markdown text: paragraphs, headings, cells, runs of HTML, with what stands around each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from collections.abc import Container
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from typing import NamedTuple

import pyromark

from bylint.model.source import Span
from bylint.readers.limits import STEPS
from bylint.readers.limits import limited

_INLINE = frozenset(
    ("", "SoftBreak", "HardBreak", *"Emphasis Strong Strikethrough Superscript Subscript Link Image".split())
)
_ITEM = {"Start": "Item"}
_CONTAINERS = {"BlockQuote": "quote", "List": "list", "Table": "table", "FootnoteDefinition": "footnote"}
_LEAVES = {
    "Paragraph": "paragraph",
    "Heading": "heading",
    "TableCell": "cell",
    "HtmlBlock": "html",
    "CodeBlock": "code",
}
_DEEPEST = 12

Step = tuple[Any, dict[str, int]]
"""An event as the parser gives it, a word or a mapping of one entry, and its place in bytes."""


class Event(NamedTuple):
    """One step of the parser. `detail` holds what the parser says of it; the span counts code points."""

    kind: str
    name: str
    detail: Any
    span: Span


class Leaf(NamedTuple):
    """A run of inline events. `kind`: paragraph, item, heading, cell, html, code or indented (code).

    `steps` are the events as the parser gives them, with places in bytes; `at` turns these into code points.
    """

    kind: str
    span: Span
    steps: list[Step]
    at: Callable[[int], int]
    within: tuple[str, ...] = ()
    level: int = 0


class Definition(NamedTuple):
    """Where a reference like `[1]: address "title"` is defined."""

    target: str
    title: str
    span: Span


def leaves(text: str, boxes: Container[int] = ()) -> Iterator[Leaf]:
    """Yield the leaves of a Markdown text, code among them. A list that begins at one of `boxes` stands for a box."""
    at = _code_points(text)
    within: list[tuple[str, ...]] = [()]
    opened: list[Step] = []
    inline: list[Step] = []
    for step in limited(_markdown().events_with_range(text), STEPS, "steps of the Markdown parser"):
        kind, name = _named(step[0])
        if name in _INLINE:
            inline.append(step)
            continue
        if inline and not (kind == "End" and name in _LEAVES):
            yield _leaf((_ITEM, _around(inline)), inline, within[-1], at)
            inline = []
        if name in _LEAVES and kind == "Start":
            opened.append(step)
        elif name in _LEAVES:
            yield _leaf(opened.pop(), inline, within[-1], at)
            inline = []
        elif name in _CONTAINERS and kind == "Start":
            word = "aside" if at(step[1]["start"]) in boxes else _CONTAINERS[name]
            within.append((*within[-1], word) if len(within[-1]) < _DEEPEST else within[-1])
        elif name in _CONTAINERS:
            within.pop()


def events_of(leaf: Leaf) -> Iterator[Event]:
    """Yield the events of a leaf, with places in code points."""
    at = leaf.at
    for event, place in leaf.steps:
        span = Span(at(place["start"]), at(place["end"]))
        if isinstance(event, str):
            yield Event(event, "", None, span)
            continue
        ((kind, detail),) = event.items()
        if kind != "Start" and kind != "End":
            yield Event(kind, "", detail, span)
        elif isinstance(detail, str):
            yield Event(kind.lower(), detail, None, span)
        else:
            ((name, inner),) = detail.items()
            yield Event(kind.lower(), name, inner, span)


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


def _named(event: Any) -> tuple[str, str]:
    """Return the kind of an event and the name of what it starts or ends; a rule has a name of its own."""
    if isinstance(event, str):
        return "", event
    ((kind, detail),) = event.items()
    if kind != "Start" and kind != "End":
        return "", ""
    return kind, detail if isinstance(detail, str) else next(iter(detail))


def _around(inline: list[Step]) -> dict[str, int]:
    return {"start": inline[0][1]["start"], "end": inline[-1][1]["end"]}


def _leaf(opened: Step, inline: list[Step], within: tuple[str, ...], at: Callable[[int], int]) -> Leaf:
    event, place = opened
    detail = event["Start"]
    name, inner = (detail, {}) if isinstance(detail, str) else next(iter(detail.items()))
    kind = "indented" if inner == "Indented" else _LEAVES.get(name, "item")
    if kind in ("paragraph", "item") and within:
        kind = {"list": "item", "aside": "paragraph"}.get(within[-1], kind)
    level = int(inner["level"][1:]) if kind == "heading" else 0
    return Leaf(kind, Span(at(place["start"]), at(place["end"])), inline, at, within, level)


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
