"""A walk over an archive: folders that are as they were are passed by, and what has to be read is put down."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from functools import lru_cache
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bylint.audit import Reading
from bylint.discover import FolderArticles
from bylint.discover import Site
from bylint.discover import is_other_site
from bylint.discover import sorter
from bylint.discover import top
from bylint.discover.walk import Folder
from bylint.discover.walk import FolderContent
from bylint.discover.walk import folder_content
from bylint.discover.walk import has_pictures
from bylint.discover.walk import pictures_below
from bylint.discover.walk import stamps
from bylint.store import DAMAGE
from bylint.store import ArticleState
from bylint.store import FolderState
from bylint.store import Stamp
from bylint.store import Store
from bylint.store.tables import Label
from bylint.store.tables import stamp_of
from bylint.text.files import digest

GivenFiles = Mapping[str, Reading]
"""The files that a run is about, by name; they may lie beside the archive, or not on disk."""


class Listing(NamedTuple):
    """How many files an archive has, how many were passed over, and the names that could be articles, by folder.

    `sites` are folders that have settings of their own, and are no part of it.
    """

    files: int
    skipped: int
    names: Mapping[str, Sequence[str]]
    sites: tuple[Path, ...] = ()


class _Walk(NamedTuple):
    """What a walk works with: `near` are the folders of the given files, `found` those of them that it came upon.

    `names` are those of files that could be articles, in each folder that it has entered.
    """

    kept: Store
    site: Site
    given: GivenFiles
    sorter: Callable[[], Callable[[Folder], FolderArticles]]
    near: frozenset[str]
    found: set[str]
    names: dict[str, Sequence[str]]


class TooWideError(Exception):
    """A walk has come upon more folders than it was to enter."""


def walk_archive(
    kept: Store, site: Site, given: GivenFiles, shown: Callable[[int, int], None], many: int | None = None
) -> Listing:
    """Walk over an archive; forget what is no more, and put down what has to be read; TooWideError after so `many`
    folders."""
    near = frozenset(name[: name.rfind("/") + 1] for name in given)
    # Made once it is asked for: where nothing changed nobody asks.
    walk = _Walk(kept, site, given, lru_cache(partial(sorter, site)), near, set(), {})
    waiting = [top(site)]
    files = skipped = 0
    seen: list[tuple[str, bytes]] = []
    sites: list[Path] = []
    while waiting:
        if many is not None and len(walk.names) > many:
            raise TooWideError
        folder = waiting.pop()
        try:
            content = folder_content(site.root, folder)
        except OSError:
            skipped += 1
            continue
        if content.settings and is_other_site(site, folder, content.settings):
            sites.append(site.root / folder.name)
            seen += pictures_below(site.root, folder.name)
            continue
        known = _known(walk, folder, content)
        files, skipped = files + known.files, skipped + known.skipped
        shown(files, 0)
        seen += _pictures(site, folder, content, frozenset(known.inner))
        waiting += (Folder(f"{folder.name}{name}/", content.within) for name in known.inner)
    root = site.search.config_at(str(site.root)).root
    if root != site.root:
        # Without settings the site is the folder of the run; its pictures may lie anywhere in the repository.
        seen += pictures_below(root, "")
    _forget(walk)
    _wait_for_given(walk)
    kept.look_at_pictures(digest(repr(sorted(seen)).encode()).encode())
    return Listing(files, skipped, walk.names, tuple(sorted(sites)))


def checked_label(label: Label, listing: Listing, given: GivenFiles) -> Label:
    """Return a function as `label` is, for names that a walk came upon or that were given; any other is damage."""
    names = lru_cache(maxsize=None)(lambda folder: frozenset(listing.names.get(folder, ())))

    def of(name: str) -> str:
        end = name.rfind("/") + 1
        if name[end:] not in names(name[:end]) and name not in given:
            raise DAMAGE("an article is named that is not there")
        return label(name)

    return of


def _known(walk: _Walk, folder: Folder, content: FolderContent) -> FolderState:
    """Return what a folder comes to, and put down what has to be read in it."""
    known = walk.kept.folder(folder.name)
    walk.names[folder.name] = content.names
    if known is None or known.shape != content.shape or not set(content.folders).issuperset(known.inner):
        came = walk.sorter()(folder)
        # A file may have come since the folder was listed.
        walk.names[folder.name] = (*content.names, *came.articles)
        known = FolderState(content.shape, content.stamps, len(came.articles), came.skipped, came.inner)
        _compare(walk, folder, content, came.articles)
        walk.kept.keep_folder(folder.name, known)
    elif not content.stamps or known.stamps != content.stamps or folder.name in walk.near:
        _compare(walk, folder, content, None)
        if known.stamps != content.stamps:
            walk.kept.keep_folder(folder.name, known._replace(stamps=content.stamps))
    return known


def _pictures(
    site: Site, folder: Folder, content: FolderContent, entered: frozenset[str]
) -> Iterator[tuple[str, bytes]]:
    """Yield what picture files a folder holds, and those in it that no article lies in."""
    if content.pictures:
        yield folder.name, content.pictures
    for name in content.folders:
        if name not in entered and has_pictures(name):
            yield from pictures_below(site.root, folder.name + name)


def _compare(walk: _Walk, folder: Folder, content: FolderContent, articles: tuple[str, ...] | None) -> None:
    """Compare the articles of a folder, or those that were in it before, with what is known of them."""
    before = walk.kept.known_in(folder.name)
    found = stamps(content)
    if articles is None and not before.keys() <= set(content.names):
        raise DAMAGE("an article is named that is not there")
    for name in before if articles is None else articles:
        whole = folder.name + name
        if whole in walk.given:
            if walk.given[whole].file is None:
                continue  # what was given stands for the file
            walk.found.add(whole)
        _wait_if_changed(walk.kept, whole, before.get(name), found.get(name))
    if articles is not None:
        present = frozenset(articles)
        gone = (known.id for name, known in before.items() if name not in present)
        walk.kept.drop(gone)


def _forget(walk: _Walk) -> None:
    """Forget what lies in folders that are no more, but for the files that the run is about."""
    for folder in walk.kept.folders():
        if folder in walk.names:
            continue
        known = walk.kept.known_in(folder)
        walk.kept.drop(each.id for name, each in known.items() if folder + name not in walk.given)
        if folder in walk.near:
            walk.kept.doubt(folder)
        else:
            walk.kept.drop_folder(folder)


def _wait_for_given(walk: _Walk) -> None:
    """Put down the files that the run is about and that are no articles of the archive."""
    for name, reading in walk.given.items():
        if name not in walk.found:
            _wait_if_changed(walk.kept, name, walk.kept.known(name), _stamp(reading.file))
            walk.kept.doubt(name)


def _wait_if_changed(kept: Store, name: str, known: ArticleState | None, stamp: tuple[int, int, int] | None) -> None:
    if known is None or known.stamp != stamp:
        kept.wait(name, known.key if known else b"", stamp)


def _stamp(file: Path | None) -> Stamp | None:
    try:
        return stamp_of(file.stat()) if file else None
    except OSError:
        return None
