"""Which texts stand with a picture as its captions and credits: beside it, in its fields, in the header, in data."""

from __future__ import annotations

from bisect import bisect_left
from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from bylint.grammar.addresses import is_of_picture_host
from bylint.grammar.addresses import is_picture_file
from bylint.grammar.addresses import meaning
from bylint.grammar.addresses import names_of
from bylint.grammar.addresses import names_picture
from bylint.grammar.addresses import stem_of
from bylint.grammar.addresses import unmarked
from bylint.grammar.addresses import words_of
from bylint.grammar.credit import find_credits
from bylint.grammar.credit import find_last_names
from bylint.grammar.credit import read_credit
from bylint.grammar.credit_patterns import CreditPatterns
from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.markup import Field
from bylint.model.markup import Image
from bylint.model.parts import AltText
from bylint.model.parts import Caption
from bylint.model.parts import Credit
from bylint.model.parts import Picture
from bylint.model.parts import PictureText
from bylint.model.prose import Prose
from bylint.model.source import Span
from bylint.roles.blocks import SAID
from bylint.roles.site import distinct

Path = tuple[str | int, ...]
Folder = tuple[int, Path]

_SILENT_KINDS = frozenset(("comment", "hidden", "element", "shortcode"))
_ADDRESS_STARTS = ("http://", "https://", "/")
_SHORT, _LONG, _LINE = 160, 400, 60
_SHOWN = ("caption", "field", "header", "beside", "linked")
_NO_TEXTS = ("comment", "title", "data", "linked")
_FURTHEST, _MOST = 12, 5
_FURTHEST_AFTER = 2000
_LEADING_FORMS = ("lead", "by", "general", "own", "thanked")
# Foto Ada Lund; Stock photo; AI-generated image
_SURE_ALONE = ("head", "vague", "machine", "own", "thanked")
_NOWHERE = frozenset(("nav", "footer", "aside", "form"))
_BEFORE = 300
_NEAR, _LONGEST_ADDRESS = 60, 500
_NO_ADDRESS = frozenset("\n<>{}")
_NAMES = frozenset(("name", "text", "byline", "title"))
_WHO = frozenset(("name", "author", "creator", "by"))
_NO_CAPTIONS = frozenset(("description", "desc", "subtitle"))
# Properties of schema.org; beside them stand names of their own, in whatever case.
_DATA_CREDITS = frozenset(("credittext", "creator", "author", "copyrightnotice", "copyrightholder"))
_MOST_IN_DATA = 4


def own_fields(image: Image, known: CreditPatterns) -> Iterator[PictureText]:
    """Yield the caption and credit given beside the address of a picture; its alt text and title are hidden ones."""
    for name, given in image.fields:
        prose = unmarked(given)
        if not prose.plain:
            continue
        if name in ("alt", "title") and (name == "alt" or not image.has_printed_title):
            yield PictureText(
                name, "caption", prose, find_credits(prose, known, is_caption=False) or find_last_names(prose, known)
            )
            continue
        said = "caption" if name == "title" else meaning(name, is_nested=True)
        said = "credit" if name in known.fields else said
        if said == "credit" and prose.plain != image.src.plain and not prose.plain.startswith(_ADDRESS_STARTS):
            credit = read_credit(prose, known)
            yield PictureText("field", "credit", prose, (credit,) if credit else (), written=given)
        elif said == "caption":
            where = "field" if prose is given else "linked"
            yield PictureText(where, "caption", prose, find_credits(prose, known, is_caption=True), written=given)


class Page(NamedTuple):
    """An article with what it takes to find quickly what stands together.

    `starts`: of the blocks; `pictures`: the visible ones in order, with their starts; `figures`: where the first
    picture of each figure starts; `fields_at`: the index of a header's field by its place.
    """

    article: Article
    starts: Sequence[int]
    pictures: tuple[Image, ...]
    picture_starts: Sequence[int]
    figures: Mapping[int, int]
    fields_at: Mapping[Span, int]


def page_of(article: Article) -> Page:
    """Prepare an article."""
    pictures = tuple(sorted(article.images, key=lambda image: image.span))
    figures = {image.figure: image.span.start for image in reversed(article.images)}
    fields_at = {
        field.prose.span(): index
        for index, field in enumerate(article.fields)
        if field.origin == "front-matter" and field.prose.at
    }
    starts = [block.span.start for block in article.blocks]
    return Page(article, starts, pictures, [image.span.start for image in pictures], figures, fields_at)


