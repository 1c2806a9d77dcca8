"""Which file an address means, and what is never opened."""

from __future__ import annotations

import pytest

from bylint import readers
from bylint.model.source import Source
from bylint.pictures import pictures_of
from counting import calls

_PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0IEND\xaeB`\x82"


def found(root, src):
    folder = root / "content"
    folder.mkdir(exist_ok=True)
    article = readers.read(Source("content/a.md", f"![The quay]({src})\n"), ".md")
    return [(file.path, file.trouble) for file in pictures_of(article, folder / "a.md", root)]


@pytest.mark.parametrize(
    ("src", "path"),
    (
        ("quay.png", "content/quay.png"),
        ("quay.png?w=300#top", "content/quay.png"),
        ("/img/the%20quay.png", "static/img/the quay.png"),
        ("../static/img/quay.png", "static/img/quay.png"),
    ),
)
def test_address_of_a_file(tmp_path, src, path):
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_bytes(_PNG)
    assert found(tmp_path, src) == [(path, "")]


@pytest.mark.parametrize(
    "src",
    (
        "https://example.com/quay.png",
        "//example.com/quay.png",
        "data:image/png;base64,AAAA",
        "file:///etc/x.png",
        "gone.png",
    ),
)
def test_nothing_is_fetched(tmp_path, src):
    assert found(tmp_path, src) == []


def test_no_file_outside_the_site_is_read(tmp_path):
    (tmp_path / "secret.png").write_bytes(_PNG)
    site = tmp_path / "site"
    (site / "content").mkdir(parents=True)
    (site / "content" / "link.png").symlink_to(tmp_path / "secret.png")
    for src in ("../../secret.png", "link.png"):
        assert found(site, src) == [(src, "it leads out of the site's folder")]


def test_links_in_a_circle_lead_nowhere(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.png").symlink_to(tmp_path / "content" / "b.png")
    (tmp_path / "content" / "b.png").symlink_to(tmp_path / "content" / "a.png")
    assert [trouble for _, trouble in found(tmp_path, "a.png")] in ([], ["its path leads nowhere"])


@pytest.mark.parametrize(
    ("src", "path"),
    (
        ("/wp-content/uploads/2020/quay.png", "source/uploads/2020/quay.png"),
        ("/blog/2020/quay.png", "media/blog/2020/quay.png"),
        ("/site/assets/2020/quay.png", "assets/2020/quay.png"),
        ("/blog/2020/01/quay.png", "themes/tide/files/2020/01/quay.png"),
        ("https-less/2020/the%20quay.png", "media/2020/the quay.png"),
    ),
)
def test_a_file_is_found_by_the_end_of_its_address(tmp_path, src, path):
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_bytes(_PNG)
    assert found(tmp_path, src) == [(path, "")]


def test_one_step_is_not_enough(tmp_path):
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "quay.png").write_bytes(_PNG)
    assert found(tmp_path, "/img/quay.png") == []


@pytest.mark.parametrize(
    ("src", "files", "path"),
    (
        # That of another article.
        ("images/cover.png", ("content/b/images/cover.png",), []),
        ("/x/2020/01/quay.png", ("a/b/2020/01/quay.png", "c/d/2020/01/quay.png"), []),
        ("/x/2020/quay.png", ("media/2020/quay.png", "a/b/2020/quay.png"), ["media/2020/quay.png"]),
        ("/x/2020/quay.png", ("node_modules/2020/quay.png", ".git/2020/quay.png", "dist/2020/quay.png"), []),
        ("/x/2020/quay.txt", ("media/2020/quay.txt",), []),
    ),
)
def test_of_several_files_none_is_guessed(tmp_path, src, files, path):
    for file in files:
        (tmp_path / file).parent.mkdir(parents=True)
        (tmp_path / file).write_bytes(_PNG)
    assert [name for name, _ in found(tmp_path, src)] == path


def test_folders_cost_nothing_for_each_picture(tmp_path):
    article = readers.read(Source("a.md", "".join(f"![Quay](/gone/2020/{n}.png)\n\n" for n in range(300))), ".md")
    few, many = tmp_path / "few", tmp_path / "many"
    for root, count in ((few, 1), (many, 40)):
        for number in range(count):
            (root / f"part{number}" / "2019").mkdir(parents=True)
    spent = [calls(lambda root=root: pictures_of(article, root / "a.md", root)) for root in (few, many)]
    assert spent[1] < 1.3 * spent[0] + 5000
