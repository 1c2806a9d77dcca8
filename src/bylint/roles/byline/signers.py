"""Which of several bylines holds, and whether they say the same."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
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
from bylint.text.lazy import lazily

_BEST = ("front-matter", "json-ld", "meta", "microdata", "marked", "visible", "boxed")
_SEEN = ("marked", "visible")
_TITLE_END = lazily(r"\s[|–—-]\s([^|–—]{2,60})$")


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
    bodies = {folded(e.prose.plain) for signing in found for e in signing.entries if e.is_body}
    houses = houses | bodies
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
    """Return the names that sign the article: those of the place that others bear out, each person once."""
    by_origin = {origin: tuple(_once(e for s in found if s.origin == origin for e in s.entries)) for origin in _BEST}
    if by_origin["front-matter"]:
        return by_origin["front-matter"]
    people = {origin: _people(listed, known) for origin, listed in by_origin.items()}
    for origin in _BEST:
        if people[origin] and (origin in _SEEN or _is_borne_out(origin, people, known)):
            return _without_house(by_origin[origin], people[origin], known, houses)
    named = next((by_origin[origin] for origin in _BEST if people[origin]), ())
    return named or next((listed for listed in by_origin.values() if listed), ())


def _people(listed: Iterable[Name], known: Names) -> list[Name]:
    real = [name for name in listed if name.kind != "body" and folded(printed(name)) not in known.placeholders]
    full = [name for name in real if " " in printed(name)]
    return full or (real if len(real) == 1 else [])


def _without_house(
    listed: tuple[Name, ...], people: Sequence[Name], known: Names, houses: frozenset[str]
) -> tuple[Name, ...]:
    """Beside people an agency signs too; the site itself, and words that only look like a name, do not."""
    agencies = [n for n in listed if n.kind == "body" and folded(printed(n)) in known.agencies - houses]
    return tuple(name for name in listed if name in people or name in agencies)


def _is_borne_out(origin: str, people: dict[str, list[Name]], known: Names) -> bool:
    """Tell whether another place names one of these people, or no reader sees another name."""
    own = {core(printed(name), known) for name in people[origin]}
    others = [core(printed(name), known) for other in people if other != origin for name in people[other]]
    return not any(people[other] for other in _SEEN) or any(is_same(a, b) for a in own for b in others)


def _once(entries: Iterable[Entry]) -> Iterator[Name]:
    seen: set[str] = set()
    for entry in entries:
        for name in entry.reading.names:
            key = bare(printed(name)) or folded(printed(name))
            if key not in seen:
                seen.add(key)
                yield name
