"""Lines on advertising, and those that only look like them."""

from __future__ import annotations

from collections import Counter

import pytest

from articles import KNOWLEDGE
from articles import LISTS
from bylint.grammar.advertising import read_label
from bylint.grammar.advertising import says_who_paid
from bylint.text.files import flat
from bylint.text.fold import folded
from grammar.phrases import phrases

PHRASES = phrases("label")


def said(text: str) -> tuple[str, str]:
    """Return the form of a line, and its label or its language."""
    found = read_label(text, KNOWLEDGE)
    if found is None:
        return ("paid" if says_who_paid(text, KNOWLEDGE) else "-"), ""
    return found.form, next(iter(found.classes)).partition(".")[2] if found.form == "guide" else found.words


@pytest.mark.parametrize("row", PHRASES, ids=[row[0] for row in PHRASES])
def test_line_tells(row):
    assert said(row[0]) == (row[1], row[2])


def test_a_third_are_near_misses():
    assert len(PHRASES) >= 150
    assert Counter(form for _, form, _ in PHRASES)["-"] * 3 >= len(PHRASES)


@pytest.mark.parametrize("name", LISTS["labels"]["jurisdictions"])
def test_labels_that_authorities_speak_of_are_known(name):
    known = {folded(word) for each in ("ad_label", "ad_word", "paid_label", "paid_label_by") for word in _words(each)}
    rule = LISTS["labels"]["jurisdictions"][name]
    assert {folded(word) for word in (*rule["accepted"], *rule["rejected"])} <= known


def _words(name: str) -> tuple[str, ...]:
    return flat(LISTS["lexicon/ads"][name]["words"])
