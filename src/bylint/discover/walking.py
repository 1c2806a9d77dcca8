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
from bylint.discover.folders import LARGEST_IGNORED
from bylint.discover.folders import is_odd
from bylint.discover.vocabulary import pruned
from bylint.text.lazy import lazily

Met = tuple[Path, str | None]
"""A file, and what keeps it from being read or nothing; or a folder to enter, with None."""

_ODD = f"its .gitignore, or one above, is no file of at most {LARGEST_IGNORED:,} bytes, so that nothing here is ignored"
_SIGNS = lazily(r"([\\*?\[\]{}!])")
_ESCAPED = r"\\\1"


def walk(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file below a folder, with what keeps it from being read, or nothing."""
    met = _whole(folder, parents=repository(folder) is not None)
    return ((path, trouble) for path, trouble in met if trouble is not None)


def steps(site: Path) -> Callable[[Path], Iterable[Met]]:
    """Return the function that yields what a walk through a site meets in one of its folders.

    A folder that cannot be opened is none of them.
    """
    is_in_repository = repository(site) is not None
    if os.path.realpath(site) == str(site) and (is_in_repository or not _is_ignoring(site.parents)):
        return partial(_step, site, _pruning(site), is_below_odd=_is_below_odd(site))
    # Looked at by itself a folder would be judged by files above the site as well.
    whole: dict[Path, list[Met]] = {}
    for path, trouble in _whole(site, parents=is_in_repository):
        is_own = path == site or trouble == _ODD
        whole.setdefault(path if is_own else path.parent, []).append((path, trouble))
    return lambda folder: whole.get(folder, ())


def _step(site: Path, pruned_names: ignore.overrides.Override, folder: Path, *, is_below_odd: bool) -> Iterator[Met]:
    above = () if folder == site else tuple(path for path in folder.parents if path.is_relative_to(site))
    is_below_odd = is_below_odd or any(map(is_odd, above))
    if is_below_odd or is_odd(folder):
        if folder == site or not is_below_odd:
            yield folder, _ODD
        yield from _met(_builder(folder, pruned_names, parents=False, ignoring=False).max_depth(1), folder)
        return
    odd = tuple(path for path in _folders_in(folder) if is_odd(path))
    names = _pruning(site, odd) if odd else pruned_names
    for path, trouble in _met(_builder(folder, names, parents=True).max_depth(1), folder):
        # What is wrong with patterns above a folder was told of the first.
        if folder == site or path != folder:
            yield path, trouble
    yield from ((path, None) for path in odd)


def _whole(folder: Path, *, parents: bool) -> Iterator[Met]:
    """Yield all below a folder.

    The .gitignore of a folder is read as soon as it is met, so that those with an odd one are left out of the walk and
    then walked apart: as git does, without heed to what it says, and without heed to any other.
    """
    # Those above are read even where they do not decide.
    if is_odd(folder) or _is_below_odd(folder):
        yield from _unignored(folder)
        return
    odd = tuple(_odd_below(folder))
    entered = {folder}
    for path, trouble in _met(_builder(folder, _pruning(folder, odd), parents=parents), folder):
        if trouble is None:
            entered.add(path)
        yield path, trouble
    for path in odd:
        if path.parent in entered:
            yield path, None
            yield from _unignored(path)


def _unignored(folder: Path) -> Iterator[Met]:
    yield folder, _ODD
    yield from _met(_builder(folder, _pruning(folder), parents=False, ignoring=False), folder)


def _is_below_odd(folder: Path) -> bool:
    return any(map(is_odd, Path(os.path.realpath(folder)).parents))


def _odd_below(folder: Path) -> Iterator[Path]:
    """Yield the folders with an odd .gitignore, but for those below another."""
    waiting = [folder]
    while waiting:
        for path in _folders_in(waiting.pop()):
            if is_odd(path):
                yield path
            else:
                waiting.append(path)


def _folders_in(folder: Path) -> list[Path]:
    """Return the folders in a folder that a walk would enter if git did not ignore them."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return []
    return [folder / name for name in sorted(names) if not name.startswith(".") and name not in pruned()]


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


def _builder(
    folder: Path, pruned_names: ignore.overrides.Override, *, parents: bool, ignoring: bool = True
) -> ignore.WalkBuilder:
    return (
        ignore.WalkBuilder(folder)
        .hidden(True)
        .follow_links(False)
        .ignore(False)
        .git_ignore(ignoring)
        .require_git(False)
        # What one person's git ignores, another's does not.
        .git_global(False)
        .git_exclude(False)
        # Without a repository there is no root at which to stop, and a stray file far above would decide.
        .parents(parents)
        .overrides(pruned_names)
    )


def _pruning(folder: Path, others: Iterable[Path] = ()) -> ignore.overrides.Override:
    builder = OverrideBuilder(folder)
    for name in pruned():
        builder.add(f"!{name}/")
    for other in others:
        builder.add(f"!/{_SIGNS.sub(_ESCAPED, other.relative_to(folder).as_posix())}/")
    return builder.build()
