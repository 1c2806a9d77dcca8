"""The directory of organisations: those that come with bylint and those of a site, with every mistake at its line."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any
from typing import NamedTuple

from bylint.model.world import Alias
from bylint.model.world import Directory
from bylint.model.world import Organisation
from bylint.text.lexicon import even
from bylint.text.organisations import spellings
from bylint.text.yaml import MOST_TOLD
from bylint.text.yaml import Key
from bylint.text.yaml import Node
from bylint.text.yaml import Sheet
from bylint.text.yaml import faults
from bylint.text.yaml import guess
from bylint.text.yaml import items
from bylint.text.yaml import plain
from bylint.text.yaml import sheet
from bylint.text.yaml import value
from bylint.text.yaml import words

# Where the names of a body stand in its entry, and how far each list reaches.
SCOPES = {"aliases": "anywhere", "ambiguous": "ambiguous", "in_disclaimer": "disclaimer"}
REQUIREMENTS = ("regulation", "policy", "boilerplate", "custom", "none")
_FILE = {"version": Key(is_needed=True, among=("1",)), "organisations": Key("list", is_needed=True)}
_ENTRY = {
    "id": Key(is_needed=True),
    "name": Key(),
    "aliases": Key("list"),
    "ambiguous": Key("list"),
    "in_disclaimer": Key("list"),
    "kind": Key(),
    "country": Key(),
    "parents": Key("texts"),
    "requirement": Key(among=REQUIREMENTS),
    "elements": Key("texts"),
    "entities_min": Key("texts"),
    "entities_customary": Key("texts"),
    "sample": Key(),
    "sources": Key("texts"),
    "status": Key(among=("verified", "partial", "memory")),
    "subject_words": Key("texts"),
}
_ALIAS = {"name": Key(is_needed=True), "since": Key(), "until": Key()}
_ELEMENTS = ("attribution", "non-reflection")
_LISTS = ("parents", "elements", "entities_min", "entities_customary", "sources", "subject_words")


class _SiteEntry(NamedTuple):
    """An entry of a site: its file, its node, and what it comes to."""

    page: Sheet
    node: Node
    organisation: Organisation | None
    plain: dict[str, Any]

    def at(self, offset: int) -> str:
        return f"{self.page.source.path}:{self.page.line(offset)}"


class _ShippedOrganisations(Mapping[str, Organisation]):
    """The organisations that come with bylint, read when the first is asked for: few articles speak of any."""

    def __init__(self, lists: Mapping[str, Any]) -> None:
        self._lists = lists
        self._read: dict[str, Organisation] | None = None

    def __getitem__(self, key: str) -> Organisation:
        return self._all()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> dict[str, Organisation]:
        if self._read is None:
            listed: Mapping[str, Any] = self._lists.get("organisations", {"organisations": (), "sources": {}})
            self._read = {each["id"]: organisation(each, listed["sources"]) for each in listed["organisations"]}
        return self._read


# Names are compiled for a directory by its identity: once, where sites of a run have none of their own.
@lru_cache(maxsize=4)
def directory(lists: Mapping[str, Any]) -> Directory:
    """Return the organisations of `directory/organisations.yaml`; none where there is no such file."""
    return Directory(_ShippedOrganisations(lists))


def organisation(entry: Mapping[str, Any], sources: Mapping[str, Any]) -> Organisation:
    """Return the organisation that an entry describes."""
    elements = entry.get("elements", ())
    return Organisation(
        id=entry["id"],
        name=entry["name"],
        aliases=tuple(aliases(entry)),
        kind=entry.get("kind", ""),
        country=entry.get("country", ""),
        parents=tuple(entry.get("parents", ())),
        requirement=entry.get("requirement", "none"),
        attribution="attribution" in elements,
        non_reflection="non-reflection" in elements,
        entities_min=_bodies(entry, "entities_min"),
        entities_customary=_bodies(entry, "entities_customary"),
        sample=entry.get("sample", ""),
        sources=tuple(_source(key, sources) for key in entry.get("sources", ())),
        status=entry.get("status", "verified"),
        subject_words=tuple(entry.get("subject_words", ())),
        place=entry.get("place", ""),
    )


def aliases(entry: Mapping[str, Any]) -> Iterator[Alias]:
    """Yield the names of an entry beside its first."""
    for listed, scope in SCOPES.items():
        for alias in entry.get(listed, ()):
            if isinstance(alias, str):
                yield Alias(alias, scope)
            else:
                yield Alias(alias["name"], scope, alias.get("since", ""), alias.get("until", ""))


def _bodies(entry: Mapping[str, Any], listed: str) -> tuple[str, ...]:
    return tuple(entry["id"] if body == "self" else body for body in entry.get(listed, ()))


def _source(key: str, sources: Mapping[str, Any]) -> str:
    if key not in sources:
        return key  # a site may write the source itself
    source = sources[key]
    return f"{source['title']}, {source.get('url') or source.get('seen', '')}".rstrip(", ")


def entries(shipped: Directory, files: Iterable[tuple[str, bytes]]) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """Return the entries of a site's files as plain data, or what is wrong with them."""
    found: list[_SiteEntry] = []
    mistakes: list[str] = []
    for label, content in files:
        page = sheet(label, content.decode("utf-8-sig", "replace"))
        told = page.faults or page.told(_form_faults(page.node))
        mistakes += told
        if not told:
            found += (_entry(page, node, shipped) for node in items(page.node, "organisations"))
    if not mistakes:
        mistakes += dict.fromkeys(islice(_faults(found, shipped), MOST_TOLD))
    return [entry.plain for entry in found], tuple(mistakes)