def captions(page: Page, image: Image, known: CreditPatterns) -> Iterator[PictureText]:
    """Yield what stands in the caption of a picture that is no content: some are credited all the same."""
    if image.figure >= 0 and _NOWHERE.isdisjoint(image.within):
        yield from (text for text in beside(page, image, known) if text.where == "caption")


def beside(page: Page, image: Image, known: CreditPatterns) -> Iterator[PictureText]:
    """Yield the texts in the blocks that hold or follow a picture and can be its caption or credit."""
    blocks = page.article.blocks
    at = bisect_right(page.starts, image.span.start)
    holder = at - 1
    while holder >= 0 and _is_comment_on(page, blocks, holder, image):
        yield from _comment(holder, blocks[holder], known)
        holder -= 1
    if holder >= 0 and _holds(page, blocks[holder], image):
        yield from _of_block(holder, blocks[holder], known, is_holder=True)
    elif holder >= 0 and _is_just_before(page, blocks[holder], image):
        yield from (text for text in _of_block(holder, blocks[holder], known, is_holder=False) if _leads((text,)))
    passed = 0
    for index in range(at, min(at + _FURTHEST, len(blocks))):
        block = blocks[index]
        if block.kind in _SILENT_KINDS:
            yield from _comment(index, block, known)
            continue
        if not _can_of_block(block, image) or _is_parted(page, image, block.span.start, is_first=not passed):
            return
        texts = tuple(_of_block(index, block, known, is_holder=False))
        if passed and not (_is_line(block) or _leads(texts)):
            return
        yield from texts
        passed += 1
        if passed == _MOST or not (texts or _is_line(block)):
            return


def _is_comment_on(page: Page, blocks: Sequence[Block], index: int, image: Image) -> bool:
    """Tell whether a comment stands right before a picture and right behind no other."""
    block = blocks[index]
    if block.kind != "comment" or image.span.start - block.span.end > _BEFORE:
        return False
    last = bisect_left(page.picture_starts, image.span.start) - 1
    return last < 0 or (index > 0 and page.pictures[last].span.end <= blocks[index - 1].span.start)


def _is_line(block: Block) -> bool:
    """Tell whether a block is a caption or a short line as they stand between a picture and its credit."""
    return _is_caption(block) or (block.kind == "label" and len(block.prose.plain) <= _SHORT)


def _holds(page: Page, block: Block, image: Image) -> bool:
    """Tell whether a picture stands in a block, or in a figure whose caption comes first."""
    if block.span.end >= image.span.end:
        return _can_of_block(block, image) or block.kind == "item"
    return image.figure >= 0 and _is_marked_caption(block) and _is_before(page, block, image)


def _is_just_before(page: Page, block: Block, image: Image) -> bool:
    """Tell whether a short line stands over a picture, and under no other."""
    if not _is_line(block) or not _can_of_block(block, image) or image.span.start - block.span.end > _BEFORE:
        return False
    at = bisect_left(page.picture_starts, image.span.start) - 1
    return at < 0 or block.span.start - page.pictures[at].span.end > _FURTHEST_AFTER


def _is_parted(page: Page, image: Image, until: int, *, is_first: bool) -> bool:
    """Tell whether a rule, or a picture of another figure or paragraph, stands before the place `until`.

    The first text behind the pictures of one figure is that of all, and be they in boxes of their own.
    """
    breaks = page.article.breaks
    following = bisect_left(breaks, (image.span.end, 0))
    if following < len(breaks) and breaks[following].end <= until:
        return True
    first = bisect_left(page.picture_starts, image.span.end)
    for other in page.pictures[first : first + _FURTHEST]:
        if other.span.start >= until:
            return False
        is_of_figure = is_first and image.figure >= 0
        if other.figure != image.figure or (other.paragraph != image.paragraph and not is_of_figure):
            return True
    return False


def _is_before(page: Page, block: Block, image: Image) -> bool:
    """Tell whether a caption stands before its picture: no other picture of the figure precedes it."""
    if image.span.start - block.span.end > _FURTHEST_AFTER or page.figures[image.figure] < block.span.start:
        return False
    ends = page.article.figure_ends
    following = bisect_left(ends, block.span.end)
    return following == len(ends) or ends[following] >= image.span.start


