"""The lines that a report may show, and what a run knows of its site."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from bylint import discover
from bylint.audit import Reading
from bylint.cli.__main__ import main
from bylint.cli.run import lines_of
from bylint.config.nearest import load
from bylint.text import cache


@pytest.fixture
def site(tmp_path):
    root = tmp_path / "site"
    # Settings may name what lies in their repository.
    (tmp_path / ".git").mkdir()
    (root / "posts").mkdir(parents=True)
    for path in (root / "a.md", root / "posts/b.md", tmp_path / "secret", tmp_path / "people.yaml", tmp_path / "c.md"):
        path.write_text("one\r\ntwo\rthree", encoding="utf-8")
    (root / "bylint.yaml").write_text("version: 1\npeople: ../people.yaml\n", encoding="utf-8")
    return root


@pytest.mark.parametrize("start", (".", "posts"))
@pytest.mark.parametrize("name", ("a.md", "posts/b.md", "../people.yaml"))
def test_files_of_the_site_and_those_that_it_names_have_lines(name, start, site):
    lines = lines_of((), (load(site),), site / start)
    for path in (str(site / name), os.path.relpath(site / name, site / start)):
        assert lines(path) == ["one", "two", "three"]


def test_a_file_that_was_read_has_lines_wherever_it_lies(site, tmp_path):
    read = (Reading("../c.md", ".md", tmp_path / "c.md"), Reading("-", ".md", None, b"by\nstdin"))
    lines = lines_of(read, (load(site),), site)
    assert (lines("../c.md"), lines("-")) == (["one", "two", "three"], ["by", "stdin"])


@pytest.mark.parametrize("name", ("../secret", "posts/../../secret", "/etc/passwd", "gone.md", "posts"))
def test_no_other_file_has_lines(name, site):
    assert lines_of((), (load(site),), site)(name) == [""]


@pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")
def test_neither_links_out_of_the_site_nor_pipes_have_lines(site, tmp_path):
    (site / "link.md").symlink_to(tmp_path / "secret")
    (site / "folder").symlink_to(tmp_path)
    os.mkfifo(site / "pipe.md")
    lines = lines_of((), (load(site),), site)
    assert [lines(name) for name in ("link.md", "folder/secret", "pipe.md")] == [[""]] * 3


HEADER = "---\ntitle: Tides\nauthor: Jo Roe\ndate: {}\n{}---\nThe sea is low today, and the boats lie in the mud.\n"


@pytest.fixture
def dated(tmp_path, monkeypatch):
    """Return a function that writes articles of a site by their dates, and one whose date can be read in two ways."""
    (tmp_path / "posts").mkdir()
    (tmp_path / "bylint.yaml").write_text('version: 1\ncontent: ["**"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(cache.PLACE, str(tmp_path.parent / f"{tmp_path.name}-cache"))

    def write(*dates, more=""):
        (tmp_path / "posts" / "a.md").write_text(HEADER.format("05/06/2021", more), encoding="utf-8")
        for number, date in enumerate(dates):
            (tmp_path / "posts" / f"b{number}.md").write_text(HEADER.format(date, ""), encoding="utf-8")

    return write


def day_of(capsys, *paths):
    main(["inspect", "--format", "json", *paths])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return next(line["date"] for line in lines if line["path"].endswith("a.md"))


@pytest.mark.parametrize(
    ("dates", "more", "day"),
    (
        ((), "", None),
        (("25/01/2024",), "", "2021-06-05"),
        (("'01-25-2024'",), "", "2021-05-06"),
        (("25/01/2024", "01/25/2024"), "", None),  # the site has no order
        (("06/05/2021", "2024-01-25", "25.01.2024", "25/13/2024", "99/01/2024"), "", None),
        ((), "lang: fr\n", "2021-06-05"),
        ((), "lang: en-GB\n", "2021-06-05"),
        ((), "lang: en-US\n", "2021-05-06"),
        ((), "lang: en\n", None),
        (("01/25/2024",), "lang: fr\n", "2021-05-06"),  # what the site does comes before what a language does
        (("now, 25/01/2024",), "", None),
    ),
)
def test_other_headers_show_the_order_of_day_and_month(dates, more, day, dated, capsys):
    dated(*dates, more=more)
    assert day_of(capsys, "posts/a.md") == day
    assert day_of(capsys, "posts") == day
    assert day_of(capsys, *sorted(str(path) for path in Path("posts").iterdir())) == day


def test_dates_of_the_text_follow_no_header(dated, capsys):
    dated("25/01/2024")
    Path("posts/a.md").write_text("---\ntitle: Tides\n---\n05/06/2021\n\nThe sea is low.\n", encoding="utf-8")
    assert day_of(capsys, "posts/a.md") is None


def test_the_cache_of_an_archive_follows_the_order(dated, capsys):
    def known(*options):
        assert main(["people", "--format", "json", *options]) == 0
        return capsys.readouterr().out

    seen = set()
    for date in ("25/01/2024", "01/25/2024", "2024-01-25", "25/01/2024"):
        dated(date)
        first = known()
        assert first == known() == known("--no-cache")
        seen.add(first)
    assert len(seen) == 3


def test_many_articles_are_not_all_read_for_the_order(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("c/d.md", "b.md", "a/e.md", "a/f/g.md", "h.txt", "notes.log"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Words.", encoding="utf-8")
    whole = discover.site(load(tmp_path), tmp_path)
    found = [path.relative_to(tmp_path).as_posix() for path in discover.first_articles(whole, 9)]
    assert found == ["b.md", "h.txt", "a/e.md", "a/f/g.md", "c/d.md"]
    assert [path.name for path in discover.first_articles(whole, 3)] == ["b.md", "h.txt", "e.md"]


def test_folders_without_an_article_are_not_all_entered(tmp_path):
    for number in range(20):
        (tmp_path / f"{number:02}").mkdir()
    (tmp_path / "20").mkdir()
    (tmp_path / "20" / "a.md").write_text("Words.", encoding="utf-8")
    whole = discover.site(load(tmp_path), tmp_path)
    assert list(discover.first_articles(whole, 10)) == []
    assert len(list(discover.first_articles(whole, 30))) == 1
