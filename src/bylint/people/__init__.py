"""The organisations and people that a run knows: those that come with bylint, and those of the site."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from typing import NamedTuple

from bylint.errors import ConfigError
from bylint.model.people import Directory
from bylint.model.people import Registry
from bylint.people.entries import organisation

# A file or folder that a configuration names, and the file and line where it does.
Given = tuple[Path, str]


class Known(NamedTuple):
    """The organisations and the people of a run."""

    directory: Directory
    registry: Registry


def directory(lists: Mapping[str, Any]) -> Directory:
    """Return the organisations of `directory/organisations.yaml`; none where there is no such file."""
    if "organisations" not in lists:
        return Directory({})
    listed = lists["organisations"]
    sources = listed["sources"]
    return Directory({entry["id"]: organisation(entry, sources) for entry in listed["organisations"]})


def known(lists: Mapping[str, Any], directories: Iterable[Given] = (), people: Iterable[Given] = ()) -> Known:
    """Return the organisations and people of a site; ConfigError lists every mistake in all its files."""
    shipped, directories, people = directory(lists), tuple(directories), tuple(people)
    if not directories and not people:
        return Known(shipped, Registry())
    # Imported here: a site without files of its own pays for none of this.
    from bylint.people import files

    found, mistakes = files.contents(directories)
    ours, wrong = files.site_directory(shipped, found)
    sheets, missing = files.contents(people)
    registry, odd = files.registry(ours, sheets, lists)
    if mistakes or wrong or missing or odd:
        raise ConfigError(*mistakes, *wrong, *missing, *odd)
    return Known(ours, registry)
