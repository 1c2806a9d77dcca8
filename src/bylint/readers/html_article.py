"""Which part of a page is the article."""

from __future__ import annotations

from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from functools import lru_cache
from string import ascii_lowercase
from typing import Any
from typing import NamedTuple

from bylint.readers.html_text import prose_within
from bylint.readers.html_tree import HEADINGS
from bylint.readers.html_tree import Ancestry
from bylint.readers.html_tree import Tree
from bylint.text.files import shipped_lists
from bylint.text.files import shipped_names
from bylint.text.fold import bare
from bylint.text.lexicon import automaton_of

# What readers wrote, furniture by a name that leaves little doubt, and by one that leaves some.
COMMENT, FIRM, SOFT, _NONE = 3, 2, 1, 0
_NAMES = {"nav": FIRM, "form": SOFT}
_ROLES = {"navigation": FIRM, "search": FIRM, "alertdialog": FIRM, "dialog": SOFT}
# Elements of these names are none.
_IN_LINES = frozenset("a abbr b br cite em font i img path s small source span strong sub sup svg time u use".split())
# Furniture around an article, but part of it where they stand in it.
_OUTER = frozenset({"header", "footer", "aside"})
_OUTER_ROLES = frozenset({"banner", "contentinfo", "complementary"})
_WIDGETS = ("widget", "widgets", "widget-area")
_LETTERS = frozenset(ascii_lowercase)
# A shorter run of text is a teaser, a label or a menu.
_PARAGRAPH = 80
_LONGEST = 400
_ARTICLE = 400
_MOST_HEADINGS = 60
_WHOLE = frozenset({"html", "body", "head"})
# Without a class, an id or a role no element of another name is furniture.
_NAMED = frozenset("article nav form header footer aside".split())


class Letters(NamedTuple):
    """Letters of running text by the element that holds them, and all elements around these, outermost first."""

    own: Mapping[int, int]
    around: Sequence[int]


class _Totals(NamedTuple):
    """Letters of running text below the elements that hold any: all of them, and those in no furniture."""

    whole: Mapping[int, int]
    clean: Mapping[int, int]


def inside_article(tree: Tree, ancestors: Sequence[Ancestry], titles: Sequence[str]) -> list[bool]:
    """Tell for each element whether it belongs to the article; `titles` are those of the page."""
    counted = letters(tree, ancestors)
    whole = _summed(tree, counted)
    weights = _furniture(tree, whole)
    firm = _firm(tree, weights, counted)
    headline = _headline(tree, titles, firm)
    apart = firm | _soft(tree, weights, _summed(tree, counted, firm), headline)
    root = _root(tree, _Totals(whole, _summed(tree, counted, apart)), headline)
    return _marked(tree, root, apart.difference(_upwards(tree, root)), weights)


def _weight(name: str, attrs: Mapping[str, str], *, is_in_article: bool) -> int:
    """Tell how surely an element is furniture: COMMENT, FIRM, SOFT or NONE."""
    words, is_own = _NONE, False
    if "class" in attrs or "id" in attrs:
        words, is_own = _named(attrs.get("class", ""), attrs.get("id", ""))
    if words >= FIRM:
        return words
    if is_own:
        return _NONE
    role = attrs.get("role", "")
    if not is_in_article and (name in _OUTER or role in _OUTER_ROLES):
        return SOFT
    # A paragraph named teaser is the lead of its article; a box of that name leads to another one.
    if name == "p" and words == SOFT and "teaser" in attrs.get("class", ""):
        return _NONE
    return max(words, _NAMES.get(name, _NONE), _ROLES.get(role, _NONE))


def letters(tree: Tree, ancestors: Sequence[Ancestry]) -> Letters:
    """Count the letters of running text that stand in each element directly, or in elements of its lines."""
    own: dict[int, int] = {}
    linked: dict[int, int] = {}
    for kind, node, start, end, _ in tree.events:
        if kind != "text" or node < 0:
            continue
        holder, hidden, is_silent, _, _, _ = ancestors[node]
        if is_silent or hidden >= 0 or holder < 0:
            continue
        own[holder] = own.get(holder, 0) + end - start
        if tree.names[node] == "a":
            linked[holder] = linked.get(holder, 0) + end - start
    running = {at: n for at, n in own.items() if n >= _PARAGRAPH and linked.get(at, 0) * 2 < n}
    return Letters(running, _outer(tree, running))


def _summed(tree: Tree, counted: Letters, apart: Container[int] = ()) -> dict[int, int]:
    """Sum up the letters of each element that holds any and of all elements in it, less what stands in one apart."""
    hidden: set[int] = set()
    for index in counted.around:
        if index in apart or tree.parents[index] in hidden:
            hidden.add(index)
    total: dict[int, int] = {}
    # An element stands after the one around it, so this order has each sum finished before it is passed on.
    for index in reversed(counted.around):
        own = 0 if index in hidden else counted.own.get(index, 0)
        total[index] = total.get(index, 0) + own
        parent = tree.parents[index]
        total[parent] = total.get(parent, 0) + total[index]
    total.pop(-1, None)
    return total


