"""Who signs the articles of an archive, as a report tells it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator

from bylint.audit.archive import BIO
from bylint.audit.archive import DISCLAIMER
from bylint.audit.archive import POST
from bylint.audit.archive import KnownPerson
from bylint.model.rule import Fact
from bylint.report.document import AuthorRow


def author_rows(people: Iterable[KnownPerson]) -> Iterator[AuthorRow]:
    """Yield the people who sign articles, with their posts in the order in which articles first name them."""
    for person in people:
        first, last = (day.isoformat() if day else "" for day in (person.first, person.last))
        posts = tuple(dict.fromkeys(_post(fact) for fact in person.facts if fact.claim.startswith(f"{POST}|")))
        bios = {fact.words for fact in person.facts if fact.claim == BIO}
        carrying = {fact.place.path for fact in person.facts if fact.claim == DISCLAIMER}
        known = (person.key, person.names[0], person.articles, first, last, posts)
        yield AuthorRow(*known, len(bios), len(carrying))


def _post(fact: Fact) -> tuple[str, str]:
    """Return the title and the body of a post; a status that is not of today stands before the title."""
    _, status, title, body = fact.claim.split("|", 3)
    return title if status in ("current", "") else f"{status} {title}".strip(), body
