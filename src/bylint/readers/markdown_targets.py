"""Where the address and the title of a Markdown link or image stand."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bylint.model.prose import EMPTY
from bylint.model.prose import Piece
from bylint.model.prose import Prose
from bylint.model.prose import prose_at
from bylint.model.prose import prose_of
from bylint.model.source import Span
from bylint.readers.attributes import inline_pieces
from bylint.readers.markdown_leaves import Definition
from bylint.readers.markdown_leaves import Event
from bylint.readers.markdown_leaves import label_of
from bylint.text.entities import unescaped
from bylint.text.lazy import lazily

_INLINE = lazily(r"\]\(\s*+(?:<(?P<angled>[^<>\r\n]*)>|(?P<plain>\S*))")
_DEFINED = lazily(r"\[[^\[\]]{1,1000}\]:\s*+(?:<(?P<angled>[^<>\r\n]*)>|(?P<plain>\S+))")
_TITLE = lazily(
    r"""\s++(?:"(?P<double>(?:[^"\\]|\\.)*+)"|'(?P<single>(?:[^'\\]|\\.)*+)'|\((?P<round>(?:[^()\\]|\\.)*+)\))\s*+\)?\Z""",
    re.DOTALL,
)
_TITLE_MOST = 2_000


def target_of(raw: str, text: str, event: Event, inner_end: int, definitions: Mapping[str, Definition]) -> Prose:
    """Return the address of a link or image, from `raw`, where the template code still stands."""
    kind = event.detail["link_type"]
    start, end = event.span
    if kind == "Inline":
        place = _place(_INLINE, text, inner_end, end - 1)
    elif kind in ("Autolink", "Email"):
        place = Span(start + 1, end - 1)
    else:
        known = definitions.get(label_of(event.detail["id"]))
        place = _place(_DEFINED, text, *known.span) if known else None
    if place is None or place.start >= place.end:
        return prose_of((Piece(event.detail["dest_url"], start, end),)) if event.detail["dest_url"] else EMPTY
    words = raw[place.start : place.end]
    if "&" in words and words == text[place.start : place.end]:
        return prose_of((Piece(unescaped(words), *place),))
    return prose_at(raw, *place)


def title_of(text: str, event: Event, inner_end: int, definitions: Mapping[str, Definition]) -> Prose:
    """Return the title of a link or image, if it has one."""
    if not event.detail["title"]:
        return EMPTY
    start, end = inner_end, event.span.end
    if event.detail["link_type"] != "Inline":
        known = definitions.get(label_of(event.detail["id"]))
        start, end = known.span if known else event.span
    end = start + len(text[start:end].rstrip())
    found = _TITLE.search(text, max(start, end - _TITLE_MOST), end)
    if not found:
        return prose_of((Piece(event.detail["title"], *event.span),))
    return prose_of(inline_pieces(text, *found.span(found.lastgroup or 0)))


def _place(pattern: re.Pattern[str], text: str, start: int, end: int) -> Span | None:
    match = pattern.search(text, max(0, start), end)
    if not match:
        return None
    return Span(*match.span(match.lastgroup or 0))
