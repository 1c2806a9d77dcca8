"""Which picture of an article an entry of the rights file means."""

from __future__ import annotations

import pytest

from bylint.config import rights
from bylint.engine import understood
from bylint.model.knowledge import Knowledge
from bylint.model.people import Directory
from bylint.text.shipped import Lists
from bylint.text.shipped import shipped


def images(entries: str, text: str, today: str = "2026-01-31"):
    listed = rights.known([("rights.yaml", f"version: 1\nrights:\n{entries}\n".encode())])
    knowledge = Knowledge(
        Lists(shipped() / "directory"), Directory({}), "", {"rights": listed, "today": today, "root": ""}
    )
    return understood("posts/a.md", ".md", text.encode(), knowledge).each("image")


@pytest.mark.parametrize(
    ("entry", "src", "is_meant"),
    (
        ("picture: img/quay.jpg", "/img/quay.jpg", True),
        ("picture: /img/quay.jpg", "/img/quay.jpg?w=300#top", True),
        ("picture: posts/quay.jpg", "quay.jpg", True),
        ("picture: img/quay.jpg", "../img/quay.jpg", True),
        ("picture: img/the quay.jpg", "/img/the%20quay.jpg", True),
        ("picture: img", "/img/2024/quay.jpg", True),
        ("picture: quay.jpg", "/deep/down/quay.jpg", True),
        ("picture: img/quay.jpg", "/img/quay-300x200.jpg", True),
        ("picture: img/quay.jpg", "/img/quay-scaled.jpg", True),
        ("picture: img/**/q*.jpg", "/img/2024/05/quay.jpg", True),
        ("picture: 'https://cdn.example.com/img/q*.jpg'", "https://cdn.example.com/img/quay.jpg?w=2", True),
        ("picture: https://cdn.example.com/img/quay.jpg", "//cdn.example.com/img/quay.jpg", True),
        ("picture: img/quay.jpg", "/static/img/quay.jpg", False),
        ("picture: img/quay.jpg", "/img/quay.png", False),
        ("picture: img/q*.jpg", "/img/2024/quay.jpg", False),
        ("picture: quay", "/img/quay.jpg", False),
        ("picture: img/Quay.jpg", "/img/quay.jpg", False),
        ("{supplier: Getty Images, id: 998877665}", "/img/gettyimages-998877665-612x612.jpg", True),
        ("{supplier: Example Pictures, id: EX-4711}", "/img/example-pictures-ex-4711.jpg", True),
        ("{supplier: Example Pictures, id: EX-4711}", "/img/ex-4711.jpg", False),
        ("{supplier: Getty Images, id: 998877665}", "/img/gettyimages-1998877665.jpg", False),
        ("{supplier: Getty Images, id: 998877665}", "/img/istock-998877665.jpg", False),
    ),
)
def test_what_an_entry_means(entry, src, is_meant):
    parts = entry.strip("{}")
    (image,) = images(f"- {{{parts}, licence: order 4711}}", f"![The quay]({src.replace(' ', '%20')})\n")
    assert image.has("licensed") == is_meant


def test_a_credit_names_supplier_and_number():
    text = "![The quay](/img/quay.jpg)\n*The quay. Photo: Ada Lund/Getty Images 998877665*\n"
    (image,) = images("- {supplier: Getty Images, id: 998877665, licence: x, until: 2020}", text)
    assert image.words("expired") == "2020-12-31"


@pytest.mark.parametrize(
    ("entries", "expired"),
    (
        ("- {picture: q.jpg, licence: a, until: 2026-01-30}", "2026-01-30"),
        ("- {picture: q.jpg, licence: a, until: 2026-01-31}", ""),
        ("- {picture: q.jpg, licence: a, until: 2025}\n- {picture: q.jpg, licence: b, from: 2026}", ""),
        ("- {picture: q.jpg, licence: a, until: 2024}\n- {picture: q.jpg, licence: b, until: 2025}", "2025-12-31"),
        ("- {picture: q.jpg, licence: a, from: 2027}", ""),
    ),
)
def test_the_right_that_lasts_longest_holds(entries, expired):
    (image,) = images(entries, "![The quay](q.jpg)\n")
    assert image.words("expired") == expired


def test_a_picture_shown_twice_is_reported_once():
    found = images("- {picture: q.jpg, licence: a, until: 2024}", "![x](q.jpg)\n\nNets.\n\n![x](q.jpg)\n")
    assert [image.has("expired") for image in found] == [True, False]


def test_a_large_file_is_asked_quickly():
    entries = "\n".join(f"- {{picture: img/{number}.jpg, licence: a, until: 2024}}" for number in range(3000))
    text = "\n\n".join(f"![x](/img/{number}.jpg)" for number in range(100))
    assert sum(image.has("expired") for image in images(entries, text)) == 100
