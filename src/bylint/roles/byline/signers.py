"""Which of several bylines holds, and whether they say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Sequence

from bylint.model.article import Article
from bylint.model.knowledge import Knowledge
from bylint.roles.byline.fields import Entry
from bylint.roles.byline.fields import Signing
from bylint.roles.byline.names import Name
from bylint.roles.byline.names import printed
from bylint.roles.byline.words import words
from bylint.roles.naming import Names
from bylint.roles.naming import core
from bylint.roles.naming import is_same
from bylint.roles.naming import plain_id
from bylint.text.fold import bare
from bylint.text.fold import folded

_BEST = ("front-matter", "json-ld", "marked", "meta", "microdata", "visible")
_TITLE_END = re.compile(r"\s[|–—-]\s([^|–—]{2,60})$")


def outlets(article: Article, knowledge: Knowledge) -> frozenset[str]:
    """Return the names of the site itself, folded: it is no author of its own articles."""
    by = words(knowledge)
    found = [knowledge.site]
    for field in article.fields:
        last = folded(str(field.path[-1])) if field.path else ""
        if field.origin == "meta" and last in by.site:
            found.append(field.prose.plain.lstrip("@"))
        elif field.origin in ("json-ld", "microdata") and last == "name" and folded(str(field.path[0])) == "publisher":
            found.append(field.prose.plain)
        elif field.origin == "data" and last == "title":
            found += _TITLE_END.findall(field.prose.plain)
    return frozenset(folded(name) for name in found if name)


def agreed(found: Sequence[Signing], known: Names, houses: frozenset[str]) -> tuple[str, ...]:
    """Return for each byline its set of people in words that are the same for the same people; nothing where it names
    none that can be compared."""
    persons: list[str] = []
    claims: list[str] = []
    for signing in found:
        sets = [_person(name, entry, known, houses) for entry in signing.entries for name in entry.reading.names]
        people = [person for person in sets if person]
        claims.append("; ".join(sorted({_canonical(person, persons) for person in people})))
    return tuple(claims)


def _canonical(person: str, persons: list[str]) -> str:
    for one in persons:
        if is_same(one, person) or is_same(person, one):
            return one
    persons.append(person)
    return person


def _person(name: Name, entry: Entry, known: Names, houses: frozenset[str]) -> str:
    plain = folded(printed(name))
    if (
        name.kind == "body"
        or entry.is_body
        or plain in houses
        or plain in known.placeholders
        or plain in known.nobodies
    ):
        return ""
    return plain_id(printed(name)) if name.kind == "id" else core(printed(name), known)


def signers(found: Sequence[Signing], known: Names, houses: frozenset[str]) -> tuple[Name, ...]:
    """Return the names that sign the article: those of the place that is right most often, each person once."""
    for origin in _BEST:
        entries = [entry for signing in found if signing.origin == origin for entry in signing.entries]
        chosen = tuple(_once(entries, known, houses))
        if chosen:
            return chosen
    return tuple(name for signing in found[:1] for entry in signing.entries for name in entry.reading.names)


def _once(entries: Iterable[Entry], known: Names, houses: frozenset[str]) -> Iterable[Name]:
    seen: list[str] = []
    for entry in entries:
        for name in entry.reading.names:
            key = bare(printed(name)) or folded(printed(name))
            person = _person(name, entry, known, houses)
            if key in seen or (not person and folded(printed(name)) in houses):
                continue
            seen.append(key)
            yield name
