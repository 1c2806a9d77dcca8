"""What a site can tell of itself before anybody sets it up: its generator, what its layouts print, what its articles
share; and the settings that follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from typing import NamedTuple


class Generator(NamedTuple):
    """A generator of sites, as `rules/directory/generators.yaml` describes it."""

    name: str
    files: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()


class Site(NamedTuple):
    """A site of a repository: its folder, its name below the root of that ("" for the root, else with a slash at its
    end), its generator, the file by which that was told, and what the settings of the generator say."""

    folder: Path
    below: str
    generator: Generator
    file: str = ""
    settings: Mapping[str, Any] = {}


class Proposal(NamedTuple):
    """One value of `bylint.yaml`: the key that leads to it (`images.ignore`), the value, and why, in words.

    A value of a list is given by itself, and stands among the others of its key. Of what nobody but the house can know
    `asks` holds the question; such a value is written as a comment unless it is answered with yes.
    """

    key: str
    value: str | bool | Mapping[str, Any]
    why: str
    asks: str = ""
