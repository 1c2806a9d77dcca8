"""Suppressions are written where they hold and break nothing, and all of them are listed."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from bylint import discover
from bylint.cli import waivers
from bylint.cli.__main__ import main
from bylint.cli.commands import RunOptions
from bylint.cli.mending import look_of
from bylint.cli.run import pairs
from bylint.cli.run import readings
from bylint.cli.run import run_for
from bylint.waiving import Statement

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "newsroom"
WORDS = "The tide came in twice on Monday, and the harbour was dry by noon."
AD = f"{WORDS}\n\nAdvertisement\n\nThe boats lay on their sides until four.\n"
SAYING = ("--add-ignores", "--reason", "shown as it was pasted", "--by", "Ada Lund")
FILES = {
    "plain.md": f"# The tide\n\n{AD}",
    "yaml.md": f"---\ntitle: The tide\nauthor: admin\n---\n\n{AD}",
    "toml.md": f"+++\ntitle = 'The tide'\nauthor = 'admin'\n+++\n\n{AD}",
    "json.md": f'{{\n  "title": "The tide",\n  "author": "admin"\n}}\n\n{AD}',
    "table.md": f"# The tide\n\n{WORDS}\n\n| when | where |\n|---|---|\n| ![Quay](a.jpg)<br>Photo: Internet | noon |\n",
    "list.md": f"# The tide\n\n{WORDS}\n\n1. One.\n2. ![Quay](a.jpg) Photo: Internet\n3. Three.\n",
    "component.mdx": f"# The tide\n\n<Tabs>\n\n{AD}\n</Tabs>\n",
    "crlf.md": f"# The tide\n\n{AD}".replace("\n", "\r\n"),
    "page.html": f"<!doctype html>\n<html><head><title>Tide</title></head>\n<body>\n<p>{WORDS}</p>\n"
    f"<p>Advertisement</p>\n<p>{WORDS}</p>\n</body></html>\n",
    "one-line.html": f"<!doctype html><html><head><title>Tide</title></head><body><p>{WORDS}</p><p>Advertisement</p>"
    f"<p>{WORDS}</p></body></html>",
    "plain.txt": AD,
    "[slug].txt": f"---\ntitle: The tide\n---\n\n{AD}",
    "what [1].txt": AD,
    "paper.rst": f"The tide\n========\n\n{AD}",
}


@pytest.fixture
def site(folder):
    for name, text in FILES.items():
        (folder / name).write_bytes(text.encode())
    (folder / "bylint.yaml").write_text("version: 1\n# ours\ncontent: ['*']\n", encoding="utf-8")
    return folder


def concise(capsys, *arguments):
    code = main([*arguments, "--format", "concise"])
    return code, capsys.readouterr().out.splitlines()


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_all_that_was_reported_is_silent_then(site, capsys):
    code, before = concise(capsys, "check")
    assert code == 1
    assert {line.split(":")[0] for line in before} == set(FILES)
    assert concise(capsys, "check", *SAYING) == (0, [])
    assert concise(capsys, "check") == (0, [])
    assert concise(capsys, "audit") == (0, [])
    # Once more there is nothing to write.
    written = contents(site)
    assert concise(capsys, "check", *SAYING) == (0, [])
    assert contents(site) == written


def test_what_can_hold_no_comment_goes_into_the_settings(site, capsys):
    main(["check", *SAYING])
    assert (site / "plain.txt").read_text(encoding="utf-8") == AD
    assert (site / "bylint.yaml").read_text(encoding="utf-8") == (
        "version: 1\n# ours\ncontent: ['*']\nignores:\n"
        '- {paths: ["./plain.txt", "./what [[]1].txt"], rules: [ADS001], reason: "shown as it was pasted", '
        'by: "Ada Lund"}\n'
    )
    assert b'bylint: {ignore: {ADS001: {reason: "shown' in (site / "[slug].txt").read_bytes()
    assert " silenced; `bylint waivers` lists what is\n" in capsys.readouterr().err


def test_of_an_example_site_only_unused_suppressions_are_left(folder, capsys):
    shutil.copytree(EXAMPLES, folder / "site")
    os.chdir(folder / "site")
    main(["check", *SAYING, "--until", "2099-12-31", "--today", "2026-11-30"])
    capsys.readouterr()
    _, left = concise(capsys, "check", "--today", "2026-11-30")
    assert {line.split()[1] for line in left} == {"LNT002"}


def test_without_settings_plain_text_is_left(site, capsys):
    (site / "bylint.yaml").unlink()
    assert main(["check", *SAYING, "plain.txt", "--format", "concise"]) == 1
    told = capsys.readouterr()
    assert told.out.startswith("plain.txt:3:1: ADS001")
    assert told.err == (
        "bylint: plain.txt:3: ADS001 is left: no suppression can stand in this file, "
        "and there is no bylint.yaml to hold it\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    (
        (
            ("--add-ignores",),
            "--add-ignores needs --reason TEXT and --by NAME: why it is right, and who answers for it",
        ),
        (("--reason", "sold"), "--reason, --by and --until go with --add-ignores"),
        (("--add-ignores", "--by", "Ada", "--reason", "todo"), "--reason: 'todo' gives no reason"),
        ((*SAYING, "--until", "2020-01-31"), "--until: 2020-01-31 is over"),
        ((*SAYING, "--fix"), "--add-ignores silences all that is reported in files; it goes with no other change"),
        ((*SAYING, "-"), "--add-ignores silences all that is reported in files; it goes with no other change"),
        ((*SAYING, "--staged"), "--add-ignores silences all that is reported in files; it goes with no other change"),
    ),
)
def test_what_makes_no_sense_is_refused(site, capsys, arguments, said):
    before = contents(site)
    assert main(["check", *arguments]) == 2
    assert capsys.readouterr().err == f"bylint: {said}\n"
    assert contents(site) == before


@pytest.mark.skipif(os.name == "nt", reason="hard links need rights there")
def test_a_file_with_another_name_is_left(site, capsys):
    os.link(site / "plain.md", site.parent / "other.md")
    assert main(["check", *SAYING, "plain.md", "--format", "concise"]) == 1
    told = capsys.readouterr()
    assert "plain.md:5: ADS001 is left: it has another name (a hard link)" in told.err
    assert (site / "plain.md").read_text(encoding="utf-8") == FILES["plain.md"]


def test_a_file_that_was_changed_meanwhile_is_left(site, capsys):
    asked = dict.fromkeys(("config_file", "fail_on", "baseline")) | {"paths": (), "select": (), "ignore": ()}
    run = run_for(
        RunOptions(
            **asked, no_config=False, exit_zero=False, workers=1, today=date(2026, 11, 30),
            no_cache=True, no_baseline=True,
        )
    )  # fmt: skip
    (site / "other.md").write_text(FILES["plain.md"], encoding="utf-8")
    names = ("plain.md", "other.md")
    chosen = tuple(file for file in discover.files(names, run.known.config, start=site).files)
    files = pairs(chosen, readings(chosen))
    found = [each for _, reading in files for each in look_of(run, files)(reading)]
    known = waivers.digests(files)
    with (site / "plain.md").open("a", encoding="utf-8") as file:
        file.write("\nSomebody wrote this meanwhile.\n")
    now = (site / "plain.md").read_bytes()
    waivers.add(run, files, found, Statement("shown as it was pasted", "Ada Lund"), known)
    assert (site / "plain.md").read_bytes() == now
    assert b"bylint-ignore" in (site / "other.md").read_bytes()
    assert "bylint: plain.md:5: ADS001 is left: it was changed meanwhile\n" in capsys.readouterr().err


def test_what_the_baseline_knows_gets_no_suppression(site):
    main(["baseline", "create"])
    with (site / "bylint.yaml").open("a", encoding="utf-8") as file:
        file.write("baseline: bylint.baseline\n")
    before = contents(site)
    assert main(["check", *SAYING]) == 0
    assert contents(site) == before


def bio(post, year):
    return (
        f"---\ntitle: The caves of {year}\nauthor: Signe Aalto\ndate: {year}-03-01\n---\n\n{WORDS} {WORDS}\n\n"
        f"*Signe Aalto is {post} of the Karst Hydrology Centre in Holm.*\n"
    )


def test_one_that_went_and_came_back_is_silenced_once_for_all(folder, capsys):
    (folder / "bylint.yaml").write_text("version: 1\ncontent: ['*.md']\n", encoding="utf-8")
    for number, (post, year) in enumerate(
        (("director", 2022), ("the former director", 2023), ("director", 2024), ("director", 2025))
    ):
        (folder / f"{number}.md").write_text(bio(post, year), encoding="utf-8")
    code, before = concise(capsys, "audit", "--select", "BIO001")
    assert code == 1
    (path,) = {line.split(":")[0] for line in before}
    assert main(["check", "--select", "BIO001", *SAYING]) == 0
    (folder / "9.md").write_text(bio("director", 2026), encoding="utf-8")
    capsys.readouterr()
    assert concise(capsys, "audit", "--select", "BIO001") == (0, []), path
    assert concise(capsys, "check", "--archive", "--select", "BIO001", "9.md") == (0, [])


SUPPRESSED = f"""# The tide

