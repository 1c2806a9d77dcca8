"""No output takes orders from an article: each attack, through each format, in the text and in the name of a file."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from bylint.cli.__main__ import main
from bylint.report import FORMATS
from bylint.report import HUMAN
from bylint.report.escaping import shown

ATTACKS = (
    "##[error file=README.md]Stop",
    "###[add-mask]e",
    "##vso[task.setvariable variable=a]b",
    "##teamcity[buildStop comment='a']",
    "#\u00ad#\u200d[group]a",
    "::error file=README.md::Stop",
    "\u00a0 ::stop-commands::pwn",
    "\u00ad:\u200c:add-mask::e",
    "\x1b]0;owned\x07\x1b[2J",
    "\x9b31m",
    "\u202eexe\u2066",
)
# A row for each way to print; `{}` are the articles.
OF_ARTICLES = (
    ("audit", "--no-cache", "--format", "text"),
    ("check", "--diff", "{}"),
    ("inspect", "{}"),
    ("inspect", "--format", "json", "{}"),
    ("images", "{}"),
    ("images", "--format", "csv", "{}"),
    ("images", "--format", "json", "{}"),
    ("ask", "--no-cache"),
    ("why", "{}", "ADS001"),
    ("why", "{}", "IMG001"),
    ("people", "--no-cache"),
    ("people", "--no-cache", "--format", "json"),
    ("people", "--no-cache", "Jane Roe"),
    ("files",),
    ("learn-chrome", "--least", "2"),
)
# These print what stands in the command itself.
OF_WORDS = (
    ("people", "--no-cache", "::error::Roe ##[group]"),
    ("org", "::error::Roe ##[group]\x1b"),
    ("explain", "::error::Roe ##[group]"),
    ("rules", "--select", "::error ##[group]\x9b"),
    ("files", "##[group]\x1b.md"),
    ("test", "::error ##[group].yaml"),
    ("##[group]\x1b",),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# What passes over signs without width, as GitHub's runner may.
_WIDTHLESS = re.compile(r"[\u00ad\u200b-\u200d]")
_ANYWHERE = re.compile(r"##\w*\[")


def orders(output: str) -> list[str]:
    """Return the lines that a runner or a terminal would obey."""
    bare = _WIDTHLESS.sub("", output)
    lines = [line for line in re.split(r"[\r\n]+", bare) if line.lstrip().startswith("::") or _ANYWHERE.search(line)]
    return lines + _CONTROLS.findall(output)


def article(attack: str) -> str:
    return f"""\
---
title: "{attack if attack.isprintable() and '"' not in attack else "A quay"}"
author: Jane Roe
---

{attack}

Advertisement {attack}

![{attack}](/x.jpg "Photo by {attack}")

By {attack}

Photo: {attack} and x

Jane Roe is the former director of {attack} true.

 {attack}
Advertisement
{attack}

Advertisement

{attack}
"""


@pytest.fixture(params=ATTACKS, ids=ascii)
def site(request, tmp_path, monkeypatch):
    """An article that attacks, once more under a name that attacks."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bylint.yaml").write_text("version: 1\n", encoding="utf-8")
    text = article(request.param)
    (tmp_path / "b.md").write_text(text, encoding="utf-8")
    if sys.platform == "win32":
        return ["b.md"]
    name = request.param.replace("/", "") + ".md"
    (tmp_path / name).write_text(text, encoding="utf-8")
    return ["b.md", f"./{name}"]


@pytest.mark.parametrize("command", OF_ARTICLES, ids=" ".join)
def test_output_obeys_no_article(site, capfd, command):
    # `why` takes one file, all others take many.
    for names in ([name] for name in site) if command[0] == "why" else (site,):
        main([each for argument in command for each in (names if argument == "{}" else (argument,))])
        told = capfd.readouterr()
        assert orders(told.out) == []
        assert orders(told.err) == []


@pytest.mark.parametrize("command", OF_WORDS, ids=ascii)
def test_output_obeys_no_word_of_a_command(tmp_path, monkeypatch, capfd, command):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(article(ATTACKS[0]), encoding="utf-8")
    main(list(command))
    told = capfd.readouterr()
    assert orders(told.out) == orders(told.err) == []


def test_no_format_obeys_anybody(site, capfd):
    asked = [f"--format={form}=out.{form}" for form in FORMATS]
    for name in site:
        assert main(["check", "--no-config", "--select", "LNT,ADS,IMG", *asked, name]) == 1
        assert orders(capfd.readouterr().err) == []
        for form in FORMATS:
            out = Path(f"out.{form}").read_text(encoding="utf-8")
            assert orders(re.sub(r"^::(error|warning|notice) (file|title)=", "", out, flags=re.MULTILINE)) == [], form


@pytest.mark.parametrize("form", ("json", "jsonl", "sarif"))
def test_value_in_json_stays_itself(tmp_path, monkeypatch, capfd, form):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "##[group]a.md").write_text("A text.\n\nAdvertisement\n", encoding="utf-8")
    main(["check", "--no-config", "--format", form, "."])
    out = capfd.readouterr().out
    assert "\\u0023#[group]a.md" in out or form == "sarif"
    values = [json.loads(line) for line in out.splitlines()] if form == "jsonl" else [json.loads(out)]
    assert "##[group]a.md" in json.dumps(values) or form == "sarif"


def test_colours_are_kept(tmp_path, monkeypatch, capfd):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    (tmp_path / "a.md").write_text("A \x1b[31m.\n\nAdvertisement \x1b[31m\n\nAdvertisement\n", encoding="utf-8")
    main(["check", "--no-config", str(tmp_path / "a.md")])
    out = capfd.readouterr().out
    assert "\x1b[1m" in out
    assert "\x1b[31m\n" not in out


@pytest.mark.parametrize(
    ("text", "wanted"),
    (
        ("##[error]a", r"\x23#[error]a"),
        ("a ###[error]a", r"a #\x23#[error]a"),
        (" ::error::a", r" \x3a:error::a"),
        ("::: note", "::: note"),
        ("# A heading with a [link]", "# A heading with a [link]"),
        ("## A heading with a [link]", "## A heading with a [link]"),
        ("a std::vector", "a std::vector"),
        ("#1 of ##2", "#1 of ##2"),
    ),
)
def test_only_commands_are_broken(text, wanted):
    assert shown(text) == wanted
    assert shown(wanted) == wanted


def test_human_formats_are_known():
    assert set(HUMAN) < set(FORMATS)
