"""What a page says about itself beside its text: title, meta, JSON-LD, microdata."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

from bylint.model.markup import Field
from bylint.model.prose import EMPTY
from bylint.model.prose import Piece
from bylint.model.prose import Prose
from bylint.model.prose import prose_at
from bylint.model.prose import prose_of
from bylint.model.source import Span
from bylint.readers import PIECES
from bylint.readers import VALUES
from bylint.readers import demand
from bylint.readers import limited
from bylint.readers.html_text import attribute
from bylint.readers.html_text import attribute_span
from bylint.readers.html_text import prose_within
from bylint.readers.html_tree import Tree
from bylint.readers.tags import unescaped
from bylint.text.fold import bare
from bylint.text.patterns import lazily

_JSON_TOKEN = lazily(
    r"""\s*+ (?:
        " (?P<text> [^"\\]*+ (?: \\. [^"\\]*+ )* ) " (?P<key> (?= \s*+ : ) )?
      | (?P<sign> [{}\[\]:,] )
      | (?P<word> [^\s{}\[\]:,"]++ )
    )""",
    re.VERBOSE | re.DOTALL,
)
# A script may hide its content from old browsers.
_JSON_WRAPPER = lazily(r"\s*+(?:(?://|/\*)?\s*+<!\[CDATA\[(?:\s*+\*/)?|<!--)?")
_JSON_ESCAPE = lazily(
    r"""\\u[dD][89abAB][0-9a-fA-F]{2} \\u[dD][c-fC-F][0-9a-fA-F]{2}
      | \\u[0-9a-fA-F]{4}
      | \\.
      | & (?: \#[0-9]{1,7} | \#[xX][0-9a-fA-F]{1,6} | [A-Za-z][A-Za-z0-9]{1,31} ) ;""",
    re.VERBOSE | re.DOTALL,
)
_SHORT = {"n": " ", "t": " ", "r": " ", "f": " ", "b": ""}
_DEEPEST_JSON = 32
_Path = tuple[str | int, ...]
_ARTICLE = lazily(r"(?:https?://schema\.org/|schema:)?(?:\w{0,40}Article|(?:Live)?BlogPosting|Report)")
_PICTURE = lazily(r"(?:https?://schema\.org/|schema:)?(?:ImageObject|Photograph)")
# Comments, related pieces and the text itself say nothing about who made this one.
_KEPT = frozenset(
    "@type @id url name headline alternativeHeadline alternateName author creator contributor editor translator "
    "accountablePerson datePublished dateModified dateCreated publisher sponsor funder sourceOrganization provider "
    "image thumbnail thumbnailUrl primaryImageOfPage associatedMedia photo creditText copyrightHolder copyrightNotice "
    "copyrightYear license acquireLicensePage inLanguage genre articleSection keywords description isBasedOn "
    "backstory correction hasPart".split()
)
# An article stands at the top, in a list or graph, or as what its page is mainly about.
_WAYS = frozenset({"@graph", "mainEntity", "mainEntityOfPage", "@list"})
_MOST_ARTICLES = 12
_MOST_REFERENCES = 40
_DEEPEST_PATH = 6
_ADDRESSES = frozenset("url sameas image thumbnailurl license mainentityofpage contenturl id".split())
_MOST_ITEMS = 12
_DEEPEST_ITEM = 4
_LONGEST = 400
_SEVERAL = 3
_NAMES = ("name", "property", "itemprop")
_CALLED = (("name",), ("headline",))


class JsonValue(NamedTuple):
    """A text, number or word of a JSON value: the path to it, its place without quotes, the span of its last key."""

    path: _Path
    span: Span
    key: Span


class _JsonLevel(NamedTuple):
    """An open object or list; `step` is the key or number of the value that comes next, None where a key is due."""

    is_list: bool
    step: str | int | None
    key: Span


class _Property(NamedTuple):
    """A property of an item: the elements that name it, outermost first."""

    item: int
    owners: tuple[int, ...]
    element: int


def fields(tree: Tree, titles: Sequence[str], is_inside: Sequence[bool] | None) -> Iterator[Field]:
    """Yield title and meta, then JSON-LD, then microdata of the elements that hold the article.

    `titles` are those of the page.
    """
    yield from _header(tree)
    found = list(_json_ld(tree.text, _scripts(tree)))
    yield from _of_this_page(titles, found)
    first = 1 + max((field.item for field in found), default=-1)
    yield from _of_this_page(titles, list(_microdata(tree, first, is_inside)))


def language(tree: Tree) -> str:
    """Return the language of the page as its root or its metadata names it."""
    named = {}
    for name, attrs in zip(tree.names[:400], tree.attrs, strict=False):
        if name in ("html", "body") and attrs.get("lang"):
            return attrs["lang"].strip()
        if name == "meta" and "content" in attrs:
            named[attrs.get("property") or attrs.get("http-equiv", "").lower()] = attrs["content"].strip()
    return named.get("og:locale", "").replace("_", "-") or named.get("content-language", "")


def _of_this_page(titles: Sequence[str], found: Sequence[Field]) -> Iterator[Field]:
    """Leave out the articles that a page lists beside its own: where one of several is named as the page is."""
    named = {field.item: field.prose.plain for field in found if field.path in _CALLED}
    if len(named) < _SEVERAL:
        return iter(found)
    known = [title for title in titles if title]
    own = {item for item, words in named.items() if any(_is_same(bare(words[:400]), title) for title in known)}
    others = named.keys() - own if own else ()
    return (field for field in found if field.item not in others)


def _is_same(headline: str, title: str) -> bool:
    return bool(headline) and (headline in title or title in headline)


def _header(tree: Tree) -> Iterator[Field]:
    titles = 0
    for index, name in enumerate(tree.names):
        if name == "meta":
            yield from _meta(tree, index)
        elif name == "title" and not titles and not _is_drawn(tree, index):
            titles += 1
            yield Field("data", ("title",), prose_within(tree, index), Span(tree.starts[index], tree.ends[index]))
        elif name == "link" and "href" in tree.attrs[index] and _is_canonical(tree.attrs[index]):
            key = attribute_span(tree, index, "rel")
            yield Field("data", ("canonical",), attribute(tree, index, "href"), key)


def _is_canonical(attrs: Mapping[str, str]) -> bool:
    return attrs.get("rel", "").lower() == "canonical"


def _meta(tree: Tree, index: int) -> Iterator[Field]:
    attrs = tree.attrs[index]
    name = next((name for name in _NAMES if attrs.get(name)), "") if "content" in attrs else ""
    if name:
        key = attribute_span(tree, index, name)
        yield Field("meta", (attrs[name].strip().lower(),), attribute(tree, index, "content"), key)


def _is_drawn(tree: Tree, index: int) -> bool:
    parent = tree.parents[index]
    return parent >= 0 and tree.names[parent] not in ("head", "html", "body")


def _scripts(tree: Tree) -> list[Span]:
    """Return the places of the JSON-LD scripts of a page."""
    scripts = (index for index, name in enumerate(tree.names) if name == "script")
    said = (index for index in scripts if "ld+json" in tree.attrs[index].get("type", "").lower())
    return [Span(tree.ends[index], tree.events[tree.closed[index]][2]) for index in said]


def _json_values(text: str, start: int, end: int) -> Iterator[JsonValue]:
    """Yield the leaves of the JSON value between two offsets; what is nested deeper than any real data is left out."""
    opened = _JSON_WRAPPER.match(text, start, end)
    at = opened.end() if opened else start
    levels: list[_JsonLevel] = []
    found: JsonValue | None = None
    while match := _JSON_TOKEN.match(text, at, end):
        at = match.end()
        if match["sign"] is None:
            if found or not levels:
                return
            found = _json_value(levels, match)
            continue
        # A text counts once what follows it is right: an unescaped quote within it ends the reading here.
        if found and match["sign"] in ",}]":
            yield found
        elif found:
            return
        found = None
        _json_sign(levels, match)
        if not levels:
            return


def _json_prose(text: str, span: Span) -> Prose:
    """Return the prose of a JSON text; escapes, and entities that a template left in it, are resolved."""
    if text.find("\\", *span) < 0 and text.find("&", *span) < 0:
        return prose_at(text, *span)
    return prose_of(_json_pieces(text, span))


def _json_value(levels: list[_JsonLevel], match: re.Match[str]) -> JsonValue | None:
    group = "text" if match["text"] is not None else "word"
    span = Span(match.start(group), match.end(group))
    top = levels[-1]
    if match["key"] is not None and not top.is_list:
        levels[-1] = top._replace(step=match["text"], key=span)
        return None
    if top.step is None or len(levels) > _DEEPEST_JSON or match[group] == "null":
        return None
    key = next((level.key for level in reversed(levels) if not level.is_list), span)
    return JsonValue(tuple(level.step for level in levels if level.step is not None), span, key)


def _json_sign(levels: list[_JsonLevel], match: re.Match[str]) -> None:
    sign, nowhere = match["sign"], Span(match.start("sign"), match.end("sign"))
    if sign == "{":
        levels.append(_JsonLevel(False, None, nowhere))
    elif sign == "[":
        levels.append(_JsonLevel(True, 0, nowhere))
    elif levels and sign in "}]":
        levels.pop()
    elif levels and sign == ",":
        top = levels[-1]
        levels[-1] = top._replace(step=top.step + 1 if isinstance(top.step, int) else None)


def _json_pieces(text: str, span: Span) -> Iterator[Piece]:
    at = span.start
    for match in _JSON_ESCAPE.finditer(text, *span):
        if match.start() > at:
            yield Piece(text[at : match.start()], at, match.start())
        yield Piece(_json_character(match[0]), match.start(), match.end())
        at = match.end()
    if at < span.end:
        yield Piece(text[at : span.end], at, span.end)


def _json_character(written: str) -> str:
    if written[0] == "&":
        found = unescaped(written)
    elif len(written) == 12:
        found = (bytes.fromhex(written[2:6]) + bytes.fromhex(written[8:])).decode("utf-16-be")
    elif len(written) == 6:
        # Half of a pair stands for nothing.
        found = chr(int(written[2:], 16)).encode("utf-8", "replace").decode("utf-8")
    else:
        found = _SHORT.get(written[1], written[1])
    return " " if found == "\n" else found


def _json_ld(text: str, scripts: Iterable[Span], first: int = 0) -> Iterator[Field]:
    """Yield the fields of each article that the scripts of a page describe; `first` numbers the first of them."""
    found: list[JsonValue] = []
    scripts = tuple(scripts)
    demand(sum(text.count("\\", *span) for span in scripts), PIECES, "escapes of JSON-LD")
    each = ((number, leaf) for number, span in enumerate(scripts) for leaf in _json_values(text, span.start, span.end))
    for number, leaf in limited(each, VALUES, "values of JSON-LD"):
        found.append(leaf._replace(path=(number, *leaf.path)))
    targets = _targets(text, found)
    articles = _typed_as(_ARTICLE, text, found)[:_MOST_ARTICLES]
    for item, at in enumerate(articles, first):
        for leaf in _resolved(text, _below(found, at), found, targets):
            if str(leaf.path[0]) in _KEPT and len(leaf.path) <= _DEEPEST_PATH:
                yield Field("json-ld", leaf.path, _json_prose(text, leaf.span), leaf.key, item)
    # A picture that is described by itself says of itself what one of an article does.
    for item, at in enumerate(_typed_as(_PICTURE, text, found)[:_MOST_ARTICLES], first + len(articles)):
        for leaf in _below(found, at):
            if len(leaf.path) < _DEEPEST_PATH:
                yield Field("json-ld", ("image", *leaf.path), _json_prose(text, leaf.span), leaf.key, item)


def _typed_as(kind: re.Pattern[str], text: str, found: Sequence[JsonValue]) -> list[_Path]:
    """Return the paths of the objects of a kind, in the order of the file."""
    paths: dict[_Path, None] = {}
    for leaf in found:
        at = _typed(leaf.path)
        if at is not None and kind.fullmatch(text[leaf.span.start : leaf.span.end].replace("\\/", "/")):
            paths[at] = None
    return [at for at in paths if all(isinstance(step, int) or step in _WAYS for step in at)]


def _typed(path: _Path) -> _Path | None:
    if path[-1] == "@type":
        return path[:-1]
    return path[:-2] if len(path) > 2 and path[-2] == "@type" else None


def _below(found: Iterable[JsonValue], at: _Path) -> list[JsonValue]:
    size = len(at)
    return [leaf._replace(path=leaf.path[size:]) for leaf in found if leaf.path[:size] == at and len(leaf.path) > size]


def _targets(text: str, found: Sequence[JsonValue]) -> dict[str, _Path]:
    """Return the object that each identifier names: the first that says more than its identifier."""
    said: dict[_Path, int] = {}
    for leaf in found:
        if leaf.path[-1] not in ("@id", "@type"):
            said[leaf.path[:-1]] = said.get(leaf.path[:-1], 0) + 1
    targets: dict[str, _Path] = {}
    for leaf in found:
        if leaf.path[-1] == "@id" and leaf.path[:-1] in said:
            targets.setdefault(text[leaf.span.start : leaf.span.end], leaf.path[:-1])
    return targets


def _resolved(
    text: str, own: list[JsonValue], found: Sequence[JsonValue], targets: dict[str, _Path]
) -> Iterator[JsonValue]:
    """Yield the leaves of an article; where it only names an object, what that object says follows."""
    holders = {leaf.path[:-1] for leaf in own if leaf.path[-1] not in ("@id", "@type")}
    references = 0
    for leaf in own:
        yield leaf
        is_reference = leaf.path[-1] == "@id" and len(leaf.path) > 1 and leaf.path[:-1] not in holders
        target = targets.get(text[leaf.span.start : leaf.span.end]) if is_reference and leaf.path[0] in _KEPT else None
        if target is None or references >= _MOST_REFERENCES:
            continue
        references += 1
        for other in _below(found, target):
            if other.path[0] != "@id":
                yield other._replace(path=(*leaf.path[:-1], *other.path))


def _microdata(tree: Tree, first: int, is_inside: Sequence[bool] | None) -> Iterator[Field]:
    """Yield the fields of each article that the page marks as an item; `first` numbers the first of them.

    An item that holds nothing of the page's own article is a teaser; without `is_inside` there is none.
    """
    found = _properties(tree)
    holding = _holding(tree, is_inside) if found else None
    if holding is not None:
        found = [each for each in found if each.item in holding]
    items = list(dict.fromkeys(each.item for each in found))[:_MOST_ITEMS]
    for number, item in enumerate(items, first):
        kind = attribute(tree, item, "itemtype")
        yield Field("microdata", ("@type",), kind, attribute_span(tree, item, "itemtype"), number)
        yield from _item_fields(tree, [each for each in found if each.item == item], number)


def _holding(tree: Tree, is_inside: Sequence[bool] | None) -> set[int] | None:
    """Return the elements that hold or are a part of the article."""
    if is_inside is None:
        return None
    found: set[int] = set()
    for index, is_in in enumerate(is_inside):
        while is_in and index >= 0 and index not in found:
            found.add(index)
            index = tree.parents[index]
    return found


def _item_fields(tree: Tree, found: list[_Property], number: int) -> Iterator[Field]:
    siblings = Counter((each.owners, name) for each in found for name in _property_names(tree.attrs[each.element]))
    order: Counter[tuple[tuple[int, ...], str]] = Counter()
    steps: dict[int, tuple[str | int, ...]] = {}
    named = {each.owners[-1] for each in found if each.owners and "name" in _property_names(tree.attrs[each.element])}
    for each in found:
        attrs = tree.attrs[each.element]
        for name in _property_names(attrs):
            group = (each.owners, name)
            own: tuple[str | int, ...] = (name, order[group]) if siblings[group] > 1 else (name,)
            order[group] += 1
            path = (*(steps.get(each.owners[-1], ()) if each.owners else ()), *own)
            steps[each.element] = path
            prose = EMPTY if "itemscope" in attrs and each.element in named else _item_value(tree, each.element, name)
            if prose.plain and path[0] in _KEPT and len(prose.plain) <= _LONGEST:
                yield Field("microdata", path, prose, attribute_span(tree, each.element, "itemprop"), number)


def _property_names(attrs: Mapping[str, str]) -> list[str]:
    return attrs.get("itemprop", "").split()


def _properties(tree: Tree) -> list[_Property]:
    """Return the properties of all articles of a page."""
    found: list[_Property] = []
    if not any("itemscope" in attrs for attrs in tree.attrs):
        return found
    scopes: list[tuple[int, tuple[int, ...]] | None] = []
    for index, (attrs, parent) in enumerate(zip(tree.attrs, tree.parents, strict=True)):
        around = scopes[parent] if parent >= 0 else None
        if around and attrs.get("itemprop"):
            found.append(_Property(around[0], around[1], index))
        scopes.append(_scope(attrs, index, around) if "itemscope" in attrs else around)
    return found


def _scope(
    attrs: Mapping[str, str], index: int, around: tuple[int, tuple[int, ...]] | None
) -> tuple[int, tuple[int, ...]] | None:
    if around and attrs.get("itemprop"):
        return (around[0], (*around[1], index)) if len(around[1]) < _DEEPEST_ITEM else around
    kinds = attrs.get("itemtype", "").split()
    return (index, ()) if any(_ARTICLE.fullmatch(kind) for kind in kinds) else None


def _item_value(tree: Tree, index: int, name: str) -> Prose:
    tag, attrs = tree.names[index], tree.attrs[index]
    wanted = ["content", "datetime"]
    if name.lower() in _ADDRESSES or tag in ("link", "img", "amp-img"):
        wanted += ["href", "src"]
    for attr in wanted:
        if attrs.get(attr):
            return attribute(tree, index, attr)
    if "content" in attrs or tag == "meta":
        return EMPTY
    return prose_within(tree, index)
