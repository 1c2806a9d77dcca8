"""What template code says: images, captions, comments, and the rest as shortcodes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from bylint.model.markup import Block
from bylint.model.markup import Image
from bylint.model.markup import Link
from bylint.model.prose import EMPTY
from bylint.model.prose import Prose
from bylint.model.prose import prose_at
from bylint.model.prose import prose_of
from bylint.model.source import Span
from bylint.readers.tags import Attribute
from bylint.readers.tags import attributes
from bylint.readers.tags import inline_pieces
from bylint.readers.template_code import TemplateCode
from bylint.text.patterns import lazily

_ADDRESS = ("src", "image", "img", "photo", "picture", "url", "file", "filename", "path", "source", "href", "link")
_CREDIT = frozenset(
    "alt caption credit credits attr attribution attrlink attr_link photographer author byline license licence "
    "copyright source_url sourceurl artist".split()
)
_PICTURE_FILE = lazily(r"\.(?:jpe?g|png|gif|webp|avif|svg|tiff?|bmp|heic)(?:[?#][^\s]*)?\Z", re.IGNORECASE)
_OTHER_FILE = lazily(
    r"\.(?:mp[34]|m4[av]|mov|webm|og[gva]|wav|pdf|csv|tsv|json|js|html?|xml|ya?ml|zip|docx?|xlsx?|ipynb|py|r|md)"
    r"(?:[?#][^\s]*)?\Z",
    re.IGNORECASE,
)
_PICTURE_NAME = lazily(
    r"(?:^|[^a-z])(?:fig(?:ure)?s?|im(?:age|g)s?|picture|photo(?:graph)?s?)(?:[^a-z]|$)|image|figure"
)
_NO_PICTURE_NAME = lazily(
    r"video|youtube|vimeo|audio|podcast|iframe|script|tweet|twitter|gist|map|button|link|ref\b|code|table|quote|include-"
)
_BOX = "///"
_CLASS = lazily(r"[.#]([\w-]+)")
# Names of classes: each has a hyphen or a figure, or says how a picture is set.
_CLASS_NAME = (
    r"(?:[a-z]{1,30}(?:[-_]{1,2}[a-z0-9]{1,30}){1,6}|[a-z]{1,20}\d{1,4}"
    r"|left|right|cent(?:er|re)|wide|full|half|small|medium|large|thumb|responsive|rounded|border|inline|float)"
)
_CLASSES = lazily(rf"{_CLASS_NAME}(?:\s{_CLASS_NAME}){{0,6}}")
_LINK = lazily(
    r"\[(?P<label>[^\[\]]{1,500})\]\((?P<target>[^()\s]{1,1000})[^()\r\n]{0,300}\)"
    r"""|<a\s[^<>]{0,300}?href\s?=\s?["']?(?P<href>[^\s"'<>]{1,1000})[^<>]{0,500}>(?P<words>[^<>]{0,500})</a>"""
)


class Region(NamedTuple):
    """What a pair of tags encloses. `kind`: figure, caption or box."""

    kind: str
    span: Span


class _OpenRegion(NamedTuple):
    closing: str
    kind: str
    end: int


class TemplateParts(NamedTuple):
    """All that template code contributes to an article; `lists` are attribute lists by where they begin."""

    blocks: tuple[Block, ...]
    images: tuple[Image, ...]
    links: tuple[Link, ...]
    regions: tuple[Region, ...]
    lists: dict[int, tuple[Attribute, ...]]


def parts_of(text: str, found: Sequence[TemplateCode]) -> TemplateParts:
    """Read the template code of a text."""
    blocks: list[Block] = []
    images: list[Image] = []
    links: list[Link] = []
    regions = tuple(region for region in _regions(found) if region.kind != "box")
    enclosing = {region.span.start for region in regions}
    for item in (item for item in found if item.kind in ("tag", "output", "comment", "fold")):
        values = tuple(attributes(text, item.rest, item.inner.end)) if item.kind == "tag" else ()
        image = _image(text, item, values)
        if image and not (item.span.end in enclosing and not image.src.plain):
            images.append(image)
        else:
            blocks.extend(_blocks(text, item, values))
        links.extend(link for value in values for link in _links(text, value))
    return TemplateParts(tuple(blocks), tuple(images), tuple(links), regions, _lists(text, found))


def list_marks(values: Sequence[Attribute], text: str) -> tuple[str, ...]:
    """Return the classes and ids of an attribute list."""
    found: list[str] = []
    for value in values:
        if value.key in ("class", "id", "rel", "classname"):
            found.extend(value.prose.plain.casefold().split())
        elif not value.key:
            found.extend(name.casefold() for name in _CLASS.findall(text[value.span.start : value.span.end]))
    return tuple(found)


def list_pixels(values: Sequence[Attribute], key: str) -> int:
    """Return a width or height, or 0 if it is not given in pixels."""
    words = next((value.prose.plain for value in values if value.key == key), "")
    match = re.fullmatch(r"(\d{1,5})(?:px)?", words)
    return int(match[1]) if match else 0


