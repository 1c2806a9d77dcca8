"""A site folder by folder: which files are articles, and which folders are entered.

What a folder holds is asked apart: whoever remembers what one like it came to need not ask more.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from bylint.config import Config
from bylint.discover import FileToRead
from bylint.discover import Look
from bylint.discover import Skipped
from bylint.discover import look_of
from bylint.discover import site_of
from bylint.discover import sorted_out
from bylint.discover.folders import Folder
from bylint.discover.folders import patterns


class Site(NamedTuple):
    """A site, as one run looks for files in it: its root, and a digest of what above that decides about files."""

    look: Look
    root: Path
    above: bytes


class Sorted(NamedTuple):
    """What the files of a folder come to: names of articles, how many were passed over, folders to enter."""

    articles: tuple[str, ...]
    skipped: int
    inner: tuple[str, ...]


def site(config: Config, start: Path) -> Site:
    """Return the site of a configuration, as a run that stands in a folder sees it."""
    root = site_of(config, start)
    told = blake2b(digest_size=16)
    for place in (os.path.abspath(root), os.path.realpath(root)):
        for folder in Path(place).parents:
            told.update(patterns(os.path.join(folder, "")) + bytes((folder / ".git").exists()))
    return Site(look_of(config, start), root, told.digest())


def top(whole: Site) -> Folder:
    """Return the folder with which a walk begins."""
    return Folder("", whole.above)


def sorter(whole: Site) -> Callable[[Folder], Sorted]:
    """Return the function that tells what the files of a folder come to."""
    # Imported here: where nothing changed nobody asks.
    from bylint.discover.walking import steps

    met = steps(whole.root)

    def of_folder(folder: Folder) -> Sorted:
        path = whole.root / folder.name
        inside: list[str] = []
        found: list[FileToRead | Skipped] = []
        for each, trouble in met(path):
            if trouble is None:
                inside.append(each.name)
            else:
                found += sorted_out(whole.look, each, trouble, whole.root)
        articles = tuple(each.path.name for each in found if isinstance(each, FileToRead))
        return Sorted(articles, len(found) - len(articles), tuple(inside))

    return of_folder
