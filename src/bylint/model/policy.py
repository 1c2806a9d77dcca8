"""What a site itself asks of disclaimers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from typing import NamedTuple


class Wording(NamedTuple):
    """A sentence that the house has approved: for the people of one organisation, or for all; from a day on."""

    text: str
    organisation: str = ""
    since: date | None = None


class Topic(NamedTuple):
    """A note that the house asks for by subject: where a path, a tag or a section fits, `says` must stand there."""

    name: str
    text: str
    says: tuple[str, ...]
    paths: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    since: date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Policy:
    """`levels` maps kinds of organisation and ids to a level; `placement` is top, end, bio or empty.

    `named` holds the kinds and ids that the policy names, each with the file and line where it does.
    """

    levels: Mapping[str, str] = field(default_factory=dict)
    levels_since: date | None = None
    placement: str = ""
    placement_since: date | None = None
    wordings: tuple[Wording, ...] = ()
    topics: tuple[Topic, ...] = ()
    named: tuple[tuple[str, str], ...] = ()


def is_in_force(since: date | None, day: date | None) -> bool:
    """Tell whether what holds since a day holds for an article; an undated article cannot tell, so it does not."""
    return since is None or (day is not None and since <= day)
