"""Ctrl-C at random moments, from the first one on: exit 130 within two seconds, no traceback, nobody left."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.attack import site as sites
from benchmarks.attack.running import TRACEBACK
from benchmarks.attack.running import Attack
from benchmarks.attack.running import Ended
from benchmarks.attack.running import Result
from benchmarks.attack.running import environment
from benchmarks.attack.running import kill_group
from benchmarks.attack.running import last_line
from benchmarks.attack.running import orphans
from benchmarks.attack.running import read
from benchmarks.attack.running import run

NUMBER = 300
ARTICLES = 200
INTERRUPTED = 130
_PROMISED = 2.0
_PATIENCE = 20.0
_START = 0.4
_INTERRUPT = b"KeyboardInterrupt"
# Whatever of bylint is on the stack, its entry point is below it.
_OURS = re.compile(rb"^  File .*, line \d+, in entry$", re.MULTILINE)
_COMMANDS = (
    ("check", "--workers", "2"),
    ("audit", "--workers", "2"),
    ("audit", "--workers", "2", "--no-cache"),
    ("check", "--workers", "1"),
)


class Interrupted(NamedTuple):
    """A run that was interrupted: when, as what, how it ended, after how many seconds, who was left.

    `has_begun` says that bylint had set up what it does with signals, `is_over` that all was printed and the process,
    about to end, took none any more: what the system knew of the halted process before the signal was sent.
    """

    at: float
    command: str
    has_begun: bool
    is_over: bool
    is_whole: bool
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
    whole = {command: run((*attack.bylint, *command, "--exit-zero"), site, attack.home) for command in _COMMANDS}
    ended = tuple(_interrupted(attack, site, chance, whole, at) for at in range(number))
    codes = Counter(each.code for each in ended)
    figures = (
        ("interrupts, of these in the first 0.4 s", f"{number}, {sum(each.at < _START for each in ended)}"),
        ("ended with 130", f"{codes[INTERRUPTED]}"),
        ("ended by the signal before Python takes it, which a shell tells as 130", f"{codes[-signal.SIGINT]}"),
        ("over when it came, with the whole answer and the exit code of it", f"{sum(map(_is_right, ended))}"),
        ("broken off in Python's own start, before bylint is called", f"{sum(map(_is_before, ended))}"),
        ("tracebacks of bylint", f"{sum(TRACEBACK in each.err and not _is_before(each) for each in ended)}"),
        ("seconds to the end, the worst", f"{max(each.took for each in ended):.2f}"),
        ("processes left after 5 s", f"{sum(each.left for each in ended)}"),
    )
    failures = {each: tuple(_failures(each)) for each in ended}
    for each in filter(failures.get, failures):
        sys.stderr.write(f"attack: {'; '.join(failures[each])}\n{each.err.decode('utf-8', 'replace')}\n")
    return Result(figures, tuple(failure for each in ended for failure in failures[each]))


def _interrupted(
    attack: Attack, site: Path, chance: random.Random, whole: Mapping[tuple[str, ...], Ended], at: int
) -> Interrupted:
    """Interrupt a run that is still there at the moment drawn, whole groups as a terminal does or one process alone."""
    longest = min(each.wall for each in whole.values())
    while True:
        command = chance.choice(_COMMANDS)
        moment = chance.uniform(0, _START) if at % 3 == 0 else chance.uniform(0, longest)
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = subprocess.Popen(
                (*attack.bylint, *command, "--exit-zero"),
                cwd=site,
                env=environment(attack.home),
                stdin=-3,
                stdout=out,
                stderr=err,
                start_new_session=True,
            )
            time.sleep(moment)
            if not _is_halted(child):
                continue
            # Python takes SIGINT from its start on, but leaves SIGTERM to the program.
            has_begun = _has(child.pid, "SigCgt", signal.SIGTERM)
            is_over = _has(child.pid, "SigIgn", signal.SIGINT)
            code, took = _signalled(child, to_all=chance.random() < 0.6)
            is_whole = read(out) == whole[command].out
            left = orphans(child.pid)
            words = " ".join(command)
            return Interrupted(moment, words, has_begun or is_over, is_over, is_whole, code, read(err), took, left)


def _is_halted(child: subprocess.Popen[bytes]) -> bool:
    """Halt a process, so that what it does with a signal can be asked before one is sent; False if it has ended."""
    os.kill(child.pid, signal.SIGSTOP)
    os.waitid(os.P_PID, child.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    return child.poll() is None


def _has(pid: int, mask: str, number: signal.Signals) -> bool:
    """Tell whether a signal is in one of the masks that the system shows of a process."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace")
    shown = next(line.split()[1] for line in status.splitlines() if line.startswith(f"{mask}:"))
    return bool(int(shown, 16) >> (number - 1) & 1)


def _signalled(child: subprocess.Popen[bytes], *, to_all: bool) -> tuple[int, float]:
    started = time.perf_counter()
    os.killpg(child.pid, signal.SIGINT) if to_all else child.send_signal(signal.SIGINT)
    child.send_signal(signal.SIGCONT)
    try:
        code = child.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        kill_group(child.pid)
        code = child.wait()
    return code, time.perf_counter() - started


def _failures(each: Interrupted) -> Iterator[str]:
    when = f"{each.command}, at {each.at:.2f} s"
    if each.left:
        yield f"{when}: {each.left} processes left"
    if _is_before(each):
        return
    if TRACEBACK in each.err:
        yield f"{when}: traceback, exit {each.code}: {last_line(each.err)}"
    elif not (_is_right(each) or _is_quiet(each)):
        yield f"{when}: exit {each.code}, {'whole' if each.is_whole else 'not whole'} {last_line(each.err)}"
    if each.took > _PROMISED:
        yield f"{when}: ended after {each.took:.1f} s"


def _is_quiet(each: Interrupted) -> bool:
    return each.code == INTERRUPTED or (each.code == -signal.SIGINT and not each.err)


def _is_right(each: Interrupted) -> bool:
    return each.is_over and each.is_whole and each.code == 0


def _is_before(each: Interrupted) -> bool:
    return is_of_python(each.err, has_begun=each.has_begun)


def is_of_python(err: bytes, *, has_begun: bool) -> bool:
    """Tell whether Python broke off its own start, or the import of the entry point, in words that are its own.

    That is proved twice: bylint had not set up its signals, and its entry point is not among the calls that are shown.
    """
    return not has_begun and _INTERRUPT in err and not _OURS.search(err)
