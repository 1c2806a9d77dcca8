"""How long one cold run on one article takes, as a ratio to a Python that imports click, yaml and regex.

    python benchmarks/cold_start.py [ARTICLE]

The two commands run in turn, nine times; the figure is the median of the nine ratios.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 9
FLOOR = (sys.executable, "-c", "import click, yaml, regex")
BYLINT = str(Path(sys.executable).with_name("bylint"))
# An installed package has its byte code beside it; a shell that forbids to write it would measure the compiler.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
EXAMPLE = """---
title: The last ferry sails at nine
date: 2024-04-18
author: Mina Okafor
---

When the harbour council cut the late crossing, nobody on the east quay quite believed it.

![A ferry at the slip](slipway.jpg)
*The ferry loads for the last run. Photo: Jonas Brandvik*

*Mina Okafor writes about ports for Example Coast.*
"""


def main() -> None:
    article = Path(sys.argv[1]) if len(sys.argv) > 1 else _example()
    command = (BYLINT, "check", "--no-config", "--exit-zero", str(article))
    ratios = [_ratio(command) for _ in range(RUNS + 1)][1:]
    sys.stdout.write(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}\n")
    sys.stdout.write(f"one article, cold: {statistics.median(ratios):.2f} times the floor")
    sys.stdout.write(f" (least {min(ratios):.2f}, most {max(ratios):.2f}, {RUNS} pairs)\n")


def _ratio(command: tuple[str, ...]) -> float:
    floor = _seconds(FLOOR)
    return _seconds(command) / floor


def _seconds(command: tuple[str, ...]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    return time.perf_counter() - started


def _example() -> Path:
    path = Path(tempfile.mkdtemp()) / "ferry.md"
    path.write_text(EXAMPLE, encoding="utf-8")
    return path


if __name__ == "__main__":
    main()
