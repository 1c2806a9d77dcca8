"""Pictures, and what is printed with them: captions, credits, alt texts."""

from __future__ import annotations

from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Image
from bylint.model.article import Link
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.prose import Prose
from bylint.model.source import Span
from bylint.roles.credit import header
from bylint.roles.credit.completeness import completed
from bylint.roles.credit.duties import owed
from bylint.roles.credit.file_names import file_of
from bylint.roles.credit.file_names import stem_of
from bylint.roles.credit.file_names import told
from bylint.roles.credit.finding import Credit
from bylint.roles.credit.images import CREDITED
from bylint.roles.credit.images import kind_of
from bylint.roles.credit.images import kinds_of
from bylint.roles.credit.placeholders import placeholders
from bylint.roles.credit.standing import Page
from bylint.roles.credit.standing import Stand
from bylint.roles.credit.standing import beside
from bylint.roles.credit.standing import own_fields
from bylint.roles.credit.standing import page_of
from bylint.roles.credit.vocabulary import Vocabulary
from bylint.roles.credit.vocabulary import vocabulary
from bylint.roles.credit.whole_article import Apart
from bylint.roles.credit.whole_article import apart
from bylint.roles.credit.whole_article import fillers

_FURNITURE = ("furniture", "logo", "head shot", "advertisement", "embed", "thumbnail")
_SHORT = 60
_HIDDEN = ("alt", "title", "comment")


class Picture(NamedTuple):
    """A picture, its kind, and the texts that stand with it; `far` are credits that stand apart from it."""

    number: int
    image: Image
    kind: str
    stands: tuple[Stand, ...]
    far: tuple[Credit, ...] = ()

    def shown(self) -> tuple[tuple[Credit, Stand], ...]:
        """Return the credits beside the picture that a reader sees."""
        return tuple((credit, s) for s in self.stands if s.where not in _HIDDEN for credit in s.credits)

    def is_credited(self) -> bool:
        """Tell whether a reader sees a credit."""
        return bool(self.far) or bool(self.shown())


def parts(article: Article, knowledge: Knowledge) -> Iterator[Part]:
    """Yield the pictures, and every caption, alt text and credit."""
    known = vocabulary(knowledge)
    pictures = _shared(tuple(_pictures(article, knowledge, known)))
    used = {stand.block for picture in pictures for stand in picture.stands}
    found = tuple(apart(article, used, known))
    pictures = _with_header(article, pictures, known)
    pictures, owners = _with_apart(pictures, found)
    links = _links_by_block(article)
    for picture in pictures:
        yield _image(picture, knowledge)
        yield from _texts(picture, links, known)
    yield from _once(part for picture in pictures for part in _credits(article, picture, links, known))
    yield from fillers(article, known)
    for number, (each, owner) in enumerate(zip(found, owners, strict=True)):
        stand = Stand("apart", "credit", each.credit.prose, (each.credit,), each.block)
        yield _credit(article, each.credit, owner or f"image:t{number}", stand, (), links, known)


def _once(found: Iterable[Part]) -> Iterator[Part]:
    """Yield each credit once, with the first picture it belongs to."""
    seen: set[Span] = set()
    for part in found:
        if part.span not in seen:
            seen.add(part.span)
            yield part


def _pictures(article: Article, knowledge: Knowledge, known: Vocabulary) -> Iterator[Picture]:
    kinds, page = kinds_of(knowledge), page_of(article)
    for number, image in enumerate((*article.images, *header.pictures(article))):
        kind = kind_of(image, kinds)
        yield Picture(number, image, kind, tuple(_stands(page, image, kind, known)))


def _stands(page: Page, image: Image, kind: str, known: Vocabulary) -> Iterator[Stand]:
    yield from own_fields(image, known)
    if image.form == "front-matter":
        yield from header.beside(page.article, image, known)
    elif kind not in _FURNITURE:
        yield from beside(page, image, known)
    if image.is_inside:
        yield from header.data(page.article, image, known)


def _shared(pictures: tuple[Picture, ...]) -> tuple[Picture, ...]:
    """Give each picture the credits of the same file elsewhere in the article."""
    by_file: dict[str, tuple[Credit, ...]] = {}
    for picture in pictures:
        stem = stem_of(picture.image.src.plain)
        if stem and picture.shown():
            by_file.setdefault(stem, tuple(credit for credit, _ in picture.shown()))
    return tuple(
        picture._replace(far=by_file.get(stem_of(picture.image.src.plain), ()))
        if picture.kind in CREDITED and not picture.shown()
        else picture
        for picture in pictures
    )


def _with_header(article: Article, pictures: tuple[Picture, ...], known: Vocabulary) -> tuple[Picture, ...]:
    """Give the first picture of the text what the header says of the lead picture, if the header shows none."""
    if not pictures or any(picture.image.form == "front-matter" for picture in pictures):
        return pictures
    stands = (stand for stand in header.of_lead(article, known) if stand.where != "alt")
    found = tuple(credit for stand in stands for credit in stand.credits)
    first = next((p for p in pictures if p.kind in CREDITED and not p.is_credited()), None)
    if not found or first is None:
        return pictures
    return tuple(p._replace(far=found) if p is first else p for p in pictures)


