"""What an article says about people, for an archive to remember: facts that no rule has asked for."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.article import Part
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
_KINDS = {"author": NAME, "bio": BIO, "affiliation": POST, "handle": HANDLE}
_LONGEST = 1000


def mentions(article: Article) -> Iterator[Fact]:
    """Yield a fact for each thing that is said about a person: the claim is its kind, the words are as printed."""
    signing: dict[str, None] = {}
    for part in article.parts:
        kind = _KINDS.get(part.role)
        if kind is None or not _is_person(part):
            continue
        if kind == NAME:
            signing[part.about] = None
        yield _fact(article, part, part.about, kind, _words(part))
    for part in article.each("disclaimer"):
        for person in signing:
            yield _fact(article, part, person, DISCLAIMER, part.prose.plain)


def _is_person(part: Part) -> bool:
    is_nobody = part.has("placeholder") or part.words("kind") == "organisation"
    return bool(part.about) and part.about != "article" and not is_nobody


def _words(part: Part) -> str:
    if part.role == "author":
        return part.words("name") or part.prose.plain
    if part.role != "affiliation":
        return part.prose.plain
    post = ", ".join(filter(None, (part.words("title"), part.words("organisation"))))
    status = part.words("status")
    return post if status in ("", "current") else f"{post} ({status})"


def _fact(article: Article, part: Part, person: str, kind: str, words: str) -> Fact:
    place = place_of(article.source, part.span)
    return Fact(CODE, person, kind, words[:_LONGEST], "article", place, article.published)
