"""Ctrl-C at random moments, from the first one on: exit 130 within two seconds, no traceback, nobody left."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.attack import site as sites
from benchmarks.attack.running import TRACEBACK
from benchmarks.attack.running import Attack
from benchmarks.attack.running import Result
from benchmarks.attack.running import environment
from benchmarks.attack.running import kill_group
from benchmarks.attack.running import last_line
from benchmarks.attack.running import orphans
from benchmarks.attack.running import run

NUMBER = 100
ARTICLES = 200
INTERRUPTED = 130
_PROMISED = 2.0
_PATIENCE = 20.0
_START = 0.4
# Python breaks off its own start before the first line of bylint, and says so as it likes.
_BEFORE = (
    b"Fatal Python error: init_import_site",
    b"failed to set __main__.__loader__",
    b"Could not import runpy module",
)
_COMMANDS = (
    ("check", "--workers", "2"),
    ("audit", "--workers", "2"),
    ("audit", "--workers", "2", "--no-cache"),
    ("check", "--workers", "1"),
)


class Interrupted(NamedTuple):
    """A run that was interrupted: when, as what, how it ended, after how many seconds, who was left."""

    at: float
    command: str
    code: int
    err: bytes
    took: float
    left: int


def interrupts(attack: Attack) -> Result:
    """Interrupt runs, a third of them while they start."""
    # A shell that starts this in the background has it ignore Ctrl-C, and all that it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    number = attack.number or NUMBER
    site = attack.home / "site"
    sites.write(site, ARTICLES)
    chance = random.Random(attack.seed)
    whole = [run((*attack.bylint, *command, "--exit-zero"), site, attack.home).wall for command in _COMMANDS]
    ended = tuple(_interrupted(attack, site, chance, min(whole), at) for at in range(number))
    codes = Counter(each.code for each in ended)
    figures = (
        ("interrupts, of these in the first 0.4 s", f"{number}, {sum(each.at < _START for each in ended)}"),
        ("ended with 130", f"{codes[INTERRUPTED]}"),
        ("ended by the signal before Python takes it, which a shell tells as 130", f"{codes[-signal.SIGINT]}"),
        ("broken off in Python's own start, before the first line of bylint", f"{sum(map(_is_before, ended))}"),
        ("tracebacks of bylint", f"{sum(TRACEBACK in each.err and not _is_before(each) for each in ended)}"),
        ("seconds to the end, the worst", f"{max(each.took for each in ended):.2f}"),
        ("processes left after 5 s", f"{sum(each.left for each in ended)}"),
    )
    return Result(figures, tuple(failure for each in ended for failure in _failures(each)))


def _interrupted(attack: Attack, site: Path, chance: random.Random, whole: float, at: int) -> Interrupted:
    """Interrupt a run that is still there at the moment drawn, whole groups as a terminal does or one process alone."""
    while True:
        command = chance.choice(_COMMANDS)
        moment = chance.uniform(0, _START) if at % 3 == 0 else chance.uniform(0, whole)
        with tempfile.TemporaryFile() as err:
            child = subprocess.Popen(
                (*attack.bylint, *command, "--exit-zero"),
                cwd=site,
                env=environment(attack.home),
                stdin=-3,
                stdout=-3,
                stderr=err,
                start_new_session=True,
            )
            time.sleep(moment)
            if child.poll() is not None:
                continue
            code, took = _signalled(child, is_whole=chance.random() < 0.6)
            err.seek(0)
            return Interrupted(moment, " ".join(command), code, err.read(), took, orphans(child.pid))


def _signalled(child: subprocess.Popen[bytes], *, is_whole: bool) -> tuple[int, float]:
    started = time.perf_counter()
    os.killpg(child.pid, signal.SIGINT) if is_whole else child.send_signal(signal.SIGINT)
    try:
        code = child.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        kill_group(child.pid)
        code = child.wait()
    return code, time.perf_counter() - started


def _failures(each: Interrupted) -> Iterator[str]:
    when = f"{each.command}, at {each.at:.2f} s"
    if _is_before(each):
        return
    if TRACEBACK in each.err:
        yield f"{when}: traceback, exit {each.code}: {last_line(each.err)}"
    elif each.code not in (INTERRUPTED, -signal.SIGINT) or (each.code < 0 and each.err):
        yield f"{when}: exit {each.code} {last_line(each.err)}"
    if each.took > _PROMISED:
        yield f"{when}: ended after {each.took:.1f} s"
    if each.left:
        yield f"{when}: {each.left} processes left"


def _is_before(each: Interrupted) -> bool:
    return any(words in each.err for words in _BEFORE)
