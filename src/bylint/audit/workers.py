"""Work on many things in several processes, with no more of them under way than the processes can use."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from itertools import islice
from typing import Any
from typing import TypeVar

CHUNK = 100
"""For no more things than these a second process does not pay."""

# How many a process is handed at once: few, so that at the end none works on alone while the others wait.
_SHARE = 20
_AHEAD = 4
_Known = TypeVar("_Known")
_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


def mapped(
    work: Callable[[_Known, _Given], _Made], known: _Known, given: Iterable[_Given], workers: int
) -> Iterator[_Made]:
    """Yield `work(known, each)` for each of the given, in their order; no workers means one a core."""
    rest = iter(given)
    first = list(islice(rest, CHUNK + 1))
    if workers == 1 or len(first) <= CHUNK:
        return (work(known, each) for each in chain(first, rest))
    return _spread(work, known, chain(first, rest), workers or os.cpu_count() or 1)


def _spread(
    work: Callable[[_Known, _Given], _Made], known: _Known, given: Iterator[_Given], workers: int
) -> Iterator[_Made]:
    # Imported here: a hook on one article pays for no processes.
    from concurrent.futures import Future
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(workers, initializer=_begin, initargs=(work, known))
    under_way: deque[Future[list[_Made]]] = deque()
    try:
        with _undisturbed():
            # The first task starts the processes: a Ctrl-C amid that would leave some that nobody ends.
            under_way.append(pool.submit(_done, list(islice(given, _SHARE))))
        while chunk := list(islice(given, _SHARE)):
            under_way.append(pool.submit(_done, chunk))
            if len(under_way) > workers * _AHEAD:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep a Ctrl-C back until the end; processes begun meanwhile never hear of it."""
    import signal
    from threading import current_thread
    from threading import main_thread

    if current_thread() is not main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt


# What a worker does, and what it knows; each is told once, as it begins.
_begun: list[Any] = []


def _begin(work: Callable[[Any, Any], Any], known: object) -> None:
    import signal
    from threading import Thread

    _begun[:] = [work, known]
    # Ctrl-C reaches all processes of a terminal; the parent alone decides what becomes of the work.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when its parent was killed: nobody would ever give it work again."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _done(chunk: list[Any]) -> list[Any]:
    work, known = _begun
    return [work(known, each) for each in chunk]
