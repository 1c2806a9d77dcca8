"""Which picture of an article an entry of the rights file means."""

from __future__ import annotations

import pytest

from articles import LISTS
from articles import reported
from articles import understood
from bylint.config.policy import rights_in
from bylint.model.parts import Picture
from bylint.model.world import Directory
from bylint.model.world import Knowledge


def knowledge_of(entries: str, today: str = "2026-01-31") -> Knowledge:
    listed = rights_in([("rights.yaml", f"version: 1\nrights:\n{entries}\n".encode())])
    return Knowledge(LISTS, Directory({}), "", {"rights": listed, "today": today, "root": ""})


def ended(entries: str, text: str) -> list[str]:
    """Return the days on which the licences of the pictures of an article ended."""
    found = reported(text, "IMG014", "posts/a.md", knowledge_of(entries))
    return [each.message.rpartition(" ended on ")[2] for each in found]


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
    text = f"![The quay]({src.replace(' ', '%20')})\n"
    article = understood(text, "posts/a.md", knowledge_of(f"- {{{parts}, licence: order 4711}}"))
    (picture,) = article.parts.of(Picture)
    assert (picture.right is not None) == is_meant


def test_a_credit_names_supplier_and_number():
    text = "![The quay](/img/quay.jpg)\n*The quay. Photo: Ada Lund/Getty Images 998877665*\n"
    assert ended("- {supplier: Getty Images, id: 998877665, licence: x, until: 2020}", text) == ["2020-12-31"]


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
    assert ended(entries, "![The quay](q.jpg)\n") == ([expired] if expired else [])


def test_a_picture_shown_twice_is_reported_once():
    text = "![x](q.jpg)\n\nNets.\n\n![x](q.jpg)\n"
    assert ended("- {picture: q.jpg, licence: a, until: 2024}", text) == ["2024-12-31"]


def test_a_large_file_is_asked_quickly():
    entries = "\n".join(f"- {{picture: img/{number}.jpg, licence: a, until: 2024}}" for number in range(3000))
    text = "\n\n".join(f"![x](/img/{number}.jpg)" for number in range(100))
    assert len(ended(entries, text)) == 100
