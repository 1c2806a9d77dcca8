"""Pictures of an article, and what is known of the rights in them."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote

from bylint.grammar.addresses import file_of
from bylint.grammar.addresses import is_picture_file
from bylint.grammar.addresses import repeats
from bylint.grammar.addresses import source_named
from bylint.grammar.addresses import stem_of
from bylint.grammar.credit_patterns import CreditPatterns
from bylint.grammar.credit_patterns import first_words
from bylint.grammar.credit_patterns import may_hold
from bylint.model.article import Article
from bylint.model.markup import Embedded
from bylint.model.markup import Image
from bylint.model.markup import Right
from bylint.model.parts import Credit
from bylint.model.parts import Picture
from bylint.model.parts import PictureText
from bylint.model.parts_people import Headline
from bylint.model.world import Knowledge
from bylint.roles.blanket import FarCredit
from bylint.roles.blanket import shared_credits
from bylint.roles.captions import Page
from bylint.roles.captions import beside
from bylint.roles.captions import beside_in_header
from bylint.roles.captions import by_file_in_data
from bylint.roles.captions import captions
from bylint.roles.captions import captions_of
from bylint.roles.captions import header_pictures
from bylint.roles.captions import of_lead_in_header
from bylint.roles.captions import own_fields
from bylint.roles.captions import page_of
from bylint.roles.image_kinds import CREDITABLE
from bylint.roles.image_kinds import GUESSED
from bylint.roles.image_kinds import kind_by_file
from bylint.roles.image_kinds import kind_of
from bylint.roles.image_kinds import kinds_of
from bylint.roles.image_text import Depiction
from bylint.roles.image_text import Signs
from bylint.roles.image_text import kinds_by_text
from bylint.roles.image_text import signs_of
from bylint.roles.image_text import text_of
from bylint.text.files import is_match
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.patterns import lazily

_SCHEME = lazily(r"(?:[a-z][a-z0-9+.-]{1,20}:)?//", re.IGNORECASE)
# What a content system adds to the name of a file that it has made smaller.
_SIZE = lazily(r"(?:-\d{2,4}x\d{2,4}|-scaled)(?=\.\w{3,4}$)")
# Whoever sells a thing gives pictures of it away; a small copy in another form shows what the large one is.
_SHOP = lazily(r"//shop\.|/(?:shop|store|products?|produkte?|produits?|productos?|prodott[oi])/", re.IGNORECASE)
_DRAWN = lazily(r"\.(?:png|gif|svg)$", re.IGNORECASE)
_SEEN = ("camera", "photograph")
"""Looks of files that are surely photographs."""
_LONGEST_NUMBER = 6
"""Words of the longest id, such as a VIRIN: 240117-N-AB123-1001."""


class Rights(NamedTuple):
    """A rights file, ready to be asked: by path or folder, by the name of a file, by glob, by id."""

    by_path: Mapping[str, tuple[Right, ...]]
    by_name: Mapping[str, tuple[Right, ...]]
    globs: tuple[Right, ...]
    by_number: Mapping[str, tuple[Right, ...]]


@lru_cache(maxsize=4)
def rights_of(knowledge: Knowledge) -> Rights:
    """Return what the site has licensed."""
    given: tuple[Right, ...] = knowledge.settings.get("rights", ())
    named = [right for right in given if right.picture]
    plain = [right for right in named if not _is_glob(right.picture)]
    return Rights(
        _grouped((_trimmed(right.picture), right) for right in plain if "/" in right.picture),
        _grouped((right.picture, right) for right in plain if "/" not in right.picture),
        tuple(right._replace(picture=_SCHEME.sub("", right.picture)) for right in named if _is_glob(right.picture)),
        _grouped((right.number, right) for right in given if right.number),
    )


def rights_by_picture(
    article: Article, pictures: Iterable[Picture], files: Mapping[str, Embedded], knowledge: Knowledge
) -> Mapping[int, Right]:
    """Return the right that lasts longest by the number of the picture; each file once, where it is first shown."""
    known = rights_of(knowledge)
    found: dict[int, Right] = {}
    seen: set[str] = set()
    for picture in pictures:
        src = picture.image.src.plain
        if not src or src in seen:
            continue
        seen.add(src)
        file = files.get(src)
        rights = (*_of_path(article, src, file, known), *_of_number(picture, file, known, knowledge))
        if rights:
            found[picture.number] = max(rights, key=lambda right: right.until or date.max)
    return found


def _of_path(article: Article, src: str, file: Embedded | None, known: Rights) -> Iterator[Right]:
    given = tuple(_names(article, src, file))
    names = tuple(dict.fromkeys((*given, *(_SIZE.sub("", name) for name in given))))
    for name in names:
        steps = name.split("/")
        for end in range(1, len(steps) + 1):
            yield from known.by_path.get("/".join(steps[:end]), ())
            yield from known.by_name.get(steps[end - 1], ())
    yield from (right for right in known.globs if any(is_match(right.picture, name) for name in names))


def _names(article: Article, src: str, file: Embedded | None) -> Iterator[str]:
    """Yield the names by which a rights file can speak of a picture: its address, its path, the file itself."""
    path = unquote(re.split(r"[?#]", src, maxsplit=1)[0])
    address = _SCHEME.match(path)
    if address:
        yield path[address.end() :]
        yield path[address.end() :].partition("/")[2]
    elif path.startswith("/"):
        yield path.lstrip("/")
    else:
        yield posixpath.normpath(posixpath.join(posixpath.dirname(article.source.path), path))
    if file and file.content:
        yield file.path


def _of_number(picture: Picture, file: Embedded | None, known: Rights, knowledge: Knowledge) -> Iterator[Right]:
    if not known.by_number:
        return
    src = picture.image.src.plain
    credits_ = " ".join(credit.prose.plain for credit in (*picture.credits, *picture.far))
    named = f" {bare(file_of(src))} {bare(credits_)} {bare(source_named(src, knowledge))} {bare(_embedded(file))} "
    for number in dict.fromkeys((*_runs(bare(file_of(src))), *_runs(bare(credits_)))):
        for right in known.by_number.get(number, ()):
            supplier = bare(right.supplier)
            if f" {supplier} " in named or f" {supplier.replace(' ', '')} " in named:
                yield right


def _embedded(file: Embedded | None) -> str:
    return " ".join(value for name, value in file.fields if name in ("credit", "source")) if file else ""


def _runs(words: str) -> Iterator[str]:
    """Yield the words one by one and joined with those that follow."""
    parts = words.split()
    for start in range(len(parts)):
        for end in range(start + 1, min(start + _LONGEST_NUMBER, len(parts)) + 1):
            yield " ".join(parts[start:end])


def _grouped(pairs: Iterable[tuple[str, Right]]) -> dict[str, tuple[Right, ...]]:
    found: dict[str, list[Right]] = {}
    for key, right in pairs:
        found.setdefault(key, []).append(right)
    return {key: tuple(rights) for key, rights in found.items()}


def _is_glob(picture: str) -> bool:
    return any(sign in picture for sign in "*?[")


def _trimmed(picture: str) -> str:
    return unquote(_SCHEME.sub("", picture)).removeprefix("./").strip("/")


_FURNITURE = ("furniture", "logo", "head shot", "advertisement", "embed", "thumbnail")
_MOST, _MOST_SOURCES = 4, 20
_ORIGINS = {
    "trainedalgorithmicmedia": "whole",
    "compositewithtrainedalgorithmicmedia": "partly",
    **dict.fromkeys(("digitalcapture", "negativefilm", "positivefilm", "print"), "camera"),
}
"""How a picture was made, by the digital source types of the IPTC."""


def pictures_of(article: Article, knowledge: Knowledge, known: CreditPatterns) -> tuple[Picture, ...]:
    """Return the pictures of an article and its header, each with what stands with it or with another copy of it."""
    pictures = _with_credits_of_copies(tuple(_without_copies(tuple(_pictures(article, knowledge, known)))))
    shared = shared_credits(article, pictures, known)
    pictures = tuple(_with(p, far=shared[p.number]) if p.number in shared else p for p in pictures)
    return _with_header(article, pictures, known)


def reach(
    pictures: tuple[Picture, ...], far: Iterable[FarCredit], knowledge: Knowledge
) -> tuple[tuple[Picture, ...], list[str]]:
    """Give the pictures the credits that stand apart from them; the owner of a caption without picture is empty."""
    # "Illustration by Ada Lund" is not for a photograph.
    drawings = kinds_of(knowledge).words["illustration"]
    owners: list[str] = []
    for each in far:
        open_ones = [p for p in pictures if p.kind in CREDITABLE and not p.is_credited]
        chosen = _pictures_meant(each, open_ones, drawings)
        owners.append(chosen[0].about if chosen else "")
        numbers = {picture.number for picture in chosen}
        pictures = tuple(_with(p, far=(each.credit,)) if p.number in numbers else p for p in pictures)
    return pictures, owners


def with_files(
    article: Article, pictures: Sequence[Picture], knowledge: Knowledge, known: CreditPatterns
) -> tuple[Picture, ...]:
    """Return the pictures with what their files, the page's data and the site's rights file say of them."""
    files = {file.src: file for file in article.files}
    rights = rights_by_picture(article, pictures, files, knowledge) if knowledge.settings.get("rights") else {}
    sources = _sources(article)
    return tuple(
        Picture(
            picture.number,
            picture.image,
            picture.kind,
            picture.texts,
            picture.far,
            file=files.get(picture.image.src.plain),
            right=rights.get(picture.number),
            source=source_named(picture.image.src.plain, knowledge),
            origin=_origin(picture, files.get(picture.image.src.plain), sources),
            machine=_machine(picture, known),
        )
        for picture in pictures
    )


def _machine(picture: Picture, known: CreditPatterns) -> str:
    """Return the words that say that a machine made a picture, or nothing."""
    return next(filter(None, (_machine_in(text.prose.plain, known) for text in picture.texts)), "")


@lru_cache(maxsize=64)  # a paragraph may hold thousands of pictures, and is a text of each
def _machine_in(text: str, known: CreditPatterns) -> str:
    return first_words(text, "machine", known) if may_hold(text, ("machine",), known) else ""


def told_by_file(picture: Picture) -> str:
    """Return a sentence on what the file of a picture, or its name, says of its maker, or nothing."""
    said = credit_in_file(picture.file) if picture.file else ""
    if said:
        return f" The file itself says: “{said}”."
    name = file_of(picture.image.src.plain)
    return f" The file name speaks of {picture.source}: “{name}”." if picture.source else ""


def credit_in_file(file: Embedded) -> str:
    """Return the credit that a file gives, as it would be printed: “Photo: Ada Lund/Coast Courier”."""
    maker, line = file.words("creator"), file.words("credit") or file.words("source")
    if not maker:
        return line or file.words("copyright")
    return f"Photo: {maker}/{line}" if line and maker.casefold() not in line.casefold() else f"Photo: {line or maker}"


def printed_credit(picture: Picture) -> str:
    """Return the credits of a picture as a reader sees them: name and agency often stand in boxes of their own."""
    return _joined(credit.prose.plain for credit in (*picture.credits, *picture.far)[:_MOST])


def printed_makers(picture: Picture) -> str:
    """Return the credits of a picture without the words that lead in."""
    return _joined(map(without_lead, (*picture.credits, *picture.far)[:_MOST]))


def without_lead(credit: Credit) -> str:
    """Return what a credit says without the words that lead in: "Photo: Ada Lund" -> Ada Lund."""
    plain, lead = credit.prose.plain, credit.lead.plain
    rest = plain[len(lead) :].strip(" :") if lead and plain.startswith(lead) else ""
    return rest or plain


def _joined(found: Iterable[str]) -> str:
    kept: list[str] = []
    for words in found:
        if not any(words in other for other in kept):
            kept = [other for other in kept if other not in words] + [words]
    return ", ".join(kept)


def _with(picture: Picture, *, kind: str = "", far: Iterable[Credit] | None = None) -> Picture:
    far = picture.far if far is None else far
    return Picture(picture.number, picture.image, kind or picture.kind, picture.texts, far)


def _pictures(article: Article, knowledge: Knowledge, known: CreditPatterns) -> Iterator[Picture]:
    kinds, page, links = kinds_of(knowledge), page_of(article), _links_around(article)
    data = by_file_in_data(article, known)
    images = (*article.images, *header_pictures(article))
    guessed = [kind_of(image, kinds) for image in images]
    texts = [tuple(_texts(page, data, *each, known)) for each in zip(images, guessed, strict=True)]
    guessed = [
        "furniture" if _is_in_heading(article, each) else kind for each, kind in zip(images, guessed, strict=True)
    ]
    looks = {file.src: file.look for file in article.files if file.look}
    for number, kind in enumerate(_kinds(article, knowledge, images, guessed, texts)):
        look = looks.get(images[number].src.plain, "")
        alt, told = _words(images[number], texts[number])
        if look:
            kind = kind_by_file(kind, look, is_worded=bool(alt or told))
        has_caption = any(text.where in ("caption", "field") for text in texts[number])
        href = links.get(number, "")
        if kind in CREDITABLE and href and _is_other_page(article, href, known) and not has_caption:
            kind = "teaser"
        elif href and kind in ("photo", "unknown"):
            is_guessed = guessed[number] == "jpeg" and look not in _SEEN
            kind = _kind_of_linked(kind, href, " ".join((alt, *told)), signs_of(knowledge), is_guessed=is_guessed)
        yield Picture(number, images[number], kind, texts[number])


def _kinds(
    article: Article,
    knowledge: Knowledge,
    images: Sequence[Image],
    guessed: Sequence[str],
    texts: Sequence[tuple[PictureText, ...]],
) -> Sequence[str]:
    """Return the kinds of pictures, with the words around those of which only the form of the file is known."""
    if not any(kind in GUESSED for kind in guessed):
        return guessed
    signs = signs_of(knowledge)
    each = zip(images, guessed, texts, strict=True)
    headline = article.parts.first(Headline)
    title = headline.prose.plain if headline else ""
    worded = ((image, kind, *_words(image, found)) for image, kind, found in each)
    seen = tuple(Depiction(image, kind, "" if repeats(title, alt) else alt, told) for image, kind, alt, told in worded)
    return tuple(kinds_by_text(seen, text_of(article), kinds_of(knowledge), signs))


def _is_in_heading(article: Article, image: Image) -> bool:
    """Tell whether a picture stands beside the words of a heading: it is an ornament of that."""
    blocks = article.blocks[max(image.block, 0) : image.block + 2] if not image.is_in_header else ()
    is_within = (block.span.start <= image.span.start and image.span.end <= block.span.end for block in blocks)
    return any(within and block.kind == "heading" for block, within in zip(blocks, is_within, strict=True))


def _words(image: Image, texts: Sequence[PictureText]) -> tuple[str, tuple[str, ...]]:
    """Return the alternative text and the captions of a picture."""
    alt = next((prose.plain for name, prose in image.fields if name == "alt"), "")
    return alt, tuple(captions_of(texts))


def _without_copies(pictures: tuple[Picture, ...]) -> Iterator[Picture]:
    """Yield the pictures; one that the header names and the text shows with its credit is the text's."""
    shown = {stem_of(p.image.src.plain) for p in pictures if not p.image.is_in_header and p.credits}
    for picture in pictures:
        is_again = picture.image.is_in_header and stem_of(picture.image.src.plain) in shown
        yield _with(picture, kind="teaser") if is_again and not picture.credits else picture


