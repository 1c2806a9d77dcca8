"""Every mistake in settings is one exact line, exit 2, and all are told at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bylint.cli.__main__ import main

ARTICLE = "---\ntitle: The slip\nauthor: Jane Roe\n---\n\nThe boat came late.\n"
MISTAKES = tuple(
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("settings_mistakes.tsv").read_text(encoding="utf-8").splitlines()[1:]
)
# The whole content of the file.
CONTENTS = (
    (b"", "bylint.yaml:1: expected a mapping of keys, such as `version: 1`"),
    (b"content: a\n", "bylint.yaml:1: the key 'version' is missing"),
    (b"versoin: 1\n", "bylint.yaml:1: unknown key 'versoin' (did you mean 'version'?)"),
    ("version: 1\nsite: {name: Käse}\n".encode("latin-1"), "bylint.yaml:2: not UTF-8"),
    ("version: 1\n".encode("utf-16"), "bylint.yaml:1: not UTF-8"),
    (b"version: 1\nsite: {name: a\0b}\n", "bylint.yaml:2: not YAML: a control character"),
    (b"version: 1\nads: " + b"[" * 200 + b"]" * 200 + b"\n", "bylint.yaml:2: not YAML: nested too deeply"),
    (b"version: 1\n# " + b"x" * 10_000_000, "bylint.yaml: it has more than 1,000,000 bytes"),
)


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site without a repository, with files that its settings may name."""
    folder = tmp_path / "all" / "site"
    (folder / "folder").mkdir(parents=True)
    (folder / "a.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "empty.yaml").write_text("", encoding="utf-8")
    (folder / "broken.yaml").write_text("version: 1\nboken: 1\n", encoding="utf-8")
    (folder / "circle.yaml").write_text("version: 1\nextends: bylint.yaml\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def told(capsys, *arguments):
    """End with 2, and return what was said."""
    assert main(["check", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert all(line.startswith("bylint: ") for line in said.err.splitlines())
    return [line.removeprefix("bylint: ") for line in said.err.splitlines()]


@pytest.mark.parametrize(("settings", "line"), MISTAKES)
def test_a_mistake_is_one_line(site, capsys, settings, line):
    head = "" if settings.startswith("version") else "version: 1\n"
    text = settings.replace("\\\\", "\0").replace("\\n", "\n").replace("\\t", "\t").replace("\0", "\\")
    (site / "bylint.yaml").write_text(f"{head}{text}\n", encoding="utf-8")
    assert told(capsys) == [line.replace("{above}", site.parent.parent.as_posix())]


@pytest.mark.parametrize(("content", "line"), CONTENTS)
def test_a_file_that_is_none_is_one_line(site, capsys, content, line):
    (site / "bylint.yaml").write_bytes(content)
    assert told(capsys) == [line]


@pytest.mark.parametrize("command", ("audit", "files", "images", "people", "rules", "settings", "learn-chrome"))
def test_every_command_tells_it(site, capsys, command):
    (site / "bylint.yaml").write_text("version: 1\nfail-on: loud\n", encoding="utf-8")
    assert main([command]) == 2
    assert capsys.readouterr().err == (
        "bylint: bylint.yaml:2: 'fail-on' is 'loud', not one of info, warning, error, never\n"
    )


@pytest.mark.parametrize(
    ("name", "content", "line"),
    (
        (
            "bylint.yml",
            "version: 1\n",
            "bylint.yaml and bylint.yml stand side by side; bylint reads one of them, so delete the other",
        ),
        (
            "bylint.toml",
            "",
            "bylint.toml: settings are not read from a file of this name: put them into bylint.yaml, in YAML",
        ),
        (
            "bylint.json",
            "{}",
            "bylint.json: settings are not read from a file of this name: put them into bylint.yaml, in YAML",
        ),
        (
            "pyproject.toml",
            "[project]\nname = 'a'\n\n[tool.bylint]\nignore = []\n",
            "pyproject.toml:4: settings are not read from [tool.bylint]: put them into bylint.yaml, in YAML",
        ),
    ),
)
def test_settings_at_another_place_are_told(site, capsys, name, content, line):
    (site / "bylint.yaml").write_text("version: 1\n", encoding="utf-8")
    (site / name).write_text(content, encoding="utf-8")
    assert told(capsys) == [line]


@pytest.mark.usefixtures("site")
def test_a_file_that_the_command_names_is_told_so(capsys):
    assert told(capsys, "--config", "bylnt.yaml") == [
        "--config: bylnt.yaml: No such file or directory (did you mean 'broken.yaml'?)"
    ]
    assert told(capsys, "--config", "folder") == ["--config: folder: it is no regular file"]


def test_a_chain_of_settings_has_an_end(site, capsys):
    for number in range(12):
        (site / f"{number}.yaml").write_text(f"version: 1\nextends: {number + 1}.yaml\n", encoding="utf-8")
    (site / "bylint.yaml").write_text("version: 1\nextends: 0.yaml\n", encoding="utf-8")
    assert told(capsys) == ["9.yaml:2: 'extends' leads through more than 10 files"]


def test_a_link_out_of_the_site_is_not_extended(site, capsys):
    (site.parent / "secret.yaml").write_text("version: 1\nsecret: 3cr3t\n", encoding="utf-8")
    (site / "link.yaml").symlink_to(site.parent / "secret.yaml")
    (site / "bylint.yaml").write_text("version: 1\nextends: link.yaml\n", encoding="utf-8")
    assert told(capsys) == ["bylint.yaml:2: 'link.yaml' is outside of the folder of the settings, so it is not read"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_nobody_waits_for_a_pipe_to_extend(site, capsys):
    os.mkfifo(site / "pipe.yaml")
    (site / "bylint.yaml").write_text("version: 1\nextends: pipe.yaml\n", encoding="utf-8")
    assert told(capsys) == ["bylint.yaml:2: pipe.yaml: it is no regular file"]


def test_settings_are_counted(site, capsys, monkeypatch):
    monkeypatch.setattr("bylint.config.nearest.MOST_SETTINGS", 3)
    for number in range(4):
        folder = site / f"s{number}"
        folder.mkdir()
        (folder / "a.md").write_text(ARTICLE, encoding="utf-8")
        (folder / "bylint.yaml").write_text("version: 1\n", encoding="utf-8")
    (line,) = told(capsys)
    assert line.endswith("/bylint.yaml: more than 3 files of settings are in force")


ALL = """\
version: 1
contnt: [a]
extends: broken.yaml
fail-on: loud
severity: {IMG001: eror}
ignore: [IMG01]
people: [nope.yaml]
packs: [nope.yaml]
images: {rights: [nope.yaml]}
disclaimers: {levels: {navi: policy}}
overrides: [{ignore: XYZ}]
"""


def test_all_mistakes_are_told_at_once(site, capsys):
    (site / "bylint.yaml").write_text(ALL, encoding="utf-8")
    other = site / "other"
    other.mkdir()
    (other / "a.md").write_text(ARTICLE, encoding="utf-8")
    (other / "bylint.yml").write_text("version: 1\narchive: 7\nignore: [BYL01]\n", encoding="utf-8")
    lines = told(capsys)
    assert len(lines) == len(set(lines))
    assert sorted(line.split(": ")[0] for line in lines) == sorted(
        (
            *(f"bylint.yaml:{number}" for number in (2, 4, 5, 6, 7, 8, 9, 10, 11)),
            "broken.yaml:2",
            "other/bylint.yml:2",
            "other/bylint.yml:3",
        )
    )
