"""Where a line of a page falls into separate texts: name and date, caption and credit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bylint.readers.html_kinds import KINDS
from bylint.readers.html_kinds import SENTENCE
from bylint.readers.html_kinds import is_caption
from bylint.readers.html_kinds import names_credit
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
        words = _words(run)
        return bool(SENTENCE.search(words[-3:])) or (len(words.split()) > 3 and not _leads(words))
    return _is_apart(page, run, index) and not _leads(_words(run))


def is_credit(page: Page, index: int) -> bool:
    """Tell whether an element within a caption is named as its credit."""
    attrs = page.tree.attrs[index]
    named = attrs.get("class", "") or attrs.get("itemprop", "")
    if not named or not names_credit(named) or page.is_block[index]:
        return False
    standing = page.standings[index]
    return standing.holder >= 0 and standing.hidden < 0 and is_caption(page, standing.holder)


def _is_apart(page: Page, run: Sequence[Event], index: int) -> bool:
    """Tell whether an element and the one before it are separate items of a line such as name and date."""
    (names, attrs, parents), standing = (page.tree.names, page.tree.attrs, page.tree.parents), page.standings[index]
    if standing.hidden >= 0 or (standing.holder >= 0 and names[standing.holder] in KINDS):
        return False
    around = parents[index]
    last = next((event[1] for event in reversed(run[-_FURTHEST:]) if _is_written(page, event)), around)
    while last >= 0 and parents[last] not in (around, standing.holder):
        last = parents[last]
    if last < 0 or last == around or parents[last] != around:
        return False
    is_named = bool(attrs[index].get("class") and attrs[last].get("class"))
    return is_named or "time" in (names[index], names[last])


def _is_written(page: Page, event: Event) -> bool:
    kind, _, start, end, _ = event
    return kind == "text" and bool(page.tree.text[start:end].strip(SEPARATORS))


def _leads(words: str) -> bool:
    return _LEADS.search(words.rstrip()) is not None


def _words(run: Sequence[Event]) -> str:
    """Return the last words before an element."""
    return "".join(words[-_CLOSE:] for kind, _, _, _, words in run[-_FURTHEST:] if kind == "text")
