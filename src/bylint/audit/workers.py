"""Work in several processes, with no more under way than they can use, whatever becomes of one of them."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from contextlib import suppress
from itertools import islice
from multiprocessing import active_children
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess
from threading import Thread
from threading import current_thread
from threading import main_thread
from typing import Any

from bylint.errors import UsageError

MOST_RENEWALS = 100
"""How often the processes of a run are replaced: finding one thing that ends its process takes six."""

PATIENCE = 30.0
"""Seconds until processes of which nothing is heard are given up."""

SHARE = 20
"""How many things a process is handed at once: few, so that at the end none works on alone while the others wait."""

_AHEAD = 4


def spread(
    work: Callable[[Any, Any], Any],
    known: object,
    given: Iterator[Any],
    workers: int,
    lost: Callable[[Any, Any], Any],
) -> Iterator[Any]:
    """Yield what comes of each of the given, in their order; `lost(known, each)` where it ended its process."""
    crew = _begun_crew(work, known, workers, lost)
    if crew is None:
        yield from (work(known, each) for each in given)
        return
    under_way: deque[tuple[list[Any], Future[list[Any]]]] = deque()
    try:
        while share := list(islice(given, SHARE)):
            under_way.append((share, crew.submit(share)))
            if len(under_way) > workers * _AHEAD:
                yield from _next(crew, under_way)
        while under_way:
            yield from _next(crew, under_way)
    finally:
        # Whoever interrupts a run need not wait for what is under way.
        crew.end(at_once=bool(under_way))


def _begun_crew(
    work: Callable[[Any, Any], Any], known: object, workers: int, lost: Callable[[Any, Any], Any]
) -> _Crew | None:
    """Return processes that have begun; nothing where the system lets none begin, so that all is done in this one."""
    try:
        crew = _Crew(work, known, workers, lost)
    except (ImportError, NotImplementedError, OSError):
        return None  # some sandboxes have no semaphores
    try:
        crew.submit([]).result(PATIENCE)
    except (OSError, RuntimeError):
        # Some containers have no process to spare, and where memory is short there is none for a thread: what would
        # tell of the end of processes may itself have ended, and nobody is heard of.
        crew.give_up()
        return None
    except BaseException:  # an interrupt: nobody ends them later
        crew.give_up()
        raise
    return crew


class _Crew:
    """Processes at one work; when one of them is ended from outside all are replaced."""

    def __init__(
        self, work: Callable[[Any, Any], Any], known: object, workers: int, lost: Callable[[Any, Any], Any]
    ) -> None:
        self._workers, self._work, self._known, self._lost = workers, work, known, lost
        self._renewals = 0
        self._others = frozenset(process.pid for process in active_children())
        self._pool = self._begun()

    def submit(self, share: list[Any]) -> Future[list[Any]]:
        """Hand a share to the processes."""
        with _undisturbed():
            # Processes start at the first share: a Ctrl-C amid that would leave some that nobody ends.
            try:
                return self._pool.submit(_done, share)
            except BrokenProcessPool as error:
                broken: Future[list[Any]] = Future()
                broken.set_exception(error)
                return broken

    def alone(self, share: list[Any]) -> list[Any]:
        """Do a share while nothing else is under way; what ends its process is lost, and nothing beside."""
        try:
            return self.submit(share).result()
        except BrokenProcessPool:
            self.renew()
        if len(share) == 1:
            return [self._lost(self._known, share[0])]
        half = len(share) // 2
        return [*self.alone(share[:half]), *self.alone(share[half:])]

    def renew(self) -> None:
        """Replace the processes, not without end."""
        self._renewals += 1
        if self._renewals > MOST_RENEWALS:
            raise UsageError(
                f"processes were ended from outside {self._renewals} times: is there enough memory? Try --workers 1"
            )
        self._pool.shutdown()
        self._pool = self._begun()

    def end(self, *, at_once: bool) -> None:
        """End the processes, with what they are at or without."""
        if at_once:
            for process in self._ours():
                process.kill()
        self._pool.shutdown(cancel_futures=True)

    def give_up(self) -> None:
        """End those that have begun, where not all of them could."""
        for process in self._ours():
            process.kill()
            process.join()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _ours(self) -> list[BaseProcess]:
        return [process for process in active_children() if process.pid not in self._others]

    def _begun(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._workers, initializer=_begin, initargs=(self._work, self._known))


def _next(crew: _Crew, under_way: deque[tuple[list[Any], Future[list[Any]]]]) -> Iterator[Any]:
    """Yield what comes of the first share under way; where the processes broke, of all of them, one by one."""
    _, first = under_way[0]
    if not isinstance(first.exception(), BrokenProcessPool):
        yield from first.result()
        under_way.popleft()
        return
    crew.renew()
    while under_way:
        share, future = under_way[0]
        yield from crew.alone(share) if future.exception() else future.result()
        under_way.popleft()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep signals that end this process back for a while; processes begun meanwhile never hear of them."""
    if current_thread() is not main_thread():
        yield
        return
    came: list[int] = []
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, lambda number, _frame: came.append(number)) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
    if came:
        signal.raise_signal(came[0])


# What a worker does, and what it knows; each is told once, as it begins.
_begun: list[Any] = []


def _begin(work: Callable[[Any, Any], Any], known: object) -> None:
    _begun[:] = [work, known]
    # Ctrl-C reaches all processes of a terminal; the parent alone decides what becomes of the work.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # Where memory is too short for a thread, the parent gives up as well.
    with suppress(RuntimeError):
        Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when its parent was killed: nobody would ever give it work again."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _done(chunk: list[Any]) -> list[Any]:
    work, known = _begun
    return [work(known, each) for each in chunk]
