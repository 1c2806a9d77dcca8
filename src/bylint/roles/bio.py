"""Bios: which blocks, or sentences of them, are about an author, and the posts that they and bylines give."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set
from itertools import islice
from itertools import takewhile
from typing import NamedTuple

from bylint.grammar import lexicon
from bylint.grammar.affiliation import WHOLE
from bylint.grammar.affiliation import Appointment
from bylint.grammar.affiliation import Since
from bylint.grammar.affiliation import affiliations
from bylint.grammar.bio import STATUSES
from bylint.grammar.bio import BioWords
from bylint.grammar.bio import bio_words
from bylint.grammar.bio import breaks_off
from bylint.grammar.bio import gap_in
from bylint.grammar.bio import is_post
from bylint.grammar.bio import stands_for_bio
from bylint.grammar.bio_sentence import Turn
from bylint.grammar.bio_sentence import has_post
from bylint.grammar.bio_sentence import is_turn_joint
from bylint.grammar.bio_sentence import opening
from bylint.grammar.bio_sentence import turns
from bylint.grammar.names import Names
from bylint.grammar.names import core
from bylint.grammar.names import is_person
from bylint.grammar.names import is_same
from bylint.grammar.names import names
from bylint.grammar.names import signer_of
from bylint.grammar.relation import named
from bylint.model.article import Article
from bylint.model.markup import ACCOUNT
from bylint.model.markup import AUTHOR_DATA
from bylint.model.markup import Field
from bylint.model.parts_people import Affiliation
from bylint.model.parts_people import Author
from bylint.model.parts_people import Bio
from bylint.model.parts_people import Profile
from bylint.model.prose import Prose
from bylint.model.prose import joined
from bylint.model.prose import opening_lines
from bylint.model.prose import without
from bylint.model.world import Knowledge
from bylint.model.world import people_named
from bylint.roles.bio_people import People
from bylint.roles.bio_region import Passage
from bylint.roles.bio_region import empty_headings
from bylint.roles.bio_region import is_bio_component
from bylint.roles.bio_region import passages
from bylint.roles.byline_fields import may_sign
from bylint.roles.people import is_paper
from bylint.roles.site import distinct
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.fold import sentence_bounds
from bylint.text.organisations import resolve
from bylint.text.patterns import lazily

_LONGEST_FIELD, _MOST, _MOST_SENTENCES, _MOST_FIELDS = 4000, 60, 40, 400
_MOST_BELOW, _POST_LINE, _FEW = 3, 120, 2
"""Lines below a name that give a post; letters of one; words before a body that are no post yet."""
_COMMA = 2
"""Letters between two titles of one person."""


def find(article: Article, knowledge: Knowledge) -> Iterator[Bio | Affiliation]:
    """Yield the bios of an article, and the posts that they and bylines name."""
    yield from _in_boxes(article, knowledge) if article.is_author_data else ()
    known, by = names(knowledge), bio_words(knowledge)
    profile = article.parts.first(Profile)
    authors = (profile.about,) if profile else _authors(article)
    told: set[int] = set()
    for found in passages(article, authors, knowledge):
        told.add(found.block)
        yield from _told(found, authors, knowledge)
    described = distinct(field for field in article.fields if _is_bio_field(field, by))
    for field in islice(described, _MOST):
        who = _owner(field, article, authors, known)
        yield from _told(Passage(((who, None),), field.prose, -1), authors, knowledge)
    for who, prose in _in_data(article, authors, knowledge) if article.is_page else ():
        yield from _told(Passage(((who, None),), prose, -1, is_bio=False), authors, knowledge)
    for found in _in_components(article, authors, knowledge):
        yield from _told(found, authors, knowledge)
    for index in () if article.is_page or profile else empty_headings(article, by):
        heading = article.blocks[index].prose
        yield Bio(heading, index, authors[0] if len(authors) == 1 else "article", None, heading)
    if profile is None:
        yield from _posts_of_authors(article, knowledge)
        yield from _posts_below_names(article, told, knowledge)


def _in_boxes(article: Article, knowledge: Knowledge) -> Iterator[Bio | Affiliation]:
    """Yield what a file of authors says of each; nothing of one whose name is to be seen nowhere else."""
    fields = [field for field in article.fields if field.origin == AUTHOR_DATA and field.path[0] != ACCOUNT]
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
    yield from _told(Passage(((who, name),), prose, -1), (who,), knowledge)


def _told(found: Passage, authors: tuple[str, ...], knowledge: Knowledge) -> Iterator[Bio | Affiliation]:
    """Yield what a passage says of each of its people."""
    for share in _by_person(found, authors, knowledge):
        for who, name in share.people if found.is_bio else ():
            filler = _filler(share.prose, who, bio_words(knowledge))
            if filler is None and share.prose.span().end == found.prose.span().end:
                filler = _broken(share.prose, knowledge)
            yield Bio(share.prose, found.block, who, name, filler)
        yield from _posts_of(share, found.block, knowledge) if share.is_told and found.is_told else ()


def _authors(article: Article) -> tuple[str, ...]:
    people = [author for author in article.parts.of(Author) if not author.is_body]
    ordered = sorted(people, key=lambda author: (not author.signs, -author.about.count(" ")))
    found = dict.fromkeys(author.about for author in ordered if author.about and not author.is_placeholder)
    return tuple(found)[:_MOST]


def _broken(prose: Prose, knowledge: Knowledge) -> Prose | None:
    """Return the end of a bio that stops in the middle of a sentence: "of ..."."""
    at = breaks_off(prose.plain, knowledge)
    return prose.cut(at, len(prose.plain)) if at >= 0 else None


def _filler(prose: Prose, who: str, by: BioWords) -> Prose | None:
    """Return the words of a bio that stand for a bio to come: all of it, or a token such as TK."""
    if bare(prose.plain) == who or stands_for_bio(prose.plain, by):
        return prose
    token = by.token.search(prose.plain)
    gap = token.span() if token else gap_in(prose.plain, by.disclaimers.knowledge)
    return prose.cut(*gap) if gap else None


def _posts_of(share: _Share, block: int, knowledge: Knowledge) -> Iterator[Affiliation]:
    """Yield the posts of people who share a passage; with "respectively" each has one of them, if there are as many."""
    found = [tuple(_posts_in(who, share.whole, block, knowledge, share.since)) for who, _ in share.people]
    words = {word.strip(".,;()") for word in folded(share.prose.plain).split()} if len(found) > 1 else set()
    if words.isdisjoint(lexicon(knowledge).words["in_order"]):
        for posts in found:
            yield from posts
    elif all(len(posts) == len(found) for posts in found):
        yield from (posts[at] for at, posts in enumerate(found))


def _posts_in(who: str, prose: Prose, block: int, knowledge: Knowledge, since: Since = WHOLE) -> Iterator[Affiliation]:
    """Yield the posts that a text gives a person; its first sentence may be about others before `since`."""
    bodies = named(prose.plain, knowledge)
    # Below the name in a box, a body alone: "Jane Roe / Economist / Bank of England".
    is_title = len(bodies) == 1 and 2 * (bodies[0].end - bodies[0].start) > len(prose.plain)
    for start, end in sentence_bounds(prose.plain)[:_MOST_SENTENCES]:
        sentence = prose.cut(start, end)
        start = prose.plain.index(sentence.plain, start)
        inside = (body.moved(-start) for body in bodies if start <= body.start and body.end <= end)
        for post in affiliations(sentence, knowledge, inside, (who,), is_title=is_title, since=since):
            yield _affiliation(who, post, block, "bio")
        since = WHOLE


def _affiliation(who: str, post: Appointment, block: int, scope: str) -> Affiliation:
    found = post.organisation, post.title, post.status, post.whole, post.fresh
    return Affiliation(*found, who, scope, block, post.key, post.body, post.before)


class _Share(NamedTuple):
    """What a passage says of some people; `whole` begins with the sentence in which it turns to them, at `since`.
    `is_told`: they are those whom it is about, not somebody else whom it introduces."""

    people: People
    prose: Prose
    whole: Prose
    since: Since = WHOLE
    is_told: bool = True


def _by_person(found: Passage, authors: tuple[str, ...], knowledge: Knowledge) -> Iterator[_Share]:
    """Part a passage where it turns to somebody else; what is said of people who do not sign is left out."""
    people = kept = found.people
    last = Turn(0, 0)
    for turn in turns(found.prose, knowledge):
        others: People | None
        if turn.is_back:
            others = kept
        elif turn.names:
            others = _others(turn, people, authors, knowledge) if turn.start else None
        else:
            kept, others = people, ()
        if others is None or others == people:
            continue
        yield from _share(found, people, last, _end_before(turn, found.prose.plain, knowledge), knowledge)
        people, last = others, turn
    yield from _share(found, people, last, len(found.prose.plain), knowledge)


def _end_before(turn: Turn, plain: str, knowledge: Knowledge) -> int:
    """Return where the words before a turn end, without the comma and the "and" that lead to it."""
    words = plain[: turn.start].rstrip()
    if turn.start > turn.sentence and is_turn_joint(words.rsplit(" ", 1)[-1], knowledge):
        words = words.rsplit(" ", 1)[0] if words[-1] != "," else words
    return len(words.rstrip(" ,"))


def _share(found: Passage, people: People, turn: Turn, end: int, knowledge: Knowledge) -> Iterator[_Share]:
    """Yield what stands between a turn and the next one, if that is of people who sign, or introduces somebody else."""
    prose = found.prose
    if not (people or turn.names) or not prose.plain[turn.start : end].strip():
        return
    words = prose.cut(turn.start, end) if (turn.start, end) != (0, len(prose.plain)) else prose
    if not people:
        if found.block >= 0 and _introduces(words, turn, knowledge):
            yield _Share(((core(turn.names[0].plain, names(knowledge)), turn.names[0]),), words, words, is_told=False)
    elif turn.start == turn.sentence:
        yield _Share(people, words, words)
    else:
        begun, behind = turn.start - turn.sentence, max(turn.behind, turn.start) - turn.sentence
        yield _Share(people, words, prose.cut(turn.sentence, end), Since(begun, behind))


def _introduces(words: Prose, turn: Turn, knowledge: Knowledge) -> bool:
    """Tell whether words that begin with one whole name are a bio of their own: "Jane Roe is a potter in Leeds"; who is
    "a friend of hers" belongs to the one before."""
    listed, by = lexicon(knowledge).words, bio_words(knowledge)
    plain = words.plain[: sentence_bounds(words.plain)[0][1]]
    if len(turn.names) != 1 or " " not in core(turn.names[0].plain, names(knowledge)) or not has_post(plain, by):
        return False
    # "Jane Roe, a professor, reviewed the text": what somebody has done for it.
    verb = folded(plain[turn.behind - turn.start :]).split()[:1]
    is_told = bool(verb) and verb[0] in by.verbs["is"] | by.verbs["present"] | by.verbs["works"] - by.verbs["past"]
    return is_told and (listed["possessive"] | listed["pronoun"]).isdisjoint(bare(plain).split())


def _others(turn: Turn, people: People, authors: tuple[str, ...], knowledge: Knowledge) -> People | None:
    """Return whom a text turns to; nobody if they do not sign, nothing if they are those before."""
    signed = [signer_of(name.plain, authors, names(knowledge)) for name in turn.names]
    about = {who for who, _ in people}
    if all(signed):
        return None if turn.names and about == {*signed} else tuple(zip(signed, turn.names, strict=True))
    told = [core(name.plain, names(knowledge)) for name in turn.names]
    is_other = turn.is_sure and all(is_person(name.plain, names(knowledge)) for name in turn.names)
    is_same_one = any(is_same(who, name) or is_same(name, who) for who in about for name in told)
    return () if is_other and not is_same_one else None


def _is_bio_field(field: Field, by: BioWords) -> bool:
    if field.origin != "front-matter" or not field.prose.plain or len(field.prose.plain) > _LONGEST_FIELD:
        return False
    keys = [folded(key) for key in field.path if isinstance(key, str)]
    if not keys:
        return False
    is_inner = len(keys) > 1 and keys[0] in ("author", "authors") and keys[-1] in by.field_inner
    return is_inner or (len(keys) <= 2 and keys[-1] in by.fields)


_OF_AUTHORS = ("author", "contributor", "guest-author")
"""Components that are boxes of bios if they have one."""
# `<AuthorCard name="Jane Roe" bio="Jane Roe mends nets." />`
_ATTRIBUTE = lazily(r"""\b(name|author|bio|biography|description)=(["'])(.{1,2000}?)\2""")


def _in_components(article: Article, authors: tuple[str, ...], knowledge: Knowledge) -> Iterator[Passage]:
    """Yield what the attributes of a component for bios say of the person whom they name, or of the only author."""
    by, known = bio_words(knowledge), names(knowledge)
    for index, block in enumerate(article.blocks):
        if block.kind != "shortcode" or "=" not in block.prose.plain:
            continue
        if is_bio_component(block, by) or block.name.casefold() in _OF_AUTHORS:
            given = {match[1]: block.prose.cut(*match.span(3)) for match in _ATTRIBUTE.finditer(block.prose.plain)}
            name = next((given[key] for key in ("name", "author") if key in given), None)
            who = core(name.plain, known) if name else authors[0] if len(authors) == 1 else "article"
            told = [given[key] for key in ("bio", "biography", "description") if key in given]
            is_name = name is not None and is_person(name.plain, known)
            yield from (Passage(((who, name if is_name else None),), prose, index) for prose in told[:1])


def _in_data(article: Article, authors: tuple[str, ...], knowledge: Knowledge) -> Iterator[tuple[str, Prose]]:
    """Yield what a page's structured data say of an author. Not a bio: no reader sees it, and the page often prints
    it."""
    known = names(knowledge)
    for field in article.fields[:_MOST_FIELDS]:
        if field.origin == "json-ld" and field.path[-1:] == ("description",) and field.path[0] in ("author", "@graph"):
            beside = (other for other in article.fields[:_MOST_FIELDS] if other.item == field.item)
            own = {str(other.path[-1]): other.prose.plain for other in beside if other.path[:-1] == field.path[:-1]}
            who = core(own.get("name", ""), known)
            if own.get("@type") == "Person" and who in authors and len(field.prose.plain) <= _LONGEST_FIELD:
                yield who, field.prose


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
            posts = (*_posts(author, knowledge), *_at_body_behind(author, article, knowledge))
            yield from (_affiliation(author.about, post, -1, "byline") for post in posts)
    yield from _posts_in_header(article, knowledge)


def _posts_below_names(article: Article, told: Set[int], knowledge: Knowledge) -> Iterator[Affiliation]:
    """Yield the post on the line below the byline of one person: "By Jane Roe / Professor, Naval War College". `told`:
    blocks of bios, which are read already."""
    by_block: dict[int, list[Author]] = {}
    for author in article.parts.of(Author):
        by_block.setdefault(author.block, []).append(author)
    for block, (author, *others) in by_block.items():
        if (
            block >= 0
            and told.isdisjoint((block, block + 1))
            and not others
            and not author.titles
            and not author.is_body
        ):
            lines = tuple(takewhile(lambda line: _is_post_line(line, knowledge), _lines_below(author, article)))
            title = joined(lines, ", ") if lines else None
            for post in affiliations(title, knowledge, named(title.plain, knowledge), is_title=True) if title else ():
                yield _affiliation(author.about, post, block, "byline")


def _lines_below(author: Author, article: Article) -> Iterator[Prose]:
    """Yield the lines behind that of a name in its block, or those of the next block."""
    end = author.prose.span().end
    lines = opening_lines(article.source, article.blocks[author.block].prose)
    rest = [line for line in lines if line.span().start >= end]
    following = author.block + 1
    if not rest and following < len(article.blocks) and article.blocks[following].kind in ("paragraph", "label"):
        block = article.blocks[following]
        rest = (
            [*opening_lines(article.source, block.prose)]
            if block.prose.plain and may_sign(block, _POST_LINE * 2)
            else []
        )
    return islice(rest, _MOST_BELOW)


def _is_post_line(line: Prose, knowledge: Knowledge) -> bool:
    """Tell whether a line names a body, perhaps with a post before it and a place behind it, or a post, and says no
    more."""
    plain, by = line.plain, bio_words(knowledge)
    if len(plain) > _POST_LINE or not plain[0].isupper() or plain[-1] in ".:;?!":
        return False
    head = plain.split(",")[0]
    if is_person(head, names(knowledge)) and not is_post(folded(head).split()[-1], by):
        return False  # "Ida Lund, Economist, World Bank" is somebody else
    bodies = named(plain, knowledge)
    if not bodies:
        return is_post(folded(plain).split()[-1], by) and by.saying.isdisjoint(folded(plain).split())
    before, behind = plain[: bodies[0].start].rstrip(), plain[bodies[-1].end :].strip()
    words = before.lower().split()
    is_led = not words or words == ["the"] or before.endswith(",") or words[-1] in by.before_body
    return (
        is_led
        and behind[:1] in ("", ",")
        and (len(words) < _FEW or any(is_post(folded(w).strip(","), by) for w in words))
    )


def _posts_in_header(article: Article, knowledge: Knowledge) -> Iterator[Affiliation]:
    """Yield what keys of the header say of the only signer: `affiliation: Banco Mundial`, `author_title: ...`."""
    signing = dict.fromkeys(author.about for author in article.parts.of(Author) if author.signs and not author.is_body)
    keys = bio_words(knowledge).header_posts
    fields = (field for field in article.fields if field.origin == "front-matter" and field.prose.plain)
    for field in fields if len(signing) == 1 else ():
        steps = [folded(step) for step in field.path if isinstance(step, str)]
        if len(steps) == 1 and steps[0] in keys:
            found = affiliations(field.prose, knowledge, named(field.prose.plain, knowledge), is_title=True)
            for post in found or _behind_comma(field.prose, knowledge):
                yield _affiliation(next(iter(signing)), post, -1, "byline")


def _posts(author: Author, knowledge: Knowledge) -> Iterator[Appointment]:
    titles = [title for title in author.titles if title.at]
    employers = [employer for employer in author.employers if employer.at]
    status = _status(titles, bio_words(knowledge))
    for employer in employers:
        key = resolve(employer.plain, knowledge.directory)
        yield Appointment(employer, titles[0] if titles else None, status, employer, key=key)
    for title in _together(titles):
        found = affiliations(title, knowledge, named(title.plain, knowledge), is_title=True)
        yield from found or _behind_comma(title, knowledge)


def _at_body_behind(author: Author, article: Article, knowledge: Knowledge) -> Iterator[Appointment]:
    """Yield the post by the title beside a name at the body behind a comma: "Professor of Law, Tarn University"."""
    titles = [title for title in author.titles if title.at]
    for body in article.parts.of(Author) if titles and author.block >= 0 else ():
        gap = body.prose.span().start - titles[-1].span().end
        if body.is_body and body.block == author.block and 0 < gap <= _COMMA:
            key = resolve(body.prose.plain, knowledge.directory)
            status, whole = _status(titles, bio_words(knowledge)), joined((titles[-1], body.prose), ", ")
            yield Appointment(body.prose, titles[-1], status, whole, key=key)


def _together(titles: list[Prose]) -> Iterator[Prose]:
    """Yield titles beside a name; those that commas part are one: "Professor of Strategy", "Naval War College"."""
    run: list[Prose] = []
    for title in titles:
        if run and not 0 <= title.span().start - run[-1].span().end <= _COMMA:
            yield joined(run, ", ")
            run = []
        run.append(title)
    if run:
        yield joined(run, ", ") if len(run) > 1 else run[0]


def _behind_comma(title: Prose, knowledge: Knowledge) -> Iterator[Appointment]:
    """ "Professor, Naval War College": what stands behind the last comma, if it names a body."""
    known, by = names(knowledge), bio_words(knowledge)
    at = title.plain.rfind(", ")
    body = title.cut(at + 2, len(title.plain)) if at > 0 else title
    words = [word.strip(".,") for word in folded(body.plain).split()]
    is_named = not known.bodies.isdisjoint(words) or (at > 0 and is_paper(body.plain, knowledge))
    if is_named and by.posts.isdisjoint(folded(body.plain).split()):
        yield Appointment(body, title.cut(0, at) if at > 0 else None, _status([title], by), title)


def _status(titles: list[Prose], by: BioWords) -> str:
    words = {word.strip(".,()") for title in titles for word in folded(title.plain).split()}
    for name in STATUSES:
        if words & by.status[name]:
            return name
    return "current"
