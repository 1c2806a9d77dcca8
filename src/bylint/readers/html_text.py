"""Texts and attribute values of a page, each piece with its exact place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Sequence
from functools import lru_cache
from html.entities import html5
from itertools import accumulate

from bylint.model.prose import EMPTY
from bylint.model.prose import Piece
from bylint.model.prose import Prose
from bylint.model.prose import is_plain
from bylint.model.prose import joined
from bylint.model.prose import prose_of
from bylint.model.source import Span
from bylint.readers.html_tree import BLOCK
from bylint.readers.html_tree import PageEvent
from bylint.readers.html_tree import Tree
from bylint.readers.tags import unescaped
from bylint.text.patterns import lazily

Text = tuple[str, int, int]
"""What a piece of a page stands for, start, end: `Piece` without a name, since a page has thousands."""
_ZERO = (0,)
_BLANKS = (" ", "\n")
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


def prose_in(events: Iterable[PageEvent]) -> Prose:
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
    return _decoded(tree.text, span.start, span.end)


def attribute_span(tree: Tree, index: int, name: str) -> Span:
    """Return the place of an attribute's value, without its quotes; the whole tag where there is no such attribute."""
    text, start, end = tree.text, tree.starts[index], tree.ends[index]
    at = start + 1 + len(tree.names[index])
    while match := _ATTRIBUTE.match(text, at, end):
        if match[1].lower() == name:
            return Span(*match.span(match.lastindex or 1))
        at = match.end()
    return Span(start, end)


def _decoded(text: str, start: int, end: int) -> Prose:
    """Return the prose of source characters in which entities stand for what they mean, as in attributes."""
    written = text[start:end]
    if "&" not in written:
        return _prose_of_text(written, start, end)
    texts: list[Text] = []
    at = start
    for match in _REFERENCE.finditer(text, start, end):
        first, last = match.span()
        if _is_reference(match[0], text[last : last + 1]):
            if at < first:
                texts.append((text[at:first], at, first))
            texts.append((_meaning(match[0]), first, last))
            at = last
    if at < end:
        texts.append((text[at:end], at, end))
    if any(words == "\n" for words, _, _ in texts):
        texts = [(words if words != "\n" else " ", first, last) for words, first, last in texts]
    return prose_of_texts(texts)


def _is_reference(written: str, following: str) -> bool:
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


def prose_of_texts(texts: Sequence[Text]) -> Prose:
    """Join texts as `prose_of` does; most hold no white space but around their words."""
    if len(texts) == 1:
        return _prose_of_text(*texts[0])
    found: list[Text] = []
    for text in texts:
        words, start, end = text
        if is_plain(words):
            found.append(text)
            continue
        core = words.strip()
        if not core:
            if words:
                _add_blank(found, "\n" if words == "\n" else " ", start, end)
            continue
        if len(words) != end - start or not is_plain(core):
            return prose_of(Piece(*text) for text in texts)
        first = start + len(words) - len(words.lstrip())
        last = first + len(core)
        if start < first:
            _add_blank(found, " ", start, first)
        found.append((core, first, last))
        if last < end:
            found.append((" ", last, end))
    if found and found[-1][0] in _BLANKS:
        del found[-1]
    if not found:
        return EMPTY
    plain, starts, ends = zip(*found, strict=True)
    return Prose("".join(plain), tuple(accumulate(map(len, plain[:-1]), initial=0)), starts, ends)


def _prose_of_text(written: str, start: int, end: int) -> Prose:
    """Return the prose of one text."""
    words = written.strip()
    if not is_plain(words) or len(written) != end - start:
        return prose_of((Piece(written, start, end),)) if words else EMPTY
    start += len(written) - len(written.lstrip())
    return Prose(words, _ZERO, (start,), (start + len(words),))


@lru_cache(maxsize=1024)
def _meaning(reference: str) -> str:
    return unescaped(reference)


def _add_blank(found: list[Text], blank: str, start: int, end: int) -> None:
    """Add what white space comes to: none at the beginning or behind other, but a line break outdoes a blank."""
    if found and found[-1][0] not in _BLANKS:
        found.append((blank, start, end))
    elif found and blank == "\n":
        found[-1] = ("\n", found[-1][1], end)
