"""The lines that a report may show."""

from __future__ import annotations

import os

import pytest

from bylint.audit import Reading
from bylint.cli.run import lines_of
from bylint.config.reading import load


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
    lines = lines_of((), load(site), site / start)
    for path in (str(site / name), os.path.relpath(site / name, site / start)):
        assert lines(path) == ["one", "two", "three"]


def test_a_file_that_was_read_has_lines_wherever_it_lies(site, tmp_path):
    read = (Reading("../c.md", ".md", tmp_path / "c.md"), Reading("-", ".md", None, b"by\nstdin"))
    lines = lines_of(read, load(site), site)
    assert (lines("../c.md"), lines("-")) == (["one", "two", "three"], ["by", "stdin"])


@pytest.mark.parametrize("name", ("../secret", "posts/../../secret", "/etc/passwd", "gone.md", "posts"))
def test_no_other_file_has_lines(name, site):
    assert lines_of((), load(site), site)(name) == [""]


@pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")
def test_neither_links_out_of_the_site_nor_pipes_have_lines(site, tmp_path):
    (site / "link.md").symlink_to(tmp_path / "secret")
    (site / "folder").symlink_to(tmp_path)
    os.mkfifo(site / "pipe.md")
    lines = lines_of((), load(site), site)
    assert [lines(name) for name in ("link.md", "folder/secret", "pipe.md")] == [[""]] * 3
