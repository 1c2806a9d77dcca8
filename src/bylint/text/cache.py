"""The user's cache: files that can be made again, each with a digest at its end under a key that lies beside them.

Nothing in it is believed that this user's bylint did not write: what does not check is as if it were not there.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from io import FileIO
from pathlib import Path
from typing import NamedTuple

PLACE = "BYLINT_CACHE_DIR"
"""The environment variable that names another folder."""

_SUFFIX = ".kept"
_KEY = "key"
_TAG = "CACHEDIR.TAG"
_TAGGED = "Signature: 8a477f597d28d172789f06886806bc55\n# The cache of bylint; see https://bford.info/cachedir/\n"
_PART = "part-"
_SIZE = 32
_CHUNK = 1 << 20
_CODE = Path(__file__).resolve().parent.parent
_WRITTEN_BY_OTHERS = 0o022
_READ_BY_OTHERS = 0o077


class Part(NamedTuple):
    """A new file of the cache, and what holds it so that no other run deletes it."""

    path: Path
    held: FileIO


def folder() -> Path | None:
    """Return the folder of the cache, which need not be there yet; none where there is no home."""
    given = os.environ.get(PLACE)
    if given:
        return Path(os.path.expanduser(given)).absolute()
    if sys.platform == "win32":
        places = [os.environ.get("LOCALAPPDATA", ""), "~"]
    elif sys.platform == "darwin":
        places = ["~/Library/Caches"]
    else:
        places = [os.environ.get("XDG_CACHE_HOME", ""), "~/.cache"]
    # A relative path is ignored, as the XDG base directory specification asks: it would lie in what is checked.
    home = next(filter(os.path.isabs, map(os.path.expanduser, places)), "")
    return Path(home, "bylint") if home else None


def trouble() -> str:
    """Return why the folder is not used; nothing where it may be, or is not made yet."""
    place = folder()
    if place is None:
        return "there is no home folder"
    try:
        status = os.lstat(place)
    except OSError:
        return ""
    # A junction of Windows is a folder by its mode, and a link all the same.
    if stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", False):
        return "its folder is a link"
    if not stat.S_ISDIR(status.st_mode):
        return "a file stands in place of its folder"
    return "" if _is_own(status, _WRITTEN_BY_OTHERS) else "its folder belongs to others, or others may write in it"


def read(name: str) -> bytes | None:
    """Return what is kept under a name; nothing where it is not as it was written."""
    place = folder()
    if place is None or not is_right(name):
        return None
    try:
        return (place / name).read_bytes()[:-_SIZE]
    except OSError:
        return None


def write(name: str, content: bytes) -> None:
    """Keep a content under a name, whole or not at all; what cannot be kept only costs time."""
    with suppress(OSError), new_part() as part:
        part.path.write_bytes(content)
        keep(part, name)


def is_right(name: str) -> bool:
    """Tell whether what is kept under a name is as it was written."""
    place = folder()
    key = _key(place) if place and not trouble() else b""
    if place is None or not key:
        return False
    path = place / name
    try:
        if not _is_own_file(path, _WRITTEN_BY_OTHERS):
            return False
        size = path.stat().st_size - _SIZE
        return size >= 0 and _digest(path, size, name, key) == _end(path, size)
    except OSError:
        return False


@contextmanager
def new_part() -> Iterator[Part]:
    """Give a new file in the folder, for what is to be kept; OSError says why there can be none."""
    place = _made()
    for path in place.glob(f"{_PART}*"):
        drop_abandoned(path)
    part = _part(place)
    try:
        yield part
    finally:
        part.held.close()
        drop(part.path)


def keep(part: Part, name: str) -> None:
    """Put a file in the place of what was kept under a name, with its digest at its end; OSError says why not."""
    path, place = part.path, part.path.parent
    key = _key(place) or _new_key(place)
    told = _digest(path, path.stat().st_size, name, key)
    with path.open("ab") as file:
        file.write(told)
    _settle(part)
    path.replace(place / name)


def copy(name: str, part: Part) -> None:
    """Copy what is kept under a name, which is right, to a new file; OSError says why not."""
    # Imported here: only runs on whole archives copy anything.
    import shutil

    shutil.copyfile(part.path.parent / name, part.path)
    os.truncate(part.path, part.path.stat().st_size - _SIZE)


def drop(path: Path) -> None:
    """Delete a file of the cache; one that cannot be deleted, or that another run has deleted, is left."""
    with suppress(OSError):
        path.unlink()


def own_files() -> Iterator[Path]:
    """Yield the files of the cache, and no others that may lie in its folder."""
    place = folder()
    if place is None or trouble() or not place.is_dir():
        return
    for path in sorted(place.iterdir()):
        if path.name in (_KEY, _TAG) or path.name.endswith(_SUFFIX) or path.name.startswith(_PART):
            yield path


@lru_cache(maxsize=1)
def code() -> str:
    """Return a digest of which code of bylint this is, for the keys of what it makes: sizes and times of its files.

    Between two releases the version tells nothing, in a checkout or where a tool installs one commit after the other.
    """
    told = []
    waiting = [os.fspath(_CODE)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    told.append(f"{entry.path} {status.st_size} {status.st_mtime_ns}")
                elif entry.name not in ("rules", "__pycache__") and entry.is_dir():
                    waiting.append(entry.path)
    return blake2b("\n".join(sorted(told)).encode("utf-8", "surrogateescape"), digest_size=_SIZE // 2).hexdigest()


def _made() -> Path:
    """Return the folder, made where it is not there."""
    place = folder()
    if place is None:
        raise OSError(0, trouble())
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    if trouble():
        raise OSError(0, trouble())
    with suppress(FileExistsError), (place / _TAG).open("x", encoding="ascii", newline="\n") as tag:
        tag.write(_TAGGED)
    return place


def _part(place: Path) -> Part:
    """Return a new file that is held before any other run could take it for an abandoned one."""
    # Imported here: most runs find all that they need.
    import tempfile

    while True:
        number, path = tempfile.mkstemp(prefix=_PART, dir=place)
        part = Part(Path(path), FileIO(number))
        with suppress(OSError):  # a file system without locks: then nobody sweeps either
            hold(number)
        if os.fstat(number).st_nlink:
            return part
        part.held.close()


def _settle(part: Part) -> None:
    """Let go of a part that is about to get its name, where an open file cannot be renamed."""
    if os.name == "nt":
        part.held.close()


def _key(place: Path) -> bytes:
    """Return the key; nothing where there is none that only this user can know."""
    path = place / _KEY
    try:
        key = path.read_bytes() if _is_own_file(path, _READ_BY_OTHERS) else b""
    except OSError:
        return b""
    return key if len(key) == _SIZE else b""


def _new_key(place: Path) -> bytes:
    """Return a new key, or that of another run which made one at the same time."""
    # Imported here: a key is made once.
    import secrets

    with new_part() as part:
        part.path.write_bytes(secrets.token_bytes(_SIZE))
        _settle(part)
        # A link is made only where nothing stands; where the system has none, the key that is written last counts.
        with suppress(OSError):
            os.link(part.path, place / _KEY)
        if not _key(place):
            part.path.replace(place / _KEY)
    return _key(place)


def _digest(path: Path, size: int, name: str, key: bytes) -> bytes:
    """Return the digest of so many bytes of a file, and of its name: no file can stand for another."""
    told = blake2b(name.encode() + b"\0", key=key, digest_size=_SIZE)
    with path.open("rb") as file:
        while chunk := file.read(min(size, _CHUNK)):
            told.update(chunk)
            size -= len(chunk)
    return told.digest()


def _end(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        file.seek(size)
        return file.read()


def _is_own_file(path: Path, others: int) -> bool:
    """Tell whether a plain file, no link, is of this user alone; nobody else can put another in its place meanwhile."""
    status = os.lstat(path)
    return stat.S_ISREG(status.st_mode) and _is_own(status, others)


def _is_own(status: os.stat_result, others: int) -> bool:
    # Windows keeps the folders of a user from others with lists of its own.
    return os.name == "nt" or (status.st_uid == os.geteuid() and not status.st_mode & others)


def hold(handle: int) -> None:
    """Hold an open file until it is closed, also by a sudden death; OSError if another process holds it already.

    The system lets go of it the moment a process is dead, also where nobody collects dead processes.
    """
    if os.name != "nt":  # there no open file can be deleted
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def drop_abandoned(path: Path) -> None:
    """Delete a file of this user that nobody holds; what is no plain file, or cannot be deleted, is left."""
    with suppress(OSError):
        if not hasattr(os, "O_NOFOLLOW"):
            path.unlink()  # Windows refuses that while the file is open
            return
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            found = os.fstat(handle)
            if stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid():
                hold(handle)
                path.unlink()
        finally:
            os.close(handle)
