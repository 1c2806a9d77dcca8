"""Which of several bylines holds, what readers see of them, and whether they say the same."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache

from bylint.grammar import lexicon
from bylint.grammar.byline import Name
from bylint.grammar.byline import as_said
from bylint.grammar.names import Names
from bylint.grammar.names import core
from bylint.grammar.names import is_same
from bylint.grammar.names import names
from bylint.grammar.names import plain_id
from bylint.model.article import Article
from bylint.model.world import Knowledge
from bylint.model.world import Person
from bylint.model.world import Registry
from bylint.model.world import people_named
from bylint.roles.byline_fields import BylineEntry
from bylint.roles.byline_fields import BylineSource
from bylint.roles.byline_fields import has_header
from bylint.roles.people import are_respelt
from bylint.roles.people import is_short_form
from bylint.text.files import flat
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.fold import folded_all
from bylint.text.patterns import lazily

_BEST = ("front-matter", "json-ld", "meta", "microdata", "marked", "visible", "boxed", "printed")
_SEEN = ("marked", "visible", "printed")
_OF_PAGE = ("marked", "visible", "boxed")
_TOLD = ("json-ld", "microdata", "marked", "visible")
_TOP_LEVEL = lazily(r"(?:\.com?)?\.[a-z]{2,4}$")
_HOST = lazily(r"https?://(?:www\.)?([\w.-]{1,80})")
_UNSEEN = frozenset(("comment", "hidden", "element"))
_MOST = 3000
_LONGEST = 20_000
_EMPTY = 400
"""Letters of a page that shows nothing until its scripts run."""
_TITLE_END = lazily(r"\s[|–—-]\s([^|–—]{2,60})$")


def house_names(article: Article, knowledge: Knowledge) -> frozenset[str]:
    """Return the names of the site itself, folded: it is no author of its own articles."""
    tags = _site_tags(knowledge)
    found = [knowledge.site]
    for field in article.fields:
        last = folded(str(field.path[-1])) if field.path else ""
        if field.origin == "meta" and last in tags:
            found.append(field.prose.plain.lstrip("@"))
        elif field.origin in ("json-ld", "microdata") and last == "name" and folded(str(field.path[0])) == "publisher":
            found.append(field.prose.plain)
        elif field.origin == "data" and last == "title":
            found += _TITLE_END.findall(field.prose.plain)
        elif field.path in (("canonical",), ("og:url",)) and field.origin in ("data", "meta"):
            found += _HOST.findall(field.prose.plain)
    return frozenset(house_key(name) for name in found if name)


def claims_of(found: Sequence[BylineSource], knowledge: Knowledge, houses: frozenset[str]) -> tuple[str, ...]:
    """Return for each byline its set of people in words that are the same for the same people, be it by the registry;
    nothing where it names none that can be compared. Lines of the page are one byline: each author may have one."""
    known = names(knowledge)
    bodies = {house_key(e.prose.plain) for byline in found for e in byline.entries if e.is_body}
    houses = houses | bodies
    # Who translated, told or drew is no rival of who signs, be it that another place names them alone.
    helpers = [core(h.prose.plain, known) for byline in found for e in byline.entries for h in e.reading.helpers]
    persons: list[str] = []
    claims: list[frozenset[str]] = []
    for byline in found:
        every = [(name, _person(name, e, known, houses)) for e in byline.entries for name in e.reading.names]
        signing = [who for name, who in every if who and not _is_team(name, who, known, knowledge.registry)]
        people = [_registered(person, knowledge.registry) for person in signing]
        real = [person for person in people if not _is_helper(person, helpers)]
        claims.append(frozenset(_canonical(person, persons, real, knowledge) for person in real))
    pairs = tuple(zip(found, _of_header(found, claims, knowledge), strict=True))
    page = frozenset(person for byline, claim in pairs if byline.origin in _OF_PAGE for person in claim)
    if any(_is_open(each, knowledge) for each in found if each.origin in _OF_PAGE):
        page = frozenset()  # "By Jane Roe and others" names fewer by design
    return tuple("; ".join(sorted(page if claim and each.origin in _OF_PAGE else claim)) for each, claim in pairs)


def _of_header(
    found: Sequence[BylineSource], claims: Sequence[frozenset[str]], knowledge: Knowledge
) -> Sequence[frozenset[str]]:
    """Return the claims, those of a header's keys taken together: one that names co-authors adds to another, and one of
    a guest stands in its place."""
    keys = knowledge.lists["bylines"]["keys"]
    ours = [each.place if each.origin == "front-matter" else "" for each in found]
    if len(list(filter(None, ours))) < 2:
        return claims
    guests, others = (folded_all(flat(keys[kind])) for kind in ("instead", "beside"))
    if not guests.isdisjoint(ours):
        nobody: frozenset[str] = frozenset()
        return [nobody if key and key not in guests else claim for key, claim in zip(ours, claims, strict=True)]
    if others.isdisjoint(ours):
        return claims
    every = frozenset(person for key, claim in zip(ours, claims, strict=True) if key for person in claim)
    return [every if key else claim for key, claim in zip(ours, claims, strict=True)]


def _is_open(byline: BylineSource, knowledge: Knowledge) -> bool:
    """Tell whether a byline says itself that there are more: "Jane Roe et al."."""
    said = folded(byline.entries[-1].prose.plain).rstrip(" .,")
    return any(said.endswith(f" {others}") for others in lexicon(knowledge).words["and-others"])


@lru_cache(maxsize=8)
def _site_tags(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(flat(knowledge.lists["bylines"]["meta"]["site"]))


def _registered(person: str, registry: Registry) -> str:
    """Return the name by which the registry has a person, where it hides nothing."""
    who = people_named(registry, person)
    return bare(who[0].name) if len(who) == 1 and not (who[0].is_withheld or who[0].pen_names) else person


def registered_id(name: Name, registry: Registry) -> Person | None:
    """Return whom the registry knows by an id that stands in the place of a name, where it hides nothing."""
    found = people_named(registry, plain_id(as_said(name))) if name.kind != "body" and registry.people else ()
    who = found[0] if len(found) == 1 else None
    if who is None or who.is_withheld or who.pen_names:
        return None
    said = as_said(name)
    return who if said == who.id or plain_id(who.id) == plain_id(said) != bare(who.name) else None


def _is_helper(person: str, helpers: Iterable[str]) -> bool:
    return any(is_same(person, helper) for helper in helpers)


def _canonical(person: str, persons: list[str], beside: Sequence[str], knowledge: Knowledge) -> str:
    """Return the first of some names that is a person's too, be it with a slip; whom one byline names beside a person
    is somebody else."""
    for one in persons:
        if is_same(one, person) or is_same(person, one) or is_short_form(one, person, knowledge):
            return one
    for one in persons:
        if one not in beside and are_respelt(one, person, knowledge):
            return one
    persons.append(person)
    return person


def _person(name: Name, entry: BylineEntry, known: Names, houses: frozenset[str]) -> str:
    plain = folded(as_said(name))
    if (
        name.kind in ("body", "filler")
        or entry.is_body
        or is_house(plain, houses)
        or plain in known.placeholders
        or plain in known.nobodies
    ):
        return ""
    return plain_id(as_said(name)) if name.kind == "id" else core(as_said(name), known)


def _is_team(name: Name, person: str, known: Names, registry: Registry) -> bool:
    """Tell whether an id is that of several people: "team_frontend"."""
    is_body = name.kind == "id" and not known.bodies.isdisjoint(person.split())
    return is_body and not people_named(registry, person)


def shown_lines(article: Article) -> tuple[str, ...]:
    """Return the lines that readers see of a page, in small letters; none where what they see is not known, for a file
    with a header is a page's source, not the page."""
    if has_header(article):
        return ()
    texts = [block.prose.plain for block in article.blocks[:_MOST] if block.kind not in _UNSEEN]
    lines = tuple(text[:_LONGEST].casefold() for text in texts if text)
    return lines if sum(map(len, lines)) > _EMPTY else ()


