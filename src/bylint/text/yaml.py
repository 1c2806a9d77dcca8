"""YAML as strings that know where they stand, and what the keys of a file of ours may be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import islice
from typing import Any
from typing import NamedTuple

from bylint.model.prose import Piece
from bylint.model.prose import Prose
from bylint.model.prose import is_plain
from bylint.model.prose import prose_of
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.source import line_starts
from bylint.model.source import place_of
from bylint.text.patterns import lazily

_FOLD = r"(?P<fold>[ \t]*(?:\r\n?|\n)\s*)"
_PLAIN = lazily(rf"{_FOLD}|(?P<run>[^ \t\r\n]+|[ \t]+)")
_SINGLE = lazily(rf"(?P<quote>'')|{_FOLD}|(?P<run>[^' \t\r\n]+|[ \t]+)")
_DOUBLE = lazily(
    rf"""
    \\ (?: (?P<joint> (?: \r\n? | \n ) [ \t]* )
         | u (?P<pair> [dD][89abAB][0-9a-fA-F]{{2}} \\u [dD][c-fC-F][0-9a-fA-F]{{2}} )
         | x (?P<x> [0-9a-fA-F]{{2}} ) | u (?P<u> [0-9a-fA-F]{{4}} ) | U (?P<U> [0-9a-fA-F]{{8}} )
         | (?P<letter> . ) )
    | {_FOLD}
    | (?P<run> [^\\\s]+ | [^\\\S\r\n]+ )
    """,
    re.VERBOSE,
)
_LINES = lazily(r"(?P<fold>(?:\r\n?|\n)\s*)|(?P<run>[^\r\n]+)")
_HEADER = lazily(r"[|>][^\r\n]*(?:\r\n?|\n)?\s*")
_BREAK = lazily(r"\r\n?|\n")
_LETTERS = {"n": "\n", "t": " ", "r": "\n", "_": "\u00a0", "N": "\n", "L": "\n", "P": "\n", "0": "\ufffd"}
_SILENT = frozenset("abefv")
# Literal blocks often hold running text that was wrapped by hand: its lines are long.
_WRAPPED = 60
_BLOCKS = ("|", ">")
_QUOTES = ("'", '"')


def scalar_prose(text: str, start: int, end: int, base: int = 0) -> Prose:
    """Return the prose of the scalar at `text[start:end]`, its quotes included; places are shifted by `base`."""
    first = text[start : start + 1]
    # Most scalars hold neither escapes nor line ends: their words stand as they are.
    at = start + (first in _QUOTES)
    inner = text[at : end - (first in _QUOTES)]
    is_escaped = first in _QUOTES and ("\\" in inner or first in inner)
    if first not in _BLOCKS and not is_escaped and is_plain(inner):
        return Prose(inner, (0,), (base + at,), (base + at + len(inner),))
    if first == '"' and end - start > 1:
        found = prose_of(_quoted(_DOUBLE, text, start, end, base))
    elif first == "'" and end - start > 1:
        found = prose_of(_quoted(_SINGLE, text, start, end, base))
    elif first in _BLOCKS and first:
        found = prose_of(_block(text, start, end, base))
    else:
        words = text[start:end]
        is_one_line = "\n" not in words and "\r" not in words
        pieces = (Piece(words, base + start, base + end),) if is_one_line else _pieces(_PLAIN, text, start, end, base)
        return prose_of(pieces)
    return found if found.at else Prose("", (0,), (base + start,), (base + end,))


def escaped_prose(text: str, start: int, end: int) -> Prose:
    """Return the prose of what stands between double quotes, as YAML, JSON and TOML escape it."""
    return prose_of(_pieces(_DOUBLE, text, start, end, 0))


def _quoted(pattern: re.Pattern[str], text: str, start: int, end: int, base: int) -> Iterator[Piece]:
    return _pieces(pattern, text, start + 1, end - 1, base)


def _pieces(pattern: re.Pattern[str], text: str, start: int, end: int, base: int) -> Iterator[Piece]:
    for match in pattern.finditer(text, start, end):
        words = _written_words(match)
        if words:
            yield Piece(words, base + match.start(), base + match.end())


def _written_words(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "run":
        return match[0]
    if kind == "fold":
        return " " if len(_BREAK.findall(match[0])) == 1 else "\n"
    if kind == "quote":
        return "'"
    if kind == "letter":
        letter = match["letter"]
        return "" if letter in _SILENT else _LETTERS.get(letter, letter)
    if kind == "pair":
        high, low = int(match[kind][:4], 16), int(match[kind][6:], 16)
        return chr(0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00)
    return "" if kind == "joint" or kind is None else _character(match[kind])


def _character(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else "\ufffd"


def _block(text: str, start: int, end: int, base: int) -> Iterator[Piece]:
    header = _HEADER.match(text, start, end)
    length = 0
    for match in _LINES.finditer(text, header.end() if header else start, end):
        words = match[0]
        if match.lastgroup == "fold":
            is_blank = len(_BREAK.findall(words)) == 1 and (text[start] == ">" or length >= _WRAPPED)
            words = " " if is_blank else "\n"
        length = len(words)
        yield Piece(words, base + match.start(), base + match.end())


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
    found = composed_plain(text, base)
    if found:
        return found
    # Imported here: few headers need the parser, which takes long to load.
    from bylint.text.yaml_composer import composed

    return composed(text, base)


def prose(text: str, node: Node, base: int = 0) -> Prose:
    """Return the words of a text node, with their places; `text` and `base` as given to `compose`."""
    if node.kind != "text":
        return Prose("", (), (), ())
    return scalar_prose(text, node.span.start - base, node.span.end - base, base)


LONGEST_PROGRAM = 100_000
"""Letters of the longest Python file that is parsed: its tree takes up to a thousand bytes a letter."""


def assigned(text: str, word: str) -> Node:
    """Return the mappings that a Python file assigns to names with a word in them, as one map; nothing of it is run,
    and a file longer than LONGEST_PROGRAM has none."""
    if len(text) > LONGEST_PROGRAM:
        return Node("map", Span(0, 0))
    # Imported here: few sites are made with Pelican.
    import ast
    import warnings

    starts = (*line_starts(text), len(text))

    def offset(line: int, column: int) -> int:
        begin = starts[line - 1]
        return begin + len(text[begin : starts[line]].encode()[:column].decode("utf-8", "replace"))

    def node_of(value: ast.expr) -> Node:
        start = offset(value.lineno, value.col_offset)
        if isinstance(value, ast.Dict):
            pairs = zip(value.keys, value.values, strict=True)
            named = ((key.value, item) for key, item in pairs if isinstance(key, ast.Constant))
            entries = (Entry(str(key), Span(start, start), node_of(item)) for key, item in named)
            return Node("map", Span(start, start), "", tuple(entries))
        if isinstance(value, ast.List | ast.Tuple):
            return Node("list", Span(start, start), "", tuple(_listed(node_of(item)) for item in value.elts))
        if not isinstance(value, ast.Constant) or not isinstance(value.value, str):
            return Node("text", Span(start, start))
        return _literal(
            text, Span(start, offset(value.end_lineno or value.lineno, value.end_col_offset or 0)), value.value
        )

    try:
        with warnings.catch_warnings(action="ignore"):
            found = [each for each in ast.parse(text).body if isinstance(each, ast.Assign)]
        maps = [node_of(each.value) for each in found if word in ast.unparse(each.targets[0])]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        maps = []
    return Node(
        "map", Span(0, len(text)), "", tuple(entry for each in maps if each.kind == "map" for entry in each.entries)
    )


def _literal(text: str, span: Span, words: str) -> Node:
    """Return a text of Python; its span leaves out the quotation marks where it stands as it is written."""
    at = text.find(words, span.start, span.end) if words else -1
    return Node("text", Span(at, at + len(words)) if at >= 0 else span, words)


def repeated(node: Node) -> Iterator[Entry]:
    """Yield each entry whose key the same map had before."""
    seen: set[str] = set()
    for entry in node.entries:
        if node.kind == "map" and entry.key in seen:
            yield entry
        seen.add(entry.key)
        yield from repeated(entry.value)


_REST = r"(?:\r?\n[ ]*)*(?:(?<=\n)|\Z)"
_ENTRY = lazily(rf"([ ]{{0,20}})([a-zA-Z][\w-]{{0,80}}):(?:[ ]+([^ \r\n][^\r\n]{{0,2000}}))?[ ]*{_REST}")
_ITEM = lazily(rf"([ ]{{0,20}})-[ ]+([^ \r\n][^\r\n]{{0,2000}}){_REST}")
_LISTED = lazily(r"[ ]*([^,]+)")
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_IN_LISTS = frozenset(":#[]{}&*!|>?%@`")
_QUOTE_SIGNS = frozenset("'\"")


def composed_plain(text: str, base: int) -> Node | None:
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
    read = _list_in_line if key[3].startswith("[") else _text
    return read(text, *key.span(3), base), key.end()


def _below(text: str, key: re.Match[str], base: int) -> tuple[Node | None, int]:
    """Return the list or the map that stands below a key, or the empty text behind it."""
    at = key.end()
    item, inner = _ITEM.match(text, at), _ENTRY.match(text, at)
    if item:
        return _items_below(text, item, base) if len(item[1]) >= len(key[1]) else (None, at)
    if inner and len(inner[1]) > len(key[1]):
        return _map(text, inner, base)
    return Node("text", Span(base + key.end(2) + 1, base + key.end(2) + 1)), at


def _items_below(text: str, first: re.Match[str], base: int) -> tuple[Node | None, int]:
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


def _list_in_line(text: str, start: int, end: int, base: int) -> Node | None:
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
    is_plain = text[start] in _QUOTE_SIGNS or _IN_LISTS.isdisjoint(text[start:end])
    return _text(text, start, end, base) if is_plain else None


def _text(text: str, start: int, end: int, base: int) -> Node | None:
    """Return a text that needs no second look: plain, or in quotes without another quote or an escape."""
    words = text[start:end].rstrip(" ")
    end = start + len(words)
    first = words[:1]
    if first in _QUOTE_SIGNS:
        is_whole = len(words) > 1 and words[-1] == first and words.count(first) == 2 and "\\" not in words
        return Node("text", Span(base + start, base + end), words[1:-1]) if is_whole else None
    if not first or first in _INDICATORS or ": " in words or " #" in words or words.endswith(":"):
        return None
    return Node("text", Span(base + start, base + end), words)


def _listed(value: Node) -> Entry:
    return Entry("", Span(value.span.start, value.span.start), value)


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
        return first_told([f"{self.place(at)}: {what}" for at, what in sorted(first)], f"{self.source.path}: ")


def first_told(mistakes: Sequence[str], about: str = "") -> tuple[str, ...]:
    """Return the mistakes; of very many the first, and a word on the others, with `about` before it."""
    if len(mistakes) <= MOST_TOLD:
        return tuple(mistakes)
    return (*mistakes[:MOST_TOLD], f"{about}only {MOST_TOLD} mistakes are told; there are more")


def sheet(label: str, text: str) -> Sheet:
    """Read one file of ours."""
    source, empty = Source(label, text), Node("map", Span(0, 0))
    try:
        node = compose(text)
    except YamlFault as fault:
        # What is never closed is missed at the end, behind empty lines.
        at = min(fault.offset, len(text.rstrip()))
        return Sheet(source, empty, Sheet(source, empty).told([(at, f"not YAML: {fault.message}")]))
    if node is None or node.kind != "map":
        return Sheet(source, empty, (f"{label}:1: expected a mapping of keys, such as `version: 1`",))
    return Sheet(source, node)


def faults(node: Node, keys: Mapping[str, Key], about: str = "") -> Iterator[Mistake]:
    """Yield what is wrong with the keys of a map and with the kinds of their values; `about` comes before each."""
    for offset, message in _faults(node, keys):
        yield offset, about + message


def guess(word: str, known: Iterable[str], *, least: float = 0.6) -> str:
    """Return ` (did you mean ...?)` for the known word that is nearest, of those that are alike enough, or nothing."""
    return _meant(_nearest(word, known, least))


def _nearest(word: str, known: Iterable[str], least: float) -> list[str]:
    from difflib import get_close_matches

    every = tuple(known)
    return get_close_matches(word, every, n=1, cutoff=least) or [k for k in every if k.lower() == word.lower()][:1]


def _meant(near: Sequence[str]) -> str:
    return f" (did you mean {near[0]!r}?)" if near else ""


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
    meant: set[str] = set()
    for entry in node.entries:
        if entry.key not in keys:
            near = _nearest(entry.key, keys, 0.6)
            meant.update(near)
            yield entry.key_span.start, f"unknown key {entry.key!r}{_meant(near)}"
        elif entry.key in seen:
            yield entry.key_span.start, f"the key {entry.key!r} stands twice"
        else:
            yield from _value_faults(entry, keys[entry.key])
        seen.add(entry.key)
    for name, key in keys.items():
        # What is misspelt is not missing as well.
        if key.is_needed and name not in seen and name not in meant:
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
