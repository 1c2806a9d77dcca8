"""What a picture is where neither its class nor its path says so: a photograph, a drawing, a figure, or unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from bylint.model.article import Article
from bylint.roles.credit.by_words import Seen
from bylint.roles.credit.by_words import Text
from bylint.roles.credit.by_words import by_words
from bylint.roles.credit.images import Kinds
from bylint.roles.credit.images import is_wanted
from bylint.roles.credit.signs import Signs

GUESSED = ("jpeg", "unknown", "lead", "illustration", "photo")
"""Kinds that only the form of a file, its place in the header or one word tells."""

_SCREENS = ("screenshot", "chart", "figure")
_TICKS, _LESSON = 6, 5


class Company(NamedTuple):
    """How many pictures of an article are screens, photographs or JPEGs, told to be made, or without words."""

    screens: int
    photos: int
    told: int
    silent: int


def text_of(article: Article, signs: Signs) -> Text:
    """Return what the text of an article tells of its pictures."""
    source, is_page = article.source.text, article.format == "html"
    ticks = 0 if is_page else source.count("`")
    blocks = sum(source.count(sign) for sign in signs.code if not is_page or sign.startswith("<"))
    if not is_page and "!!! " not in source and "??? " not in source:
        blocks += source.count("\n\n    ")  # admonitions and tabs of MkDocs are set in as far as code
    return Text(article, ticks >= _TICKS or blocks > 0, blocks >= _LESSON)


def settled(seen: Sequence[Seen], text: Text, known: Kinds, signs: Signs) -> Iterator[str]:
    """Yield the kind of each picture of an article."""
    first = [_first(each, text, known, signs) for each in seen]
    company = _company([pair for pair in zip(seen, first, strict=True) if pair[0].image.form != "front-matter"])
    for each, kind in zip(seen, first, strict=True):
        if kind == "doubtful":
            yield "figure" if text.explains or company.screens else _undoubted(each)
        elif kind == "jpeg":
            yield _of_jpeg(each, company, text)
        elif kind in ("unknown", "lead"):
            yield _of_other(each, kind, company, text, signs)
        else:
            yield kind


def _first(each: Seen, text: Text, known: Kinds, signs: Signs) -> str:
    is_open = each.kind in GUESSED and not is_wanted(each.image, known)
    return by_words(each, text, known, signs) if is_open else each.kind


def _company(body: Sequence[tuple[Seen, str]]) -> Company:
    counted = Counter(kind for _, kind in body)
    screens = sum(counted[kind] for kind in _SCREENS)
    silent = sum(kind == "unknown" and not each.words() for each, kind in body)
    return Company(screens, counted["photo"] + counted["jpeg"], counted["photo"] + counted["illustration"], silent)


def _undoubted(each: Seen) -> str:
    return each.kind if each.kind != "jpeg" else "photo"


def _of_jpeg(each: Seen, company: Company, text: Text) -> str:
    """Return the kind of a JPEG of which no words tell it: a photograph, but among many screens and much code."""
    if company.screens > company.told:
        return "figure"
    return ("unknown" if each.words() else "figure") if text.is_lesson else "photo"


def _of_other(each: Seen, kind: str, company: Company, text: Text, signs: Signs) -> str:
    """Return the kind of another picture: a figure among screens and plots, unless it stands at the head."""
    is_png = each.suffix() == "png"
    is_among_screens = company.screens > (0 if each.words() else company.silent)
    is_doubtful = text.explains or is_among_screens or (is_png and bool(company.photos))
    if kind == "lead" and (each.image.form != "front-matter" or each.is_jpeg() or signs.leads.search(each.name())):
        return kind
    return "figure" if is_doubtful or (is_png and kind == "lead") else kind
