"""Try bylint with the lowest versions of what it needs, and with the newest on each later Python of this machine.

Every one gets an environment of its own below the folder that is named, and runs a short part of the tests.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
LATER = ("3.12", "3.13", "3.14")
TOOLS = ("pytest", "hypothesis", "pillow")
TESTS = ("readers", "text", "checks", "packs", "people", "pictures", "config", "discover", "examples")


class Trial(NamedTuple):
    """An environment: what it is called, its Python, and what is installed beside bylint."""

    name: str
    python: str
    requirements: tuple[str, ...] = ()


def main(folder: Path) -> int:
    """Run all trials; return how many failed."""
    failed = 0
    for trial in _trials():
        done = _run(trial, folder / trial.name.replace(" ", "-"))
        print(f"{trial.name}: {'passed' if done else 'FAILED'}", flush=True)
        failed += not done
    return failed


def _trials() -> Iterator[Trial]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    yield Trial("lowest versions", sys.executable, tuple(map(_lowest, project["dependencies"])))
    for version in LATER:
        python = _python(version)
        if python:
            yield Trial(f"Python {version}", python)
        else:
            print(f"Python {version}: not on this machine, so not tried", flush=True)


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


def _run(trial: Trial, folder: Path) -> bool:
    python = str(folder / ("Scripts" if sys.platform == "win32" else "bin") / "python")
    tests = (str(path) for name in TESTS for pattern in (name, f"test_{name}*.py") for path in _tests(pattern))
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    return all(
        subprocess.run(command, cwd=ROOT, check=False).returncode == 0
        for command in (
            (trial.python, "-m", "venv", "--clear", str(folder)),
            (*pip, "--editable", ".", *trial.requirements, *TOOLS),
            (python, "-m", "pytest", "-p", "no:cacheprovider", *tests),
        )
    )


def _tests(pattern: str) -> list[Path]:
    return sorted((ROOT / "tests").glob(pattern))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
