"""Files that a run holds while it writes them: what nobody holds was left by a run that was killed."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path


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
