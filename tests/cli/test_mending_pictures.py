"""`bylint check --fix --unsafe`: the credit that a picture's own file gives, and nothing that it does not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bylint.cli.__main__ import main
from pictures.drawing import AI
from pictures.drawing import FILES
from pictures.drawing import draw

_CREDIT = {"dc:creator": "Ada Lund", "photoshop:Credit": "Coast Courier"}


@pytest.fixture
def site(folder):
    (folder / "bylint.yaml").write_text("version: 1\n", encoding="utf-8")
    draw(folder / "quay.jpg")
    return folder


def write(site: Path, told: dict[str, str] | str) -> None:
    """Give the picture these values of XMP, or those of a kept file."""
    if isinstance(told, str):
        shutil.copy(FILES / told, site / "quay.jpg")
    else:
        draw(site / "quay.jpg", told)


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
    write(site, _CREDIT)
    assert mended(site, before) == before
    assert mended(site, before, "--unsafe") == after
    assert mended(site, after, "--unsafe") == after


def test_html_is_escaped(site):
    write(site, {"dc:creator": "Ada O'Hara"})
    text = '<article><p>x</p><figure><img src="quay.jpg"><figcaption>The quay{}</figcaption></figure></article>\n'
    assert mended(site, text.format(""), "--unsafe", name="a.html") == text.format(". Photo: Ada O'Hara")


@pytest.mark.parametrize(
    ("told", "text"),
    (
        ({}, "![Q](quay.jpg)\n\nNets.\n"),
        ({"photoshop:Credit": "Coast Courier"}, "![Q](quay.jpg)\n\nNets.\n"),
        ("artist-ada.jpg", "![Q](quay.jpg)\n\nNets.\n"),
        ("byline-32.jpg", "![Q](quay.jpg)\n\nNets.\n"),
        ({"dc:creator": "Ada Lund](https://example.com/)"}, "![Q](quay.jpg)\n\nNets.\n"),
        ({"dc:creator": "Ada Lund <script>"}, "![Q](quay.jpg)\n\nNets.\n"),
        ({"dc:creator": "Ada Lund {{ .Site }}"}, "![Q](quay.jpg)\n\nNets.\n"),
        ({"dc:creator": "Ada " * 60}, "![Q](quay.jpg)\n\nNets.\n"),
        ({**_CREDIT, "Iptc4xmpExt:DigitalSourceType": AI}, "![Q](quay.jpg)\n\nNets.\n"),
        (_CREDIT, "![Q](quay.jpg)\nThe quay stands in running text.\n"),
        (_CREDIT, "Here ![Q](quay.jpg) is the quay.\n"),
        (_CREDIT, "- ![Q](quay.jpg)\n- Nets\n"),
        (_CREDIT, "> ![Q](quay.jpg)\n\nNets.\n"),
        (_CREDIT, "---\nimage: quay.jpg\nimage_caption: The quay\n---\n\nNets.\n"),
        (_CREDIT, "---\nimage: quay.jpg\n---\n\nNets.\n"),
        (_CREDIT, "![Q](quay.jpg)\n*The quay. Photo: Bram de Wit*\n"),
    ),
)
def test_nothing_is_invented_or_put_where_it_breaks_the_text(site, told, text):
    if told:
        write(site, told)
    assert mended(site, text, "--unsafe") == text
