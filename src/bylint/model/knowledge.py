"""What a run knows before it reads an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import Any

from bylint.model.people import Directory
from bylint.model.people import Registry
from bylint.model.policy import Policy


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """The word lists of the packs by file name, the directory, and what the site says: its name, people and policy.

    Compared by identity, so that patterns derived from it can be kept with `functools.lru_cache`. `lists` holds plain
    data (mappings, tuples or lists, strings) of `rules/directory/*.yaml`: `lists["bylines"]`.
    """

    lists: Mapping[str, Any]
    directory: Directory
    site: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    registry: Registry = field(default_factory=Registry)
    policy: Policy = field(default_factory=Policy)
