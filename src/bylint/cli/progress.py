"""How far a run has come: on a terminal, for work of over a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager

_PATIENCE = 1.0
_PAUSE = 0.1
_ERASE = "\r\x1b[K"


@contextmanager
def progress() -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows how many articles of how many are read; of none known: how many were found."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    next_time = time.monotonic() + _PATIENCE

    def shown(done: int, total: int) -> None:
        nonlocal next_time
        now = time.monotonic()
        if now >= next_time:
            next_time = now + _PAUSE
            words = f"{done:,} of {total:,} articles read" if total else f"{done:,} articles found"
            sys.stderr.write(f"{_ERASE}{words}")
            sys.stderr.flush()

    try:
        yield shown
    finally:
        sys.stderr.write(_ERASE)
        sys.stderr.flush()
