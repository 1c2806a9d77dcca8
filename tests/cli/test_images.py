"""The ledger of pictures."""

from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner

from bylint.cli.commands import bylint

_ARTICLE = """![The quay](/img/quay.jpg)
*The quay at nine. Photo: Ada Lund, CC BY*

Nobody waits.

![Nets](/img/nets.jpg)

The nets dry.
"""


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(_ARTICLE, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> str:
    done = CliRunner().invoke(bylint, ["images", "--no-config", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.usefixtures("site")
def test_csv_has_a_row_for_each_picture():
    rows = list(csv.DictReader(io.StringIO(run("a.md", "--format", "csv"))))
    assert [(row["src"], row["line"], row["creator"], row["licence"]) for row in rows] == [
        ("/img/quay.jpg", "1", "Ada Lund", "CC BY"),
        ("/img/nets.jpg", "6", "", ""),
    ]
    assert [(row["missing"], row["violations"]) for row in rows] == [
        ("a version, a link to the licence or a link to the source", "IMG006"),
        ("credit", "IMG001"),
    ]


@pytest.mark.usefixtures("site")
def test_json_is_one_object_a_line():
    first, second = (json.loads(line) for line in run("a.md", "--format", "jsonl").splitlines())
    assert (first["credit"], first["missing"][:1], second["missing"]) == (
        "Photo: Ada Lund, CC BY",
        ["a version, a link to the licence or a link to the source"],
        ["credit"],
    )


@pytest.mark.usefixtures("site")
def test_table_ends_with_whom_the_pictures_name():
    assert run("a.md").endswith("\n2 pictures: 1 with their maker, 1 without; 1 should have one.\n")


def test_table_ends_with_licences_that_have_ended_or_end_soon(site):
    rights = "rights:\n- {picture: /img/quay.jpg, licence: A, until: 2024-12-31}\n"
    rights += "- {picture: /img/nets.jpg, licence: B, until: 2025-03-20}\n"
    (site / "rights.yaml").write_text(f"version: 1\n{rights}", encoding="utf-8")
    (site / "bylint.yaml").write_text("version: 1\nimages: {rights: [rights.yaml]}\n", encoding="utf-8")

    def ends(today: str) -> list[str]:
        told = CliRunner().invoke(bylint, ["images", "--today", today]).stdout
        return told.partition("pictures: ")[2].splitlines()[1:]

    assert ends("2024-12-01") == ["Licences: 1 to end within 90 days:", "  2024-12-31 a.md:1"]
    both = ["  2024-12-31 a.md:1", "  2025-03-20 a.md:6"]
    assert ends("2025-01-01") == ["Licences: 1 ended, 1 to end within 90 days:", *both]
    assert ends("2025-06-01") == ["Licences: 2 ended:", *both]
    assert ends("2024-06-01") == []


def test_no_cell_is_a_formula(site):
    (site / "a.md").write_text("![x](=cmd.jpg)\n\nNets.\n", encoding="utf-8")
    assert "'=cmd.jpg" in run("a.md", "--format", "csv")


def test_articles_that_name_different_makers_are_told(site):
    (site / "b.md").write_text("![The quay](/img/quay.jpg)\n*The quay. Photo: Bram de Wit*\n", encoding="utf-8")
    rows = [json.loads(line) for line in run("a.md", "b.md", "--format", "jsonl").splitlines()]
    assert [(row["path"], row["violations"]) for row in rows] == [
        ("a.md", ["IMG006"]),
        ("a.md", ["IMG001"]),
        ("b.md", ["IMG008"]),
    ]


def test_what_is_suppressed_is_no_violation(site):
    (site / "a.md").write_text(f"<!-- bylint-ignore-file IMG001,IMG006: an archive -->\n\n{_ARTICLE}", encoding="utf-8")
    rows = [json.loads(line) for line in run("a.md", "--format", "jsonl").splitlines()]
    assert [row["violations"] for row in rows] == [[], []]
