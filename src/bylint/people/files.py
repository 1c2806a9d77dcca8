"""The files of a site that say who works where: read, checked, and kept in compiled form while they stay the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bylint import __version__
from bylint.model.people import Directory
from bylint.model.people import Registry
from bylint.people import kept
from bylint.people.entries import organisation
from bylint.text import cache
from bylint.text.yaml_form import guess

Content = tuple[str, bytes]
"""A file: its path as shown to people, and its bytes."""

_SUFFIXES = frozenset((".yaml", ".yml", ".json", ".toml", ".csv", ".tsv", ".md", ".markdown"))
_FORM = "3"


def contents(given: Iterable[tuple[Path, str]]) -> tuple[tuple[Content, ...], tuple[str, ...]]:
    """Return the files that are named, those of a folder in order, and what is wrong with their names."""
    found: list[Content] = []
    mistakes: list[str] = []
    for path, place in given:
        files = sorted(f for f in path.rglob("*") if f.suffix.lower() in _SUFFIXES) if path.is_dir() else [path]
        if not files:
            mistakes.append(
                f"{place}: the folder {_label(path)!r} holds no file of people (YAML, JSON, TOML, CSV, Markdown)"
            )
        for file in files:
            try:
                found.append((_label(file), file.read_bytes()))
            except OSError as error:
                mistakes.append(_unread(file, place, error))
    return tuple(found), tuple(mistakes)


def site_directory(shipped: Directory, files: tuple[Content, ...]) -> tuple[Directory, tuple[str, ...]]:
    """Return the shipped directory with the entries of a site added, or what is wrong with them."""
    if not files:
        return shipped, ()
    key = _key("directory", files, _ids(shipped))
    entries, mistakes = _kept(key, lambda: _entries(shipped, files))
    sources: Mapping[str, Any] = {}
    ours = {entry["id"]: organisation(entry, sources) for entry in entries or () if "name" in entry}
    return Directory({**shipped.organisations, **ours}, digest=key), mistakes


def registry(
    directory: Directory, files: tuple[Content, ...], lists: Mapping[str, Any]
) -> tuple[Registry, tuple[str, ...]]:
    """Return the people that the files of a site name, or what is wrong with them."""
    if not files:
        return Registry(), ()
    key = _key("people", files, _ids(directory))
    people, mistakes = _kept(key, lambda: _people(directory, files, lists))
    return (kept.registry(people, key) if people else Registry(digest=key)), mistakes


def _entries(shipped: Directory, files: tuple[Content, ...]) -> tuple[Any, tuple[str, ...]]:
    from bylint.people import organisations

    return organisations.entries(shipped, files)


def _people(directory: Directory, files: tuple[Content, ...], lists: Mapping[str, Any]) -> tuple[Any, tuple[str, ...]]:
    from bylint.people import reading

    return reading.people(directory, files, lists)


def _kept(key: str, make: Callable[[], tuple[Any, tuple[str, ...]]]) -> tuple[Any, tuple[str, ...]]:
    name = f"people-{key}.kept"
    before = cache.read(name)
    if before is not None:
        return json.loads(before), ()
    found, mistakes = make()
    if not mistakes:
        cache.write(name, json.dumps(found).encode())
    return found, mistakes


def _key(kind: str, files: Iterable[Content], ids: str) -> str:
    digest = hashlib.blake2b(f"{__version__} {_FORM} {kind} {ids} ".encode(), digest_size=16)
    for label, content in files:
        digest.update(f"{label} {len(content)} ".encode("utf-8", "surrogatepass"))
        digest.update(content)
    return digest.hexdigest()


def _ids(directory: Directory) -> str:
    # Which ids and names are known decides whether a file of the site is right.
    names = "\n".join(f"{o.id} {o.name} {o.aliases}" for o in directory.organisations.values())
    return directory.digest or hashlib.blake2b(names.encode(), digest_size=16).hexdigest()


def _unread(file: Path, place: str, error: OSError) -> str:
    if not isinstance(error, FileNotFoundError):
        return f"{place}: {_label(file)}: {error.strerror}"
    beside = [other.name for other in file.parent.glob("*")] if file.parent.is_dir() else []
    return f"{place}: there is no file {_label(file)!r}{guess(file.name, beside)}"


def _label(path: Path) -> str:
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
