"""What licences do not cover, and what a caption says of a machine."""

from __future__ import annotations

import pytest

from articles import LISTS
from articles import reported
from bylint.model.world import Directory
from bylint.model.world import Knowledge


def conflicts(text: str, **settings: object) -> list[tuple[str, str]]:
    """Return what the licences of an article may not cover, each with the severity of that."""
    found = reported(text, "IMG010", knowledge=Knowledge(LISTS, Directory({}), "", settings))
    return [(each.message.partition(" may not cover ")[2], each.severity) for each in found]


def caption(words: str) -> str:
    return f"![The quay](a.jpg)\n*The quay. Photo: Ada Lund, {words}*\n"


@pytest.mark.parametrize(
    ("words", "use"),
    (
        ("CC BY-ND 4.0, cropped", "a picture that is “cropped”"),
        ("CC BY-NC-ND 2.0. Edited", "a picture that is “Edited”"),
        ("CC BY-ND 3.0, bearbeitet", "a picture that is “bearbeitet”"),
        ("Creative Commons Attribution-NoDerivatives 4.0, modified", "a picture that is “modified”"),
        ("CC BY-ND 4.0, not cropped", ""),
        ("CC BY-ND 4.0, uncropped", ""),
        ("CC BY-ND 4.0, resized", ""),
        ("CC BY-SA 4.0, cropped", ""),
        ("CC BY-ND 4.0", ""),
    ),
)
def test_changed_pictures(words, use):
    assert conflicts(caption(words)) == ([(use, "info")] if use else [])


@pytest.mark.parametrize(
    ("header", "settings", "use"),
    (
        ("sponsored: true\n", {}, "an article that is paid for"),
        ("sponsored: false\n", {}, ""),
        ("title: Nets\n", {"commercial": True}, "a commercial site"),
        ("title: Nets\n", {}, ""),
        ("sponsored: true\n", {"commercial": True}, "an article that is paid for"),
    ),
)
def test_pages_that_earn(header, settings, use):
    text = f"---\n{header}---\n\n{caption('CC BY-NC 4.0')}"
    assert conflicts(text, **settings) == ([(use, "warning")] if use else [])
    assert conflicts(text.replace("BY-NC", "BY"), **settings) == []


@pytest.mark.parametrize(
    ("said", "is_called"),
    (
        ("AI-generated image.", True),
        ("A dove, AI-generated.", True),
        ("Image: created with AI", True),
        ("KI-generiert", True),
        ("Imagen generada con IA", True),
        ("Visitors look at AI-generated art.", False),
        ("A book made with AI", False),
        ("Imagen: Ada Lund", False),
        ("A talk on artificial intelligence", False),
        ("Robots by Firefly", False),
    ),
)
def test_a_photograph_called_machine_made(said, is_called):
    source = "https://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
    data = f'{{"@type": "ImageObject", "url": "/a.jpg", "digitalSourceType": "{source}"}}'
    text = (
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "image": {data}}}</script><article>'
        f'<p>Nets.</p><figure><img src="/a.jpg" alt="x"><figcaption>{said}</figcaption></figure></article>'
    )
    assert bool(reported(text, "IMG011", "a.html")) == is_called
