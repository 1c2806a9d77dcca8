"""What kind of block a text is, by the element that holds it."""

from __future__ import annotations

import re
from collections.abc import Collection
from collections.abc import Sequence

from bylint.readers.html_page import Page
from bylint.readers.html_standing import EMPHASIS
from bylint.readers.html_standing import STRONG
from bylint.readers.html_tree import HEADINGS
from bylint.readers.html_tree import Event
from bylint.readers.html_tree import Node
from bylint.text.lazy import lazily

KINDS = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(("p", "blockquote"), "paragraph"),
    **dict.fromkeys(("li", "dd"), "item"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "dt": "term",
}
SENTENCE = lazily(r"[.!?…][\"'”’»)\]]*(?:\s|$)")
CREDIT = lazily(r"credit|copyright|photographer|attribution|byline", re.IGNORECASE)
_CAPTION = lazily(r"(?:^|[\s_-])(?:fig)?caption(?:[_-]?text)?(?:\s|$)", re.IGNORECASE)
_LONG_LABEL = 16
_FURTHEST = 8


def kind_of(page: Page, holder: int, plain: str) -> str:
    """Return the kind of a text that an element holds; a box that says nothing of itself goes by its words."""
    if holder >= 0:
        if is_caption(page, holder):
            return "caption"
        kind = KINDS.get(page.tree.nodes[holder].name, "") or ("heading" if heading_of(page, holder) else "")
        if kind:
            return kind
    return "paragraph" if _is_running(plain) else "label"


def is_caption(page: Page, holder: int) -> bool:
    """Tell whether an element is a caption, or stands in one."""
    node = page.tree.nodes[holder]
    if node.name in ("figcaption", "caption"):
        return True
    named = node.attrs.get("class", "")
    if named and node.name in ("p", "div", "dd", "li") and _CAPTION.search(named):
        return True
    within = page.standings[holder].within
    if "figure" not in within or within[-1] in ("quote", "table"):
        return False
    return bool(CREDIT.search(named)) or _ancestor(page, holder, ("figcaption",)) >= 0


def heading_of(page: Page, index: int) -> str:
    """Return the name of the heading in which an element stands."""
    at = _ancestor(page, index, HEADINGS)
    return page.tree.nodes[at].name if at >= 0 else ""


def tone_of(page: Page, texts: Sequence[Event]) -> str:
    """Return the tone in which all of the texts stand."""
    tone = ~0
    for event in texts:
        tone &= page.standing(event.node).tone
    if tone & EMPHASIS:
        return "emphasis"
    if tone & STRONG:
        return "strong"
    return "small" if tone else ""


def common(page: Page, texts: Sequence[Event], holder: int) -> int:
    """Return the innermost element that holds all of the texts."""
    indexes = {event.node for event in texts}
    if len(indexes) == 1:
        return texts[0].node
    if len(indexes) > _FURTHEST:
        return holder
    found = holder
    for level in zip(*(_chain(page.tree.nodes, index, holder) for index in indexes), strict=False):
        if len(set(level)) > 1:
            break
        found = level[0]
    return found


def _chain(nodes: list[Node], index: int, holder: int) -> list[int]:
    chain = [index]
    while chain[-1] not in (holder, -1):
        chain.append(nodes[chain[-1]].parent)
    return chain[::-1]


def _ancestor(page: Page, index: int, names: Collection[str]) -> int:
    for _ in range(_FURTHEST):
        if index < 0 or page.tree.nodes[index].name in names:
            return index
        index = page.tree.nodes[index].parent
    return -1


def _is_running(plain: str) -> bool:
    words = plain.count(" ") + plain.count("\n") + 1
    return words > _LONG_LABEL or (words > _LONG_LABEL // 2 and bool(SENTENCE.search(plain)))
