"""The leaves of a Markdown text, and the words, images, links and comments of each."""

from __future__ import annotations

import re
from bisect import bisect_left
from bisect import bisect_right
from collections.abc import Callable
from collections.abc import Container
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from typing import NamedTuple

import pyromark

from bylint.model.markup import Block
from bylint.model.markup import Image
from bylint.model.markup import Link
from bylint.model.prose import EMPTY
from bylint.model.prose import Piece
from bylint.model.prose import Prose
from bylint.model.prose import prose_at
from bylint.model.prose import prose_of
from bylint.model.source import Span
from bylint.readers import STEPS
from bylint.readers import limited
from bylint.readers.tags import Attribute
from bylint.readers.tags import Tag
from bylint.readers.tags import inline_pieces
from bylint.readers.tags import is_note_mark
from bylint.readers.tags import marks_of
from bylint.readers.tags import pixels_of
from bylint.readers.tags import tag_at
from bylint.readers.tags import unescaped
from bylint.readers.templates import list_marks
from bylint.readers.templates import list_pixels
from bylint.text.patterns import lazily

_INLINE_EVENTS = frozenset(("", *"Emphasis Strong Strikethrough Superscript Subscript Link Image".split()))
_ITEM = {"Start": "Item"}
_CONTAINERS = {"BlockQuote": "quote", "List": "list", "Table": "table", "FootnoteDefinition": "footnote"}
_LEAVES = {
    "Paragraph": "paragraph",
    "Heading": "heading",
    "TableCell": "cell",
    "HtmlBlock": "html",
    "CodeBlock": "code",
}
_DEEPEST = 12
_Step = tuple[Any, dict[str, int]]
"""An event as the parser gives it, a word or a mapping of one entry, and its place in bytes."""
_INLINE_TARGET = lazily(r"\]\(\s*+(?:<(?P<angled>[^<>\r\n]*)>|(?P<plain>\S*))")
_DEFINED_TARGET = lazily(r"\[[^\[\]]{1,1000}\]:\s*+(?:<(?P<angled>[^<>\r\n]*)>|(?P<plain>\S+))")
_TITLE = lazily(
    r"""\s++(?:"(?P<double>(?:[^"\\]++|\\.)*)"|'(?P<single>(?:[^'\\]++|\\.)*)'|\((?P<round>(?:[^()\\]++|\\.)*)\))\s*+\)?\Z""",
    re.DOTALL,
)
# {% link images/quay.jpg %}, {{ "/images/quay.jpg" | relative_url }}
_CODED_FILE = lazily(
    r"\{[%{][^\"'%{}|]{0,40}?[\s\"']([^\s\"'%{}|]{1,300}\.(?:jpe?g|png|gif|webp|svg))[\"']?\s*[%}|]", re.IGNORECASE
)
_TITLE_MOST = 2_000
_TONES = {
    **dict.fromkeys(("Emphasis", "em", "i", "cite"), "emphasis"),
    **dict.fromkeys(("Strong", "strong", "b"), "strong"),
    **dict.fromkeys(("small", "sub", "Subscript"), "small"),
}
_SILENT = frozenset("script style template noscript iframe object svg".split())
_ELEMENTS = frozenset("script iframe ins embed object video audio amp-ad".split())
_NAMES = {"fig-alt": "alt", "fig-cap": "caption"}
_BREAKS = {"SoftBreak": "soft", "HardBreak": "hard"}
_WORDS = frozenset(("Text", "Code", "InlineMath", "DisplayMath"))
_NO_TONES: frozenset[str] = frozenset()
# Markup within markup is looked at to this depth.
_NEAREST = 30
_ADDRESS = lazily(r"https?://[^\s<>\"')\]|]{4,1000}")


class Event(NamedTuple):
    """One step of the parser. `detail` holds what the parser says of it; the span counts code points."""

    kind: str
    name: str
    detail: Any
    span: Span


class Leaf(NamedTuple):
    """A run of inline events. `kind`: paragraph, item, heading, cell, html, code or indented (code).

    `steps` are the events as the parser gives them, with places in bytes; `at` turns these into code points.
    """

    kind: str
    span: Span
    steps: list[_Step]
    at: Callable[[int], int]
    within: tuple[str, ...] = ()
    level: int = 0


