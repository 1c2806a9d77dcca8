"""Signals at any moment of a run, in real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals")

CODES = {signal.SIGINT: 130, signal.SIGTERM: 143}
ARTICLE = "---\ntitle: Water {n}\nauthor: Ada Quell\n---\n\n" + "Nobody had been there before the *flood*.\n\n" * 400
PATIENCE = 30
"""Seconds until a test fails: a machine that does much else is slow."""


def begun(*arguments, options=(), **others):
    command = [sys.executable, *options, "-m", "bylint.cli", *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True, **others)


def is_left(group):
    """Tell whether a process of a group is left after a while."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.01)
    os.killpg(group, signal.SIGKILL)
    return True


@pytest.mark.parametrize("number", CODES)
@pytest.mark.parametrize("after", (1, 3, 20, 60, 80))
def test_a_signal_amid_the_start_is_quiet(number, after):
    """Moments are counted in modules imported since signals are heeded; standard input keeps the run waiting."""
    # `communicate` closes a pipe of its own at once, and the run would have something to judge.
    waiting, kept = os.pipe()
    try:
        with begun("check", "-", options=("-X", "importtime"), stdin=waiting, stdout=subprocess.PIPE) as run:
            for line in run.stderr:
                if line.rstrip().endswith("bylint.cli.signals"):
                    break
            for _ in range(after):
                run.stderr.readline()
            run.send_signal(number)
            out, err = run.communicate(timeout=PATIENCE)
    finally:
        os.close(waiting)
        os.close(kept)
    assert (run.returncode, out) == (CODES[number], "")
    assert "Traceback" not in err


AT_A_CALL = """
import os, sys
from bylint.cli.__main__ import entry

def at_call(frame, event, _):
    if event == "call" and frame.f_code.co_name == "{name}":
        sys.setprofile(None)
        os.kill(os.getpid(), {number})

sys.argv = ["bylint", "--version"]
sys.setprofile(at_call)
sys.exit(entry())
"""


@pytest.mark.parametrize(
    ("name", "number"),
    (
        # Where Python forgets the lock of an import it can pass no exception on.
        ("cb", signal.SIGINT),
        ("__set_name__", signal.SIGINT),
        ("find_spec", signal.SIGINT),
        ("heed", signal.SIGINT),
        ("ignore", signal.SIGINT),
        ("main", signal.SIGINT),
        ("run", signal.SIGTERM),
    ),
)
def test_a_signal_amid_our_first_lines_is_quiet(name, number):
    program = AT_A_CALL.format(name=name, number=int(number))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=PATIENCE)
    assert (done.returncode, done.stderr) == (CODES[number], "")


LOST = """
import signal, sys
from bylint.cli import signals

class Noisy:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)

signals.heed()
Noisy()
sys.stdin.read()
"""


def test_a_signal_that_python_can_pass_to_nobody_ends_the_run():
    command = [sys.executable, "-c", LOST]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert (run.wait(PATIENCE), run.stderr.read()) == (130, "")


def test_a_second_signal_disturbs_no_end():
    program = """
import signal, sys
from bylint.cli import signals

signals.heed()
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    signal.raise_signal(signal.SIGINT)
sys.exit(signals.exit_code())
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=PATIENCE)
    assert (done.returncode, done.stderr) == (130, "")


@pytest.mark.parametrize("number", CODES)
def test_a_signal_amid_the_definition_of_a_named_tuple_keeps_its_exit_code(tmp_path, number):
    program = f"""
import sys
from bylint.cli import signals

signals.heed()
try:
    eval("__import__('signal').raise_signal({int(number)})")
except KeyboardInterrupt:
    sys.exit(signals.exit_code())
"""
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    command = [sys.executable, "-m", "program"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE)
    assert (done.returncode, done.stderr) == (CODES[number], "")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    root = tmp_path_factory.mktemp("site")
    for n in range(400):
        (root / f"{n:03}.md").write_text(ARTICLE.format(n=n), encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("number", "to_all", "workers", "delay"),
    (
        (signal.SIGINT, True, "2", 0.8),
        (signal.SIGINT, False, "2", 1.6),
        (signal.SIGINT, True, "1", 0.8),
        (signal.SIGTERM, True, "2", 1.6),
        (signal.SIGTERM, False, "2", 0.8),
    ),
)
def test_a_signal_amid_the_work_leaves_nobody_behind(site, number, to_all, workers, delay):
    command = ("check", ".", "--no-config", "--workers", workers)
    with begun(*command, cwd=site, stdout=subprocess.DEVNULL) as run:
        time.sleep(delay)
        assert run.poll() is None
        if to_all:
            os.killpg(run.pid, number)  # as a terminal does: all processes of the run
        else:
            run.send_signal(number)
        _, err = run.communicate(timeout=PATIENCE)
    assert run.returncode == CODES[number]
    assert "Traceback" not in err
    assert not is_left(run.pid)
