"""The blocks of a page: what stands between two tags that part texts."""

from __future__ import annotations

import re
from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bylint.model.markup import Block
from bylint.model.prose import Prose
from bylint.model.prose import prose_at
from bylint.model.source import Span
from bylint.readers.html_text import prose_in
from bylint.readers.html_tree import EMPHASIS
from bylint.readers.html_tree import HEADINGS
from bylint.readers.html_tree import NOWHERE
from bylint.readers.html_tree import STRONG
from bylint.readers.html_tree import Page
from bylint.readers.html_tree import PageEvent
from bylint.readers.html_tree import Tree
from bylint.readers.tags import LONGEST_NOTE
from bylint.readers.tags import is_note_mark
from bylint.text.fold import words_of_sentences
from bylint.text.patterns import lazily

_KINDS = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(("p", "blockquote"), "paragraph"),
    **dict.fromkeys(("li", "dd"), "item"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "dt": "term",
}
_SENTENCE = lazily(r"[.!?…][\"'”’»)\]]*(?:\s|$)")
_CREDIT = lazily(r"credit|copyright|photographer|attribution|byline", re.IGNORECASE)
_CAPTION = lazily(r"[\s_-](?:fig)?caption(?:[_-]?text)?(?:\s|$)", re.IGNORECASE)
_CAPTIONS = frozenset({"p", "div", "dd", "li"})
_LONG_LABEL = 16
_FURTHEST = 8
_SEPARATORS = " |·•/–—-\n"
_LEADING_SIGNS = frozenset(":,(&")
_NEAREST = 8
_CLOSE = 200
_SCRIPT = 400
"""Characters of a script without address that are kept."""
_PARTING = frozenset(("time", "cite", "small"))
_MAY_BE_EMPTY = frozenset({"div", "section", "aside", "span"})
_ELEMENTS = _MAY_BE_EMPTY | frozenset(
    "script iframe ins embed object video audio amp-ad amp-embed amp-iframe amp-auto-ads".split()
)


class _Run(NamedTuple):
    """The texts since the last tag that parts blocks, seen and unseen; an open tag may stand first."""

    seen: list[PageEvent]
    unseen: list[PageEvent]


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
        elif attrs[index] and _is_begun(run) and _is_credit(page, index):
            _flush(page, run, event, found)
        if kind == "open" and names[index] in _ELEMENTS and _is_element(page, at):
            found.append(_element(page, index))
    _flush(page, run, None, found)
    return sorted(found, key=_span)


def _kind_of(page: Page, holder: int, plain: str) -> str:
    """Return the kind of a text that an element holds; a box that says nothing of itself goes by its words."""
    if holder >= 0:
        if _is_caption(page, holder):
            return "caption"
        kind = _KINDS.get(page.tree.names[holder], "") or ("heading" if _heading_of(page, holder) else "")
        if kind:
            return kind
    return "paragraph" if _is_running(plain) else "label"


def _is_caption(page: Page, holder: int) -> bool:
    """Tell whether an element is a caption, or stands in one."""
    name, named = page.tree.names[holder], page.tree.attrs[holder].get("class", "")
    if name in ("figcaption", "caption") or (named and name in _CAPTIONS and _names_caption(named)):
        return True
    within = page.ancestries[holder].within
    if "figure" not in within or within[-1] in ("quote", "table"):
        return False
    return _names_credit(named) or _ancestor(page, holder, ("figcaption",)) >= 0


def _heading_of(page: Page, index: int) -> str:
    """Return the name of the heading in which an element stands."""
    at = _ancestor(page, index, HEADINGS)
    return page.tree.names[at] if at >= 0 else ""


def _tone_of(page: Page, texts: Iterable[int]) -> str:
    """Return the tone in which all of the elements stand that hold the texts."""
    tone = ~0
    for index in texts:
        tone &= page.ancestry(index).tone
    if tone & EMPHASIS:
        return "emphasis"
    if tone & STRONG:
        return "strong"
    return "small" if tone else ""


def _common(page: Page, texts: Sequence[int], holder: int) -> int:
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


@lru_cache(maxsize=4096)
def _names_credit(classes: str) -> bool:
    """Tell whether an element is named as the credit of a picture."""
    return _CREDIT.search(classes) is not None