class Definition(NamedTuple):
    """Where a reference like `[1]: address "title"` is defined."""

    target: str
    title: str
    span: Span


class Context(NamedTuple):
    """What is known of the file beside the leaf. `raw` is the file's text, `text` the same without template code.

    `has_figures`: what stands in the brackets of a picture that is all of a paragraph is printed as its caption.
    """

    raw: str
    text: str
    definitions: Mapping[str, Definition]
    lists: Mapping[int, tuple[Attribute, ...]]
    list_starts: tuple[int, ...]
    has_figures: bool = False


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


class _OpenInline(NamedTuple):
    name: str
    start: int
    atoms: int
    event: Event | None = None
    tag: Tag | None = None


def inline_of(leaf: Leaf, context: Context) -> Inline:
    """Read the inline events of a leaf."""
    found = Inline([], [], [], [])
    opened: list[_OpenInline] = []
    tones: frozenset[str] | None = _NO_TONES
    last = leaf.span.start
    for step, place in leaf.steps:
        start, end = leaf.at(place["start"]), leaf.at(place["end"])
        if "Text" in step:  # as most are
            if tones is not None:
                found.atoms.append(Atom("text", step["Text"], start, end, tones))
            last = max(last, end)
            continue
        atom = _atom(step, start, end, tones or _NO_TONES, context.text)
        if atom is None:
            event = _event(step, Span(start, end))
            _step(event, opened, found, context, last)
            tones = _tones(opened)
            last = max(last, end) if event.kind != "start" else start + 1
        else:
            found.atoms.extend((atom,) if tones is not None or atom.kind != "text" else ())
            last = max(last, end)
    return found


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


def leaves(text: str, boxes: Container[int] = ()) -> Iterator[Leaf]:
    """Yield the leaves of a Markdown text, code among them. A list that begins at one of `boxes` stands for a box."""
    at = _code_points(text)
    within: list[tuple[str, ...]] = [()]
    opened: list[_Step] = []
    inline: list[_Step] = []
    for step in limited(_markdown().events_with_range(text), STEPS, "steps of the Markdown parser"):
        # Most steps are words, for which no more is to be asked.
        if "Text" in step[0]:
            inline.append(step)
            continue
        kind, name = _named(step[0])
        if name in _INLINE_EVENTS:
            inline.append(step)
            continue
        if inline and not (kind == "End" and name in _LEAVES):
            yield _leaf((_ITEM, _around(inline)), inline, within[-1], at)
            inline = []
        if name in _LEAVES and kind == "Start":
            opened.append(step)
        elif name in _LEAVES:
            yield _leaf(opened.pop(), inline, within[-1], at)
            inline = []
        elif name in _CONTAINERS and kind == "Start":
            word = "aside" if at(step[1]["start"]) in boxes else _CONTAINERS[name]
            within.append((*within[-1], word) if len(within[-1]) < _DEEPEST else within[-1])
        elif name in _CONTAINERS:
            within.pop()


def top_level(text: str) -> Iterator[Span]:
    """Yield the runs of a Markdown text that stand in nothing else: paragraphs, whole lists, tables, quotations."""
    at, depth = _code_points(text), 0
    for step in limited(_markdown().events_with_range(text), STEPS, "steps of the Markdown parser"):
        kind, _ = _named(step[0])
        if not depth and kind != "End":
            yield Span(at(step[1]["start"]), at(step[1]["end"]))
        depth += (kind == "Start") - (kind == "End")


def rendered(text: str) -> str:
    """Return Markdown as HTML."""
    return str(_markdown().html(text))


def _event(step: Any, span: Span) -> Event:
    """Return an event as the parser gives it, with its place in code points."""
    if isinstance(step, str):
        return Event(step, "", None, span)
    ((kind, detail),) = step.items()
    if kind != "Start" and kind != "End":
        return Event(kind, "", detail, span)
    if isinstance(detail, str):
        return Event(kind.lower(), detail, None, span)
    ((name, inner),) = detail.items()
    return Event(kind.lower(), name, inner, span)


def definitions(text: str) -> dict[str, Definition]:
    """Return the reference definitions of a text by their labels."""
    if "]:" not in text:
        return {}
    at = _code_points(text)
    found = pyromark.reference_definitions(text)
    return {
        _label_of(label): Definition(
            item["dest"], item["title"] or "", Span(at(item["span"]["start"]), at(item["span"]["end"]))
        )
        for label, item in found.items()
    }


