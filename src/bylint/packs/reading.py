"""From the YAML of one pack to its rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bylint.model.rule import AnyRule
from bylint.model.rule import Example
from bylint.model.rule import Remedy
from bylint.model.rule import Rule
from bylint.model.rule import SourceNote
from bylint.packs import mistakes
from bylint.packs.options import options_of
from bylint.text.anchors import anchors_of_texts
from bylint.text.pattern_text import anchors_of
from bylint.text.yaml_form import Sheet
from bylint.text.yaml_form import items
from bylint.text.yaml_form import plain
from bylint.text.yaml_form import sheet
from bylint.text.yaml_form import value
from bylint.text.yaml_form import words
from bylint.text.yaml_marks import Node

_DEFAULTS = {"status": "stable", "enabled": "true"}
_TEXTS = (
    "code",
    "name",
    "summary",
    "severity",
    "check",
    "message",
    "hint",
    "why",
    "desk",
    "status",
    "since",
    "enabled",
)


def rules(label: str, content: bytes) -> tuple[tuple[AnyRule, ...], tuple[str, ...]]:
    """Return the rules of a pack, or what is wrong with it."""
    try:
        page = sheet(label, content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return (), (f"{label}:{content.count(bytes((10,)), 0, error.start) + 1}: not UTF-8",)
    found = page.faults or page.told(mistakes.of_pack(page.node))
    if found:
        return (), found
    return tuple(_rule(page, entry.value) for entry in _entries(page)), ()


def _entries(page: Sheet) -> Iterator[Any]:
    listed = value(page.node, "rules")
    yield from listed.entries if listed else ()


def _rule(page: Sheet, node: Node) -> AnyRule:
    texts = {name: words(node, name, _DEFAULTS.get(name, "")).strip() for name in _TEXTS}
    severity_by, options = value(node, "severity_by"), options_of(node)
    return Rule(
        **texts,
        options=options,
        sources=tuple(SourceNote(words(each, "title"), words(each, "url")) for each in items(node, "sources")),
        bad=tuple(_example(page, each) for each in items(node, "bad")),
        good=tuple(_example(page, each) for each in items(node, "good")),
        fix=_remedy(value(node, "fix")),
        severity_by=plain(severity_by) if severity_by else {},
        yields_to=tuple(each.words for each in items(node, "yields_to")),
        pack=words(page.node, "pack"),
        line=page.line(node.span.start),
        anchors=_anchors(texts["check"], options),
    )


def _anchors(check: str, options: Any) -> tuple[str, ...]:
    """Return the words that tell whether a rule has anything to do: only what is forbidden by its words has any."""
    if check != "forbid":
        return ()
    return anchors_of(options.pattern) if options.pattern else anchors_of_texts(options.words)


def _remedy(node: Node | None) -> Remedy | None:
    if node is None:
        return None
    return Remedy(words(node, "do"), words(node, "is"), words(node, "text").strip())


def _example(page: Sheet, node: Node) -> Example:
    line = page.line(node.span.start)
    if node.kind == "text":
        return Example((("", node.words),), line)
    files = value(node, "files")
    return Example(tuple((entry.key, entry.value.words) for entry in files.entries) if files else (), line)
