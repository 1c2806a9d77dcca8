"""Parts for pictures, captions and alt texts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.picture import Embedded
from bylint.model.source import Span
from bylint.roles.credit.file_names import file_of
from bylint.roles.credit.file_names import told
from bylint.roles.credit.finding import Credit
from bylint.roles.credit.pictures import Picture
from bylint.roles.credit.placeholders import placeholders
from bylint.roles.credit.variants import variants
from bylint.roles.credit.vocabulary import Vocabulary

_SHORT, _MOST = 60, 4
_NO_TEXTS = ("comment", "title", "data", "linked")


def image_part(picture: Picture, knowledge: Knowledge, file: Embedded | None, more: tuple[Element, ...]) -> Part:
    """Return the part for a picture; `file` is what its file says, `more` what others found out about it."""
    image = picture.image
    prose = image.src
    span = prose.span() if prose.at else image.span
    return Part(
        "image", prose, span, f"image:{picture.number}", (*_of_image(picture, knowledge, file), *more), image.block
    )


def _of_image(picture: Picture, knowledge: Knowledge, file: Embedded | None) -> Iterator[Element]:
    image = picture.image
    yield Element("src", image.src.plain, image.src)
    yield Element("form", image.form)
    yield Element("kind", picture.kind)
    if file_of(image.src.plain):
        yield Element("file", file_of(image.src.plain))
    source = told(image.src.plain, knowledge)
    known = embedded_credit(file) if file else ""
    if known:
        yield Element("told", f" The file itself says: “{known}”.")
    elif source:
        yield Element("told", f" The file name speaks of {source}: “{file_of(image.src.plain)}”.")
    for name, value in file.fields if file else ():
        yield Element(f"embedded-{name}", value)
    alt = next((prose for name, prose in image.fields if name == "alt"), None)
    if alt is not None:
        yield Element("alt", alt.plain, alt)
    yield from _captions(picture)
    found = (*(credit for credit, _ in picture.shown()), *picture.far)
    if found:
        yield Element("credit", _joined(credit.prose.plain for credit in found[:_MOST]), found[0].prose)
        yield Element("makers", _joined(map(_bare, found[:_MOST])))
    elif unseen := picture.unseen():
        yield Element("hidden-credit", _bare(unseen), unseen.prose)
    for address in variants(image):
        yield Element("variant", address)


def embedded_credit(file: Embedded) -> str:
    """Return the credit that a file gives, as it would be printed: “Photo: Ada Lund/Coast Courier”."""
    maker, line = file.words("creator"), file.words("credit") or file.words("source")
    if not maker:
        return line or file.words("copyright")
    return f"Photo: {maker}/{line}" if line and maker.casefold() not in line.casefold() else f"Photo: {line or maker}"


def _joined(found: Iterable[str]) -> str:
    """Return the words of the credits of one picture: photographer and agency often stand in boxes of their own."""
    kept: list[str] = []
    for words in found:
        if not any(words in other for other in kept):
            kept = [other for other in kept if other not in words] + [words]
    return ", ".join(kept)


def _bare(credit: Credit) -> str:
    """Return a credit without the words that lead in: "Photo: Ada Lund"."""
    plain, lead = credit.prose.plain, credit.words("lead")
    rest = plain[len(lead) :].strip(" :") if lead and plain.startswith(lead) else ""
    return rest or plain


def _captions(picture: Picture) -> Iterator[Element]:
    for stand in picture.stands:
        if stand.meaning == "caption" and stand.where in ("field", "linked", "caption", "header"):
            words = stand.prose.plain
            for credit in stand.credits:
                words = words.replace(credit.prose.plain, "")
            yield Element("caption", words.strip(" ()[]|–—-/"), stand.prose)


def text_parts(picture: Picture, links: Sequence[Span], known: Vocabulary) -> Iterator[Part]:
    """Yield captions and alt texts, with what is filler in them; a linked “Image source” is none."""
    image, about = picture.image, f"image:{picture.number}"
    if not image.is_inside:
        return
    for stand in picture.stands:
        role = "alt" if stand.where == "alt" else "caption"
        if stand.where in _NO_TEXTS or stand.credits or _is_linked(stand.prose.span(), links):
            continue
        if stand.where == "beside" and len(stand.prose.plain) > _SHORT:
            continue
        filler = placeholders(stand.prose, image.src.plain, known, is_alt=role == "alt")
        yield Part(role, stand.prose, stand.prose.span(), about, filler, stand.block)


def _is_linked(span: Span, links: Sequence[Span]) -> bool:
    at = bisect_left(links, (span.end, 0)) - 1
    return at >= 0 and links[at].end > span.start
