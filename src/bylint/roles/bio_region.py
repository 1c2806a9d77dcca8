"""Where an article says who its authors are: where its text ends, and the words on them begin, go on, and end."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from bylint.grammar.bio import BioWords
from bylint.grammar.bio import bio_words
from bylint.grammar.bio import is_filler
from bylint.grammar.bio import stands_for_bio
from bylint.grammar.bio import stands_in
from bylint.grammar.bio_sentence import has_post
from bylint.grammar.bio_sentence import introduction
from bylint.grammar.bio_sentence import is_sentence
from bylint.grammar.bio_sentence import opening
from bylint.grammar.bio_sentence import says_who
from bylint.grammar.disclaimer import languages_in
from bylint.grammar.disclaimer import languages_of
from bylint.grammar.disclaimer import sentences_of
from bylint.grammar.names import core
from bylint.grammar.names import names
from bylint.grammar.relation import named
from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.prose import Prose
from bylint.model.prose import opening_lines
from bylint.model.world import Knowledge
from bylint.roles.bio_people import Page
from bylint.roles.bio_people import People
from bylint.roles.bio_people import Position
from bylint.roles.bio_people import is_of_oneself
from bylint.roles.bio_people import names_post
from bylint.roles.bio_people import people_in
from bylint.roles.bio_people import signer_in
from bylint.roles.bio_people import stood_for
from bylint.roles.blocks import RUNNING
from bylint.roles.blocks import SAID
from bylint.roles.blocks import beside
from bylint.roles.blocks import classes
from bylint.roles.blocks import end_of_text
from bylint.roles.blocks import far_behind
from bylint.roles.blocks import heads
from bylint.roles.blocks import mentioned
from bylint.roles.blocks import running_before
from bylint.roles.blocks import whole_links
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.fold import sentence_bounds
from bylint.text.patterns import lazily


def bounds(prose: Prose, by: BioWords) -> Iterator[tuple[int, int]]:
    """Yield the runs of sentences of a text that are no disclaimer."""
    if prose.plain and not any(languages_of((prose.plain,), by.disclaimers.knowledge)):
        yield 0, len(prose.plain)
        return
    start, end = -1, -1
    for first, last, disclaimer in sentences_of(prose, by.disclaimers):
        if disclaimer:
            if start >= 0:
                yield start, end
            start = -1
            continue
        start, end = (first if start < 0 else start), last
    if start >= 0:
        yield start, end


_LINE = 60
"""Letters of the longest line that announces a bio, or ends it."""
_SECTION = 1500
"""Letters below the name of an author, as a heading, that are a section of the article and no bio."""
_AHEAD = 24
_FEW = 2
"""Blanks in "Follow her on": "Follow us" is no bio."""
_BOLD = 2
"""Letters of the markup of bold type."""
_TITLE = 4
"""BioWords of the shortest link that is the title of another article."""
_TIMED = lazily(r"\d{1,2}[:.]\d\d|\b(?:19|20)\d\d\b")


def _led(index: int, page: Page) -> People | None:
    """Return the people whom a line such as "About the author", or a signer's name alone, announces; else nothing."""
    block, by = page.article.blocks[index], page.by
    if len(block.prose.plain) > _LINE:
        return None
    plain = folded(block.prose.plain).strip(" :：*_-–—.")
    if plain in by.headings:
        return ()
    is_line = block.kind in ("heading", "label") or block.tone == "strong" or by.marks.intersection(block.marks)
    about = plain.removeprefix("about ").strip()
    who = core(about, page.known) if is_line else ""
    if " " not in who or who not in page.authors:
        return None
    is_announced = about != plain or (_is_late(index, page) and not _is_section(index, page.article))
    return ((who, block.prose),) if is_announced else None


