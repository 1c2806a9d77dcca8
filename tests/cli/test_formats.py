"""Where reports go: several formats in one run, to files and to stdout, quiet, counted, coloured."""

from __future__ import annotations

import csv
import json
import os
import stat

import pytest

from bylint.cli.__main__ import main
from bylint.report import FORMATS

ARTICLE = "---\ntitle: A quay\nauthor: Ada Lund\n---\n\nAdvertisement\n\n![](x.jpg)\n"
HEAD = "a.md:6:1: ADS001 “Advertisement” marks an ad that is not here"


@pytest.fixture
def site(folder, monkeypatch):
    for name in ("NO_COLOR", "FORCE_COLOR", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    (folder / "a.md").write_text(ARTICLE, encoding="utf-8")
    return folder


def check(*options: str) -> int:
    return main(["check", "--no-config", "a.md", *options])


def test_all_formats_in_one_run(site, capfd):
    files = {form: site / f"out.{form}" for form in FORMATS}
    assert check("--format", "concise", *(f"--format={form}={file.name}" for form, file in files.items())) == 1
    assert capfd.readouterr().out.startswith(HEAD)
    for form, file in files.items():
        assert check("--format", form) == 1
        assert file.read_bytes().decode() == capfd.readouterr().out, form
    assert {path.name for path in site.iterdir()} == {"a.md", *(file.name for file in files.values())}


def test_audit_writes_files_too(site, capfd):
    (site / "bylint.yaml").write_text("version: 1\n", encoding="utf-8")
    assert main(["audit", "--no-cache", "-q", "--format", "text", "--format", "json=out.json"]) == 1
    assert json.loads((site / "out.json").read_text())["summary"]["archive"] == 1
    assert "Found" not in capfd.readouterr().out


def test_output_file_is_for_the_format_without_one(site, capfd):
    assert check("--format", "json", "-o", "a.json", "--format", "jsonl=a.jsonl") == 1
    assert capfd.readouterr().out == ""
    assert json.loads((site / "a.json").read_text())["summary"]["errors"] == 1
    assert len((site / "a.jsonl").read_text().splitlines()) == 2


@pytest.mark.parametrize(
    ("options", "told"),
    (
        (("--format", "sarif", "--format", "json"), "sarif and json cannot both go to stdout; --format json=FILE"),
        (("--format", "json", "--statistics"), "json and statistics cannot both go to stdout"),
        (("--format", "sraif"), "there is no format 'sraif' (did you mean 'sarif'?); it is one of text,"),
        (("--format", "json="), "--format json= names no file"),
        (("--format", "json=x", "--format", "sarif=x"), "x: two reports cannot go to one file"),
        (("--format", "json=no/x"), "no/x: there is no folder 'no' for it"),
        (("-o", "."), ".: a folder; a report goes to a file"),
        (("--format", "text", "--format", "json", "-o", "x"), "--output-file is for one format"),
        (("--diff", "--statistics"), "--diff prints a diff and no report, so it does not go with --format statistics"),
        (("--diff", "-o", "x"), "--diff prints a diff and no report, so it does not go with --format text"),
    ),
)
def test_what_cannot_be_is_said_before_the_run(site, capfd, options, told):
    assert check(*options) == 2
    assert capfd.readouterr().err.startswith(f"bylint: {told}")
    assert [path.name for path in site.iterdir()] == ["a.md"]


def test_quiet_says_what_is_wrong_and_nothing_else(site, capfd):
    check()
    loud = capfd.readouterr().out
    check("-q")
    quiet = capfd.readouterr().out
    assert loud.startswith(quiet)
    assert loud[len(quiet) :].startswith("1 can be mended")
    (site / "a.md").write_text("A quay.\n", encoding="utf-8")
    assert check("--quiet", "--select", "ADS") == 0
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("site")
def test_statistics_alone_and_behind_the_list(capfd):
    check("--statistics")
    figures = capfd.readouterr().out
    assert figures.startswith("2 violations in 1 file.")
    check("--format", "concise", "--statistics")
    listed = capfd.readouterr().out
    assert listed.startswith(HEAD)
    assert listed.endswith(figures)


@pytest.mark.parametrize(
    ("colour", "environment", "is_coloured"),
    (
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"NO_COLOR": "1"}, False),
    ),
)
def test_colours_are_asked_for(site, capfd, monkeypatch, colour, environment, is_coloured):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    check("--color", colour, "--format", "text", "--format", "text=a.txt")
    assert ("\x1b[1m" in capfd.readouterr().out) == is_coloured
    assert ("\x1b[1m" in (site / "a.txt").read_text(encoding="utf-8")) == (colour == "always")


def test_summary_of_a_step_is_added_to(site, monkeypatch):
    summary = site / "summary"
    summary.write_text("What another program says.\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    check(f"--format=concise={summary}")
    check(f"--format=concise={site / 'other'}")
    assert summary.read_text(encoding="utf-8").startswith(f"What another program says.\n{HEAD}")
    check(f"--format=concise={site / 'other'}")
    assert (site / "other").read_text(encoding="utf-8").count(HEAD) == 1


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are of POSIX")
def test_a_link_in_the_place_of_a_report_is_replaced_not_followed(site):
    (site / "precious").write_text("kept\n", encoding="utf-8")
    (site / "out").symlink_to(site / "precious")
    check("-o", "out")
    assert (site / "precious").read_text(encoding="utf-8") == "kept\n"
    assert stat.S_ISREG((site / "out").lstat().st_mode)
    assert check("-o", os.devnull) == 1


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_cannot_be_written_is_one_line(site, capfd):
    (site / "locked").mkdir(0o500)
    assert check("-o", "locked/out") == 2
    assert capfd.readouterr().err == "bylint: locked/out: it cannot be written: Permission denied\n"


def test_sheet_and_summary_tell_of_the_article(folder, capfd):
    header = "title: A quay\nauthor: [Ada Lund, Ben Ek]\ndate: 2026-01-31\nCategory: Harbour"
    (folder / "a.md").write_text(f"---\n{header}\n---\n\nAdvertisement\n", encoding="utf-8")
    (folder / "b.html").write_bytes(b"\x00\x01")
    main(["check", "--no-config", "--format", "markdown", "--format=csv=out.csv", "a.md", "b.html"])
    out = capfd.readouterr().out
    assert "### A quay\n\n`a.md` \u00b7 Ada Lund, Ben Ek \u00b7 2026-01-31\n\n- **Wrong**, line 8: " in out
    assert "### b\\.html\n\n`b.html`\n\n- **Wrong**, line 1: " in out
    rows = list(csv.DictReader((folder / "out.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [
        (row["rule"], row["headline"], row["date"], row["authors"], row["section"], row["desk"]) for row in rows
    ] == [
        ("ADS001", "A quay", "2026-01-31", "Ada Lund; Ben Ek", "Harbour", "author"),
        ("LNT001", "", "", "", "", rows[1]["desk"]),
    ]
