"""The organisations and people that a run knows: those that come with bylint, and those of the files of a site."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any
from typing import NamedTuple

from bylint import __version__
from bylint.errors import ConfigError
from bylint.model.source import line_of
from bylint.model.world import Directory
from bylint.model.world import Registry
from bylint.people import organisations
from bylint.people import reading
from bylint.people.organisations import directory
from bylint.people.organisations import organisation
from bylint.people.registry import stored
from bylint.text import cache
from bylint.text.files import content_of
from bylint.text.files import is_below
from bylint.text.files import names_beside
from bylint.text.yaml import first_told
from bylint.text.yaml import guess

Content = tuple[str, bytes]
"""A file: its path as shown to people, and its bytes."""

LARGEST, MOST_FILES = 5_000_000, 10_000
"""Bytes of all files of people together, or of all of organisations, and how many files may be in their folders."""

_SUFFIXES = frozenset((".yaml", ".yml", ".json", ".toml", ".csv", ".tsv", ".md", ".markdown"))
# Settings of Pelican, which are read and never run; in a folder they are programs.
_ALONE = ".py"
_FORMS = "YAML, JSON, TOML, CSV, Markdown"
_FORM = "4"
_MOST_LAYOUTS, _LARGEST_LAYOUT = 1_000, 200_000
"""Files of layouts that are looked at, and bytes of the largest."""
_NEARLY, _MOST_GUESSED, _MOST_SHOWN = 0.88, 50, 3
"""How like a known name a misspelt one is; bodies for which one is looked for; bodies that are told in one line."""

# A file or folder that a configuration names, and the file and line where it does.
NamedPath = tuple[Path, str]


class DirectoryAndRegistry(NamedTuple):
    """The organisations and the people of a run."""

    directory: Directory
    registry: Registry


def known(
    lists: Mapping[str, Any], directories: Iterable[NamedPath] = (), people: Iterable[NamedPath] = ()
) -> DirectoryAndRegistry:
    """Return the organisations and people of a site; ConfigError lists every mistake in all its files."""
    directories, people = tuple(directories), tuple(people)
    if not directories and not people:
        return DirectoryAndRegistry(directory(lists), Registry())
    ours, missing = contents(directories)
    sheets, unread = contents(people, reading.folder_words(lists))
    alone = frozenset(label_of(path) for path, _ in people if not os.path.isdir(path))
    return known_of(lists, ours, sheets, (*missing, *unread), alone)


def known_of(
    lists: Mapping[str, Any],
    directories: tuple[tuple[str, bytes], ...],
    people: tuple[tuple[str, bytes], ...],
    mistakes: tuple[str, ...] = (),
    alone: frozenset[str] = frozenset(),
) -> DirectoryAndRegistry:
    """Return the organisations and people that files describe, each given as its path and content.

    `mistakes` are those found before; all are told together. `alone` are the files named themselves, not by their
    folder: each must name somebody.
    """
    ours, wrong = site_directory(directory(lists), directories)
    registry, odd = site_registry(ours, people, lists, alone)
    if told := (*mistakes, *wrong, *odd):
        raise ConfigError(*first_told(told))
    return DirectoryAndRegistry(ours, registry)


def contents(
    given: Iterable[NamedPath], of_people: frozenset[str] = frozenset()
) -> tuple[tuple[Content, ...], tuple[str, ...]]:
    """Return the files that are named, those of a folder in order, and what is wrong with their names.

    `of_people` are words for files and folders of people: where a folder holds such files, its others are not read.
    """
    found: list[Content] = []
    mistakes: list[str] = []
    left = LARGEST
    for path, place in given:
        files = _files(path, of_people)
        if not files:
            mistakes.append(f"{place}: the folder {label_of(path)!r} holds no file of people ({_FORMS})")
        if len(files) > MOST_FILES:
            mistakes.append(f"{place}: the folder {label_of(path)!r} holds more than {MOST_FILES:,} files of people")
            continue
        for file in files:
            try:
                content = _content(file, path, left)
            except OSError as error:
                mistakes.append(_unread(file, place, error))
                continue
            left -= len(content)
            found.append((label_of(file), content))
    return tuple(found), tuple(mistakes)


def _files(path: Path, of_people: frozenset[str]) -> list[Path]:
    """Return the file, or those of a folder in order; of too many only so many that it can be told."""
    if not os.path.isdir(path):
        return [path]
    # Links to folders are not followed: they could lead anywhere, or in a circle.
    names = (Path(folder, name) for folder, _, names in os.walk(path) for name in names)
    found = sorted(islice((file for file in names if file.suffix.lower() in _SUFFIXES), MOST_FILES + 1))
    # `_data` holds the menu of a site and its people.
    own = [file for file in found if reading.is_of_people(file.relative_to(path.parent).as_posix(), of_people)]
    return own or found


def _content(file: Path, given: Path, left: int) -> bytes:
    if file == given and os.path.isfile(file) and file.suffix.lower() not in _SUFFIXES | {_ALONE}:
        raise OSError(errno.EINVAL, f"it is none of {_FORMS}")
    if not is_below(file, [given]):
        raise OSError(errno.EINVAL, f"it is a link that leads out of the folder {label_of(given)!r}")
    try:
        return content_of(file, left)
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise OSError(errno.EFBIG, f"with it the files have more than {LARGEST:,} bytes together") from error
        raise


def is_author_data(path: Path, lists: Mapping[str, Any]) -> bool:
    """Tell whether a path is a file of data that is called as files of people are: `_data/authors.yml`."""
    is_data = path.suffix.lower() in _SUFFIXES and path.suffix.lower() not in reading.PAGES
    return is_data and reading.is_of_people(path.as_posix(), reading.folder_words(lists)) and os.path.isfile(path)


def author_files(lists: Mapping[str, Any], given: Iterable[NamedPath]) -> Iterator[Path]:
    """Yield the files of people that a configuration names, those of a folder in order."""
    of_people = reading.folder_words(lists)
    for path, _ in given:
        yield from (file for file in _files(path, of_people) if is_below(file, [path]))


def prints_boxes(lists: Mapping[str, Any], root: Path, given: Iterable[NamedPath]) -> bool:
    """Tell whether a site prints the bios of its author data beside articles: its generator does, or a layout."""
    words, layouts = lists["files"]["author_boxes"], lists["files"]["layouts"]
    beside = frozenset(words["beside"])
    if any(path.name in beside for path, _ in given) or any((root / name).is_file() for name in beside):
        return True
    owners, bios = "|".join(words["owners"]), "|".join(words["words"])
    # author.bio, site.data.authors[page.author].bio, author.data.bio
    steps = r"(?:\[[^\]\n]{1,60}\]|\.\w{1,40}){0,3}"
    of_author = re.compile(rf"\b(?:{owners})\w{{0,20}}{steps}\.(?:{bios})\b", re.IGNORECASE)
    folders = (base / name for base in (root, root / "src") for name in layouts["words"])
    found = (file for folder in folders for file in _layouts(folder, tuple(layouts["endings"])))
    return any(of_author.search(_text(file, root)) for file in islice(found, _MOST_LAYOUTS))


def _layouts(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    for below, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "node_modules")
        yield from (Path(below, name) for name in sorted(names) if name.lower().endswith(endings))


def _text(file: Path, root: Path) -> str:
    """Return what a layout says; nothing where it is too large, or leads out of the site."""
    try:
        content = content_of(file, _LARGEST_LAYOUT) if is_below(file, [root]) else b""
    except OSError:
        return ""
    return content.decode("utf-8", "replace")


def doubts(found: DirectoryAndRegistry, given: Iterable[NamedPath]) -> Iterator[str]:
    """Yield what a site should be told of its registry: that it names nobody, and the bodies that no list knows.

    Nothing is asked of people who work for such a body, which is right for most, and wrong for one that is misspelt.
    """
    place = next((place for _, place in given), "")
    if place and not found.registry.people:
        yield f"{place}: no file of people names anybody, so nothing is known of who signs"
    bodies = found.directory.organisations
    posts = (post for person in found.registry.people.values() for post in person.posts)
    strange = {post.organisation: post for post in reversed(tuple(posts)) if post.organisation not in bodies}
    if not strange:
        return
    names = tuple(name for body in bodies.values() for name in (body.name, *(alias.name for alias in body.aliases)))
    for name, post in sorted(strange.items())[:_MOST_GUESSED]:
        near = guess(name, names, least=_NEARLY)
        if near:
            yield f"{line_of(post.place)}: no list knows the body {name!r}{near}"
            del strange[name]
    if strange:
        some = ", ".join(map(repr, sorted(strange)[:_MOST_SHOWN])) + (", ..." if len(strange) > _MOST_SHOWN else "")
        yield f"bodies of the registry that no list knows, so that nothing is asked of their people: {some}"


def site_directory(shipped: Directory, files: tuple[Content, ...]) -> tuple[Directory, tuple[str, ...]]:
    """Return the shipped directory with the entries of a site added, or what is wrong with them."""
    if not files:
        return shipped, ()
    key = _key("directory", files, _ids(shipped))
    entries, mistakes = _kept(key, lambda: _entries(shipped, files))
    sources: Mapping[str, Any] = {}
    ours = {entry["id"]: organisation(entry, sources) for entry in entries or () if "name" in entry}
    return Directory({**shipped.organisations, **ours}, digest=key), mistakes


def site_registry(
    directory: Directory, files: tuple[Content, ...], lists: Mapping[str, Any], alone: frozenset[str]
) -> tuple[Registry, tuple[str, ...]]:
    """Return the people that the files of a site name, or what is wrong with them."""
    if not files:
        return Registry(), ()
    key = _key(f"people {sorted(alone)}", files, _ids(directory))
    people, mistakes = _kept(key, lambda: _people(directory, files, lists, alone))
    return (stored(people, key) if people else Registry(digest=key)), mistakes


def _entries(shipped: Directory, files: tuple[Content, ...]) -> tuple[Any, tuple[str, ...]]:
    return organisations.entries(shipped, files)


def _people(
    directory: Directory, files: tuple[Content, ...], lists: Mapping[str, Any], alone: frozenset[str]
) -> tuple[Any, tuple[str, ...]]:
    return reading.people(directory, files, lists, alone)


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
    digest = hashlib.blake2b(f"{__version__} {_FORM} {cache.code()} {kind} {ids} ".encode(), digest_size=16)
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
        return f"{place}: {label_of(file)}: {error.strerror}"
    return f"{place}: there is no file {label_of(file)!r}{guess(file.name, names_beside(file))}"


def label_of(path: Path) -> str:
    """Return a path as it is shown to people."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
