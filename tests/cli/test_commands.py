from __future__ import annotations

import json

import pytest

from bylint.cli.__main__ import main

TEXT = "---\ntitle: Peace\nauthor: Jane Roe\ndate: 2026-01-02\n---\nThe talks went on for a week.\n\nAdvertisement\n"


@pytest.fixture(autouse=True)
def site(tmp_path, monkeypatch):
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_inspect_prints_one_object_a_file(capsys):
    assert main(["inspect", "--format", "json", "a.md", "gone.md", "a.pdf"]) == 2
    found, gone, pdf = map(json.loads, capsys.readouterr().out.splitlines())
    assert found["path"] == "a.md"
    assert found["format"] == "markdown"
    assert found["headline"] == "Peace"
    assert found["date"] == "2026-01-02"
    assert found["authors"] == [{"name": "Jane Roe", "line": 3, "source": "front-matter"}]
    assert found["ads"] == [{"kind": "marker", "text": "Advertisement", "line": 8}]
    assert found["text"] == "The talks went on for a week."
    assert "error" not in found
    assert (gone["path"], gone["format"], gone["error"]) == ("gone.md", None, "No such file or directory")
    assert (pdf["path"], pdf["format"], pdf["error"]) == ("a.pdf", None, "no format known by '.pdf'")


def test_inspect_prints_one_object_a_part(site, capsys):
    (site / "a.md").write_text("# Title\n\nBy Jane Roe\n", encoding="utf-8")
    assert main(["inspect", "--format", "parts", "a.md"]) == 0
    parts = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    author = next(part for part in parts if part["role"] == "author")
    assert (author["span"], author["words"], author["block"]) == ([12, 20], "Jane Roe", 1)
    assert ["name", "Jane Roe"] in author["elements"]


def test_inspect_lists_the_zones(capsys):
    assert main(["inspect", "a.md", "gone.md"]) == 2
    printed = capsys.readouterr().out
    assert "  headline   Peace\n" in printed
    assert "  signed by  Jane Roe (in the header, line 3)\n" in printed
    assert "          8  ad marker    Advertisement" in printed
    assert "gone.md\n  not read: No such file or directory\n" in printed


def test_inspect_looks_into_folders(site, capsys):
    (site / "sub").mkdir()
    (site / "sub" / "b.md").write_text(TEXT, encoding="utf-8")
    assert main(["inspect", "--format", "json", "."]) == 0
    assert [json.loads(line)["path"] for line in capsys.readouterr().out.splitlines()] == ["a.md", "sub/b.md"]


def test_rules_say_which_are_on(site, capsys):
    (site / "bylint.yaml").write_text("version: 1\nignore: [ADS001]\nseverity: {ADS002: info}\n", encoding="utf-8")
    assert main(["rules", "--format", "jsonl"]) == 0
    rules = {row["code"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert rules["ADS001"]["on"] == "no"
    assert (rules["ADS002"]["on"], rules["ADS002"]["severity"]) == ("yes", "info")
    assert set(rules["ADS001"]) == {"code", "name", "severity", "status", "on", "summary"}


def test_rules_are_a_table(capsys):
    assert main(["rules"]) == 0
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split() == ["CODE", "NAME", "SEVERITY", "STATUS", "ON", "WHAT"]
    assert any(row.startswith("ADS001  leftover-ad-marker ") for row in rows)


@pytest.mark.parametrize("name", ("ADS001", "ads001", "leftover-ad-marker"))
def test_rule_is_explained_by_code_or_name(name, capsys):
    assert main(["explain", name]) == 0
    assert capsys.readouterr().out.startswith("ADS001   leftover-ad-marker: a marker of an ad slot")
    assert main(["explain", "--long", name]) == 0
    assert capsys.readouterr().out.startswith("# ADS001: leftover-ad-marker\n")


def test_unknown_rule_is_one_line(capsys):
    assert main(["explain", "leftover-ad-markers"]) == 2
    assert capsys.readouterr().err.endswith("(did you mean 'leftover-ad-marker'?)\n")


def test_files_are_listed_with_reasons(site, capsys):
    (site / "README.md").write_text(TEXT, encoding="utf-8")
    (site / "bylint.yaml").write_text("version: 1\nexclude: [old]\n", encoding="utf-8")
    (site / "old").mkdir()
    (site / "old" / "b.md").write_text(TEXT, encoding="utf-8")
    assert main(["files"]) == 0
    assert capsys.readouterr().out == (
        "a.md\n"
        "1 file would be checked.\n"
        "2 files would not:\n"
        "  README.md: a paper of the repository, not of the publication\n"
        "  old/b.md: excluded by the configuration\n"
    )


PACK = """\
version: 1
pack: house
prefix: HSE
requires: ">=0.1"
rules:
- code: HSE001
  name: old-name-of-the-house
  summary: The house is called by its old name
  severity: warning
  status: stable
  since: "0.1"
  desk: desk
  check: forbid
  each: body
  pattern: Gazette
  message: "{found} is the old name of the house"
  hint: Write Herald.
  why: The house changed its name.
  sources: [{title: House book, url: "https://example.com/book"}]
  bad: ["The ⟦Gazette⟧ of today."]
  good: ["The Herald of today."]
"""


def test_pack_is_proved(site, capsys):
    (site / "house.yaml").write_text(PACK, encoding="utf-8")
    assert main(["test", "house.yaml"]) == 0
    assert capsys.readouterr().out == "2 examples of 1 rule proved.\n"


def test_example_that_shows_something_else_is_told(site, capsys):
    (site / "house.yaml").write_text(PACK.replace("The Herald of", "The Gazette of"), encoding="utf-8")
    assert main(["test", "house.yaml"]) == 1
    printed = capsys.readouterr().out
    assert printed.startswith("house.yaml:21: HSE001 as Markdown: “Gazette” at 1:5-1:12 is reported and not marked\n")
    assert printed.endswith("in 2 examples of 1 rule.\n")


def test_mistake_of_a_pack_is_told_at_its_line(site, capsys):
    (site / "house.yaml").write_text(PACK.replace("severity: warning", "severity: wrning"), encoding="utf-8")
    assert main(["test", "house.yaml"]) == 2
    assert capsys.readouterr().err.startswith("bylint: house.yaml:9: ")


def test_pattern_without_a_word_is_told(site, capsys):
    (site / "house.yaml").write_text(PACK.replace("pattern: Gazette", "pattern: 'G[a-z]{6}'"), encoding="utf-8")
    main(["test", "house.yaml"])
    assert "HSE001 its pattern has no word that every match holds" in capsys.readouterr().out