def _links_around(article: Article) -> Mapping[int, str]:
    """Return where the pictures of the text lead that are links, by their numbers."""
    found: dict[int, str] = {}
    starts = [link.span.start for link in article.links]
    for number, image in enumerate(article.images):
        at = bisect_right(starts, image.span.start) - 1
        link = article.links[at] if at >= 0 else None
        if link and link.span.end >= image.span.end:
            found[number] = link.href.plain
    return found


def _is_other_page(article: Article, href: str, known: CreditPatterns) -> bool:
    """Tell whether a picture leads to its own page at a host, or, in a saved page, to another article."""
    if is_picture_file(href) or href.startswith("#"):
        return False
    return article.is_page or any(domain in href for domain in known.words["host-domain"] | known.words["video-domain"])


def _kind_of_linked(kind: str, href: str, words: str, known: Signs, *, is_guessed: bool) -> str:
    """Return the kind of a picture that is a link: what stands for a page elsewhere is often a piece of that page."""
    if is_guessed and _DRAWN.search(href):
        return "figure"
    is_away = is_guessed and bool(_SCHEME.match(href)) and not is_picture_file(href)
    is_told = is_away and bool(known.photographs.search(folded(words)))
    return "unknown" if (is_away and not is_told) or _SHOP.search(href) else kind


