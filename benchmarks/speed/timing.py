"""Commands run as whole processes, in turn: seconds by the clock, seconds of the processor, memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.speed.memory import peak_while

# What takes longer is run three times at most, the first one counted; what takes less is run five times as often,
# unless once is asked for.
LONG_SECONDS, FEW = 8.0, 3
SHORT_SECONDS, OFTEN = 0.4, 5
WARM_SECONDS = 3.0


class Command(NamedTuple):
    """What to run where, the exit codes that mean it went well, whether it may fail, what is done before each run."""

    words: tuple[str, ...]
    folder: Path
    ends: tuple[int, ...] = (0,)
    may_fail: bool = False
    before: Callable[[], object] | None = None


class Spent(NamedTuple):
    """Seconds by the clock and of the processor, workers included; megabytes where the run was watched."""

    wall: float
    processor: float
    peak: float = 0.0


Turns = Mapping[str, tuple[Spent, ...]]


class CommandError(Exception):
    """A command that did not end as it should."""


def run(command: Command, home: Path, *, is_watched: bool = False) -> Spent:
    """Run one command in an environment without settings of the user."""
    if command.before:
        command.before()
    started = time.perf_counter()
    child = subprocess.Popen(
        command.words, cwd=command.folder, env=environment(home), stdin=-3, stdout=-3, stderr=subprocess.DEVNULL
    )
    peak = peak_while(child.pid) if is_watched else 0.0
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in command.ends:
        words = " ".join(command.words)[:200]
        raise CommandError(f"{words} ended with {child.returncode} in {command.folder}")
    return Spent(wall, used.ru_utime + used.ru_stime, peak)


def in_turn(commands: Mapping[str, Command], rounds: int, home: Path) -> Turns:
    """Run all commands once to warm up, then in turn; one that may fail and does is left out."""
    # Where one round is enough, nobody asks how long a command takes before it.
    once = rounds == 1
    first = {name: spent for name, command in commands.items() if (spent := _warmed(name, command, home, once=once))}
    counts = {name: _count(spent, rounds) for name, spent in first.items()}
    runs = {name: [spent] if spent.processor > LONG_SECONDS else [] for name, spent in first.items()}
    for _ in range(max(counts.values())):
        for name in [name for name, count in counts.items() if len(runs[name]) < count]:
            runs[name].append(run(commands[name], home))
    return {name: tuple(spent) for name, spent in runs.items()}


def ratio(ours: Sequence[Spent], theirs: Sequence[Spent]) -> Spent:
    """Return the medians of the ratios, turn by turn."""
    pairs = tuple(zip(ours, theirs, strict=False))
    return Spent(
        statistics.median(our.wall / their.wall for our, their in pairs),
        statistics.median(our.processor / max(their.processor, 1e-4) for our, their in pairs),
    )


def median(runs: Sequence[Spent]) -> Spent:
    return Spent(*(statistics.median(figures) for figures in zip(*runs, strict=True)))


def environment(home: Path) -> dict[str, str]:
    """Return the environment of all commands: a home of their own, and byte code kept as an installed tool has it."""
    dropped = ("BYLINT_CACHE_DIR", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONSTARTUP")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "XDG_CONFIG_HOME": str(home / "config")}


@contextmanager
def one_core() -> Iterator[None]:
    """Let everything that is started run on one core, where the system can be told."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _count(spent: Spent, rounds: int) -> int:
    if spent.processor > LONG_SECONDS:
        return min(rounds, FEW)
    return rounds * OFTEN if spent.processor < SHORT_SECONDS and rounds > 1 else rounds


def _warmed(name: str, command: Command, home: Path, *, once: bool) -> Spent | None:
    try:
        spent = run(command, home)
        if spent.processor < WARM_SECONDS and not once:
            spent = run(command, home)  # the first may have filled a cache
    except CommandError as failed:
        if not command.may_fail:
            raise
        sys.stderr.write(f"speed: {failed}\n")
        return None
    sys.stderr.write(f"speed: {name}: {spent.wall:.2f} s\n")
    return spent
