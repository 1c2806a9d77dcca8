"""Processes that are ended amid their work, in real processes."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bylint.audit import map_articles
from bylint.audit import workers
from bylint.errors import UsageError

MANY = 130
LOST = -1
PATIENCE = 5
"""Seconds for which a process is at something that nobody waits for."""


def doubled(deadly: frozenset[int], number: int) -> int:
    if number in deadly:
        os._exit(1)
    return number * 2


def doubled_at_second_try(mark: Path, number: int) -> int:
    if number == 70 and not mark.exists():
        mark.touch()
        os._exit(1)
    return number * 2


def doubled_slowly(mark: Path, number: int) -> int:
    """Take long for all but the first, as a share of large articles does, and say so at the end."""
    if number:
        time.sleep(PATIENCE)
        mark.touch()
    return number * 2


def lost(_known: object, _number: int) -> int:
    return LOST


@pytest.mark.parametrize("deadly", ((), (0,), (37,), (MANY - 1,), (40, 41)))
def test_what_ends_its_process_is_lost_and_nothing_else(deadly):
    found = list(map_articles(doubled, frozenset(deadly), range(MANY), 2, lost))
    assert found == [LOST if number in deadly else number * 2 for number in range(MANY)]


def test_a_process_ended_from_outside_costs_nothing(tmp_path):
    found = list(map_articles(doubled_at_second_try, tmp_path / "ended", range(MANY), 2, lost))
    assert found == [number * 2 for number in range(MANY)]


def test_whoever_breaks_off_waits_for_nobody(tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "SHARE", 1)
    found = map_articles(doubled_slowly, tmp_path / "waited", range(MANY), 2, lost)
    assert next(found) == 0
    found.close()
    assert not multiprocessing.active_children()
    assert not (tmp_path / "waited").exists()


def test_processes_are_not_replaced_without_end(monkeypatch):
    monkeypatch.setattr(workers, "MOST_RENEWALS", 3)
    with pytest.raises(UsageError, match="ended from outside 4 times"):
        list(map_articles(doubled, frozenset(range(MANY)), range(MANY), 2, lost))


def test_without_semaphores_all_is_done_in_one_process():
    pytest.importorskip("resource", reason="only POSIX systems can forbid semaphores to a process")
    # A semaphore is a file of 32 bytes: none can be made by who may write none.
    code = (
        "import resource; from bylint.audit import map_articles\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
        "from multiprocessing import get_context\n"
        "try: get_context().Lock()\n"
        "except OSError: print('none')\n"
        "print(sum(map_articles(lambda known, number: known * number, 2, range(200), 2, None)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("none\n39800\n", "")


@pytest.mark.parametrize(("stack", "most"), ((8, 4), (64, 94)), ids=("for none", "for one of two"))
def test_without_memory_for_threads_all_is_done_in_one_process(stack, most):
    """As in a container that has no process to spare. Figures are megabytes: of a thread, and of what may be added."""
    pytest.importorskip("resource", reason="only POSIX systems can limit the memory of a process")
    if not Path("/proc/self/statm").exists():
        pytest.skip("nothing tells how much memory a process has")
    code = (
        "import concurrent.futures.process, multiprocessing, resource, threading\n"
        "from bylint.audit import map_articles, workers\n"
        f"workers.PATIENCE = 1; threading.stack_size({stack} << 20)\n"
        "pages = int(open('/proc/self/statm').read().split()[0])\n"
        f"most = pages * resource.getpagesize() + ({most} << 20)\n"
        "resource.setrlimit(resource.RLIMIT_AS, (most, most))\n"
        "print(sum(map_articles(lambda known, number: known * number, 2, range(200), 2, None)))\n"
        "print(multiprocessing.active_children())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=20)
    assert done.stdout == "39800\n[]\n", done.stderr
