"""`bylint learn-chrome`: lines that an archive repeats, and the pack that comes of them."""

from __future__ import annotations

import pytest

from bylint.cli.__main__ import main

RUNNING = "The ferry to the island sails at nine, in every weather, and number {} was late."


@pytest.fixture
def archive(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "posts").mkdir()
    for i in range(6):
        furniture = "Ask our «porter»: «a\\b»?\n\n" if i < 4 else ""
        text = f"# Day {i}\n\n{RUNNING.format(i)}\n\n{furniture}Advertisement\n\n{RUNNING.format(i * 7)}\n\n> Quoted\n"
        (tmp_path / "posts" / f"{i}.md").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("archive")
def test_lines_come_with_counts_and_places(capsys):
    assert main(["learn-chrome", "--no-config", "posts"]) == 0
    out = capsys.readouterr().out.split("\n")
    assert out[0].split(maxsplit=1) == ["4", "Ask our «porter»: «a\\b»?"]
    assert out[1].strip() == "posts/0.md:5, posts/1.md:5, posts/2.md:5 ..."
    assert out[2] == "1 line repeated in 6 articles."


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(("least", "count"), (("4", 1), ("5", 0)))
def test_least_is_the_number_of_articles(capsys, least, count):
    assert main(["learn-chrome", "--no-config", "posts", "--least", least]) == 0
    assert f"{count} line" in capsys.readouterr().out


def test_pack_is_proved_and_finds_the_lines(archive, capsys):
    assert main(["learn-chrome", "--no-config", "posts", "--propose", "house.yaml"]) == 0
    assert main(["test", "house.yaml"]) == 0
    (archive / "bylint.yaml").write_text("version: 1\npacks: [house.yaml]\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["check", "--no-cache", "--select", "HSE", "--format", "concise", "posts"]) == 1
    assert capsys.readouterr().out.count("HSE001") == 4


def test_file_that_is_there_is_never_touched(archive, capsys):
    (archive / "house.yaml").write_text("ours", encoding="utf-8")
    assert main(["learn-chrome", "--no-config", "posts", "--propose", "house.yaml"]) == 2
    assert (archive / "house.yaml").read_text(encoding="utf-8") == "ours"
    assert "already" in capsys.readouterr().err


def test_nothing_repeated_writes_nothing(archive):
    assert main(["learn-chrome", "--no-config", "posts/5.md", "--propose", "house.yaml"]) == 0
    assert not (archive / "house.yaml").exists()
