"""The blocks of a page: what stands between two tags that part texts."""

from __future__ import annotations

import re
from collections.abc import Collection
from collections.abc import Sequence
from typing import NamedTuple

from bylint.model.article import Block
from bylint.model.article import Image
from bylint.model.article import Link
from bylint.model.prose import Prose
from bylint.model.prose import prose_at
from bylint.model.source import Span
from bylint.readers import html_images
from bylint.readers import html_links
from bylint.readers.html_marks import marks_of
from bylint.readers.html_standing import EMPHASIS
from bylint.readers.html_standing import NOWHERE
from bylint.readers.html_standing import STRONG
from bylint.readers.html_standing import Standing
from bylint.readers.html_text import prose_in
from bylint.readers.html_tree import HEADINGS
from bylint.readers.html_tree import Event
from bylint.readers.html_tree import Node
from bylint.readers.html_tree import Tree
from bylint.text.lazy import lazily

_KINDS = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(("p", "blockquote"), "paragraph"),
    **dict.fromkeys(("li", "dd"), "item"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "dt": "term",
}
_MAY_BE_EMPTY = frozenset({"div", "section", "aside", "span"})
_ELEMENTS = _MAY_BE_EMPTY | frozenset(
    "script iframe ins embed object video audio amp-ad amp-embed amp-iframe amp-auto-ads".split()
)
_COMMENT = lazily(r"<!--(.*?)(?:--!?>|\Z)", re.DOTALL)
_CAPTION_CLASS = lazily(r"(?:^|[\s_-])(?:fig)?caption(?:[_-]?text)?(?:\s|$)", re.IGNORECASE)
_CREDIT_CLASS = lazily(r"credit|copyright|photographer|attribution|byline", re.IGNORECASE)
_SENTENCE = lazily(r"[.!?…][\"'”’»)\]]*(?:\s|$)")
# What leads to the words that follow: such a text and its sequel are one.
_LEADS = lazily(
    r"(?:^|\s)(?:by|von|par|por|di|av|af|and|und|et|y|&|with|for|at|in|of|the|from|via)$|[:,(&]$", re.IGNORECASE
)
_SEPARATORS = " |·•/–—-\n"
_LONG_LABEL = 16
_FURTHEST = 8
_CLOSE = 200


class Found(NamedTuple):
    """What a page holds, in the order of the file."""

    blocks: tuple[Block, ...]
    images: tuple[Image, ...]
    links: tuple[Link, ...]


class Page(NamedTuple):
    """A page and what was made out about each of its elements."""

    tree: Tree
    standings: list[Standing]
    is_inside: Sequence[bool] | None
    marks: dict[int, tuple[str, ...]]

    def standing(self, index: int) -> Standing:
        """Return the standing of an element, or of what stands in none."""
        return self.standings[index] if index >= 0 else NOWHERE

    def inside(self, index: int) -> bool:
        """Tell whether an element belongs to the article."""
        return self.is_inside is None or (index >= 0 and self.is_inside[index])


class _Run(NamedTuple):
    """The texts since the last tag that parts blocks, seen and unseen, and where they may begin."""

    seen: list[Event]
    unseen: list[Event]


def read(tree: Tree, standing: list[Standing], is_inside: Sequence[bool] | None) -> Found:
    """Return blocks, images and links; without `is_inside` all of them belong to the article."""
    page = Page(tree, standing, is_inside, {})
    blocks = sorted(_blocks(page), key=lambda block: block.span)
    spans = [block.span for block in blocks]
    kinds = [block.kind for block in blocks]
    return Found(
        tuple(blocks),
        tuple(html_images.images(page, spans, kinds)),
        tuple(html_links.links(page, spans, kinds)),
    )


def _blocks(page: Page) -> list[Block]:
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
            if run.seen or run.unseen:
                _flush(page, run, event, found)
            if kind == "open":
                run.seen.append(event)
        elif kind == "open":
            _opened(page, run, at, event, found)
        elif nodes[index].attrs and _is_begun(run) and _is_credit(page, index):
            _flush(page, run, event, found)
        if kind == "open" and nodes[index].name in _ELEMENTS and _is_element(page, at, nodes[index]):
            found.append(_element(page, index))
    _flush(page, run, None, found)
    return found


