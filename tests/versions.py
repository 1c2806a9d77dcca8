"""Try bylint with the lowest versions of what it needs, and with the newest on each later Python of this machine.

python tests/versions.py FOLDER [--tests]

Each has an environment of its own below FOLDER, kept while the project asks for the same. There the examples of all
packs are proved, and what is reported of the example newsroom must be what this Python reports. With `--tests` each
environment is new, and a part of the tests runs in it as well, however long that takes.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
LATER = ("3.12", "3.13", "3.14")
# The plugin knows a setting of pytest in pyproject.toml.
TOOLS = ("pytest", "pytest-asyncio", "hypothesis", "pillow")
TESTS = ("readers", "text", "checks", "packs", "people", "pictures", "config", "discover", "examples")
LIMIT = 1_800.0
"""Seconds until a trial without tests fails: a machine that does much else is slow."""

_CHECK = ("check", "--format", "json", "--exit-zero", "--no-cache", "--workers", "1", "--today", "2026-01-31")


class Trial(NamedTuple):
    """An environment: what it is called, its Python, and what is installed beside bylint."""

    name: str
    python: str
    requirements: tuple[str, ...] = ()


class TrialError(Exception):
    """What a trial fails on."""


def main(folder: Path, *, with_tests: bool) -> int:
    """Run all trials; return how many failed."""
    failed = 0
    expected = _reported(sys.executable, None)
    for trial in _trials():
        begun = time.monotonic()
        try:
            _try(trial, folder / trial.name.replace(" ", "-"), expected, with_tests=with_tests)
            told = "passed"
        except (TrialError, subprocess.TimeoutExpired) as failure:
            told = f"FAILED: {failure}"
            failed += 1
        print(f"{trial.name}: {told} ({time.monotonic() - begun:.0f} s)", flush=True)
    return failed


def _trials() -> Iterator[Trial]:
    yield Trial("lowest versions", sys.executable, tuple(map(_lowest, _project()["dependencies"])))
    for version in LATER:
        python = _python(version)
        if python:
            yield Trial(f"Python {version}", python)
        else:
            print(f"Python {version}: not on this machine, so not tried", flush=True)


def _project() -> dict[str, list[str]]:
    project: dict[str, list[str]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project


def _lowest(requirement: str) -> str:
    return re.sub(r">=([\d.]+)[^;]*", r"==\1", requirement)


def _python(version: str) -> str | None:
    pyenv = sorted((Path.home() / ".pyenv" / "versions").glob(f"{version}.*/bin/python"))
    for command in (f"python{version}", *map(str, pyenv)):
        found = shutil.which(command)
        # What pyenv puts on the path fails where this version is not chosen.
        if found and subprocess.run([found, "-c", ""], capture_output=True, check=False).returncode == 0:
            return found
    return None


def _try(trial: Trial, folder: Path, expected: bytes, *, with_tests: bool) -> None:
    """Raise a `TrialError` where the environment cannot be made, or bylint is not the same in it."""
    end = None if with_tests else time.monotonic() + LIMIT
    python = str(folder / ("Scripts" if sys.platform == "win32" else "bin") / "python")
    _install(trial, folder, python, end, with_tests=with_tests)
    packs = sorted(map(str, (ROOT / "rules").glob("*.yaml")))
    _run((python, "-m", "bylint.cli", "test", *packs), end)
    if _reported(python, end) != expected:
        raise TrialError("something else is reported of the example newsroom")
    if with_tests:
        tests = (str(path) for name in TESTS for pattern in (name, f"test_{name}*.py") for path in _tests(pattern))
        _run((python, "-m", "pytest", "-p", "no:cacheprovider", *tests), end)


def _install(trial: Trial, folder: Path, python: str, end: float | None, *, with_tests: bool) -> None:
    asked = "\n".join((trial.python, *_project()["dependencies"]))
    mark = folder / "installed.txt"
    if not with_tests and mark.exists() and mark.read_text(encoding="utf-8") == asked:
        return
    # The pip that runs here installs for each of them: one of its own takes an environment longer than all of bylint.
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--disable-pip-version-check")
    _run((trial.python, "-m", "venv", "--clear", "--without-pip", str(folder)), end)
    _run((*pip, "--editable", ".", *trial.requirements, *(TOOLS if with_tests else ())), end)
    mark.write_text(asked, encoding="utf-8")


def _reported(python: str, end: float | None) -> bytes:
    return _run((python, "-m", "bylint.cli", *_CHECK), end, ROOT / "examples" / "newsroom")


def _run(command: tuple[str, ...], end: float | None, folder: Path = ROOT) -> bytes:
    left = None if end is None else max(0.0, end - time.monotonic())
    ended = subprocess.run(command, cwd=folder, check=False, stdout=subprocess.PIPE, timeout=left)
    if ended.returncode:
        sys.stdout.buffer.write(ended.stdout)
        raise TrialError(f"{' '.join(command[1:4])} ended with {ended.returncode}")
    return ended.stdout


def _tests(pattern: str) -> list[Path]:
    return sorted((ROOT / "tests").glob(pattern))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).absolute(), with_tests="--tests" in sys.argv[2:]))
