"""Fields out of a tree of header values."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.markup import Fault
from bylint.model.markup import Field
from bylint.model.prose import EMPTY
from bylint.model.prose import Prose
from bylint.model.source import Span
from bylint.text.yaml_marks import Entry
from bylint.text.yaml_marks import Node
from bylint.text.yaml_marks import prose
from bylint.text.yaml_marks import repeated

Path = tuple[str | int, ...]
_NULL = frozenset({"~", "null", "Null", "NULL"})


def fields_of(text: str, root: Node, base: int) -> Iterator[Field]:
    """Yield a field for each text below a map; `text` and `base` as they were given to `compose`."""
    for entry in root.entries:
        yield from _below(text, entry.value, base, (entry.key,), entry.key_span)


def faults_of(root: Node) -> Iterator[Fault]:
    """Yield a fault for each key that its map had before."""
    for entry in repeated(root):
        yield fault(entry.key_span, f"“{entry.key}” stands twice")


def fault(span: Span, words: str) -> Fault:
    """Return a fault of the header."""
    return Fault("malformed-front-matter", span, words)


def _below(text: str, node: Node, base: int, path: Path, key: Span) -> Iterator[Field]:
    if node.kind == "text":
        yield Field("front-matter", path, _value(text, node, base), key)
    elif not node.entries:
        yield Field("front-matter", path, EMPTY, key)
    for i, entry in enumerate(node.entries):
        yield from _below(text, entry.value, base, *_step(node, entry, i, path, key))


def _step(node: Node, entry: Entry, i: int, path: Path, key: Span) -> tuple[Path, Span]:
    return ((*path, entry.key), entry.key_span) if node.kind == "map" else ((*path, i), key)


def _value(text: str, node: Node, base: int) -> Prose:
    is_null = node.words in _NULL and node.span.end - node.span.start == len(node.words)
    return EMPTY if is_null else prose(text, node, base)