def _add(page: Page, run: _Run, event: Event) -> None:
    standing = page.standing(event.node)
    if standing.is_silent:
        return
    texts = run.unseen if standing.hidden >= 0 else run.seen
    if standing.hidden >= 0 and _is_begun(run):
        run.seen.append(Event("text", event.node, event.start, event.start, " "))
    if (texts and texts[-1].kind == "text") or not _is_blank(page.tree.text, event):
        texts.append(event)


def _opened(page: Page, run: _Run, at: int, event: Event, found: list[Block]) -> None:
    node = page.tree.nodes[event.node]
    if node.name == "br":
        _break(page, run, event, found)
    elif node.attrs and _is_begun(run):
        _part(page, run, at, event, found)


def _element(page: Page, index: int) -> Block:
    node = page.tree.nodes[index]
    closed = page.tree.events[page.tree.closed[index]]
    prose = prose_at(page.tree.text, node.start, node.end)
    return _block(page, "element", prose, Span(node.start, max(closed.end, node.end)), index)


def _is_begun(run: _Run) -> bool:
    """Tell whether any text has come since the tag that began the block."""
    return bool(run.seen) and run.seen[-1].kind != "open"


def _break(page: Page, run: _Run, event: Event, found: list[Block]) -> None:
    """A line break; the second in a row ends the block: so old pages part their paragraphs."""
    if page.standing(event.node).hidden >= 0:
        return
    for before in reversed(run.seen):
        if before.kind == "break":
            _flush(page, run, None, found)
            return
        if not _is_blank(page.tree.text, before):
            break
    run.seen.append(Event("break", event.node, event.start, event.end))


def _part(page: Page, run: _Run, at: int, event: Event, found: list[Block]) -> None:
    """End the block where an element is a text of its own: a date beside a name, a credit in a caption."""
    before = page.tree.events[at - 1]
    if _is_credit(page, event.node):
        if _is_whole(_words(page, run)):
            _flush(page, run, None, found)
    elif _is_apart(page, run, event.node):
        if not _LEADS.search(_words(page, run).rstrip()):
            _flush(page, run, None, found)
    elif before.kind == "close" and before.end == event.start and page.standing(event.node).hidden < 0:
        run.seen.append(Event("text", page.tree.nodes[event.node].parent, event.start, event.start, " "))


def _is_credit(page: Page, index: int) -> bool:
    """Tell whether an element within a caption is named as its credit."""
    standing, node = page.standings[index], page.tree.nodes[index]
    if not node.attrs or standing.is_block or standing.holder < 0 or standing.hidden >= 0:
        return False
    named = f"{node.attrs.get('class', '')} {node.attrs.get('itemprop', '')}"
    return bool(_CREDIT_CLASS.search(named)) and _kind(page, standing.holder, "") == "caption"


def _is_whole(words: str) -> bool:
    return bool(_SENTENCE.search(words[-3:])) or (len(words.split()) > 3 and not _LEADS.search(words.rstrip()))


def _is_apart(page: Page, run: _Run, index: int) -> bool:
    """Tell whether an element and the one before it are separate items of a line such as name and date."""
    nodes, standing = page.tree.nodes, page.standings[index]
    if standing.hidden >= 0 or (standing.holder >= 0 and nodes[standing.holder].name in _KINDS):
        return False
    around = nodes[index].parent
    last = next((event.node for event in reversed(run.seen[-_FURTHEST:]) if _is_written(page, event)), around)
    while last >= 0 and nodes[last].parent not in (around, standing.holder):
        last = nodes[last].parent
    if last < 0 or last == around or nodes[last].parent != around:
        return False
    is_named = bool(nodes[index].attrs.get("class") and nodes[last].attrs.get("class"))
    return is_named or "time" in (nodes[index].name, nodes[last].name)


def _is_written(page: Page, event: Event) -> bool:
    return event.kind == "text" and bool(page.tree.text[event.start : event.end].strip(_SEPARATORS))


def _words(page: Page, run: _Run) -> str:
    """Return the last words before an element."""
    texts = [event for event in run.seen[-_FURTHEST:] if event.kind == "text"]
    return "".join(event.words or page.tree.text[max(event.start, event.end - _CLOSE) : event.end] for event in texts)


