"""A file with new content in its place: whole or not at all, with its owner and mode, and nothing left beside it."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from bylint.text.files import digest

_TEMPORARY = re.compile(r"\.bylint-[0-9a-f]{16}")


class WriteError(Exception):
    """Why a file was left as it is."""


def replace(target: Path, old: bytes, new: bytes) -> None:
    """Write the new content of a file that still holds the old one; WriteError where that cannot be done whole."""
    try:
        if target.read_bytes() == new:
            return  # another run was faster
        with _temporary(target) as (file, temporary):
            file.write(new)
            _keep_attributes(target, file)
            file.flush()
            os.fsync(file.fileno())
            if os.name == "nt":
                file.close()  # an open file cannot be renamed there
            if target.read_bytes() != old:
                raise WriteError("it was changed meanwhile")
            temporary.replace(target)
        _settle(target.parent)
    except FileNotFoundError as error:
        raise WriteError("it has vanished meanwhile") from error
    except OSError as error:
        raise WriteError(error.strerror or str(error)) from error


def sweep(folder: Path) -> None:
    """Delete the temporary files in a folder that a run left as it was killed; a run that lives holds its own."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in [entry for entry in entries if _TEMPORARY.fullmatch(entry.name)]:
            with suppress(OSError):
                _sweep(Path(entry.path))


@contextmanager
def _temporary(target: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """Give a new file beside the target, open and locked; it is gone at the end unless it was renamed."""
    # Named by the target, it keeps two runs from mending one file at the same time.
    path = target.with_name(f".bylint-{digest(os.fsencode(target.name))[:16]}")
    try:
        file = os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600), "wb")
    except FileExistsError as error:
        raise WriteError("another run is about to write it") from error
    try:
        with file:
            with suppress(OSError):  # a file system without locks: then nobody sweeps either
                _lock(file.fileno())
            yield file, path
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _keep_attributes(target: Path, file: BinaryIO) -> None:
    """Give the new file the owner, the mode and, where there are any, the attributes of the one that it replaces."""
    was, now = target.lstat(), os.fstat(file.fileno())
    if not stat.S_ISREG(was.st_mode):
        raise WriteError("it is no regular file")
    if was.st_nlink > 1:
        raise WriteError("it has another name (a hard link), which would keep the old text")
    if os.name == "nt":
        return
    if (was.st_uid, was.st_gid) != (now.st_uid, now.st_gid):
        try:
            os.fchown(file.fileno(), was.st_uid, was.st_gid)
        except PermissionError as error:
            raise WriteError("it belongs to somebody else, and would be yours") from error
    # Access lists are attributes, and they change the mode; a change of owner takes the set-user-id bit.
    _keep_extended(target, file)
    os.fchmod(file.fileno(), stat.S_IMODE(was.st_mode))


def _keep_extended(target: Path, file: BinaryIO) -> None:
    if not hasattr(os, "listxattr"):
        return
    try:
        names = os.listxattr(target)
    except OSError:
        return  # this file system has none
    for name in names:
        # Those of the system are set by it.
        if name.startswith(("user.", "system.posix_acl")):
            os.setxattr(file.fileno(), name, os.getxattr(target, name))


def _settle(folder: Path) -> None:
    """Make a renaming in a folder last through a loss of power, on systems where a folder can be opened."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):  # some file systems cannot; the file is written all the same
            os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(path: Path) -> None:
    if not hasattr(os, "O_NOFOLLOW"):
        path.unlink()  # Windows refuses that while the file is open
        return
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        found = os.fstat(handle)
        if stat.S_ISREG(found.st_mode) and found.st_uid == os.getuid():
            _lock(handle)
            path.unlink()
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    """Hold a file until it is closed, also by a sudden death; OSError if somebody holds it already."""
    if os.name != "nt":
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