{WORDS}

<!-- bylint-ignore-next-line ADS001 until=2026-01-31 by="Ada Lund": sold until January -->

Advertisement

<!-- bylint-ignore-next-line ADS001 by="=HYPERLINK(1)": =cmd|' /C calc'!A0 -->

Advertisement

<!-- bylint-ignore-next-line ADS001 -->

{WORDS}

<!-- bylint-ignore-next-line IMG001: there is no picture -->

{WORDS}
"""


def listed(capsys, *arguments):
    assert main(["waivers", "--today", "2026-11-30", *arguments]) == 0
    return capsys.readouterr().out


def test_all_suppressions_are_listed(folder, capsys):
    (folder / "a.md").write_text(SUPPRESSED, encoding="utf-8")
    (folder / "bylint.yaml").write_text(
        "version: 1\ncontent: ['*.md']\nignores:\n- {paths: [gone.md], rules: [ADS001], reason: it was sold}\n",
        encoding="utf-8",
    )
    rows = json.loads(listed(capsys, "--format", "json"))["waivers"]
    assert [(row["path"], row["line"], row["rule"], row["state"], row["silences"], row["by"]) for row in rows] == [
        ("a.md", 5, "ADS001", "expired", 0, "Ada Lund"),
        ("a.md", 9, "ADS001", "in use", 1, "=HYPERLINK(1)"),
        ("a.md", 13, "ADS001", "no force", 0, ""),
        ("a.md", 17, "IMG001", "unused", 0, ""),
        ("bylint.yaml", 4, "", "no force", 0, ""),
    ]
    assert [row["trouble"] for row in rows[2:]] == [
        "it gives no reason",
        "",
        "no file that is checked matches 'gone.md'",
    ]
    text = listed(capsys)
    assert "a.md:5: ADS001 expired\n       sold until January\n       by Ada Lund, until 2026-01-31\n" in text
    assert text.endswith("5 suppressions: 1 expired, 1 in use, 2 no force, 1 unused.\n")
    assert len(json.loads(listed(capsys, "--expired", "--format", "json"))["waivers"]) == 1


def test_a_sheet_runs_no_cell(folder, capsys):
    (folder / "a.md").write_text(SUPPRESSED, encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(listed(capsys, "--format", "csv"))))
    assert (rows[1]["by"], rows[1]["reason"]) == ("'=HYPERLINK(1)", "'=cmd|' /C calc'!A0")
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


@pytest.mark.skipif(not shutil.which("git"), reason="git tells the age")
def test_git_tells_since_when(folder, capsys):
    (folder / "a.md").write_text(SUPPRESSED, encoding="utf-8")
    day = {"GIT_AUTHOR_DATE": "2026-11-01T12:00:00Z", "GIT_COMMITTER_DATE": "2026-11-01T12:00:00Z"}
    name = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "a.md"), (*name, "commit", "-q", "-m", "tide")):
        subprocess.run(("git", *words), check=True, env={**os.environ, **day})
    with (folder / "a.md").open("a", encoding="utf-8") as file:
        file.write(f"\n<!-- bylint-ignore-next-line ADS001: sold in the spring -->\n\n{WORDS}\n")
    rows = json.loads(listed(capsys, "--format", "json"))["waivers"]
    assert [(row["since"], row["days"]) for row in rows] == [("2026-11-01", 29)] * 4 + [("", "")]


@pytest.mark.parametrize("encoding", ("utf-16", "cp1252", "utf-8-sig"))
def test_encoding_and_mark_stay(site, encoding):
    text = FILES["plain.md"].replace("dry", "dry – as it was")
    (site / "plain.md").write_bytes(text.encode(encoding))
    assert main(["check", "plain.md", *SAYING]) == 0
    after = (site / "plain.md").read_bytes()
    assert after[:2] == text.encode(encoding)[:2]
    assert after.decode(encoding).replace("<!-- bylint", "").count("–") == 1


def test_words_that_a_file_cannot_hold_go_into_the_settings(site):
    text = FILES["plain.md"].replace("dry", "dry – as it was").encode("cp1252")
    (site / "plain.md").write_bytes(text)
    assert main(["check", "plain.md", "--add-ignores", "--reason", "広告の例として", "--by", "Ada Lund"]) == 0
    assert (site / "plain.md").read_bytes() == text
    assert 'paths: ["./plain.md"], rules: [ADS001], reason: "広告の例として"' in (site / "bylint.yaml").read_text(
        "utf-8"
    )


def test_a_file_that_cannot_be_read_is_silenced_by_the_settings(site, capsys):
    (site / "plain.md").write_bytes(b"Gr\0i\0t\0 is sand.\n")
    (site / "large.md").write_text(f"{AD}\n" + "- one\n" * 20_100, encoding="utf-8")
    assert main(["check", "plain.md", "large.md", *SAYING]) == 0
    told = (site / "bylint.yaml").read_text("utf-8")
    assert '"./plain.md"], rules: [LNT001]' in told
    assert '"./large.md"], rules: [LNT005]' in told
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_settings_behind_a_link_stay(site, capsys):
    (site / "bylint.yaml").rename(site / "elsewhere.yaml")
    (site / "bylint.yaml").symlink_to(site / "elsewhere.yaml")
    before = (site / "elsewhere.yaml").read_bytes()
    assert main(["check", "plain.txt", *SAYING]) == 1
    assert (site / "elsewhere.yaml").read_bytes() == before
    assert (
        "plain.txt:3: ADS001 is left: bylint.yaml is a link, and nothing is written through it"
        in capsys.readouterr().err
    )