def ends(index: int, block: Block, by: BioWords, linked: frozenset[int]) -> bool:
    """Tell whether a block ends the words on an author: a comment, another article's title, what announces it."""
    if by.beside.intersection(block.marks):
        return True
    plain = block.prose.plain
    if index in linked and plain.count(" ") + 1 >= _TITLE:
        return not by.pronouns or not _begins(plain, by.pronouns)
    return len(plain) <= _LINE and _begins(plain, by.ends)


def is_aside(block: Block, by: BioWords) -> bool:
    """Tell whether a block between words on an author is none of them: a caption, the line of a date."""
    plain = block.prose.plain
    if block.kind == "caption":
        return True
    is_line = len(plain) <= _LINE and not plain.endswith(".")
    return is_line and bool(_TIMED.search(plain)) and not has_post(plain, by)


def is_other(block: Block, by: BioWords) -> bool:
    """Tell whether the first words below a name do not say who that is."""
    if block.kind not in ("paragraph", "item", "label", "cell") or is_aside(block, by):
        return False
    return not (says(block.prose.plain, by) or by.marks.intersection(block.marks))


def says(plain: str, by: BioWords) -> bool:
    """Tell whether words may say who somebody is: they have a post, or begin with a verb of bios or a pronoun."""
    verbs = by.verbs["is"] | by.verbs["present"] | by.verbs["past"] | by.verbs["entered"]
    is_told = has_post(plain[:400], by) or not verbs.isdisjoint(folded(plain[:120]).split()[:9])
    return is_told or (plain.count(" ") >= _FEW and (_begins(plain, by.pronouns) or stands_in(plain, by)))


def _begins(plain: str, heads: tuple[str, ...]) -> bool:
    head = folded(plain[:40])
    return head.startswith(heads) and any(
        head.startswith(word) and not head[len(word) : len(word) + 1].isalnum() for word in heads
    )


def _is_late(index: int, page: Page) -> bool:
    """Tell whether more of the article's text stands before a line than behind it."""
    return 2 * page.before[index] >= page.before[-1] or page.before[index] >= _SECTION * 2


def _is_section(index: int, article: Article) -> bool:
    """Tell whether so much text stands below a heading that it is a part of the article."""
    below = (block for block in article.blocks[index + 1 :] if block.prose.plain)
    length = 0
    for block in islice(below, _AHEAD):
        if block.kind == "heading" or not block.is_inside:
            break
        length += len(block.prose.plain)
    return length > _SECTION


_LONGEST = 2400
"""Letters of the longest block that may be a bio."""
_LONG = 700
"""Letters of a bio that stands by itself."""
_SHORT = 25
"""Letters of a line between a name and the words on that person, such as an account."""
_TITLE_LINE = 120
"""Letters of the longest line below a name that gives a title."""
_MORE = 5
"""Paragraphs of the longest bio."""
_NEXT = 3
"""Blocks from one paragraph of a bio to the next."""


class Passage(NamedTuple):
    """One bio: whom it is about (as printed, or as signed), and its words; `is_bio`: they are no disclaimer; `is_told`:
    the posts in it count."""

    people: People
    prose: Prose
    block: int
    is_bio: bool = True
    is_told: bool = True


class _Region(NamedTuple):
    """What a line before, or a bio before, has announced: whom the next words may be about.

    `is_name`: a name alone announced them; `begun` counts the bios since a name; `after` is the last block that was
    one; `is_top`: no running text yet.
    """

    heir: People = ()
    is_led: bool = False
    is_name: bool = False
    begun: int = 0
    after: int = -9
    is_top: bool = True


