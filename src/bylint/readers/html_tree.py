"""The elements and texts of a page, in the order of the file, with who stands in whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from turbohtml import Token
from turbohtml import TokenType
from turbohtml import tokenize

from bylint.model.source import line_starts
from bylint.readers import TOKENS
from bylint.readers import limited
from bylint.text.patterns import lazily

VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
BLOCK = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main menu nav noscript ol "
    "optgroup option p plaintext pre search section summary table tbody td template tfoot th thead tr ul".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# Their end tags close them alone, even where a block inside is still open.
_FORMATTING = frozenset("a abbr b big cite code em font i mark q s small span strike strong sub sup tt u".split())
_ENDS_PARAGRAPH = BLOCK - frozenset(
    "body caption head html noscript optgroup option tbody td template tfoot th thead tr".split()
)
# What a start tag closes first, and the element at which the search for it ends.
_SIBLINGS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "option": (frozenset({"option"}), frozenset({"select", "datalist"})),
    "a": (frozenset({"a"}), BLOCK),
    **dict.fromkeys(HEADINGS, (HEADINGS, BLOCK - HEADINGS)),
    "td": (frozenset({"td", "th"}), frozenset({"table"})),
    "th": (frozenset({"td", "th"}), frozenset({"table"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    **{
        t: (frozenset({"tbody", "thead", "tfoot", "caption"}), frozenset({"table"}))
        for t in ("tbody", "thead", "tfoot")
    },
}
_WALLS = frozenset("table td th caption template object button html".split())
_TABLE_PARTS = frozenset("td th tr tbody thead tfoot caption".split())
_IN_HEAD = frozenset("base basefont bgsound link meta noscript script style template title head".split())
# They hold no text of the page; the tokenizer makes one text of all that stands in them.
_NO_TEXT = frozenset("script style noscript iframe noembed noframes xmp plaintext textarea".split())
_NEVER_ENDED = frozenset({"body", "html"})
# Start tags that may close others first, or are passed over.
_PARTING = _ENDS_PARAGRAPH | _SIBLINGS.keys() | {"html", "head", "body"}
_Characters = tuple[int, int, str]
"""A piece of text: where it stands, and what it stands for."""
_TEXT, _START, _END = TokenType.TEXT, TokenType.START_TAG, TokenType.END_TAG
_REFERENCE, _COMMENT = TokenType.CHARACTER_REFERENCE, TokenType.COMMENT
_DEEPEST = 400
_HEAD, _PARAGRAPH = frozenset({"head"}), frozenset({"p"})
_NOTHING: frozenset[str] = frozenset()
_NONE: Mapping[str, str] = MappingProxyType({})
PageEvent = tuple[str, int, int, int, str]
"""What comes next in the file: kind (open, close, text, comment), the element meant or around (-1 for none), start,
end, and what a text stands for. A page has thousands: a named tuple would cost a tenth of the reading."""
EMPHASIS, STRONG, _SMALL = 1, 2, 4
_TONES = {"em": EMPHASIS, "i": EMPHASIS, "strong": STRONG, "b": STRONG, "small": _SMALL}
_WITHIN = {
    "blockquote": "quote",
    "ul": "list",
    "ol": "list",
    "dl": "list",
    "menu": "list",
    **{name: name for name in "table figure header footer aside nav form article main details".split()},
}
# What they hold is no text of the page: code, controls, drawings, fallbacks.
_SILENT = frozenset(
    "script style svg math textarea select datalist iframe noembed noframes object canvas audio video title pre xmp "
    "listing plaintext head map".split()
)
_UNSEEN_STYLE = lazily(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
# Class words by which common themes keep a text for screen readers alone.
_UNSEEN = lazily(
    r"""[\s_-] (?:
        screen-?reader(?:-(?:text|only))? | sr-(?:only|text) | sronly
      | visually-?hidden(?:-focusable)? | hidden-visually | hiddenvisually
      | a11y-(?:hidden|text) | accessib(?:ly-hidden|ility-text) | element-invisible | assistive-text
      | show-for-sr | off-?screen
    ) (?:\s|$)""",
    re.VERBOSE | re.IGNORECASE,
)
_FIGURE = lazily(r"\s(?:wp-caption|image-caption-wrapper|media-figure|figure)(?:\s|$)", re.IGNORECASE)
_RUNS_ON = frozenset({"p", "figcaption", "a", "li", "td", "th", "dt", "dd", "caption", "summary"}) | HEADINGS
_MAY_HIDE = frozenset({"template", "noscript", "dialog"})
# An element of another name stands as the one around it does, unless its attributes say otherwise.
_CHANGING = _SILENT | _TONES.keys() | _MAY_HIDE | {"figure"}
_MOST = 40


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
    events: list[PageEvent]
    opened: list[int]
    closed: list[int]


class _Growth(NamedTuple):
    """A tree in the making: the elements that are open, behind -1 for none, and how many of each name."""

    tree: Tree
    stack: list[int]
    counts: dict[str, int]


class Ancestry(NamedTuple):
    """`holder` is the nearest element, or the element itself, that parts blocks; `tone` adds up the tones."""

    holder: int = -1
    hidden: int = -1
    is_silent: bool = False
    tone: int = 0
    within: tuple[str, ...] = ()
    figure: int = -1


NOWHERE = Ancestry()


class Page(NamedTuple):
    """A page, and of each element its ancestry, whether it parts blocks, belongs to the article, and its marks.

    Without `is_inside` all of the page is the article.
    """

    tree: Tree
    ancestries: list[Ancestry]
    is_block: Sequence[bool]
    is_inside: Sequence[bool] | None
    marks: Sequence[tuple[str, ...]]

    def ancestry(self, index: int) -> Ancestry:
        """Return the ancestry of an element, or of what stands in none."""
        return self.ancestries[index] if index >= 0 else NOWHERE

    def inside(self, index: int) -> bool:
        """Tell whether an element belongs to the article."""
        return self.is_inside is None or (index >= 0 and self.is_inside[index])


def tree_of(text: str, start: int, end: int) -> Tree:
    """Return the tree of a page; a tag that closes nothing is passed over, an unclosed element ends with its parent."""
    growth = _Growth(Tree(text, [], [], [], [], [], [], [], []), [-1], {})
    _grow(growth, start, end, is_edge=True, is_inner=False)
    _close_to(growth, 1, len(text), len(text))
    return growth.tree


def ancestries(tree: Tree) -> tuple[list[Ancestry], list[bool]]:
    """Return the ancestry of each element of a page, and whether it parts blocks."""
    found: list[Ancestry] = []
    parting: list[bool] = []
    figures = 0
    for index, (name, attrs, parent) in enumerate(zip(tree.names, tree.attrs, tree.parents, strict=True)):
        around = found[parent] if parent >= 0 else NOWHERE
        is_block = name in BLOCK or ("-" in name and _is_apart(tree, around))
        parting.append(is_block)
        if not (is_block or attrs or name in _CHANGING):
            found.append(around)
            continue
        hidden, figure = around.hidden, around.figure
        if hidden < 0 and _is_hidden(name, attrs):
            hidden = index
        if name == "figure" or ("class" in attrs and _names_figure(attrs["class"])):
            figure = figures
            figures += 1
        if is_block or hidden != around.hidden or figure != around.figure or name in _CHANGING:
            found.append(_ancestry(index if is_block else around.holder, hidden, name, around, figure))
        else:
            found.append(around)
    return found, parting


def _tokens(text: str, start: int, end: int) -> Iterator[tuple[Token, int, int]]:
    """Yield what stands between two offsets; the tokenizer tells lines and columns, and lines end as ours do."""
    part = text[start:end]
    lines = line_starts(part)
    before, at = None, start
    found = tokenize(part, resolve_references=False, capture_source=True)
    for token in limited(found, TOKENS, "tags and texts of a page"):
        here = start + lines[token.line - 1] + token.col
        if before is not None:
            yield before, at, here
        before, at = token, here
    if before is not None:
        yield before, at, _end_of_last(part, before, at, end)


def _texts(text: str, start: int, end: int) -> Iterator[_Characters]:
    """Yield a text; where the tokenizer passed over "</>" and joined what stands around it, the two."""
    while (gap := text.find("</>", start, end)) >= 0:
        yield start, gap, text[start:gap]
        start = gap + 3
    yield start, end, text[start:end]


def _reference(text: str, token: Token, at: int) -> Iterator[_Characters]:
    """Yield a character reference, and apart from it the letters behind one without a semicolon: "&eacutes"."""
    source, words = token.source or "", token.data or ""
    end = at + len(source)
    behind = 0 if source.endswith(";") else max(0, len(words) - 1)
    yield at, end - behind, words[: len(words) - behind] or text[at : end - behind]
    if behind:
        yield end - behind, end, text[end - behind : end]


def _end_of_last(part: str, token: Token, at: int, end: int) -> int:
    """Return where the last token ends: the tokenizer drops a tag that the file leaves open."""
    written = token.source or token.data or ""
    return end if "\r" in part else min(end, at + len(written))


def _grow(growth: _Growth, start: int, end: int, *, is_edge: bool, is_inner: bool) -> bool:
    """Add what stands between two offsets; tell whether it ends with a tag that parts blocks."""
    (tree, stack, counts), within = growth, ""
    text, names, events = tree.text, tree.names, tree.events
    # Nothing else of the reading is done so often: what most tags and texts need is written out here.
    for token, at, stop in _tokens(text, start, end):
        kind = token.type
        if kind is _TEXT:
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
        elif kind is _START:
            name = token.tag or ""
            is_edge = name in BLOCK
            within = name if name in _NO_TEXT else ""
            if not (name in _PARTING or counts.get("head")) or _is_due(growth, name, at):
                _open(growth, name, token.attrs, at, stop)
        elif kind is _END:
            name, within, top = token.tag or "", "", stack[-1]
            is_edge = name in BLOCK
            if top < 0 or names[top] != name or name in _NEVER_ENDED:
                _end(growth, name, at, stop)
                continue
            del stack[-1]
            counts[name] -= 1
            tree.closed[top] = len(events)
            events.append(("close", top, at, stop, ""))
        elif kind is _COMMENT:
            events.append(("comment", stack[-1], at, stop, ""))
            is_edge = False
        elif kind is _REFERENCE:
            events.extend(("text", stack[-1], *piece) for piece in _reference(text, token, at))
            is_edge = False
    return is_edge


def _parted(growth: _Growth, start: int, end: int, *, is_edge: bool) -> bool:
    """Add the texts around "</>", over which the tokenizer passes."""
    for piece in _texts(growth.tree.text, start, end):
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
    if counts.get("head") and name not in _IN_HEAD:
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
    if name in _ENDS_PARAGRAPH and growth.counts.get("p"):
        _close_first(growth, _PARAGRAPH, _WALLS, at, at)
    rule = _SIBLINGS.get(name)
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
    if name in _NEVER_ENDED or not (growth.counts.get(name) or name in HEADINGS):
        return
    if name in _FORMATTING:
        _end_formatting(growth, name, start, end)
        return
    names = HEADINGS if name in HEADINGS else frozenset({name})
    _close_first(growth, names, _walls(name), start, end)


def _walls(name: str) -> frozenset[str]:
    """Return the elements that an end tag never closes from within."""
    if name == "table":
        return frozenset({"template"})
    return frozenset({"table", "template"}) if name in _TABLE_PARTS else _WALLS - {name}


def _end_formatting(growth: _Growth, name: str, start: int, end: int) -> None:
    names, stack = growth.tree.names, growth.stack
    for at in range(len(stack) - 1, 0, -1):
        if names[stack[at]] == name:
            break
        if names[stack[at]] in _WALLS:
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


def _ancestry(holder: int, hidden: int, name: str, around: Ancestry, figure: int) -> Ancestry:
    word = _WITHIN.get(name) if len(around.within) < _MOST else None
    return Ancestry(
        holder,
        hidden,
        around.is_silent or name in _SILENT,
        around.tone | _TONES.get(name, 0),
        (*around.within, word) if word else around.within,
        figure,
    )


def _is_apart(tree: Tree, around: Ancestry) -> bool:
    """Tell whether an element of a name of its own stands between blocks rather than within a line."""
    return around.holder < 0 or tree.names[around.holder] not in _RUNS_ON


def _is_hidden(name: str, attrs: Mapping[str, str]) -> bool:
    """Tell whether no reader sees what an element holds."""
    if name in _MAY_HIDE and (name != "dialog" or "open" not in attrs):
        return True
    if not attrs:
        return False
    if "class" in attrs and _names_unseen(attrs["class"]):
        return True
    if "style" in attrs and _UNSEEN_STYLE.search(attrs["style"]):
        return True
    return "hidden" in attrs and attrs["hidden"] != "until-found"


# Both patterns begin with what stands before a word: so the search skips to the words at once.
@lru_cache(maxsize=4096)
def _names_unseen(classes: str) -> bool:
    return _UNSEEN.search(f" {classes}") is not None


@lru_cache(maxsize=4096)
def _names_figure(classes: str) -> bool:
    return _FIGURE.search(f" {classes}") is not None
