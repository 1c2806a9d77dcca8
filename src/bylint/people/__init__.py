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
    directories, people = tuple(directories), tuple(people)
    if not directories and not people:
        return Known(directory(lists), Registry())
    from bylint.people import files

    ours, missing = files.contents(directories)
    sheets, unread = files.contents(people)
    return known_of(lists, ours, sheets, (*missing, *unread))


def known_of(
    lists: Mapping[str, Any],
    directories: tuple[tuple[str, bytes], ...],
    people: tuple[tuple[str, bytes], ...],
    mistakes: tuple[str, ...] = (),
) -> Known:
    """Return the organisations and people that files describe, each given as its path and content.

    `mistakes` are those found before; all are told together.
    """
    # Imported here: a site without files of its own pays for none of this.
    from bylint.people import files

    ours, wrong = files.site_directory(directory(lists), directories)
    registry, odd = files.registry(ours, people, lists)
    if mistakes or wrong or odd:
        raise ConfigError(*mistakes, *wrong, *odd)
    return Known(ours, registry)