def _label_of(words: str) -> str:
    """Return the form in which labels of references are compared."""
    return " ".join(words.casefold().split())


def _target_of(raw: str, text: str, event: Event, inner_end: int, definitions: Mapping[str, Definition]) -> Prose:
    """Return the address of a link or image, from `raw`, where the template code still stands."""
    kind = event.detail["link_type"]
    start, end = event.span
    if kind == "Inline":
        place = _target_place(_INLINE_TARGET, text, inner_end, end - 1)
    elif kind in ("Autolink", "Email"):
        place = Span(start + 1, end - 1)
    else:
        known = definitions.get(_label_of(event.detail["id"]))
        place = _target_place(_DEFINED_TARGET, text, *known.span) if known else None
    if place is None or place.start >= place.end:
        return prose_of((Piece(event.detail["dest_url"], start, end),)) if event.detail["dest_url"] else EMPTY
    words = raw[place.start : place.end]
    file = _CODED_FILE.match(words) if words.startswith("{") else None
    if file:
        return prose_at(raw, place.start + file.start(1), place.start + file.end(1))
    if "&" in words and words == text[place.start : place.end]:
        return prose_of((Piece(unescaped(words), *place),))
    return prose_at(raw, *place)


def _title_of(text: str, event: Event, inner_end: int, definitions: Mapping[str, Definition]) -> Prose:
    """Return the title of a link or image, if it has one."""
    if not event.detail["title"]:
        return EMPTY
    start, end = inner_end, event.span.end
    if event.detail["link_type"] != "Inline":
        known = definitions.get(_label_of(event.detail["id"]))
        start, end = known.span if known else event.span
    end = start + len(text[start:end].rstrip())
    found = _TITLE.search(text, max(start, end - _TITLE_MOST), end)
    if not found:
        return prose_of((Piece(event.detail["title"], *event.span),))
    return prose_of(inline_pieces(text, *found.span(found.lastgroup or 0)))


def _step(event: Event, opened: list[_OpenInline], found: Inline, context: Context, last: int) -> None:
    if event.kind == "InlineHtml" or event.kind == "Html":
        _html(event, opened, found, context)
    elif event.kind == "start":
        opened.append(_OpenInline(event.name, event.span.start, len(found.atoms), event))
    elif event.kind == "end":
        _close(event, opened, found, context, last)


def _tones(opened: list[_OpenInline]) -> frozenset[str] | None:
    """Return the tones of words within some markup, and nothing where words are not printed."""
    names = [item.name for item in opened[-_NEAREST:]]
    if not _SILENT.isdisjoint(names):
        return None
    return frozenset(_TONES[name] for name in names if name in _TONES)


def _atom(step: Any, start: int, end: int, tones: frozenset[str], text: str) -> Atom | None:
    """Return the words or the break of an event as the parser gives it; nothing if it is markup."""
    if isinstance(step, str):
        return Atom(_BREAKS[step], "\n", start, end) if step in _BREAKS else None
    ((kind, words),) = step.items()
    if kind == "Code":
        inner = text[start:end].strip("`")
        if inner and inner.strip() == words.strip():
            start = text.index(inner, start)
            return Atom("text", inner, start, start + len(inner), tones)
    return Atom("text", words, start, end, tones) if kind in _WORDS else None


def _html(event: Event, opened: list[_OpenInline], found: Inline, context: Context) -> None:
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
        opened.append(_OpenInline(tag.name, start, len(found.atoms), None, tag))