def _ends_before(page: Page, run: Sequence[PageEvent], index: int) -> bool:
    """Tell whether the texts so far end before an element because it is a text of its own."""
    if _is_credit(page, index):
        words = _last_words(run)
        is_long = len(words.split()) > 3 or _ends_caption(page.tree, index)
        return bool(_SENTENCE.search(words[-3:])) or (is_long and not _leads(words))
    return _is_apart(page, run, index) and not _leads(_last_words(run))


def _is_credit(page: Page, index: int) -> bool:
    """Tell whether an element within a caption is named as its credit, or is the `<cite>` or `<small>` it ends with."""
    attrs = page.tree.attrs[index]
    named, said = attrs.get("class", ""), attrs.get("itemprop", "")
    is_named = said == "creator" or _names_credit(named or said)
    if page.is_block[index] or not (is_named or _ends_caption(page.tree, index)):
        return False
    ancestry = page.ancestries[index]
    return ancestry.holder >= 0 and ancestry.hidden < 0 and _is_caption(page, ancestry.holder)


def _ends_caption(tree: Tree, index: int) -> bool:
    """Tell whether an element is a `<cite>` or `<small>` behind which a caption ends."""
    if tree.names[index] not in ("cite", "small"):
        return False
    following = tree.events[tree.closed[index] + 1 : tree.closed[index] + 3]
    edge = next((event for event in following if event[0] != "text" or not event[4].isspace()), None)
    return edge is not None and edge[0] == "close" and tree.names[edge[1]] in ("figcaption", "caption")


def _span(block: Block) -> Span:
    return block.span


def _add(page: Page, run: _Run, event: PageEvent) -> None:
    _, node, start, _, words = event
    _, hidden, is_silent, _, _, _ = page.ancestries[node] if node >= 0 else NOWHERE
    if is_silent:
        return
    texts = run.seen
    if len(words) <= LONGEST_NOTE and _is_note(page.tree, run, node, words):
        return
    if hidden >= 0:
        texts = run.unseen
        if _is_begun(run):
            run.seen.append(("text", node, start, start, " "))
    if (texts and texts[-1][0] == "text") or not words.isspace():
        texts.append(event)


def _is_note(tree: Tree, run: _Run, node: int, words: str) -> bool:
    """Tell whether a text is the mark of a note, raised, perhaps as a link."""
    if node < 0 or not run.seen or "sup" not in (tree.names[node], tree.names[max(tree.parents[node], 0)]):
        return False
    return is_note_mark(run.seen[-1][4], words)


def _opened(page: Page, run: _Run, at: int, found: list[Block]) -> None:
    """Take in a tag within a line."""
    tree = page.tree
    _, index, start, end, _ = tree.events[at]
    name = tree.names[index]
    if name == "br" and page.ancestries[index].hidden < 0:
        if _is_second_break(run):
            _flush(page, run, None, found)
        else:
            run.seen.append(("break", index, start, end, ""))
    elif not _is_begun(run) or not (tree.attrs[index] or name in _PARTING):
        return
    elif _ends_before(page, run.seen, index):
        _flush(page, run, None, found)
    elif _follows_at_once(tree.events[at - 1], start) and page.ancestries[index].hidden < 0:
        # Neighbours without a blank between them are parted by their style.
        run.seen.append(("text", tree.parents[index], start, start, " "))


def _follows_at_once(before: PageEvent, start: int) -> bool:
    return before[0] == "close" and before[3] == start


def _is_begun(run: _Run) -> bool:
    """Tell whether any text has come since the tag that began the block."""
    return bool(run.seen) and run.seen[-1][0] != "open"


def _is_second_break(run: _Run) -> bool:
    """Tell whether nothing was written since a line break: so old pages part their paragraphs."""
    kinds = (kind for kind, _, _, _, words in reversed(run.seen) if kind != "text" or not words.isspace())
    return next(kinds, "") == "break"


def _flush(page: Page, run: _Run, edge: PageEvent | None, found: list[Block]) -> None:
    """End the block; `edge` is the tag that ends it."""
    if run.seen:
        if _is_begun(run):
            found.extend(_seen(page, run.seen, edge))
        run.seen.clear()
    if run.unseen:
        found.extend(_unseen(page, run.unseen))
        run.unseen.clear()


