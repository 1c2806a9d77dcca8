"""What each element of a page takes from the elements around it: hidden, tone, containers, figure."""

from __future__ import annotations

import re
from functools import lru_cache

from bylint.model.value import NamedTuple
from bylint.readers.html_tree import BLOCK
from bylint.readers.html_tree import HEADINGS
from bylint.readers.html_tree import Node
from bylint.readers.html_tree import Tree
from bylint.text.lazy import lazily

EMPHASIS, STRONG, SMALL = 1, 2, 4
_TONES = {"em": EMPHASIS, "i": EMPHASIS, "strong": STRONG, "b": STRONG, "small": SMALL}
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
    r"""(?:^|[\s_-]) (?:
        screen-?reader(?:-(?:text|only))? | sr-(?:only|text) | sronly
      | visually-?hidden(?:-focusable)? | hidden-visually | hiddenvisually
      | a11y-(?:hidden|text) | accessib(?:ly-hidden|ility-text) | element-invisible | assistive-text
      | show-for-sr | off-?screen
    ) (?:\s|$)""",
    re.VERBOSE | re.IGNORECASE,
)
_FIGURE = lazily(r"(?:^|\s)(?:wp-caption|image-caption-wrapper|media-figure|figure)(?:\s|$)", re.IGNORECASE)
_RUNS_ON = frozenset({"p", "figcaption", "a", "li", "td", "th", "dt", "dd", "caption", "summary"}) | HEADINGS
_MOST = 40


class Standing(NamedTuple):
    """`holder` is the nearest element, or the element itself, that parts blocks; `tone` adds up the tones."""

    holder: int = -1
    hidden: int = -1
    is_silent: bool = False
    tone: int = 0
    within: tuple[str, ...] = ()
    figure: int = -1
    is_block: bool = False


NOWHERE = Standing()


def standings(tree: Tree) -> list[Standing]:
    """Return the standing of each element of a page."""
    found: list[Standing] = []
    figures = 0
    for index, node in enumerate(tree.nodes):
        around = found[node.parent] if node.parent >= 0 else NOWHERE
        is_figure = node.name == "figure" or ("class" in node.attrs and _names_figure(node.attrs["class"]))
        found.append(_standing(tree, index, node, around, figures if is_figure else around.figure))
        figures += is_figure
    return found


def _standing(tree: Tree, index: int, node: Node, around: Standing, figure: int) -> Standing:
    name = node.name
    is_block = name in BLOCK or ("-" in name and _is_apart(tree, around))
    hidden = index if around.hidden < 0 and is_hidden(node) else around.hidden
    tone = around.tone | _TONES.get(name, 0)
    is_same = hidden == around.hidden and tone == around.tone and figure == around.figure
    if is_same and not is_block and not around.is_block and name not in _SILENT:
        return around
    word = _WITHIN.get(name) if len(around.within) < _MOST else None
    return Standing(
        index if is_block else around.holder,
        hidden,
        around.is_silent or name in _SILENT,
        tone,
        (*around.within, word) if word else around.within,
        figure,
        is_block,
    )


def _is_apart(tree: Tree, around: Standing) -> bool:
    """Tell whether an element of a name of its own stands between blocks rather than within a line."""
    return around.holder < 0 or tree.nodes[around.holder].name not in _RUNS_ON


def is_hidden(node: Node) -> bool:
    """Tell whether no reader sees what an element holds."""
    name, attrs = node.name, node.attrs
    if name in ("template", "noscript") or (name == "dialog" and "open" not in attrs):
        return True
    if not attrs:
        return False
    if "hidden" in attrs and attrs["hidden"] != "until-found":
        return True
    if "style" in attrs and _UNSEEN_STYLE.search(attrs["style"]):
        return True
    return "class" in attrs and _names_unseen(attrs["class"])


@lru_cache(maxsize=4096)
def _names_unseen(classes: str) -> bool:
    return _UNSEEN.search(classes) is not None


@lru_cache(maxsize=4096)
def _names_figure(classes: str) -> bool:
    return _FIGURE.search(classes) is not None