def _texts(
    page: Page, data: Mapping[str, tuple[PictureText, ...]], image: Image, kind: str, known: CreditPatterns
) -> Iterator[PictureText]:
    yield from own_fields(image, known)
    if image.is_in_header:
        yield from beside_in_header(page, image, known)
    elif kind not in _FURNITURE:
        yield from beside(page, image, known)
    else:
        yield from captions(page, image, known)
    if image.is_inside:
        yield from data.get(stem_of(image.src.plain), ())


def _with_credits_of_copies(pictures: tuple[Picture, ...]) -> tuple[Picture, ...]:
    """Give each picture the credits of the same file elsewhere in the article."""
    by_file: dict[str, tuple[Credit, ...]] = {}
    for picture in pictures:
        stem = stem_of(picture.image.src.plain)
        if stem and picture.credits:
            by_file.setdefault(stem, picture.credits)
    return tuple(
        _with(picture, far=by_file.get(stem_of(picture.image.src.plain), ()))
        if picture.kind in CREDITABLE and not picture.credits
        else picture
        for picture in pictures
    )


def _with_header(article: Article, pictures: tuple[Picture, ...], known: CreditPatterns) -> tuple[Picture, ...]:
    """Give the first picture of the text what the header says of the lead picture, if the header shows none."""
    if not pictures or any(picture.image.is_in_header for picture in pictures):
        return pictures
    texts = (text for text in of_lead_in_header(article, known) if text.where != "alt")
    found = tuple(credit for text in texts for credit in text.credits)
    first = next((p for p in pictures if p.kind in CREDITABLE and not p.is_credited), None)
    if not found or first is None:
        return pictures
    return tuple(_with(p, far=found) if p is first else p for p in pictures)


