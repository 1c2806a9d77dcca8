"""Commands beside `check` on a site with an article on which a role of bylint fails."""

from __future__ import annotations

import json

import pytest

from bylint import roles
from bylint.cli.__main__ import main

TEXT = """---
title: The quay
author: Jane Roe
date: 2026-01-02
---
The ferry sails at nine.

![The quay](/img/quay.jpg)
*The quay at nine. Photo: Ada Lund*

Ask the porter for the key.

Jane Roe is dean of the harbour school.
"""
FAILED = "bylint failed on this article and did not judge it: ZeroDivisionError"


@pytest.fixture(autouse=True)
def site(tmp_path, monkeypatch):
    """A site of four articles, and one more role that fails on the third of them."""

    def failing(article, _):
        return iter(() if article.source.path != "c.md" else (1 // 0,))

    monkeypatch.setattr(roles, "ROLES", (*roles.ROLES, failing))
    monkeypatch.chdir(tmp_path)
    for name in "abcd":
        (tmp_path / f"{name}.md").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_images_says_what_it_leaves_out(capsys):
    assert main(["images", "--no-config", "--format", "jsonl", "."]) == 0
    out, err = capsys.readouterr()
    assert [json.loads(line)["path"] for line in out.splitlines()] == ["a.md", "b.md", "d.md"]
    assert err == f"bylint: c.md:1:1: LNT010 {FAILED}\n"


def test_images_says_what_it_cannot_read(site, capsys):
    (site / "c.md").write_bytes(b"\0\0\0")
    assert main(["images", "--no-config", "c.md"]) == 0
    out, err = capsys.readouterr()
    assert out == "0 pictures.\n"
    assert err.startswith("bylint: c.md:1:1: LNT001 this file cannot be read: ")


def test_inspect_says_what_it_did_not_read(capsys):
    assert main(["inspect", "--no-config", "--format", "json", "."]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each.get("error") for each in found] == [None, None, "bylint failed on it: ZeroDivisionError", None]
    assert main(["inspect", "--no-config", "c.md"]) == 0
    assert capsys.readouterr().out == "c.md\n  not read: bylint failed on it: ZeroDivisionError\n\n"


def test_parts_of_what_was_not_read_are_missed_aloud(capsys):
    assert main(["inspect", "--no-config", "--format", "parts", "c.md", "a.md"]) == 0
    out, err = capsys.readouterr()
    assert {json.loads(line)["path"] for line in out.splitlines()} == {"a.md"}
    assert err == "bylint: c.md: not read: bylint failed on it: ZeroDivisionError\n"


@pytest.mark.parametrize("rule", ("ADS001", "DIS001", "LNT010"))
def test_why_says_that_nothing_was_judged(capsys, rule):
    assert main(["why", "--no-config", "c.md", rule]) == 0
    expected = f"reported: line 1, error: {FAILED}" if rule == "LNT010" else "silent: the article was not read: bylint"
    assert expected in capsys.readouterr().out


def test_people_of_the_other_articles_are_known(capsys):
    assert main(["people", "--no-config"]) == 0
    assert "Jane Roe         3  2026-01-02  2026-01-02" in capsys.readouterr().out


def test_learn_chrome_says_what_it_did_not_read(capsys):
    assert main(["learn-chrome", "--no-config", "--least", "3"]) == 0
    out, err = capsys.readouterr()
    assert "     3  Ask the porter for the key.\n" in out
    assert err == "bylint: c.md: not read: bylint failed on it: ZeroDivisionError\n"
