"""Credits in an article: each with its picture, where it stands, and where its links lead."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import islice
from urllib.parse import urlsplit

from bylint.grammar.addresses import is_picture_file
from bylint.grammar.addresses import meaning
from bylint.grammar.credit import is_name
from bylint.grammar.credit import with_names
from bylint.grammar.credit_patterns import CreditPatterns
from bylint.grammar.credit_patterns import credit_patterns
from bylint.model.article import Article
from bylint.model.markup import Image
from bylint.model.markup import Link
from bylint.model.parts import AltText
from bylint.model.parts import Caption
from bylint.model.parts import Credit
from bylint.model.parts import CreditLine
from bylint.model.parts import CreditLink
from bylint.model.parts import Picture
from bylint.model.parts import PicturePlaceholder
from bylint.model.parts import PictureText
from bylint.model.prose import EMPTY
from bylint.model.prose import Prose
from bylint.model.source import Span
from bylint.model.world import Knowledge
from bylint.roles.blanket import far_credits
from bylint.roles.blanket import placeholders
from bylint.roles.captions import captions_in
from bylint.roles.image_kinds import CREDITED
from bylint.roles.images import pictures_of
from bylint.roles.images import reach
from bylint.roles.images import with_files
from bylint.text.fold import folded
from bylint.text.patterns import lazily

Links = Mapping[int, Sequence[Link]]
Found = Picture | Caption | AltText | CreditLine | PicturePlaceholder

_MOST = 500
_ADDRESS = lazily(r"(?:https?://|www\.)[^\s<>()\[\]\"']{4,300}", re.IGNORECASE)
# As a field writes it, the target of a link stands right behind its words.
_TARGET = lazily(r"\]\(\s{0,3}<?([^\s()<>]{4,300})")
_LONGEST_NAME = 60
# Behind a credit, still in its block: ". Source: [Flickr](...)".
_BEHIND, _FEW = 60, 3
_WORD = lazily(r"[^\W\d_]+")
_NESTED = 4
"""Links of which each may stand in another: few, for no markup nests links, though components may."""


def find(article: Article, knowledge: Knowledge) -> Iterator[Found]:
    """Yield the pictures of an article, their captions and alternative texts, credits, places kept for pictures."""
    known = credit_patterns(knowledge)
    pictures = pictures_of(article, knowledge, known)
    used = {text.block for picture in pictures for text in picture.texts}
    far = tuple(islice(far_credits(article, used, known, knowledge), _MOST))
    pictures, owners = reach(pictures, far, knowledge)
    pictures = with_files(article, pictures, knowledge, known)
    links, spans = _links_by_block(article), sorted(link.span for link in article.links)
    for picture in pictures:
        yield picture
        yield from captions_in(picture, spans)
    yield from _once(line for picture in pictures for line in _lines(article, picture, links, known))
    for number, (each, owner) in enumerate(zip(far, owners, strict=True)):
        text = PictureText("apart", "credit", each.credit.prose, (each.credit,), each.block)
        yield _line(article, each.credit, text, owner or f"image:t{number}", links, known)
    yield from placeholders(article, known, knowledge)


def _once(found: Iterable[CreditLine]) -> Iterator[CreditLine]:
    """Yield each credit once, with the first picture it belongs to."""
    seen: set[Span] = set()
    for line in found:
        if line.span not in seen:
            seen.add(line.span)
            yield line


def _links_by_block(article: Article) -> Links:
    """Return the links of each block, in their order."""
    found: dict[int, list[Link]] = {}
    for link in article.links:
        found.setdefault(link.block, []).append(link)
    for beside in found.values():
        beside.sort(key=lambda link: link.span)
    return found


def _lines(article: Article, picture: Picture, links: Links, known: CreditPatterns) -> Iterator[CreditLine]:
    """Yield the credits of a picture; a hidden one only where no other stands."""
    if not picture.image.is_inside or picture.kind == "furniture":
        return
    makers, suppliers = _names_beside(picture, known)
    around = tuple(_around(picture.image, links))
    for text in picture.texts:
        for credit in () if text.is_hidden else text.credits:
            full = credit if credit.lead.plain or credit.makers else _with(credit, makers, suppliers)
            yield _line(article, full, text, picture.about, links, known, picture.image, around)
    if not picture.is_credited and picture.kind in CREDITED:
        yield from _hidden(picture, known)


def _names_beside(picture: Picture, known: CreditPatterns) -> tuple[tuple[Prose, ...], tuple[Prose, ...]]:
    """Return the makers and suppliers in the boxes around a picture: many pages keep name and licence apart."""
    makers: list[Prose] = []
    suppliers: list[Prose] = []
    for text in picture.texts:
        if text.where not in ("caption", "beside"):
            continue
        for credit in text.credits:
            makers.extend(credit.makers)
            suppliers.extend(credit.suppliers)
        plain = text.prose.plain
        if not text.credits and len(plain) <= _LONGEST_NAME and is_name(plain, known):
            makers.append(text.prose)
    return tuple(makers), tuple(suppliers)


def _with(credit: Credit, makers: Sequence[Prose], suppliers: Sequence[Prose]) -> Credit:
    vague = EMPTY if makers or suppliers else credit.vague
    return with_names(credit, makers=makers, suppliers=(*credit.suppliers, *suppliers), vague=vague)


def _hidden(picture: Picture, known: CreditPatterns) -> Iterator[CreditLine]:
    for text in picture.texts:
        for credit in text.credits if text.is_hidden else ():
            if credit.makers and not _may_be_shown(credit.lead.plain, known):
                said = Credit(credit.prose, credit.form, lead=credit.lead, makers=credit.makers)
                yield CreditLine(said, picture.about, text, is_hidden=True)
                return


def _may_be_shown(lead: str, known: CreditPatterns) -> bool:
    """Tell whether behind a lead may stand what a picture shows: "imagen de Lisboa", "Symbolbild: Schauspieler"."""
    *before, last = folded(lead).rstrip(":").split() or [""]
    is_of = last in known.words["of-maker"] and known.words["made-how"].isdisjoint(before)
    return is_of or last in known.words["before-shown"]


def _line(
    article: Article,
    credit: Credit,
    text: PictureText,
    about: str,
    links: Links,
    known: CreditPatterns,
    image: Image | None = None,
    around: Sequence[Link] = (),
) -> CreditLine:
    """Return a credit with its links; `image`: its picture, if it stands with one, `around`: the links around that."""
    beside = links.get(text.block, ()) if text.block >= 0 else ()
    # A link with which a block begins is counted to the block before: its bracket stands before the words.
    before = links.get(text.block - 1, ()) if text.block >= 0 else ()
    own = (*(link for link in before if _is_in(link, credit)), *beside)
    near = (*around, *(link for link in own if _belongs(article, link, credit, text)))
    found = {link.href.plain: link for link in _addresses(credit, text, near, image, known)}
    return CreditLine(credit, about, text, found.values(), near)


def _addresses(
    credit: Credit, text: PictureText, links: Iterable[Link], image: Image | None, known: CreditPatterns
) -> Iterator[CreditLink]:
    for link in links:
        yield from _leading(link.href, known)
    for href in _written(credit, text.written):
        yield from _leading(href, known)
    for link in image.links if image else ():
        if _is_in(link, credit):
            yield from _leading(link.href, known)
    for name, prose in image.fields if image else ():
        if meaning(name, is_nested=True) == "address":
            yield from _leading(prose, known)


def _written(credit: Credit, text: Prose) -> Iterator[Prose]:
    """Yield the addresses within a credit, as written: in a header, links still stand as markup."""
    span = credit.prose.span()
    for match in _ADDRESS.finditer(text.plain) if "/" in text.plain or "www." in text.plain else ():
        href = text.cut(match.start(), match.start() + len(match[0].rstrip(".,;")))
        if span.start <= href.span().start < span.end:
            yield href
    for match in _TARGET.finditer(text.plain) if "](" in text.plain else ():
        if text.span(match.start()).start == span.end:
            yield text.cut(*match.span(1))


def _leading(href: Prose, known: CreditPatterns) -> Iterator[CreditLink]:
    if any(address in href.plain for address in known.words["licence-address"]):
        yield CreditLink(href, is_licence=True)
    elif _leads_to_page(href.plain):
        yield CreditLink(href, is_licence=False)


def _leads_to_page(href: str) -> bool:
    """Tell whether an address leads deeper than a host's front page."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query) and not href.startswith(("#", "mailto:"))


