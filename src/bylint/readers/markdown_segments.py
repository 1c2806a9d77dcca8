"""Blocks out of the atoms of one Markdown leaf: text beside an image is kept apart from it."""

from __future__ import annotations

from bisect import bisect_left
from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Sequence

from bylint.model.markup import Block
from bylint.model.prose import Piece
from bylint.model.prose import Prose
from bylint.model.prose import is_plain
from bylint.model.prose import prose_of
from bylint.model.source import Span
from bylint.readers.markdown_inline import Atom
from bylint.readers.markdown_inline import Context
from bylint.readers.markdown_leaves import Leaf
from bylint.readers.template_parts import marks_of

_TONES = ("emphasis", "small", "strong")


def plain_block(leaf: Leaf, context: Context, within: tuple[str, ...], marks: tuple[str, ...]) -> Block | None:
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


def segments(
    leaf: Leaf, atoms: Sequence[Atom], context: Context, within: tuple[str, ...], marks: tuple[str, ...]
) -> Iterator[Block]:
    """Yield a block for each run of text of a leaf."""
    own = _own_marks(leaf, context)
    runs = tuple(run for run in _runs(atoms) if any(atom.kind == "text" for atom in run))
    for run in runs:
        prose = prose_of(_piece(atom) for atom in run)
        if not prose.plain:
            continue
        span = _trimmed(context.text, leaf.span) if len(runs) == 1 and len(run) == len(atoms) else prose.span()
        name = f"h{leaf.level}" if leaf.kind == "heading" else ""
        yield Block(leaf.kind, prose, span, leaf.level, within, (*own, *marks), _tone(run), name)


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


def _piece(atom: Atom) -> Piece:
    kind, words, start, end, _ = atom
    return Piece(" " if kind == "soft" else words, start, end)


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
    return tuple(mark for at in found for mark in marks_of(context.lists[at], context.raw))


def _trimmed(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    return Span(span.end - len(words.lstrip()), span.start + len(words.rstrip()))
