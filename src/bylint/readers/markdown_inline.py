"""The words, images, links and comments of one Markdown leaf."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Mapping
from typing import NamedTuple

from bylint.model.markup import Block
from bylint.model.markup import Image
from bylint.model.markup import Link
from bylint.model.prose import Piece
from bylint.model.prose import prose_at
from bylint.model.prose import prose_of
from bylint.model.source import Span
from bylint.readers.attributes import Attribute
from bylint.readers.inline_tags import Tag
from bylint.readers.inline_tags import marks_of
from bylint.readers.inline_tags import pixels_of
from bylint.readers.inline_tags import tag_at
from bylint.readers.markdown_leaves import Definition
from bylint.readers.markdown_leaves import Event
from bylint.readers.markdown_leaves import Leaf
from bylint.readers.markdown_leaves import events_of
from bylint.readers.markdown_targets import target_of
from bylint.readers.markdown_targets import title_of
from bylint.readers.template_parts import marks_of as list_marks
from bylint.readers.template_parts import pixels
from bylint.text.lazy import lazily

_TONES = {
    **dict.fromkeys(("Emphasis", "em", "i", "cite"), "emphasis"),
    **dict.fromkeys(("Strong", "strong", "b"), "strong"),
    **dict.fromkeys(("small", "sub", "Subscript"), "small"),
}
_SILENT = frozenset("script style template noscript iframe object svg".split())
_ELEMENTS = frozenset("script iframe ins embed object video audio".split())
_BREAKS = {"SoftBreak": "soft", "HardBreak": "hard"}
_WORDS = frozenset(("Text", "Code", "InlineMath", "DisplayMath", *_BREAKS))
# Markup within markup is looked at to this depth.
_NEAREST = 30
_ADDRESS = lazily(r"https?://[^\s<>\"')\]|]{4,1000}")


class Context(NamedTuple):
    """What is known of the file beside the leaf. `raw` is the file's text, `text` the same without template code."""

    raw: str
    text: str
    definitions: Mapping[str, Definition]
    lists: Mapping[int, tuple[Attribute, ...]]
    list_starts: tuple[int, ...]


class Atom(NamedTuple):
    """Words, a break (soft or hard) or a place where an image stands."""

    kind: str
    words: str
    start: int
    end: int
    tones: frozenset[str] = frozenset()


class Inline(NamedTuple):
    """What one leaf holds, in reading order."""

    atoms: list[Atom]
    images: list[Image]
    links: list[Link]
    blocks: list[Block]


class _Opened(NamedTuple):
    name: str
    start: int
    atoms: int
    event: Event | None = None
    tag: Tag | None = None


def inline_of(leaf: Leaf, context: Context) -> Inline:
    """Read the inline events of a leaf."""
    found = Inline([], [], [], [])
    opened: list[_Opened] = []
    tones: frozenset[str] | None = frozenset()
    last = leaf.span.start
    for event in events_of(leaf):
        if event.kind in _WORDS:
            if tones is not None or event.kind in _BREAKS:
                found.atoms.append(_atom(event, tones or frozenset(), context.text))
        else:
            _step(event, opened, found, context, last)
            tones = _tones(opened)
        last = max(last, event.span.end) if event.kind != "start" else event.span.start + 1
    return found


def _step(event: Event, opened: list[_Opened], found: Inline, context: Context, last: int) -> None:
    if event.kind == "InlineHtml" or event.kind == "Html":
        _html(event, opened, found, context)
    elif event.kind == "start":
        opened.append(_Opened(event.name, event.span.start, len(found.atoms), event))
    elif event.kind == "end":
        _close(event, opened, found, context, last)


def _tones(opened: list[_Opened]) -> frozenset[str] | None:
    """Return the tones of words within some markup, and nothing where words are not printed."""
    names = [item.name for item in opened[-_NEAREST:]]
    if not _SILENT.isdisjoint(names):
        return None
    return frozenset(_TONES[name] for name in names if name in _TONES)


def _atom(event: Event, tones: frozenset[str], text: str) -> Atom:
    kind, _, detail, (start, end) = event
    if kind in _BREAKS:
        return Atom(_BREAKS[kind], "\n", start, end)
    if kind == "Code":
        inner = text[start:end].strip("`")
        if inner and inner.strip() == detail.strip():
            start = text.index(inner, start)
            return Atom("text", inner, start, start + len(inner), tones)
    return Atom("text", detail, start, end, tones)