def passages(article: Article, authors: tuple[str, ...], knowledge: Knowledge) -> Iterator[Passage]:
    """Yield the bios of an article in reading order; `authors` are the folded names that sign it."""
    known, by = names(knowledge), bio_words(knowledge)
    end, held = end_of_text(article, knowledge), classes(article, knowledge)
    before = running_before(article)
    page = Page(article, authors, knowledge, known, by, end, before, far_behind(before), whole_links(article), held)
    region = _Region()
    for index, block in enumerate(article.blocks):
        if block.kind == "shortcode" and is_bio_component(block, by):
            region = _Region(is_led=_is_closed(index, article), after=index, is_top=region.is_top)
        if not block.prose.plain or block.kind in ("comment", "hidden", "shortcode", "element"):
            continue
        led = _led(index, page)
        if led is not None:
            region = region._replace(heir=led or region.heir, is_led=True, is_name=bool(led), begun=0, after=index)
            continue
        region, may_hold = _reached(region, index, block, page)
        if may_hold or (region.is_top and block.kind == "paragraph"):
            found = _found(index, block, page, region) if may_hold else ()
            found = found or (_in_opening(index, block, page) if region.is_top else ())
            region = _beyond(region, index, block, found)
            yield from found
        if authors and block.is_inside and languages_in(held[index]) and _may_hold(block):
            yield from _in_disclaimers(index, block, page)


def empty_headings(article: Article, by: BioWords) -> Iterator[int]:
    """Yield the headings of bios below which nothing stands, not even what a template may fill: the next block, if any,
    is a heading."""
    for index, block in enumerate(article.blocks):
        if block.kind == "heading" and block.is_inside and folded(block.prose.plain).strip(" :") in by.headings:
            below = beside(article, index, 1)
            behind = (image.block for image in article.images)
            if (below < 0 or article.blocks[below].kind == "heading") and index not in behind:
                yield index


def is_bio_component(block: Block, by: BioWords) -> bool:
    """Tell whether a component or shortcode is called as boxes of bios are: `AuthorBio`, `author-card`."""
    name = folded(block.name.lstrip("/").rsplit("/", 1)[-1]).removesuffix(".html")
    return name.translate(_NO_JOINTS) in _bare_marks(by.marks)


_NO_JOINTS = {ord("-"): None, ord("_"): None}


@lru_cache(maxsize=4)
def _bare_marks(marks: frozenset[str]) -> frozenset[str]:
    return frozenset(mark.translate(_NO_JOINTS) for mark in marks)


def _is_closed(index: int, article: Article) -> bool:
    """Tell whether a component holds what stands behind it, up to where it is closed."""
    name = article.blocks[index].name
    return any(block.name == f"/{name}" for block in article.blocks[index + 1 : index + _AHEAD] if block.name)


def _reached(region: _Region, index: int, block: Block, page: Page) -> tuple[_Region, bool]:
    """Return the region a block lies in, and whether the block may be a bio."""
    is_strange = region.is_led and region.is_name and not region.begun and is_other(block, page.by)
    is_over = ends(index, block, page.by, page.linked) or (is_strange and len(block.prose.plain) > _SHORT)
    if block.kind == "heading" or is_over or region.begun > _MORE:
        region = _Region(after=region.after, is_top=region.is_top)
    if is_over or is_strange or index in page.linked or (region.is_led and is_aside(block, page.by)):
        return region, False
    return region, block.kind in SAID and _may_hold(block) and len(block.prose.plain) <= _LONGEST


def _beyond(region: _Region, index: int, block: Block, found: tuple[Passage, ...]) -> _Region:
    """Return the region behind a block."""
    length = len(block.prose.plain)
    is_top = region.is_top and (bool(found) or not block.is_inside or length <= RUNNING)
    if found:
        first = found[0]
        is_named = any(name and name.span().start == first.prose.span().start for _, name in first.people)
        begun = 1 if is_named else region.begun + 1
        return region._replace(heir=first.people, after=index, begun=begun, is_top=is_top)
    is_led = region.is_led and (not region.begun or length <= _SHORT)
    if (is_led, is_top) == (region.is_led, region.is_top):
        return region  # as at most blocks
    return region._replace(is_led=is_led, is_top=is_top)