def _pictures_meant(each: FarCredit, open_ones: list[Picture], drawings: Set[str]) -> list[Picture]:
    if each.reach == "all":
        return open_ones
    if each.reach == "one":
        is_drawing = not drawings.isdisjoint(folded(each.credit.lead.plain).split())
        drawn = [p for p in open_ones if p.kind == "illustration"] if is_drawing else []
        return (drawn or open_ones)[:1]
    if each.reach == "lead":
        stem = stem_of(open_ones[0].image.src.plain) if open_ones else ""
        return [p for p in open_ones if p.image.is_in_header or stem_of(p.image.src.plain) == stem]
    return []


def _sources(article: Article) -> Mapping[str, str]:
    """Return the source types that the page's data name, each by the picture of which it is said: the stem of its
    address."""
    named = (field for field in article.fields if str(field.path[-1]).casefold() == "digitalsourcetype")
    found: dict[str, str] = {}
    for field in islice(named, _MOST_SOURCES):
        for other in article.fields:
            is_beside = other.item == field.item and other.path[:-1] == field.path[:-1]
            if is_beside and str(other.path[-1]).casefold().endswith("url"):
                found.setdefault(stem_of(other.prose.plain), field.prose.plain)
    return found


def _origin(picture: Picture, file: Embedded | None, sources: Mapping[str, str]) -> str:
    """Return how a picture was made, as its file or the page's data say; nothing where they do not."""
    stem = stem_of(picture.image.src.plain)
    source = (file.words("digital-source") if file else "") or (sources.get(stem, "") if stem else "")
    return _ORIGINS.get(source.rstrip("/").rsplit("/", 1)[-1].removesuffix("DigitalSource").casefold(), "")
