"""One article never ends a run: what bylint itself fails on becomes a result that says so."""

from __future__ import annotations

import os
import signal
import threading
import traceback
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from bylint.engine import outcome
from bylint.errors import BylintError
from bylint.model.article import Article
from bylint.model.markup import Fault
from bylint.model.rule import AnyRule
from bylint.model.rule import Outcome
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.world import Knowledge

TIME_LIMIT = 10.0
"""Seconds of processor time for one article: its pictures, its reader, its roles and its rules."""

DEBUG = "BYLINT_DEBUG"
"""The environment variable with which the traceback of a failure goes to stderr."""

ENDED = "the process that read it was ended"
_AGAIN = 1.0
_Made = TypeVar("_Made")


class OutOfTime(BaseException):
    """The time of an article is up. No `Exception`: what a library does with those must not swallow it."""


def guarded(work: Callable[[], _Made], otherwise: Callable[[str], _Made], seconds: float = TIME_LIMIT) -> _Made:
    """Return what `work` makes of one article or, where it fails or takes too long, what `otherwise` makes of the kind
    of failure.

    The one place where an exception becomes a violation: a single article must not silence the report on all others.
    Only the kind is told, for the message of an exception may quote the article.
    """
    try:
        with _limited(seconds):
            return work()
    except (BylintError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # not only Exception: a panic of a library written in Rust is none
        kind = _kind(error, seconds)
        if os.environ.get(DEBUG):
            traceback.print_exc()
    return otherwise(kind)


def unjudged(path: str, kind: str) -> Article:
    """Return an article that says why it was not judged."""
    return Article(Source(path, ""), "", faults=(Fault("not-judged", Span(0, 0), kind),))


def unjudged_outcome(path: str, rules: Iterable[AnyRule], knowledge: Knowledge, kind: str) -> Outcome:
    """Return what is reported of an article that was not judged, by the linter's own rules."""
    own = [rule for rule in rules if rule.check == "linter"]
    return outcome(unjudged(path, kind), own, knowledge)._replace(is_complete=False)


def _kind(error: BaseException, seconds: float) -> str:
    if isinstance(error, OutOfTime):
        return f"it took over {seconds:g} s"
    return "not enough memory" if isinstance(error, MemoryError) else type(error).__name__


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise `OutOfTime` after so much processor time, where the system and the thread can be told to.

    Windows has no such timer, and only the main thread hears it: there the limits on what an article may hold are all.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _end)
    # Told again and again, for one exception may be lost where Python can pass none on.
    rest = signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        yield
    finally:
        # The time of whatever this is a part of goes on.
        signal.setitimer(signal.ITIMER_PROF, *rest)
        signal.signal(signal.SIGPROF, before)


def _end(_number: int, _frame: FrameType | None) -> None:
    raise OutOfTime
