from __future__ import annotations

import subprocess
import sys

import pytest

from bylint import __version__
from bylint.cli.__main__ import main
from bylint.cli.commands import COMMANDS

HEAVY = ("yaml", "regex", "pydantic", "turbohtml", "pyromark", "sqlite3", "jinja2", "ahocorasick", "rapidfuzz")


def loaded_by(*arguments: str) -> set[str]:
    code = (
        "import sys; from bylint.cli.__main__ import main; main(sys.argv[1:]);"
        "print(*sys.modules, sep=' ', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize("arguments", (("--version",), ("--help",)))
def test_first_words_need_no_library(arguments):
    assert not loaded_by(*arguments).intersection(HEAVY)


def test_version_is_printed(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"bylint {__version__}\n"


def test_help_lists_every_command(capsys):
    assert main(["--help"]) == 0
    printed = capsys.readouterr().out
    assert all(f"  {name} " in printed for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example(name, capsys):
    assert main([name, "--help"]) == 0
    assert f"bylint {name}" in capsys.readouterr().out.split("Example", 1)[1]


def test_no_command_shows_the_help(capsys):
    assert main([]) == 2
    assert "Commands:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    (
        (["chek"], "bylint: there is no command 'chek' (did you mean 'check'?); see bylint --help\n"),
        (["zzz"], "bylint: there is no command 'zzz'; see bylint --help\n"),
        (["check", "--formt", "json"], "bylint: no such option"),
        (["check", "--format", "xml"], "bylint: there is no format 'xml'; it is one of text, concise, json, "),
    ),
)
def test_wrong_word_is_one_line(arguments, told, capsys):
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(told)
    assert printed.err.count("\n") == 1