def _below(tree: Tree, apart: Container[int]) -> list[bool]:
    """Tell which elements are apart, or stand in one that is."""
    found: list[bool] = []
    for index, parent in enumerate(tree.parents):
        found.append(index in apart or (parent >= 0 and found[parent]))
    return found


def titles(tree: Tree) -> tuple[str, ...]:
    """Return the titles in the head of a page, letters and digits alone."""
    return tuple(bare(words[:_LONGEST]) for words in _titles(tree))


def _headline(tree: Tree, titles: Sequence[str], firm: Container[int]) -> int:
    """Return the heading that the page's title repeats, else the first of the highest level, else -1."""
    first, best, highest = -1, -1, (False, False, 3)
    headings = [index for index, name in enumerate(tree.names) if name in ("h1", "h2")]
    is_apart = _below(tree, firm) if headings else []
    for index in [index for index in headings if not is_apart[index]][:_MOST_HEADINGS]:
        words = bare(prose_within(tree, index).plain[:400])
        is_first = tree.names[index] == "h1"
        if first < 0 and is_first and words:
            first = index
        # The site's name stands in the title too, mostly behind the headline.
        rank = (any(title.startswith(words) for title in titles), is_first, len(words))
        if len(words) > 3 and rank > highest and any(words in title for title in titles):
            best, highest = index, rank
    return best if best >= 0 else first


# Drupal's template of a picture within a text is an <article>.
_DRUPAL_MEDIA = "media--type-"


def _firm(tree: Tree, weights: Mapping[int, int], counted: Letters) -> set[int]:
    """Return what is surely furniture; what holds most of the text is none, whatever its name."""
    titled = {at for index in _first_headings(tree) for at in _upwards(tree, index)}
    apart = {index for index, weight in weights.items() if weight == COMMENT and index not in titled}
    named = [index for index, weight in weights.items() if weight == FIRM]
    for chosen in ([index for index in named if tree.names[index] == "nav"], named):
        total = _summed(tree, counted, apart)
        most = max(total.values(), default=0)
        apart |= {index for index in chosen if total.get(index, 0) * 2 <= most}
    return apart


def _first_headings(tree: Tree) -> list[int]:
    return [index for index, name in enumerate(tree.names) if name == "h1"][:3]


def _soft(tree: Tree, weights: Mapping[int, int], total: Mapping[int, int], headline: int) -> set[int]:
    """Return what else is furniture; what holds the headline or much of the text that is left is none."""
    holding = set(_upwards(tree, headline))
    most = max(total.values(), default=0)
    soft = (index for index, weight in weights.items() if weight == SOFT and index not in holding)
    return {index for index in soft if total.get(index, 0) * 3 <= most}


def _furniture(tree: Tree, whole: Mapping[int, int]) -> dict[int, int]:
    """Return the weights of those elements that are furniture; an article without a text of its own is a teaser."""
    in_article: list[bool] = []
    has_text = any(whole.values())
    found: dict[int, int] = {}
    for index, (name, attrs, parent) in enumerate(zip(tree.names, tree.attrs, tree.parents, strict=True)):
        around = parent >= 0 and in_article[parent]
        in_article.append(around or name in ("article", "main"))
        if not (attrs or name in _NAMED) or name in _IN_LINES or name in _WHOLE:
            continue
        is_teaser = name == "article" and around and has_text and not whole.get(index)
        if is_teaser and not _is_bio(attrs) and _DRUPAL_MEDIA not in attrs.get("class", ""):
            found[index] = SOFT
        elif weight := _weight(name, attrs, is_in_article=around):
            found[index] = weight
    return found


