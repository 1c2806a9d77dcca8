"""Bios: which blocks, or sentences of them, are about an author, and the posts that they and bylines give."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set
from itertools import islice
from typing import NamedTuple

from bylint.grammar.affiliation import Appointment
from bylint.grammar.affiliation import affiliations
from bylint.grammar.bio import STATUSES
from bylint.grammar.bio import BioWords
from bylint.grammar.bio import bio_words
from bylint.grammar.bio_sentence import acts
from bylint.grammar.bio_sentence import has_post
from bylint.grammar.bio_sentence import introduction
from bylint.grammar.bio_sentence import is_spoken_of
from bylint.grammar.bio_sentence import opening
from bylint.grammar.bio_sentence import says_who
from bylint.grammar.disclaimer import languages_in
from bylint.grammar.names import Names
from bylint.grammar.names import core
from bylint.grammar.names import is_person
from bylint.grammar.names import is_same
from bylint.grammar.names import names
from bylint.grammar.relation import named
from bylint.model.article import Article
from bylint.model.markup import AUTHOR_DATA
from bylint.model.markup import Block
from bylint.model.markup import Field
from bylint.model.parts_people import Affiliation
from bylint.model.parts_people import Author
from bylint.model.parts_people import Bio
from bylint.model.parts_people import Profile
from bylint.model.prose import Prose
from bylint.model.prose import without
from bylint.model.world import Knowledge
from bylint.model.world import people_named
from bylint.roles.bio_region import People
from bylint.roles.bio_region import bounds
from bylint.roles.bio_region import end_of_text
from bylint.roles.bio_region import ends
from bylint.roles.bio_region import far_behind
from bylint.roles.bio_region import is_aside
from bylint.roles.bio_region import is_other
from bylint.roles.bio_region import is_sentence
from bylint.roles.bio_region import leads
from bylint.roles.bio_region import mentioned
from bylint.roles.bio_region import says
from bylint.roles.bio_region import stands_in
from bylint.roles.bio_region import whole_links
from bylint.roles.blocks import RUNNING
from bylint.roles.blocks import SAID
from bylint.roles.blocks import classes
from bylint.roles.site import distinct
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.fold import sentence_bounds
from bylint.text.organisations import resolve
from bylint.text.patterns import lazily

_STATEMENT = lazily(r"[^;\s][^;]*")
_LONGEST_FIELD, _MOST, _MOST_SENTENCES = 4000, 60, 40


def find(article: Article, knowledge: Knowledge) -> Iterator[Bio | Affiliation]:
    """Yield the bios of an article, and the posts that they and bylines name."""
    yield from _in_boxes(article, knowledge) if article.is_author_data else ()
    known, by = names(knowledge), bio_words(knowledge)
    profile = article.parts.first(Profile)
    authors = (profile.about,) if profile else _authors(article)
    for found in _passages(article, authors, knowledge):
        for people, prose in _by_person(found, authors, knowledge):
            for who, name in people:
                yield _bio(who, name, prose, found.block, by)
                yield from _posts_in(who, prose, found.block, knowledge)
    described = distinct(field for field in article.fields if _is_bio_field(field, by))
    for field in islice(described, _MOST):
        who = _owner(field, article, authors, known)
        yield _bio(who, None, field.prose, -1, by)
        yield from _posts_in(who, field.prose, -1, knowledge)
    if profile is None:
        yield from _posts_of_authors(article, knowledge)


def _in_boxes(article: Article, knowledge: Knowledge) -> Iterator[Bio | Affiliation]:
    """Yield what a file of authors says of each; nothing of one whose name is to be seen nowhere else."""
    fields = [field for field in article.fields if field.origin == AUTHOR_DATA]
    titles = {field.item: field.prose for field in fields if field.path[0] == "title"}
    for field in fields:
        kind, name = str(field.path[0]), str(field.path[1])
        who, prose = core(name, names(knowledge)), field.prose
        if any(each.is_withheld for each in people_named(knowledge.registry, who)):
            continue
        if kind == "body":
            key = resolve(prose.plain, knowledge.directory)
            yield Affiliation(prose, titles.get(field.item), "current", prose, None, who, "bio", -1, key, prose)
        else:
            yield from of_box(kind, prose.cut(0, min(len(prose.plain), _LONGEST_FIELD)), who, knowledge)


# Author data hold Markdown and HTML, as their templates print them.
_MARKUP = lazily(
    r"</?[a-zA-Z][^<>]{0,400}>|\[(?=[^\[\]]{1,200}\]\()"
    r"|(?<=[^\[\]])\]\([^()\s]{0,400}(?:\s[^()]{0,200})?\)|\*{1,3}"
)


def of_box(kind: str, prose: Prose, who: str, knowledge: Knowledge) -> Iterator[Bio | Affiliation]:
    """Yield what the `bio` or the `title` in the box of a person says of that person."""
    gaps = [match.span() for match in _MARKUP.finditer(prose.plain)]
    prose = without(prose, gaps) if gaps else prose
    if kind == "title":
        for post in affiliations(prose, knowledge, named(prose.plain, knowledge), is_title=True):
            yield _affiliation(who, post, -1, "bio")
        return
    start = opening(prose, knowledge)
    name = next((name for name in start.names if signer_of(name.plain, (who,), names(knowledge))), None)
    for people, words in _by_person(_Passage(((who, name),), prose, -1), (who,), knowledge):
        for whose, begun in people:
            yield _bio(whose, begun, words, -1, bio_words(knowledge))
            yield from _posts_in(whose, words, -1, knowledge)


def _authors(article: Article) -> tuple[str, ...]:
    people = [author for author in article.parts.of(Author) if not author.is_body]
    ordered = sorted(people, key=lambda author: (not author.signs, -author.about.count(" ")))
    found = dict.fromkeys(author.about for author in ordered if author.about and not author.is_placeholder)
    return tuple(found)[:_MOST]


def _bio(who: str, name: Prose | None, prose: Prose, block: int, by: BioWords) -> Bio:
    return Bio(prose, block, who, name, _filler(prose, who, by))


def _filler(prose: Prose, who: str, by: BioWords) -> Prose | None:
    """Return the words of a bio that stand for a bio to come: all of it, or a token such as TK."""
    text = folded(prose.plain)
    if text.strip(" .:;!-*_[](){}") in by.placeholders or bare(text) == who or any(word in text for word in by.filler):
        return prose
    token = by.token.search(prose.plain)
    return prose.cut(*token.span()) if token else None


def _posts_in(who: str, prose: Prose, block: int, knowledge: Knowledge) -> Iterator[Affiliation]:
    bodies = named(prose.plain, knowledge)
    for start, end in sentence_bounds(prose.plain)[:_MOST_SENTENCES]:
        sentence = prose.cut(start, end)
        start = prose.plain.index(sentence.plain, start)
        inside = (body.moved(-start) for body in bodies if start <= body.start and body.end <= end)
        for post in affiliations(sentence, knowledge, inside, (who,)):
            yield _affiliation(who, post, block, "bio")


def _affiliation(who: str, post: Appointment, block: int, scope: str) -> Affiliation:
    found = post.organisation, post.title, post.status, post.whole, post.fresh
    return Affiliation(*found, who, scope, block, post.key, post.body, post.before)


def _by_person(found: _Passage, authors: tuple[str, ...], knowledge: Knowledge) -> Iterator[tuple[People, Prose]]:
    """Part a passage where a sentence begins with somebody else; what is said of people who do not sign is left out."""
    plain = found.prose.plain
    people: People | None = found.people
    first = last = 0
    for start, end in _statements(plain):
        others = _others(found.prose.cut(start, end), people or (), authors, knowledge) if start else None
        if others is not None:
            if people and last > first:
                yield people, found.prose.cut(first, last)
            people, first = others, start
        last = end
    if people:
        yield people, found.prose.cut(first, len(plain)) if first else found.prose


def _statements(plain: str) -> Iterator[tuple[int, int]]:
    """Yield where sentences begin and end, and what stands in them between semicolons."""
    for start, end in sentence_bounds(plain):
        for match in _STATEMENT.finditer(plain, start, end):
            yield match.span()


def _others(sentence: Prose, people: People, authors: tuple[str, ...], knowledge: Knowledge) -> People | None:
    """Return whom a sentence is about if it begins with others than those before; nobody if they do not sign."""
    start = opening(sentence, knowledge)
    is_told = says_who(sentence, start, knowledge) or acts(sentence, start) or is_spoken_of(sentence, start, knowledge)
    if not (start.names and is_told):
        return None
    signed = [signer_of(name.plain, authors, names(knowledge)) for name in start.names]
    about = {who for who, _ in people}
    if all(signed):
        return None if about == {*signed} else tuple(zip(signed, start.names, strict=True))
    told = [core(name.plain, names(knowledge)) for name in start.names]
    is_other = all(is_person(name.plain, names(knowledge)) for name in start.names)
    is_same_one = any(is_same(who, name) or is_same(name, who) for who in about for name in told)
    return () if is_other and not is_same_one else None


def signer_of(name: str, authors: tuple[str, ...], known: Names) -> str:
    """Return the author whom a name may mean."""
    plain = core(name, known)
    return next((author for author in authors if is_same(author, plain) or is_same(plain, author)), "")


def _is_bio_field(field: Field, by: BioWords) -> bool:
    if field.origin != "front-matter" or not field.prose.plain or len(field.prose.plain) > _LONGEST_FIELD:
        return False
    keys = [folded(key) for key in field.path if isinstance(key, str)]
    if not keys:
        return False
    is_inner = len(keys) > 1 and keys[0] in ("author", "authors") and keys[-1] in by.field_inner
    return is_inner or (len(keys) <= 2 and keys[-1] in by.fields)


def _owner(field: Field, article: Article, authors: tuple[str, ...], known: Names) -> str:
    """Return the person beside whose name a bio field stands, or the only author."""
    for other in article.fields:
        is_beside = other.origin == field.origin and other.path[:-1] == field.path[:-1] and len(field.path) > 1
        if is_beside and folded(str(other.path[-1])) in ("name", "author") and other.prose.plain:
            return core(other.prose.plain, known)
    return authors[0] if len(authors) == 1 else "article"


def _posts_of_authors(article: Article, knowledge: Knowledge) -> Iterator[Affiliation]:
    """Yield the posts of authors by titles beside names: "Professor of Geography, Example State University"."""
    for author in article.parts.of(Author):
        if not author.is_body:
            yield from (_affiliation(author.about, post, -1, "byline") for post in _posts(author, knowledge))
    yield from _posts_in_header(article, knowledge)


def _posts_in_header(article: Article, knowledge: Knowledge) -> Iterator[Affiliation]:
    """Yield what keys of the header say of the only signer: `affiliation: Banco Mundial`, `author_title: ...`."""
    signing = dict.fromkeys(author.about for author in article.parts.of(Author) if author.signs and not author.is_body)
    keys = bio_words(knowledge).header_posts
    fields = (field for field in article.fields if field.origin == "front-matter" and field.prose.plain)
    for field in fields if len(signing) == 1 else ():
        steps = [folded(step) for step in field.path if isinstance(step, str)]
        if len(steps) == 1 and steps[0] in keys:
            for post in affiliations(field.prose, knowledge, named(field.prose.plain, knowledge), is_title=True):
                yield _affiliation(next(iter(signing)), post, -1, "byline")


def _posts(author: Author, knowledge: Knowledge) -> Iterator[Appointment]:
    titles = [title for title in author.titles if title.at]
    employers = [employer for employer in author.employers if employer.at]
    status = _status(titles, bio_words(knowledge))
    for employer in employers:
        key = resolve(employer.plain, knowledge.directory)
        yield Appointment(employer, titles[0] if titles else None, status, employer, key=key)
    for title in titles:
        found = affiliations(title, knowledge, named(title.plain, knowledge), is_title=True)
        yield from found or _behind_comma(title, names(knowledge), bio_words(knowledge))


def _behind_comma(title: Prose, known: Names, by: BioWords) -> Iterator[Appointment]:
    """ "Professor, Naval War College": what stands behind the last comma, if it names a body."""
    at = title.plain.rfind(", ")
    body = title.cut(at + 2, len(title.plain)) if at > 0 else title
    if any(word.strip(".,") in known.bodies for word in folded(body.plain).split()) and not any(
        word in by.posts for word in folded(body.plain).split()
    ):
        yield Appointment(body, title.cut(0, at) if at > 0 else None, _status([title], by), title)


def _status(titles: list[Prose], by: BioWords) -> str:
    words = {word.strip(".,()") for title in titles for word in folded(title.plain).split()}
    for name in STATUSES:
        if words & by.status[name]:
            return name
    return "current"


_LONGEST = 2400
_LINE, _LONG = 60, 700
"""Letters in which a name is looked for, and of a bio that stands by itself."""
_SHORT = 25
"""Letters of a line between a name and the words on that person, such as an account."""
_FIRST_WORDS = 300
"""Letters in which a bio names whom it is about."""
_TITLE_LINE = 120
"""Letters of the longest line below a name that gives a title."""
_MORE = 5
"""Paragraphs of the longest bio."""
_NEXT = 3
"""Blocks from one paragraph of a bio to the next."""


class _Passage(NamedTuple):
    """One bio: whom it is about (as printed, or as signed), and its words."""

    people: People
    prose: Prose
    block: int


class _Page(NamedTuple):
    article: Article
    authors: tuple[str, ...]
    knowledge: Knowledge
    known: Names
    by: BioWords
    end: int
    behind: frozenset[int]
    linked: frozenset[int]
    classes: tuple[Set[str], ...]


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


class _Position(NamedTuple):
    """Where a text stands: in a box or below a line for bios, behind the running text or at its end, before it; and
    its tone."""

    is_boxed: bool
    is_late: bool
    is_last: bool
    is_top: bool
    tone: str


def _passages(article: Article, authors: tuple[str, ...], knowledge: Knowledge) -> Iterator[_Passage]:
    """Yield the bios of an article in reading order; `authors` are the folded names that sign it."""
    known, by = names(knowledge), bio_words(knowledge)
    end, behind, held = end_of_text(article, knowledge), far_behind(article), classes(article, knowledge)
    page = _Page(article, authors, knowledge, known, by, end, behind, whole_links(article), held)
    region = _Region()
    for index, block in enumerate(article.blocks):
        if not block.prose.plain or block.kind in ("comment", "hidden", "shortcode", "element"):
            continue
        led = leads(index, article, authors, known, by)
        if led is not None:
            region = region._replace(heir=led or region.heir, is_led=True, is_name=bool(led), begun=0, after=index)
            continue
        region, may_hold = _reached(region, index, block, page)
        if may_hold:
            found = _found(index, block, page, region)
            region = _beyond(region, index, block, found)
            yield from found


def _reached(region: _Region, index: int, block: Block, page: _Page) -> tuple[_Region, bool]:
    """Return the region a block lies in, and whether the block may be a bio."""
    is_strange = region.is_led and region.is_name and not region.begun and is_other(block, page.by)
    is_over = ends(index, block, page.by, page.linked) or (is_strange and len(block.prose.plain) > _SHORT)
    if block.kind == "heading" or is_over or region.begun > _MORE:
        region = _Region(after=region.after, is_top=region.is_top)
    if is_over or is_strange or index in page.linked or (region.is_led and is_aside(block, page.by)):
        return region, False
    return region, block.kind in SAID and _may_hold(block) and len(block.prose.plain) <= _LONGEST


def _beyond(region: _Region, index: int, block: Block, found: tuple[_Passage, ...]) -> _Region:
    """Return the region behind a block."""
    length = len(block.prose.plain)
    is_top = region.is_top and (bool(found) or not block.is_inside or length <= RUNNING)
    if found:
        first = found[0]
        is_named = any(name and name.span().start == first.prose.span().start for _, name in first.people)
        begun = 1 if is_named else region.begun + 1
        return region._replace(heir=first.people, after=index, begun=begun, is_top=is_top)
    return region._replace(is_led=region.is_led and (not region.begun or length <= _SHORT), is_top=is_top)


def _found(index: int, block: Block, page: _Page, region: _Region) -> tuple[_Passage, ...]:
    is_boxed = region.is_led or bool(page.by.marks.intersection(block.marks))
    is_next = index - region.after <= _NEXT
    is_placed = is_boxed or (block.is_inside and (region.is_top or index >= page.end - 1))
    is_behind = not is_placed and index in page.behind and _is_headed(block, page)
    may_be = is_placed or is_behind or (region.heir and is_next)
    runs = _runs(index, block, page) if may_be else []
    if not runs:
        return ()
    at = _Position(
        is_boxed, index >= page.end, is_boxed or index >= page.end - 1, region.is_top or is_behind, block.tone
    )
    people = _people(runs[0], page, at)
    if not people and region.heir and is_next and _goes_on(runs[0].plain, page, is_boxed=is_boxed):
        people = region.heir
    is_filler = is_boxed and any(word in folded(runs[0].plain[:_LINE]) for word in page.by.filler)
    if not people and is_filler:
        return (_Passage(((page.authors[0] if len(page.authors) == 1 else "article", None),), runs[0], index),)
    if not people and is_boxed and _is_told(runs[0].plain, block, page):
        people = tuple((name, None) for name in page.authors) if len(page.authors) == 1 else ()
    if people:
        return tuple(_Passage(people, run, index) for run in runs)
    return _inner(index, block, page)


def _runs(index: int, block: Block, page: _Page) -> list[Prose]:
    """Return the parts of a block that are no disclaimer."""
    if not languages_in(page.classes[index]):
        return [block.prose]
    return [block.prose.cut(*run) for run in bounds(block.prose, page.by)]


def _is_headed(block: Block, page: _Page) -> bool:
    """Tell whether words begin with a signer's whole name. Behind most of the text they are a bio, as in a page whose
    lists and notes follow the article."""
    if not block.is_inside or len(block.prose.plain) > _LONG or block.kind == "caption":
        return False
    head = bare(block.prose.plain[:_LINE])
    return any(" " in name and head.startswith(name + " ") for name in page.authors)


def _is_told(plain: str, block: Block, page: _Page) -> bool:
    """Tell whether words in the place of a bio, without a name, may be one."""
    is_long = len(plain) > _SHORT and plain[0].isalpha() and block.kind != "cell"
    return is_long and (is_sentence(plain) or says(plain, page.by))


def _people(prose: Prose, page: _Page, at: _Position) -> People:
    """Return whom a text is about, where its form and its place make it a bio."""
    if stands_in(prose.plain, page.by) and (at.is_late or at.is_boxed) and has_post(prose.plain, page.by):
        return tuple((name, None) for name in page.authors) if len(page.authors) == 1 else ()
    # A bio that does not begin with a name is read for signers alone.
    head = bare(prose.plain[:_FIRST_WORDS])
    may_be_led = any(who.rsplit(" ", 1)[-1] in head for who in page.authors)
    start = introduction(prose, page.knowledge) if may_be_led else opening(prose, page.knowledge)
    if not start.names or not (says_who(prose, start, page.knowledge) or acts(prose, start)):
        return ()
    if not (at.is_boxed or at.tone) and _is_entry(prose, start.rest, page.knowledge):
        return ()
    signed = [_signer(name, page, fewest=1 if at.is_boxed or at.tone else 2) for name in start.names]
    people = tuple((who or core(name.plain, page.known), name) for who, name in zip(signed, start.names, strict=True))
    first = prose.plain.split("\n")[0][:400]
    if start.is_led and not (at.is_last and all(" " in who for who in signed)):
        return ()
    if start.is_led:
        return people
    if all(signed) and (at.is_late or at.is_boxed or (at.is_top and (at.tone or has_post(first, page.by)))):
        return people
    is_full = all(is_person(name.plain, page.known) for name in start.names)
    if is_full and (at.is_boxed or (at.is_late and _is_introduced(first, people, page, at.tone))):
        return people
    return ()


def _is_entry(prose: Prose, rest: int, knowledge: Knowledge) -> bool:
    """Tell whether a name and a title are an entry of a list, no sentence: "Jane Roe, Editor in Chief"."""
    is_line = prose.plain[rest : rest + 1] == "," and not is_sentence(prose.plain)
    return is_line and not named(prose.plain, knowledge)


def _is_introduced(first: str, people: People, page: _Page, tone: str) -> bool:
    """Tell whether strangers are introduced at the end, not reported on: nothing else in the article names them."""
    if not has_post(first, page.by):
        return False
    told = mentioned(page.article, page.end)
    is_known = any(who.split()[-1] in told for who, _ in people)
    return not is_known and bool(tone or not page.authors)


def _signer(name: Prose, page: _Page, *, fewest: int) -> str:
    plain = core(name.plain, page.known)
    if len(plain.split()) < fewest and name.plain.split()[0].strip(".").lower() not in page.known.honorifics:
        return ""
    return signer_of(name.plain, page.authors, page.known)


def _inner(index: int, block: Block, page: _Page) -> tuple[_Passage, ...]:
    """A bio glued to the last paragraph: from the sentence that begins with a signer's whole name."""
    if index < page.end - 1 or not page.authors:
        return ()
    for first, _ in sentence_bounds(block.prose.plain)[1:]:
        rest = block.prose.cut(first, len(block.prose.plain))
        start = opening(rest, page.knowledge)
        signed = [_signer(name, page, fewest=2) for name in start.names]
        if signed and all(signed) and says_who(rest, start, page.knowledge) and has_post(rest.plain[:300], page.by):
            people = tuple(zip(signed, start.names, strict=True))
            return tuple(_Passage(people, rest.cut(*run), index) for run in bounds(rest, page.by))
    return ()


def _goes_on(plain: str, page: _Page, *, is_boxed: bool) -> bool:
    head = folded(plain[:40])
    is_more = plain.count(" ") > 1 and any(head.startswith(word + " ") for word in page.by.pronouns)
    is_title = len(plain) <= _TITLE_LINE and plain[-1] not in ":?!" and has_post(plain, page.by)
    return (is_boxed and (is_sentence(plain) or is_title)) or is_more


def _may_hold(block: Block) -> bool:
    return "quote" not in block.within and "code" not in block.within and "nav" not in block.within