def _form_faults(node: Node) -> Iterator[tuple[int, str]]:
    yield from faults(node, _FILE)
    for entry in items(node, "organisations"):
        if entry.kind != "map":
            yield entry.span.start, "an organisation must be a mapping with `id:` and `name:`"
            continue
        yield from faults(entry, _ENTRY, f"{words(entry, 'id')}: ")
        for element in items(entry, "elements"):
            if element.words not in _ELEMENTS:
                yield element.span.start, f"{element.words!r} is not an element ({', '.join(_ELEMENTS)})"
        for alias in (alias for listed in SCOPES for alias in items(entry, listed)):
            yield from _alias_faults(alias)


def _alias_faults(alias: Node) -> Iterator[tuple[int, str]]:
    if alias.kind == "text":
        return
    if alias.kind != "map":
        yield alias.span.start, "an alias is a text, or a mapping `{name: ..., since: 2025-09-05}`"
        return
    yield from faults(alias, _ALIAS, "alias: ")
    for key in ("since", "until"):
        day = words(alias, key)
        if day and not _is_day(day):
            yield alias.span.start, f"{key!r} is {day!r}, not a date such as 2025-09-05"


def _is_day(words_of_day: str) -> bool:
    try:
        date.fromisoformat(words_of_day)
    except ValueError:
        return False
    return True


def _entry(page: Sheet, node: Node, shipped: Directory) -> _SiteEntry:
    said: dict[str, Any] = dict(plain(node))
    for key in _LISTS:
        if isinstance(said.get(key), str):
            said[key] = (said[key],)
    before = shipped.organisations.get(said["id"])
    whole = {**(_as_entry(before) if before else {}), **said}
    whole["place"] = page.place(node.span.start)
    return _SiteEntry(page, node, organisation(whole, {}) if "name" in whole else None, whole)


def _as_entry(before: Organisation) -> dict[str, Any]:
    """Return a shipped organisation as an entry, so that a site may change a part of it."""
    aliases: dict[str, list[dict[str, str]]] = {listed: [] for listed in SCOPES}
    by_scope = {scope: listed for listed, scope in SCOPES.items()}
    for alias in before.aliases:
        aliases[by_scope[alias.scope]].append({"name": alias.name, "since": alias.since, "until": alias.until})
    elements = (before.attribution, "attribution"), (before.non_reflection, "non-reflection")
    kept = before._asdict()
    return {**kept, **aliases, "elements": tuple(word for is_asked, word in elements if is_asked)}


def _faults(found: list[_SiteEntry], shipped: Directory) -> Iterator[str]:
    ours: dict[str, _SiteEntry] = {}
    for entry in found:
        key = entry.plain["id"]
        if entry.organisation is None:
            yield f"{entry.at(entry.node.span.start)}: {key}: the key 'name' is missing"
        if key in ours:
            yield f"{entry.at(entry.node.span.start)}: {key!r} stands at {ours[key].plain['place']} too"
        ours.setdefault(key, entry)
    known = {**shipped.organisations, **{key: e.organisation for key, e in ours.items() if e.organisation}}
    for entry in ours.values():
        yield from _unknown(entry, known)
        yield from _cycle(entry, known)
    yield from _claimed(ours, shipped)


def _unknown(entry: _SiteEntry, known: Mapping[str, Organisation]) -> Iterator[str]:
    for key in ("parents", "entities_min", "entities_customary"):
        for item in items(entry.node, key):
            if item.words not in known and not (item.words == "self" and key != "parents"):
                near = guess(item.words, known)
                yield f"{entry.at(item.span.start)}: {key!r}: there is no organisation {item.words!r}{near}"


def _cycle(entry: _SiteEntry, known: Mapping[str, Organisation]) -> Iterator[str]:
    start = entry.plain["id"]
    path, seen = [start], {start}
    while True:
        here = known.get(path[-1])
        parents = here.parents if here else ()
        if start in parents:
            parents_node = value(entry.node, "parents")
            at = entry.at(parents_node.span.start if parents_node else entry.node.span.start)
            yield f"{at}: {start!r} is above itself: {' < '.join((*path, start))}"
            return
        following = next((p for p in parents if p not in seen), None)
        if following is None:
            return
        seen.add(following)
        path.append(following)


def _claimed(ours: Mapping[str, _SiteEntry], shipped: Directory) -> Iterator[str]:
    """Yield each name that two entries claim for themselves and that neither calls ambiguous."""
    owners: dict[tuple[str, str], str] = {}
    for key, other in shipped.organisations.items():
        if key not in ours:
            for scope, name in _names(other):
                owners.setdefault((scope, even(name)), f"{key!r}, which comes with bylint")
    for key, entry in ours.items():
        if entry.organisation is None:
            continue
        for scope, name in dict.fromkeys(_names(entry.organisation)):
            owner = owners.setdefault((scope, even(name)), f"{key!r} at {entry.plain['place']}")
            if not owner.startswith(f"{key!r} at"):
                at = entry.at(_offset(entry.node, name))
                yield f"{at}: {name!r} is a name of {key!r} and of {owner}; put it under 'ambiguous' in both"


def _names(body: Organisation) -> Iterator[tuple[str, str]]:
    for name in spellings(body.name.removeprefix("The ")):
        yield "anywhere", name
    for alias in body.aliases:
        if alias.scope != "ambiguous":
            yield from ((alias.scope, name) for name in spellings(alias.name))


def _offset(node: Node, name: str) -> int:
    for listed in SCOPES:
        for item in items(node, listed):
            if name in spellings(item.words if item.kind == "text" else words(item, "name")):
                return item.span.start
    found = value(node, "name")
    return found.span.start if found else node.span.start
