"""One cache for all commands: with and without it, cold and warm, by one process or two, they print the same bytes."""

from __future__ import annotations

import os
import shutil

import pytest

from bylint import audit
from bylint.audit import FEW
from bylint.audit import archive
from bylint.audit import results
from bylint.cli.__main__ import main
from bylint.text import cache

ARTICLE = """---
title: Water {number}
author: Ada Quell
date: 2021-06-{day:02}
---

![](a.png)

Share this with your friends.

*Ada Quell is {status}director of the Karst Hydrology Centre in Ljubljana.*
{more}
"""
SETTINGS = """version: 1
overrides:
- {paths: ["site/9*"], ignore: [IMG]}
ignores:
- {paths: ["site/10.md"], rules: [ADS002], reason: agreed with the desk}
"""
COMMANDS = (
    ("check", "--format", "json"),
    ("check", "--format", "json", "site"),
    ("check", "--archive", "--format", "json"),
    ("check", "--format", "json", "--select", "IMG"),
    ("check", "--format", "json", "--ignore", "BIO,IMG001", "site"),
    ("audit", "--format", "json"),
    ("audit", "--select", "BIO001,IMG014"),
    ("audit", "site/9.md", "--format", "concise"),
    ("inspect", "site"),
    ("inspect", "site", "--format", "json"),
    ("inspect", "site", "--format", "parts"),
    ("images",),
    ("images", "site", "--format", "csv"),
    ("learn-chrome",),
    ("people", "--format", "json"),
)
NUMBER, CHUNK = FEW + 4, FEW + 2
"""Articles, and how many are done at once here, fewer than elsewhere: two processes have something to do."""


@pytest.fixture(scope="module", autouse=True)
def packs():
    """The folder of the cache with packs and lists, which most runs would take most of their time to read."""
    return cache.folder()


@pytest.fixture(autouse=True)
def site(tmp_path, monkeypatch, packs):
    for number in range(NUMBER):
        status = "former " if number == 40 else ""
        more = "<!-- bylint-ignore-next-line ADS001: it is the subject -->\n\nAdvertisement\n" if number == 7 else ""
        text = ARTICLE.format(number=number, day=number % 28 + 1, status=status, more=more)
        path = tmp_path / "root" / "site" / f"{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "root")
    for module in (audit, archive, results):
        monkeypatch.setattr(module, "CHUNK", CHUNK)
    shutil.copytree(packs, tmp_path / "cache", ignore=shutil.ignore_patterns("site-*", "part-*"))
    monkeypatch.setenv(cache.PLACE, str(tmp_path / "cache"))
    return tmp_path / "root"


def stores():
    return list(cache.folder().glob("site-*"))


@pytest.fixture
def printed(capfdbinary):
    """What a run ends with and prints to stdout; nothing goes to stderr."""

    def run(*arguments):
        code = main(arguments)
        out, err = capfdbinary.readouterr()
        assert err == b""
        return code, out

    return run


@pytest.fixture
def unread(monkeypatch):
    """From now on whoever understands an article fails; one that was written just now is compared by its content."""

    def begin():
        def fail(*_):
            raise AssertionError("an article is read")

        monkeypatch.setattr(archive, "understood", fail)

    return begin


@pytest.mark.parametrize(
    ("command", "settings"),
    (*((command, "") for command in COMMANDS), *((command, SETTINGS) for command in COMMANDS[:5])),
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else "with settings" if words else "without",
)
def test_the_cache_and_workers_change_no_byte(command, settings, site, printed, unread):
    if settings:
        (site / "bylint.yaml").write_text(settings, encoding="utf-8")
    plain = printed(*command, "--no-cache", "--workers", "1")
    assert stores() == []
    assert printed(*command, "--workers", "2") == plain
    assert len(stores()) == 1
    unread()
    assert printed(*command, "--workers", "1") == plain


@pytest.mark.parametrize("command", COMMANDS[:2], ids=" ".join)
def test_one_process_fills_it_as_two_do(command, printed):
    cold = printed(*command, "--workers", "1")
    assert printed(*command, "--workers", "2") == cold


