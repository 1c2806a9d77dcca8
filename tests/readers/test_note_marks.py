"""Marks of notes behind a name are no letters of it, in any format."""

from __future__ import annotations

import pytest

from articles import understood
from bylint.model.parts_people import Author
from bylint.readers.tags import is_note_mark

TEXT = "Rain on tin is the only music that nobody in our street has ever asked anyone to turn down."
MARKDOWN = "---\ntitle: Tin\n---\n**By {}**\n\n" + TEXT + "\n\n[^1]: A note.\n\n[^2]: Another.\n"
PAGE = "<html><head><title>Tin</title></head><body><article><p class=byline>By {}</p><p>" + TEXT + "</p></article>"
PLAIN = "Tin\n\nBy {}\n\n" + TEXT
RST = "Tin\n===\n\nBy {}\n\n" + TEXT + "\n\n.. [1] A note.\n"


@pytest.mark.parametrize(
    ("path", "page", "byline"),
    (
        ("a.md", MARKDOWN, "Jane Roe<sup>a</sup> and Ivo Brandt<sup>b</sup>"),
        ("a.md", MARKDOWN, "Jane Roe<sup>1,2</sup>, Ivo Brandt<sup>2</sup>"),
        ("a.md", MARKDOWN, "Jane Roe[^1] and Ivo Brandt[^2]"),
        ("a.md", MARKDOWN, "Jane Roe¹ and Ivo Brandt²"),
        ("a.html", PAGE, "Jane Roe<sup>a</sup> and Ivo Brandt<sup>b</sup>"),
        ("a.html", PAGE, "Jane Roe<sup><a href='#n1'>1</a></sup> and Ivo Brandt<sup>*</sup>"),
        ("a.html", PAGE, "Jane Roe† and Ivo Brandt‡"),
        ("a.txt", PLAIN, "Jane Roe* and Ivo Brandt"),
        ("a.txt", PLAIN, "Jane Roe¹ and Ivo Brandt²"),
        ("a.rst", RST, "Jane Roe [1]_ and Ivo Brandt"),
        ("a.rst", RST, "Jane Roe\\ :sup:`a` and Ivo Brandt\\ :sup:`b`"),
    ),
)
def test_a_note_mark_is_no_letter_of_a_name(path, page, byline):
    signed = [author.name for author in understood(page.format(byline), path).parts.of(Author)]
    assert signed == ["Jane Roe", "Ivo Brandt"]


@pytest.mark.parametrize(
    ("before", "mark", "is_note"),
    (
        ("By Jane Roe", "a", True),
        ("said Roe", "12", True),
        ("By Jane Roe", "1, 2", True),
        ("By Jane Roe", "†", True),
        ("in the XIX", "e", False),
        ("E = mc", "2", False),
        ("M", "me", False),
        ("By Jane Roe", "st", False),
        ("By Jane Roe", "TM", False),
    ),
)
def test_what_is_a_note_mark(before, mark, is_note):
    assert is_note_mark(before, mark) is is_note
