"""Where the credit of each picture stands: beside it, in its fields, in the header, or at the end of the article."""

from __future__ import annotations

from bisect import bisect_left
from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.markup import Image
from bylint.model.prose import Prose
from bylint.model.source import Span
from bylint.roles.credit.fields import meaning
from bylint.roles.credit.finding import Credit
from bylint.roles.credit.markup import unmarked
from bylint.roles.credit.spotting import ended
from bylint.roles.credit.spotting import spotted
from bylint.roles.credit.spotting import whole
from bylint.roles.credit.vocabulary import Vocabulary
from bylint.text.lazy import lazily

_CREDIT_MARK = lazily(
    r"(?:^|[-_])(?:photo|image|img|pic|media|foto|bild)?-?(?:credits?|copyright|copyrightholder|attribution"
    r"|photographer|creditline|photoby|quelle|nachweis|fotograf)(?:$|[-_])"
)
# In a caption these say as much; elsewhere they may speak of the article.
_MAKER_MARK = lazily(r"(?:^|[-_])(?:source|src|agency|distributor|author|byline|creator|owner|rights|by)(?:$|[-_])")
_BLANK_LINE = lazily(r"\n[ \t>]*\r?\n|\r[ \t]*\r|</(?:p|figure|div|section)>")
# A rule across the page ends what stands with a picture.
_RULE = lazily(r"[\n\r][ \t]{0,3}(?:(?:-[ \t]?){3,40}|(?:\*[ \t]?){3,40}|(?:_[ \t]?){3,40})[\n\r]|<hr\b")
_SILENT_KINDS = frozenset(("comment", "hidden", "element", "shortcode"))
_BESIDE_KINDS = frozenset(("caption", "paragraph", "label", "cell", "item", "term"))
_ADDRESS_STARTS = ("http://", "https://", "/")
_SHORT, _LONG = 160, 400
_FURTHEST, _MOST = 12, 5
_FURTHEST_AFTER = 2000
_CAPTION_MARK = lazily(
    r"(?:^|[-_])(?:(?:fig|img|photo|image|media|pic)?-?captions?|(?:image|img|photo|picture|media|foto|bild)-?"
    r"(?:text|desc|description|info|legend|title)|infotext|mediainfo|legende?|bildunterschrift)(?:$|[-_])"
)
_LEADING_FORMS = ("lead", "by", "general")
_NOWHERE = frozenset(("nav", "footer", "aside", "form"))
_BEFORE = 300
_FIGCAPTION = lazily(r"<figcaption(?:\s[^<>]{0,200})?>\s{0,80}\Z")


class Stand(NamedTuple):
    """A text that stands with a picture. `where`: field, caption, header, beside, alt, title, comment, data.

    `meaning`: credit or caption. `block`: the index of its block, or -1.
    """

    where: str
    meaning: str
    prose: Prose
    credits: tuple[Credit, ...]
    block: int = -1


def own_fields(image: Image, known: Vocabulary) -> Iterator[Stand]:
    """Yield the caption and credit given beside the address of a picture; its alt text and title are hidden ones."""
    for name, given in image.fields:
        prose = unmarked(given)
        if not prose.plain:
            continue
        if name in ("alt", "title") and (name == "alt" or image.form != "shortcode"):
            yield Stand(name, "caption", prose, spotted(prose, known, is_caption=False) or ended(prose, known))
            continue
        said = "caption" if name == "title" else meaning(name, is_nested=True)
        said = "credit" if name in known.credit_fields else said
        if said == "credit" and prose.plain != image.src.plain and not prose.plain.startswith(_ADDRESS_STARTS):
            credit = whole(prose, known)
            yield Stand("field", "credit", prose, (credit,) if credit else ())
        elif said == "caption":
            where = "field" if prose is given else "linked"
            yield Stand(where, "caption", prose, spotted(prose, known, is_caption=True))


