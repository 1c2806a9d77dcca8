"""The credit that a picture's own file gives, and where it can be written: proposed, for a person to decide."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.picture import CUT
from bylint.model.picture import Embedded
from bylint.model.prose import Prose
from bylint.roles.credit.image_parts import embedded_credit
from bylint.roles.credit.images import CREDITED
from bylint.roles.credit.markup import is_html
from bylint.roles.credit.pictures import Picture
from bylint.text.lazy import lazily

_LONGEST = 150
# What would be markup where it is written, or end a text that stands in quotation marks.
_UNFIT = lazily(r"[\\`*_\[\]<>{}|\"#&%~^$]|\s{2}|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
_LINE = lazily(r"[^\r\n]*")
_BLANK = lazily(r"[ \t]*(?:\r\n?|\n|\Z)")
_STOPS = (".", "!", "?", "…", ":", ";", ")")


class _Place(NamedTuple):
    """Where a credit can be written, with what stands before and behind it there."""

    at: int
    before: str
    behind: str = ""
    is_html: bool = False


def proposed(article: Article, picture: Picture, file: Embedded | None) -> Iterator[Element]:
    """Yield the credit as the element that stands for what is to be written at its place."""
    if file is None or picture.kind not in CREDITED or picture.is_credited() or picture.unseen():
        return
    words = _credit(file)
    place = _place(article, picture) if words else None
    if place is None:
        return
    written = html.escape(words, quote=False) if place.is_html else words
    spot = Prose(" ", (0,), (place.at,), (place.at,))
    yield Element("instead", f"{place.before}{written}{place.behind}", spot)


def _credit(file: Embedded) -> str:
    """Return the credit of a file that names its maker whole; nothing where a machine has made the picture."""
    maker, words = file.words("creator"), embedded_credit(file)
    is_whole = maker and len(maker.encode()) != CUT and not file.words("credit-cut")
    is_made = "algorithmic" in file.words("digital-source").casefold() or file.words("ai-system")
    if not is_whole or is_made or len(words) > _LONGEST or _UNFIT.search(words):
        return ""
    return words


def _place(article: Article, picture: Picture) -> _Place | None:
    text = article.source.text
    for stand in picture.stands:
        end = stand.prose.span().end
        gap = " " if stand.prose.plain.endswith(_STOPS) else ". "
        if stand.where == "caption" and stand.block >= 0 and stand.prose.at:
            return _Place(end, gap, is_html=is_html(article, article.blocks[stand.block]))
        if stand.where in ("field", "header") and stand.meaning == "caption" and stand.prose.at:
            # Without quotation marks around it a colon may end the text.
            return _Place(end, gap) if text[end : end + 1] == '"' else None
    return _below(article, picture)


def _below(article: Article, picture: Picture) -> _Place | None:
    """Return the line below a Markdown picture that stands alone in its paragraph."""
    image, text = picture.image, article.source.text
    if image.form != "markdown" or article.format != "markdown":
        return None
    begins = max(text.rfind("\n", 0, image.span.start), text.rfind("\r", 0, image.span.start)) + 1
    line = _LINE.match(text, begins)
    is_alone = line is not None and line[0].strip() == text[slice(*image.span)]
    end = line.end() if line else 0
    newline = "\r\n" if text.startswith("\r\n", end) else "\n"
    following = end + len(newline) if end < len(text) else end
    if not is_alone or text[begins : image.span.start] or not _BLANK.match(text, following):
        return None
    return _Place(image.span.end, f"{newline}*", "*")
