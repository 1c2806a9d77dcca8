"""Directives of MyST that show pictures."""

from __future__ import annotations

import pytest

from bylint.model.article import Article
from bylint.model.markup import Image
from bylint.model.source import Source
from bylint.readers.markdown import read


def read_text(text: str, path: str = "a.md") -> Article:
    return read(Source(path, text))


def told(image: Image) -> tuple[str, ...]:
    return image.src.plain, *(f"{name}: {prose.plain}" for name, prose in image.fields)


@pytest.mark.parametrize(
    ("text", "pictures"),
    (
        (
            "```{figure} quay.jpg\n:alt: The quay\n:name: q\n\nThe quay. Photo: Ada Lund\n```",
            [("quay.jpg", "alt: The quay", "caption: The quay. Photo: Ada Lund")],
        ),
        (
            ":::{figure} quay.jpg\nThe quay.\n\nPhoto: Ada Lund\n:::",
            [("quay.jpg", "caption: The quay.", "caption: Photo: Ada Lund")],
        ),
        ("~~~ {image} quay.jpg\r\n:alt: The quay\r\n~~~", [("quay.jpg", "alt: The quay")]),
        ("````{figure} a b.jpg\n````", [("a",)]),
        ("```{image}\n```", []),  # no picture is named
        ("```{code-block} python\nfigure = 1\n```", []),
        ("````md\n```{figure} quay.jpg\n```\n````", []),  # shown as code
        ("```{figure} quay.jpg\nThe quay", []),  # never closed
        ("A ```{figure} quay.jpg``` in a line.", []),
    ),
)
def test_pictures_of_directives_are_read(text: str, pictures: list[tuple[str, ...]]) -> None:
    assert [told(image) for image in read_text(f"# Title\n\n{text}\n").images] == pictures


def test_their_places_are_those_of_the_file() -> None:
    text = "---\ntitle: A\n---\n\nOne.\n\n```{figure} quay.jpg\n:alt: The quay\n\nPhoto: Ada Lund\n```\n\nTwo.\n"
    article = read_text(text)
    (image,) = article.images
    for prose in (image.src, *(prose for _, prose in image.fields)):
        assert text[prose.span().start : prose.span().end] == prose.plain
    assert text[image.span.start : image.span.end].endswith("Ada Lund\n```")
    assert [block.prose.plain for block in article.blocks] == ["One.", "Two."]


def test_markdown_in_a_figure_is_read() -> None:
    article = read_text(":::{figure-md} mark\n:class: wide\n![The quay](quay.jpg)\n\nPhoto: Ada Lund\n:::\n")
    assert [told(image) for image in article.images] == [("quay.jpg", "alt: The quay")]
    assert [block.prose.plain for block in article.blocks] == ["Photo: Ada Lund"]


@pytest.mark.parametrize(
    ("path", "text", "pictures"),
    (
        ("a.qmd", "![The quay](quay.jpg)", [("quay.jpg", "caption: The quay")]),
        ("a.Rmd", "![The quay](quay.jpg)", [("quay.jpg", "caption: The quay")]),
        ("a.md", "![The quay](quay.jpg)", [("quay.jpg", "alt: The quay")]),
        ("a.qmd", "The sign ![a cross](sign.png) is new.", [("sign.png", "alt: a cross")]),
        ("a.qmd", '![The quay](quay.jpg){fig-alt="A quay"}', [("quay.jpg", "caption: The quay", "alt: A quay")]),
    ),
)
def test_a_picture_alone_in_quarto_has_a_caption(path: str, text: str, pictures: list[tuple[str, ...]]) -> None:
    assert [told(image) for image in read_text(f"{text}\n", path).images] == pictures
