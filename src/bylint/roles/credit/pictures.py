"""Each picture with the texts that stand with it, and the credits that reach it from elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.knowledge import Knowledge
from bylint.model.markup import Image
from bylint.roles.credit import header
from bylint.roles.credit import structured
from bylint.roles.credit.by_words import Seen
from bylint.roles.credit.file_names import stem_of
from bylint.roles.credit.finding import Credit
from bylint.roles.credit.images import CREDITABLE
from bylint.roles.credit.images import kind_of
from bylint.roles.credit.images import kinds_of
from bylint.roles.credit.kinds import GUESSED
from bylint.roles.credit.kinds import settled
from bylint.roles.credit.kinds import text_of
from bylint.roles.credit.signs import signs_of
from bylint.roles.credit.standing import Page
from bylint.roles.credit.standing import Stand
from bylint.roles.credit.standing import beside
from bylint.roles.credit.standing import captions
from bylint.roles.credit.standing import own_fields
from bylint.roles.credit.standing import page_of
from bylint.roles.credit.vocabulary import Vocabulary
from bylint.roles.credit.whole_article import Apart
from bylint.text.fold import folded
from bylint.text.lazy import lazily

HIDDEN = ("alt", "title", "comment")
"""Where no reader sees a credit."""

PICTURE_FILE = lazily(r"\.(?:jpe?g|png|gif|webp|avif|svg|tiff?)(?:$|[?#])", re.IGNORECASE)
_LAST = 2
_SHOWN = ("caption", "field", "header", "beside", "linked")
_FURNITURE = ("furniture", "logo", "head shot", "advertisement", "embed", "thumbnail")


class Picture(NamedTuple):
    """A picture, its kind, and the texts that stand with it; `far` are credits that stand apart from it."""

    number: int
    image: Image
    kind: str
    stands: tuple[Stand, ...]
    far: tuple[Credit, ...] = ()

    def shown(self) -> tuple[tuple[Credit, Stand], ...]:
        """Return the credits beside the picture that a reader sees."""
        return tuple((credit, s) for s in self.stands if s.where not in HIDDEN for credit in s.credits)

    def unseen(self) -> Credit | None:
        """Return the first credit with which a text ends that no reader sees."""
        hidden = ((credit, s) for s in self.stands if s.where in HIDDEN for credit in s.credits)
        return next((credit for credit, s in hidden if credit.prose.span().end >= s.prose.span().end - _LAST), None)

    def is_credited(self) -> bool:
        """Tell whether a reader sees a credit."""
        return bool(self.far) or bool(self.shown())


def gathered(article: Article, knowledge: Knowledge, known: Vocabulary) -> tuple[Picture, ...]:
    """Return the pictures of an article and its header, each with what stands with it or with another copy of it."""
    return _with_header(article, _shared(tuple(_repeated(tuple(_pictures(article, knowledge, known))))), known)


def reached(
    pictures: tuple[Picture, ...], found: Sequence[Apart], drawings: Set[str]
) -> tuple[tuple[Picture, ...], list[str]]:
    """Give the pictures the credits that stand apart from them; the owner of a caption without picture is empty.

    `drawings` are words for what is drawn: "Illustration by Ada Lund" is not for a photograph.
    """
    owners: list[str] = []
    for each in found:
        open_ones = [p for p in pictures if p.kind in CREDITABLE and not p.is_credited()]
        chosen = _reached(each, open_ones, drawings)
        owners.append(f"image:{chosen[0].number}" if chosen else "")
        numbers = {picture.number for picture in chosen}
        pictures = tuple(p._replace(far=(each.credit,)) if p.number in numbers else p for p in pictures)
    return pictures, owners


def _pictures(article: Article, knowledge: Knowledge, known: Vocabulary) -> Iterator[Picture]:
    kinds, page, linked = kinds_of(knowledge), page_of(article), _linked(article, known)
    data = structured.by_file(article, known)
    images = (*article.images, *header.pictures(article))
    guessed = [kind_of(image, kinds) for image in images]
    stands = [tuple(_stands(page, data, *each, known)) for each in zip(images, guessed, strict=True)]
    for number, kind in enumerate(_settled(article, knowledge, images, guessed, stands)):
        has_caption = any(stand.where in ("caption", "field") for stand in stands[number])
        if kind in CREDITABLE and number in linked and not has_caption:
            kind = "teaser"
        yield Picture(number, images[number], kind, stands[number])


def _settled(
    article: Article,
    knowledge: Knowledge,
    images: Sequence[Image],
    guessed: Sequence[str],
    stands: Sequence[tuple[Stand, ...]],
) -> Sequence[str]:
    """Return the kinds of pictures, with the words around those of which only the form of the file is known."""
    if not any(kind in GUESSED for kind in guessed):
        return guessed
    signs = signs_of(knowledge)
    each = zip(images, guessed, stands, strict=True)
    seen = tuple(Seen(image, kind, *_words(image, found)) for image, kind, found in each)
    return tuple(settled(seen, text_of(article, signs), kinds_of(knowledge), signs))


def _words(image: Image, stands: Sequence[Stand]) -> tuple[str, tuple[str, ...]]:
    """Return the alternative text and the captions of a picture."""
    alt = next((prose.plain for name, prose in image.fields if name == "alt"), "")
    return alt, tuple(captions_of(stands))


def captions_of(stands: Sequence[Stand]) -> Iterator[str]:
    """Yield what a reader reads with a picture."""
    yield from (stand.prose.plain for stand in stands if stand.where in _SHOWN and stand.meaning == "caption")


def _repeated(pictures: tuple[Picture, ...]) -> Iterator[Picture]:
    """Yield the pictures; one that the header names and the text shows with its credit is the text's."""
    shown = {stem_of(p.image.src.plain) for p in pictures if p.image.form != "front-matter" and p.shown()}
    for picture in pictures:
        is_again = picture.image.form == "front-matter" and stem_of(picture.image.src.plain) in shown
        yield picture._replace(kind="teaser") if is_again and not picture.shown() else picture


