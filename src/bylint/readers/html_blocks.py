"""The blocks of a page: what stands between two tags that part texts."""

from __future__ import annotations

import re

from bylint.model.article import Block
from bylint.model.prose import Prose
from bylint.model.prose import prose_at
from bylint.model.source import Span
from bylint.model.value import NamedTuple
from bylint.readers.html_kinds import common
from bylint.readers.html_kinds import heading_of
from bylint.readers.html_kinds import kind_of
from bylint.readers.html_kinds import tone_of
from bylint.readers.html_lines import SEPARATORS
from bylint.readers.html_lines import ends_before
from bylint.readers.html_lines import is_credit
from bylint.readers.html_marks import marks_of
from bylint.readers.html_page import Page
from bylint.readers.html_text import prose_in
from bylint.readers.html_tree import Event
from bylint.text.lazy import lazily

_MAY_BE_EMPTY = frozenset({"div", "section", "aside", "span"})
_ELEMENTS = _MAY_BE_EMPTY | frozenset(
    "script iframe ins embed object video audio amp-ad amp-embed amp-iframe amp-auto-ads".split()
)
_COMMENT = lazily(r"<!--(.*?)(?:--!?>|\Z)", re.DOTALL)


class _Run(NamedTuple):
    """The texts since the last tag that parts blocks, seen and unseen; an open tag may stand first."""

    seen: list[Event]
    unseen: list[Event]


def blocks(page: Page) -> list[Block]:
    """Return the blocks of a page in the order of the file."""
    found: list[Block] = []
    run = _Run([], [])
    nodes, standing_of = page.tree.nodes, page.standings
    for at, event in enumerate(page.tree.events):
        kind, index = event.kind, event.node
        if kind == "text":
            _add(page, run, event)
        elif kind == "comment":
            found.extend(_comment(page, event))
        elif standing_of[index].is_block:
            _flush(page, run, event, found)
            if kind == "open":
                run.seen.append(event)
        elif kind == "open":
            _opened(page, run, at, found)
        elif nodes[index].attrs and _is_begun(run) and is_credit(page, index):
            _flush(page, run, event, found)
        if kind == "open" and nodes[index].name in _ELEMENTS and _is_element(page, at):
            found.append(_element(page, index))
    _flush(page, run, None, found)
    return sorted(found, key=lambda block: block.span)


def _add(page: Page, run: _Run, event: Event) -> None:
    standing = page.standing(event.node)
    if standing.is_silent:
        return
    texts = run.seen
    if standing.hidden >= 0:
        texts = run.unseen
        if _is_begun(run):
            run.seen.append(Event("text", event.node, event.start, event.start, " "))
    if (texts and texts[-1].kind == "text") or not page.words(event).isspace():
        texts.append(event)


def _opened(page: Page, run: _Run, at: int, found: list[Block]) -> None:
    """Take in a tag within a line."""
    event, before = page.tree.events[at], page.tree.events[at - 1]
    node, standing = page.tree.nodes[event.node], page.standings[event.node]
    if node.name == "br" and standing.hidden < 0:
        if _is_second_break(page, run):
            _flush(page, run, None, found)
        else:
            run.seen.append(Event("break", event.node, event.start, event.end))
    elif not _is_begun(run) or not (node.attrs or node.name == "time"):
        return
    elif ends_before(page, run.seen, event.node):
        _flush(page, run, None, found)
    elif before.kind == "close" and before.end == event.start and standing.hidden < 0:
        # Neighbours without a blank between them are parted by their style.
        run.seen.append(Event("text", node.parent, event.start, event.start, " "))


def _is_begun(run: _Run) -> bool:
    """Tell whether any text has come since the tag that began the block."""
    return bool(run.seen) and run.seen[-1].kind != "open"


def _is_second_break(page: Page, run: _Run) -> bool:
    """Tell whether nothing was written since a line break: so old pages part their paragraphs."""
    last = next(
        (event for event in reversed(run.seen) if event.kind != "text" or not page.words(event).isspace()), None
    )
    return last is not None and last.kind == "break"


def _flush(page: Page, run: _Run, edge: Event | None, found: list[Block]) -> None:
    """End the block; `edge` is the tag that ends it."""
    if run.seen:
        if _is_begun(run):
            found.extend(_seen(page, run.seen, edge))
        run.seen.clear()
    if run.unseen:
        found.extend(_unseen(page, run.unseen))
        run.unseen.clear()


def _seen(page: Page, events: list[Event], edge: Event | None) -> list[Block]:
    prose = prose_in(page.tree.text, events)
    texts = [event for event in events if event.kind == "text" and not page.words(event).isspace()]
    if not prose.plain or not texts:
        return []
    holder = page.standing(texts[0].node).holder
    kind = kind_of(page, holder, prose.plain)
    if kind == "label":
        prose = _bare(prose)
    first, last = prose.starts[0], prose.ends[-1]
    if events[0].kind == "open" and events[0].node == holder:
        first = events[0].start
        if edge and edge.kind == "close" and edge.node == holder:
            last = max(edge.end, last)
    block = _block(page, kind, prose, Span(first, last), common(page, texts, holder))
    return [block._replace(tone=tone_of(page, texts))]


def _bare(label: Prose) -> Prose:
    """Return a label without the strokes and dots that part it from its neighbours."""
    words = label.plain.strip(SEPARATORS)
    if not words or len(words) == len(label.plain):
        return label
    start = label.plain.index(words)
    return label.cut(start, start + len(words))


def _unseen(page: Page, events: list[Event]) -> list[Block]:
    texts: dict[int, list[Event]] = {}
    for event in events:
        texts.setdefault(page.standing(event.node).hidden, []).append(event)
    proses = ((root, prose_in(page.tree.text, run)) for root, run in texts.items())
    return [_block(page, "hidden", prose, prose.span(), root) for root, prose in proses if prose.plain]


def _comment(page: Page, event: Event) -> list[Block]:
    match = _COMMENT.match(page.tree.text, event.start, event.end)
    if not match:
        return []
    prose = prose_at(page.tree.text, match.start(1), match.end(1))
    return [_block(page, "comment", prose, Span(match.start(), match.end()), event.node)]


def _is_element(page: Page, at: int) -> bool:
    """Tell whether an element prints no text: data scripts say theirs elsewhere, a box counts if it is empty."""
    events, node = page.tree.events, page.tree.nodes[page.tree.events[at].node]
    if node.name not in _MAY_BE_EMPTY:
        return "json" not in node.attrs.get("type", "")
    if not node.attrs or at + 1 >= len(events):
        return False
    following = events[at + 1]
    if following.kind == "text" and page.words(following).isspace() and at + 2 < len(events):
        following = events[at + 2]
    return following.kind == "close"


def _element(page: Page, index: int) -> Block:
    node = page.tree.nodes[index]
    closed = page.tree.events[page.tree.closed[index]]
    prose = prose_at(page.tree.text, node.start, node.end)
    return _block(page, "element", prose, Span(node.start, max(closed.end, node.end)), index)


def _block(page: Page, kind: str, prose: Prose, span: Span, index: int) -> Block:
    standing = page.standing(index)
    name = page.tree.nodes[index].name if index >= 0 else ""
    level = 0
    if kind == "heading":
        name = heading_of(page, standing.holder)
        level = int(name[1])
    marks = marks_of(page.tree, index, page.marks)
    return Block(kind, prose, span, level, standing.within, marks, "", name, page.inside(index))
