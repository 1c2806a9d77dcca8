"""The content of files that somebody else may have named or made: regular ones, of bounded size."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from pathlib import Path


def content_of(path: Path, most: int) -> bytes:
    """Return the content of a regular file of at most so many bytes; OSError says why there is none."""
    try:
        # Asked before it is opened: to open some devices is to use them.
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise OSError(errno.EINVAL, "it is no regular file")
        with open(path, "rb", opener=without_waiting) as file:
            content = file.read(most + 1)
    except ValueError as error:
        raise OSError(errno.EINVAL, "its name cannot be one of a file") from error
    if len(content) > most:
        raise OSError(errno.EFBIG, f"it has more than {most:,} bytes")
    return content


def names_beside(path: Path) -> list[str]:
    """Return the names in the folder of a file, for a guess at what was meant."""
    try:
        return sorted(os.listdir(path.parent))
    except (OSError, ValueError):
        return []


def without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe would wait for somebody to write into it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def is_below(path: Path, folders: Iterable[Path]) -> bool:
    """Tell whether a path leads into one of these folders, whatever links it goes through."""
    try:
        real = Path(os.path.realpath(path))
    except ValueError:
        return False
    return any(real.is_relative_to(os.path.realpath(folder)) for folder in folders)
