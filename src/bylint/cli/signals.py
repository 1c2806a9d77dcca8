"""Ctrl-C and SIGTERM: a run ends within two seconds, without a traceback, whatever it is doing."""

from __future__ import annotations

import os
import signal
import sys
from threading import Timer
from types import FrameType

# What is being written may be brought to an end, which takes 0.3 seconds on a machine with ten processes a processor;
# whatever takes longer, or loses the exception, is cut short. A process takes most of a second there for its last
# steps, and before that as long until it hears of a signal that came while it began its workers.
_PATIENCE = 0.5
_came: list[int] = []


class Interrupted(KeyboardInterrupt):
    """A signal that ends a run. Under `python -m`, a process that met a plain KeyboardInterrupt amid `eval`, as in
    the definition of any named tuple, ends itself by SIGINT, whatever its exit code."""


def heed() -> None:
    """Let Ctrl-C and SIGTERM end this process, unless whoever started it has them ignored."""
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)


def ignore() -> None:
    """Let nothing disturb the end of this process, which takes a moment."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


def has_come() -> bool:
    """Tell whether this process was told to end."""
    return bool(_came)


def exit_code() -> int:
    """Return what a shell reports of a program that was ended so: 130 after Ctrl-C, 143 after SIGTERM."""
    return 128 + (_came[0] if _came else signal.SIGINT)


def _end(number: int, _frame: FrameType | None) -> None:
    # Who presses Ctrl-C twice disturbs no end; where Python can pass no exception on, nobody is told of it.
    ignore()
    sys.unraisablehook = _pass_over
    _came.append(number)
    last = Timer(_PATIENCE, os._exit, (exit_code(),))
    last.daemon = True
    last.start()
    raise Interrupted


def _pass_over(_unraisable: object) -> None:
    pass
