"""Parts for credits, each with all that it says, lacks and obliges to."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.markup import Image
from bylint.model.markup import Link
from bylint.model.prose import Prose
from bylint.roles.credit.anatomy import is_name
from bylint.roles.credit.completeness import completed
from bylint.roles.credit.duties import owed
from bylint.roles.credit.finding import Credit
from bylint.roles.credit.images import CREDITED
from bylint.roles.credit.pictures import HIDDEN
from bylint.roles.credit.pictures import PICTURE_FILE
from bylint.roles.credit.pictures import Picture
from bylint.roles.credit.standing import Stand
from bylint.roles.credit.vocabulary import Vocabulary
from bylint.text.lazy import lazily

Links = Mapping[int, Sequence[Link]]
# After these words may stand what a picture shows: "imagen de Lisboa", "Symbolbild: Schauspieler".
_SHOWN = ("from", "via", "de", "di", "da", "von", "van", "av", "af", "symbolbild:", "symbolfoto:", "archivbild:")
_LONGEST_NAME = 60
# Behind a credit, still in its block: ". Source: [Flickr](...)".
_BEHIND, _FEW = 60, 3
_WORD = lazily(r"[^\W\d_]+")


def credit_parts(article: Article, picture: Picture, links: Links, known: Vocabulary) -> Iterator[Part]:
    """Yield the credits of a picture; a hidden one only where no other stands."""
    if not picture.image.is_inside or picture.kind == "furniture":
        return
    about = f"image:{picture.number}"
    shown = picture.shown()
    near = tuple(_names_beside(picture))
    around = tuple(_around(picture.image, links))
    for credit, stand in shown:
        full = credit if credit.has("lead") or credit.has("creator") else _with(credit, near)
        yield credit_part(article, full, about, stand, picture.image.fields, links, known, around)
    if not shown and not picture.far and picture.kind in CREDITED:
        yield from _hidden(picture, about)


def _names_beside(picture: Picture) -> Iterator[Element]:
    """Yield the creators in the other boxes around a picture: many pages keep name and agency or licence apart."""
    for stand in picture.stands:
        if stand.where not in ("caption", "beside"):
            continue
        for credit in stand.credits:
            yield from (element for element in credit.elements if element.name in ("creator", "supplier"))
        plain = stand.prose.plain
        if not stand.credits and len(plain) <= _LONGEST_NAME and is_name(plain):
            yield Element("creator", plain, stand.prose)


def _with(credit: Credit, creators: tuple[Element, ...]) -> Credit:
    kept = tuple(element for element in credit.elements if element.name != "vague" or not creators)
    return credit._replace(elements=(*kept, *creators))


def _hidden(picture: Picture, about: str) -> Iterator[Part]:
    for stand in picture.stands:
        for credit in stand.credits if stand.where in HIDDEN else ():
            if credit.has("creator") and not credit.words("lead").casefold().endswith(_SHOWN):
                kept = tuple(element for element in credit.elements if element.name in ("creator", "lead"))
                found = (*kept, Element("hidden", stand.where), Element("where", stand.where))
                yield Part("credit", credit.prose, credit.prose.span(), about, found, stand.block)
                return


def credit_part(
    article: Article,
    credit: Credit,
    about: str,
    stand: Stand,
    fields: Sequence[tuple[str, Prose]],
    links: Links,
    known: Vocabulary,
    around: Sequence[Link] = (),
) -> Part:
    """Return the part for a credit; `fields`: those of its picture, `around`: the links in which that stands."""
    beside = links.get(stand.block, ()) if stand.block >= 0 else ()
    near = (*around, *(link for link in beside if _belongs(article, link, credit, stand)))
    can_link = article.format != "text"
    found = completed(article.source.text, credit, near, fields, known, can_link=can_link)
    found = (*found, *_unlinked(article, stand, near, found, known), *owed(article, credit, stand, found, known))
    found = (*found, Element("where", stand.where))
    return Part("credit", credit.prose, credit.prose.span(), about, found, stand.block)


def _unlinked(
    article: Article, stand: Stand, near: Sequence[Link], found: tuple[Element, ...], known: Vocabulary
) -> Iterator[Element]:
    if not any(element.name == "version" for element in found):
        return iter(())
    # Imported here: few credits name a version of a licence.
    from bylint.roles.credit.deeds import unlinked

    return unlinked(article, stand, near, found, known)


def _around(image: Image, links: Links) -> Iterator[Link]:
    """Yield the links in which a picture stands, but for those to the same picture in large."""
    for link in links.get(image.block, ()):
        is_around = link.span.start <= image.span.start and image.span.end <= link.span.end
        if is_around and not PICTURE_FILE.search(link.href.plain):
            yield link


def _belongs(article: Article, link: Link, credit: Credit, stand: Stand) -> bool:
    """Tell whether a link is a credit's: in it, next after it, or in a caption of one credit."""
    start, end = credit.prose.span().start, _end(credit, stand)
    at = link.span
    if at.start < end and start < at.end:
        return True
    if len(stand.credits) > 1 or at.start < end:
        return stand.where == "caption" and len(stand.credits) == 1
    between = article.source.text[end : at.start]
    return stand.where == "caption" or (len(between) <= _BEHIND and len(_WORD.findall(between)) <= _FEW)


def _end(credit: Credit, stand: Stand) -> int:
    """Return where a credit ends, with what follows it and names no maker: "Photo: Ada Lund. Source: Flickr"."""
    end = credit.prose.span().end
    for other in sorted(stand.credits, key=lambda other: other.prose.span()):
        if other.prose.span().start >= end:
            if other.has("creator"):
                return end
            end = other.prose.span().end
    return end
