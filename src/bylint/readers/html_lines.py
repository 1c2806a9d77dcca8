"""Where a line of a page falls into separate texts: name and date, caption and credit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bylint.readers.html_kinds import CREDIT
from bylint.readers.html_kinds import KINDS
from bylint.readers.html_kinds import SENTENCE
from bylint.readers.html_kinds import is_caption
from bylint.readers.html_page import Page
from bylint.readers.html_tree import Event
from bylint.text.lazy import lazily

SEPARATORS = " |·•/–—-\n"
# What leads to the words that follow: such a text and its sequel are one.
_LEADS = lazily(
    r"(?:^|\s)(?:by|von|par|por|di|av|af|and|und|et|y|&|with|for|at|in|of|the|from|via)$|[:,(&]$", re.IGNORECASE
)
_FURTHEST = 8
_CLOSE = 200


def ends_before(page: Page, run: Sequence[Event], index: int) -> bool:
    """Tell whether the texts so far end before an element because it is a text of its own."""
    if is_credit(page, index):
        words = _words(page, run)
        return bool(SENTENCE.search(words[-3:])) or (len(words.split()) > 3 and not _leads(words))
    return _is_apart(page, run, index) and not _leads(_words(page, run))


def is_credit(page: Page, index: int) -> bool:
    """Tell whether an element within a caption is named as its credit."""
    standing, attrs = page.standings[index], page.tree.nodes[index].attrs
    if standing.is_block or standing.holder < 0 or standing.hidden >= 0:
        return False
    named = attrs.get("class", "") or attrs.get("itemprop", "")
    return bool(named) and CREDIT.search(named) is not None and is_caption(page, standing.holder)


def _is_apart(page: Page, run: Sequence[Event], index: int) -> bool:
    """Tell whether an element and the one before it are separate items of a line such as name and date."""
    nodes, standing = page.tree.nodes, page.standings[index]
    if standing.hidden >= 0 or (standing.holder >= 0 and nodes[standing.holder].name in KINDS):
        return False
    around = nodes[index].parent
    last = next((event.node for event in reversed(run[-_FURTHEST:]) if _is_written(page, event)), around)
    while last >= 0 and nodes[last].parent not in (around, standing.holder):
        last = nodes[last].parent
    if last < 0 or last == around or nodes[last].parent != around:
        return False
    is_named = bool(nodes[index].attrs.get("class") and nodes[last].attrs.get("class"))
    return is_named or "time" in (nodes[index].name, nodes[last].name)


def _is_written(page: Page, event: Event) -> bool:
    return event.kind == "text" and bool(page.tree.text[event.start : event.end].strip(SEPARATORS))


def _leads(words: str) -> bool:
    return _LEADS.search(words.rstrip()) is not None


def _words(page: Page, run: Sequence[Event]) -> str:
    """Return the last words before an element."""
    return "".join(page.words(event)[-_CLOSE:] for event in run[-_FURTHEST:] if event.kind == "text")
