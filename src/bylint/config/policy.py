"""What a site asks of disclaimers, in its configuration: levels, placement, approved wordings, notes by subject."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bylint.model.world import Policy
from bylint.model.world import Topic
from bylint.model.world import Wording
from bylint.text.yaml import Key
from bylint.text.yaml import Mistake
from bylint.text.yaml import Node
from bylint.text.yaml import Sheet
from bylint.text.yaml import faults
from bylint.text.yaml import guess
from bylint.text.yaml import items
from bylint.text.yaml import value
from bylint.text.yaml import words

LEVELS = ("regulation", "policy", "off")
PLACEMENTS = ("top", "end", "bio")
HOUSE = {"levels": Key("any"), "placement": Key("any"), "wordings": Key("list"), "topics": Key("list")}
_LEVELS = {"since": Key(), "kinds": Key("map"), "organisations": Key("map")}
_PLACEMENT = {"where": Key(is_needed=True, among=PLACEMENTS), "since": Key()}
WORDING = {"text": Key(is_needed=True), "organisation": Key(), "since": Key()}
TOPIC = {
    "name": Key(is_needed=True),
    "text": Key(is_needed=True),
    "says": Key("texts"),
    "paths": Key("texts"),
    "tags": Key("texts"),
    "sections": Key("texts"),
    "since": Key(),
}


def policy(page: Sheet) -> Policy | None:
    """Return what stands at `disclaimers`, or nothing where the key is missing."""
    node = value(page.node, "disclaimers")
    if node is None:
        return None
    levels, placement = value(node, "levels"), value(node, "placement")
    where = placement if placement and placement.kind == "map" else None
    return Policy(
        levels=dict(_levels(levels)),
        levels_since=_day(levels),
        placement=words(where, "where") if where else words(node, "placement"),
        placement_since=_day(where),
        wordings=tuple(_wording(item) for item in items(node, "wordings")),
        topics=tuple(_topic(item) for item in items(node, "topics")),
        named=tuple((name, page.place(offset)) for name, offset in _named(node)),
    )


def faults_of(node: Node | None) -> Iterator[Mistake]:
    """Yield what is wrong with `disclaimers` in a configuration."""
    if node is None or node.kind != "map":
        return
    yield from faults(node, HOUSE, "disclaimers: ")
    yield from _level_faults(value(node, "levels"))
    yield from _placement_faults(value(node, "placement"))
    for key, keys in (("wordings", WORDING), ("topics", TOPIC)):
        for item in items(node, key):
            if item.kind == "text" and key == "wordings":
                continue
            if item.kind != "map":
                yield item.span.start, f"disclaimers: an entry of {key!r} must be a mapping with {', '.join(keys)}"
                continue
            yield from faults(item, keys, f"disclaimers: {key}: ")
            yield from _day_faults(item)
    for item in items(node, "topics"):
        if item.kind == "map" and not any(items(item, key) for key in ("paths", "tags", "sections")):
            yield item.span.start, "disclaimers: topics: one of paths, tags, sections must say where the note is due"


def _levels(node: Node | None) -> Iterator[tuple[str, str]]:
    if node is None:
        return
    for group in (node, value(node, "kinds"), value(node, "organisations")):
        for entry in group.entries if group else ():
            if entry.value.kind == "text" and entry.key != "since":
                yield entry.key, entry.value.words


def _named(node: Node) -> Iterator[tuple[str, int]]:
    levels = value(node, "levels")
    for group in (levels, value(levels, "kinds"), value(levels, "organisations")) if levels else ():
        for entry in group.entries if group else ():
            if entry.value.kind == "text" and entry.key != "since":
                yield entry.key, entry.key_span.start
    for item in items(node, "wordings"):
        body = value(item, "organisation")
        if body is not None:
            yield body.words, body.span.start


def _level_faults(node: Node | None) -> Iterator[Mistake]:
    if node is None:
        return
    if node.kind != "map":
        yield node.span.start, "disclaimers: 'levels' must map kinds or ids of organisations to a level"
        return
    for entry in node.entries:
        if entry.key in _LEVELS and entry.key != "since" and entry.value.kind != "map":
            yield entry.value.span.start, f"disclaimers: levels: {entry.key!r} must be a mapping"
    for group in (node, value(node, "kinds"), value(node, "organisations")):
        for entry in group.entries if group else ():
            if entry.value.kind == "text" and entry.key != "since" and entry.value.words not in LEVELS:
                said = entry.value.words
                yield entry.value.span.start, f"{said!r} is not a level ({', '.join(LEVELS)}){guess(said, LEVELS)}"
    yield from _day_faults(node)


def _placement_faults(node: Node | None) -> Iterator[Mistake]:
    if node is None:
        return
    if node.kind == "map":
        yield from faults(node, _PLACEMENT, "disclaimers: placement: ")
        yield from _day_faults(node)
    elif node.words not in PLACEMENTS:
        near = guess(node.words, PLACEMENTS)
        yield node.span.start, f"{node.words!r} is not a placement ({', '.join(PLACEMENTS)}){near}"


def _day_faults(node: Node) -> Iterator[Mistake]:
    since = value(node, "since")
    if since is None:
        return
    try:
        date.fromisoformat(since.words)
    except ValueError:
        yield since.span.start, f"'since' is {since.words!r}, not a date such as 2025-09-05"


def _day(node: Node | None) -> date | None:
    since = words(node, "since") if node and node.kind == "map" else ""
    return date.fromisoformat(since) if since else None


def _wording(node: Node) -> Wording:
    if node.kind == "text":
        return Wording(node.words)
    return Wording(words(node, "text"), words(node, "organisation"), _day(node))


def _topic(node: Node) -> Topic:
    paths, tags, sections = (tuple(item.words for item in items(node, key)) for key in ("paths", "tags", "sections"))
    says = tuple(item.words for item in items(node, "says")) or (words(node, "text"),)
    return Topic(words(node, "name"), words(node, "text"), says, paths, tags, sections, _day(node))
