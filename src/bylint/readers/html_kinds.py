"""What kind of block a text is, by the element that holds it."""

from __future__ import annotations

import re
from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Sequence
from functools import lru_cache

from bylint.readers.html_elements import HEADINGS
from bylint.readers.html_page import Page
from bylint.readers.html_standing import EMPHASIS
from bylint.readers.html_standing import STRONG
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
_CREDIT = lazily(r"credit|copyright|photographer|attribution|byline", re.IGNORECASE)
_CAPTION = lazily(r"[\s_-](?:fig)?caption(?:[_-]?text)?(?:\s|$)", re.IGNORECASE)
_CAPTIONS = frozenset({"p", "div", "dd", "li"})
_LONG_LABEL = 16
_FURTHEST = 8


def kind_of(page: Page, holder: int, plain: str) -> str:
    """Return the kind of a text that an element holds; a box that says nothing of itself goes by its words."""
    if holder >= 0:
        if is_caption(page, holder):
            return "caption"
        kind = KINDS.get(page.tree.names[holder], "") or ("heading" if heading_of(page, holder) else "")
        if kind:
            return kind
    return "paragraph" if _is_running(plain) else "label"


def is_caption(page: Page, holder: int) -> bool:
    """Tell whether an element is a caption, or stands in one."""
    name, named = page.tree.names[holder], page.tree.attrs[holder].get("class", "")
    if name in ("figcaption", "caption") or (named and name in _CAPTIONS and _names_caption(named)):
        return True
    within = page.standings[holder].within
    if "figure" not in within or within[-1] in ("quote", "table"):
        return False
    return names_credit(named) or _ancestor(page, holder, ("figcaption",)) >= 0


def heading_of(page: Page, index: int) -> str:
    """Return the name of the heading in which an element stands."""
    at = _ancestor(page, index, HEADINGS)
    return page.tree.names[at] if at >= 0 else ""


def tone_of(page: Page, texts: Iterable[int]) -> str:
    """Return the tone in which all of the elements stand that hold the texts."""
    tone = ~0
    for index in texts:
        tone &= page.standing(index).tone
    if tone & EMPHASIS:
        return "emphasis"
    if tone & STRONG:
        return "strong"
    return "small" if tone else ""


def common(page: Page, texts: Sequence[int], holder: int) -> int:
    """Return the innermost element that holds all of some elements."""
    indexes = set(texts)
    if len(indexes) == 1:
        return texts[0]
    if holder in indexes or len(indexes) > _FURTHEST:
        return holder
    found = holder
    for level in zip(*(_chain(page.tree.parents, index, holder) for index in indexes), strict=False):
        if len(set(level)) > 1:
            break
        found = level[0]
    return found


def _chain(parents: Sequence[int], index: int, holder: int) -> list[int]:
    chain = [index]
    while chain[-1] not in (holder, -1):
        chain.append(parents[chain[-1]])
    return chain[::-1]


def _ancestor(page: Page, index: int, names: Container[str]) -> int:
    for _ in range(_FURTHEST):
        if index < 0 or page.tree.names[index] in names:
            return index
        index = page.tree.parents[index]
    return -1


@lru_cache(maxsize=4096)
def names_credit(classes: str) -> bool:
    """Tell whether an element is named as the credit of a picture."""
    return _CREDIT.search(classes) is not None


@lru_cache(maxsize=4096)
def _names_caption(classes: str) -> bool:
    return _CAPTION.search(f" {classes}") is not None


def _is_running(plain: str) -> bool:
    words = plain.count(" ") + plain.count("\n") + 1
    return words > _LONG_LABEL or (words > _LONG_LABEL // 2 and bool(SENTENCE.search(plain)))
