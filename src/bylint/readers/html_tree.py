"""The elements and texts of a page, in the order of the file, with who stands in whom."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping

from bylint.model.value import NamedTuple

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
_DEEPEST = 400


# A tag, text or comment of the file: kind (text, start, end, comment), name, start, end, what a text stands for where
# that is not the text itself, attributes. A page has thousands: a named tuple would cost a tenth of the reading.
Token = tuple[str, str, int, int, str, Mapping[str, str]]


class Node(NamedTuple):
    """An element: its start tag's place, and the index of the element around it (-1 for none)."""

    name: str
    attrs: Mapping[str, str]
    start: int
    end: int
    parent: int


class Event(NamedTuple):
    """What comes next in the file. `kind`: open, close, text, comment; `node`: the element meant, or around."""

    kind: str
    node: int
    start: int
    end: int
    words: str = ""


class Tree(NamedTuple):
    """A page. The events of node i are those from `opened[i]` to `closed[i]`, the latter not included."""

    text: str
    nodes: list[Node]
    events: list[Event]
    opened: list[int]
    closed: list[int]


class _Growth(NamedTuple):
    tree: Tree
    stack: list[int]
    counts: dict[str, int]


def grown(text: str, tokens: Iterable[Token]) -> Tree:
    """Return the tree of a page; a tag that closes nothing is passed over, an unclosed element ends with its parent."""
    growth = _Growth(Tree(text, [], [], [], []), [], {})
    events, stack = growth.tree.events, growth.stack
    is_edge = True
    for kind, name, start, end, words, attrs in tokens:
        if kind == "start":
            _open(growth, name, start, end, attrs)
        elif kind == "end":
            _end(growth, name, start, end)
        elif is_edge and not words and text[start:end].isspace():
            # White space behind a tag that parts blocks is none.
            continue
        else:
            events.append(Event(kind, stack[-1] if stack else -1, start, end, words))
        is_edge = name in BLOCK
    _close_to(growth, 0, len(text), len(text))
    return growth.tree


def _open(growth: _Growth, name: str, start: int, end: int, attrs: Mapping[str, str]) -> None:
    if name in ("html", "head", "body") and growth.counts.get(name):
        return
    if growth.counts.get("head") and name not in _IN_HEAD:
        _close_first(growth, frozenset({"head"}), frozenset(), start, start)
    _close_implied(growth, name, start)
    tree, stack = growth.tree, growth.stack
    index = len(tree.nodes)
    tree.nodes.append(Node(name, attrs, start, end, stack[-1] if stack else -1))
    tree.opened.append(len(tree.events))
    tree.closed.append(-1)
    tree.events.append(Event("open", index, start, end))
    if name in VOID or len(stack) >= _DEEPEST:
        _close_node(tree, index, end, end)
        return
    stack.append(index)
    growth.counts[name] = growth.counts.get(name, 0) + 1


def _close_implied(growth: _Growth, name: str, at: int) -> None:
    if name in _ENDS_PARAGRAPH and growth.counts.get("p"):
        _close_first(growth, frozenset({"p"}), _WALLS, at, at)
    rule = _SIBLINGS.get(name)
    if rule:
        for other in rule[0]:
            if growth.counts.get(other):
                _close_first(growth, *rule, at, at)
                return


def _close_first(growth: _Growth, names: frozenset[str], walls: frozenset[str], start: int, end: int) -> None:
    nodes = growth.tree.nodes
    for at in range(len(growth.stack) - 1, -1, -1):
        name = nodes[growth.stack[at]].name
        if name in names:
            _close_to(growth, at, start, end)
            return
        if name in walls:
            return


def _end(growth: _Growth, name: str, start: int, end: int) -> None:
    if name in ("body", "html") or not (growth.counts.get(name) or name in HEADINGS):
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
    nodes, stack = growth.tree.nodes, growth.stack
    for at in range(len(stack) - 1, -1, -1):
        if nodes[stack[at]].name == name:
            break
        if nodes[stack[at]].name in _WALLS:
            return
    else:
        return
    if any(nodes[i].name in BLOCK for i in stack[at + 1 :]):
        index = stack.pop(at)
        growth.counts[name] -= 1
        _close_node(growth.tree, index, start, end)
        return
    _close_to(growth, at, start, end)


def _close_to(growth: _Growth, at: int, start: int, end: int) -> None:
    """Close the elements of the stack from the top down to `at`; the tag from `start` to `end` does it."""
    nodes, stack = growth.tree.nodes, growth.stack
    while len(stack) > at:
        index = stack.pop()
        growth.counts[nodes[index].name] -= 1
        _close_node(growth.tree, index, start, end if len(stack) == at else start)


def _close_node(tree: Tree, index: int, start: int, end: int) -> None:
    tree.closed[index] = len(tree.events)
    tree.events.append(Event("close", index, start, end))
