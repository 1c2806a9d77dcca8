"""YAML as strings that know where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bylint.model.prose import Prose
from bylint.model.source import Span
from bylint.text.yaml_scalars import scalar_prose


class YamlFault(Exception):  # noqa: N818 - a fault of the text, not an error of ours
    """Text that is no YAML, or not of the kind that people write by hand. `offset` is where."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class Node(NamedTuple):
    """A map, a list or a text. `words` is the value of a text; items of a list have empty keys."""

    kind: str
    span: Span
    words: str = ""
    entries: tuple[Entry, ...] = ()


class Entry(NamedTuple):
    """One key of a map with its value, or one item of a list."""

    key: str
    key_span: Span
    value: Node


def compose(text: str, base: int = 0) -> Node | None:
    """Return the one document of a YAML text, or nothing if it holds none; spans are shifted by `base`."""
    # Imported here: a run without front matter and configuration reads no YAML, and few headers need the parser.
    from bylint.text import yaml_plain

    found = yaml_plain.composed(text, base)
    if found:
        return found
    from bylint.text.yaml_composer import composed

    return composed(text, base)


def prose(text: str, node: Node, base: int = 0) -> Prose:
    """Return the words of a text node, with their places; `text` and `base` as given to `compose`."""
    if node.kind != "text":
        return Prose("", (), (), ())
    return scalar_prose(text, node.span.start - base, node.span.end - base, base)


def repeated(node: Node) -> Iterator[Entry]:
    """Yield each entry whose key the same map had before."""
    seen: set[str] = set()
    for entry in node.entries:
        if node.kind == "map" and entry.key in seen:
            yield entry
        seen.add(entry.key)
        yield from repeated(entry.value)
