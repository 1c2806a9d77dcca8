"""What an article says about people, for an archive to remember: facts that no rule has asked for."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.checks.bio_owners import odd_accounts
from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.source import Span
from bylint.model.source import place_of
from bylint.model.violation import Fact

CODE = ""
"""The code of such facts; they belong to no rule."""

NAME = "name"
BIO = "bio"
POST = "post"
HANDLE = "handle"
DISCLAIMER = "disclaimer"
# Which parts are remembered, and as what.
_KINDS = {"author": NAME, "bio": BIO, "affiliation": POST}
_LONGEST = 1000


def mentions(article: Article, knowledge: Knowledge) -> Iterator[Fact]:
    """Yield a fact for each thing that is said about a person.

    The subject is the person, the words are as printed; the claim is its kind and, for a post, its status, title and
    organisation as well.
    """
    signing: dict[str, None] = {}
    for part in article.view:
        kind = _KINDS.get(part.role)
        if kind is None or not _is_person(part):
            continue
        if kind == NAME:
            signing[part.about] = None
        yield _fact(article, part, part.about, _claim(kind, part))
    for odd in odd_accounts(article, knowledge):
        if odd.about and odd.about != "article":
            yield _said(article, odd.prose.plain, odd.span, odd.about, HANDLE)
    for part in article.each("disclaimer"):
        for person in signing:
            yield _fact(article, part, person, DISCLAIMER)


def _is_person(part: Part) -> bool:
    is_nobody = part.has("placeholder") or part.words("kind") == "organisation"
    return bool(part.about) and part.about != "article" and not is_nobody


def _claim(kind: str, part: Part) -> str:
    if kind != POST:
        return kind
    said = (part.words(name).replace("|", " ") for name in ("status", "title", "organisation"))
    return "|".join((kind, *said))


def _fact(article: Article, part: Part, person: str, claim: str) -> Fact:
    words = (part.words("name") if part.role == "author" else "") or part.prose.plain
    return _said(article, words, part.span, person, claim)


def _said(article: Article, words: str, span: Span, person: str, claim: str) -> Fact:
    place = place_of(article.source, span)
    return Fact(CODE, person, claim, words[:_LONGEST], "article", place, article.published)