def _linked(article: Article, known: Vocabulary) -> frozenset[int]:
    """Return the pictures that lead to their own page at a host, or, in a saved page, to another article."""
    found: set[int] = set()
    starts = [link.span.start for link in article.links]
    for number, image in enumerate(article.images):
        at = bisect_right(starts, image.span.start) - 1
        link = article.links[at] if at >= 0 else None
        if link and link.span.end >= image.span.end and _leads_away(article, link.href.plain, known):
            found.add(number)
    return frozenset(found)


def _leads_away(article: Article, href: str, known: Vocabulary) -> bool:
    if PICTURE_FILE.search(href) or href.startswith("#"):
        return False
    return article.format == "html" or any(domain in href for domain in known.source_domains)


def _stands(
    page: Page, data: Mapping[str, tuple[Stand, ...]], image: Image, kind: str, known: Vocabulary
) -> Iterator[Stand]:
    yield from own_fields(image, known)
    if image.form == "front-matter":
        yield from header.beside(page, image, known)
    elif kind not in _FURNITURE:
        yield from beside(page, image, known)
    else:
        yield from captions(page, image, known)
    if image.is_inside:
        yield from data.get(stem_of(image.src.plain), ())


def _shared(pictures: tuple[Picture, ...]) -> tuple[Picture, ...]:
    """Give each picture the credits of the same file elsewhere in the article."""
    by_file: dict[str, tuple[Credit, ...]] = {}
    for picture in pictures:
        stem = stem_of(picture.image.src.plain)
        if stem and picture.shown():
            by_file.setdefault(stem, tuple(credit for credit, _ in picture.shown()))
    return tuple(
        picture._replace(far=by_file.get(stem_of(picture.image.src.plain), ()))
        if picture.kind in CREDITABLE and not picture.shown()
        else picture
        for picture in pictures
    )


def _with_header(article: Article, pictures: tuple[Picture, ...], known: Vocabulary) -> tuple[Picture, ...]:
    """Give the first picture of the text what the header says of the lead picture, if the header shows none."""
    if not pictures or any(picture.image.form == "front-matter" for picture in pictures):
        return pictures
    stands = (stand for stand in header.of_lead(article, known) if stand.where != "alt")
    found = tuple(credit for stand in stands for credit in stand.credits)
    first = next((p for p in pictures if p.kind in CREDITABLE and not p.is_credited()), None)
    if not found or first is None:
        return pictures
    return tuple(p._replace(far=found) if p is first else p for p in pictures)


def _reached(each: Apart, open_ones: list[Picture], drawings: Set[str]) -> list[Picture]:
    if each.reach == "all":
        return open_ones
    if each.reach == "one":
        is_drawing = not drawings.isdisjoint(folded(each.credit.words("lead")).split())
        drawn = [p for p in open_ones if p.kind == "illustration"] if is_drawing else []
        return (drawn or open_ones)[:1]
    if each.reach == "lead":
        stem = stem_of(open_ones[0].image.src.plain) if open_ones else ""
        return [p for p in open_ones if p.image.form == "front-matter" or stem_of(p.image.src.plain) == stem]
    return []