def _can_of_block(block: Block, image: Image) -> bool:
    if block.kind not in SAID or block.is_inside != image.is_inside:
        return False
    if block.kind == "item":
        return "figure" in block.within or "list" in image.within
    return block.kind != "cell" or "table" in image.within


def _of_block(index: int, block: Block, known: CreditPatterns, *, is_holder: bool) -> Iterator[PictureText]:
    if _is_marked_credit(block):
        credit = read_credit(block.prose, known)
        if credit:
            yield PictureText("caption", "credit", block.prose, (credit,), index)
            return
    is_caption = _is_caption(block)
    length = len(block.prose.plain)
    is_near = length <= (_LONG if is_holder else _SHORT)
    found = find_credits(block.prose, known, is_caption=is_caption or is_near)
    if not is_caption:
        found = tuple(credit for credit in found if _is_at_edge(credit, block, is_holder=is_holder))
    if found or is_caption or is_holder or _is_line(block):
        yield PictureText("caption" if is_caption else "beside", "caption", block.prose, found, index)


def _is_marked_credit(block: Block) -> bool:
    if len(block.prose.plain) >= _LONG:
        return False
    if any("credit" in _said_by(mark) for mark in block.marks[:10]):
        return True
    is_maker = block.name == "cite" or any("maker" in _said_by(mark) for mark in block.marks[:2])
    return is_maker and _is_marked_caption(block)


@lru_cache(maxsize=4096)
def _said_by(mark: str) -> frozenset[str]:
    """Return what a class word says: credit, caption, or maker, which outside of captions may be of the article."""
    words: set[str] = set()
    # An attribute of a figure has the credit in its value, not in the words below: <figure data-credit="Ada Lund">.
    for run in () if mark.startswith("data-") else mark.split("_"):
        parts = run.split("-")
        # A word for a picture may stand before: `photo-credit`, `photocredit`.
        words.update(parts, (f"{one}{other}" for one, other in pairwise(parts) if one in names_of("picture")))
    return frozenset(kind for kind, names in _names_of_marks().items() if not names.isdisjoint(words))


@lru_cache(maxsize=1)
def _names_of_marks() -> Mapping[str, frozenset[str]]:
    credit, caption = names_of("credit", "credit_of"), names_of("caption", "caption_of", "caption_mark")
    makers = credit | names_of("maker")
    texts = names_of("caption", "caption_of", "caption_key", "text")
    pictures = names_of("picture")
    return {
        "credit": credit | {f"{picture}{word}" for picture in pictures for word in makers},
        "maker": names_of("maker", "supplier_mark"),
        "caption": caption | {f"{picture}{word}" for picture in pictures for word in texts},
    }


def _is_marked_caption(block: Block) -> bool:
    return block.kind == "caption" or block.is_figcaption


def _is_caption(block: Block) -> bool:
    if _is_marked_caption(block):
        return True
    is_marked = any("caption" in _said_by(mark) for mark in block.marks[:2])
    return (is_marked or block.tone in ("emphasis", "small")) and len(block.prose.plain) <= _LONG


def _is_at_edge(credit: Credit, block: Block, *, is_holder: bool) -> bool:
    """Tell whether a credit in an ordinary paragraph stands where credits do: first, or as the tail of a short one."""
    span, plain = credit.prose.span(), block.prose
    is_first = span.start <= plain.span(0, 3).end
    is_last = span.end >= plain.span().end - 3
    if credit.form not in ("lead", "by", "general", "bracket"):
        is_sure = bool(credit.licences) or credit.form in _SURE_ALONE
        return is_first and is_last and (block.kind == "label" or is_sure)
    return is_first or (is_last and len(plain.plain) <= _LONG) or (is_holder and len(plain.plain) <= _SHORT)


def _leads(texts: tuple[PictureText, ...]) -> bool:
    return any(text.credits and text.credits[0].form in _LEADING_FORMS for text in texts)


def _comment(index: int, block: Block, known: CreditPatterns) -> Iterator[PictureText]:
    found = find_credits(block.prose, known, is_caption=True) if block.kind == "comment" else ()
    if found and found[0].form in _LEADING_FORMS:
        yield PictureText("comment", "caption", block.prose, found, index)


def header_pictures(article: Article) -> tuple[Image, ...]:
    """Return the pictures that the header of a file names."""
    return tuple(
        Image("front-matter", field.prose, field.prose.span(), marks=_keys(field), is_in_header=True)
        for field in distinct(
            field for field in article.fields if field.origin == "front-matter" and _is_picture(field)
        )
    )