class Page(NamedTuple):
    """An article with what it takes to find quickly what stands together.

    `starts`: of the blocks; `pictures`: the visible ones in order, with their starts; `figures`: where the first
    picture of each figure starts; `fields_at`: the index of a header's field by its place; `rules`: the lines across
    the page.
    """

    article: Article
    starts: Sequence[int]
    pictures: tuple[Image, ...]
    picture_starts: Sequence[int]
    figures: Mapping[int, int]
    fields_at: Mapping[Span, int]
    rules: Sequence[Span]


def page_of(article: Article) -> Page:
    """Prepare an article."""
    shown = (image for image in article.images if image.form in ("markdown", "html", "shortcode"))
    pictures = tuple(sorted(shown, key=lambda image: image.span))
    figures = {image.figure: image.span.start for image in reversed(article.images)}
    fields_at = {
        field.prose.span(): index
        for index, field in enumerate(article.fields)
        if field.origin == "front-matter" and field.prose.at
    }
    starts = [block.span.start for block in article.blocks]
    if "<figcaption" in article.source.text:
        article = article._replace(blocks=tuple(_with_caption(article, block) for block in article.blocks))
    rules = [Span(*rule.span()) for rule in _RULE.finditer(article.source.text)] if pictures else []
    return Page(article, starts, pictures, [image.span.start for image in pictures], figures, fields_at, rules)


def _with_caption(article: Article, block: Block) -> Block:
    """Return a paragraph as a caption if it is all of a <figcaption> in a line of other markup."""
    start = block.prose.span().start if block.kind == "paragraph" and block.prose.at else 0
    opened = _FIGCAPTION.search(article.source.text, max(0, start - _BEFORE), start) if start else None
    return block._replace(kind="caption") if opened else block


def captions(page: Page, image: Image, known: Vocabulary) -> Iterator[Stand]:
    """Yield what stands in the caption of a picture that is no content: some are credited all the same."""
    if image.figure >= 0 and _NOWHERE.isdisjoint(image.within):
        yield from (stand for stand in beside(page, image, known) if stand.where == "caption")


def beside(page: Page, image: Image, known: Vocabulary) -> Iterator[Stand]:
    """Yield the texts in the blocks that hold or follow a picture and can be its caption or credit."""
    blocks = page.article.blocks
    at = bisect_right(page.starts, image.span.start)
    holder = at - 1
    if holder >= 0 and _holds(page, blocks[holder], image):
        yield from _stand(holder, blocks[holder], known, is_holder=True)
    elif holder >= 0 and _is_just_before(page, blocks[holder], image):
        yield from (stand for stand in _stand(holder, blocks[holder], known, is_holder=False) if _leads((stand,)))
    passed = 0
    for index in range(at, min(at + _FURTHEST, len(blocks))):
        block = blocks[index]
        if block.kind in _SILENT_KINDS:
            yield from _comment(index, block, known)
            continue
        if not _can_stand(block, image) or _is_parted(page, image, block.span.start):
            return
        stands = tuple(_stand(index, block, known, is_holder=False))
        if passed and not (_is_line(block) or _leads(stands)):
            return
        yield from stands
        passed += 1
        if passed == _MOST or not (stands or _is_line(block)):
            return


def _is_line(block: Block) -> bool:
    """Tell whether a block is a caption or a short line as they stand between a picture and its credit."""
    return _is_caption(block) or (block.kind == "label" and len(block.prose.plain) <= _SHORT)


def _holds(page: Page, block: Block, image: Image) -> bool:
    """Tell whether a picture stands in a block, or in a figure whose caption comes first."""
    if block.span.end >= image.span.end:
        return _can_stand(block, image) or block.kind == "item"
    return image.figure >= 0 and block.kind == "caption" and _is_before(page, block, image)


