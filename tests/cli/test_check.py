from __future__ import annotations

import io
import json
import os
import subprocess
import sys

import pytest

from bylint.cli.__main__ import main

MARKED = "# Peace\n\nBy Jane Roe\n\nThe talks went on for a week, and nobody left the hotel.\n\nAdvertisement\n"
CLEAN = "# Peace\n\nBy Jane Roe\n\nThe talks went on for a week, and nobody left the hotel.\n"
LINE = "marked.md:7:1: ADS001 “Advertisement” marks an ad that is not here\n"


@pytest.fixture(autouse=True)
def site(tmp_path, monkeypatch):
    (tmp_path / "marked.md").write_text(MARKED, encoding="utf-8")
    (tmp_path / "clean.md").write_text(CLEAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def concise(*arguments: str) -> int:
    return main(["check", "--format", "concise", *arguments])


def test_violation_ends_with_one(capsys):
    assert concise("marked.md") == 1
    assert capsys.readouterr().out == LINE


def test_clean_file_ends_with_zero(capsys):
    assert concise("clean.md") == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("arguments", "code"),
    (
        (["--exit-zero"], 0),
        (["--fail-on", "never"], 0),
        (["--fail-on", "error"], 1),
        (["--ignore", "ADS001"], 0),
        (["--ignore", "leftover-ad-marker,IMG"], 0),
        (["--select", "LNT"], 0),
        (["--select", "ADS"], 1),
    ),
)
def test_options_choose_what_counts(arguments, code):
    assert concise("marked.md", *arguments) == code


@pytest.mark.parametrize(
    ("config", "code"),
    (
        ("fail-on: info", 1),
        ("severity: {ADS001: info}", 0),
        ("severity: {ADS001: info}\nfail-on: info", 1),
        ("ignore: [ADS]", 0),
        ("ignores: [{paths: [marked.md], rules: [ADS001], reason: sold}]", 0),
        ("overrides: [{paths: [m*], ignore: [ADS]}]", 0),
    ),
)
def test_site_chooses_what_counts(site, config, code):
    (site / "bylint.yaml").write_text(f"version: 1\n{config}\n", encoding="utf-8")
    assert concise("marked.md") == code
    assert concise("marked.md", "--no-config") == 1


def test_override_counts_from_the_folder_of_the_configuration(site, monkeypatch):
    (site / "bylint.yaml").write_text("version: 1\noverrides: [{paths: [/sub/m*], ignore: [ADS]}]\n", encoding="utf-8")
    (site / "sub").mkdir()
    (site / "sub" / "marked.md").write_text(MARKED, encoding="utf-8")
    monkeypatch.chdir(site / "sub")
    assert concise("marked.md") == 0
    assert concise("../marked.md") == 1


def test_suppression_is_counted(site, capsys):
    text = MARKED.replace("Advertisement", "<!-- bylint-ignore-next-line ADS001: sold -->\nAdvertisement")
    (site / "marked.md").write_text(text, encoding="utf-8")
    assert main(["check", "marked.md", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["summary"]["suppressed"] == 1


def test_text_shows_the_line_and_how_to_silence_it(capsys):
    assert main(["check", "marked.md", "clean.md"]) == 1
    printed = capsys.readouterr().out.split("\n")
    assert printed[0] == LINE.strip().replace(": ADS001", ": error ADS001")
    assert printed[1] == "     7 | Advertisement"
    assert printed[2] == "       | ^^^^^^^^^^^^^ leftover-ad-marker (--fix mends it)"
    assert printed[-3:] == [
        "Found 1 error in 1 of 2 files.",
        "False alarm? Put this above line 7 of marked.md: <!-- bylint-ignore-next-line ADS001: your reason -->",
        "",
    ]


def test_advice_on_silence_works(site, capsys):
    main(["check", "marked.md"])
    advice = capsys.readouterr().out.rstrip("\n").rsplit(": ", 2)
    comment = f"{advice[-2]}: {advice[-1]}"
    (site / "marked.md").write_text(MARKED.replace("Advert", f"{comment}\nAdvert"), encoding="utf-8")
    # As it stands it gives no reason yet.
    assert concise("marked.md") == 1
    filled = comment.replace(": your reason", ": shown as it was pasted")
    (site / "marked.md").write_text(MARKED.replace("Advert", f"{filled}\nAdvert"), encoding="utf-8")
    assert concise("marked.md") == 0


def test_nothing_found_in_a_folder_is_a_mistake(site, capsys):
    (site / "empty").mkdir()
    assert concise("empty") == 2
    assert capsys.readouterr().err == "bylint: no files matched, so nothing was checked\n"


def test_commit_of_excluded_files_alone_passes(site, capsys):
    (site / "README.md").write_text(MARKED, encoding="utf-8")
    assert concise("README.md", "--force-exclude") == 0
    assert capsys.readouterr().err.count("\n") == 1
    assert concise("README.md") == 1


def test_file_of_no_known_format_is_told(site, capsys):
    (site / "a.pdf").write_bytes(b"%PDF-")
    assert concise("a.pdf") == 2
    assert "bylint: a.pdf: not read: no format known by '.pdf'\n" in capsys.readouterr().err


def test_missing_file_is_one_line(capsys):
    assert concise("marke.md") == 2
    assert capsys.readouterr().err == "bylint: marke.md: there is no such file or folder (did you mean 'marked.md'?)\n"


def test_stdin_takes_the_name_it_is_given(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"<p>Advertisement</p><p>It rained.</p>")))
    assert concise("-", "--stdin-filename", "draft/a.html") == 1
    assert capsys.readouterr().out.startswith("draft/a.html:1:4: ADS001 ")


