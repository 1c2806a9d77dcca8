from __future__ import annotations

import subprocess
import sys
import tracemalloc

import pytest

from bylint import DOCUMENTATION
from bylint.cli.__main__ import main
from bylint.cli.output import has_links
from bylint.cli.output import is_coloured
from bylint.cli.output import print_human
from bylint.cli.output import showable
from bylint.report.escaping import linked


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


@pytest.mark.parametrize(
    ("environment", "is_asked"), (({}, False), ({"FORCE_HYPERLINK": "1"}, True), ({"FORCE_HYPERLINK": "0"}, False))
)
def test_links_are_for_terminals_that_open_them(monkeypatch, environment, is_asked):
    monkeypatch.delenv("FORCE_HYPERLINK", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert has_links() == is_asked


def test_no_link_leads_elsewhere(capsys):
    ours = f"{DOCUMENTATION}/rules/ADS001"
    print_human(linked("ADS001", address) for address in (ours, "https://evil.example", f"{ours}/../../evil"))
    first, second, third = capsys.readouterr().out.splitlines()
    assert first == linked("ADS001", ours)
    # What ends a link leads nowhere.
    assert [each.replace("\x1b]8;;\x1b\\", "").count("\x1b") for each in (second, third)] == [0, 0]
    assert "\\x1b]8;;https://evil.example" in second


def test_of_a_file_too_large_no_more_is_shown_than_is_judged(folder, capsys):
    """The promise is a limit of memory: what was read of such a file to show its first line was all of it."""
    with (folder / "a.md").open("wb") as file:
        file.truncate(300_000_000)
    command = ["check", "--no-config", "--no-cache", "a.md"]
    main(command)  # what is made at its first use is no part of the measure
    capsys.readouterr()
    tracemalloc.start()
    try:
        assert main(command) == 1
        assert tracemalloc.get_traced_memory()[1] < 150_000_000
    finally:
        tracemalloc.stop()
    assert capsys.readouterr().out.startswith("a.md:1:1: warning LNT005 this file was not read: 8,000,001 bytes")
