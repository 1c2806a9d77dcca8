"""The page that shows the table, with what made it."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from benchmarks.accuracy.kept import Run
from benchmarks.accuracy.running import BYLINT

HEAD = """# Accuracy

Written by `make accuracy CORPUS=folder`, where the folder holds news pages and content articles with their true
authors, dates, image credits and bodies. They belong to their publishers and are no part of this repository. The
scorers are the folder's own.

"""
NOTES = """
A dash: it gives no such thing. Peers are told the address of each page, bylint is not. Only Readability keeps figures
with their captions, so only there can a credit be contained; no peer returns credits. Time is of one command for all
pages, by the clock of a machine that others may use as well; the processor's share, of all cores together, is the
steadier figure.

"""


def written(table: str, runs: Sequence[Run]) -> str:
    lines = [f"- {_of(run)}\n" for run in runs]
    return f"{HEAD}{table}{NOTES}{''.join(lines)}- {machine()}\n"


def _of(run: Run) -> str:
    kept = ", predictions and times kept from then" if run.is_kept else ""
    failed = f"; it failed on {run.failed} pages" if run.failed else ""
    return f"{run.name} {run.version}, run on {run.date}{kept}{failed}"


def machine() -> str:
    processor = re.search(r"^model name\s*:\s*(.+)$", _cpuinfo(), re.MULTILINE)
    name = processor[1] if processor else platform.processor() or platform.machine()
    node = _told("node", "--version")
    return f"{os.cpu_count()} cores of {name}, {platform.system()}, Python {platform.python_version()}, Node {node}"


def version_of_bylint() -> str:
    return f"{_told(BYLINT, '--version').split()[-1]} at {_told('git', 'describe', '--always', '--dirty')}"


def _cpuinfo() -> str:
    path = Path("/proc/cpuinfo")
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _told(*command: str) -> str:
    try:
        ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return ended.stdout.strip()
