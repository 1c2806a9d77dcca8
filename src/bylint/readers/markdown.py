"""Markdown of all dialects: what its markup, its HTML and its template code say."""

from __future__ import annotations

import re
from bisect import bisect_left
from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.markup import Image
from bylint.model.markup import Link
from bylint.model.prose import Prose
from bylint.model.prose import is_plain
from bylint.model.prose import prose_at
from bylint.model.prose import prose_of
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.readers.directives import directives
from bylint.readers.header import read_header
from bylint.readers.markdown_inline import Atom
from bylint.readers.markdown_inline import Context
from bylint.readers.markdown_inline import Leaf
from bylint.readers.markdown_inline import bare_links
from bylint.readers.markdown_inline import definitions
from bylint.readers.markdown_inline import inline_of
from bylint.readers.markdown_inline import leaves
from bylint.readers.surroundings import with_surroundings
from bylint.readers.tags import OpenContainer
from bylint.readers.tags import still_open
from bylint.readers.tags import within_of
from bylint.readers.templates import Region
from bylint.readers.templates import blank_code
from bylint.readers.templates import list_marks
from bylint.readers.templates import parts_of
from bylint.text.patterns import lazily

_TONES = ("emphasis", "small", "strong")
_NEAREST = 20
_DEEPEST = 4
"""Times that the text of components is looked at again: what was a heading or a list may have text of its own."""
# Blanks before the first line of such text, those behind a blank line, and fences; the others go on a paragraph.
_INDENT = lazily(r"(?:(?:\A|(?<=\n\n)|(?<=\r\n\r\n))[ \t]+(?=[^ \t\r\n])|(?<=[\r\n])[ \t]+(?=```|~~~))")
# ![The quay](quay.jpg =640x480)
_SIZE = lazily(r"(?<=[\w)])[ ]=\d{0,5}%?x\d{0,5}%?(?=\s*\))")
_VALUES = r"""(?:[^<>"'\r\n]|"[^"\r\n]*"|'[^'\r\n]*')"""
_ON = "(?:1|block|span)"
# What a look ahead has taken is taken for good: a tag without end is looked at once.
_MARKDOWN_TAG = lazily(
    rf"""
    (?= (?P<tag>
        (?P<before> (?: ^ | (?<=\r) ) [ ]{{0,3}} < (?P<name> [A-Za-z][\w-]* ) (?: [ \t] {_VALUES}{{0,500}}? )? )
        (?P<mark> [ \t]+ markdown (?: = (?: "{_ON}" | '{_ON}' | {_ON} ) )? (?= [ \t>] ) ) ) )
    (?P=tag) (?P<after> {_VALUES}{{0,500}} ) > (?P<line> [^\r\n]* )
    """,
    re.VERBOSE | re.MULTILINE,
)


# A definition that nothing refers to: [//]: # (a comment of Markdown that no renderer prints)
_DEFINITION = lazily(
    r"""
    (?:^|(?<=\r)) [ ]{0,3} \[ [^\[\]\r\n]{1,40} \]: [ \t]* (?: \# | <\#?> ) [ \t]+
    (?: \( (?P<round>[^\r\n]{0,2000}) \) | "(?P<double>[^"\r\n]{0,2000})" | '(?P<single>[^'\r\n]{0,2000})' )
    [ \t]* (?=[\r\n]|\Z)
    """,
    re.VERBOSE | re.MULTILINE,
)


class _Contents:
    """Blocks, images and links as they come, before they are put in order, and the number of their figures."""

    __slots__ = ("blocks", "figures", "images", "links")

    def __init__(self, blocks: Iterable[Block], images: Iterable[Image], links: Iterable[Link]) -> None:
        self.blocks = [*blocks]
        self.images = [*images]
        self.links = [*links]
        self.figures = 0


