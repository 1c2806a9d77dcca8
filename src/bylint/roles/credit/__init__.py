"""Pictures, and what is printed with them: captions, credits, alt texts."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from itertools import islice

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.markup import Link
from bylint.model.picture import Embedded
from bylint.model.source import Span
from bylint.roles.credit.asking import asked
from bylint.roles.credit.asking import together
from bylint.roles.credit.credit_parts import Links
from bylint.roles.credit.credit_parts import credit_part
from bylint.roles.credit.credit_parts import credit_parts
from bylint.roles.credit.generated import generated
from bylint.roles.credit.generated import sources_of
from bylint.roles.credit.image_parts import image_part
from bylint.roles.credit.image_parts import text_parts
from bylint.roles.credit.images import kinds_of
from bylint.roles.credit.makers import maker_parts
from bylint.roles.credit.pictures import Picture
from bylint.roles.credit.pictures import gathered
from bylint.roles.credit.pictures import reached
from bylint.roles.credit.signs import signs_of
from bylint.roles.credit.standing import Stand
from bylint.roles.credit.vocabulary import Vocabulary
from bylint.roles.credit.vocabulary import at_hand
from bylint.roles.credit.vocabulary import vocabulary
from bylint.roles.credit.whole_article import Apart
from bylint.roles.credit.whole_article import apart
from bylint.roles.credit.whole_article import fillers
from bylint.roles.scan import present

_MOST = 500


def parts(article: Article, knowledge: Knowledge) -> Iterator[Part]:
    """Yield the pictures, and every caption, alt text and credit."""
    known = at_hand(vocabulary(knowledge), present(article, knowledge).keys())
    pictures = gathered(article, knowledge, known)
    used = {stand.block for picture in pictures for stand in picture.stands}
    found = tuple(islice(apart(article, used, known), _MOST))
    pictures, owners = reached(pictures, found, kinds_of(knowledge).words["illustration"])
    links, spans = _links_by_block(article), sorted(link.span for link in article.links)
    files = {file.src: file for file in article.files}
    rights, sources = _licensed(article, pictures, files, knowledge), sources_of(article)
    others = together(pictures)
    for picture in pictures:
        file = files.get(picture.image.src.plain)
        more = (*generated(article, picture, file, sources, known), *rights.get(picture.number, ()))
        more = (*more, *(_proposed(article, picture, file) if file and file.fields else ()))
        more = (*more, *asked(picture, others, known, signs_of(knowledge).artworks))
        yield image_part(picture, knowledge, file, more)
        yield from text_parts(picture, spans, known)
    beside = _once(part for picture in pictures for part in credit_parts(article, picture, links, known))
    for credit in (*beside, *_apart(article, found, owners, links, known)):
        yield credit
        yield from _slips(article, credit, known)
    yield from maker_parts(article, pictures, article.files, known)
    yield from fillers(article, known)


def _apart(
    article: Article,
    found: Iterable[Apart],
    owners: Iterable[str],
    links: Links,
    known: Vocabulary,
) -> Iterator[Part]:
    for number, (each, owner) in enumerate(zip(found, owners, strict=True)):
        stand = Stand("apart", "credit", each.credit.prose, (each.credit,), each.block)
        yield credit_part(article, each.credit, owner or f"image:t{number}", stand, (), links, known)


def _licensed(
    article: Article, pictures: Iterable[Picture], files: Mapping[str, Embedded], knowledge: Knowledge
) -> Mapping[int, tuple[Element, ...]]:
    if not knowledge.settings.get("rights"):
        return {}
    # Imported here: few sites keep a rights file.
    from bylint.roles.credit.rights import licensed

    return licensed(article, pictures, files, knowledge)


def _slips(article: Article, credit: Part, known: Vocabulary) -> Iterator[Part]:
    # Imported here: many articles have no credit.
    from bylint.roles.credit.slips import slips

    return slips(article, credit, known)


def _proposed(article: Article, picture: Picture, file: Embedded) -> Iterator[Element]:
    # Imported here: few pictures have a file that says anything.
    from bylint.roles.credit.proposals import proposed

    return proposed(article, picture, file)


def _once(found: Iterable[Part]) -> Iterator[Part]:
    """Yield each credit once, with the first picture it belongs to."""
    seen: set[Span] = set()
    for part in found:
        if part.span not in seen:
            seen.add(part.span)
            yield part


def _links_by_block(article: Article) -> Links:
    found: dict[int, list[Link]] = {}
    for link in article.links:
        found.setdefault(link.block, []).append(link)
    return found
