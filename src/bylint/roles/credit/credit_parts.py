"""Parts for credits, each with all that it says, lacks and obliges to."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Link
from bylint.model.article import Part
from bylint.model.prose import Prose
from bylint.model.source import Span
from bylint.roles.credit.anatomy import is_name
from bylint.roles.credit.completeness import completed
from bylint.roles.credit.duties import owed
from bylint.roles.credit.finding import Credit
from bylint.roles.credit.images import CREDITED
from bylint.roles.credit.pictures import HIDDEN
from bylint.roles.credit.pictures import Picture
from bylint.roles.credit.standing import Stand
from bylint.roles.credit.vocabulary import Vocabulary

Links = Mapping[int, Sequence[Link]]
# After these words may stand what a picture shows: "imagen de Lisboa", "Symbolbild: Schauspieler".
_SHOWN = ("from", "via", "de", "di", "da", "von", "van", "av", "af", "symbolbild:", "symbolfoto:", "archivbild:")
_LONGEST_NAME = 60


def credit_parts(article: Article, picture: Picture, links: Links, known: Vocabulary) -> Iterator[Part]:
    """Yield the credits of a picture; a hidden one only where no other stands."""
    if not picture.image.is_inside or picture.kind == "furniture":
        return
    about = f"image:{picture.number}"
    shown = picture.shown()
    near = tuple(_names_beside(picture))
    for credit, stand in shown:
        full = credit if credit.has("lead") or credit.has("creator") else _with(credit, near)
        yield credit_part(article, full, about, stand, picture.image.fields, links, known)
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
) -> Part:
    """Return the part for a credit; `fields`: those of its picture."""
    near = links.get(stand.block, ()) if stand.block >= 0 else ()
    if len(stand.credits) > 1:
        near = tuple(link for link in near if _overlap(link.span, credit.prose.span()))
    can_link = article.format != "text"
    found = completed(article.source.text, credit, near, fields, known, can_link=can_link)
    found = (*found, *owed(article, found, known), Element("where", stand.where))
    return Part("credit", credit.prose, credit.prose.span(), about, found, stand.block)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