def _with_apart(pictures: tuple[Picture, ...], found: Sequence[Apart]) -> tuple[tuple[Picture, ...], list[str]]:
    """Give the pictures the credits that stand apart from them; the owner of a caption without picture is empty."""
    owners: list[str] = []
    for each in found:
        open_ones = [p for p in pictures if p.kind in CREDITED and not p.is_credited()]
        chosen = _reached(each, open_ones)
        owners.append(f"image:{chosen[0].number}" if chosen else "")
        numbers = {picture.number for picture in chosen}
        pictures = tuple(p._replace(far=(each.credit,)) if p.number in numbers else p for p in pictures)
    return pictures, owners


def _reached(each: Apart, open_ones: list[Picture]) -> list[Picture]:
    if each.reach == "all":
        return open_ones
    if each.reach == "one":
        return open_ones[:1]
    if each.reach == "lead":
        stem = stem_of(open_ones[0].image.src.plain) if open_ones else ""
        return [p for p in open_ones if p.image.form == "front-matter" or stem_of(p.image.src.plain) == stem]
    return []


def _image(picture: Picture, knowledge: Knowledge) -> Part:
    image = picture.image
    prose = image.src
    span = prose.span() if prose.at else image.span
    return Part("image", prose, span, f"image:{picture.number}", tuple(_of_image(picture, knowledge)), image.block)


def _of_image(picture: Picture, knowledge: Knowledge) -> Iterator[Element]:
    image = picture.image
    yield Element("src", image.src.plain, image.src)
    yield Element("form", image.form)
    yield Element("kind", picture.kind)
    if picture.kind in CREDITED:
        yield Element("content", "yes")
    if file_of(image.src.plain):
        yield Element("file", file_of(image.src.plain))
    source = told(image.src.plain, knowledge)
    if source:
        yield Element("told", f" The file name speaks of {source}: “{file_of(image.src.plain)}”.")
    alt = next((prose for name, prose in image.fields if name == "alt"), None)
    if alt is not None:
        yield Element("alt", alt.plain, alt)
    yield from _captions(picture)
    found = (*(credit for credit, _ in picture.shown()), *picture.far)
    if found:
        yield Element("credit", _joined(found), found[0].prose)


def _joined(found: Sequence[Credit]) -> str:
    """Return the words of the credits of one picture: photographer and agency often stand in boxes of their own."""
    kept: list[str] = []
    for words in (credit.prose.plain for credit in found[:4]):
        if not any(words in other for other in kept):
            kept = [other for other in kept if other not in words] + [words]
    return ", ".join(kept)


def _captions(picture: Picture) -> Iterator[Element]:
    for stand in picture.stands:
        if stand.meaning == "caption" and stand.where in ("field", "linked", "caption", "header"):
            words = stand.prose.plain
            for credit in stand.credits:
                words = words.replace(credit.prose.plain, "")
            yield Element("caption", words.strip(" ()[]|–—-/"), stand.prose)


def _texts(picture: Picture, linked: Container[int], known: Vocabulary) -> Iterator[Part]:
    """Yield captions and alt texts, with what is filler in them; a linked “Image source” is none."""
    image, about = picture.image, f"image:{picture.number}"
    if not image.is_inside:
        return
    for stand in picture.stands:
        role = "alt" if stand.where == "alt" else "caption"
        if stand.where in ("comment", "title", "data", "linked") or stand.credits or stand.block in linked:
            continue
        if stand.where == "beside" and len(stand.prose.plain) > _SHORT:
            continue
        filler = placeholders(stand.prose, image.src.plain, known, is_alt=role == "alt")
        yield Part(role, stand.prose, stand.prose.span(), about, filler, stand.block)


def _credits(
    article: Article, picture: Picture, links: Mapping[int, Sequence[Link]], known: Vocabulary
) -> Iterator[Part]:
    """Yield the credits of a picture; hidden ones only where no other stands."""
    if not picture.image.is_inside or picture.kind == "furniture":
        return
    about = f"image:{picture.number}"
    shown = picture.shown()
    for credit, stand in shown:
        yield _credit(article, credit, about, stand, picture.image.fields, links, known)
    if shown or picture.far or picture.kind not in CREDITED:
        return
    for part in _hidden(picture, about):
        yield part
        return


def _hidden(picture: Picture, about: str) -> Iterator[Part]:
    for stand in picture.stands:
        for credit in stand.credits if stand.where in _HIDDEN else ():
            lead = next((element.words for element in credit.elements if element.name == "lead"), "")
            if credit.has("creator") and not lead.casefold().endswith(("from", "via")):
                kept = tuple(element for element in credit.elements if element.name in ("creator", "lead"))
                found = (*kept, Element("hidden", stand.where), Element("where", stand.where))
                yield Part("credit", credit.prose, credit.prose.span(), about, found, stand.block)


def _credit(
    article: Article,
    credit: Credit,
    about: str,
    stand: Stand,
    fields: Sequence[tuple[str, Prose]],
    links: Mapping[int, Sequence[Link]],
    known: Vocabulary,
) -> Part:
    near = links.get(stand.block, ()) if stand.block >= 0 else ()
    if len(stand.credits) > 1:
        near = tuple(link for link in near if _overlap(link.span, credit.prose.span()))
    can_link = article.format != "text"
    found = completed(article.source.text, credit, near, fields, known, can_link=can_link)
    found = (*found, *owed(article, found, known), Element("where", stand.where))
    return Part("credit", credit.prose, credit.prose.span(), about, found, stand.block)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _links_by_block(article: Article) -> Mapping[int, Sequence[Link]]:
    found: dict[int, list[Link]] = {}
    for link in article.links:
        found.setdefault(link.block, []).append(link)
    return found