def _close(event: Event, opened: list[_OpenInline], found: Inline, context: Context, last: int) -> None:
    # Tags that the writer left open end with the Markdown around them.
    while opened and (item := opened.pop()).event is None:
        pass
    if item.event is None or event.name not in ("Link", "Image"):
        return
    target = _target_of(context.raw, context.text, item.event, last, context.definitions)
    title = _title_of(context.text, item.event, last, context.definitions)
    values = context.lists.get(event.span.end, ())
    within = found.atoms[item.atoms :]
    words = prose_of(atom[1:4] for atom in within)
    if event.name == "Link":
        has_list = event.span.end in context.lists
        rel = next((tuple(value.prose.plain.lower().split()) for value in values if value.key == "rel"), ())
        marks = list_marks(values, context.raw)
        found.links.append(Link(target, words, event.span, rel if has_list else None, marks=marks))
        return
    told = "caption" if _prints_brackets(values) else "alt"
    fields = ((told, words), ("title", title), *((_NAMES.get(v.key, v.key), v.prose) for v in values if v.key))
    found.images.append(
        Image(
            "markdown",
            target,
            event.span,
            tuple((name, prose) for name, prose in fields if prose.at),
            marks=list_marks([value for value in values if value.key in ("", "class", "id")], context.raw),
            width=list_pixels(values, "width"),
            height=list_pixels(values, "height"),
            takes_line_below=True,
        )
    )
    del found.atoms[item.atoms :]
    found.atoms.append(Atom("image", "", *event.span))


def _prints_brackets(values: Sequence[Attribute]) -> bool:
    """Tell whether what stands in the brackets is printed as the caption: Quarto's own attributes say that it is."""
    keys = [value.key for value in values]
    return any(key.startswith("fig-") for key in keys) or any(
        not value.key and value.prose.plain.startswith("#fig-") for value in values
    )


def _words(atoms: list[Atom]) -> str:
    return "".join(atom[1] for atom in atoms)


def _close_tag(event: Event, tag: Tag, opened: list[_OpenInline], found: Inline) -> None:
    for i in range(len(opened) - 1, max(-1, len(opened) - _NEAREST), -1):
        if opened[i].event is not None:
            return
        if opened[i].name == tag.name:
            item = opened[i]
            del opened[i:]
            break
    else:
        return
    before = found.atoms[item.atoms - 1][1] if tag.name == "sup" and item.atoms else ""
    if before and is_note_mark(before, _words(found.atoms[item.atoms :])):
        del found.atoms[item.atoms :]
    if tag.name == "a" and item.tag and "href" in item.tag.values:
        values = item.tag.values
        rel = tuple(values["rel"].plain.lower().split()) if "rel" in values else ()
        words = prose_of(atom[1:4] for atom in found.atoms[item.atoms :])
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


def _named(event: Any) -> tuple[str, str]:
    """Return the kind of an event and the name of what it starts or ends; a rule has a name of its own."""
    kind = "Start" if "Start" in event else "End"
    if kind not in event:
        return "", event if event == "Rule" else ""
    detail = event[kind]
    return kind, detail if isinstance(detail, str) else next(iter(detail))


def _around(inline: list[_Step]) -> dict[str, int]:
    return {"start": inline[0][1]["start"], "end": inline[-1][1]["end"]}


def _leaf(opened: _Step, inline: list[_Step], within: tuple[str, ...], at: Callable[[int], int]) -> Leaf:
    event, place = opened
    detail = event["Start"]
    name, inner = (detail, {}) if isinstance(detail, str) else next(iter(detail.items()))
    kind = "indented" if inner == "Indented" else _LEAVES.get(name, "item")
    if kind in ("paragraph", "item") and within:
        kind = {"list": "item", "aside": "paragraph"}.get(within[-1], kind)
    level = int(inner["level"][1:]) if kind == "heading" else 0
    return Leaf(kind, Span(at(place["start"]), at(place["end"])), inline, at, within, level)


@lru_cache(maxsize=1)
def _markdown() -> Any:
    options = pyromark.Options
    return pyromark.Markdown(
        options=options.ENABLE_TABLES
        | options.ENABLE_FOOTNOTES
        | options.ENABLE_STRIKETHROUGH
        | options.ENABLE_TASKLISTS
        | options.ENABLE_GFM
    )


def _code_points(text: str) -> Callable[[int], int]:
    """Return a function from offsets in UTF-8 bytes to offsets in code points."""
    if text.isascii():
        return int
    later = tuple(match.start() for match in re.finditer(rb"[\x80-\xbf]", text.encode()))
    return lambda offset: offset - bisect_left(later, offset)


def _target_place(pattern: re.Pattern[str], text: str, start: int, end: int) -> Span | None:
    match = pattern.search(text, max(0, start), end)
    if not match:
        return None
    return Span(*match.span(match.lastgroup or 0))
