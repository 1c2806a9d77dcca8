"""Which pictures want a credit, and which texts with them are filler."""

from __future__ import annotations

import pytest

from articles import reported
from articles import understood
from articles import words_at
from bylint.model.article import Part


def parts_of(text: str, suffix: str = ".md") -> tuple[Part, ...]:
    return understood(text, f"a{suffix}").view


@pytest.mark.parametrize(
    ("text", "kind"),
    (
        ("![The quay](/img/quay.jpg)\n", "photo"),
        ("![The quay](/img/quay.png)\n", "unknown"),
        ("![A photograph of the quay](quay.webp)\n", "photo"),
        ("![The quay](https://images.unsplash.com/photo-1)\n", "photo"),
        ("![A watercolour of the quay](quay.jpg)\n", "illustration"),
        ("![A seal on the quay](seal.jpg)\n", "photo"),
        ("![The wooden table](table.jpg)\n", "unknown"),
        ("![A chart of the catch](catch.jpg)\n", "chart"),
        ("![The catch](catch.svg)\n", "chart"),
        ("![Figure 3](x3.png)\n", "chart"),
        ("![Screenshot of the settings](settings.jpg)\n", "screenshot"),
        ("![](Screen%20Shot%202019-05-01.png)\n", "screenshot"),
        ("![Book cover of the log](log.jpg)\n", "cover"),
        ("![The harbour logo](harbour-logo.jpg)\n", "logo"),
        ("![Ada Lund (she/her) smiles](ada.jpg)\n", "head shot"),
        ("![Build](https://img.shields.io/x.svg)\n", "furniture"),
        ("![](data:image/gif;base64,R0lGOD)\n", "furniture"),
        ('<img src="t.jpg" width="1" height="1">\n', "furniture"),
        ('<img src="t.jpg" width="80" height="80">\n', "furniture"),
        ('<img class="avatar" src="ada.jpg">\n', "head shot"),
        ("![The quay](quay-150x150.jpg)\n", "furniture"),
        ("---\nimage: quay.jpg\n---\nText.\n", "lead"),
        ("---\nlogo: quay.jpg\nimage: logo.jpg\n---\nText.\n", "logo"),
        ("[![The quay](quay.jpg)](https://www.flickr.com/photos/a/1)\n", "teaser"),
        ("[![The quay](quay.jpg)](https://www.example.org/quay)\n", "unknown"),
    ),
)
def test_kind_of_a_picture(text, kind):
    assert [part.words("kind") for part in parts_of(text) if part.role == "image"] == [kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    (
        ('<article><p>Text.</p><aside><img src="a.jpg"></aside></article>', "furniture"),
        ('<article><p>Text.</p><a href="/other"><img src="a.jpg"></a></article>', "teaser"),
        ('<article><p>Text.</p><a href="/full.jpg"><img src="a.jpg"></a></article>', "unknown"),
        ('<article><p>Text.</p><a href="/full.jpg"><img src="a.jpg" alt="The quay"></a></article>', "photo"),
        ('<article><p>Text.</p><img src="big-queries.jpg" alt="Big queries"></article>', "unknown"),
        ('<article><p>Text.</p><img src="big-queries.jpg" alt="Big queries of 1911"></article>', "photo"),
    ),
)
def test_kind_of_a_picture_on_a_page(text, kind):
    assert [part.words("kind") for part in parts_of(text, ".html") if part.role == "image"] == [kind]


def test_image_part_stands_at_the_address():
    text = '{{< figure src="/img/quay-Ada-iStock-536.jpg" alt="The quay" >}}\n'
    (part,) = (part for part in parts_of(text) if part.role == "image")
    assert text[slice(*part.span)] == "/img/quay-Ada-iStock-536.jpg"
    assert "iStock" in part.words("told")
    assert part.words("alt") == "The quay"


@pytest.mark.parametrize(
    ("text", "words"),
    (
        ("![alt text](quay.jpg)\n", "alt text"),
        ("![IMG_2041](quay.jpg)\n", "IMG_2041"),
        ("![quay.jpg](quay.jpg)\n", "quay.jpg"),
        ("![old_quay](old_quay.jpg)\n", "old_quay"),
        ("![The quay](quay.jpg)\n*Insert caption here*\n", "Insert caption here"),
        ('{{< figure src="quay.jpg" caption="Caption goes here" attr="Ada Lund" >}}\n', "Caption goes here"),
        ("![The quay](quay.jpg)\n*The quay. Photo: TK*\n", "TK"),
        ("---\nimage: quay.jpg\nimage_source: image source\n---\nText.\n", "image source"),
        ("The boat leaves.\n\nIMAGE HERE\n", "IMAGE HERE"),
        ("The boat leaves.\n\n**[Figure 1 goes here]**\n", "[Figure 1 goes here]"),
    ),
)
def test_filler_is_found_in_its_place(text, words):
    assert [words_at(text, each) for each in reported(text, "IMG007")] == [words]


@pytest.mark.parametrize(
    "text",
    (
        "![quay](quay.jpg)\n",
        "![50-60](50-60.png)\n",
        "![The caption of a painting](quay.jpg)\n",
        "![The quay](quay.jpg)\n*The caption goes here, she said. Photo: Ada Lund*\n",
        '{{< figure src="quay.jpg" caption="[Image source](https://www.example.org/1)" >}}\n',
        "The image here is of the quay.\n",
    ),
)
def test_words_that_only_resemble_filler(text):
    assert reported(text, "IMG007") == []
