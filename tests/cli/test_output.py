from __future__ import annotations

import subprocess
import sys

import pytest

from bylint.cli.output import is_coloured
from bylint.cli.output import showable


@pytest.mark.parametrize(
    ("encoding", "shown"),
    (
        ("utf-8", "“Müller” – 写真"),
        ("cp1252", '"Müller" - ??'),
        ("ascii", '"M?ller" - ??'),
    ),
)
def test_terminal_gets_what_it_can_show(encoding, shown):
    assert showable("“Müller” – 写真", encoding) == shown


@pytest.mark.parametrize(
    ("environment", "coloured"),
    (
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"NO_COLOR": "", "FORCE_COLOR": ""}, False),
    ),
)
def test_environment_chooses_colours(monkeypatch, environment, coloured):
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert is_coloured() is coloured


def test_machine_lines_end_with_lf():
    code = "from bylint.cli.output import print_machine; print_machine(['a', 'b'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout == b"a\nb\n"
