"""What people mistype and what machines refuse: one line says it, and never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bylint.cli.__main__ import main

ARTICLE = "---\ntitle: Peace\nauthor: Jane Roe\n---\nThe talks went on for a week.\n\nAdvertisement\n"


@pytest.fixture(autouse=True)
def articles(folder):
    (folder / "a.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "style.css").write_text("p {}", encoding="utf-8")


@pytest.mark.parametrize(
    ("command", "code", "told"),
    (
        ("inspect nosuchfile.md", 2, "nosuchfile.md: there is no such file or folder"),
        ("inspect a.md b.md", 2, "b.md: there is no such file or folder (did you mean 'a.md'?)"),
        (
            "check --diff --format json a.md",
            2,
            "--diff prints a diff and no report, so it does not go with --format json",
        ),
        ("check --force-exclude style.css", 0, "nothing to check: style.css: no format known by '.css'"),
        ("check --config nope.yaml a.md", 2, "--config: nope.yaml: No such file or directory"),
    ),
)
def test_one_line_says_what_is_wrong(command, code, told, capsys):
    assert main(command.split()) == code
    assert capsys.readouterr().err == f"bylint: {told}\n"


def test_what_is_there_is_shown_and_globs_are_taken(folder, capsys):
    (folder / "b.md").write_text(ARTICLE, encoding="utf-8")
    assert main(["inspect", "*.md"]) == 0
    assert capsys.readouterr().out.count("  headline   Peace\n") == 2
    assert main(["inspect", "a.md", "gone.md"]) == 2
    assert "  headline   Peace\n" in capsys.readouterr().out


@pytest.mark.parametrize("rules", ("ads", "Ads001", "ADS001,img", "Leftover-Ad-Marker"))
def test_rules_are_chosen_in_small_letters_too(rules, capsys):
    assert main(["check", "--format", "concise", "--select", rules, "a.md"]) == 1
    assert main(["check", "--format", "concise", "--ignore", rules, "a.md"]) == 0
    assert capsys.readouterr().out.startswith("a.md:7:1: ADS001")


@pytest.mark.parametrize("name", ("IMG", "img"))
def test_of_a_family_the_rules_are_listed(name, capsys):
    assert main(["explain", name]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[3].split()[:2] == ["IMG004", "licence-as-credit"]
    assert lines[-2:] == ["", "`bylint explain IMG001` says more of one."]


@pytest.mark.parametrize("code", ("DIS001", "IMG001", "BIO001", "ADS005"))
def test_no_gap_of_a_message_is_shown(code, capsys):
    main(["explain", "--long", code])
    advice = capsys.readouterr().out.partition("## What to do")[2].partition("## What it looks for")[0]
    assert advice.strip()
    assert "{" not in advice


@pytest.mark.parametrize(
    ("arguments", "code"), (([], 2), (["--force-exclude"], 0), (["--stdin-filename", "x.md"], 1), (None, 1))
)
def test_a_name_of_stdin_that_no_format_has(arguments, code):
    named = [] if arguments is None else ["--stdin-filename", "x.docx", *arguments]
    done = bylint("check", "-", "--format", "concise", *named, input=ARTICLE)
    assert (done.returncode, "Traceback" in done.stderr, "LNT010" in done.stdout) == (code, False, False)
    assert ("x.docx: no format known by '.docx'" in done.stderr.replace(" not read:", "")) == (code != 1)


def bylint(*arguments, **options):
    command = [sys.executable, "-m", "bylint.cli", *arguments]
    return subprocess.run(command, capture_output="stdout" not in options, text=True, check=False, **options)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", ("check a.md", "check a.md --format json", "rules", "check --help", "inspect a.md"))
def test_a_full_disk_is_no_mistake_of_ours(command):
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = bylint(*command.split(), stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (2, "bylint: nothing more can be written: No space left on device\n")


@pytest.mark.skipif(os.name == "nt", reason="needs a shell of POSIX")
@pytest.mark.parametrize(
    ("line", "code"),
    (
        ("check a.md >&-", 1),
        ("check a.md --format json >&- 2>&-", 1),
        ("check - <&-", 0),
        ("nosuch 2>&-", 2),
        ("rules | head -1", 0),
    ),
)
def test_streams_that_are_closed(line, code):
    done = subprocess.run(
        f'"{sys.executable}" -m bylint.cli {line}', shell=True, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (code, "")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_link_into_a_folder_that_may_not_be_entered(folder, capsys):
    (folder / "locked").mkdir()
    (folder / "locked" / "x.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "link.md").symlink_to("locked/x.md")
    (folder / "locked").chmod(0)
    try:
        assert main(["check", "--format", "concise"]) == 1
        assert capsys.readouterr().out.startswith("a.md:7:1: ADS001")
        assert main(["files"]) == 0
        assert "link.md: a link to what may not be opened" in capsys.readouterr().out
        assert main(["check", "link.md"]) == 2
        assert "may not be entered" in capsys.readouterr().err
    finally:
        (folder / "locked").chmod(0o700)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden to root")
@pytest.mark.parametrize(
    "command",
    (
        "check locked/x.md",
        "check --fix link.md",
        "check a.md --format json --output-file locked/out.json",
        "check a.md --config locked/bylint.yaml",
        "audit link.md",
        "inspect link.md",
        "inspect a.md --html --output-file locked/out.html",
        "images link.md",
        "why link.md ADS001",
        "settings link.md",
        "files link.md",
        "people --propose locked/people.yaml",
        "test locked/pack.yaml",
    ),
)
def test_what_may_not_be_entered_is_one_line(command, folder, capsys):
    (folder / "locked").mkdir()
    (folder / "locked" / "x.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "link.md").symlink_to("locked/x.md")
    (folder / "locked").chmod(0)
    try:
        assert main(command.split()) == 2
    finally:
        (folder / "locked").chmod(0o700)
    said = capsys.readouterr().err
    assert said.startswith(("bylint: ", "Usage: "))
    assert "Traceback" not in said


@pytest.mark.parametrize("form", ("github", "text", "concise"))
def test_no_escape_of_a_file_name_is_printed(form, folder, capsys):
    if os.name == "nt":
        pytest.skip("no such name there")
    (folder / "esc\x1b[31m.md").write_text(ARTICLE, encoding="utf-8")
    main(["check", "--format", form])
    out = capsys.readouterr().out
    assert "esc\\x1b[31m.md" in out
    assert "\x1b" not in out


def test_one_thing_is_not_called_many(folder, capsys):
    (folder / "b.md").write_text(ARTICLE + "\n![](x.png)\n", encoding="utf-8")
    main(["images"])
    assert capsys.readouterr().out.splitlines()[-1] == "1 picture: 1 without; 1 should have one."
    (folder / "b.md").unlink()
    main(["people", "--propose", "p.yaml"])
    assert "# 1 article, no date\n" in (folder / "p.yaml").read_text(encoding="utf-8")