def _is_picture(field: Field) -> bool:
    address = field.prose.plain
    if len(address) >= _LONGEST_ADDRESS or not _NO_ADDRESS.isdisjoint(address):
        return False
    if not is_picture_file(address):
        return names_picture(str(field.path[-1])) and is_of_picture_host(address)
    if field.path[0] == "resources":
        return field.path[-1] == "src"
    return any(isinstance(key, str) and names_picture(key) for key in field.path)


def _keys(field: Field) -> tuple[str, ...]:
    return tuple(word for key in field.path if isinstance(key, str) for word in words_of(key))


def beside_in_header(page: Page, image: Image, known: CreditPatterns) -> Iterator[PictureText]:
    """Yield the captions and credits that stand with a picture of the header."""
    at = page.fields_at.get(image.src.span())
    if at is None:
        return
    path = page.article.fields[at].path
    near = page.article.fields[max(0, at - _NEAR) : at + _NEAR]
    for field in near:
        if field.origin == "front-matter" and field.path != path:
            yield from _sibling(field, path, known)
    yield from _of_mappings([field for field in near if field.origin == "front-matter"], path, known)


def of_lead_in_header(article: Article, known: CreditPatterns) -> Iterator[PictureText]:
    """Yield the captions and credits of the header that name no picture: they are the lead picture's."""
    header = [field for field in article.fields if field.origin == "front-matter"]
    for field in header:
        if len(field.path) == 1 or names_picture(str(field.path[0])):
            yield from _of_field(field, field.path[-1], known, is_nested=len(field.path) > 1)
    yield from _of_mappings([field for field in header if not _says(field)], ("",), known)


def _of_mappings(near: Sequence[Field], path: Path, known: CreditPatterns) -> Iterator[PictureText]:
    """Yield the names in what speaks of pictures and names none: `photos: {name: Ada Lund, license: CC BY}`, `photo:
    {author: Ada Lund}`; without terms or such a key only words that say it: `photos: [Photo by Ada Lund]`."""
    terms = {
        field.path[:-1] for field in near if names_of("licence", "address").intersection(words_of(str(field.path[-1])))
    }
    files = {field.path[:-1] for field in near if len(field.path) > len(path) and is_picture_file(field.prose.plain)}
    for field in near:
        folder = field.path[:-1]
        if folder in files or not _is_of_picture(field.path, path):
            continue
        credit = read_credit(unmarked(field.prose), known)
        is_sure = len(field.path) > len(path) and (
            _is_maker(field, folder) or (folder in terms and field.path[-1] in _WHO)
        )
        if credit and (is_sure or (credit.lead.plain and credit.makers and not _says(field))):
            yield PictureText("header", "credit", field.prose, (credit,))


def _is_of_picture(path: Path, of: Path) -> bool:
    """Tell whether a path leads to a value beside another one, or into a mapping or list there, at a key that speaks of
    a picture."""
    level = len(of) - 1
    # A key that stands twice may hold a mapping with the picture and, the other time, words of its own.
    if len(path) <= level or path[:level] != of[:-1] or path == of:
        return False
    below = [step for step in path[level + 1 :] if not isinstance(step, int)]
    return len(below) <= 1 and names_picture(str(path[level]))


def _is_maker(field: Field, folder: Path) -> bool:
    """Tell whether a field in a mapping names who made a picture: `hero: {author: ...}` may be that of a quotation."""
    words = {word.removesuffix("s") for step in folder for word in words_of(str(step))}
    is_picture = not names_of("picture").isdisjoint(words)
    return _says(field) == "credit" and (is_picture or not names_of("credit").isdisjoint(words_of(str(field.path[-1]))))


def _says(field: Field) -> str:
    """Return what a field in a mapping says by its key: credit, caption, alt, licence, address or nothing."""
    return meaning(str(field.path[-1]), is_nested=len(field.path) > 1)


def _sibling(field: Field, path: Path, known: CreditPatterns) -> Iterator[PictureText]:
    folder = path[:-1]
    if field.path[: len(folder)] == folder and len(field.path) > len(folder):
        key, below = field.path[len(folder)], field.path[len(folder) + 1 :]
        if isinstance(key, str) and all(isinstance(step, int) or step in _NAMES for step in below):
            yield from _of_field(field, key, known, is_nested=bool(folder))
    elif folder and field.path[:-1] == folder[:-1] and names_picture(str(field.path[-1])):
        # `image: {src: a.jpg}` may have `image_credit:` beside it.
        yield from _of_field(field, field.path[-1], known, is_nested=False)