@pytest.mark.parametrize(
    "command",
    (
        ("check",),
        ("check", "site"),
        ("check", "--select", "IMG007"),
        ("check", "--archive", "site/3.md"),
        ("check", "--ignore", "ADS", "site"),
        ("audit", "--select", "BIO,licence-as-credit"),
        ("people",),
        ("baseline", "check"),
    ),
    ids=" ".join,
)
def test_an_audit_answers_for_the_others(command, printed, unread):
    printed("baseline", "create")
    printed("audit", "--workers", "1")
    unread()
    printed(*command)


def test_results_under_one_settings_file_are_not_used_under_another(site, capfdbinary):
    def found(*arguments):
        main(("check", "--format", "json", *arguments))
        return capfdbinary.readouterr()[0]

    (site / "bylint.yaml").write_text(SETTINGS, encoding="utf-8")
    (site / "strict.yaml").write_text("version: 1\nseverity: {IMG001: error}\nselect: [IMG001]\n", encoding="utf-8")
    for _ in range(2):
        own, other = found(), found("--config", "strict.yaml")
        assert own == found("--no-cache")
        assert other == found("--config", "strict.yaml", "--no-cache")
        assert own != other
    assert len(stores()) == 2
    # The same settings under another name are the same settings.
    (site / "strict.yaml").rename(site / "firm.yaml")
    assert found("--config", "firm.yaml") == other
    assert len(stores()) == 2


def test_a_run_that_changes_a_file_shows_it(site, printed):
    commands = [("check", "--format", "json", "site"), ("inspect", "site", "--format", "json"), ("images",)]
    before = [printed(*command) for command in commands]
    (site / "site" / "3.md").write_text("---\nauthor: Jane Roe\n---\n\nAdvertisement\n\n![](b.png)\n", encoding="utf-8")
    after = [printed(*command) for command in commands]
    assert all(one != other for one, other in zip(before, after, strict=True))
    assert after == [printed(*command, "--no-cache") for command in commands]


def test_few_files_that_are_named_ask_for_no_store(printed):
    printed("check", "site/1.md", "site/2.md")
    printed("inspect", "site/1.md")
    assert stores() == []


def test_a_picture_elsewhere_in_the_repository_counts(site, printed, monkeypatch):
    (site / ".git").mkdir()
    monkeypatch.chdir(site / "site")
    before = printed("images", "--format", "json")
    (site / "static").mkdir()
    (site / "static" / "a.png").write_bytes(b"\x89PNG\r\n\x1a\nno picture")
    after = printed("images", "--format", "json")
    assert after == printed("images", "--format", "json", "--no-cache")
    assert len(before) == len(after)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_one_line_says_why_nothing_is_kept(capfdbinary):
    cache.folder().chmod(0o500)
    code = main(("check", "--format", "json"))
    out, err = capfdbinary.readouterr()
    assert (code, out != b"") == (1, True)
    assert err == b"bylint: the cache cannot be written (Permission denied), so this run keeps nothing\n"


def test_one_line_says_that_a_cache_is_not_to_be_trusted(capfdbinary):
    cache.folder().chmod(0o777)
    assert main(("check", "--format", "json")) == 1
    why = b"its folder belongs to others, or others may write in it"
    assert capfdbinary.readouterr()[1] == b"bylint: no cache is used: " + why + b"\n"


def test_named_files_of_a_whole_disk_are_read_and_nothing_is_kept(site, capfdbinary, monkeypatch):
    assert results.MANY == 5_000
    monkeypatch.setattr(results, "MANY", 50)
    for number in range(results.MANY + 1):
        (site / "other" / f"{number}").mkdir(parents=True)
    assert main(("check", "--format", "json", "site", "--workers", "1")) == 1
    out, err = capfdbinary.readouterr()
    assert err.startswith(b"bylint: nothing is kept: there is neither bylint.yaml nor a repository")
    assert err.count(b"\n") == 1
    (site / "bylint.yaml").write_text("version: 1\n", encoding="utf-8")
    assert main(("check", "--format", "json", "site")) == 1
    assert capfdbinary.readouterr() == (out, b"")
