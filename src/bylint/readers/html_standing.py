"""What each element of a page takes from the elements around it: hidden, tone, containers, figure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from bylint.readers.html_elements import BLOCK
from bylint.readers.html_elements import HEADINGS
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


class Standing(NamedTuple):
    """`holder` is the nearest element, or the element itself, that parts blocks; `tone` adds up the tones."""

    holder: int = -1
    hidden: int = -1
    is_silent: bool = False
    tone: int = 0
    within: tuple[str, ...] = ()
    figure: int = -1


NOWHERE = Standing()


def standings(tree: Tree) -> tuple[list[Standing], list[bool]]:
    """Return the standing of each element of a page, and whether it parts blocks."""
    found: list[Standing] = []
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
            found.append(_standing(index if is_block else around.holder, hidden, name, around, figure))
        else:
            found.append(around)
    return found, parting


def _standing(holder: int, hidden: int, name: str, around: Standing, figure: int) -> Standing:
    word = _WITHIN.get(name) if len(around.within) < _MOST else None
    return Standing(
        holder,
        hidden,
        around.is_silent or name in _SILENT,
        around.tone | _TONES.get(name, 0),
        (*around.within, word) if word else around.within,
        figure,
    )


def _is_apart(tree: Tree, around: Standing) -> bool:
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