def _is_just_before(page: Page, block: Block, image: Image) -> bool:
    """Tell whether a short line stands over a picture, and under no other."""
    if not _is_line(block) or not _can_stand(block, image) or image.span.start - block.span.end > _BEFORE:
        return False
    at = bisect_left(page.picture_starts, image.span.start) - 1
    return at < 0 or block.span.start - page.pictures[at].span.end > _FURTHEST_AFTER


def _is_parted(page: Page, image: Image, until: int) -> bool:
    """Tell whether a rule, or a picture of another figure or paragraph, stands before the place `until`."""
    next_rule = bisect_left(page.rules, (image.span.end,))
    if next_rule < len(page.rules) and page.rules[next_rule].end <= until:
        return True
    before = image
    first = bisect_left(page.picture_starts, image.span.end)
    for other in page.pictures[first : first + _FURTHEST]:
        if other.span.start >= until:
            return False
        between = page.article.source.text[before.span.end : other.span.start]
        if other.figure != image.figure or len(between) > 300 or _BLANK_LINE.search(between):
            return True
        before = other
    return False


def _is_before(page: Page, block: Block, image: Image) -> bool:
    """Tell whether a caption stands before its picture: no other picture of the figure precedes it."""
    if image.span.start - block.span.end > _FURTHEST_AFTER or page.figures[image.figure] < block.span.start:
        return False
    return "</figure" not in page.article.source.text[block.span.end : image.span.start].casefold()


def _can_stand(block: Block, image: Image) -> bool:
    if block.kind not in _BESIDE_KINDS or block.is_inside != image.is_inside:
        return False
    if block.kind == "item":
        return "figure" in block.within
    return block.kind != "cell" or "table" in image.within


def _stand(index: int, block: Block, known: Vocabulary, *, is_holder: bool) -> Iterator[Stand]:
    if _is_marked_credit(block):
        credit = whole(block.prose, known)
        if credit:
            yield Stand("caption", "credit", block.prose, (credit,), index)
            return
    is_caption = _is_caption(block)
    length = len(block.prose.plain)
    is_near = length <= (_LONG if is_holder else _SHORT)
    found = spotted(block.prose, known, is_caption=is_caption or is_near)
    if not is_caption:
        found = tuple(credit for credit in found if _is_at_edge(credit, block, is_holder=is_holder))
    if found or is_caption or is_holder or _is_line(block):
        yield Stand("caption" if is_caption else "beside", "caption", block.prose, found, index)


def _is_marked_credit(block: Block) -> bool:
    if len(block.prose.plain) >= _LONG:
        return False
    if any(_CREDIT_MARK.search(mark) for mark in block.marks[:10]):
        return True
    return block.kind == "caption" and any(_MAKER_MARK.search(mark) for mark in block.marks[:2])


def _is_caption(block: Block) -> bool:
    if block.kind == "caption":
        return True
    is_marked = any(_CAPTION_MARK.search(mark) for mark in block.marks[:2])
    return (is_marked or block.tone in ("emphasis", "small")) and len(block.prose.plain) <= _LONG


def _is_at_edge(credit: Credit, block: Block, *, is_holder: bool) -> bool:
    """Tell whether a credit in an ordinary paragraph stands where credits do: first, or as the tail of a short one."""
    span, plain = credit.prose.span(), block.prose
    is_first = span.start <= plain.span(0, 3).end
    is_last = span.end >= plain.span().end - 3
    if credit.form not in ("lead", "by", "general", "bracket"):
        return is_first and is_last and block.kind == "label"
    return is_first or (is_last and len(plain.plain) <= _LONG) or (is_holder and len(plain.plain) <= _SHORT)


def _leads(stands: tuple[Stand, ...]) -> bool:
    return any(stand.credits and stand.credits[0].form in _LEADING_FORMS for stand in stands)


def _comment(index: int, block: Block, known: Vocabulary) -> Iterator[Stand]:
    found = spotted(block.prose, known, is_caption=False) if block.kind == "comment" else ()
    if found:
        yield Stand("comment", "caption", block.prose, found, index)
