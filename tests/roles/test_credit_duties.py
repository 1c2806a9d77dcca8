"""What licences do not cover, and what a caption says of a machine."""

from __future__ import annotations

import pytest

from bylint.engine import understood
from bylint.model.knowledge import Knowledge
from bylint.model.people import Directory
from bylint.text.shipped import Lists
from bylint.text.shipped import shipped

_LISTS = Lists(shipped() / "directory")


def credit_of(text: str, **settings: object):
    knowledge = Knowledge(_LISTS, Directory({}), "", settings)
    return understood("a.md", ".md", text.encode(), knowledge).each("credit")[0]


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
    credit = credit_of(caption(words))
    assert (credit.words("use"), credit.words("use-kind")) == (use, "changed" if use else "")


@pytest.mark.parametrize(
    ("header", "settings", "kind"),
    (
        ("sponsored: true\n", {}, "paid"),
        ("sponsored: false\n", {}, ""),
        ("title: Nets\n", {"commercial": True}, "commercial"),
        ("title: Nets\n", {}, ""),
        ("sponsored: true\n", {"commercial": True}, "paid"),
    ),
)
def test_pages_that_earn(header, settings, kind):
    text = f"---\n{header}---\n\n{caption('CC BY-NC 4.0')}"
    assert credit_of(text, **settings).words("use-kind") == kind
    assert not credit_of(text.replace("BY-NC", "BY"), **settings).has("use-kind")


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
    knowledge = Knowledge(_LISTS, Directory({}))
    images = understood("a.html", ".html", text.encode(), knowledge).each("image")
    assert any(image.has("mislabelled") for image in images) == is_called
