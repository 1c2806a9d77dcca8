from __future__ import annotations

import re

import pytest

from bylint.text.patterns import lazily
from bylint.text.patterns import one_of


@pytest.mark.parametrize(
    ("words", "text", "found"),
    (
        (("photo", "photograph", "photo by"), "photograph", "photograph"),
        (("photo", "photograph", "photo by"), "photograpy", "photo"),
        (("photo", "photograph", "photo by"), "photo byline", "photo by"),
        (("photo", "photograph"), "phot", None),
        (("c++", "c.", "(c)"), "c++", "c++"),
        (("c.",), "cx", None),
        (("a b",), "a b", "a b"),
        (("foto", "foto", "fot."), "fot.", "fot."),
        (("image",), "IMAGE", "IMAGE"),
        ((), "anything", ""),
    ),
)
def test_the_longest_word_that_fits_is_taken(words, text, found):
    for flags in (re.IGNORECASE, re.IGNORECASE | re.VERBOSE):
        match = lazily(one_of(words), flags).match(text)
        assert (match[0] if match else None) == found


def test_what_follows_may_need_a_shorter_word():
    assert lazily(rf"(?:{one_of(('photo', 'photograph'))})graph(er)").fullmatch("photographer")


def test_each_word_may_ask_for_what_follows_it():
    pattern = one_of(("by", "by -", "by - desk"), lambda word: r"\s" if word[-1].isalpha() else "!?")
    found = [lazily(pattern).match(text) for text in ("by - desk x", "by - desks", "by -!", "by x", "byx")]
    assert [match and match[0] for match in found] == ["by - desk ", "by -", "by -!", "by ", None]
