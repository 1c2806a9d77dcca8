"""Folders of a site: what each holds, told by digests to be compared with before, and a walk past what git ignores."""

from __future__ import annotations

import os
import signal
import stat
import struct
import sys
import unicodedata
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from collections.abc import Set
from contextlib import contextmanager
from functools import partial
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import ignore
from ignore.overrides import OverrideBuilder

from bylint.config import repository
from bylint.config.files import MAY_BEGIN_SITE
from bylint.discover.names import beside
from bylint.discover.names import is_saved
from bylint.discover.names import pruned
from bylint.pictures import SUFFIXES as PICTURES
from bylint.readers import SUFFIXES
from bylint.text.patterns import lazily

FileStatus = tuple[int, int, int]
"""Size, time of the last change and of the last move of a file."""

# The shortest first: it is the one that most files have.
_ENDINGS = tuple(sorted(SUFFIXES, key=len))
_IGNORED = ".gitignore"
LARGEST_IGNORED = 100_000
"""Bytes of the largest .gitignore that is read."""
WalkStep = tuple[Path, str | None]
"""A file, and what keeps it from being read or nothing; or a folder to enter, with None."""

_ODD = f"its .gitignore, or one above, is no file of at most {LARGEST_IGNORED:,} bytes, so that nothing here is ignored"
_SIGNS = lazily(r"([\\*?\[\]{}!])")
_ESCAPED = r"\\\1"
_FOLDER = "folder"
_CHUNK = 1 << 20
_AT_ONCE = 100
"""Steps of a walk for which signals wait: a thousandth of a second."""
# Windows gives an entry what its folder knew of the file, which may be older than the file.
_status = os.DirEntry.stat if os.name == "posix" else os.stat


class Folder(NamedTuple):
    """A folder of a site: its name, with a slash at its end, and a digest of all above it that decides about files."""

    name: str
    above: bytes


class FolderContent(NamedTuple):
    """What a folder holds.

    `shape` is a digest of all that decides which of its files are articles, `stamps` one of the stamps of the files
    that could be. These are the `names`, with three `numbers` each; `within` stands above the `folders` in it, and
    `pictures` is a digest of the picture files, or nothing where there is none. `settings` are names by which it may
    be a site of its own.
    """

    shape: bytes
    stamps: bytes
    within: bytes
    names: Sequence[str]
    numbers: Sequence[int]
    folders: Sequence[str]
    pictures: bytes
    settings: Sequence[str] = ()


