"""The form of our own YAML files: which keys a map may have, with every mistake at its line."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import islice
from typing import Any
from typing import NamedTuple

from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.source import place_of
from bylint.text.yaml_marks import Entry
from bylint.text.yaml_marks import Node
from bylint.text.yaml_marks import YamlFault
from bylint.text.yaml_marks import compose

Mistake = tuple[int, str]
"""Where something is wrong, and what."""

MOST_TOLD = 200
"""Mistakes that are told at once."""

_KINDS = {"text": "a text", "list": "a list", "map": "a mapping"}


class Key(NamedTuple):
    """What a key may hold. `kind`: text, list, map, texts (a text or a list of texts) or any; `among`: its values."""

    kind: str = "text"
    is_needed: bool = False
    among: tuple[str, ...] = ()


class Sheet(NamedTuple):
    """One YAML file: its label and text, and the map it holds; `faults` where it holds none."""

    source: Source
    node: Node
    faults: tuple[str, ...] = ()

    def line(self, offset: int) -> int:
        """Return the number of the line that holds this character."""
        return place_of(self.source, Span(offset, offset)).line

    def place(self, offset: int) -> str:
        """Return the file and the line of this character, as people write it down."""
        return f"{self.source.path}:{self.line(offset)}"

    def told(self, found: Iterable[Mistake]) -> tuple[str, ...]:
        """Return one finished sentence for each mistake, in the order of their places: `label:line: message`.

        Each takes time, for its guess at what was meant; after the first many the rest is not looked for.
        """
        first = tuple(dict.fromkeys(islice(found, MOST_TOLD + 1)))
        return first_told([f"{self.place(at)}: {what}" for at, what in sorted(first)])


def first_told(mistakes: Sequence[str]) -> tuple[str, ...]:
    """Return the mistakes; of very many the first, and a word on the others."""
    if len(mistakes) <= MOST_TOLD:
        return tuple(mistakes)
    return (*mistakes[:MOST_TOLD], f"only {MOST_TOLD} mistakes are told; there are more")


def sheet(label: str, text: str) -> Sheet:
    """Read one file of ours."""
    source, empty = Source(label, text), Node("map", Span(0, 0))
    try:
        node = compose(text)
    except YamlFault as fault:
        return Sheet(source, empty, Sheet(source, empty).told([(fault.offset, f"not YAML: {fault.message}")]))
    if node is None or node.kind != "map":
        return Sheet(source, empty, (f"{label}:1: expected a mapping of keys, such as `version: 1`",))
    return Sheet(source, node)


def faults(node: Node, keys: Mapping[str, Key], about: str = "") -> Iterator[Mistake]:
    """Yield what is wrong with the keys of a map and with the kinds of their values; `about` comes before each."""
    for offset, message in _faults(node, keys):
        yield offset, about + message


def guess(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean ...?)` for the known word that is nearest, or nothing."""
    from difflib import get_close_matches

    found = get_close_matches(word, tuple(known), n=1, cutoff=0.6) or [k for k in known if k.lower() == word.lower()]
    return f" (did you mean {found[0]!r}?)" if found else ""


def value(node: Node, key: str) -> Node | None:
    """Return what stands at a key of a map."""
    return next((entry.value for entry in node.entries if entry.key == key), None)


def words(node: Node, key: str, default: str = "") -> str:
    """Return the text at a key."""
    found = value(node, key)
    return found.words if found else default


def items(node: Node, key: str) -> tuple[Node, ...]:
    """Return the items of the list at a key; a text counts as a list of one."""
    found = value(node, key)
    if found is None:
        return ()
    return (found,) if found.kind == "text" else tuple(entry.value for entry in found.entries)


def plain(node: Node) -> Any:
    """Return mappings, tuples and strings without their places."""
    if node.kind == "map":
        return {entry.key: plain(entry.value) for entry in node.entries}
    if node.kind == "list":
        return tuple(plain(entry.value) for entry in node.entries)
    return node.words


def _faults(node: Node, keys: Mapping[str, Key]) -> Iterator[Mistake]:
    seen: set[str] = set()
    for entry in node.entries:
        if entry.key not in keys:
            yield entry.key_span.start, f"unknown key {entry.key!r}{guess(entry.key, keys)}"
        elif entry.key in seen:
            yield entry.key_span.start, f"the key {entry.key!r} stands twice"
        else:
            yield from _value_faults(entry, keys[entry.key])
        seen.add(entry.key)
    for name, key in keys.items():
        if key.is_needed and name not in seen:
            yield node.span.start, f"the key {name!r} is missing"


def _value_faults(entry: Entry, key: Key) -> Iterator[Mistake]:
    kind, offset = entry.value.kind, entry.value.span.start
    if key.kind == "texts":
        lone = entry.value.entries if kind == "list" else (entry,)
        if any(each.value.kind != "text" for each in lone):
            yield offset, f"{entry.key!r} must be a text or a list of texts"
    elif key.kind not in ("any", kind):
        yield offset, f"{entry.key!r} must be {_KINDS[key.kind]}, and is {_KINDS[kind]}"
    elif key.is_needed and kind == "text" and not entry.value.words.strip():
        yield offset, f"{entry.key!r} is empty"
    elif key.among and entry.value.words not in key.among:
        known = ", ".join(key.among)
        yield offset, f"{entry.key!r} is {entry.value.words!r}, not one of {known}{guess(entry.value.words, key.among)}"
