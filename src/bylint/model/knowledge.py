"""What a run knows before it reads an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import Any

from bylint.model.people import Directory


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """The word lists of the packs by file name, the directory, and the site's own name.

    Compared by identity, so that patterns derived from it can be kept with `functools.lru_cache`. `lists` holds plain
    data (mappings, tuples or lists, strings) of `rules/directory/*.yaml`: `lists["bylines"]`.
    """

    lists: Mapping[str, Any]
    directory: Directory
    site: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