def signing_names(
    found: Sequence[BylineSource], known: Names, houses: frozenset[str], lines: Sequence[str]
) -> tuple[Name, ...]:
    """Return the names that sign the article: those of the place that others bear out, each person once."""
    by_origin = {origin: tuple(_once(e for s in found if s.origin == origin for e in s.entries)) for origin in _BEST}
    if by_origin["front-matter"]:
        return by_origin["front-matter"]
    by_origin = {origin: _shown(origin, listed, lines) for origin, listed in by_origin.items()}
    people = {origin: _people(listed, known, houses) for origin, listed in by_origin.items()}
    for origin in _BEST:
        if people[origin] and (origin in _SEEN or _is_trusted(origin, people, lines, known)):
            return _without_house(origin, by_origin[origin], people[origin], known, houses)
    named = next((_without_house(o, by_origin[o], people[o], known, houses) for o in _BEST if people[o]), ())
    return named or _bodies(by_origin, houses)


def _bodies(by_origin: dict[str, tuple[Name, ...]], houses: frozenset[str]) -> tuple[Name, ...]:
    """Return the bodies that sign where no person does; the site itself not where a mere meta tag names it."""
    others = {
        origin: tuple(n for n in listed if not is_house(as_said(n), houses) and (n.kind == "body" or len(listed) == 1))
        for origin, listed in by_origin.items()
        if origin != "boxed"
    }
    told = (tuple(n for n in by_origin[o] if n.kind == "body" or is_house(as_said(n), houses)) for o in _TOLD)
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
        if name.kind not in ("body", "filler")
        and folded(as_said(name)) not in known.placeholders
        and not is_house(as_said(name), houses)
    ]
    full = [name for name in real if " " in as_said(name)]
    return full or (real if len(real) == 1 else [])


