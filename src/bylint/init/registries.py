"""The files in which a site says who writes for it, as far as they name people who sign."""

from __future__ import annotations

import os
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path
from pathlib import PurePosixPath
from typing import Any

from bylint import people
from bylint.errors import ConfigError
from bylint.init import Proposal
from bylint.init import Site
from bylint.init.portraits import Portrait
from bylint.model.world import Registry
from bylint.people import reading
from bylint.text.files import is_below
from bylint.text.fold import bare

_MOST_FOLDERS, _MOST_FOUND = 3_000, 30
_DATA = frozenset((".yaml", ".yml", ".json", ".toml", ".csv", ".tsv"))
_PAGES = frozenset((".md", ".markdown"))
_ALONE = ("pelicanconf.py", "_quarto.yml")
"""Settings of generators that may hold people themselves."""
STRANGERS = "BYL002"
"""The rule that tells who signs and is not among the people of the site."""
_UNKNOWN = 20
"""One article of so many may be signed by somebody who is not in the files."""


def registries(site: Site, portraits: Iterable[Portrait], lists: Mapping[str, Any]) -> Iterator[Proposal]:
    """Yield the files and folders of people of a site; and, where they do not hold everybody, that nobody is asked of
    those they lack."""
    signed = [each for each in portraits if each.authors]
    signers = frozenset(form for each in signed for name in each.authors for form in _forms(name))
    found: list[tuple[Path, str]] = []
    for path in _candidates(site, lists):
        registry = _registry(((path, path.name),), lists)
        own = _known(registry) & signers if registry else frozenset()
        if own and _registry((*found, (path, path.name)), lists):
            found.append((path, path.name))
            name = f"{site.below}{path.relative_to(site.folder).as_posix()}"
            count = len(registry.people) if registry else 0
            yield Proposal("people", name, f"{count:,} in it; {len(own):,} of the names in it sign articles")
    registry = _registry(tuple(found), lists) if found else None
    if registry:
        known = _known(registry)
        strange = sum(any(known.isdisjoint(_forms(name)) for name in each.authors) for each in signed)
        if strange * _UNKNOWN > len(signed):
            why = f"{strange:,} of {len(signed):,} signed articles have authors whom the files of people lack"
            yield Proposal("ignore", STRANGERS, why)


def _forms(name: str) -> tuple[str, str]:
    """Return what a signer may be called among people: a name or an id, or the name of a file of author data."""
    return bare(name), bare(PurePosixPath(name).stem)


def _known(registry: Registry) -> frozenset[str]:
    return frozenset((*registry.named, *map(bare, registry.people)))


def _registry(given: tuple[tuple[Path, str], ...], lists: Mapping[str, Any]) -> Registry | None:
    """Return the people of files, or nothing where they cannot be read or name nobody."""
    try:
        found = people.known(lists, (), given).registry
    except ConfigError:
        return None
    return found if found.people else None


def _candidates(site: Site, lists: Mapping[str, Any]) -> Iterator[Path]:
    """Yield files of data and folders that are called as those of people are, folders before what is in them."""
    words = reading.folder_words(lists)
    number = 0
    for count, (place, folders, names) in enumerate(os.walk(site.folder)):
        if count == _MOST_FOLDERS or number == _MOST_FOUND:
            return
        here = Path(place)
        folders[:] = sorted(name for name in folders if not _is_passed(name, here))
        own = [name for name in folders if _is_called(name, words) and _holds_people(here / name)]
        folders[:] = [name for name in folders if name not in own]
        named = [name for name in sorted(names) if Path(name).suffix.lower() in _DATA and _is_called(name, words)]
        for path in (here / name for name in (*own, *named)):
            if number < _MOST_FOUND and not path.is_symlink() and is_below(path, [site.folder]):
                number += 1
                yield path
    for name in _ALONE:
        path = site.folder / name
        if path.is_file() and not path.is_symlink():
            yield path


def _is_passed(name: str, folder: Path) -> bool:
    is_hidden = name.startswith(".") or name in ("node_modules", "vendor", "themes", "_site", "public")
    return is_hidden or (folder / name).is_symlink()


def _is_called(name: str, words: frozenset[str]) -> bool:
    return name.lstrip("_.").split(".")[0].lower() in words


def _holds_people(folder: Path) -> bool:
    """Tell whether a folder holds nothing but data and pages, in itself or in a folder each."""
    names = [name for _, _, inner in os.walk(folder) for name in inner][:1000]
    return any(Path(name).suffix.lower() in _DATA | _PAGES for name in names)
