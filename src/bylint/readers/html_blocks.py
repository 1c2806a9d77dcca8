"""The blocks of a page: what stands between two tags that part texts."""

from __future__ import annotations

from typing import NamedTuple

from bylint.model.markup import Block
from bylint.model.prose import Prose
from bylint.model.prose import prose_at
from bylint.model.source import Span
from bylint.readers.html_kinds import common
from bylint.readers.html_kinds import heading_of
from bylint.readers.html_kinds import kind_of
from bylint.readers.html_kinds import tone_of
from bylint.readers.html_lines import SEPARATORS
from bylint.readers.html_lines import ends_before
from bylint.readers.html_lines import is_credit
from bylint.readers.html_page import Page
from bylint.readers.html_standing import NOWHERE
from bylint.readers.html_text import prose_in
from bylint.readers.html_tree import Event

_MAY_BE_EMPTY = frozenset({"div", "section", "aside", "span"})
_ELEMENTS = _MAY_BE_EMPTY | frozenset(
    "script iframe ins embed object video audio amp-ad amp-embed amp-iframe amp-auto-ads".split()
)


class _Run(NamedTuple):
    """The texts since the last tag that parts blocks, seen and unseen; an open tag may stand first."""

    seen: list[Event]
    unseen: list[Event]


def blocks(page: Page) -> list[Block]:
    """Return the blocks of a page in the order of the file."""
    found: list[Block] = []
    run = _Run([], [])
    tree, is_block = page.tree, page.is_block
    names, attrs = tree.names, tree.attrs
    for at, event in enumerate(tree.events):
        kind, index, _, _, _ = event
        if kind == "text":
            _add(page, run, event)
            continue
        if kind == "comment":
            found.extend(_comment(page, event))
            continue
        if is_block[index]:
            _flush(page, run, event, found)
            if kind == "open":
                run.seen.append(event)
        elif kind == "open":
            _opened(page, run, at, found)
        elif attrs[index] and _is_begun(run) and is_credit(page, index):
            _flush(page, run, event, found)
        if kind == "open" and names[index] in _ELEMENTS and _is_element(page, at):
            found.append(_element(page, index))
    _flush(page, run, None, found)
    return sorted(found, key=_span)


def _span(block: Block) -> Span:
    return block.span


def _add(page: Page, run: _Run, event: Event) -> None:
    _, node, start, _, words = event
    _, hidden, is_silent, _, _, _ = page.standings[node] if node >= 0 else NOWHERE
    if is_silent:
        return
    texts = run.seen
    if hidden >= 0:
        texts = run.unseen
        if _is_begun(run):
            run.seen.append(("text", node, start, start, " "))
    if (texts and texts[-1][0] == "text") or not words.isspace():
        texts.append(event)


def _opened(page: Page, run: _Run, at: int, found: list[Block]) -> None:
    """Take in a tag within a line."""
    tree = page.tree
    _, index, start, end, _ = tree.events[at]
    name = tree.names[index]
    if name == "br" and page.standings[index].hidden < 0:
        if _is_second_break(run):
            _flush(page, run, None, found)
        else:
            run.seen.append(("break", index, start, end, ""))
    elif not _is_begun(run) or not (tree.attrs[index] or name == "time"):
        return
    elif ends_before(page, run.seen, index):
        _flush(page, run, None, found)
    elif _follows_at_once(tree.events[at - 1], start) and page.standings[index].hidden < 0:
        # Neighbours without a blank between them are parted by their style.
        run.seen.append(("text", tree.parents[index], start, start, " "))


def _follows_at_once(before: Event, start: int) -> bool:
    return before[0] == "close" and before[3] == start


def _is_begun(run: _Run) -> bool:
    """Tell whether any text has come since the tag that began the block."""
    return bool(run.seen) and run.seen[-1][0] != "open"


def _is_second_break(run: _Run) -> bool:
    """Tell whether nothing was written since a line break: so old pages part their paragraphs."""
    kinds = (kind for kind, _, _, _, words in reversed(run.seen) if kind != "text" or not words.isspace())
    return next(kinds, "") == "break"


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
    prose = prose_in(events)
    texts = [node for kind, node, _, _, words in events if kind == "text" and not words.isspace()]
    if not prose.plain or not texts:
        return []
    holder = page.standing(texts[0]).holder
    kind = kind_of(page, holder, prose.plain)
    if kind == "label":
        prose = _bare(prose)
    first, last = prose.starts[0], prose.ends[-1]
    begun, opener, start, _, _ = events[0]
    if begun == "open" and opener == holder:
        first = start
        if edge and edge[0] == "close" and edge[1] == holder:
            last = max(edge[3], last)
    return [_block(page, kind, prose, Span(first, last), common(page, texts, holder), tone_of(page, texts))]


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
        texts.setdefault(page.standing(event[1]).hidden, []).append(event)
    proses = ((root, prose_in(run)) for root, run in texts.items())
    return [_block(page, "hidden", prose, prose.span(), root) for root, prose in proses if prose.plain]


def _comment(page: Page, event: Event) -> list[Block]:
    text, (_, node, start, end, _) = page.tree.text, event
    if not text.startswith("<!--", start, end):
        return []
    stop = text.find("-->", start + 4, end)
    other = text.find("--!>", start + 4, stop if stop >= 0 else end)
    if other >= 0:
        stop, end = other, other + 4
    elif stop >= 0:
        end = stop + 3
    else:
        stop = end
    return [_block(page, "comment", prose_at(text, start + 4, stop), Span(start, end), node)]


def _is_element(page: Page, at: int) -> bool:
    """Tell whether an element prints no text: data scripts say theirs elsewhere, a box counts if it is empty."""
    events, index = page.tree.events, page.tree.events[at][1]
    attrs = page.tree.attrs[index]
    if page.tree.names[index] not in _MAY_BE_EMPTY:
        return "json" not in attrs.get("type", "")
    if not attrs or at + 1 >= len(events):
        return False
    kind, _, _, _, words = events[at + 1]
    if kind == "text" and at + 2 < len(events) and words.isspace():
        kind = events[at + 2][0]
    return kind == "close"


def _element(page: Page, index: int) -> Block:
    tree = page.tree
    start, end = tree.starts[index], tree.ends[index]
    closed = tree.events[tree.closed[index]][3]
    return _block(page, "element", prose_at(tree.text, start, end), Span(start, max(closed, end)), index)


def _block(page: Page, kind: str, prose: Prose, span: Span, index: int, tone: str = "") -> Block:
    standing = page.standing(index)
    name = page.tree.names[index] if index >= 0 else ""
    level = 0
    if kind == "heading":
        name = heading_of(page, standing.holder)
        level = int(name[1])
    marks = page.marks[index] if index >= 0 else ()
    return Block(kind, prose, span, level, standing.within, marks, tone, name, page.inside(index))