def _around(image: Image, links: Links) -> Iterator[Link]:
    """Yield the links in which a picture stands, but for those to the same picture in large."""
    beside = links.get(image.block, ())
    behind = bisect_right(beside, image.span.start, key=lambda link: link.span.start)
    for link in beside[max(0, behind - _NESTED) : behind]:
        is_around = link.span.start <= image.span.start and image.span.end <= link.span.end
        if is_around and not is_picture_file(link.href.plain):
            yield link


def _is_in(link: Link, credit: Credit) -> bool:
    span = credit.prose.span()
    return link.span.start < span.end and span.start < link.span.end


def _belongs(article: Article, link: Link, credit: Credit, text: PictureText) -> bool:
    """Tell whether a link is a credit's: in it, next after it, or in a caption of one credit."""
    start, end = credit.prose.span().start, _end(credit, text)
    at = link.span
    if at.start < end and start < at.end:
        return True
    if len(text.credits) > 1 or at.start < end:
        return text.where == "caption" and len(text.credits) == 1
    is_close = at.start - end <= _BEHIND and _count_between(article.blocks[text.block].prose, end, at.start) <= _FEW
    return text.where == "caption" or is_close


def _count_between(prose: Prose, start: int, end: int) -> int:
    """Return how many words of a text stand between two places of the file."""
    spans = (prose.span(*match.span()) for match in _WORD.finditer(prose.plain))
    return sum(start <= span.start and span.end <= end for span in spans)


def _end(credit: Credit, text: PictureText) -> int:
    """Return where a credit ends, with what follows it and names no maker: "Photo: Ada Lund. Source: Flickr"."""
    end = credit.prose.span().end
    for other in sorted(text.credits, key=lambda other: other.prose.span()):
        if other.prose.span().start >= end:
            if other.makers:
                return end
            end = other.prose.span().end
    return end
