"""Organisations, and what each asks of its people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Alias(NamedTuple):
    """One name of an organisation. `scope`: anywhere, ambiguous (only beside a full name or a parent of the same
    organisation), disclaimer (only inside a disclaimer). `since` is an ISO date or empty."""

    name: str
    scope: str = "anywhere"
    since: str = ""


class Organisation(NamedTuple):
    """An entry of the directory. `requirement`: regulation, policy, boilerplate, custom or none."""

    id: str
    name: str
    aliases: tuple[Alias, ...] = ()
    kind: str = ""
    country: str = ""
    parents: tuple[str, ...] = ()
    requirement: str = "none"
    attribution: bool = False
    non_reflection: bool = False
    entities_min: tuple[str, ...] = ()
    entities_customary: tuple[str, ...] = ()
    sample: str = ""
    sources: tuple[str, ...] = ()
    status: str = "verified"


@dataclass(frozen=True, slots=True, eq=False)
class Directory:
    """The organisations known to a run, by id. Compared by identity, so that what is derived from it can be kept."""

    organisations: Mapping[str, Organisation]
