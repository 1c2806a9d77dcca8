"""What was understood of an article as plain data: the stable form of `bylint inspect`."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from typing import Any

from bylint.model.about import date_of
from bylint.model.about import headline_of
from bylint.model.about import signers_of
from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.source import Place
from bylint.model.source import place_of

_ADVERTISING = ("marker", "chrome", "slot", "disclosure")
_UNREAD = {"unreadable-file": "", "oversized-file": "", "not-judged": "bylint failed on it: "}


def portrait(article: Article, text: Iterable[Part]) -> dict[str, Any]:
    """Return what was understood of an article, and the parts that are its text. Keys are added, never changed."""
    found: dict[str, Any] = {
        "path": article.source.path,
        "format": article.format or None,
        "headline": headline_of(article) or None,
        "language": article.language or None,
        "date": date_of(article) or None,
        "authors": list(authors_of(article)),
        "affiliations": list(_affiliations(article)),
        "bios": [_bio(article, part) for part in article.each("bio")],
        "disclaimers": [_disclaimer(article, part) for part in article.each("disclaimer")],
        "images": [_image(article, part) for part in article.each("image")],
        "ads": list(_ads(article)),
        "printed": list(_printed(article)),
        "text": "\n".join(part.prose.plain for part in text),
    }
    error = error_of(article)
    return found if error is None else {**found, "format": None, "error": error}


def parts(article: Article) -> Iterator[dict[str, Any]]:
    """Yield each part with all that is known of it, nothing cut short; a span is two offsets in the decoded file."""
    for part in article.view:
        yield {
            "path": article.source.path,
            "role": part.role,
            "span": list(part.span),
            "about": part.about,
            "block": part.block,
            "words": part.prose.plain,
            "elements": [_element(element) for element in part.elements],
        }


def error_of(article: Article) -> str | None:
    """Return why an article was not read or not judged, or None where it was."""
    return next((_UNREAD[fault.kind] + fault.words for fault in article.faults if fault.kind in _UNREAD), None)


def _element(element: Element) -> list[Any]:
    """Return name and words, with the span of an element that has a place, or the place in another file."""
    told: list[Any] = [element.name, element.words]
    if element.prose is not None and element.prose.at:
        told.append(list(element.prose.span()))
    if element.place is not None:
        told.append(f"{element.place.path}:{element.place.line}")
    return told


def authors_of(article: Article) -> Iterator[dict[str, Any]]:
    """Yield who signs an article, each once."""
    for author in signers_of(article):
        line = place_of(article.source, author.span).line
        yield {"name": author.name, "line": line, "source": author.origin}


def _affiliations(article: Article) -> Iterator[dict[str, Any]]:
    """Where people work, and have worked; `id` is that of the directory."""
    names = {part.about: part.words("name") for part in article.each("author")}
    for part in article.each("affiliation"):
        yield {
            "person": names.get(part.about) or part.about,
            "organisation": part.words("organisation"),
            "id": part.words("id") or None,
            "title": part.words("title") or None,
            "status": part.words("status"),
            "line": _place(article, part).line,
        }


def _bio(article: Article, part: Part) -> dict[str, Any]:
    return {"person": part.words("person") or None, "text": part.prose.plain, **_place_lines(article, part)}


def _disclaimer(article: Article, part: Part) -> dict[str, Any]:
    entities = [element.words for element in part.elements if element.name == "entity"]
    return {
        "text": part.prose.plain,
        **_place_lines(article, part),
        "entities": entities,
        "hidden": part.has("hidden"),
    }


def _image(article: Article, part: Part) -> dict[str, Any]:
    credits_ = [credit for credit in article.each("credit") if credit.about == part.about]
    visible = [credit for credit in credits_ if not credit.has("hidden")]

    others = [element.words for element in part.elements if element.name == "variant"]

    def known(name: str) -> str | None:
        return next((credit.words(name) for credit in visible if credit.has(name)), None)

    return {
        "src": [part.words("src"), *others] if others else part.words("src"),
        "alt": part.words("alt") or None,
        "caption": part.words("caption") or None,
        "credit": part.words("makers") or part.words("credit") or part.words("hidden-credit") or _first(visible),
        "credit_is_hidden": not part.has("credit") and part.has("hidden-credit"),
        "creator": known("creator"),
        "supplier": known("supplier"),
        "licence": known("licence"),
        "line": _place(article, part).line,
    }


def _first(credits_: list[Part]) -> str | None:
    return next((credit.prose.plain for credit in credits_), None)


def _ads(article: Article) -> Iterator[dict[str, Any]]:
    for part in article.view:
        if part.role in _ADVERTISING:
            yield {"kind": part.role, "text": part.prose.plain, "line": _place(article, part).line}


def _printed(article: Article) -> Iterator[dict[str, Any]]:
    """What the template prints: the text, what prints it, and the line that calls for it."""
    for part in article.each("body"):
        if part.has("of-template"):
            yield {"text": part.prose.plain, "by": part.words("of-template"), "line": _place(article, part).line}


def _place_lines(article: Article, part: Part) -> dict[str, int]:
    place = _place(article, part)
    return {"line": place.line, "end_line": place.end_line}


def _place(article: Article, part: Part) -> Place:
    return place_of(article.source, part.span)
