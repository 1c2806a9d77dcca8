"""The elements and texts of a page, in the order of the file, with who stands in whom."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from bylint.readers.html_elements import BLOCK
from bylint.readers.html_elements import ENDS_PARAGRAPH
from bylint.readers.html_elements import FORMATTING
from bylint.readers.html_elements import HEADINGS
from bylint.readers.html_elements import IN_HEAD
from bylint.readers.html_elements import NEVER_ENDED
from bylint.readers.html_elements import NO_TEXT
from bylint.readers.html_elements import PARTING
from bylint.readers.html_elements import SIBLINGS
from bylint.readers.html_elements import TABLE_PARTS
from bylint.readers.html_elements import VOID
from bylint.readers.html_elements import WALLS
from bylint.readers.html_tokens import COMMENT
from bylint.readers.html_tokens import END
from bylint.readers.html_tokens import REFERENCE
from bylint.readers.html_tokens import START
from bylint.readers.html_tokens import TEXT
from bylint.readers.html_tokens import reference
from bylint.readers.html_tokens import texts
from bylint.readers.html_tokens import tokens

_DEEPEST = 400
_HEAD, _PARAGRAPH = frozenset({"head"}), frozenset({"p"})
_NOTHING: frozenset[str] = frozenset()
_NONE: Mapping[str, str] = MappingProxyType({})
Event = tuple[str, int, int, int, str]
"""What comes next in the file: kind (open, close, text, comment), the element meant or around (-1 for none), start,
end, and what a text stands for. A page has thousands: a named tuple would cost a tenth of the reading."""


class Tree(NamedTuple):
    """A page. Elements are numbered as they open, and what is known of them stands in lists by their numbers.

    `starts` and `ends` are the places of start tags, `parents` the elements around (-1 for none). The events of
    element i are those from `opened[i]` to `closed[i]`, the latter not included.
    """

    text: str
    names: list[str]
    attrs: list[Mapping[str, str]]
    starts: list[int]
    ends: list[int]
    parents: list[int]
    events: list[Event]
    opened: list[int]
    closed: list[int]


class _Growth(NamedTuple):
    """A tree in the making: the elements that are open, behind -1 for none, and how many of each name."""

    tree: Tree
    stack: list[int]
    counts: dict[str, int]


def grown(text: str, start: int, end: int) -> Tree:
    """Return the tree of a page; a tag that closes nothing is passed over, an unclosed element ends with its parent."""
    growth = _Growth(Tree(text, [], [], [], [], [], [], [], []), [-1], {})
    _grow(growth, start, end, is_edge=True, is_inner=False)
    _close_to(growth, 1, len(text), len(text))
    return growth.tree


def _grow(growth: _Growth, start: int, end: int, *, is_edge: bool, is_inner: bool) -> bool:
    """Add what stands between two offsets; tell whether it ends with a tag that parts blocks."""
    (tree, stack, counts), within = growth, ""
    text, names, events = tree.text, tree.names, tree.events
    # Nothing else of the reading is done so often: what most tags and texts need is written out here.
    for token, at, stop in tokens(text, start, end):
        kind = token.type
        if kind is TEXT:
            if within:
                # The tokenizer takes what a page shows without scripts for one text.
                is_shown = within == "noscript" and not is_inner
                is_edge = _grow(growth, at, stop, is_edge=is_edge, is_inner=True) if is_shown else is_edge
                continue
            words = text[at:stop]
            if "</>" in words:
                is_edge = _parted(growth, at, stop, is_edge=is_edge)
            elif not (is_edge and words.isspace()):
                events.append(("text", stack[-1], at, stop, words))
                is_edge = False
        elif kind is START:
            name = token.tag or ""
            is_edge = name in BLOCK
            within = name if name in NO_TEXT else ""
            if not (name in PARTING or counts.get("head")) or _is_due(growth, name, at):
                _open(growth, name, token.attrs, at, stop)
        elif kind is END:
            name, within, top = token.tag or "", "", stack[-1]
            is_edge = name in BLOCK
            if top < 0 or names[top] != name or name in NEVER_ENDED:
                _end(growth, name, at, stop)
                continue
            del stack[-1]
            counts[name] -= 1
            tree.closed[top] = len(events)
            events.append(("close", top, at, stop, ""))
        elif kind is COMMENT:
            events.append(("comment", stack[-1], at, stop, ""))
            is_edge = False
        elif kind is REFERENCE:
            events.extend(("text", stack[-1], *piece) for piece in reference(text, token, at))
            is_edge = False
    return is_edge


def _parted(growth: _Growth, start: int, end: int, *, is_edge: bool) -> bool:
    """Add the texts around "</>", over which the tokenizer passes."""
    for piece in texts(growth.tree.text, start, end):
        # White space behind a tag that parts blocks is none.
        if not (is_edge and piece[2].isspace()):
            growth.tree.events.append(("text", growth.stack[-1], *piece))
            is_edge = False
    return is_edge


def _is_due(growth: _Growth, name: str, at: int) -> bool:
    """Close what a start tag closes; tell whether the tag opens anything: a second <body> does not."""
    counts = growth.counts
    if name in ("html", "head", "body") and counts.get(name):
        return False
    if counts.get("head") and name not in IN_HEAD:
        _close_first(growth, _HEAD, _NOTHING, at, at)
    _close_implied(growth, name, at)
    return True


def _open(growth: _Growth, name: str, attrs: list[tuple[str, str]] | None, start: int, end: int) -> None:
    (_, names, all_attrs, starts, ends, parents, events, opened, closed), stack, counts = growth
    index = len(names)
    names.append(name)
    all_attrs.append(dict(attrs) if attrs else _NONE)
    starts.append(start)
    ends.append(end)
    parents.append(stack[-1])
    opened.append(len(events))
    events.append(("open", index, start, end, ""))
    if name in VOID or len(stack) > _DEEPEST:
        closed.append(len(events))
        events.append(("close", index, end, end, ""))
        return
    closed.append(-1)
    stack.append(index)
    counts[name] = counts.get(name, 0) + 1


def _close_implied(growth: _Growth, name: str, at: int) -> None:
    if name in ENDS_PARAGRAPH and growth.counts.get("p"):
        _close_first(growth, _PARAGRAPH, WALLS, at, at)
    rule = SIBLINGS.get(name)
    if rule:
        for other in rule[0]:
            if growth.counts.get(other):
                _close_first(growth, *rule, at, at)
                return


def _close_first(growth: _Growth, wanted: frozenset[str], walls: frozenset[str], start: int, end: int) -> None:
    names = growth.tree.names
    for at in range(len(growth.stack) - 1, 0, -1):
        name = names[growth.stack[at]]
        if name in wanted:
            _close_to(growth, at, start, end)
            return
        if name in walls:
            return


def _end(growth: _Growth, name: str, start: int, end: int) -> None:
    if name in NEVER_ENDED or not (growth.counts.get(name) or name in HEADINGS):
        return
    if name in FORMATTING:
        _end_formatting(growth, name, start, end)
        return
    names = HEADINGS if name in HEADINGS else frozenset({name})
    _close_first(growth, names, _walls(name), start, end)


def _walls(name: str) -> frozenset[str]:
    """Return the elements that an end tag never closes from within."""
    if name == "table":
        return frozenset({"template"})
    return frozenset({"table", "template"}) if name in TABLE_PARTS else WALLS - {name}


def _end_formatting(growth: _Growth, name: str, start: int, end: int) -> None:
    names, stack = growth.tree.names, growth.stack
    for at in range(len(stack) - 1, 0, -1):
        if names[stack[at]] == name:
            break
        if names[stack[at]] in WALLS:
            return
    else:
        return
    if any(names[i] in BLOCK for i in stack[at + 1 :]):
        index = stack.pop(at)
        growth.counts[name] -= 1
        _close_node(growth.tree, index, start, end)
        return
    _close_to(growth, at, start, end)


def _close_to(growth: _Growth, at: int, start: int, end: int) -> None:
    """Close the elements of the stack from the top down to `at`; the tag from `start` to `end` does it."""
    names, stack = growth.tree.names, growth.stack
    while len(stack) > at:
        index = stack.pop()
        growth.counts[names[index]] -= 1
        _close_node(growth.tree, index, start, end if len(stack) == at else start)


def _close_node(tree: Tree, index: int, start: int, end: int) -> None:
    tree.closed[index] = len(tree.events)
    tree.events.append(("close", index, start, end, ""))
