"""The prose of the texts of a page, in which white space stands as a reader sees it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from bylint.model.prose import EMPTY
from bylint.model.prose import Piece
from bylint.model.prose import Prose
from bylint.model.prose import is_plain
from bylint.model.prose import prose_of

Text = tuple[str, int, int]
"""What a piece of a page stands for, start, end: `Piece` without a name, since a page has thousands."""

_ZERO = (0,)
_BLANKS = (" ", "\n")


def prose_of_texts(texts: Sequence[Text]) -> Prose:
    """Join texts as `prose_of` does; most hold no white space but around their words."""
    if len(texts) == 1:
        return prose_of_text(*texts[0])
    found: list[Text] = []
    for text in texts:
        words, start, end = text
        if is_plain(words):
            found.append(text)
            continue
        core = words.strip()
        if not core:
            if words:
                _add_blank(found, "\n" if words == "\n" else " ", start, end)
            continue
        if len(words) != end - start or not is_plain(core):
            return prose_of(Piece(*text) for text in texts)
        first = start + len(words) - len(words.lstrip())
        last = first + len(core)
        if start < first:
            _add_blank(found, " ", start, first)
        found.append((core, first, last))
        if last < end:
            found.append((" ", last, end))
    if found and found[-1][0] in _BLANKS:
        del found[-1]
    if not found:
        return EMPTY
    plain, starts, ends = zip(*found, strict=True)
    return Prose("".join(plain), tuple(accumulate(map(len, plain[:-1]), initial=0)), starts, ends)


def _add_blank(found: list[Text], blank: str, start: int, end: int) -> None:
    """Add what white space comes to: none at the beginning or behind other, but a line break outdoes a blank."""
    if found and found[-1][0] not in _BLANKS:
        found.append((blank, start, end))
    elif found and blank == "\n":
        found[-1] = ("\n", found[-1][1], end)


def prose_of_text(written: str, start: int, end: int) -> Prose:
    """Return the prose of one text."""
    words = written.strip()
    if not is_plain(words) or len(written) != end - start:
        return prose_of((Piece(written, start, end),)) if words else EMPTY
    start += len(written) - len(written.lstrip())
    return Prose(words, _ZERO, (start,), (start + len(words),))
