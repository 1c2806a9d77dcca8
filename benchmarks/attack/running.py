"""The command under attack, run as a whole process under limits: how it ended, what it printed, what it used."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO
from typing import NamedTuple

from benchmarks.speed import timing

TRACEBACK = b"Traceback (most recent call last)"
# So that a failing bound costs a run, and not the machine.
_MOST_BYTES = 3 << 30
_PATIENCE = 5.0
_SQLITE = b"SQLite format 3\0"
_PROCESSES = Path("/proc")
_LAUNCHER = str(Path(__file__).with_name("launching.py"))


class Attack(NamedTuple):
    """What to attack: the command, a folder to work in, folders of articles, how much of it, and the seed of chance."""

    bylint: tuple[str, ...]
    home: Path
    corpora: tuple[Path, ...]
    number: int | None
    seed: int


class Result(NamedTuple):
    """What a family measured, each as words and a figure, and what did not hold."""

    figures: tuple[tuple[str, str], ...]
    failures: tuple[str, ...]


class Ended(NamedTuple):
    """A run: exit code (below 0 a signal), its output, seconds by the clock and of the processor, megabytes at most."""

    code: int
    out: bytes
    err: bytes
    wall: float
    processor: float
    megabytes: float

    @property
    def fault(self) -> str:
        """What no input may bring about, or nothing."""
        if TRACEBACK in self.err:
            return f"traceback: {last_line(self.err)}"
        return "" if self.code in (0, 1, 2) else f"exit {self.code} {last_line(self.err)}"


def run(
    words: Sequence[str], folder: Path, home: Path, *, seconds: float = 60, more: Mapping[str, str] | None = None
) -> Ended:
    """Run a command to its end; after so many seconds by the clock it and its workers are killed."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as told:
        launched = (sys.executable, "-S", "-E", _LAUNCHER, f"{told.fileno()}", f"{_MOST_BYTES}", *words)
        started = time.perf_counter()
        launcher = subprocess.Popen(
            launched,
            cwd=folder,
            env=environment(home, more),
            stdin=-3,
            stdout=out,
            stderr=err,
            pass_fds=(told.fileno(),),
        )
        timer = threading.Timer(seconds, launcher.terminate)
        timer.start()
        launcher.wait()
        timer.cancel()
        wall = time.perf_counter() - started
        code, processor, megabytes = (float(figure) for figure in read(told).split())
        return Ended(int(code), read(out), read(err), wall, processor, megabytes)


def environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return an environment with a home and a cache of its own."""
    variables = {name: value for name, value in timing.environment(home).items() if name != "BYLINT_CACHE_DIR"}
    return {**variables, **(more or {})}


def kill_group(pid: int) -> None:
    """Kill a process that began a session of its own, and its workers."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def orphans(pid: int) -> int:
    """Return how many of a session are left five seconds after its first process ended, and kill them."""
    until = time.monotonic() + _PATIENCE
    while (left := _alive(pid)) and time.monotonic() < until:
        time.sleep(0.02)
    kill_group(pid)
    return left


def last_line(text: bytes) -> str:
    """Return the last line of a text that says something."""
    lines = [line for line in text.decode("utf-8", "replace").splitlines() if line.strip()]
    # The very last line of a traceback of bylint is its word of excuse.
    told = [line for line in lines if not line.startswith("bylint: this is a mistake")]
    return (told or lines or [""])[-1][:200]


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder, by its path; of a link, where it points."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            found[str(path.relative_to(folder))] = os.fsencode(path.readlink())
        elif path.is_file():
            found[str(path.relative_to(folder))] = path.read_bytes()
    return found


def read(file: IO[bytes]) -> bytes:
    """Return all that was written to a file of this run."""
    file.seek(0)
    return file.read()


def _alive(session: int) -> int:
    """Return how many processes of a session run; those that only wait to be collected do not."""
    number = 0
    for stat in _PROCESSES.glob("[0-9]*/stat"):
        with suppress(OSError):
            # The name, in brackets, may hold anything.
            state, _, _, of = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[:4]
            number += int(of) == session and state not in "ZX"
    return number


def stores_below(*folders: Path) -> list[Path]:
    """Return the files that hold results of runs: databases of sqlite, whatever stands behind them."""
    found = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path for path in found if path.read_bytes().startswith(_SQLITE)]
