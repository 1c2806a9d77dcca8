"""Walking through a folder, past what git ignores, the same on every machine."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import ignore
from ignore.overrides import OverrideBuilder

from bylint.config import repository
from bylint.discover.vocabulary import pruned

Met = tuple[Path, str | None]
"""A file, and what keeps it from being read or nothing; or a folder to enter, with None."""


def walk(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file below a folder, with what keeps it from being read, or nothing."""
    builder = _builder(folder, _pruning(folder), parents=repository(folder) is not None)
    return ((path, trouble) for path, trouble in _met(builder, folder) if trouble is not None)


def steps(site: Path) -> Callable[[Path], Iterable[Met]]:
    """Return the function that yields what a walk through a site meets in one of its folders.

    A folder that cannot be opened is none of them.
    """
    is_in_repository = repository(site) is not None
    step = partial(_step, site, _pruning(site))
    if os.path.realpath(site) == str(site) and (is_in_repository or not _is_ignoring(site.parents)):
        return partial(step, parents=True)
    # Looked at by itself a folder would be judged by files above the site as well.
    whole: dict[Path, list[Met]] = {}
    for path, trouble in _met(_builder(site, _pruning(site), parents=is_in_repository), site):
        whole.setdefault(path.parent, []).append((path, trouble))
    return lambda folder: step(folder, parents=is_in_repository) if folder == site else whole.get(folder, ())


def _step(site: Path, pruned_names: ignore.overrides.Override, folder: Path, *, parents: bool) -> Iterator[Met]:
    found = _met(_builder(folder, pruned_names, parents=parents).max_depth(1), folder)
    # What is wrong with patterns above a folder was told of the first.
    return found if folder == site else ((path, trouble) for path, trouble in found if path != folder)


def _is_ignoring(folders: Iterable[Path]) -> bool:
    return any((folder / ".gitignore").exists() for folder in folders)


def _met(builder: ignore.WalkBuilder, folder: Path) -> Iterator[Met]:
    found = iter(builder.build())
    while True:
        try:
            path = next(found).path()
        except StopIteration:
            return
        except (ignore.Error, ignore.IOError) as error:
            # One folder that cannot be opened; the walk goes on with the next.
            yield folder, f"holds something that cannot be opened: {error}"
            continue
        try:
            mode = os.lstat(path).st_mode
        except OSError:
            continue  # deleted since
        # A link could lead out of the site, or to a file that is met again under its own name.
        if stat.S_ISREG(mode):
            yield path, ""
        elif path == folder:
            continue
        elif stat.S_ISDIR(mode):
            yield path, None
        elif stat.S_ISLNK(mode) and path.exists():
            yield path, "a link to another folder" if path.is_dir() else "a link to another file"


def _builder(folder: Path, pruned_names: ignore.overrides.Override, *, parents: bool) -> ignore.WalkBuilder:
    return (
        ignore.WalkBuilder(folder)
        .hidden(True)
        .follow_links(False)
        .ignore(False)
        .git_ignore(True)
        .require_git(False)
        # What one person's git ignores, another's does not.
        .git_global(False)
        .git_exclude(False)
        # Without a repository there is no root at which to stop, and a stray file far above would decide.
        .parents(parents)
        .overrides(pruned_names)
    )


def _pruning(folder: Path) -> ignore.overrides.Override:
    builder = OverrideBuilder(folder)
    for name in pruned():
        builder.add(f"!{name}/")
    return builder.build()