def read(source: Source) -> Article:
    """Read a Markdown file with its front matter."""
    header = read_header(source, with_lines=True)
    is_mdx = source.path.casefold().endswith(".mdx")
    template = blank_code(source.text, header.end, is_mdx=is_mdx)
    parts = parts_of(source.text, template.found)
    text = _outdented(template.text) if is_mdx else _with_markdown_in_html(template.text)
    text = _SIZE.sub(lambda match: " " * len(match[0]), text) if " =" in text else text
    text, shown = (text, ()) if is_mdx else directives(source.text, text, header.end)
    context = Context(
        source.text, text, definitions(text), parts.lists, tuple(sorted(parts.lists)), _has_figures(source.path)
    )
    boxes = frozenset(item.span.start for item in template.found if item.kind == "fold")
    found = _Contents(parts.blocks, (*parts.images, *shown), parts.links)
    opened: tuple[OpenContainer, ...] = ()
    around: list[_Around] = []
    code: list[Span] = []
    for leaf in _joined(leaves(text, boxes), text):
        around.append(_Around(leaf.span, leaf.within, opened, is_html=leaf.kind == "html"))
        if leaf.kind == "html":
            _add_html(found, leaf, context, opened)
            opened = still_open(opened, text, *leaf.span)
        elif leaf.kind in ("code", "indented"):
            code.append(leaf.span)
        else:
            _add_leaf(found, leaf, context, opened)
    if "]: #" in text or "]: <" in text:
        found.blocks.extend(_notes(text, header.end, code))
    found.blocks[: len(parts.blocks)] = _placed(parts.blocks, around, context)
    blocks, images, links = _in_order(found, parts.regions)
    article = Article(source, "markdown", header.fields, blocks, images, links, header.faults, header.language)
    return with_surroundings(article._replace(link_form="[{words}]({address})"))


def _has_figures(path: str) -> bool:
    """Tell whether Pandoc prints what stands in the brackets of a picture that stands alone as its caption."""
    return path.casefold().endswith((".qmd", ".rmd", ".rmarkdown"))


def _notes(text: str, start: int, code: Sequence[Span]) -> Iterator[Block]:
    """Yield the comments that are written as definitions of links."""
    for match in _DEFINITION.finditer(text, start):
        if not any(span.start <= match.start() < span.end for span in code):
            words = prose_at(text, *match.span(match.lastgroup or 0))
            yield Block("comment", words, Span(match.start() + len(match[0]) - len(match[0].lstrip()), match.end()))


class _Around(NamedTuple):
    """A run of the text, what it stands in, and the containers that HTML has opened before it."""

    span: Span
    within: tuple[str, ...]
    opened: tuple[OpenContainer, ...]
    is_html: bool


def _placed(blocks: Iterable[Block], around: Sequence[_Around], context: Context) -> Iterator[Block]:
    """Yield the blocks of template code, which leaves a blank in the text, with what they stand in."""
    last, at = -1, 0
    opened: tuple[OpenContainer, ...] = ()
    starts = [each.span.start for each in around]
    for block in blocks:
        start = block.span.start
        number = bisect_right(starts, start) - 1
        if number < 0 or block.kind not in ("shortcode", "comment"):
            yield block
            continue
        run = around[number]
        if number != last or start < at:
            last, at, opened = number, run.span.start, run.opened
        if run.is_html:
            end = min(start, run.span.end)
            at, opened = end, still_open(opened, context.text, at, end)
        is_in = start < run.span.end or ("list" in run.within and _is_set_in(context.text, start))
        within = (*within_of(opened), *(run.within if is_in else ()))
        marks = tuple(mark for item in reversed(opened) for mark in item.marks)
        yield block._replace(within=within, marks=(*block.marks, *marks))


def _is_set_in(text: str, start: int) -> bool:
    """Tell whether blanks stand before a place on its line, as they do before what belongs to an item of a list."""
    line = 1 + max(text.rfind("\n", 0, start), text.rfind("\r", 0, start))
    return text[line:start].isspace() and len(text[line:start].expandtabs(4)) > 1


def _outdented(text: str) -> str:
    """Return MDX, which has no indented code, with line ends for the blanks before what Markdown takes for some: it is
    the text of components, and all of it stands where it stood."""
    for _ in range(_DEEPEST if "    " in text or "\t" in text else 0):
        pieces: list[str] = []
        last = 0
        for start, end in (leaf.span for leaf in leaves(text) if leaf.kind == "indented"):
            begin = max(text.rfind("\n", last, start), text.rfind("\r", last, start), last - 1) + 1
            pieces += (text[last:begin], _INDENT.sub(_line_ends, text[begin:end]))
            last = end
        if not pieces:
            break
        text = "".join((*pieces, text[last:]))
    return text


def _line_ends(blanks: re.Match[str]) -> str:
    return "\n" * len(blanks[0])


def _with_markdown_in_html(text: str) -> str:
    """Return Markdown in which a blank line follows each tag that says that Markdown stands in its element,
    `<div markdown="1">`; its attribute gives the place, so that all else stands where it stood."""
    return _MARKDOWN_TAG.sub(_opened, text) if "markdown" in text else text


def _opened(match: re.Match[str]) -> str:
    if match["after"].endswith("/") or f"</{match['name'].casefold()}" in match["line"].casefold():
        return match[0]
    return f"{match['before']}{match['after']}>{chr(10) * len(match['mark'])}{match['line']}"


