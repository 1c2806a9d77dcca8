"""Texts and attribute values of a page, each piece with its exact place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html.entities import html5

from bylint.model.prose import EMPTY
from bylint.model.prose import Prose
from bylint.model.prose import joined
from bylint.model.source import Span
from bylint.readers.html_elements import BLOCK
from bylint.readers.html_prose import Text
from bylint.readers.html_prose import prose_of_text
from bylint.readers.html_prose import prose_of_texts
from bylint.readers.html_tree import Event
from bylint.readers.html_tree import Tree
from bylint.text.entities import unescaped
from bylint.text.lazy import lazily

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


def prose_in(events: Iterable[Event]) -> Prose:
    """Return the prose of the texts among some events; <br> breaks a line, a written line feed does not."""
    texts: list[Text] = []
    for kind, _, start, end, words in events:
        if kind == "text":
            texts.append((words if words != "\n" else " ", start, end))
        elif kind == "break":
            texts.append(("\n", start, end))
    return prose_of_texts(texts)


def prose_within(tree: Tree, index: int) -> Prose:
    """Return the text that an element such as a link or a heading holds; tags that part blocks are blanks."""
    names, texts = tree.names, []
    first = tree.opened[index]
    for kind, node, start, end, words in tree.events[first : min(tree.closed[index], first + _MOST)]:
        if kind == "text" and (node == index or names[node] not in _UNSPOKEN):
            texts.append((words if words != "\n" else " ", start, end))
        elif texts and kind != "text" and (names[node] in BLOCK or names[node] == "br"):
            texts.append((" ", start, start))
    return prose_of_texts(texts)


def attribute(tree: Tree, index: int, name: str) -> Prose:
    """Return the value of an attribute, entities resolved; nothing where there is none."""
    if not tree.attrs[index].get(name):
        return EMPTY
    span = attribute_span(tree, index, name)
    return decoded(tree.text, span.start, span.end)


def attribute_span(tree: Tree, index: int, name: str) -> Span:
    """Return the place of an attribute's value, without its quotes; the whole tag where there is no such attribute."""
    text, start, end = tree.text, tree.starts[index], tree.ends[index]
    at = start + 1 + len(tree.names[index])
    while match := _ATTRIBUTE.match(text, at, end):
        if match[1].lower() == name:
            return Span(*match.span(match.lastindex or 1))
        at = match.end()
    return Span(start, end)


def decoded(text: str, start: int, end: int) -> Prose:
    """Return the prose of source characters in which entities stand for what they mean, as in attributes."""
    written = text[start:end]
    if "&" not in written:
        return prose_of_text(written, start, end)
    texts: list[Text] = []
    at = start
    for match in _REFERENCE.finditer(text, start, end):
        first, last = match.span()
        if is_reference(match[0], text[last : last + 1]):
            if at < first:
                texts.append((text[at:first], at, first))
            texts.append((_meaning(match[0]), first, last))
            at = last
    if at < end:
        texts.append((text[at:end], at, end))
    if any(words == "\n" for words, _, _ in texts):
        texts = [(words if words != "\n" else " ", first, last) for words, first, last in texts]
    return prose_of_texts(texts)


@lru_cache(maxsize=1024)
def _meaning(reference: str) -> str:
    return unescaped(reference)


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
