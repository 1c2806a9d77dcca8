"""`bylint why` and `bylint org`."""

from __future__ import annotations

import json

import pytest

from bylint.cli.__main__ import main

TEXT = """---
title: The Navy
author: Marta Quell
date: 2023-02-07
---
The Navy bought ships.

Marta Quell is a professor of strategy at the U.S. Naval War College and a former analyst at RAND.
"""


@pytest.fixture(autouse=True)
def site(tmp_path, monkeypatch):
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_why_tells_the_chain_of_evidence(capsys):
    assert main(["why", "a.md", "DIS001"]) == 0
    printed = capsys.readouterr().out
    for words in (
        "  reported: line 8, error: Marta Quell works at U.S. Naval War College (in the bio: “",
        "  signs: Marta Quell (line 3)\n",
        "  Marta Quell: professor of strategy, “U.S. Naval War College”, current, told in the bio (line 8)\n",
        "(nwc-newport < us-navy < us-dod < us-gov); comes with bylint",
        "    owes a disclaimer: law asks for it",
        "  Marta Quell: analyst, “RAND”, former",
        "    owes nothing: the post is former, not current\n",
        "  disclaimers: no sentence of the file was read as one\n",
        "  wording to propose (composed, no source has it so): “The views expressed are those of the author",
    ):
        assert words in printed


@pytest.mark.parametrize(
    ("name", "text", "rule", "expected"),
    (
        ("a.md", "", "IMG004", "looks at each credit, and nothing in the file was read as one"),
        ("a.md", "", "missing-byline", "author, line 3: “Marta Quell”"),
        (
            "notes/b.md",
            f"---\ntitle: The Navy\ndate: 2023-02-07\n---\n{'The Navy bought ships. ' * 20}\n",
            "missing-byline",
            "not reported where most articles of “notes” lack it too",
        ),
        ("b.md", TEXT.replace("Marta Quell\n", "The Editors\n"), "DIS001", "a disclaimer is asked of people"),
        ("b.md", TEXT + "\n{{< disclaimer >}}\n", "DIS001", "silent: the template prints what may be the disclaimer"),
        ("b.md", TEXT.replace("date:", "speakers: [Marta Quell]\ndate:"), "DIS001", "the page of an event"),
        ("b.md", TEXT.replace("date:", "capacity: official\ndate:"), "DIS001", "the header says `capacity: official`"),
        (
            "b.md",
            TEXT.replace("date:", "bylint: {ignore: {DIS001: cleared}}\ndate:"),
            "DIS001",
            "found, and not reported: a suppression covers it",
        ),
        ("b.md", f"{TEXT}\nInsert disclaimer here.\n", "DIS001", "DIS013 reports the same thing"),
        ("a.md", "", "DIS012", "but it is off for this site"),
    ),
)
def test_why_explains_silence(site, capsys, name, text, rule, expected):
    if text:
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    assert main(["why", name, rule]) == 0
    assert expected in capsys.readouterr().out


LINKS = f"""{TEXT}
A [shop](https://example.com/a?utm_source=x) sells models, and so does [another](https://example.com/b).
"""


@pytest.mark.parametrize(
    ("text", "rule", "expected"),
    (
        (
            f"{TEXT}\nAdvertisement\n",
            "leftover-ad-marker",
            "  marker, line 10: “Advertisement”\n"
            "    known of it: language=en, words=Advertisement\n"
            "    at fault: error, line 10\n",
        ),
        (
            LINKS,
            "tracking-parameter",
            "  link, line 10: “shop”\n"
            "    known of it: href=https://example.com/a?utm_source=x\n"
            "    at fault: warning, line 10\n"
            "  link, line 10: “another”\n"
            "    known of it: href=https://example.com/b\n"
            "    not at fault\n",
        ),
        (
            LINKS.replace("https://example.com/b", f"https://example.com/{'b' * 50}"),
            "tracking-parameter",
            f"    known of it: href=https://example.com/{'b' * 19}…\n",
        ),
        (
            f"{TEXT}\n<!-- bylint-ignore-file ADS001: an example -->\n\nAdvertisement\n",
            "ADS001",
            "    at fault: error, line 12\n",
        ),
        (TEXT, "BIO001", "    compared with what else is said of “marta quell, status, rand, analyst”\n"),
    ),
)
def test_why_shows_each_part_and_what_the_rule_makes_of_it(site, capsys, text, rule, expected):
    (site / "b.md").write_text(text, encoding="utf-8")
    assert main(["why", "b.md", rule]) == 0
    assert expected in capsys.readouterr().out


@pytest.mark.parametrize("arguments", (("gone.md", "DIS001"), ("a.md", "DIS999")))
def test_why_needs_an_article_and_a_rule(arguments, capsys):
    assert main(["why", *arguments]) == 2
    assert "bylint: " in capsys.readouterr().err


def test_org_shows_entry_and_chain(capsys):
    assert main(["org", "Marshall Center"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("George C. Marshall European Center for Security Studies (gcmc)\n")
    assert "  above it       U.S. Department of Defense < U.S. government\n" in printed
    assert "  duty           regulation: " in printed
    assert "section-3601.105\n" in printed


def test_org_tells_dated_names(capsys):
    assert main(["org", "us-dod"]) == 0
    assert "Department of War (since 2025-09-05)" in capsys.readouterr().out


def test_org_as_json(capsys):
    assert main(["org", "--format", "jsonl", "CSIS"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "csis"


def test_org_guesses(capsys):
    assert main(["org", "Marshal Center Europe"]) == 2
    assert "the directory knows no organisation 'Marshal Center Europe'" in capsys.readouterr().err


def test_org_shows_the_entry_of_the_site(site, capsys):
    (site / "bylint.yaml").write_text("version: 1\ndirectory: bodies.yaml\n", encoding="utf-8")
    (site / "bodies.yaml").write_text(
        "version: 1\norganisations:\n- {id: pier, name: Pier Office, parents: [us-gov], requirement: policy}\n",
        encoding="utf-8",
    )
    assert main(["org", "Pier Office"]) == 0
    printed = capsys.readouterr().out
    assert "  above it       U.S. government\n" in printed
    assert "  entry          bodies.yaml:3\n" in printed