def _found(index: int, block: Block, page: Page, region: _Region) -> tuple[Passage, ...]:
    is_boxed = region.is_led or bool(page.by.marks.intersection(block.marks))
    is_next = index - region.after <= _NEXT
    is_placed = is_boxed or (block.is_inside and (region.is_top or index >= page.end - 1))
    is_behind = not is_placed and index in page.behind and _is_headed(block, page)
    may_be = is_placed or is_behind or (region.heir and is_next)
    runs = _runs(index, block, page) if may_be else []
    if not runs:
        return ()
    is_last = is_boxed or index >= page.end - 1
    is_bold_end = index == len(page.article.blocks) - 1 and _is_bold_end(index, page.article)
    at = Position(is_boxed, index >= page.end, is_last, region.is_top or is_behind, block.tone, is_bold_end)
    people = people_in(runs[0], page, at)
    if not people and region.heir and is_next and _goes_on(runs[0].plain, page, is_boxed=is_boxed):
        people = region.heir
    if not people and _stands_for_bio(runs[0].plain, page, at):
        return (Passage(((page.authors[0] if len(page.authors) == 1 else "article", None),), runs[0], index),)
    if not people and is_boxed and _is_told(runs[0].plain, block, page):
        people = tuple((name, None) for name in page.authors) if len(page.authors) == 1 else ()
    if people:
        is_told = _is_of_signers(runs[0], people, page)
        runs[0] = _of_person(runs[0], page.knowledge)
        return tuple(Passage(people, run, index, is_told=is_told) for run in runs)
    return _inner(index, block, page)


def _is_of_signers(prose: Prose, people: People, page: Page) -> bool:
    """Tell whether words are on a signer, or begin with a name: "The author, Jane Roe, works" may be on another."""
    name = people[0][1]
    is_led = name is not None and name.span().start > prose.span().start
    return not is_led or any(who in page.authors for who, _ in people)


def _is_bold_end(index: int, article: Article) -> bool:
    """Tell whether a paragraph begins in bold type, and the one before it does not: else both are entries of a list."""
    at = beside(article, index, -1)
    before = article.blocks[at] if at >= 0 else None
    is_behind_text = before is not None and before.kind == "paragraph" and not _begins_bold(before)
    return is_behind_text and _begins_bold(article.blocks[index])


def _begins_bold(block: Block) -> bool:
    """Tell whether two signs of markup stand before the first word of a paragraph: "**Jane Roe** is a potter"."""
    return block.kind == "paragraph" and not block.is_html and block.prose.span().start - block.span.start == _BOLD


def _of_person(prose: Prose, knowledge: Knowledge) -> Prose:
    """Return a text from the names on, if what stands before them tells of the article: "This was written by ..."."""
    start = introduction(prose, knowledge)
    return prose.cut(start.at, len(prose.plain)) if start.form == "written" else prose


def _runs(index: int, block: Block, page: Page) -> list[Prose]:
    """Return the parts of a block that are no disclaimer."""
    if not languages_in(page.classes[index]):
        return [block.prose]
    return [block.prose.cut(*run) for run in bounds(block.prose, page.by)]


def _in_disclaimers(index: int, block: Block, page: Page) -> Iterator[Passage]:
    """Yield the sentences of disclaimers that say where a signer works: "She works for NASA, but these views ..."."""
    prose = block.prose.cut(0, min(len(block.prose.plain), _LONGEST))
    if not named(prose.plain, page.knowledge):
        return
    for first, last, said in sentences_of(prose, page.by.disclaimers):
        sentence = prose.cut(first, last)
        if said is None or not named(sentence.plain, page.knowledge):
            continue
        start = introduction(sentence, page.knowledge)
        signed = [signer_in(name, page, fewest=2) for name in start.names]
        if signed and all(signed) and says_who(sentence, start, page.knowledge):
            yield Passage(tuple(zip(signed, start.names, strict=True)), sentence, index, is_bio=False)
        elif stood_for(sentence.plain, page) or (len(page.authors) == 1 and is_of_oneself(sentence, page)):
            yield Passage(tuple((who, None) for who in page.authors), sentence, index, is_bio=False)


