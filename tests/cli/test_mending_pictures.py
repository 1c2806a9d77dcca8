"""`bylint check --fix --unsafe`: the credit that a picture's own file gives, and nothing that it does not."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bylint.cli.__main__ import main

_CREDIT = ("-XMP-dc:Creator=Ada Lund", "-XMP-photoshop:Credit=Coast Courier")
_MADE = "-XMP-iptcExt:DigitalSourceType=http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bylint.yaml").write_text("version: 1\n", encoding="utf-8")
    picture = tmp_path / "quay.jpg"
    subprocess.run(["convert", "-size", "8x8", "xc:red", str(picture)], check=True, capture_output=True)
    return tmp_path


def write(site: Path, *tags: str) -> None:
    command = ["exiftool", "-q", "-overwrite_original", *tags, str(site / "quay.jpg")]
    subprocess.run(command, check=True, capture_output=True)


def mended(site: Path, text: str, *options: str, name: str = "a.md") -> str:
    (site / name).write_bytes(text.encode())
    main(["check", "--select", "IMG001", "--exit-zero", "--fix", *options, name])
    return (site / name).read_bytes().decode()


@pytest.mark.parametrize(
    ("before", "after"),
    (
        ("![Q](quay.jpg)\n\nNets.\n", "![Q](quay.jpg)\n*Photo: Ada Lund/Coast Courier*\n\nNets.\n"),
        ("![Q](quay.jpg)\r\n\r\nNets.\r\n", "![Q](quay.jpg)\r\n*Photo: Ada Lund/Coast Courier*\r\n\r\nNets.\r\n"),
        ("![Q](quay.jpg)", "![Q](quay.jpg)\n*Photo: Ada Lund/Coast Courier*"),
        ("![Q](quay.jpg)\n*The quay*\n", "![Q](quay.jpg)\n*The quay. Photo: Ada Lund/Coast Courier*\n"),
        ("![Q](quay.jpg)\n*The quay!*\n", "![Q](quay.jpg)\n*The quay! Photo: Ada Lund/Coast Courier*\n"),
        (
            '{{< figure src="quay.jpg" caption="The quay." >}}\n',
            '{{< figure src="quay.jpg" caption="The quay. Photo: Ada Lund/Coast Courier" >}}\n',
        ),
        (
            '---\nimage: quay.jpg\nimage_caption: "The quay"\n---\n\nNets.\n',
            '---\nimage: quay.jpg\nimage_caption: "The quay. Photo: Ada Lund/Coast Courier"\n---\n\nNets.\n',
        ),
    ),
)
def test_the_credit_of_the_file_is_written_where_it_is_asked_for(site, before, after):
    write(site, *_CREDIT)
    assert mended(site, before) == before
    assert mended(site, before, "--unsafe") == after
    assert mended(site, after, "--unsafe") == after


def test_html_is_escaped(site):
    write(site, "-XMP-dc:Creator=Ada O'Hara")
    text = '<article><p>x</p><figure><img src="quay.jpg"><figcaption>The quay{}</figcaption></figure></article>\n'
    assert mended(site, text.format(""), "--unsafe", name="a.html") == text.format(". Photo: Ada O'Hara")


@pytest.mark.parametrize(
    ("tags", "text"),
    (
        ((), "![Q](quay.jpg)\n\nNets.\n"),
        (("-XMP-photoshop:Credit=Coast Courier",), "![Q](quay.jpg)\n\nNets.\n"),
        (("-EXIF:Artist=Ada Lund",), "![Q](quay.jpg)\n\nNets.\n"),
        (("-IPTC:By-line=Maximiliana Featherstonehaugh-Lu",), "![Q](quay.jpg)\n\nNets.\n"),
        (("-XMP-dc:Creator=Ada Lund](https://example.com/)",), "![Q](quay.jpg)\n\nNets.\n"),
        (("-XMP-dc:Creator=Ada Lund <script>",), "![Q](quay.jpg)\n\nNets.\n"),
        (("-XMP-dc:Creator=Ada Lund {{ .Site }}",), "![Q](quay.jpg)\n\nNets.\n"),
        (("-XMP-dc:Creator=" + "Ada " * 60,), "![Q](quay.jpg)\n\nNets.\n"),
        ((*_CREDIT, _MADE), "![Q](quay.jpg)\n\nNets.\n"),
        (_CREDIT, "![Q](quay.jpg)\nThe quay stands in running text.\n"),
        (_CREDIT, "Here ![Q](quay.jpg) is the quay.\n"),
        (_CREDIT, "- ![Q](quay.jpg)\n- Nets\n"),
        (_CREDIT, "> ![Q](quay.jpg)\n\nNets.\n"),
        (_CREDIT, "---\nimage: quay.jpg\nimage_caption: The quay\n---\n\nNets.\n"),
        (_CREDIT, "---\nimage: quay.jpg\n---\n\nNets.\n"),
        (_CREDIT, "![Q](quay.jpg)\n*The quay. Photo: Bram de Wit*\n"),
    ),
)
def test_nothing_is_invented_or_put_where_it_breaks_the_text(site, tags, text):
    if tags:
        write(site, *tags)
    assert mended(site, text, "--unsafe") == text
