"""Who answers for an article, and where they work at its date: by the registry, else by the bio, else by the byline."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bylint.grammar import lexicon
from bylint.grammar.names import core
from bylint.grammar.names import is_same
from bylint.grammar.names import names
from bylint.model.article import Article
from bylint.model.parts_people import Affiliation
from bylint.model.parts_people import Author
from bylint.model.parts_people import Bio
from bylint.model.parts_people import Body
from bylint.model.parts_people import Signer
from bylint.model.parts_people import SignerAffiliation
from bylint.model.prose import EMPTY
from bylint.model.prose import Prose
from bylint.model.prose import unplaced
from bylint.model.source import line_of
from bylint.model.world import Knowledge
from bylint.model.world import Person
from bylint.model.world import Post
from bylint.model.world import is_held
from bylint.model.world import people_named
from bylint.model.world import told
from bylint.roles.bio import of_box
from bylint.roles.blocks import RUNNING
from bylint.roles.people import is_profile
from bylint.roles.people import person
from bylint.roles.site import folders_of
from bylint.roles.site import printed_settings
from bylint.text.fold import bare
from bylint.text.fold import folded

_LINE = 60
"""Letters of the longest heading that announces people."""
_BEFORE = 60
"""Letters before the name of an organisation that are looked at."""


class _Name(NamedTuple):
    """An organisation by id, its name as printed, and the words before it."""

    key: str
    prose: Prose
    before: str


def signers(article: Article, knowledge: Knowledge) -> tuple[Signer, ...]:
    """Return who signs an article, in reading order, or, where nobody does, the one person whom its bio introduces."""
    if article.is_author_data or is_event(article, knowledge) or (is_profile(article) and has_boxes(knowledge)):
        return ()
    authors = [author for author in article.parts.of(Author) if author.signs]
    if authors:
        people = (author for author in authors if not author.is_body and not author.is_placeholder)
        return tuple(_signer(author.about, author.name, author, knowledge) for author in people)
    over = _headings_over(article) if article.parts.of(Bio) else []
    bios = {bio.about: bio for bio in article.parts.of(Bio) if _is_of_author(article, bio, over, knowledge)}
    if len(bios) != 1:
        return ()
    ((key, bio),) = bios.items()
    return (_signer(key, _person_of(bio) or key, None, knowledge),) if _is_at_foot(article, bio) else ()


def affiliations(article: Article, signing: tuple[Signer, ...], knowledge: Knowledge) -> tuple[SignerAffiliation, ...]:
    """Return the places of work of the signers, in reading order; the registry corrects what is printed.

    What is told of a person and a body for the second time, in the same status, is left out.
    """
    printed = tuple(_printed(article, signing, knowledge))
    # What the site's author data say of posts is in the boxes, where they are printed.
    registered = tuple(one for one in signing if not (has_boxes(knowledge) and _posts_of_site(one)))
    by_registry = tuple(each for one in registered for each in _registered(article, one, printed))
    known = {(each.signer.key, each.key) for each in by_registry if each.key}
    told_here = tuple(each for each in printed if (each.signer.key, each.key) not in known)
    every = (*told_here, *by_registry)
    first = {(each.signer.key, each.key or each.words, each.status): each for each in reversed(every)}
    return tuple(each for each in every if first[each.signer.key, each.key or each.words, each.status] is each)


def boxed(article: Article, signing: tuple[Signer, ...], knowledge: Knowledge) -> Iterator[SignerAffiliation]:
    """Yield where people work now by the boxes that the template prints of them: of the signers of an article, or of
    those of whom a file of authors tells."""
    if not has_boxes(knowledge):
        return
    if article.is_author_data:
        for post in article.parts.of(Affiliation):
            who = person(post.about, knowledge)
            if who and not who.is_withheld and post.scope == "bio":
                yield from _of_box(post, Signer(post.about, who.name, None, -1, who), post.prose)
        return
    for one in signing:
        if one.person is None or one.prose is None:
            continue
        for post in _posts_in_box(one.person, knowledge):
            yield from _of_box(post, one, one.prose)
        for known in _posts_of_site(one):
            body = known.organisation
            yield SignerAffiliation(one, body, body, one.prose, known.title, "current", "", -1)


def _posts_of_site(signer: Signer) -> tuple[Post, ...]:
    """Return the posts that author data has beside the bio of a signer, but for those of the past."""
    who = signer.person
    return tuple(post for post in who.posts if post.until is None) if who and who.is_author_data else ()


def _of_box(post: Affiliation, signer: Signer, at: Prose) -> Iterator[SignerAffiliation]:
    who = signer.person
    # What the registry says of the person itself is held against each article already.
    posts = () if who is None or who.is_author_data else who.posts
    is_registered = any(known.organisation == post.key for known in posts)
    if post.key and post.status == "current" and not is_registered:
        title = post.title.plain if post.title else ""
        yield SignerAffiliation(signer, post.key, post.organisation.plain, at, title, post.status, "", -1, post.before)


@lru_cache(maxsize=4096)
def _posts_in_box(who: Person, knowledge: Knowledge) -> tuple[Affiliation, ...]:
    """Return what the box of a person says of posts; its words have no place in an article."""
    about = core(who.name, names(knowledge))
    told = (("bio", unplaced(who.bio)), ("title", unplaced(who.title)))
    found = (part for kind, prose in told for part in of_box(kind, prose, about, knowledge) if prose.plain)
    return tuple(part for part in found if isinstance(part, Affiliation))


def has_boxes(knowledge: Knowledge) -> bool:
    """Tell whether the template prints a box about each author."""
    return bool(printed_settings(knowledge).get("bios"))


def is_event(article: Article, knowledge: Knowledge) -> bool:
    """Tell whether a file is the page of an event, whose bios are those of speakers."""
    words = lexicon(knowledge).words
    if words["event_folder"].intersection(map(str.casefold, folders_of(article, knowledge))):
        return True
    keys = (folded(str(field.path[0])) for field in article.fields if field.origin == "front-matter" and field.path)
    return not (words["introduced_key"] | words["event_key"]).isdisjoint(keys)


def _signer(key: str, name: str, author: Author | None, knowledge: Knowledge) -> Signer:
    forms = dict.fromkeys((bare(key), bare(name)))
    found = {each.id: each for form in forms for each in people_named(knowledge.registry, form)}
    who: Person | None = next(iter(found.values())) if len(found) == 1 else None
    if who and (who.is_withheld or bare(name) in map(bare, who.pen_names)):
        who = None
    prose, block = (author.prose, author.block) if author else (None, -1)
    return Signer(key, name or key, prose, block, who)


def _person_of(bio: Bio) -> str:
    return bio.name.plain if bio.name else bio.about


def _signer_of(who: str, signing: tuple[Signer, ...]) -> Signer | None:
    """Return the signer whom a part is about."""
    who = bare(who)
    if not who:
        return None
    if who == "article" and len(signing) == 1:
        return signing[0]
    return next((one for one in signing if is_same(bare(one.key), who) or is_same(who, bare(one.key))), None)


def _is_of_author(article: Article, part: Bio | Affiliation, over: Sequence[str], knowledge: Knowledge) -> bool:
    """Tell whether a bio or a post is told of an author, not of a speaker, a guest or somebody in a list of people;
    `over`: the heading over each block."""
    known = lexicon(knowledge)
    if part.block < 0:
        return not any(known.words["introduced_key"] & set(keys) for keys in _keys_at(article, part))
    return not known.has("introduced", over[part.block])


def _keys_at(article: Article, part: Bio | Affiliation) -> Iterator[list[str]]:
    for field in article.fields:
        span = field.prose.span()
        if field.prose.at and span.start <= part.span.start and part.span.end <= span.end:
            yield [folded(key) for key in field.path if isinstance(key, str)]


def _headings_over(article: Article) -> list[str]:
    """Return for each block the heading over a row of bios; a heading over other text says nothing of them."""
    bios = {bio.block for bio in article.parts.of(Bio)}
    over, last = list[str](), ""
    for index, block in enumerate(article.blocks):
        over.append(last)
        if block.kind == "heading":
            last = block.prose.plain if len(block.prose.plain) <= _LINE else ""
        elif index not in bios and len(block.prose.plain) > RUNNING:
            last = ""
    return over


def _is_at_foot(article: Article, bio: Bio) -> bool:
    if bio.block < 0:
        return True
    around = {each.block for each in article.parts.of(Bio)}
    after = (part for part in article.parts.of(Body) if part.block > bio.block and part.block not in around)
    return not any(len(part.prose.plain) > RUNNING for part in after)


def _printed(article: Article, signing: tuple[Signer, ...], knowledge: Knowledge) -> Iterator[SignerAffiliation]:
    over = _headings_over(article) if article.parts.of(Affiliation) else []
    for post in article.parts.of(Affiliation):
        signer = _signer_of(post.about, signing)
        if signer is None or not _is_of_author(article, post, over, knowledge) or _is_written_for(article, post):
            continue
        name = _name_of(post, knowledge)
        yield SignerAffiliation(
            signer,
            name.key,
            post.organisation.plain or name.prose.plain,
            name.prose,
            post.title.plain if post.title else "",
            post.status,
            "in the byline" if post.scope == "byline" else "in the bio",
            post.block,
            name.before,
        )


def _is_written_for(article: Article, post: Affiliation) -> bool:
    # "By Jane Roe for NOAA Fisheries": the body publishes, it may not employ.
    if post.scope != "byline":
        return False
    said = article.blocks[post.block].prose if post.block >= 0 else _field_with(article, post)
    return folded(said.before(post.span.start)).endswith((" for", " for the"))


def _field_with(article: Article, post: Affiliation) -> Prose:
    """Return the value of the header that names a post."""
    values = (field.prose for field in article.fields if field.prose.at)
    return next((value for value in values if value.span().start <= post.span.start < value.span().end), EMPTY)


def _registered(
    article: Article, signer: Signer, told_here: tuple[SignerAffiliation, ...]
) -> Iterator[SignerAffiliation]:
    posts = signer.person.posts if signer.person else ()
    for key in dict.fromkeys(post.organisation for post in posts):
        of_body = [post for post in posts if post.organisation == key]
        printed = next((each for each in told_here if each.signer is signer and each.key == key), None)
        now = next((post for post in of_body if is_held(post, article.published)), None)
        # Of posts that are over, or still to come, the last says when.
        post = now or of_body[-1]
        yield _by_registry(signer, post, printed, "current" if now else _when(post, article))


def _when(post: Post, article: Article) -> str:
    day = article.published
    return "former" if day is None or (post.until and post.until < day) else "incoming"


def _by_registry(signer: Signer, post: Post, printed: SignerAffiliation | None, status: str) -> SignerAffiliation:
    stated = f"in the registry ({line_of(post.place)})"
    return SignerAffiliation(
        signer,
        post.organisation,
        printed.words if printed else post.organisation,
        printed.prose if printed else signer.prose or EMPTY,
        (printed.title if printed else "") or post.title,
        status,
        f"{printed.stated} and {stated}" if printed else stated,
        printed.block if printed else signer.block,
        printed.before if printed else "",
        told(post),
        post.place,
        is_printed=printed is not None,
    )


def _name_of(post: Affiliation, knowledge: Knowledge) -> _Name:
    """Return the organisation that an affiliation names; its id is empty where the directory does not know it."""
    if post.organisation.plain in knowledge.directory.organisations:
        return _Name(post.organisation.plain, post.organisation, "")
    return _Name(post.key, post.body or post.organisation, post.before)
