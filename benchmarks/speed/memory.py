"""The most memory that a process and its workers have had, read while they run."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

PROCESSES = Path("/proc")
_EVERY = 0.01


def peak_while(pid: int) -> float:
    """Wait until a process ends, and return the megabytes that it and its children had at most, each at its own peak.

    What the system tells of an ended process begins with the memory of the one that started it, which is more than
    small tools need; so the peaks are read before. Without /proc it is nought.
    """
    most: dict[int, int] = {}
    while not _has_ended(pid):
        for each in (pid, *_below(pid)):
            most[each] = max(most.get(each, 0), _kilobytes(each))
        time.sleep(_EVERY)
    return sum(most.values()) / 1024


def _has_ended(pid: int) -> bool:
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _below(pid: int) -> Iterator[int]:
    parents = dict(_parents())
    for each in parents:
        above: int | None = parents[each]
        while above and above != pid:
            above = parents.get(above)
        if above:
            yield each


def _parents() -> Iterator[tuple[int, int]]:
    for folder in PROCESSES.glob("[0-9]*"):
        # The name in the second field may hold blanks and brackets.
        fields = _read(folder / "stat").rpartition(")")[2].split()
        if fields:
            yield int(folder.name), int(fields[1])


def _kilobytes(pid: int) -> int:
    lines = _read(PROCESSES / str(pid) / "status").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""  # ended just now
