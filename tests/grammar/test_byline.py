"""Names are taken out of bylines."""

from __future__ import annotations

import pytest

from articles import KNOWLEDGE
from bylint.grammar.byline import as_said
from bylint.grammar.byline import read_byline
from bylint.model.prose import prose_at


def found(text, *, is_field, fewest=1):
    return [
        as_said(name)
        for name in read_byline(prose_at(text, 0, len(text)), KNOWLEDGE, is_field=is_field, fewest=fewest).names
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    (
        ("Jane Roe", ["Jane Roe"]),
        ("By Jane Roe", ["Jane Roe"]),
        ("Jane Roe and John Q. Smith", ["Jane Roe", "John Q. Smith"]),
        ("Jane Roe, John Smith & Ann Lee", ["Jane Roe", "John Smith", "Ann Lee"]),
        ("Jane Roe (Author & Editor), John Smith (Editor)", ["Jane Roe", "John Smith"]),
        (
            '<a href="https://example.com/a">Jane Roe</a> and <a href="https://example.com/b">John Smith</a>',
            ["Jane Roe", "John Smith"],
        ),
        ("[Jane Roe](https://example.com/jane)", ["Jane Roe"]),
        ("Roe, Jane", ["Jane Roe"]),
        ("Roe, Jane; Smith, John", ["Jane Roe", "John Smith"]),
        ("Jane Roe, Staff Writer", ["Jane Roe"]),
        ("Jane Roe, Ph.D.", ["Jane Roe"]),
        ("Jane Roe | Example Review", ["Jane Roe"]),
        ("Jane Roe jane@example.com", ["Jane Roe"]),
        ("Department of Health and Human Services", ["Department of Health and Human Services"]),
        ("ed-mullen", ["ed-mullen"]),
        ("_authors/ty-loft.md", ["_authors/ty-loft.md"]),
        ("will", ["will"]),
        ("Di Cook", ["Di Cook"]),
        ("Byron Hardy", ["Byron Hardy"]),
        ("The Editors", ["The Editors"]),
        ("null", []),
    ),
)
def test_a_field_names_its_people(text, wanted):
    assert found(text, is_field=True) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    (
        ("By Jane Roe", ["Jane Roe"]),
        ("Written by Jane Roe and John Smith", ["Jane Roe", "John Smith"]),
        ("Von Jiří Vondráček", ["Jiří Vondráček"]),
        ("Par Émilie Durand", ["Émilie Durand"]),
        ("Door Bram de Wit", ["Bram de Wit"]),
        ("By Jane Roe March 14, 2024", ["Jane Roe"]),
        ("By Jane Roe in Nairobi", ["Jane Roe"]),
        ("By Jane Roe for The Example", ["Jane Roe"]),
        ("By JANE ROE", ["JANE ROE"]),
        ("By the time you read this", []),
        ("By Design", []),
        ("Von hier nach dort", []),
    ),
)
def test_a_line_must_look_like_a_name(text, wanted):
    assert found(text, is_field=False, fewest=2) == wanted


def test_a_name_keeps_its_place():
    text = "By  Jane Roe, Staff Writer"
    (name,) = read_byline(prose_at(text, 0, len(text)), KNOWLEDGE, is_field=True).names
    assert name.prose.span() == (4, 12)


def test_a_long_string_is_no_byline():
    assert found("Jane Roe, " * 5000, is_field=True) == []
