"""Template code in Markdown and HTML: found, and blanked without moving anything."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bylint.model.markup import Block
from bylint.model.markup import Image
from bylint.model.markup import Link
from bylint.model.prose import EMPTY
from bylint.model.prose import Prose
from bylint.model.prose import prose_at
from bylint.model.prose import prose_of
from bylint.model.source import Span
from bylint.model.source import line_starts
from bylint.readers import TEMPLATES
from bylint.readers import limited
from bylint.readers.tags import Attribute
from bylint.readers.tags import attributes
from bylint.readers.tags import inline_pieces
from bylint.readers.template_code import TemplateCode
from bylint.readers.template_code import TemplateText
from bylint.readers.template_code import code_at
from bylint.readers.template_code import string_alone
from bylint.text.files import shipped_lists
from bylint.text.files import shipped_names
from bylint.text.patterns import lazily

# Each sign that opens template code, a text without which it cannot stand in a file, and parts of that text.
_INLINE = {
    "hugo": (r"\{\{ [<%]", r"\{\{[<%]", ("{{",)),
    "output": (r"\{\{", r"\{\{", ("{{",)),
    "liquid": (r"\{%", r"\{%", ("{%",)),
    "note": (r"\{\# (?=\s) | \{/\* | \{::comment\}", r"\{(?:#\s|/\*|::comment)", ("{",)),
    "list": (r"\{:? [ \t]{0,4} (?= [.\#\w] )", r"\{:?[ \t]{0,4}[.#\w]", ("{",)),
    "component": (r"</?[A-Z][A-Za-z0-9_.]{0,80} (?= [\s/>] )", r"</?[A-Z]", ("<",)),
    "wordpress": (
        r"\[/?(?: caption | wp_caption | gallery | embed | playlist | audio | video ) (?= [\s\]] )",
        r"\[/?(?:caption|wp_caption|gallery|embed|playlist|audio|video)[\s\]]",
        ("caption", "gallery", "embed", "playlist", "audio", "video"),
    ),
    "brace": (r"\{", r"\{", ("{",)),
    "wiki": (r"(?<=!)\[\[", r"!\[\[", ("![[",)),
}
_AT_LINE = {
    "fold": (
        r"[ ]{0,24} (?: !!! | \?\?\?\+? | ===!? ) [ ]['\"\w]",
        r"!!! |\?\?\?\+? |===!? ",
        ("!!! ", "??? ", "???+ ", "=== ", "===! "),
    ),
    "slashes": (r"/{3,} [ \t]* (?: [a-z-]+ (?: [ \t][^\r\n]* )? )? (?= \r | \n | \Z )", "///", ("///",)),
    "fenced": (r"[ \t]{0,12}:{3,}", ":::", (":::",)),
    "module": (
        r"(?: (?<=\n\n) | (?<=\n\r\n) | (?<=\n---\n) | (?<=\n---\r\n) | \A ) (?: import | export )[ ]",
        "(?m)^(?:import|export) ",
        ("import ", "export "),
    ),
}
_AT_LINE_LETTERS = {"fold": "!?=", "slashes": "/", "fenced": ":"}
# Where these stand, no template code is looked for.
_SHIELDS = r"(?P<code> `+ ) | (?P<remark> <!-- ) | (?P<tag> <[a-z] )"
_FENCE = r"(?P<fence> [ \t>]{0,40} (?: (?: [-*+] | \d{1,9}[.)] ) [ \t]{1,4} ){0,3} (?: `{3,} | ~{3,} ) )"
_DESTINATION = lazily(r"(?:\]\(<?|^[ ]{0,3}\[[^\]\r\n]{1,200}\]:[ \t]*)[^\s()]*\Z", re.MULTILINE)
_LINE = lazily(r"[^\r\n]+")
# A sign of which so many stand in a file without their other half is no template code in this file.
_MOST_FAILURES = 2_000
_BLANK = "\u00a0"
_SIGN = lazily(r"(?P<hugo>\{\{[<%])|(?P<output>\{\{)|(?P<liquid>\{%)")
_SEEN = lazily(r"\S")
_LONGEST_TAG = 2_000
_WHOLE_ADDRESS = ("https://", "http://", "//")


class Template(NamedTuple):
    """A text without its template code, with the same length and lines, and what was taken out."""

    text: str
    found: tuple[TemplateCode, ...]


class _Lines:
    """Tells which lines hold nothing but template code.

    Blanks before other words would make them code, and blanks behind them a hard line break: there a no-break space
    stands, which to Markdown is a letter. A line of its own becomes an empty line.
    """

    def __init__(self, text: str, spans: tuple[Span, ...]) -> None:
        self._text = text
        self._starts = line_starts(text)
        self._spans = spans
        self._first = tuple(span.start for span in spans)
        self._known: dict[int, str] = {}

    def blank(self, offset: int) -> str:
        line = bisect_right(self._starts, offset) - 1
        if line not in self._known:
            self._known[line] = " " if self._is_alone(line) else _BLANK
        return self._known[line]

    def _is_alone(self, line: int) -> bool:
        at = self._starts[line]
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self._text)
        i = max(0, bisect_right(self._first, at) - 1)
        while at < end and i < len(self._spans):
            span = self._spans[i]
            if self._text[at : min(span.start, end)].strip(" \t\r\n>"):
                return False
            at = max(at, min(span.end, end)) if span.start < end else end
            i += 1
        return not self._text[at:end].strip(" \t\r\n>")


def blank_code_in_html(text: str, start: int) -> Template:
    """Blank all template code from an offset on."""
    found = tuple(item for item in _code_in_html(text, start) if item.kind != "code")
    return Template(_blanked_html(text, found), tuple(item for item in found if not _is_value(text, item)))


def blank_code(text: str, start: int, *, is_mdx: bool) -> Template:
    """Blank the header that ends at an offset, and all template code behind it."""
    found = tuple(limited(_code_in(text, start, is_mdx), TEMPLATES, "pieces of template code"))
    return Template(_blanked(text, start, found), tuple(item for item in found if item.kind != "code"))


def _code_in_html(text: str, start: int) -> Iterator[TemplateCode]:
    scan = TemplateText(text, is_mdx=False)
    failures: Counter[str] = Counter()
    at = start
    while match := _SIGN.search(text, at):
        kind = match.lastgroup or ""
        items = code_at(scan, match) if failures[kind] < _MOST_FAILURES else ()
        failures[kind] += not items
        yield from items
        at = max(match.end(), items[-1].span.end if items else 0)


def _blanked_html(text: str, found: Iterable[TemplateCode]) -> str:
    pieces: list[str] = []
    at = 0
    for item in found:
        if item.span.start < at:
            continue
        written = text[item.span.start : item.span.end]
        pieces.append(text[at : item.span.start])
        pieces.append(_stand_in(written) if _is_value(text, item) else _SEEN.sub(" ", written))
        at = item.span.end
    return "".join((*pieces, text[at:]))


def _is_value(text: str, item: TemplateCode) -> bool:
    """Tell whether code prints a value within a tag."""
    offset = item.span.start
    start = max(0, offset - _LONGEST_TAG)
    return item.kind == "output" and text.rfind("<", start, offset) > text.rfind(">", start, offset)


def _stand_in(written: str) -> str:
    """Return what stands for a printed value within a tag: its only string, else as many letters."""
    return string_alone(written) or "x" * len(written)


def _code_in(text: str, start: int, is_mdx: bool) -> Iterator[TemplateCode]:
    kinds = frozenset(_kinds(text, start, is_mdx))
    scan = TemplateText(text, is_mdx)
    failures: Counter[str] = Counter()
    at = start
    while kinds and (match := _opened(kinds, text, at)):
        kind = match.lastgroup or ""
        items = code_at(scan, match) if failures[kind] < _MOST_FAILURES else ()
        failures[kind] += not items
        yield from (_in_address(text, item) for item in items)
        at = max(items[-1].span.end, match.start() + 1) if items else match.start() + 1


def _opened(kinds: frozenset[str], text: str, at: int) -> re.Match[str] | None:
    """Return the next sign of these kinds, as a search would: looked for only where its letters stand."""
    opener = _opener(kinds)
    if "module" in kinds:
        return opener.search(text, at)
    line = at if at == 0 or text[at - 1] in "\r\n" else -1
    seen = at
    for letter in _letters(kinds).finditer(text, at):
        here = letter.start()
        begun = 1 + max(text.rfind("\n", seen, here), text.rfind("\r", seen, here))
        for place in (begun or line, here):
            match = opener.match(text, place) if place >= 0 else None
            if match:
                return match
        line, seen = -1, here
    return None


@lru_cache(maxsize=64)
def _letters(kinds: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern for the letters that signs of these kinds, and what shields them, begin with or hold."""
    more = "".join(letters for kind, letters in _AT_LINE_LETTERS.items() if kind in kinds)
    return lazily(rf"[`~<{{\[{more}]")