def _html(event: Event, opened: list[_Opened], found: Inline, context: Context) -> None:
    start, end = event.span
    words = context.text[start:end]
    if words.startswith("<!--"):
        inner = prose_at(context.text, start + 4, end - 3 if words.endswith("-->") else end)
        found.blocks.append(Block("comment", inner, event.span))
        return
    tag = tag_at(context.text, start, end)
    if tag is None:
        return
    if tag.name == "br":
        found.atoms.append(Atom("hard", "\n", start, end))
    elif tag.name == "img":
        found.images.append(_html_image(tag, event.span))
        found.atoms.append(Atom("image", "", start, end))
    elif tag.is_end:
        _close_tag(event, tag, opened, found)
    else:
        if tag.name in _ELEMENTS:
            found.blocks.append(
                Block(
                    "element", prose_at(context.text, start, end), event.span, marks=marks_of(tag.values), name=tag.name
                )
            )
        opened.append(_Opened(tag.name, start, len(found.atoms), None, tag))


def _close(event: Event, opened: list[_Opened], found: Inline, context: Context, last: int) -> None:
    # Tags that the writer left open end with the Markdown around them.
    while opened and (item := opened.pop()).event is None:
        pass
    if item.event is None or event.name not in ("Link", "Image"):
        return
    target = target_of(context.raw, context.text, item.event, last, context.definitions)
    title = title_of(context.text, item.event, last, context.definitions)
    values = context.lists.get(event.span.end, ())
    within = found.atoms[item.atoms :]
    words = prose_of(Piece(*atom[1:4]) for atom in within)
    if event.name == "Link":
        has_list = event.span.end in context.lists
        rel = next((tuple(value.prose.plain.lower().split()) for value in values if value.key == "rel"), ())
        marks = list_marks(values, context.raw)
        found.links.append(Link(target, words, event.span, rel if has_list else None, marks=marks))
        return
    fields = (("alt", words), ("title", title), *((value.key, value.prose) for value in values if value.key))
    found.images.append(
        Image(
            "markdown",
            target,
            event.span,
            tuple((name, prose) for name, prose in fields if prose.at),
            marks=list_marks([value for value in values if value.key in ("", "class", "id")], context.raw),
            width=pixels(values, "width"),
            height=pixels(values, "height"),
        )
    )
    del found.atoms[item.atoms :]
    found.atoms.append(Atom("image", "", *event.span))


def _close_tag(event: Event, tag: Tag, opened: list[_Opened], found: Inline) -> None:
    for i in range(len(opened) - 1, max(-1, len(opened) - _NEAREST), -1):
        if opened[i].event is not None:
            return
        if opened[i].name == tag.name:
            item = opened[i]
            del opened[i:]
            break
    else:
        return
    if tag.name == "a" and item.tag and "href" in item.tag.values:
        values = item.tag.values
        rel = tuple(values["rel"].plain.lower().split()) if "rel" in values else ()
        words = prose_of(Piece(*atom[1:4]) for atom in found.atoms[item.atoms :])
        span = Span(item.start, event.span.end)
        found.links.append(Link(values["href"], words, span, rel, marks=marks_of(values)))


def _html_image(tag: Tag, span: Span) -> Image:
    values = tag.values
    src = next((values[key] for key in ("src", "data-src") if key in values), prose_of(()))
    fields = tuple((key, value) for key, value in values.items() if key not in ("src", "class", "id"))
    return Image(
        "html",
        src,
        span,
        fields,
        marks=marks_of(values),
        width=pixels_of(values, "width"),
        height=pixels_of(values, "height"),
    )


def bare_links(found: Inline, text: str) -> Iterator[Link]:
    """Yield the addresses that stand in the words themselves."""
    taken = sorted(link.span for link in found.links)
    begins = [span.start for span in taken]
    reached = -1
    for atom in found.atoms:
        if atom.kind != "text" or "http" not in atom.words:
            continue
        for match in _ADDRESS.finditer(text, atom.start, atom.end + 1000):
            end = match.start() + len(match[0].rstrip(".,;:!?*_"))
            if match.start() >= atom.end or match.start() < reached:
                continue
            reached = end
            i = bisect_right(begins, match.start()) - 1
            if i < 0 or taken[i].end <= match.start():
                words = prose_at(text, match.start(), end)
                yield Link(words, words, Span(match.start(), end), None)
