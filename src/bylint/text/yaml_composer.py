"""From the events of a YAML parser to nodes that know where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from typing import Any

import yaml

from bylint.model.source import Span
from bylint.text.patterns import lazily
from bylint.text.yaml import Entry
from bylint.text.yaml import Node
from bylint.text.yaml import YamlFault

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# An anchor or a tag before a value belongs to its events' marks, but not to the value.
_PROPERTIES = lazily(r"(?:[&!]\S*\s+)*")
_MERGE = "<<"
_DEEPEST = 100
_MOST_SHARED = 20_000
MOST = 500_000
"""Values of the largest text that is read."""


def composed(text: str, base: int) -> Node | None:
    """Return the one document of a YAML text, or nothing if it holds none; spans are shifted by `base`."""
    try:
        return _Composer(text, base).document()
    except yaml.MarkedYAMLError as error:
        raise YamlFault(error.problem or "not YAML", base + min(_index(error), len(text))) from error
    except yaml.reader.ReaderError as error:
        offset = len(text.encode("utf-8", "surrogatepass")[: error.position].decode("utf-8", "ignore"))
        raise YamlFault("a control character", base + min(offset, len(text))) from error


def _index(error: yaml.MarkedYAMLError) -> int:
    # Where a quote or bracket is never closed, the place of interest is where it was opened, not the end.
    is_open = error.context_mark and "end of stream" in (error.problem or "")
    mark = error.context_mark if is_open else error.problem_mark or error.context_mark
    return mark.index if mark else 0


def _maps(value: Node) -> tuple[Node, ...]:
    """Return the maps that a merge key names: one, or a list of them; anything else merges nothing."""
    values = (value,) if value.kind == "map" else tuple(entry.value for entry in value.entries)
    return values if all(each.kind == "map" for each in values) else ()


def _taken(own: Iterable[Entry], merged: Iterable[Node]) -> Iterator[Entry]:
    """Yield the entries of merged maps whose keys a map lacks; of two with one key the first is taken."""
    known = {entry.key for entry in own}
    for node in merged:
        yield from (entry for entry in node.entries if entry.key not in known)
        known.update(entry.key for entry in node.entries)


class _Composer:
    """Reads the events of one document; keeps what anchors name."""

    def __init__(self, text: str, base: int) -> None:
        self._text = text
        self._base = base
        self._events = yaml.parse(text, Loader=_LOADER)
        self._named: dict[str, tuple[Node, int]] = {}
        self._nodes = 0
        self._shared = 0

    def document(self) -> Node | None:
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        found = self._node(next(self._events), 0)
        next(self._events)
        following = next(self._events)
        if not isinstance(following, yaml.StreamEndEvent):
            raise self._fault("a second document", following)
        return found

    def _node(self, event: Any, depth: int) -> Node:
        if depth > _DEEPEST:
            raise self._fault("nested too deeply", event)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        before = self._nodes + self._shared
        node = self._fresh(event, depth)
        self._nodes += 1 + len(node.words) // 100
        if self._nodes > MOST:
            raise self._fault(f"more than {MOST:,} values", event)
        if event.anchor:
            self._named[event.anchor] = (node, self._nodes + self._shared - before)
        return node

    def _fresh(self, event: Any, depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return Node("text", self._scalar_span(event), event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            entries, end = self._items(depth + 1)
            return Node("list", self._span(event, end), "", entries)
        entries, end = self._pairs(depth + 1)
        return Node("map", self._span(event, end), "", entries)

    def _alias(self, event: Any) -> Node:
        if event.anchor not in self._named:
            raise self._fault(f"nothing is named &{event.anchor}", event)
        node, size = self._named[event.anchor]
        # Aliases of aliases grow by powers: what a walk over the tree would meet is counted, not what is kept.
        self._shared += size
        if self._shared > _MOST_SHARED:
            raise self._fault("too many aliases", event)
        return node

    def _items(self, depth: int) -> tuple[tuple[Entry, ...], Any]:
        entries: list[Entry] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            value = self._node(event, depth)
            entries.append(Entry("", Span(value.span.start, value.span.start), value))
        return tuple(entries), event

    def _pairs(self, depth: int) -> tuple[tuple[Entry, ...], Any]:
        entries: list[Entry] = []
        merged: list[Node] = []
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            is_merge = isinstance(event, yaml.ScalarEvent) and event.value == _MERGE and event.implicit[0]
            key = self._node(event, depth)
            value = self._node(next(self._events), depth)
            if is_merge and (maps := _maps(value)):
                merged += maps
            else:
                entries.append(Entry(self._name(key), key.span, value))
        return (*entries, *_taken(entries, merged)), event

    def _name(self, key: Node) -> str:
        # Template code like `{{ title }}` is a map with a map for a key; such keys go by their source.
        return key.words if key.kind == "text" else self._text[key.span.start - self._base : key.span.end - self._base]

    def _span(self, first: Any, last: Any) -> Span:
        start = first.start_mark.index
        end = start + len(self._text[start : last.end_mark.index].rstrip())
        return Span(self._base + start, self._base + end)

    def _scalar_span(self, event: Any) -> Span:
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor or event.tag:
            found = _PROPERTIES.match(self._text, start, end)
            start = found.end() if found else start
        end = start + len(self._text[start:end].rstrip())
        return Span(self._base + start, self._base + end)

    def _fault(self, message: str, event: Any) -> YamlFault:
        return YamlFault(message, self._base + event.start_mark.index)