def _in_address(text: str, item: TemplateCode) -> TemplateCode:
    """Return code within the address of a link or image as such: it is no part of the text."""
    before = max(0, item.span.start - 300)
    is_address = item.kind in ("tag", "output") and _DESTINATION.search(text, before, item.span.start)
    return item._replace(kind="address") if is_address else item


def _kinds(text: str, start: int, is_mdx: bool) -> Iterator[str]:
    for kind, (_, sign, parts) in (*_INLINE.items(), *_AT_LINE.items()):
        if not is_mdx and kind in ("brace", "module"):
            continue
        if any(part in text for part in parts) and _sign(sign).search(text, start):
            yield kind


@lru_cache(maxsize=32)
def _sign(pattern: str) -> re.Pattern[str]:
    return lazily(pattern)


@lru_cache(maxsize=64)
def _opener(kinds: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern for the signs of these kinds."""
    inline = " | ".join(f"(?P<{kind}> {sign} )" for kind, (sign, _, _) in _INLINE.items() if kind in kinds)
    at_line = " | ".join(f"(?P<{kind}> {sign} )" for kind, (sign, _, _) in _AT_LINE.items() if kind in kinds)
    starts = " | ".join(filter(None, (_FENCE, at_line)))
    inside = " | ".join(filter(None, (_SHIELDS, inline)))
    return lazily(rf"(?: ^ | (?<=\r) ) (?: {starts} ) | (?= [`<{{\[] ) (?: {inside} )", re.VERBOSE | re.MULTILINE)


def _blanked(text: str, start: int, found: Iterable[TemplateCode]) -> str:
    if not start and not found:
        return text
    pieces = [_LINE.sub(lambda match: " " * len(match[0]), text[:start])]
    at = start
    lines = _Lines(text, tuple(item.span for item in found if item.kind != "code"))
    for item in found:
        pieces.append(text[at : item.span.start])
        pieces.append(item.words or _replacement(text, item, lines))
        at = item.span.end
    return "".join((*pieces, text[at:]))


def _replacement(text: str, item: TemplateCode, lines: _Lines) -> str:
    words = text[item.span.start : item.span.end]
    if item.kind == "code":
        return words
    if item.kind == "address":
        return string_alone(words) or re.sub(r"\S|[ \t]", "x", words)
    return _LINE.sub(lambda match: lines.blank(item.span.start + match.start()) * len(match[0]), words)


_CREDIT_KINDS = ("alt", "caption", "credit", "credit_of", "maker", "credit_key", "credit_address", "licence")
_PICTURE_FILE = lazily(r"\.(?:jpe?g|png|gif|webp|avif|svg|tiff?|bmp|heic)(?:[?#][^\s]*)?\Z", re.IGNORECASE)
_OTHER_FILE = lazily(
    r"\.(?:mp[34]|m4[av]|mov|webm|og[gva]|wav|pdf|csv|tsv|json|js|html?|xml|ya?ml|zip|docx?|xlsx?|ipynb|py|r|md)"
    r"(?:[?#][^\s]*)?\Z",
    re.IGNORECASE,
)
_PICTURE_NAME = lazily(
    r"(?:^|[^a-z])(?:fig(?:ure)?s?|im(?:age|g)s?|picture|photo(?:graph)?s?)(?:[^a-z]|$)|image|figure"
)
_BOX = "///"
_CLASS = lazily(r"[.#]([\w-]+)")
_WORDS = lazily(r"\w+")
# Names of classes have a hyphen or a figure, or say how a picture is set.
_CLASS_NAME = lazily(r"[a-z]{1,30}(?:[-_]{1,2}[a-z0-9]{1,30}){1,6}|[a-z]{1,20}\d{1,4}")
_MOST_CLASSES = 7
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
    images.extend(_embed(text, item) for item in found if item.kind == "embed")
    for item in (item for item in found if item.kind in ("tag", "output", "comment", "fold")):
        values = tuple(attributes(text, item.rest, item.inner.end)) if item.kind == "tag" else ()
        image = _image(text, item, values)
        if image and not (item.span.end in enclosing and not image.src.plain):
            images.append(image)
        else:
            blocks.extend(_blocks(text, item, values))
            links.extend(_targets(item, values))
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
    if address is None and not _is_described(values, is_named=is_named):
        return None
    if address and _OTHER_FILE.search(address.prose.plain):
        return None
    return Image(
        "shortcode",
        address.prose if address else EMPTY,
        item.span,
        # What a program computes is no text: credit={credits.tower}.
        tuple(_fields([v for v in values if text[v.span.start] != "{"], address, is_named=is_named)),
        marks=list_marks([value for value in values if value.key], text),
        width=list_pixels(values, "width"),
        height=list_pixels(values, "height"),
        has_printed_title=True,
    )


def _embed(text: str, item: TemplateCode) -> Image:
    """Return the picture that a wiki embeds: `![[quay.jpg|The quay at nine]]`; a number behind the bar is its width."""
    name, bar, words = text[item.inner.start : item.inner.end].partition("|")
    start = item.inner.start + len(name) + 1
    alt = (("alt", prose_at(text, start, item.inner.end)),) if bar and not words[:1].isdigit() else ()
    src = prose_at(text, item.inner.start, item.inner.start + len(name))
    return Image("markdown", src, item.span, alt, takes_line_below=True)


def _is_described(values: Sequence[Attribute], *, is_named: bool) -> bool:
    """Tell whether code describes a picture or credits one, and be it without an address."""
    keys = [value.key for value in values]
    known = shipped_names("picture_names", *_CREDIT_KINDS)
    return "alt" in keys or (is_named and any(key.replace("_", "") in known for key in keys))


def _address(values: Sequence[Attribute], name: str) -> Attribute | None:
    arguments = shipped_lists()["lexicon/picture_names"]["picture_names"]["names"]
    sure = () if _is_no_picture(name) else arguments["argument"]
    for key in (*arguments["argument"], *arguments["argument_of_file"]):
        for value in values:
            words = value.prose.plain
            if value.key == key and (_PICTURE_FILE.search(words) or (bool(words) and key in sure)):
                return value
    return next((value for value in values if not value.key and _PICTURE_FILE.search(value.prose.plain)), None)


@lru_cache(maxsize=1024)
def _is_no_picture(name: str) -> bool:
    """Tell whether what the name of a shortcode says is no picture."""
    ends = tuple(shipped_names("template", "reference"))
    is_reference = any(word.endswith(ends) for word in _WORDS.findall(name))
    return is_reference or any(part in name for part in shipped_names("template", "no_picture"))


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
    worded = [value for value in texts if not _are_classes(value.prose.plain.split())]
    return max(worded, key=lambda value: len(value.prose.plain.split()), default=None)


def _are_classes(words: Sequence[str]) -> bool:
    settings = shipped_names("template", "setting")
    return len(words) <= _MOST_CLASSES and all(word in settings or _CLASS_NAME.fullmatch(word) for word in words)


def _targets(item: TemplateCode, values: Sequence[Attribute]) -> Iterator[Link]:
    """Yield the addresses to which a button, a card or an include of a product leads; whether it says of them that
    they are paid is its own affair, unless it is told."""
    rel = next((tuple(value.prose.plain.casefold().split()) for value in values if value.key == "rel"), None)
    for value in values:
        address = value.prose.plain
        is_address = address.startswith(_WHOLE_ADDRESS) and " " not in address and len(address) < _LONGEST_TAG
        if is_address and not _PICTURE_FILE.search(address):
            yield Link(value.prose, value.prose, item.span, rel)


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
