"""Files that settings name: whoever wrote the settings need not be who runs them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from bylint.cli.__main__ import main
from bylint.people import LARGEST
from bylint.text import yaml_composer

_PEOPLE = "version: 1\npeople:\n- {id: roe, name: Jane Roe}\n"
_SECRET = "token: s3cr3t-w0rd\npeople: [{id: x, name: S3cr3t Name}]\n"
_KEYS = ("people: {}", "directory: {}", "packs: [{}]", "images: {{rights: [{}]}}")


@pytest.fixture
def site(tmp_path, monkeypatch):
    folder = tmp_path / "repository" / "site"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    (tmp_path / "secret.yaml").write_text(_SECRET, encoding="utf-8")
    (folder / "a.md").write_text("---\nauthor: Jane Roe\n---\n\nThe boat came late.\n", encoding="utf-8")
    return folder


def told(capsys, settings: str, code: int = 2) -> str:
    Path("bylint.yaml").write_text(f"version: 1\n{settings}\n", encoding="utf-8")
    return ended(capsys, code)


def ended(capsys, code: int, *arguments: str) -> str:
    assert main(["check", "--exit-zero", *arguments, "a.md"]) == code
    printed = capsys.readouterr()
    assert "Traceback" not in printed.err
    return printed.err


@pytest.mark.parametrize("key", _KEYS)
@pytest.mark.parametrize("name", ("/dev/zero", "/proc/self/mem", "/", "../../secret.yaml", "link.yaml", "out/x.yaml"))
def test_nothing_outside_of_the_repository_is_read(site, capsys, key, name):
    (site.parent / ".git").mkdir()
    (site / "link.yaml").symlink_to(site.parent.parent / "secret.yaml")
    (site / "out").symlink_to(site.parent.parent)
    said = told(capsys, key.format(name))
    assert said.count("\n") == 1
    assert "is outside of the repository, so it is not read" in said
    assert "3cr3t" not in said


@pytest.mark.parametrize("key", _KEYS)
def test_without_a_repository_the_folder_of_the_settings_is_all(site, capsys, key):
    (site.parent / "shared.yaml").write_text(_PEOPLE, encoding="utf-8")
    assert "is outside of the folder of the settings" in told(capsys, key.format("../shared.yaml"))


def test_folders_of_one_repository_share_files(site, capsys):
    (site.parent / ".git").mkdir()
    (site.parent / "shared.yaml").write_text(_PEOPLE, encoding="utf-8")
    assert told(capsys, "people: ../shared.yaml", code=0) == ""
    assert told(capsys, f"people: {site.parent / 'shared.yaml'}", code=0) == ""


@pytest.mark.parametrize("key", _KEYS)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_nobody_waits_for_a_pipe(site, capsys, key):
    os.mkfifo(site / "pipe.yaml")
    said = told(capsys, key.format("pipe.yaml"))
    assert "pipe.yaml" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("key", _KEYS)
def test_a_file_too_large_is_not_read(site, capsys, key):
    with (site / "large.yaml").open("wb") as file:
        file.truncate(500_000_000)
    assert ",000,000 bytes" in told(capsys, key.format("large.yaml"))


@pytest.mark.parametrize("key", _KEYS)
@pytest.mark.parametrize("name", ('"a\\0b.yaml"', f'"{"a" * 5000}.yaml"', f'"{"a" * 5000}/b.yaml"', '"\\uD800.yaml"'))
@pytest.mark.usefixtures("site")
def test_what_is_no_name_of_a_file_is_told(capsys, key, name):
    assert told(capsys, key.format(name)).count("\n") == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    (
        ("passwd", "root:x:0:0:root:/root:/bin/sh\n", "passwd: it is none of YAML, JSON, TOML, CSV, Markdown"),
        ("a.yaml", "root:x:0:0:root:/root:/bin/sh\n", "a.yaml:1: it names nobody"),
        ("a.json", "[]", "a.json:1: it names nobody"),
        ("a.md", "Nothing.\n", "a.md:1: it names nobody"),
        ("a.toml", "a = " + "1" * 5000, "a.toml:1: not TOML"),
        ("a.toml", "a = " + "[" * 5000, "a.toml:1: not TOML: nested too deeply"),
        ("a.toml", "# nets\n" + ".".join("a" * 40_000) + " = 1", "a.toml:2: not TOML: a key of more than 50 names"),
        ("a.toml", "[x]\nb = {" + ".".join("a" * 40_000) + " = 1}", "a.toml:2: not TOML: a key of more than 50 names"),
        ("a.json", "[" * 50_000 + "]" * 50_000, "a.json:1: it is nested too deeply"),
        ("a.json", '{"a": ' * 700 + "1" + "}" * 700, "a.json:1: it is nested too deeply"),
        ("a.json", "1" * 5000, "a.json:1: not JSON"),
        ("a.csv", ",".join("a" * 10_000) + "\nx" * 10_000, "a.csv:1: it names nobody"),
        ("a.yaml", "version: 1\npeople:\n" + "- {nmae: A}\n" * 3000, "only 200 mistakes are told; there are more"),
    ),
)
def test_a_registry_that_is_none_is_told(site, capsys, name, content, words):
    (site / name).write_text(content, encoding="utf-8")
    said = told(capsys, f"people: {name}")
    assert words in said
    assert said.count("\n") <= 201


def test_a_registry_of_too_many_values_is_told(site, capsys, monkeypatch):
    assert yaml_composer.MOST == 500_000
    monkeypatch.setattr(yaml_composer, "MOST", 5000)
    (site / "a.yaml").write_text("[" + "a," * 6000 + "]", encoding="utf-8")
    assert "a.yaml:1: not YAML: more than 5,000 values" in told(capsys, "people: a.yaml")


def test_a_file_of_a_folder_may_name_nobody(site, capsys):
    (site / "people").mkdir()
    (site / "people" / "roe.yaml").write_text("name: Jane Roe\n", encoding="utf-8")
    (site / "people" / "empty.json").write_text("[]", encoding="utf-8")
    assert told(capsys, "people: people", code=0) == ""


def test_files_of_a_folder_are_its_own(site, capsys):
    (site / "people").mkdir()
    (site / "people" / "link.yaml").symlink_to(site.parent.parent / "secret.yaml")
    (site / "people" / "again").symlink_to(site / "people")
    said = told(capsys, "people: people")
    assert "people/link.yaml: it is a link that leads out of the folder 'people'" in said
    assert said.count("\n") == 1
    assert "3cr3t" not in said


def test_files_of_a_folder_are_counted(site, capsys, monkeypatch):
    monkeypatch.setattr("bylint.people.MOST_FILES", 5)
    (site / "people").mkdir()
    for number in range(6):
        (site / "people" / f"{number}.yaml").write_text(f"name: Jane Roe {number}\n", encoding="utf-8")
    assert "bylint.yaml:2: the folder 'people' holds more than 5 files of people" in told(capsys, "people: people")


def test_the_bytes_of_all_files_are_summed(site, capsys):
    (site / "people").mkdir()
    for number in range(3):
        text = f"name: Jane Roe {number}\n# {'x' * (LARGEST // 2)}\n"
        (site / "people" / f"{number}.yaml").write_text(text, encoding="utf-8")
    assert "people/1.yaml: with it the files have more than 5,000,000 bytes together" in told(capsys, "people: people")


def test_the_settings_are_a_file_of_the_repository(site, capsys, tmp_path):
    settings = site / "bylint.yaml"
    settings.symlink_to("/dev/zero")
    assert "it is a link that leads out of the folder of the settings" in ended(capsys, 2)
    settings.unlink()
    settings.symlink_to(tmp_path / "secret.yaml")
    assert "3cr3t" not in ended(capsys, 2)
    settings.unlink()
    with settings.open("wb") as file:
        file.truncate(500_000_000)
    assert "bylint.yaml: it has more than 1,000,000 bytes\n" in ended(capsys, 2)
    settings.unlink()
    (site / "settings.yaml").write_text("version: 1\n", encoding="utf-8")
    settings.symlink_to("settings.yaml")
    assert ended(capsys, 0) == ""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_settings_are_no_pipe(site, capsys):
    os.mkfifo(site / "bylint.yaml")
    assert "bylint.yaml: it is no regular file" in ended(capsys, 2)


@pytest.mark.usefixtures("site")
def test_settings_that_the_command_names_may_lie_elsewhere(capsys, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "house.yaml").write_text("version: 1\npeople: people.yaml\n", encoding="utf-8")
    (elsewhere / "people.yaml").write_text(_PEOPLE, encoding="utf-8")
    assert ended(capsys, 0, "--config", str(elsewhere / "house.yaml")) == ""


def test_the_folder_of_a_pack_is_no_secret_to_a_guess(site, capsys, tmp_path):
    (site.parent / ".git").mkdir()
    said = told(capsys, f"packs: [{json.dumps(str(tmp_path / 'secrt.yaml'))}]")
    assert "did you mean" not in said
