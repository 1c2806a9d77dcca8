"""What the files of pictures say, against what articles print."""

from __future__ import annotations

import subprocess

import pytest
from click.testing import CliRunner

from bylint.cli.commands import bylint


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bylint.yaml").write_text("version: 1\n", encoding="utf-8")
    picture = tmp_path / "quay.jpg"
    subprocess.run(["convert", "-size", "8x8", "xc:red", str(picture)], check=True, capture_output=True)
    return tmp_path


def write(site, *tags: str) -> None:
    command = ["exiftool", "-q", "-overwrite_original", *tags, str(site / "quay.jpg")]
    subprocess.run(command, check=True, capture_output=True)


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
    ),
)
def test_the_file_names_another_maker(site, creator, caption, count):
    write(site, f"-XMP-dc:Creator={creator}")
    assert len(reported(site, caption, "IMG008")) == count


def test_the_camera_owner_is_no_maker(site):
    write(site, "-EXIF:Artist=Bram de Wit")
    assert reported(site, "The quay. Photo: Ada Lund", "IMG008") == []


@pytest.mark.parametrize(("caption", "count"), (("The quay. Photo: Ada Lund", 1), ("The quay, AI-generated.", 0)))
def test_a_machine_made_picture_is_labelled(site, caption, count):
    write(site, "-XMP-iptcExt:DigitalSourceType=http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia")
    assert len(reported(site, caption, "IMG011")) == count


def test_the_hint_gives_the_credit_to_paste(site):
    write(site, "-XMP-dc:Creator=Ada Lund", "-XMP-photoshop:Credit=Coast Courier")
    (site / "a.md").write_text("Nobody waits.\n\n![The quay](quay.jpg)\n\nNobody.\n", encoding="utf-8")
    said = CliRunner().invoke(bylint, ["check", "--select", "IMG001", "--exit-zero", "a.md"]).stdout
    assert "“Photo: Ada Lund/Coast Courier”" in said


def test_an_empty_file_is_one_line(site):
    (site / "quay.jpg").write_bytes(b"")
    assert len(reported(site, "The quay. Photo: Ada Lund", "LNT009")) == 1
