"""reStructuredText: what docutils reads in it, with the columns that docutils does not tell.

docutils knows the line of each block, and no column: from that line on the words of a block are searched in order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from docutils import nodes

from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.markup import Field
from bylint.model.markup import Image
from bylint.model.markup import Link
from bylint.model.prose import EMPTY
from bylint.model.prose import Piece
from bylint.model.prose import Prose
from bylint.model.prose import joined
from bylint.model.prose import prose_at
from bylint.model.prose import prose_of
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.readers import LINES
from bylint.readers import demand
from bylint.readers.header import read_header
from bylint.readers.rst_tree import parsed
from bylint.readers.rst_tree import readable
from bylint.readers.surroundings import FURTHEST
from bylint.readers.surroundings import Cursor
from bylint.readers.surroundings import with_surroundings
from bylint.readers.tags import is_note_mark
from bylint.text.patterns import lazily

_HEADER = lazily(r"[^\r\n]")
_OPENED = lazily(r"\.\.[ \t]+(?:\|[^|\r\n]{1,200}\|[ \t]+)?(?:image|figure)::[ \t]*")
_REST_OF_DIRECTIVE = lazily(r"[^\r\n]*(?:(?:\r\n?|\n)[ \t]+[^\s][^\r\n]*)*")
_ALT = lazily(r":alt:[ \t]*")
_PIXELS = lazily(r"(\d{1,5})(?:px)?")
_UNKNOWN = lazily(r"\.\. +(?P<name>[\w:.+-]{1,80}?)::")
_ROLE = lazily(r"(?::[\w:.+-]{1,80}:)?`(?P<words>[^`<]*[^`<\s])(?:\s*<[^`<>]*>)?`(?::[\w:.+-]{1,80}:)?")
# Nikola keeps its metadata in comments at the head of the file.
_NIKOLA = lazily(r"(?P<key>[a-z_]{1,40}):(?:[ \t]+(?P<value>\S[^\r\n]*))?")
_LANGUAGES = ("lang", "language", "locale")

_WITHIN: Mapping[type[nodes.Node], str] = {
    nodes.block_quote: "quote",
    nodes.bullet_list: "list",
    nodes.enumerated_list: "list",
    nodes.definition_list: "list",
    nodes.field_list: "list",
    nodes.table: "table",
    nodes.figure: "figure",
    nodes.footnote: "footnote",
    nodes.citation: "footnote",
    nodes.sidebar: "aside",
    nodes.topic: "aside",
    nodes.admonition: "aside",
    **dict.fromkeys((nodes.attention, nodes.caution, nodes.danger, nodes.error, nodes.hint), "aside"),
    **dict.fromkeys((nodes.important, nodes.note, nodes.tip, nodes.warning), "aside"),
}
_KINDS: Mapping[type[nodes.Node], str] = {
    nodes.paragraph: "paragraph",
    nodes.attribution: "paragraph",
    nodes.line: "paragraph",
    nodes.caption: "caption",
    nodes.title: "heading",
    nodes.subtitle: "heading",
    nodes.term: "term",
    nodes.rubric: "label",
}
_KIND_WITHIN = {"list": "item", "table": "cell", "figure": "caption"}
_CODE = (nodes.literal_block, nodes.doctest_block)
_SILENT = (nodes.math, nodes.footnote_reference, nodes.citation_reference, nodes.target, nodes.system_message)
_TONES = {nodes.emphasis: "emphasis", nodes.strong: "strong", nodes.title_reference: "emphasis"}


class _Around(NamedTuple):
    """What a block stands in."""

    within: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    level: int = 0
    figure: int = -1


class _Document(NamedTuple):
    """A document that is being read, and what was found in it."""

    cursor: Cursor
    targets: dict[str, Prose]
    substitutions: Mapping[str, nodes.Element]
    fields: list[Field]
    blocks: list[Block]
    images: list[Image]
    links: list[Link]
    breaks: list[Span]
    code: list[int]
    """Spans, and signs that begin and end blocks."""


class _Word(NamedTuple):
    piece: Piece
    tones: frozenset[str]


def read(source: Source) -> Article:
    """Read a file of reStructuredText, with front matter, a list of fields or comments of metadata at its head."""
    header = read_header(source)
    demand(source.text.count("\n") + source.text.count("\r"), LINES, "lines")
    text = readable(_HEADER.sub(" ", source.text[: header.end]) + source.text[header.end :])
    tree = parsed(text)
    substitutions = {name: each for each in tree.findall(nodes.substitution_definition) for name in each["names"]}
    document = _Document(Cursor(text), _targets(text, tree), substitutions, [], [], [], [], [], [0, 0])
    _walk(document, tree, _Around())
    fields = (*header.fields, *document.fields)
    spoken = {str(field.path[0]): field.prose.plain for field in document.fields}
    language = header.language or next((spoken[key] for key in _LANGUAGES if key in spoken), "")
    article = Article(source, "rst", fields, *_in_order(document), header.faults, language)
    return _stated(with_surroundings(article._replace(link_form="`{words} <{address}>`__")), document)


def _stated(article: Article, document: _Document) -> Article:
    """Return an article with what the signs of this markup say otherwise than those of others."""
    text = article.source.text
    blocks = (
        block
        if block.is_html
        else block._replace(begins_as_code=text.endswith("``", 0, block.prose.span().start), line="")
        for block in article.blocks
    )
    return article._replace(
        blocks=tuple(blocks),
        breaks=tuple(document.breaks),
        code_spans=document.code[0],
        code_blocks=document.code[1],
    )


def _targets(text: str, tree: nodes.document) -> dict[str, Prose]:
    """Return where the names of links lead."""
    found: dict[str, Prose] = {}
    cursor = Cursor(text)
    for target in tree.findall(nodes.target):
        if "refuri" not in target or not target.line:
            continue
        cursor.at = 0  # what docutils lists first may stand last
        _begin(cursor, target)
        span = cursor.find(target["refuri"])
        if span:
            found.update(dict.fromkeys(target["names"], prose_at(text, *span)))
    return found


def _begin(cursor: Cursor, node: nodes.Element) -> None:
    """Go on to a block; of some blocks docutils tells the line behind the first."""
    if node.line:
        cursor.begin(node.line - 1)


def _walk(document: _Document, node: nodes.Element, around: _Around) -> None:
    for child in node.children:
        if isinstance(child, nodes.Element):
            _visit(document, child, around)


def _visit(document: _Document, node: nodes.Element, around: _Around) -> None:
    if type(node) in _KINDS:
        _add_block(document, node, around)
    elif isinstance(node, nodes.field_list) and not document.blocks[1:] and not document.fields:
        _add_fields(document, node)
    elif isinstance(node, nodes.comment):
        _add_comment(document, node, around)
    elif isinstance(node, nodes.image):
        _add_image(document, node, around)
    elif isinstance(node, nodes.raw):
        _add_raw(document, node, around)
    elif isinstance(node, nodes.system_message):
        _add_unknown(document, node, around)
    elif isinstance(node, nodes.transition):
        _add_break(document, node)
    elif isinstance(node, _CODE):
        document.code[1] += 2
    elif isinstance(node, nodes.row):
        _add_row(document, node, around)
    elif not isinstance(node, (nodes.field_name, nodes.substitution_definition, nodes.math_block, nodes.label)):
        _walk(document, node, _inside(document, node, around))


def _inside(document: _Document, node: nodes.Element, around: _Around) -> _Around:
    word = _WITHIN.get(type(node), "")
    return _Around(
        (*around.within, word) if word else around.within,
        (*(name.casefold() for name in node.get("classes", ())), *around.marks),
        around.level + isinstance(node, nodes.section),
        _next_figure(document) if isinstance(node, nodes.figure) else around.figure,
    )


def _next_figure(document: _Document) -> int:
    return 1 + max((-1, *(image.figure for image in document.images)))


def _add_block(document: _Document, node: nodes.Element, around: _Around) -> None:
    cursor = document.cursor
    _begin(cursor, node)
    whole = cursor.span_of(node.rawsource or node.astext())
    words = list(_inline(document, node, frozenset()))
    prose = prose_of(word.piece for word in words)
    if whole:
        cursor.at = max(cursor.at, whole.end)
    if not prose.plain:
        return
    kind = _KINDS[type(node)]
    if kind == "paragraph" and around.within:
        kind = _KIND_WITHIN.get(around.within[-1], kind)
    elif kind == "heading" and not isinstance(node.parent, (nodes.section, nodes.document)):
        kind = "label"
    level = max(1, around.level) + isinstance(node, nodes.subtitle) if kind == "heading" else 0
    marks = (*(name.casefold() for name in node.get("classes", ())), *around.marks)
    name = f"h{level}" if level else ""
    span = whole or prose.span()
    block = Block(kind, prose, span, level, around.within, marks, _tone(words), name)
    document.blocks.append(block)


def _tone(words: list[_Word]) -> str:
    said = [word.tones for word in words if any(map(str.isalnum, word.piece.words))]
    shared = frozenset.intersection(*said) if said else frozenset()
    return next((tone for tone in ("emphasis", "strong") if tone in shared), "")


def _is_note(before: nodes.Node | None, child: nodes.Element) -> bool:
    """Tell whether raised letters behind a name are the mark of a note."""
    if before is None or not isinstance(child, nodes.superscript):
        return False
    return is_note_mark(before.astext(), child.astext())


def _inline(document: _Document, node: nodes.Element, tones: frozenset[str]) -> Iterator[_Word]:
    """Yield the words of a line, and add its links."""
    for before, child in pairwise((None, *node.children)):
        if isinstance(child, nodes.Text):
            yield from _words(document.cursor, child.astext(), tones)
        elif isinstance(child, nodes.reference):
            yield from _reference(document, child, tones)
        elif isinstance(child, nodes.substitution_reference):
            yield from _substitution(document, child, tones)
        elif isinstance(child, nodes.problematic):
            yield from _words(document.cursor, _ROLE.sub(r"\g<words>", child.astext()), tones)
        elif isinstance(child, nodes.Element) and not isinstance(child, _SILENT) and not _is_note(before, child):
            document.code[0] += isinstance(child, nodes.literal)
            yield from _inline(document, child, tones | {_TONES.get(type(child), "")})


def _words(cursor: Cursor, text: str, tones: frozenset[str]) -> Iterator[_Word]:
    for number, words in enumerate(text.split()):
        before = cursor.at
        # Words that docutils has changed stand where they were to be found.
        span = cursor.find(words) or Span(before, before)
        if number or text[0].isspace():
            yield _Word(Piece(" ", before, span.start), tones)
        yield _Word(Piece(words, *span), tones)
    if text[-1:].isspace():
        yield _Word(Piece(" ", cursor.at, cursor.at), tones)


def _reference(document: _Document, node: nodes.Element, tones: frozenset[str]) -> Iterator[_Word]:
    cursor = document.cursor
    begin = cursor.at
    whole = cursor.span_of(node.rawsource) or Span(begin, begin)
    words = list(_inline(document, node, tones))
    prose = prose_of(word.piece for word in words)
    cursor.at = max(cursor.at, whole.end)
    document.links.append(Link(_address(document, node, whole), prose, whole, None))
    yield from words


def _address(document: _Document, node: nodes.Element, whole: Span) -> Prose:
    href, text = node.get("refuri", ""), document.cursor.text
    if not href:
        return document.targets.get(node.get("refname", ""), EMPTY)
    at = text.rfind(href, *whole)
    return prose_at(text, at, at + len(href)) if at >= 0 else prose_of((Piece(href, *whole),))


def _substitution(document: _Document, node: nodes.Element, tones: frozenset[str]) -> Iterator[_Word]:
    span = document.cursor.find(f"|{node.astext()}|")
    meant = document.substitutions.get(node["refname"])
    if span is None or meant is None:
        return
    image = next(iter(meant.findall(nodes.image)), None)
    if image is None:
        yield _Word(Piece(meant.astext(), *span), tones)
        return
    defined = Cursor(document.cursor.text)
    _begin(defined, meant)
    found = _image(defined, image, _Around())
    if found:
        document.images.append(found._replace(span=span))


def _add_fields(document: _Document, node: nodes.Element) -> None:
    """Add the list of fields at the head of a file, which says what front matter says elsewhere."""
    cursor = document.cursor
    for field in node.children:
        _begin(cursor, field)
        name, body = field.children
        key = cursor.find(name.astext()) or Span(cursor.at, cursor.at)
        path = (name.astext().casefold(),)
        items = list(body.findall(nodes.list_item))
        if not items:
            document.fields.append(Field("front-matter", path, _text_of(document, body), key))
        for number, item in enumerate(items):
            document.fields.append(Field("front-matter", (*path, number), _text_of(document, item), key))


def _text_of(document: _Document, node: nodes.Element) -> Prose:
    paragraphs = node.findall(nodes.paragraph)
    return joined(prose_of(word.piece for word in _inline(document, each, frozenset())) for each in paragraphs)


def _add_comment(document: _Document, node: nodes.Element, around: _Around) -> None:
    cursor = document.cursor
    _begin(cursor, node)
    start = cursor.text.find("..", cursor.at)
    # A comment may be one stop: its words stand behind the sign that begins it.
    cursor.at = max(cursor.at, start + 2) if start >= 0 else cursor.at
    span = cursor.span_of(node.astext())
    if span is None:
        return
    cursor.at = span.end
    line = _NIKOLA.fullmatch(node.astext())
    if line and not document.blocks:
        key = Span(span.start, span.start + len(line["key"]))
        value = prose_at(cursor.text, key.end + 1, span.end)
        document.fields.append(Field("front-matter", (line["key"],), value, key))
        return
    begun = Span(start if 0 <= start < span.start else span.start, span.end)
    document.blocks.append(Block("comment", prose_at(cursor.text, *span), begun, within=around.within))


def _add_image(document: _Document, node: nodes.Element, around: _Around) -> None:
    _begin(document.cursor, node)
    image = _image(document.cursor, node, around)
    if image is None:
        return
    document.images.append(image)
    # With a target, the picture is a link.
    if isinstance(node.parent, nodes.reference):
        document.links.append(Link(_address(document, node.parent, image.span), EMPTY, image.span, None))


def _image(cursor: Cursor, node: nodes.Element, around: _Around) -> Image | None:
    text = cursor.text
    opened = _OPENED.search(text, cursor.at, cursor.at + FURTHEST)
    rest = _REST_OF_DIRECTIVE.match(text, opened.end()) if opened else None
    if opened is None or rest is None:
        return None
    cursor.at = opened.end()
    src = cursor.find(node["uri"])
    alt = _ALT.search(text, *rest.span())
    fields = []
    if alt and node.get("alt"):
        cursor.at = alt.end()
        fields.append(("alt", prose_of(word.piece for word in _words(cursor, node["alt"], frozenset()))))
    cursor.at = rest.end()
    return Image(
        "rst",
        prose_at(text, *src) if src else prose_of((Piece(node["uri"], *rest.span()),)),
        Span(opened.start(), rest.end()),
        tuple(fields),
        figure=around.figure,
        marks=(*(name.casefold() for name in node.get("classes", ())), *around.marks),
        within=around.within,
        width=_pixels(node, "width"),
        height=_pixels(node, "height"),
    )


def _pixels(node: nodes.Element, name: str) -> int:
    match = _PIXELS.fullmatch(node.get(name, ""))
    return int(match[1]) if match else 0


def _add_raw(document: _Document, node: nodes.Element, around: _Around) -> None:
    """Add what HTML within the text holds."""
    cursor = document.cursor
    _begin(cursor, node)
    span = cursor.span_of(node.astext())
    if span is None or "html" not in node.get("format", "").split():
        return
    cursor.at = span.end
    # The HTML parser is imported for files that hold HTML, and for no other.
    try:
        from bylint.readers import html
    except ModuleNotFoundError as error:
        if error.name != "turbohtml":
            raise
        return
    piece, first = html.fragment(cursor.text, *span), _next_figure(document)
    for block in piece.blocks:
        document.blocks.append(block._replace(within=(*around.within, *block.within)))
    for image in piece.images:
        figure = image.figure + first if image.figure >= 0 else around.figure
        document.images.append(image._replace(within=(*around.within, *image.within), figure=figure))
    document.links.extend(piece.links)


def _add_unknown(document: _Document, node: nodes.Element, around: _Around) -> None:
    """Add a directive that docutils does not know: one of the site's program, as template code is elsewhere."""
    raw = next((each.astext() for each in node.findall(nodes.literal_block)), "")
    named = _UNKNOWN.match(raw)
    if named is None:
        return
    _begin(document.cursor, node)
    span = document.cursor.span_of(raw)
    if span is None:
        return
    document.cursor.at = span.end
    inner = prose_at(document.cursor.text, span.start + 2, span.end)
    document.blocks.append(Block("shortcode", inner, span, within=around.within, name=named["name"]))


def _add_break(document: _Document, node: nodes.Element) -> None:
    _begin(document.cursor, node)
    span = document.cursor.find(node.rawsource)
    if span:
        document.breaks.append(span)


def _add_row(document: _Document, node: nodes.Element, around: _Around) -> None:
    """Add the cells of a row, whose lines stand beside each other."""
    for entry in node.children:
        count = len(document.blocks)
        _walk(document, entry, around)
        if document.blocks[count:]:
            document.cursor.at = document.blocks[count].prose.span(0, 1).end


def _in_order(document: _Document) -> tuple[tuple[Block, ...], tuple[Image, ...], tuple[Link, ...]]:
    blocks = tuple(sorted(document.blocks, key=lambda block: block.span))
    starts = [block.span.start for block in blocks]
    images = sorted(document.images, key=lambda image: image.span)
    links = sorted(document.links, key=lambda link: link.span)
    return (
        blocks,
        tuple(image._replace(block=bisect_right(starts, image.span.start) - 1) for image in images),
        tuple(link._replace(block=bisect_right(starts, link.span.start) - 1) for link in links),
    )