def _plain_block(leaf: Leaf, context: Context, within: tuple[str, ...], marks: tuple[str, ...]) -> Block | None:
    """Return the block of a leaf that holds nothing but words and line ends, as most do, else nothing."""
    if not leaf.steps or context.lists:
        return None
    words: list[str] = []
    begun = last = leaf.steps[0][1]["start"]
    for event, place in leaf.steps:
        word = " " if event == "SoftBreak" else event.get("Text") if isinstance(event, dict) else None
        if word is None or place["start"] != last:
            return None
        words.append(word)
        last = place["end"]
    plain = "".join(words)
    first, last = leaf.at(begun), leaf.at(last)
    # Where the source has other characters than the words, an address, or a list of attributes, more is to be read.
    if not plain or last - first != len(plain) or "http" in plain or not is_plain(plain):
        return None
    name = f"h{leaf.level}" if leaf.kind == "heading" else ""
    prose = Prose(plain, (0,), (first,), (last,))
    return Block(leaf.kind, prose, _trimmed(context.text, leaf.span), leaf.level, within, marks, "", name)


def _segments(
    leaf: Leaf, atoms: Sequence[Atom], context: Context, within: tuple[str, ...], marks: tuple[str, ...]
) -> Iterator[Block]:
    """Yield a block for each run of text of a leaf."""
    own = _own_marks(leaf, context)
    runs = [run for run in _runs(atoms) if any(atom.kind == "text" for atom in run)]
    for run in runs:
        prose = prose_of([(" " if atom.kind == "soft" else atom.words, atom.start, atom.end) for atom in run])
        if not prose.plain:
            continue
        span = _trimmed(context.text, leaf.span) if len(runs) == 1 and len(run) == len(atoms) else prose.span()
        name = f"h{leaf.level}" if leaf.kind == "heading" else ""
        yield Block(leaf.kind, prose, span, leaf.level, within, (*own, *marks), _tone(run), name)


def _joined(found: Iterable[Leaf], text: str) -> Iterator[Leaf]:
    """Join runs of HTML that blank lines part, where the first leaves an element open for the second."""
    last: Leaf | None = None
    opened: tuple[OpenContainer, ...] = ()
    for leaf in found:
        if last and opened and leaf.kind == "html" and leaf.within == last.within:
            last = last._replace(span=Span(last.span.start, leaf.span.end))
        else:
            if last:
                yield last
            last, opened = leaf, ()
        opened = still_open(opened, text, *leaf.span) if leaf.kind == "html" else ()
    if last:
        yield last


def _add_leaf(found: _Contents, leaf: Leaf, context: Context, opened: tuple[OpenContainer, ...]) -> None:
    within = (*within_of(opened), *leaf.within)
    marks = tuple(mark for item in reversed(opened) for mark in item.marks)
    plain = _plain_block(leaf, context, within, marks)
    if plain:
        found.blocks.append(plain)
        return
    inline = inline_of(leaf, context)
    found.blocks.extend(_segments(leaf, inline.atoms, context, within, marks))
    found.blocks.extend(block._replace(within=within, marks=(*block.marks, *marks)) for block in inline.blocks)
    images = inline.images
    if context.has_figures and len(inline.atoms) == len(images) == 1:
        fields = images[0].fields
        is_told = any(name == "caption" for name, _ in fields)
        shown = tuple(("caption" if name == "alt" else name, prose) for name, prose in fields)
        images = [images[0]._replace(fields=fields if is_told else shown)]
    found.images.extend(image._replace(within=within, marks=(*image.marks, *marks)) for image in images)
    links = (*inline.links, *bare_links(inline, context.text))
    found.links.extend(link._replace(marks=(*link.marks, *marks)) if marks else link for link in links)


def _add_html(found: _Contents, leaf: Leaf, context: Context, opened: tuple[OpenContainer, ...]) -> None:
    within = (*within_of(opened), *leaf.within)
    comments = _comments(context.text, leaf.span)
    if comments is not None:
        found.blocks.extend(block._replace(within=within) for block in comments)
        return
    # The HTML parser is imported for files that hold HTML, and for no other.
    try:
        from bylint.readers import html
    except ModuleNotFoundError as error:
        if error.name != "turbohtml":
            raise
        return  # where the parser has no wheel, Markdown is read without its runs of HTML
    piece = html.fragment(context.text, *leaf.span)
    marks = tuple(mark for item in reversed(opened) for mark in item.marks)
    left_open = {item.name for item in still_open((), context.text, *leaf.span)}
    first = found.figures
    for block in piece.blocks:
        # A container that Markdown fills is not empty.
        if block.kind != "element" or block.name not in left_open:
            found.blocks.append(block._replace(within=(*within, *block.within), marks=(*block.marks, *marks)))
    for image in piece.images:
        figure = image.figure + first if image.figure >= 0 else image.figure
        found.images.append(
            image._replace(within=(*within, *image.within), marks=(*image.marks, *marks), figure=figure)
        )
    found.links.extend(link._replace(marks=(*link.marks, *marks)) for link in piece.links)
    found.figures += 1 + max((image.figure for image in piece.images), default=-1)


