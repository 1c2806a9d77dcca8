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
def test_table_counts():
    assert run("a.md").endswith("2 pictures.\n")


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
