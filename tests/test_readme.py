"""What the README shows is what bylint prints."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SESSION = re.compile(r"```console\n\$ bylint ([^\n]+)\n(.*?)\n```", re.DOTALL)


def test_shown_output_is_real():
    sessions = SESSION.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert sessions
    for arguments, shown in sessions:
        done = subprocess.run(
            [sys.executable, "-m", "bylint.cli", *shlex.split(arguments)],
            cwd=ROOT / "examples" / "newsroom",
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1"},
            check=False,
        )
        assert done.stdout.rstrip("\n") == shown


def test_every_command_is_a_command():
    named = set(re.findall(r"`bylint ([a-z-]+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    printed = subprocess.run(
        [sys.executable, "-m", "bylint.cli", "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert {name for name in named if not re.search(rf"^  {name} ", printed, re.MULTILINE)} == set()