def _of_field(field: Field, key: str | int, known: CreditPatterns, *, is_nested: bool) -> Iterator[PictureText]:
    said, prose = meaning(str(key), is_nested=is_nested), unmarked(field.prose)
    said = "credit" if str(key).casefold() in known.fields else said
    if said == "credit" and not field.prose.plain.startswith(("http://", "https://")):
        credit = read_credit(prose, known)
        yield PictureText("header", "credit", prose, (credit,) if credit else (), written=field.prose)
    elif said == "caption" and str(key).casefold() not in _NO_CAPTIONS:
        yield PictureText("header", "caption", prose, find_credits(prose, known, is_caption=True), written=field.prose)
    elif said == "alt":
        yield PictureText("alt", "caption", field.prose, find_credits(field.prose, known, is_caption=False))


def by_file_in_data(article: Article, known: CreditPatterns) -> Mapping[str, tuple[PictureText, ...]]:
    """Return the credits by the file name of the picture they stand beside."""
    credits_in: dict[Folder, list[Field]] = {}
    for field in article.fields:
        for folder in _folders(field) if field.origin == "json-ld" else ():
            credits_in.setdefault(folder, []).append(field)
    found: dict[str, tuple[PictureText, ...]] = {}
    for field in article.fields:
        beside = credits_in.get((field.item, field.path[:-1]), ()) if field.origin == "json-ld" else ()
        if beside and str(field.path[-1]).casefold().endswith("url"):
            found.setdefault(
                stem_of(field.prose.plain), tuple(_of_data(other, known) for other in beside[:_MOST_IN_DATA])
            )
    return found


def _folders(field: Field) -> Iterator[Folder]:
    """Yield what holds a credit: the object itself is no picture, so its own author is passed over."""
    last = len(field.path) - 1
    for depth in range(1, last + 1):
        below = tuple(step for step in field.path[depth + 1 :] if not isinstance(step, int))
        key = str(field.path[depth]).casefold()
        if below in ((), ("name",)) and (key in _DATA_CREDITS or key in names_of("credit")):
            yield field.item, field.path[:depth]


def _of_data(field: Field, known: CreditPatterns) -> PictureText:
    credit = read_credit(field.prose, known)
    return PictureText("data", "credit", field.prose, (credit,) if credit else ())


def captions_in(picture: Picture, links: Sequence[Span]) -> Iterator[Caption | AltText]:
    """Yield the captions and alternative texts of a picture that hold no credit; a linked “Image source” is none."""
    if not picture.image.is_inside:
        return
    for text in picture.texts:
        if text.where in _NO_TEXTS or text.credits or _is_linked(text.prose.span(), links):
            continue
        if text.where == "alt":
            yield AltText(text, picture)
        elif text.where != "beside" or len(text.prose.plain) <= _LINE:
            yield Caption(text, picture)


def captions_of(texts: Sequence[PictureText]) -> Iterator[str]:
    """Yield what a reader reads with a picture."""
    yield from (text.prose.plain for text in texts if text.where in _SHOWN and text.meaning == "caption")


def captions_without_credits(picture: Picture) -> Iterator[tuple[str, PictureText]]:
    """Yield the captions of a picture without the credits in them, each with the text that it is."""
    for text in picture.texts:
        if text.meaning == "caption" and text.where in ("field", "linked", "caption", "header"):
            words = text.prose.plain
            for credit in text.credits:
                words = words.replace(credit.prose.plain, "")
            yield words.strip(" ()[]|–—-/"), text


def captions_beside_credits(picture: Picture) -> Iterator[Prose]:
    """Yield what stands before the first credit of each caption that has one."""
    for text in picture.texts:
        if text.meaning == "caption" and text.credits and text.where in ("caption", "beside", "field", "header"):
            end = text.prose.plain.find(text.credits[0].prose.plain)
            words = text.prose.plain[: max(end, 0)].rstrip(" ()[]|–—-/,;")
            if words.strip():
                yield text.prose.cut(0, len(words))


def _is_linked(span: Span, links: Sequence[Span]) -> bool:
    at = bisect_left(links, (span.end, 0)) - 1
    return at >= 0 and links[at].end > span.start
