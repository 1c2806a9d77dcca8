"""What the names of files and of fields tell."""

from __future__ import annotations

import pytest

from bylint.grammar.addresses import is_file_name
from bylint.grammar.addresses import meaning
from bylint.grammar.addresses import stem_of


@pytest.mark.parametrize(
    ("key", "is_nested", "expected"),
    (
        ("image_credit", False, "credit"),
        ("heroImageCreditText", False, "credit"),
        ("photo-by", False, "credit"),
        ("photographer", False, "credit"),
        ("image_source", False, "credit"),
        ("source", False, ""),
        ("author", False, ""),
        ("copyright", False, ""),
        ("author", True, "credit"),
        ("attr", True, "credit"),
        ("attrlink", True, "address"),
        ("image_credit_url", False, "address"),
        ("image_alt", False, "alt"),
        ("figcaption", False, "caption"),
        ("image_license", False, "licence"),
    ),
)
def test_meaning_of_a_key(key, is_nested, expected):
    assert meaning(key, is_nested=is_nested) == expected


@pytest.mark.parametrize(
    ("src", "stem"),
    (
        ("/a/quay-1024x768.jpg?w=300", "quay"),
        ("/a/quay@2x.png", "quay"),
        ("/a/quay-scaled.JPG#x", "quay"),
        ("/a/old%20quay.jpg", "old quay"),
    ),
)
def test_sizes_of_a_picture_have_one_stem(src, stem):
    assert stem_of(src) == stem


@pytest.mark.parametrize(
    ("text", "src", "expected"),
    (
        ("quay.jpg", "/img/other.jpg", True),
        ("DSC_0041", "a.jpg", True),
        ("old-quay-at-night-nine", "old-quay-at-night-nine.jpg", True),
        ("quay", "quay.jpg", False),
        ("The old quay.", "old.jpg", False),
    ),
)
def test_file_name_is_told_from_words(text, src, expected):
    assert is_file_name(text, src) is expected