def test_stdin_without_a_name_is_a_dash(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(MARKED.encode())))
    assert concise("-") == 1
    assert capsys.readouterr().out == LINE.replace("marked.md", "-")


def test_unreadable_file_ends_no_run(site, capsys):
    (site / "broken.md").write_bytes(b"\x00\x01")
    assert concise("broken.md", "marked.md") == 1
    printed = capsys.readouterr().out
    assert "broken.md:1:1: LNT001 " in printed
    assert LINE in printed


def test_mistakes_of_the_configuration_are_told(site, capsys):
    (site / "bylint.yaml").write_text("version: 1\nfial-on: error\n", encoding="utf-8")
    assert concise("marked.md") == 2
    printed = capsys.readouterr().err
    assert printed.startswith("bylint: bylint.yaml:2: ")
    assert "fail-on" in printed


@pytest.mark.parametrize("form", ("json", "sarif"))
def test_document_of_a_clean_run_is_whole(form, capsys):
    assert main(["check", "clean.md", "--format", form]) == 0
    assert json.loads(capsys.readouterr().out)


def test_workers_change_nothing(site, capsys):
    for number in range(120):
        (site / f"m{number}.md").write_text(MARKED, encoding="utf-8")
    assert concise(".", "--workers", "1") == 1
    alone = capsys.readouterr().out
    assert concise(".", "--workers", "2") == 1
    assert capsys.readouterr().out == alone


def test_closed_pipe_is_silent(site):
    # More than a pipe holds.
    (site / "marked.md").write_text(f"{CLEAN}\n" + "Advertisement\n\nIt rained.\n\n" * 500, encoding="utf-8")
    command = [sys.executable, "-m", "bylint.cli", "check", "--format", "json", "marked.md"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr is not None
        assert running.stderr.read() == b""


def test_markdown_needs_no_parser_of_pages_or_packs():
    code = (
        "import sys; from bylint.cli.__main__ import main; main(['check', 'clean.md']);"
        "print(*sys.modules, file=sys.stderr)"
    )
    for _ in range(2):  # the first run fills the cache of packs
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert not {"yaml", "turbohtml", "sqlite3", "pydantic", "jinja2", "asyncio", "lsprotocol", "pygls"} & loaded
    # Of the formats the one that is printed, and nothing that another needs.
    ours = {"bylint.report", "bylint.report.escaping", "bylint.report.text"}
    assert {name for name in loaded if name.startswith("bylint.report")} == ours


def test_two_reports_on_one_place_have_one_order(tmp_path):
    text = "A hill.\n\n<!-- ad start -->\n\n<!-- ad start -->\n<!-- ad start -->\nThe oldest is an apple.\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    words = [sys.executable, "-m", "bylint.cli", "check", "a.md", "--no-config", "--format", "jsonl"]
    seeds = ({**os.environ, "PYTHONHASHSEED": f"{seed}"} for seed in range(1, 5))
    printed = {subprocess.run(words, cwd=tmp_path, env=env, capture_output=True, check=False).stdout for env in seeds}
    assert len(printed) == 1
