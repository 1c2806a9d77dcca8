"""Texts and attribute values of a page, each piece with its exact place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from html.entities import html5

from bylint.model.prose import EMPTY
from bylint.model.prose import Piece
from bylint.model.prose import Prose
from bylint.model.prose import joined
from bylint.model.prose import prose_at
from bylint.model.prose import prose_of
from bylint.model.source import Span
from bylint.readers.html_tree import BLOCK
from bylint.readers.html_tree import Event
from bylint.readers.html_tree import Node
from bylint.readers.html_tree import Tree
from bylint.text.entities import unescaped
from bylint.text.lazy import lazily

_NAME_OF_TAG = lazily(r"<[^\s/>]+")
_ATTRIBUTE = lazily(
    r"""[\s/]*+ (?P<name> [^\s/>] [^\s/>=]*+ )
    (?: \s*+ = \s*+ (?: "(?P<double>[^"]*+)" | '(?P<single>[^']*+)' | (?P<bare>[^\s>]*+) ) )?""",
    re.VERBOSE,
)
_REFERENCE = lazily(r"&(?:#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?")
# Names of drawings, and choices of a form.
_UNSPOKEN = frozenset({"title", "desc", "option"})
# No name, title or link has more tags and texts; without a bound nested links cost the square of their number.
_MOST = 800
_TAG = lazily(r"<[^<>]{1,300}>")


def prose_in(text: str, events: Iterable[Event]) -> Prose:
    """Return the prose of the texts among some events; <br> breaks a line, a written line feed does not."""
    pieces: list[Piece] = []
    for kind, _, start, end, words in events:
        if kind == "text":
            words = words or text[start:end]
            pieces.append(Piece(" " if words == "\n" else words, start, end))
        elif kind == "break":
            pieces.append(Piece("\n", start, end))
    return _prose(text, pieces)


def prose_within(tree: Tree, index: int) -> Prose:
    """Return the text that an element such as a link or a heading holds; tags that part blocks are blanks."""
    nodes, pieces = tree.nodes, []
    first = tree.opened[index]
    for kind, node, start, end, words in tree.events[first : min(tree.closed[index], first + _MOST)]:
        if kind == "text" and (node == index or nodes[node].name not in _UNSPOKEN):
            words = words or tree.text[start:end]
            pieces.append(Piece(" " if words == "\n" else words, start, end))
        elif pieces and kind != "text" and (nodes[node].name in BLOCK or nodes[node].name == "br"):
            pieces.append(Piece(" ", start, start))
    return _prose(tree.text, pieces)


def _prose(text: str, pieces: list[Piece]) -> Prose:
    if len(pieces) == 1 and len(pieces[0].words) == pieces[0].end - pieces[0].start:
        return prose_at(text, pieces[0].start, pieces[0].end)
    return prose_of(pieces)


def _plain(text: str, start: int, end: int) -> Iterator[Piece]:
    words = text[start:end]
    if words:
        yield Piece(" " if words == "\n" else words, start, end)


def attribute(text: str, node: Node, name: str) -> Prose:
    """Return the value of an attribute, entities resolved; nothing where there is none."""
    if not node.attrs.get(name):
        return EMPTY
    span = attribute_span(text, node, name)
    return decoded(text, span.start, span.end)


def attribute_span(text: str, node: Node, name: str) -> Span:
    """Return the place of an attribute's value, without its quotes; the whole tag where there is no such attribute."""
    opened = _NAME_OF_TAG.match(text, node.start)
    at = opened.end() if opened else node.start
    while match := _ATTRIBUTE.match(text, at, node.end):
        if match["name"].lower() == name:
            group = match.lastgroup or "name"
            return Span(match.start(group), match.end(group))
        at = match.end()
    return Span(node.start, node.end)


def decoded(text: str, start: int, end: int) -> Prose:
    """Return the prose of source characters in which entities stand for what they mean, as in attributes."""
    if text.find("&", start, end) < 0:
        return prose_at(text, start, end)
    return prose_of(_reference_pieces(text, start, end))


def _reference_pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    at = start
    for match in _REFERENCE.finditer(text, start, end):
        if not is_reference(match[0], text[match.end() : match.end() + 1]):
            continue
        yield from _plain(text, at, match.start())
        words = unescaped(match[0])
        yield Piece(" " if words == "\n" else words, match.start(), match.end())
        at = match.end()
    yield from _plain(text, at, end)


def is_reference(written: str, following: str) -> bool:
    """Tell whether a run such as "&amp;" stands for a character within an attribute."""
    return written[1] == "#" or (written[1:] in html5 and (written[-1] == ";" or following != "="))


def without_tags(prose: Prose) -> Prose:
    """Return the prose less the tags in it: some attributes carry a caption with its markup."""
    plain = prose.plain
    if "<" not in plain or not _TAG.search(plain):
        return prose
    parts, at = [], 0
    for match in _TAG.finditer(plain):
        parts.append(prose.cut(at, match.start()))
        at = match.end()
    return joined([*parts, prose.cut(at, len(plain))])
