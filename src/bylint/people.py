"""The directory of organisations, from the word lists of the packs."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

from bylint.model.people import Alias
from bylint.model.people import Directory
from bylint.model.people import Organisation

# Where the names of a body stand in its entry, and how far each list reaches.
_SCOPES = {"aliases": "anywhere", "ambiguous": "ambiguous", "in_disclaimer": "disclaimer"}


def directory(lists: Mapping[str, Any]) -> Directory:
    """Return the organisations of `directory/organisations.yaml`; none where there is no such file."""
    if "organisations" not in lists:
        return Directory({})
    listed = lists["organisations"]
    sources = listed["sources"]
    return Directory({entry["id"]: _organisation(entry, sources) for entry in listed["organisations"]})


def _organisation(entry: Mapping[str, Any], sources: Mapping[str, Any]) -> Organisation:
    elements = entry.get("elements", ())
    return Organisation(
        id=entry["id"],
        name=entry["name"],
        aliases=tuple(_aliases(entry)),
        kind=entry.get("kind", ""),
        country=entry.get("country", ""),
        parents=tuple(entry.get("parents", ())),
        requirement=entry.get("requirement", "none"),
        attribution="attribution" in elements,
        non_reflection="non-reflection" in elements,
        entities_min=_bodies(entry, "entities_min"),
        entities_customary=_bodies(entry, "entities_customary"),
        sample=entry.get("sample", ""),
        sources=tuple(_source(sources[key]) for key in entry.get("sources", ())),
        status=entry.get("status", "verified"),
    )


def _aliases(entry: Mapping[str, Any]) -> Iterator[Alias]:
    for listed, scope in _SCOPES.items():
        for alias in entry.get(listed, ()):
            if isinstance(alias, str):
                yield Alias(alias, scope)
            else:
                yield Alias(alias["name"], scope, alias.get("since", ""))


def _bodies(entry: Mapping[str, Any], listed: str) -> tuple[str, ...]:
    return tuple(entry["id"] if body == "self" else body for body in entry.get(listed, ()))


def _source(source: Mapping[str, Any]) -> str:
    return f"{source['title']}, {source.get('url') or source.get('seen', '')}".rstrip(", ")