def _comments(text: str, span: Span) -> tuple[Block, ...] | None:
    """Return the comments of a run of HTML that holds nothing else, or nothing."""
    blocks: list[Block] = []
    at = span.start
    while at < span.end:
        if text[at].isspace() or text[at] == ">":
            at += 1
            continue
        end = text.find("-->", at + 4, span.end)
        if not text.startswith("<!--", at) or end < 0:
            return None
        blocks.append(Block("comment", prose_at(text, at + 4, end), Span(at, end + 3)))
        at = end + 3
    return tuple(blocks)


def _in_order(
    found: _Contents, regions: Sequence[Region]
) -> tuple[tuple[Block, ...], tuple[Image, ...], tuple[Link, ...]]:
    regions = sorted(regions, key=lambda region: region.span)
    first = found.figures
    blocks = tuple(sorted((_in_region(block, regions) for block in found.blocks), key=lambda block: block.span))
    starts = [block.span.start for block in blocks]
    images = (_in_figure(image, regions, first) for image in sorted(found.images, key=lambda image: image.span))
    links = sorted(found.links, key=lambda link: link.span)
    return (
        blocks,
        tuple(image._replace(block=bisect_right(starts, image.span.start) - 1) for image in images),
        tuple(link._replace(block=bisect_right(starts, link.span.start) - 1) for link in links),
    )


def _in_region(block: Block, regions: Sequence[Region]) -> Block:
    if not regions or block.kind not in ("paragraph", "item", "label"):
        return block
    at = _around(block.prose.span().start, regions)
    if at < 0:
        return block
    return block._replace(kind="caption", within=(*block.within, "figure"))


def _in_figure(image: Image, regions: Sequence[Region], first: int) -> Image:
    at = _around(image.span.start, regions)
    if image.figure >= 0 or at < 0:
        return image
    return image._replace(figure=first + at, within=(*image.within, "figure"))


def _around(offset: int, regions: Sequence[Region]) -> int:
    """Return the number of the innermost region around an offset, or -1."""
    last = bisect_right(regions, offset, key=lambda region: region.span.start) - 1
    nearest = range(last, max(-1, last - _NEAREST), -1)
    return next((i for i in nearest if offset < regions[i].span.end), -1)


def _runs(atoms: Sequence[Atom]) -> Iterator[Sequence[Atom]]:
    if not any(atom.kind == "image" for atom in atoms):
        yield atoms
        return
    run: list[Atom] = []
    for line in _lines(atoms):
        words = [atom for atom in line if not _is_blank(atom)]
        if words and words[0].kind == "image":
            yield run
            yield line
            run = []
        elif words and words[-1].kind == "image":
            yield [*run, *line]
            run = []
        else:
            run.extend(line)
    yield run


def _lines(atoms: Sequence[Atom]) -> Iterator[list[Atom]]:
    line: list[Atom] = []
    for atom in atoms:
        line.append(atom)
        if atom.kind in ("soft", "hard"):
            yield line
            line = []
    yield line


def _is_blank(atom: Atom) -> bool:
    return atom.kind in ("soft", "hard") or (atom.kind == "text" and not atom.words.strip())


def _tone(run: Sequence[Atom]) -> str:
    shared: frozenset[str] | None = None
    for atom in run:
        if atom.kind == "text" and (shared is None or shared) and any(map(str.isalnum, atom.words)):
            shared = atom.tones if shared is None else shared & atom.tones
    return next((tone for tone in _TONES if tone in shared), "") if shared else ""


def _own_marks(leaf: Leaf, context: Context) -> tuple[str, ...]:
    """Return the classes of the attribute list at the end of a heading or paragraph."""
    if not context.lists:
        return ()
    end = leaf.span.end
    start = max(leaf.span.start, end - 300)
    near = context.list_starts[bisect_left(context.list_starts, start) : bisect_right(context.list_starts, end)]
    found = [at for at in near if not context.text[at - 1 : at].strip(" \t\u00a0\r\n")]
    return tuple(mark for at in found for mark in list_marks(context.lists[at], context.raw))


def _trimmed(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    return Span(span.end - len(words.lstrip()), span.start + len(words.rstrip()))
