"""The organisations and people that a run knows: those that come with bylint, and those of the site."""

from __future__ import annotations

import os
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from typing import NamedTuple

from bylint.errors import ConfigError
from bylint.model.people import Directory
from bylint.model.people import Organisation
from bylint.model.people import Registry
from bylint.people.entries import organisation
from bylint.text.yaml_form import first_told

# A file or folder that a configuration names, and the file and line where it does.
Given = tuple[Path, str]


class Known(NamedTuple):
    """The organisations and the people of a run."""

    directory: Directory
    registry: Registry


class _Shipped(Mapping[str, Organisation]):
    """The organisations that come with bylint, read when the first is asked for: few articles speak of any."""

    def __init__(self, lists: Mapping[str, Any]) -> None:
        self._lists = lists
        self._read: dict[str, Organisation] | None = None

    def __getitem__(self, key: str) -> Organisation:
        return self._all()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> dict[str, Organisation]:
        if self._read is None:
            listed: Mapping[str, Any] = self._lists.get("organisations", {"organisations": (), "sources": {}})
            self._read = {each["id"]: organisation(each, listed["sources"]) for each in listed["organisations"]}
        return self._read


def directory(lists: Mapping[str, Any]) -> Directory:
    """Return the organisations of `directory/organisations.yaml`; none where there is no such file."""
    return Directory(_Shipped(lists))


def known(lists: Mapping[str, Any], directories: Iterable[Given] = (), people: Iterable[Given] = ()) -> Known:
    """Return the organisations and people of a site; ConfigError lists every mistake in all its files."""
    directories, people = tuple(directories), tuple(people)
    if not directories and not people:
        return Known(directory(lists), Registry())
    from bylint.people import files

    ours, missing = files.contents(directories)
    sheets, unread = files.contents(people)
    alone = frozenset(files.label_of(path) for path, _ in people if not os.path.isdir(path))
    return known_of(lists, ours, sheets, (*missing, *unread), alone)


def known_of(
    lists: Mapping[str, Any],
    directories: tuple[tuple[str, bytes], ...],
    people: tuple[tuple[str, bytes], ...],
    mistakes: tuple[str, ...] = (),
    alone: frozenset[str] = frozenset(),
) -> Known:
    """Return the organisations and people that files describe, each given as its path and content.

    `mistakes` are those found before; all are told together. `alone` are the files named themselves, not by their
    folder: each must name somebody.
    """
    # Imported here: a site without files of its own pays for none of this.
    from bylint.people import files

    ours, wrong = files.site_directory(directory(lists), directories)
    registry, odd = files.registry(ours, people, lists, alone)
    if told := (*mistakes, *wrong, *odd):
        raise ConfigError(*first_told(told))
    return Known(ours, registry)
