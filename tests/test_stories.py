"""Every folder of stories: the files, the command, and what it must print."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

STORIES = Path(__file__).parent / "stories"


@pytest.mark.parametrize("story", sorted(path.name for path in STORIES.iterdir()))
def test_story(story, tmp_path):
    folder = tmp_path / story
    shutil.copytree(STORIES / story, folder, ignore=shutil.ignore_patterns("command.txt", "expected.txt"))
    command = shlex.split((STORIES / story / "command.txt").read_text(encoding="utf-8"))
    assert command[0] == "bylint"
    done = subprocess.run(
        [sys.executable, "-m", "bylint.cli", *command[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1"},
        check=False,
    )
    printed = f"{done.stdout}{done.stderr}(exit {done.returncode})\n"
    assert printed == (STORIES / story / "expected.txt").read_text(encoding="utf-8")