def _without_house(
    origin: str, listed: tuple[Name, ...], people: Sequence[Name], known: Names, houses: frozenset[str]
) -> tuple[Name, ...]:
    """Beside people an agency signs too, and a body that structured data lists; the site itself, and words that only
    look like a name, do not."""

    def signs(name: Name) -> bool:
        is_named = origin == "json-ld" or folded(as_said(name)) in known.agencies
        return name.kind == "body" and is_named and not is_house(as_said(name), houses)

    return tuple(name for name in listed if name in people or signs(name))


def _is_trusted(origin: str, people: dict[str, list[Name]], lines: Sequence[str], known: Names) -> bool:
    """Tell whether hidden data names who signs: a whole name that the page shows, or that another place names too."""
    is_whole = any(" " in as_said(name) for name in people[origin])
    return (is_whole and bool(lines)) or _is_borne_out(origin, people, known)


def _is_borne_out(origin: str, people: dict[str, list[Name]], known: Names) -> bool:
    """Tell whether another place names one of these people, or no reader sees another name."""
    own = {core(as_said(name), known) for name in people[origin]}
    others = [core(as_said(name), known) for other in people if other != origin for name in people[other]]
    return not any(people[other] for other in _SEEN) or any(is_same(a, b) for a in own for b in others)


def _once(entries: Iterable[BylineEntry]) -> Iterator[Name]:
    seen: set[str] = set()
    for entry in entries:
        for name in entry.reading.names:
            key = bare(as_said(name)) or folded(as_said(name))
            if key not in seen:
                seen.add(key)
                yield name


def _shown(origin: str, listed: tuple[Name, ...], lines: Sequence[str]) -> tuple[Name, ...]:
    """Return the names that the page shows. Of structured data one is enough: a page may shorten a list of authors."""
    if origin not in ("meta", "json-ld", "microdata") or not lines:
        return listed
    seen = tuple(name for name in listed if _is_shown(as_said(name), lines))
    if origin == "meta":
        return seen
    return listed if seen or any(name.kind == "body" for name in listed) else ()


def _is_shown(name: str, lines: Sequence[str]) -> bool:
    key = bare(name)
    longest = max(name.casefold().split(), key=len, default="")
    return any(longest in line and key in bare(line) for line in lines)
