"""Slips of form in printed credits, each with its place and, where that is sure, with what should stand there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.prose import Prose
from bylint.model.source import Span
from bylint.roles.credit.vocabulary import Vocabulary
from bylint.text.entities import unescaped
from bylint.text.lazy import lazily

_TEXT = ("caption", "beside", "apart")
_FIELDS = ("field", "header")
_ENTITY = lazily(r"&(?:[a-z]{2,8}\d{0,2}|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_BRACKETS = lazily(r"\(\s?\)|\[\s?\]")
_GLUED = lazily(r":(?=[^\W\d_])")
# UTF-8 read as Windows-1252; not in capitals: "MAÇû" is whole.
_BROKEN = lazily(r"(?<![^\W\d_a-z])[ÂÃ][\x80-\xbf\u0152-\u2122]|â€[\x80-\xbf\u0152-\u2122]")
_SAID = {
    "doubled": "says twice what it is",
    "entity": "is code that readers see",
    "brackets": "holds nothing",
    "broken": "was read in the wrong encoding",
    "glued": "lacks a blank behind it",
}


class _Slip(NamedTuple):
    """A slip: its kind, the words as a reader sees them, their place, and the text to write in another place."""

    kind: str
    words: str
    span: Span
    instead: tuple[Span, str] | None = None


def slips(article: Article, credit: Part, known: Vocabulary) -> Iterator[Part]:
    """Yield the slips of a credit that a reader sees."""
    where = credit.words("where")
    if where not in (*_TEXT, *_FIELDS) or not credit.prose.at:
        return
    for slip in (*_doubled(article, credit, known), *_within(article, credit, is_text=where in _TEXT)):
        found = [Element("malformed", slip.kind), Element("slip", _SAID[slip.kind])]
        if slip.instead:
            found.append(Element("instead", slip.instead[1], _prose(" ", slip.instead[0])))
        yield Part("slip", _prose(slip.words, slip.span), slip.span, credit.about, tuple(found), credit.block)


def _prose(words: str, span: Span) -> Prose:
    return Prose(words, (0,), (span.start,), (span.end,))


def _doubled(article: Article, credit: Part, known: Vocabulary) -> Iterator[_Slip]:
    plain = credit.prose.plain
    match = known.doubled.match(plain) if ":" in plain or "：" in plain else None
    if match is None:
        return
    first, again = (match[name].casefold().rstrip("s") for name in ("first", "again"))
    start = credit.prose.span().start
    extra = Span(start, start + match.start("again"))
    is_sure = first == again and _is_as_written(article, extra, plain[: match.start("again")])
    yield _Slip("doubled", plain, credit.span, (extra, "") if is_sure else None)


def _within(article: Article, credit: Part, *, is_text: bool) -> Iterator[_Slip]:
    plain, text = credit.prose.plain, article.source.text
    for match in _BRACKETS.finditer(plain):
        span = credit.prose.span(*match.span())
        with_blank = span._replace(start=span.start - (text[span.start - 1 : span.start] == " "))
        yield _Slip("brackets", match[0], span, (with_blank, "") if _is_as_written(article, span, match[0]) else None)
    for match in _BROKEN.finditer(plain):
        span, letter = credit.prose.span(*match.span()), _repaired(match[0])
        if letter:
            yield _Slip("broken", match[0], span, (span, letter) if _is_as_written(article, span, match[0]) else None)
    lead = credit.words("lead")
    colon = _GLUED.match(plain, len(lead) - 1) if lead and plain.startswith(lead) else None
    if colon and plain[colon.end()].isupper():
        span = credit.prose.span(0, colon.end())
        behind = Span(span.end, span.end)
        yield _Slip("glued", lead, span, (behind, " ") if text.startswith(":", span.end - 1) else None)
    # What a template makes of an entity in a field is not in the file.
    for match in _ENTITY.finditer(plain) if is_text and "&" in plain else ():
        span = credit.prose.span(*match.span())
        written = _decoded(article, text[span.start : span.end])
        yield _Slip("entity", match[0], span, (span, written) if written else None)


def _is_as_written(article: Article, span: Span, words: str) -> bool:
    return article.source.text[span.start : span.end] == words


def _repaired(words: str) -> str:
    """Return the letter whose bytes were read as several letters, or nothing."""
    try:
        letter = b"".join(_byte(character) for character in words).decode()
    except UnicodeError:
        return ""
    return letter if len(letter) == 1 and unicodedata.category(letter)[0] in "LPS" else ""


def _byte(character: str) -> bytes:
    return character.encode("latin-1" if ord(character) < 256 else "cp1252")


def _decoded(article: Article, written: str) -> str:
    """Return what was meant: the entity itself in markup, its character in plain text."""
    if article.format == "text":
        return unescaped(written).replace("\u00a0", " ")
    return f"&{written[5:]}" if written.casefold().startswith("&amp;") else ""