def _blocks(text: str, item: TemplateCode, values: Sequence[Attribute]) -> Iterator[Block]:
    inner = prose_at(text, *item.inner)
    if item.kind == "comment":
        yield Block("comment", inner, item.span)
    elif item.kind == "fold":
        yield from (Block("label", inner, item.inner, within=("aside",), name=item.name) for _ in inner.plain[:1])
    else:
        yield Block("shortcode", inner, item.span, name=item.name)
        caption = next((value.prose for value in values if value.key == "caption" and value.prose.plain), None)
        if caption:
            yield Block("caption", caption, caption.span(), within=("figure",), name=item.name)


def _image(text: str, item: TemplateCode, values: Sequence[Attribute]) -> Image | None:
    name = item.name.casefold()
    if not values or name.startswith("/") or item.kind != "tag":
        return None
    address = _address(values, name)
    is_named = bool(_PICTURE_NAME.search(name))
    keys = {value.key for value in values}
    if address is None and not ("alt" in keys or (is_named and keys & _CREDIT)):
        return None
    if address and _OTHER_FILE.search(address.prose.plain):
        return None
    return Image(
        "shortcode",
        address.prose if address else EMPTY,
        item.span,
        tuple(_fields(values, address, is_named=is_named)),
        marks=list_marks([value for value in values if value.key], text),
        width=list_pixels(values, "width"),
        height=list_pixels(values, "height"),
        has_printed_title=True,
    )


def _address(values: Sequence[Attribute], name: str) -> Attribute | None:
    for key in _ADDRESS:
        for value in values:
            words = value.prose.plain
            is_sure = key in ("src", "image", "img", "photo", "picture") and not _NO_PICTURE_NAME.search(name)
            if value.key == key and (_PICTURE_FILE.search(words) or (is_sure and bool(words))):
                return value
    return next((value for value in values if not value.key and _PICTURE_FILE.search(value.prose.plain)), None)


def _fields(values: Sequence[Attribute], address: Attribute | None, *, is_named: bool) -> Iterator[tuple[str, Prose]]:
    alt = _placed_alt(values, address) if is_named else None
    for value in values:
        if value.key and value is not address:
            yield value.key, value.prose
        elif value is alt:
            yield "alt", value.prose


def _placed_alt(values: Sequence[Attribute], address: Attribute | None) -> Attribute | None:
    """Return the alternative text in `image "file.jpg" "wide left" "What it shows"`: no class, and of most words."""
    at = next((i for i, value in enumerate(values) if value is address and not value.key), len(values))
    texts = [v for v in values[at + 1 :] if not v.key and v.span.start != v.prose.span().start and v.prose.plain]
    worded = [value for value in texts if not _CLASSES.fullmatch(value.prose.plain)]
    return max(worded, key=lambda value: len(value.prose.plain.split()), default=None)


def _links(text: str, value: Attribute) -> Iterator[Link]:
    for match in _LINK.finditer(text, *value.span):
        target = "target" if match["target"] else "href"
        words = "label" if match["target"] else "words"
        href = prose_at(text, *match.span(target))
        yield Link(href, prose_of(inline_pieces(text, *match.span(words))), Span(*match.span()), None)


def _regions(found: Sequence[TemplateCode]) -> Iterator[Region]:
    opened: list[_OpenRegion] = []
    for item in found:
        closed = _closes(item)
        at = next((i for i in range(len(opened) - 1, -1, -1) if opened[i].closing == closed), -1) if closed else -1
        if at >= 0:
            yield Region(opened[at].kind, Span(opened[at].end, item.span.start))
            del opened[at:]
        elif kind := _opens(item):
            opened = [
                *opened[-20:],
                _OpenRegion(_BOX if item.kind == "box" else item.name.casefold(), kind, item.span.end),
            ]


def _closes(item: TemplateCode) -> str:
    """Return the name of the pair that a piece of code closes, if it closes one."""
    name = item.name.casefold()
    if item.kind == "box" and name == "/":
        return _BOX
    if item.kind != "tag":
        return ""
    return name[1:] if name.startswith("/") else name[3:] if name.startswith("end") else ""


def _opens(item: TemplateCode) -> str:
    """Return what kind of region begins behind a piece of code, if one does."""
    name = item.name.casefold()
    if item.kind == "box":
        return "caption" if "caption" in name else "box"
    if item.kind != "tag" or name.startswith("/"):
        return ""
    if name in ("caption", "wp_caption", "gallery"):
        return "figure"
    return "caption" if "caption" in name else "figure" if _PICTURE_NAME.search(name) else ""


def _lists(text: str, found: Sequence[TemplateCode]) -> dict[int, tuple[Attribute, ...]]:
    return {
        item.span.start: tuple(attributes(text, item.rest, item.inner.end))
        for item in found
        if item.kind == "attributes"
    }
