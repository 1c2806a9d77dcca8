"""From an entry of a directory, as plain data, to an organisation."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

from bylint.model.people import Alias
from bylint.model.people import Organisation

# Where the names of a body stand in its entry, and how far each list reaches.
SCOPES = {"aliases": "anywhere", "ambiguous": "ambiguous", "in_disclaimer": "disclaimer"}


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
