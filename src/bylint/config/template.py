"""What the template of a site prints, in its configuration."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.config import Line
from bylint.config import Printed
from bylint.text.yaml_form import Key
from bylint.text.yaml_form import Mistake
from bylint.text.yaml_form import faults
from bylint.text.yaml_form import items
from bylint.text.yaml_form import value
from bylint.text.yaml_form import words
from bylint.text.yaml_marks import Entry
from bylint.text.yaml_marks import Node

PRINTED = {
    "authors": Key("any"),
    "bios": Key(among=("true", "false")),
    "lines": Key("any"),
    "fields": Key("map"),
    "shortcodes": Key("map"),
}
AUTHOR = {"name": Key(is_needed=True), "paths": Key("texts", is_needed=True)}
LINE = {"text": Key(is_needed=True), "paths": Key("texts", is_needed=True)}


def printed(node: Node | None) -> Printed:
    """Return what stands at `printed`."""
    if node is None:
        return Printed()
    return Printed(
        authors=tuple(_line(item, "name") for item in items(node, "authors")),
        bios=words(node, "bios") == "true",
        lines=tuple(_line(item, "text") for item in items(node, "lines")),
        fields=tuple(_fields(value(node, "fields"))),
        shortcodes=tuple((entry.key, entry.value.words) for entry in _entries(value(node, "shortcodes"))),
    )


def faults_of(node: Node) -> Iterator[Mistake]:
    """Yield what is wrong with `printed` in a configuration."""
    found = value(node, "printed")
    if found is None or found.kind != "map":
        return
    yield from faults(found, PRINTED, "printed: ")
    yield from _list_faults(found, "authors", AUTHOR)
    yield from _list_faults(found, "lines", LINE)
    for key in ("fields", "shortcodes"):
        for entry in _entries(value(found, key)):
            yield from _text_faults(key, entry.key, entry.value, may_branch=key == "fields")


def _list_faults(node: Node, key: str, keys: dict[str, Key]) -> Iterator[Mistake]:
    for item in items(node, key):
        if item.kind == "map":
            yield from faults(item, keys, f"printed: {key}: ")
        elif item.kind != "text" or not item.words.strip():
            yield item.span.start, f"printed: an entry of {key!r} must be a text or a mapping with {', '.join(keys)}"


def _text_faults(key: str, name: str, node: Node, *, may_branch: bool) -> Iterator[Mistake]:
    if node.kind == "map" and may_branch:
        for entry in node.entries:
            yield from _text_faults(key, f"{name}: {entry.key}", entry.value, may_branch=False)
    elif node.kind != "text" or not node.words.strip():
        forms = "a text, `true` for its own words, or a text for each value" if key == "fields" else "a text"
        yield node.span.start, f"printed: {key}: {name!r} must say what is printed: {forms}"


def _fields(node: Node | None) -> Iterator[tuple[str, str, str]]:
    for entry in _entries(node):
        if entry.value.kind == "map":
            yield from ((entry.key, each.key, each.value.words) for each in entry.value.entries)
        else:
            yield entry.key, "", "" if entry.value.words == "true" else entry.value.words


def _line(node: Node, key: str) -> Line:
    if node.kind == "text":
        return Line(node.words)
    return Line(words(node, key), tuple(item.words for item in items(node, "paths")))


def _entries(node: Node | None) -> tuple[Entry, ...]:
    return node.entries if node is not None and node.kind == "map" else ()
