"""Which of several bylines holds, and whether they say the same."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from bylint.grammar.names import Names
from bylint.grammar.names import core
from bylint.grammar.names import is_same
from bylint.grammar.names import names
from bylint.grammar.names import plain_id
from bylint.model.article import Article
from bylint.model.knowledge import Knowledge
from bylint.model.people import Registry
from bylint.model.people import people_named
from bylint.roles.byline.fields import Entry
from bylint.roles.byline.fields import Signing
from bylint.roles.byline.names import Name
from bylint.roles.byline.names import printed
from bylint.roles.byline.shown import Page
from bylint.roles.byline.shown import shown
from bylint.roles.byline.words import words
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.lazy import lazily

_BEST = ("front-matter", "json-ld", "meta", "microdata", "marked", "visible", "boxed", "printed")
_SEEN = ("marked", "visible", "printed")
_OF_PAGE = ("marked", "visible", "boxed")
_TOLD = ("json-ld", "microdata", "marked", "visible")
_TOP_LEVEL = lazily(r"\.(?:com|org|net|info|news|tv|eu|co\.\w\w|com\.\w\w|[a-z]{2})$")
_HOST = lazily(r"https?://(?:www\.)?([\w.-]{1,80})")
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
        elif field.path in (("canonical",), ("og:url",)) and field.origin in ("data", "meta"):
            found += _HOST.findall(field.prose.plain)
    return frozenset(house_key(name) for name in found if name)


def agreed(found: Sequence[Signing], knowledge: Knowledge, houses: frozenset[str]) -> tuple[str, ...]:
    """Return for each byline its set of people in words that are the same for the same people, be it by the registry;
    nothing where it names none that can be compared. Lines of the page are one byline: each author may have one."""
    known = names(knowledge)
    bodies = {house_key(e.prose.plain) for signing in found for e in signing.entries if e.is_body}
    houses = houses | bodies
    persons: list[str] = []
    claims: list[frozenset[str]] = []
    for signing in found:
        sets = [_person(name, entry, known, houses) for entry in signing.entries for name in entry.reading.names]
        people = [_registered(person, knowledge.registry) for person in sets if person]
        claims.append(frozenset(_canonical(person, persons) for person in people))
    pairs = tuple(zip(found, claims, strict=True))
    page = frozenset(person for signing, claim in pairs if signing.origin in _OF_PAGE for person in claim)
    return tuple("; ".join(sorted(page if claim and each.origin in _OF_PAGE else claim)) for each, claim in pairs)


def _registered(person: str, registry: Registry) -> str:
    """Return the name by which the registry has a person, where it hides nothing."""
    who = people_named(registry, person)
    return bare(who[0].name) if len(who) == 1 and not (who[0].is_withheld or who[0].pen_names) else person


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
        or is_house(plain, houses)
        or plain in known.placeholders
        or plain in known.nobodies
    ):
        return ""
    return plain_id(printed(name)) if name.kind == "id" else core(printed(name), known)


def signers(found: Sequence[Signing], known: Names, houses: frozenset[str], page: Page) -> tuple[Name, ...]:
    """Return the names that sign the article: those of the place that others bear out, each person once."""
    by_origin = {origin: tuple(_once(e for s in found if s.origin == origin for e in s.entries)) for origin in _BEST}
    if by_origin["front-matter"]:
        return by_origin["front-matter"]
    by_origin = {origin: shown(origin, listed, page) for origin, listed in by_origin.items()}
    people = {origin: _people(listed, known, houses) for origin, listed in by_origin.items()}
    for origin in _BEST:
        if people[origin] and (origin in _SEEN or _is_trusted(origin, people, page, known)):
            return _without_house(origin, by_origin[origin], people[origin], known, houses)
    named = next((_without_house(o, by_origin[o], people[o], known, houses) for o in _BEST if people[o]), ())
    return named or _bodies(by_origin, houses)


def _bodies(by_origin: dict[str, tuple[Name, ...]], houses: frozenset[str]) -> tuple[Name, ...]:
    """Return the bodies that sign where no person does; the site itself not where a mere meta tag names it."""
    others = {
        origin: tuple(n for n in listed if not is_house(printed(n), houses) and (n.kind == "body" or len(listed) == 1))
        for origin, listed in by_origin.items()
        if origin != "boxed"
    }
    told = (tuple(n for n in by_origin[o] if n.kind == "body" or is_house(printed(n), houses)) for o in _TOLD)
    return next((listed for listed in (*others.values(), *told) if listed), ())


def is_house(name: str, houses: frozenset[str]) -> bool:
    """Tell whether a name is the site's own, in any spelling."""
    return house_key(name) in houses


def house_key(name: str) -> str:
    """Return the name of a site without what differs between its spellings: "Example.com", "example"."""
    return _TOP_LEVEL.sub("", folded(name).removeprefix("www.")).replace(" ", "").replace("-", "")


def _people(listed: Iterable[Name], known: Names, houses: frozenset[str]) -> list[Name]:
    real = [
        name
        for name in listed
        if name.kind != "body"
        and folded(printed(name)) not in known.placeholders
        and not is_house(printed(name), houses)
    ]
    full = [name for name in real if " " in printed(name)]
    return full or (real if len(real) == 1 else [])


def _without_house(
    origin: str, listed: tuple[Name, ...], people: Sequence[Name], known: Names, houses: frozenset[str]
) -> tuple[Name, ...]:
    """Beside people an agency signs too, and a body that structured data lists; the site itself, and words that only
    look like a name, do not."""

    def signs(name: Name) -> bool:
        is_named = origin == "json-ld" or folded(printed(name)) in known.agencies
        return name.kind == "body" and is_named and not is_house(printed(name), houses)

    return tuple(name for name in listed if name in people or signs(name))


def _is_trusted(origin: str, people: dict[str, list[Name]], page: Page, known: Names) -> bool:
    """Tell whether hidden data names who signs: a whole name that the page shows, or that another place names too."""
    is_whole = any(" " in printed(name) for name in people[origin])
    return (is_whole and bool(page.lines)) or _is_borne_out(origin, people, known)


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
