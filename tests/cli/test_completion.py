"""What a shell completes, what `bylint help` says, and JSON that is one document a command."""

from __future__ import annotations

import json

import pytest

from bylint import __version__
from bylint.cli.__main__ import main


def completed(words: str, monkeypatch, capsys) -> list[str]:
    monkeypatch.setenv("_BYLINT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(words.count(" ")))
    with pytest.raises(SystemExit):
        main([])
    return [line.partition(",")[2] for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("words", "some"),
    (
        ("bylint expl", {"explain"}),
        ("bylint explain ads00", {"ADS001", "ADS002"}),
        ("bylint explain hse", {"HSE", "HSE001"}),
        ("bylint why a.md licence-a", {"licence-as-credit"}),
        ("bylint check --select IM", {"IMG", "IMG001"}),
        ("bylint check --ignore ADS001,im", {"ADS001,IMG", "ADS001,IMG001"}),
        ("bylint check --format s", {"sarif", "statistics"}),
        ("bylint audit --color ", {"auto", "always", "never"}),
        ("bylint rules --format ", {"table", "json", "jsonl"}),
    ),
)
def test_shell_completes(folder, monkeypatch, capsys, words, some):
    pack = "rules: [{code: HSE001, name: house-style, summary: A word, severity: info, since: '0.1', desk: d,\n"
    pack += "check: forbid, each: body, pattern: quai, message: m, why: w, hint: h, good: [quay],\n"
    pack += "sources: [{title: t, url: 'https://example.com'}], bad: [⟦quai⟧]}]\n"
    (folder / "house.yaml").write_text(f"version: 1\npack: house\nprefix: HSE\n{pack}", encoding="utf-8")
    (folder / "bylint.yaml").write_text("version: 1\npacks: [house.yaml]\n", encoding="utf-8")
    assert set(completed(words, monkeypatch, capsys)) >= some


def test_wrong_settings_complete_all_the_same(folder, monkeypatch, capsys):
    (folder / "bylint.yaml").write_text("nonsense", encoding="utf-8")
    assert completed("bylint explain IMG004", monkeypatch, capsys) == ["IMG004"]


@pytest.mark.parametrize("shell", ("bash", "zsh", "fish"))
def test_script_of_a_shell_asks_bylint(shell, capsys):
    assert main(["completion", shell]) == 0
    assert f"_BYLINT_COMPLETE={shell}_complete" in capsys.readouterr().out


@pytest.mark.parametrize("words", ((), ("check",), ("baseline", "create"), ("help",)))
def test_help_is_the_help_of_the_command(words, capsys):
    assert main(["help", *words]) == 0
    said = capsys.readouterr().out
    assert main([*words, "--help"]) == 0
    assert said == capsys.readouterr().out


@pytest.mark.parametrize("words", (("nope",), ("check", "more")))
def test_help_on_nothing_is_one_line(words, capsys):
    assert main(["help", *words]) == 2
    assert capsys.readouterr().err.startswith("bylint: ")


def test_version_has_a_short_form(capsys):
    assert main(["-V"]) == 0
    assert capsys.readouterr().out == f"bylint {__version__}\n"


@pytest.mark.parametrize(
    ("command", "name", "number"),
    (
        (("rules", "--select", "IMG"), "rules", 74),
        (("images",), "pictures", 1),
        (("people",), "people", 1),
        (("people", "Ada Lund"), "people", 1),
        (("org", "CSIS"), "organisations", 1),
        (("org", "CSIS", "Federal Reserve Bank of Chicago"), "organisations", 2),
    ),
)
def test_json_is_one_document_and_jsonl_a_line_each(folder, capsys, command, name, number):
    (folder / "a.md").write_text("---\nauthor: Ada Lund\ntitle: A quay\n---\n\n![A quay](a.jpg)\n", encoding="utf-8")
    assert main([*command, "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (list(document), document["version"]) == (["version", name], 1)
    assert main([*command, "--format", "jsonl"]) == 0
    values = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert values == document[name]
    assert len(values) >= min(number, 30)
    assert len(values) == number or name == "rules"
