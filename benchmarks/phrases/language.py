"""The parts of one language, as its data files give them."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from typing import NamedTuple

import yaml

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")
_PARTS = Path(__file__).with_name("parts")
# Data of our own, of the shape that its first lines describe.
Parts = Mapping[str, Any]


class Construction(NamedTuple):
    """A way to say something. `group` tells what is true of it."""

    group: str
    name: str
    template: str


class Grammar(NamedTuple):
    """The constructions of a family in one language, with the lists they draw from."""

    constructions: Sequence[Construction]
    lists: Mapping[str, Sequence[str]]


@cache
def words(language: str) -> Parts:
    """Return people, posts, bodies and filler of a language."""
    return _read(f"words/{language}.yaml")


@cache
def grammar(family: str, language: str) -> Grammar:
    """Return the constructions of a family in a language, with those that all languages share."""
    own = dict(_read(f"{family}/{language}.yaml"))
    shared = dict(_read(f"{family}/any.yaml")) if (_PARTS / family / "any.yaml").exists() else {}
    lists = shared.pop("lists", {}) | own.pop("lists", {})
    return Grammar((*_constructions(own), *_constructions(shared)), lists)


@cache
def placements(family: str) -> Parts:
    """Return how an article holds a phrase of a family, by the name of the place."""
    placed: Parts = _read(f"{family}/placements.yaml")
    return placed


def _constructions(groups: Parts) -> list[Construction]:
    return [
        Construction(group, name, template)
        for group, templates in groups.items()
        for name, template in templates.items()
    ]


def _read(name: str) -> Any:
    # Each value as it is written: `NO` is a word here.
    return yaml.load((_PARTS / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