def _seen(page: Page, events: list[PageEvent], edge: PageEvent | None) -> list[Block]:
    prose = prose_in(events)
    texts = [node for kind, node, _, _, words in events if kind == "text" and not words.isspace()]
    if not prose.plain or not texts:
        return []
    holder = page.ancestry(texts[0]).holder
    kind = _kind_of(page, holder, prose.plain)
    if kind == "label":
        prose = _bare(prose)
    first, last = prose.starts[0], prose.ends[-1]
    begun, opener, start, _, _ = events[0]
    if begun == "open" and opener == holder:
        first = start
        if edge and edge[0] == "close" and edge[1] == holder:
            last = max(edge[3], last)
    return [_block(page, kind, prose, Span(first, last), _common(page, texts, holder), _tone_of(page, texts))]


def _bare(label: Prose) -> Prose:
    """Return a label without the strokes and dots that part it from its neighbours."""
    words = label.plain.strip(_SEPARATORS)
    if not words or len(words) == len(label.plain):
        return label
    start = label.plain.index(words)
    return label.cut(start, start + len(words))


def _unseen(page: Page, events: list[PageEvent]) -> list[Block]:
    texts: dict[int, list[PageEvent]] = {}
    for event in events:
        texts.setdefault(page.ancestry(event[1]).hidden, []).append(event)
    proses = ((root, prose_in(run)) for root, run in texts.items())
    return [_block(page, "hidden", prose, prose.span(), root) for root, prose in proses if prose.plain]


def _comment(page: Page, event: PageEvent) -> list[Block]:
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
    if tree.names[index] == "script" and "src" not in tree.attrs[index]:
        # What it does says whose it is.
        end = max(end, min(closed, end + _SCRIPT))
    return _block(page, "element", prose_at(tree.text, start, end), Span(start, max(closed, end)), index)


def _block(page: Page, kind: str, prose: Prose, span: Span, index: int, tone: str = "") -> Block:
    ancestry = page.ancestry(index)
    name = page.tree.names[index] if index >= 0 else ""
    level = 0
    if kind == "heading":
        name = _heading_of(page, ancestry.holder)
        level = int(name[1])
    marks = page.marks[index] if index >= 0 else ()
    is_inside = page.inside(index)
    return Block(kind, prose, span, level, ancestry.within, marks, tone, name, is_inside, is_html=True)


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
def _names_caption(classes: str) -> bool:
    return _CAPTION.search(f" {classes}") is not None


def _is_running(plain: str) -> bool:
    words = plain.count(" ") + plain.count("\n") + 1
    return words > _LONG_LABEL or (words > _LONG_LABEL // 2 and bool(_SENTENCE.search(plain)))


def _is_apart(page: Page, run: Sequence[PageEvent], index: int) -> bool:
    """Tell whether an element and the one before it are separate items of a line such as name and date."""
    (names, attrs, parents), ancestry = (page.tree.names, page.tree.attrs, page.tree.parents), page.ancestries[index]
    if ancestry.hidden >= 0 or (ancestry.holder >= 0 and names[ancestry.holder] in _KINDS):
        return False
    around = parents[index]
    last = next((event[1] for event in reversed(run[-_NEAREST:]) if _is_written(page, event)), around)
    while last >= 0 and parents[last] not in (around, ancestry.holder):
        last = parents[last]
    if last < 0 or last == around or parents[last] != around:
        return False
    is_named = bool(attrs[index].get("class") and attrs[last].get("class"))
    return is_named or "time" in (names[index], names[last])


def _is_written(page: Page, event: PageEvent) -> bool:
    kind, _, start, end, _ = event
    return kind == "text" and bool(page.tree.text[start:end].strip(_SEPARATORS))


def _leads(words: str) -> bool:
    """Tell whether a text leads to the words that follow: it and its sequel are one."""
    last = next(iter(words.rsplit(None, 1)[-1:]), "")
    return last[-1:] in _LEADING_SIGNS or last.casefold() in words_of_sentences("leads_on")


def _last_words(run: Sequence[PageEvent]) -> str:
    """Return the last words before an element."""
    return "".join(words[-_CLOSE:] for kind, _, _, _, words in run[-_NEAREST:] if kind == "text")
