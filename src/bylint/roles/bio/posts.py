"""Posts that a byline or a field beside the name gives an author."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.prose import Prose
from bylint.roles.bio.affiliations import Appointment
from bylint.roles.bio.affiliations import affiliations
from bylint.roles.bio.words import Words
from bylint.roles.naming import Names
from bylint.text.fold import folded


def posts_of_fields(article: Article, known: Names, by: Words) -> Iterator[tuple[str, Appointment]]:
    """Yield the author and the post of titles such as "Professor of Geography, Example State University"."""
    for author in article.each("author"):
        if author.words("kind") == "organisation":
            continue
        for post in _posts(author, known, by):
            yield author.about, post


def _posts(author: Part, known: Names, by: Words) -> Iterator[Appointment]:
    titles = [e.prose for e in author.elements if e.name == "title" and e.prose is not None and e.prose.at]
    employers = [e.prose for e in author.elements if e.name == "employer" and e.prose is not None and e.prose.at]
    status = _status(titles, by)
    for employer in employers:
        yield Appointment(employer, titles[0] if titles else None, status, employer)
    for title in titles:
        found = affiliations(title, known, by, is_title=True)
        yield from found or _behind_comma(title, known, by)


def _behind_comma(title: Prose, known: Names, by: Words) -> Iterator[Appointment]:
    """ "Professor, Naval War College": what stands behind the last comma, if it names a body."""
    at = title.plain.rfind(", ")
    body = title.cut(at + 2, len(title.plain)) if at > 0 else title
    if any(word.strip(".,") in known.bodies for word in folded(body.plain).split()) and not any(
        word in by.posts for word in folded(body.plain).split()
    ):
        yield Appointment(body, title.cut(0, at) if at > 0 else None, _status([title], by), title)


def _status(titles: list[Prose], by: Words) -> str:
    words = {word.strip(".,()") for title in titles for word in folded(title.plain).split()}
    for name in ("retired", "former", "incoming", "student", "nonresident", "adjunct", "visiting", "board"):
        if words & by.status[name]:
            return name
    return "current"
