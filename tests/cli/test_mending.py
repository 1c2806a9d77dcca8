"""`bylint check --fix` and `--diff` on real files."""

from __future__ import annotations

import os
import stat
import sys

import pytest

from bylint.cli.__main__ import main
from cli.mending import check

BEFORE = "The society has forty plots, three taps and a waiting list of nine years.\n\n"
AFTER = "A plot costs 62 pounds a year, and the society would like to keep it that way.\n"
FOUND = f"{BEFORE}Advertisement\n\n{AFTER}"


def test_fix_mends_and_reports_the_rest(folder, capsys):
    (folder / "a.md").write_text(f"{FOUND}\n<!-- ad start -->\n", encoding="utf-8")
    assert check("--fix", "--format", "concise", "a.md") == 1
    told = capsys.readouterr()
    assert (folder / "a.md").read_text(encoding="utf-8") == f"{BEFORE}{AFTER}\n<!-- ad start -->\n"
    assert told.out.startswith("a.md:5:1: ADS003")
    assert "mended 1 violation in 1 file" in told.err


def test_fixing_twice_changes_nothing(folder):
    (folder / "a.md").write_text(FOUND, encoding="utf-8")
    assert check("--fix", "a.md") == 0
    first = (folder / "a.md").stat()
    assert check("--fix", "a.md") == 0
    assert (folder / "a.md").stat() == first


@pytest.mark.parametrize(
    ("mark", "encoding", "end"),
    ((b"\xef\xbb\xbf", "utf-8", "\r\n"), (b"", "cp1252", "\r"), (b"\xff\xfe", "utf-16-le", "\n")),
)
def test_mark_encoding_and_line_ends_stay(folder, mark, encoding, end):
    before, after = (text.replace("taps", "cafés").replace("\n", end) for text in (FOUND, BEFORE + AFTER))
    (folder / "a.md").write_bytes(mark + before.encode(encoding))
    assert check("--fix", "a.md") == 0
    assert (folder / "a.md").read_bytes() == mark + after.encode(encoding)


def test_diff_shows_and_writes_nothing(folder, capsys):
    (folder / "a.md").write_text(FOUND, encoding="utf-8")
    assert check("--diff", "a.md") == 1
    lines = capsys.readouterr().out.split("\n")
    assert lines[:2] == ["--- a/a.md", "+++ b/a.md"]
    assert "-Advertisement" in lines
    assert (folder / "a.md").read_text(encoding="utf-8") == FOUND
    (folder / "a.md").write_text(BEFORE + AFTER, encoding="utf-8")
    assert check("--diff", "a.md") == 0


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_file_behind_a_link_keeps_its_mode(folder):
    (folder / "b.md").write_text(FOUND, encoding="utf-8")
    (folder / "b.md").chmod(0o640)
    (folder / "a.md").symlink_to("b.md")
    assert check("--fix", "a.md") == 0
    assert (folder / "a.md").is_symlink()
    assert (folder / "b.md").read_text(encoding="utf-8") == BEFORE + AFTER
    assert stat.S_IMODE((folder / "b.md").stat().st_mode) == 0o640
    assert sorted(os.listdir(folder)) == ["a.md", "b.md"]


def test_suppressed_line_is_left_alone(folder):
    text = FOUND.replace("Advertisement", "<!-- bylint-ignore-next-line ADS001: a quotation -->\nAdvertisement")
    (folder / "a.md").write_text(text, encoding="utf-8")
    check("--fix", "a.md")
    assert (folder / "a.md").read_text(encoding="utf-8") == text


def test_proposal_is_never_written(folder):
    text = "The [Quillon R2](https://amzn.to/3xExmpl) has a dial and two microphones.\n"
    (folder / "a.md").write_text(text, encoding="utf-8")
    assert check("--fix", "--unsafe", "a.md") == 1
    assert (folder / "a.md").read_text(encoding="utf-8") == text


def test_unsafe_needs_a_fix(folder, capsys):
    (folder / "a.md").write_text(FOUND, encoding="utf-8")
    assert check("--unsafe", "a.md") == 2
    assert "--unsafe" in capsys.readouterr().err


def test_unsafe_fix_of_a_house_pack_waits_for_the_word(folder):
    (folder / "a.md").write_text(f"{BEFORE}Ask the porter.\n\n{AFTER}", encoding="utf-8")
    (folder / "house.yaml").write_text(HOUSE, encoding="utf-8")
    (folder / "bylint.yaml").write_text("version: 1\npacks: [house.yaml]\n", encoding="utf-8")
    assert main(["check", "--select", "HSE", "--no-cache", "--fix", "a.md"]) == 1
    assert main(["check", "--select", "HSE", "--no-cache", "--fix", "--unsafe", "a.md"]) == 0
    assert (folder / "a.md").read_text(encoding="utf-8") == BEFORE + AFTER


HOUSE = """\
version: 1
pack: house
prefix: HSE
rules:
- code: HSE001
  name: porter
  summary: The porter is named
  severity: error
  since: "0.1"
  check: forbid
  each: body
  words: [Ask the porter]
  message: "{found} sends readers to the porter"
  fix: {do: remove, is: unsafe}
  why: He has retired.
  sources: [{title: House style, url: https://example.com/}]
  bad: ["The gate is shut at nine.\\n\\n⟦Ask the porter.⟧"]
  good: ["Ask the porter who has the key."]
"""


@pytest.mark.parametrize(
    ("fix", "told"),
    (
        ("{do: remove}", "the key 'is' is missing"),
        ("{do: delete, is: safe}", "'do' is 'delete', not one of remove, qualify, insert, replace"),
        ("{do: insert, is: safe, text: x}", "what is inserted is a proposal"),
        ("{do: insert, is: proposal}", "'text' is what is inserted"),
        ("{do: remove, is: unsafe, text: x}", "'text' is what is inserted"),
        ("{do: remove, is: unsafe, how: x}", "unknown key 'how'"),
    ),
)
def test_fix_that_cannot_be_is_a_mistake_of_the_pack(folder, capsys, fix, told):
    (folder / "house.yaml").write_text(HOUSE.replace("{do: remove, is: unsafe}", fix), encoding="utf-8")
    assert main(["test", "house.yaml"]) == 2
    assert told in capsys.readouterr().err