def _root(tree: Tree, letters: _Totals, headline: int) -> int:
    """Return the smallest element that holds headline, byline and text."""
    totals = letters.clean if any(letters.clean.values()) else letters.whole
    most = max(totals.values(), default=0)
    own = _around(tree, headline, ("article",))
    if own >= 0 and totals.get(own, 0) >= max(_ARTICLE, most // 5):
        return own
    story = max((index for index, total in totals.items() if most and total * 3 >= most * 2), default=-1)
    common = _common(tree, story, headline)
    for names in (("article",), ("main",)):
        around = _around(tree, common if common >= 0 else story, names)
        if around >= 0:
            return around
    around = _around_class(tree, common if common >= 0 else story)
    if around >= 0:
        return around
    return common if headline >= 0 and common >= 0 else _body(tree)


def _common(tree: Tree, story: int, headline: int) -> int:
    """Return the innermost element that holds both; a paragraph is no story."""
    while story >= 0 and tree.names[story] in ("p", "li", "td", "blockquote", "span", *HEADINGS):
        story = tree.parents[story]
    if story < 0 or headline < 0:
        return story
    holding = set(_upwards(tree, story))
    return next((index for index in _upwards(tree, headline) if index in holding), -1)


def _around(tree: Tree, index: int, names: tuple[str, ...]) -> int:
    for at in _upwards(tree, index):
        if tree.names[at] in names or ("main" in names and tree.attrs[at].get("role") == "main"):
            return at
    return -1


def _around_class(tree: Tree, index: int) -> int:
    for at in _upwards(tree, index):
        if tree.names[at] not in ("body", "html") and _names_story(tree.attrs[at].get("class", "")):
            return at
    return -1


def _body(tree: Tree) -> int:
    return next((index for index, name in enumerate(tree.names) if name == "body"), 0 if tree.names else -1)


def _upwards(tree: Tree, index: int) -> Iterator[int]:
    while index >= 0:
        yield index
        index = tree.parents[index]


def _marked(tree: Tree, root: int, apart: Container[int], weights: Mapping[int, int]) -> list[bool]:
    """Mark what stands in the root, and the boxes about its authors beside it or in soft furniture."""
    main = _around(tree, root, ("main",))
    widest = main if main >= 0 else (tree.parents[root] if root >= 0 else -1)
    near: list[bool] = []
    found: list[bool] = []
    for index, (name, attrs, parent) in enumerate(zip(tree.names, tree.attrs, tree.parents, strict=True)):
        is_apart = index in apart
        is_near = (index in (widest, root)) or (parent >= 0 and near[parent] and name != "article")
        if is_near and is_apart and weights.get(index, 0) >= FIRM:
            is_near = False
        near.append(is_near)
        is_in = index == root or (parent >= 0 and found[parent] and not is_apart)
        found.append(is_in or bool(is_near and attrs and index not in weights and _is_bio(attrs)))
    return found


def _is_bio(attrs: Mapping[str, str]) -> bool:
    return any(name in attrs and _names_bio(attrs[name]) for name in ("class", "id"))


@lru_cache(maxsize=4096)
def _names_bio(words: str) -> bool:
    return any("bio" in kinds for kinds, _ in _kinds(_spaced(words)))


def _names_story(classes: str) -> bool:
    return not _names("story").isdisjoint(classes.lower().split())


@lru_cache(maxsize=8192)
def _named(classes: str, identifier: str) -> tuple[int, bool]:
    words = f"{classes} {identifier}"[:600]
    written = _spaced(words)
    found = {kind for kinds, at in _kinds(written) if not _is_of_layout(written, at) for kind in kinds}
    if "comment" in found:
        return COMMENT, False
    if "firm" in found:
        return FIRM, False
    is_soft = "soft" in found or ("idget" in words and _is_widget(words.lower().split()))
    return (SOFT if is_soft else _NONE), "own" in found


def _spaced(words: str) -> str:
    return f" {' '.join(words.lower().replace('_', '-').split())} "


def _kinds(written: str) -> Iterator[tuple[frozenset[str], int]]:
    """Yield what each name in a class or id stands for, and where it begins."""
    for last, (length, kinds) in _automaton().iter(written):
        first = last + 1 - length
        if written[first - 1] not in _LETTERS and written[last + 1] not in _LETTERS:
            yield kinds, first


def _is_of_layout(written: str, at: int) -> bool:
    """Tell whether a word is about the layout of something else before the place: "has-sidebar", "row--sidebar"."""
    before = written[written.rfind(" ", 0, at) + 1 : at]
    return "--" in before or before.partition("-")[0] in _names("layout")


def _is_widget(words: Iterable[str]) -> bool:
    return any(word in _WIDGETS or word.startswith("widget_") for word in words)


def _names(kind: str) -> frozenset[str]:
    return shipped_names("page_boxes", kind)


@lru_cache(maxsize=1)
def _automaton() -> Any:
    """Return what finds all names in one scan, each with its length and what it stands for."""
    found: dict[str, set[str]] = {mark.replace("_", "-"): {"bio"} for mark in shipped_lists()["bios"]["marks"]}
    for kind in ("comment", "firm", "soft", "own"):
        for name in _names(kind):
            found.setdefault(name, set()).add(kind)
    return automaton_of((name, (len(name), frozenset(kinds))) for name, kinds in found.items())


def _outer(tree: Tree, elements: Mapping[int, int]) -> Sequence[int]:
    found: set[int] = set()
    for index in elements:
        at = index
        while at >= 0 and at not in found:
            found.add(at)
            at = tree.parents[at]
    return sorted(found)


def _titles(tree: Tree) -> Iterator[str]:
    for index, name in enumerate(tree.names):
        if name == "title":
            yield prose_within(tree, index).plain
        elif name == "meta" and tree.attrs[index].get("property") == "og:title":
            yield tree.attrs[index].get("content", "")
        elif name == "body":
            return
