"""Work on many things, in this process or in several."""

from __future__ import annotations

import os
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from itertools import chain
from itertools import islice
from typing import TypeVar

CHUNK = 100
"""For no more things than these a second process does not pay."""

_Known = TypeVar("_Known")
_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


def mapped(
    work: Callable[[_Known, _Given], _Made],
    known: _Known,
    given: Iterable[_Given],
    workers: int,
    lost: Callable[[_Known, _Given], _Made],
) -> Iterator[_Made]:
    """Yield `work(known, each)` for each of the given, in their order; no workers means one a core.

    Where a process is ended from outside, as the kernel does when memory is short, what it was at is found by halving
    and comes to `lost(known, each)`; the rest goes on.
    """
    rest = iter(given)
    first = list(islice(rest, CHUNK + 1))
    if workers == 1 or len(first) <= CHUNK:
        return (work(known, each) for each in chain(first, rest))
    # Imported here: a hook on one article pays for no processes.
    from bylint.audit.crew import spread

    return spread(work, known, chain(first, rest), workers or os.cpu_count() or 1, lost)
