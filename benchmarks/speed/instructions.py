"""How many instructions one cold hook takes: what neighbours on the machine cannot disturb."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from typing import NamedTuple

from benchmarks.speed import floors
from benchmarks.speed.bench import Bench
from benchmarks.speed.timing import Command
from benchmarks.speed.timing import environment
from benchmarks.speed.timing import run

_CALLGRIND = ("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "--trace-children=yes")
_PERF = ("perf", "stat", "-x", ",", "-e", "instructions:u")
_COLLECTED = re.compile(r"Collected : (\d+)")
_COUNTED = re.compile(r"^(\d+),.*instructions", re.MULTILINE)


class Counter(NamedTuple):
    """What counts, and how its answer is read."""

    name: str
    words: tuple[str, ...]
    pattern: re.Pattern[str]


COUNTERS = (Counter("callgrind", _CALLGRIND, _COLLECTED), Counter("perf stat", _PERF, _COUNTED))


def counted(bench: Bench) -> tuple[str, Mapping[str, int]]:
    """Return what counted, and the instructions of the floor, of the version, and of the hook."""
    commands = {
        "floor: imports": Command(floors.python(floors.IMPORTS), bench.corpus.one()),
        "--version": bench.command(bench.corpus.one(), "--version"),
        "hook": bench.command(bench.corpus.one(), "check", "--no-config", "--exit-zero", "ferry.md"),
    }
    for counter in COUNTERS:
        found = _all(bench, counter, commands) if shutil.which(counter.words[0]) else {}
        if found:
            return counter.name, found
    return "neither callgrind nor perf, so nothing", {}


def _all(bench: Bench, counter: Counter, commands: Mapping[str, Command]) -> Mapping[str, int]:
    for command in (*commands.values(), *commands.values()):
        run(command, bench.home)  # twice: a first run writes caches, of which a second may keep less
    found = {name: _count(bench, counter, command) for name, command in commands.items()}
    return found if all(found.values()) else {}


def _count(bench: Bench, counter: Counter, command: Command) -> int:
    # The order of sets, and with it the way through them, is else another in each run.
    variables = {**environment(bench.home), "PYTHONHASHSEED": "0"}
    ended = subprocess.run(
        (*counter.words, *command.words), cwd=command.folder, env=variables, capture_output=True, text=True, check=False
    )
    return sum(int(number) for number in counter.pattern.findall(ended.stderr))