def _is_headed(block: Block, page: Page) -> bool:
    """Tell whether words begin with a signer's whole name. Behind most of the text they are a bio, as in a page whose
    lists and notes follow the article."""
    if not block.is_inside or len(block.prose.plain) > _LONG or block.kind == "caption":
        return False
    head = bare(block.prose.plain[:_LINE])
    return any(" " in name and head.startswith(name + " ") for name in page.authors)


def _stands_for_bio(plain: str, page: Page, at: Position) -> bool:
    """Tell whether words stand for a bio to come: in its place any filler, behind the text what asks for a bio."""
    head, _, rest = plain.partition(":")
    if rest and folded(head).strip() in page.by.headings and at.is_last:
        return stands_for_bio(rest, page.by)  # "About the author: TK"
    return stands_for_bio(plain, page.by) if at.is_boxed else at.is_late and is_filler(plain, "bio", page.knowledge)


def _is_told(plain: str, block: Block, page: Page) -> bool:
    """Tell whether words in the place of a bio, without a name, may be one."""
    is_long = len(plain) > _SHORT and plain[0].isalpha() and block.kind != "cell"
    return is_long and (is_sentence(plain) or says(plain, page.by))


def _inner(index: int, block: Block, page: Page) -> tuple[Passage, ...]:
    """A bio glued to the last paragraph: from the sentence that begins with a signer's whole name, or "The writer"; and
    one in the note of an editor: "This essay first appeared in Tides. Its author, Jane Roe, teaches ..."."""
    is_note = folded(block.prose.plain[:_LINE]).lstrip("[(").startswith(heads("note_label", page.knowledge))
    if not page.authors or not (is_note or index >= page.end - 1):
        return ()
    for first, _ in sentence_bounds(block.prose.plain)[1:]:
        rest = block.prose.cut(first, len(block.prose.plain))
        start = introduction(rest, page.knowledge) if is_note else opening(rest, page.knowledge)
        signed = [signer_in(name, page, fewest=2) for name in start.names]
        people: People = ()
        if signed and all(signed) and says_who(rest, start, page.knowledge):
            people = tuple(zip(signed, start.names, strict=True))
        elif len(page.authors) == 1 and stands_in(rest.plain, page.by) and _is_new(rest.plain, index, page):
            people = ((page.authors[0], None),)
        if people and has_post(rest.plain[:300], page.by):
            return tuple(Passage(people, rest.cut(*run), index) for run in bounds(rest, page.by))
    return ()


def _in_opening(index: int, block: Block, page: Page) -> tuple[Passage, ...]:
    """A bio on a line of its own between the byline and the text, without a blank line around it."""
    head = bare(block.prose.plain[:_LONGEST])
    is_named = _may_hold(block) and any(" " in who and who in head for who in page.authors)
    for line in opening_lines(page.article.source, block.prose)[:-1] if is_named else ():
        start = opening(line, page.knowledge)
        signed = [signer_in(name, page, fewest=2) for name in start.names]
        if signed and all(signed) and says_who(line, start, page.knowledge) and has_post(line.plain[:400], page.by):
            return (Passage(tuple(zip(signed, start.names, strict=True)), line, index),)
    return ()


def _is_new(plain: str, index: int, page: Page) -> bool:
    """Tell whether the text has not spoken of an author or a writer before: else another one may be meant."""
    word = bare(plain).split()[1]
    return word not in mentioned(page.article, index) and bare(page.article.blocks[index].prose.plain).count(word) == 1


def _goes_on(plain: str, page: Page, *, is_boxed: bool) -> bool:
    head = folded(plain[:40])
    is_more = plain.count(" ") > 1 and any(head.startswith(word + " ") for word in page.by.pronouns)
    is_title = len(plain) <= _TITLE_LINE and plain[-1] not in ":?!" and names_post(plain, page)
    return (is_boxed and (is_sentence(plain) or is_title)) or is_more


def _may_hold(block: Block) -> bool:
    return "quote" not in block.within and "code" not in block.within and "nav" not in block.within
