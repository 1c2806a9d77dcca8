"""Who the authors are, and what is said about them."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.markup import Field
from bylint.model.parts_people import Affiliation
from bylint.model.parts_people import Bio
from bylint.model.prose import Prose
from bylint.roles.bio.affiliations import Appointment
from bylint.roles.bio.affiliations import affiliations
from bylint.roles.bio.claims import claims
from bylint.roles.bio.claims import normal
from bylint.roles.bio.claims import rank
from bylint.roles.bio.posts import posts_of_fields
from bylint.roles.bio.profile import flaws
from bylint.roles.bio.profile import profile
from bylint.roles.bio.recognise import bios
from bylint.roles.bio.registered import confirmed
from bylint.roles.bio.words import Words
from bylint.roles.bio.words import words
from bylint.roles.naming import Names
from bylint.roles.naming import core
from bylint.roles.naming import names
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.sentences import sentences

_LONGEST, _MOST = 4000, 60


def parts(article: Article, knowledge: Knowledge) -> Iterator[Part | Bio | Affiliation]:
    """Yield the bios of an article, the posts they name, and the facts that can be compared."""
    known, by = names(knowledge), words(knowledge)
    page = profile(article, known, by)
    authors = (page.about,) if page else _authors(article)
    if page:
        yield from flaws(article, page, by)
    for author in article.each("author"):
        yield from _ranked(author.about, author.prose, author.block, by)
    for found in bios(article, authors, knowledge):
        for who, name in found.people:
            yield from _ranked(who, name, found.block, by) if name else ()
            yield _bio(who, name, found.prose, found.block, by)
            yield from _described(who, found.prose, found.block, article, knowledge)
    described = [field for field in article.fields if _is_bio_field(field, by)]
    for field in described[:_MOST]:
        who = _owner(field, article, authors, known)
        yield _bio(who, None, field.prose, -1, by)
        yield from _described(who, field.prose, -1, article, knowledge)
    for who, post in () if page else posts_of_fields(article, known, by):
        yield _affiliation(who, post, -1, "byline")


def _authors(article: Article) -> tuple[str, ...]:
    signing = [part for part in article.each("author") if part.words("kind") != "organisation"]
    ordered = sorted(signing, key=lambda part: (not part.has("signs"), -part.about.count(" ")))
    found = dict.fromkeys(part.about for part in ordered if part.about and not part.has("placeholder"))
    return tuple(found)[:_MOST]


def _bio(who: str, name: Prose | None, prose: Prose, block: int, by: Words) -> Bio:
    return Bio(prose, block, who, name, _filler(prose, who, by))


def _filler(prose: Prose, who: str, by: Words) -> Prose | None:
    """Return the words of a bio that stand for a bio to come: all of it, or a token such as TK."""
    text = folded(prose.plain)
    if text.strip(" .:;!-*_[](){}") in by.placeholders or bare(text) == who or any(word in text for word in by.filler):
        return prose
    token = by.token.search(prose.plain)
    return prose.cut(*token.span()) if token else None


def _described(
    who: str, prose: Prose, block: int, article: Article, knowledge: Knowledge
) -> Iterator[Part | Affiliation]:
    known, by = names(knowledge), words(knowledge)
    for sentence in sentences(prose)[:40]:
        posts = affiliations(sentence, known, by)
        for post in posts:
            yield _affiliation(who, post, block, "bio")
            yield from _tenure(who, post, block, article)
        for claim in claims(posts, by):
            elements = (*claim.elements, *confirmed(claim, who, article, knowledge))
            yield Part("claim", claim.prose, claim.prose.span(), who, elements, block)


def _affiliation(who: str, post: Appointment, block: int, scope: str) -> Affiliation:
    return Affiliation(post.organisation, post.title, post.status, post.whole, post.fresh, who, scope, block)


def _ranked(who: str, name: Prose, block: int, by: Words) -> Iterator[Part]:
    yield from (Part("claim", claim.prose, claim.prose.span(), who, claim.elements, block) for claim in rank(name, by))


def _tenure(who: str, post: Appointment, block: int, article: Article) -> Iterator[Part]:
    """Yield whether a post that is held is new on the article's day, for comparison with older articles."""
    if post.status != "current" or not post.title or not article.published:
        return
    words = post.fresh or post.whole
    slot = f"{normal(post.organisation.plain)}|{normal(post.title.plain)}"
    value = f"new {article.published}" if post.fresh else "held"
    yield Part("tenure", words, words.span(), who, (Element("slot", slot), Element("value", value)), block)


def _is_bio_field(field: Field, by: Words) -> bool:
    if field.origin != "front-matter" or not field.prose.plain or len(field.prose.plain) > _LONGEST:
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
