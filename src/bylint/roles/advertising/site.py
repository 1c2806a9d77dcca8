"""What a site says of its own advertising, as its configuration hands it over."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from bylint.model.knowledge import Knowledge
from bylint.roles.advertising.vocabulary import line_key
from bylint.text.fold import folded


class Site(NamedTuple):
    """The site's own labels and boxes, slots, and what its template prints; `allowed` is compared folded."""

    allowed: frozenset[str] = frozenset()
    slots: tuple[tuple[str, str], ...] = ()
    discloses: bool = False
    labels: bool = False
    qualifies: bool = False
    parameters: tuple[str, ...] = ()
    jurisdiction: tuple[str, ...] = ()


@lru_cache(maxsize=8)
def site_of(knowledge: Knowledge) -> Site:
    """Return what the configuration says."""
    ads = knowledge.settings.get("ads", {})
    return Site(
        frozenset(key for text in ads.get("allow", ()) for key in (line_key(text), folded(text).lstrip("."))),
        tuple((folded(opens), folded(closes)) for opens, closes in ads.get("slots", ())),
        discloses=ads.get("disclosed", False),
        labels=ads.get("labelled", False),
        qualifies=ads.get("links_qualified", False),
        parameters=tuple(ads.get("parameters", ())),
        jurisdiction=tuple(knowledge.settings.get("jurisdiction", ())),
    )


def is_allowed(knowledge: Knowledge, line: str, names: Iterable[str] = ()) -> bool:
    """Tell whether a site calls a line its own, or one of the classes and names that it stands in."""
    allowed = site_of(knowledge).allowed
    return bool(allowed) and (line_key(line) in allowed or not allowed.isdisjoint(folded(name) for name in names))
