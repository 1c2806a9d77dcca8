"""Walking through a folder, past what git ignores, the same on every machine."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import ignore
from ignore.overrides import OverrideBuilder

from bylint.config import repository
from bylint.discover.vocabulary import pruned


def walk(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file below a folder, with what keeps it from being read, or nothing."""
    steps = iter(_builder(folder).build())
    while True:
        try:
            path = next(steps).path()
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
        elif stat.S_ISLNK(mode) and path != folder and path.exists():
            yield path, "a link to another folder" if path.is_dir() else "a link to another file"


def _builder(folder: Path) -> ignore.WalkBuilder:
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
        .parents(repository(folder) is not None)
        .overrides(_pruning(folder))
    )


def _pruning(folder: Path) -> ignore.overrides.Override:
    builder = OverrideBuilder(folder)
    for name in pruned():
        builder.add(f"!{name}/")
    return builder.build()
