"""What the files of pictures say, against what articles print."""

from __future__ import annotations

import json
import shutil

import pytest
from click.testing import CliRunner

from bylint.cli.commands import bylint
from pictures.drawing import AI
from pictures.drawing import FILES
from pictures.drawing import draw


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bylint.yaml").write_text("version: 1\n", encoding="utf-8")
    draw(tmp_path / "quay.jpg")
    return tmp_path


def reported(site, caption: str, code: str) -> list[str]:
    (site / "a.md").write_text(f"Nobody waits.\n\n![The quay](quay.jpg)\n*{caption}*\n", encoding="utf-8")
    arguments = ["check", "--select", code, "--format", "concise", "--exit-zero", "a.md"]
    return [line for line in CliRunner().invoke(bylint, arguments).stdout.splitlines() if f": {code} " in line]


@pytest.mark.parametrize(
    ("creator", "caption", "count"),
    (
        ("Bram de Wit", "The quay. Photo: Ada Lund", 1),
        ("Ada Lund", "The quay. Photo: Ada Lund", 0),
        ("A. Lund", "The quay. Photo: Ada Lund", 0),
        ("Staff Sgt. Ada Lund", "The quay. Photo: Ada Lund/Coast Courier", 0),
        ("Coast Courier Archive", "The quay. Photo: Ada Lund", 0),
        ("Canon EOS", "The quay. Photo: Ada Lund", 0),
        ("Maximiliana Featherstonehaugh-Lu", "The quay. Photo: Ada Lund", 0),  # cut at 32 bytes: a beginning
        ("Maximiliana Featherstonehaugh-Lund", "The quay. Photo: Ada Lund", 1),
        ("Stringer", "The quay. Photo: Ada Lund", 0),
        ("Staff Photographer", "The quay. Photo: Ada Lund", 0),
        ("Adobe Photoshop", "The quay. Photo: Ada Lund", 0),
        ("Coast Press Agency", "The quay. Photo: Ada Lund", 0),
        ("AL", "The quay. Photo: Ada Lund", 0),
        ("Bram de Wit", "The quay. Photo: Reuters", 0),
    ),
)
def test_the_file_names_another_maker(site, creator, caption, count):
    draw(site / "quay.jpg", {"dc:creator": creator})
    assert len(reported(site, caption, "IMG008")) == count


@pytest.mark.parametrize(
    ("name", "count"),
    (("byline-32.jpg", 0), ("byline.jpg", 1)),
)
def test_a_byline_of_32_bytes_is_a_beginning(site, name, count):
    shutil.copy(FILES / name, site / "quay.jpg")
    caption = "The quay. Photo: Maximiliana Featherstonehaugh-Lund"
    assert len(reported(site, caption, "IMG008")) == count


@pytest.mark.parametrize(("names", "count"), ((("Ada Lund", "Bram de Wit"), 1), (("Ada Lund", "A. Lund/Reuters"), 0)))
def test_copies_of_a_file_in_two_articles_are_one_picture(site, names, count):
    content = (site / "quay.jpg").read_bytes()
    for number, (folder, name) in enumerate(zip(("one", "two"), names, strict=True)):
        (site / folder).mkdir()
        (site / folder / f"p{number}.jpg").write_bytes(content)
        text = f"---\ndate: 202{number}-05-01\n---\n\n![The quay](p{number}.jpg)\n*The quay. Photo: {name}*\n"
        (site / folder / "a.md").write_text(text, encoding="utf-8")
    arguments = ["check", "--select", "IMG008", "--format", "concise", "--exit-zero", "one", "two"]
    lines = [line for line in CliRunner().invoke(bylint, arguments).stdout.splitlines() if "IMG008" in line]
    assert [line.split(" IMG008")[0] for line in lines] == ["two/a.md:6:19:"] * count


def test_data_for_search_engines_are_no_visible_credit(site):
    data = '{"@type": "NewsArticle", "image": {"@type": "ImageObject", "url": "/quay.jpg", "creator": "Bram de Wit"}}'
    figure = '<figure><img src="/quay.jpg" alt="x"><figcaption>The quay. Photo: Ada Lund</figcaption></figure>'
    page = f'<script type="application/ld+json">{data}</script><article><p>Nobody waits.</p>{figure}</article>'
    (site / "a.html").write_text(page, encoding="utf-8")
    said = CliRunner().invoke(bylint, ["check", "--select", "IMG008", "--format", "json", "a.html"]).stdout
    assert [found["severity"] for found in json.loads(said)["violations"]] == ["warning"]


def test_the_camera_owner_is_no_maker(site):
    shutil.copy(FILES / "artist.jpg", site / "quay.jpg")
    assert reported(site, "The quay. Photo: Ada Lund", "IMG008") == []


@pytest.mark.parametrize(("caption", "count"), (("The quay. Photo: Ada Lund", 1), ("The quay, AI-generated.", 0)))
def test_a_machine_made_picture_is_labelled(site, caption, count):
    draw(site / "quay.jpg", {"Iptc4xmpExt:DigitalSourceType": AI})
    assert len(reported(site, caption, "IMG011")) == count


def test_the_hint_gives_the_credit_to_paste(site):
    draw(site / "quay.jpg", {"dc:creator": "Ada Lund", "photoshop:Credit": "Coast Courier"})
    (site / "a.md").write_text("Nobody waits.\n\n![The quay](quay.jpg)\n\nNobody.\n", encoding="utf-8")
    said = CliRunner().invoke(bylint, ["check", "--select", "IMG001", "--exit-zero", "a.md"]).stdout
    assert "“Photo: Ada Lund/Coast Courier”" in said


def test_an_empty_file_is_one_line(site):
    (site / "quay.jpg").write_bytes(b"")
    assert len(reported(site, "The quay. Photo: Ada Lund", "LNT009")) == 1