def _is_blank(text: str, event: Event) -> bool:
    return event.kind == "text" and (event.words or text[event.start : event.end]).isspace()


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
    if not prose.plain:
        return []
    texts = [event for event in events if event.kind == "text" and not _is_blank(page.tree.text, event)]
    holder = page.standing(texts[0].node).holder
    kind = _kind(page, holder, prose.plain)
    if kind == "label":
        start, end = len(prose.plain) - len(prose.plain.lstrip(_SEPARATORS)), len(prose.plain.rstrip(_SEPARATORS))
        prose = prose.cut(start, end) if start < end else prose
    first, last = prose.starts[0], prose.ends[-1]
    if events[0].kind == "open" and events[0].node == holder:
        first = events[0].start
        if edge and edge.kind == "close" and edge.node == holder:
            last = max(edge.end, last)
    common = _common(page, texts, holder)
    block = _block(page, kind, prose, Span(first, last), common)
    return [block._replace(tone=_tone(page, texts))]


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


def _is_element(page: Page, at: int, node: Node) -> bool:
    if node.name not in _MAY_BE_EMPTY:
        return "json" not in node.attrs.get("type", "")
    events = page.tree.events
    if not node.attrs or at + 1 >= len(events):
        return False
    # White space alone is no content.
    following = events[at + 2] if _is_blank(page.tree.text, events[at + 1]) and at + 2 < len(events) else events[at + 1]
    return following.kind == "close"


def _kind(page: Page, holder: int, plain: str) -> str:
    if holder < 0:
        return "paragraph" if _is_running(plain) else "label"
    node = page.tree.nodes[holder]
    if _is_caption(page, holder, node):
        return "caption"
    kind = _KINDS.get(node.name, "") or ("heading" if _heading(page, holder) else "")
    return kind or ("paragraph" if _is_running(plain) else "label")


def _is_caption(page: Page, holder: int, node: Node) -> bool:
    if node.name in ("figcaption", "caption"):
        return True
    if node.name in ("p", "div", "dd", "li") and _CAPTION_CLASS.search(node.attrs.get("class", "")):
        return True
    within = page.standings[holder].within
    if "figure" not in within or within[-1] in ("quote", "table"):
        return False
    return (
        _CREDIT_CLASS.search(node.attrs.get("class", "")) is not None or _ancestor(page, holder, ("figcaption",)) >= 0
    )


def _heading(page: Page, index: int) -> str:
    """Return the name of the heading in which an element stands."""
    at = _ancestor(page, index, HEADINGS)
    return page.tree.nodes[at].name if at >= 0 else ""


def _ancestor(page: Page, index: int, names: Collection[str]) -> int:
    for _ in range(_FURTHEST):
        if index < 0 or page.tree.nodes[index].name in names:
            return index
        index = page.tree.nodes[index].parent
    return -1


def _is_running(plain: str) -> bool:
    words = plain.count(" ") + plain.count("\n") + 1
    return words > _LONG_LABEL or (words > _LONG_LABEL // 2 and bool(_SENTENCE.search(plain)))


def _common(page: Page, texts: Sequence[Event], holder: int) -> int:
    """Return the innermost element that holds all of the texts."""
    if len(texts) == 1:
        return texts[0].node
    nodes = page.tree.nodes
    chains = [_chain(nodes, index, holder) for index in dict.fromkeys(event.node for event in texts[:_FURTHEST])]
    if len(texts) > _FURTHEST:
        chains.append([holder])
    common = holder
    for level in zip(*chains, strict=False):
        if len(set(level)) > 1:
            break
        common = level[0]
    return common


def _chain(nodes: list[Node], index: int, holder: int) -> list[int]:
    chain = [index]
    while chain[-1] not in (holder, -1):
        chain.append(nodes[chain[-1]].parent)
    return chain[::-1]


def _tone(page: Page, texts: Sequence[Event]) -> str:
    tone = 7
    for event in texts:
        tone &= page.standing(event.node).tone
    if tone & EMPHASIS:
        return "emphasis"
    if tone & STRONG:
        return "strong"
    return "small" if tone else ""


def _block(page: Page, kind: str, prose: Prose, span: Span, index: int) -> Block:
    node = page.tree.nodes[index] if index >= 0 else None
    name = node.name if node else ""
    heading = _heading(page, index) if kind == "heading" else ""
    return Block(
        kind,
        prose,
        span,
        level=int(heading[1]) if heading else 0,
        within=page.standing(index).within,
        marks=marks_of(page.tree, index, page.marks),
        name=heading or name,
        is_inside=page.inside(index),
    )
