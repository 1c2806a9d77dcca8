"""What a folder of a site holds now: told by digests, so that it can be compared with what it held before."""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from bylint.discover.vocabulary import beside
from bylint.pictures import SUFFIXES as PICTURES
from bylint.readers import SUFFIXES

Stamp = tuple[int, int, int]
"""Size, time of the last change and of the last move of a file."""

# The shortest first: it is the one that most files have.
_ENDINGS = tuple(sorted(SUFFIXES, key=len))
_IGNORED = ".gitignore"
LARGEST_IGNORED = 100_000
"""Bytes of the largest .gitignore that is read."""
_FOLDER = "folder"
_CHUNK = 1 << 20
# Windows gives an entry what its folder knew of the file, which may be older than the file.
_status = os.DirEntry.stat if os.name == "posix" else os.stat


class Folder(NamedTuple):
    """A folder of a site: its name, with a slash at its end, and a digest of all above it that decides about files."""

    name: str
    above: bytes


class Held(NamedTuple):
    """What a folder holds.

    `shape` is a digest of all that decides which of its files are articles, `stamps` one of the stamps of the files
    that could be. These are the `names`, with three `numbers` each; `within` stands above the `folders` in it, and
    `pictures` is a digest of the picture files, or nothing where there is none.
    """

    shape: bytes
    stamps: bytes
    within: bytes
    names: Sequence[str]
    numbers: Sequence[int]
    folders: Sequence[str]
    pictures: bytes


def held(root: Path, folder: Folder) -> Held:
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
    within = _digest(folder.above + patterns(path), _deciding(name for name, _ in others))
    folders = [name for name, kind in others if kind == _FOLDER]
    shape = _digest(within, names, *others)
    return Held(shape, _packed(numbers), within, names, numbers, folders, _pictures(path, (name for name, _ in others)))


def stamps(found: Held) -> dict[str, Stamp]:
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