def folder_content(root: Path, folder: Folder) -> FolderContent:
    """Return what a folder holds now; OSError says why it cannot be opened."""
    path = os.path.join(root, folder.name)
    names: list[str] = []
    numbers: list[int] = []
    others: list[tuple[str, str]] = []
    with _entries(path) as entries:
        for entry in entries:
            name = entry.name
            try:
                if (name.endswith(_ENDINGS) or _is_shouted(name)) and entry.is_file(follow_symlinks=False):
                    status = _status(entry, follow_symlinks=False)
                    numbers += (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
                    names.append(name)
                else:
                    others.append((name, _kind(entry, path + name)))
            except OSError:
                others.append((name, "gone"))
    folders = [name for name, kind in others if kind == _FOLDER]
    saved = [name for name in folders if is_saved(name, (*names, *(other for other, _ in others)))]
    settings = tuple(name for name, _ in others if name in MAY_BEGIN_SITE or name == ".git")
    within = _digest(folder.above + patterns(path), [*_deciding(name for name, _ in others), *sorted(saved)])
    shape = _digest(within, names, *others)
    pictures = _pictures(path, (name for name, _ in others))
    return FolderContent(shape, _packed(numbers), within, names, numbers, folders, pictures, settings)


def stamps(found: FolderContent) -> dict[str, FileStatus]:
    """Return the stamp of each file of a folder that could be an article; none where one cannot be kept."""
    if not found.stamps:
        return {}
    return dict(zip(found.names, zip(*(found.numbers[n::3] for n in range(3)), strict=True), strict=True))


def pictures_below(root: Path, folder: str) -> Iterator[tuple[str, bytes]]:
    """Yield the folders with picture files below one that is not entered, and a digest of these files."""
    path = os.path.join(root, folder)
    for place, inner, names in os.walk(path):
        inner[:] = filter(has_pictures, inner)
        told = _pictures(os.path.join(place, ""), names)
        if told:
            yield place.removeprefix(str(root)), told


def has_pictures(folder: str) -> bool:
    """Tell whether articles could use pictures in a folder of this name."""
    return not folder.startswith(".") and folder != "node_modules"


@contextmanager
def _entries(path: str) -> Iterator[Iterator[os.DirEntry[str]]]:
    """Open a folder; where the system can look files up in an open folder, that is a fifth quicker."""
    if os.scandir not in os.supports_fd:
        with os.scandir(path) as found:
            yield found
        return
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with os.scandir(folder) as found:
            yield found
    finally:
        os.close(folder)


def patterns(folder: str) -> bytes:
    """Return a digest of the patterns in a folder of what git ignores."""
    path = folder + _IGNORED
    if is_odd(folder):
        return b"odd"
    try:
        if not os.path.isfile(path):
            return b""
        told = blake2b(digest_size=16)
        with open(path, "rb") as file:
            while chunk := file.read(_CHUNK):
                told.update(chunk)
        return told.digest()
    except OSError as error:
        return str(error.errno).encode()


def is_odd(folder: str | Path) -> bool:
    """Tell whether the .gitignore of a folder is not what it should be: a file of its own, and not a large one."""
    try:
        status = os.lstat(os.path.join(folder, _IGNORED))
    except OSError:
        return False
    return not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_IGNORED


def _deciding(names: Iterable[str]) -> list[str]:
    return sorted((beside() | {".git"}).intersection(map(str.casefold, names)))


def _is_shouted(name: str) -> bool:
    return not name.islower() and name.casefold().endswith(_ENDINGS)


def _kind(entry: os.DirEntry[str], path: str) -> str:
    if entry.is_symlink():
        return f"link {os.path.exists(path)} {os.path.isdir(path)}"
    return _FOLDER if entry.is_dir(follow_symlinks=False) else f"file {entry.is_file(follow_symlinks=False)}"


def _digest(above: bytes, names: Sequence[str], *others: tuple[str, str]) -> bytes:
    told = blake2b(above, digest_size=16)
    for part in (names, *others):
        told.update(os.fsencode("\0".join(part)) + b"\0\0")
    return told.digest()


def _pictures(folder: str, names: Iterable[str]) -> bytes:
    told = []
    for name in names:
        if name.casefold().endswith(PICTURES):
            try:
                status = os.stat(folder + name)
            except OSError:
                continue
            if not stat.S_ISDIR(status.st_mode):
                told.append(f"{name} {status.st_size} {status.st_mtime_ns}")
    return _digest(b"", sorted(told)) if told else b""


def _packed(numbers: Sequence[int]) -> bytes:
    try:
        return blake2b(struct.pack(f"{len(numbers)}q", *numbers), digest_size=16).digest()
    except struct.error:
        return b""  # a time in a far year


def walk(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file below a folder, with what keeps it from being read, or nothing."""
    entries = _whole(folder, parents=repository(folder) is not None)
    return ((path, trouble) for path, trouble in entries if trouble is not None)


class Ways(NamedTuple):
    """The ways to some files: these, and folders of which each file is meant, by their whole paths without links.

    `through` are the folders that lead to them; what does not lie below `top` is meant as well. All are written as
    `_same` writes them.
    """

    top: str
    files: Set[str]
    folders: Set[str]
    through: Set[str]


def ways(top: str, files: Iterable[str], folders: Iterable[str]) -> Ways:
    """Return the ways to these files, and to all files in these folders."""
    top, meant, whole = _same(top), frozenset(map(_same, files)), frozenset(map(_same, folders))
    through: set[str] = set()
    for path in (*meant, *whole):
        above = os.path.dirname(path)
        while above not in through and len(above) >= len(top):
            through.add(above)
            above = os.path.dirname(above)
    return Ways(top, meant, whole, through)


def walk_along(meant: Ways, folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield what `walk` yields of the files that are meant."""
    step, real = steps(folder), _same(os.path.realpath(folder))
    waiting = [(folder, real, _is_meant(meant, real))]
    while waiting:
        here, real, is_whole = waiting.pop()
        for path, trouble in step(here):
            at = f"{real.rstrip(os.sep)}{os.sep}{_same(path.name)}"
            if trouble is None:
                if is_whole or at in meant.folders or at in meant.through:
                    waiting.append((path, at, is_whole or at in meant.folders))
            elif is_whole or at in meant.files or path == here:
                yield path, trouble


def _is_meant(meant: Ways, folder: str) -> bool:
    """Tell whether each file of a folder is meant."""
    above = (folder, *map(str, Path(folder).parents))
    return meant.top not in above or not meant.folders.isdisjoint(above)


def _same(path: str) -> str:
    """Return a path as it is compared, where a system takes several for one."""
    is_loose = sys.platform in ("darwin", "win32")
    return unicodedata.normalize("NFC", path).casefold() if is_loose else path


def steps(site: Path) -> Callable[[Path], Iterable[WalkStep]]:
    """Return the function that yields what a walk through a site meets in one of its folders.

    A folder that cannot be opened is none of them.
    """
    is_in_repository = repository(site) is not None
    if os.path.realpath(site) == str(site) and (is_in_repository or not _is_ignoring(site.parents)):
        return partial(_step, site, _pruning(site), is_below_odd=_is_below_odd(site))
    # Looked at by itself a folder would be judged by files above the site as well.
    whole: dict[Path, list[WalkStep]] = {}
    for path, trouble in _whole(site, parents=is_in_repository):
        is_own = path == site or trouble == _ODD
        whole.setdefault(path if is_own else path.parent, []).append((path, trouble))
    return lambda folder: whole.get(folder, ())


def _step(
    site: Path, pruned_names: ignore.overrides.Override, folder: Path, *, is_below_odd: bool
) -> Iterator[WalkStep]:
    above = () if folder == site else tuple(path for path in folder.parents if path.is_relative_to(site))
    is_below_odd = is_below_odd or any(map(is_odd, above))
    if is_below_odd or is_odd(folder):
        if folder == site or not is_below_odd:
            yield folder, _ODD
        yield from _entries_of(_builder(folder, pruned_names, parents=False, ignoring=False).max_depth(1), folder)
        return
    odd = tuple(path for path in _folders_in(folder) if is_odd(path))
    names = _pruning(site, odd) if odd else pruned_names
    for path, trouble in _entries_of(_builder(folder, names, parents=True).max_depth(1), folder):
        # What is wrong with patterns above a folder was told of the first.
        if folder == site or path != folder:
            yield path, trouble
    yield from ((path, None) for path in odd)


def _whole(folder: Path, *, parents: bool) -> Iterator[WalkStep]:
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
    for path, trouble in _entries_of(_builder(folder, _pruning(folder, odd), parents=parents), folder):
        if trouble is None:
            entered.add(path)
        yield path, trouble
    for path in odd:
        if path.parent in entered:
            yield path, None
            yield from _unignored(path)


def _unignored(folder: Path) -> Iterator[WalkStep]:
    yield folder, _ODD
    yield from _entries_of(_builder(folder, _pruning(folder), parents=False, ignoring=False), folder)


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


def _entries_of(builder: ignore.WalkBuilder, folder: Path) -> Iterator[WalkStep]:
    for path in _met(iter(builder.build())):
        if not isinstance(path, Path):
            # One folder that cannot be opened; the walk goes on with the next.
            yield folder, f"holds something that cannot be opened: {path}"
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
        elif stat.S_ISLNK(mode) and (trouble := _trouble_of_link(path)):
            yield path, trouble


def _trouble_of_link(path: Path) -> str:
    """Return why a link is not read, or nothing where it leads nowhere."""
    try:
        mode = os.stat(path).st_mode
    except PermissionError:
        return "a link to what may not be opened"
    except OSError:
        return ""
    return "a link to another folder" if stat.S_ISDIR(mode) else "a link to another file"


def _met(walk: Iterator[ignore.DirEntry]) -> Iterator[Path | Exception]:
    """Yield the paths of a walk, and why something cannot be opened, some at a time."""
    steps = _steps(walk)
    while True:
        with _undisturbed():
            some = tuple(islice(steps, _AT_ONCE))
        if not some:
            return
        yield from some


def _steps(walk: Iterator[ignore.DirEntry]) -> Iterator[Path | Exception]:
    while True:
        try:
            yield next(walk).path()
        except StopIteration:
            return
        except (ignore.Error, ignore.IOError) as error:
            yield error


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let signals wait: the library has Python make its paths, and panics where the handler of one raises amid that."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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
