"""The words of bios, compiled once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from bylint.model.knowledge import Knowledge
from bylint.roles.naming import flat
from bylint.text.fold import folded_all
from bylint.text.lazy import lazily


class Words(NamedTuple):
    """Folded words by which a bio is found and taken apart."""

    posts: frozenset[str]
    of_subject: frozenset[str]
    no_post: frozenset[str]
    outlet_posts: frozenset[str]
    verbs: dict[str, frozenset[str]]
    status: dict[str, frozenset[str]]
    modifiers: frozenset[str]
    ranks: dict[str, str]
    headings: frozenset[str]
    stand_ins: frozenset[str]
    pronouns: tuple[str, ...]
    fields: frozenset[str]
    field_inner: frozenset[str]
    marks: frozenset[str]
    beside: frozenset[str]
    ends: tuple[str, ...]
    profiles: dict[str, frozenset[str]]
    placeholders: frozenset[str]
    filler: tuple[str, ...]
    token: re.Pattern[str]
    anchors: tuple[str, ...]
    denials: tuple[str, ...]


@lru_cache(maxsize=8)
def words(knowledge: Knowledge) -> Words:
    """Return the words of bios of the packs' lists."""
    lists = knowledge.lists["bios"]
    return Words(
        posts=_set(lists["posts"]),
        of_subject=_set(lists["of_subject"]),
        no_post=_set(lists["no_post"]),
        outlet_posts=_set(lists["outlet_posts"]),
        verbs={name: _set(listed) for name, listed in lists["verbs"].items()},
        status={name: _set(listed) for name, listed in lists["status"].items()},
        modifiers=_set(lists["modifiers"]),
        ranks={form: rank for rank, forms in lists["ranks"].items() for form in _set(forms)},
        headings=_set(lists["headings"]),
        stand_ins=_set(lists["stand_ins"]),
        pronouns=tuple(_set(lists["pronouns"])),
        fields=_set(lists["fields"]),
        field_inner=_set(lists["field_inner"]),
        marks=_set(lists["marks"]),
        beside=_set(lists["beside"]),
        ends=tuple(sorted(_set(lists["ends"]))),
        profiles={name: _set(listed) for name, listed in lists["profiles"].items()},
        placeholders=_set(lists["placeholders"]),
        filler=tuple(sorted(_set(lists["filler"]))),
        token=lazily(
            rf"(?<!\w)(?:{'|'.join(flat(lists['tokens']))})(?!\w)|\[(?:CHECK|AU|NAME|TITLE|CONFIRM)\b[^\[\]]{{0,60}}\]"
        ),
        anchors=tuple(sorted(_set(lists["disclaimers"]["anchors"]))),
        denials=tuple(sorted(_set(lists["disclaimers"]["denials"]))),
    )


def _set(listed: object) -> frozenset[str]:
    return folded_all(flat(listed))
