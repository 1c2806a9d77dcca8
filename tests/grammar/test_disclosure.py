"""Sentences on paid links, and those that only look like them."""

from __future__ import annotations

from collections import Counter

import pytest

from articles import KNOWLEDGE
from bylint.grammar.advertising import read_disclosure
from grammar.phrases import phrases

PHRASES = phrases("disclosure")


@pytest.mark.parametrize("row", PHRASES, ids=[row[0] for row in PHRASES])
def test_sentence_says(row):
    said = read_disclosure(row[0], KNOWLEDGE)
    assert (said.kind if said else "-") == row[1]
    beside = ["link"] * (said is not None and said.is_on_link) + ["associate"] * (
        said is not None and said.names_associate
    )
    assert beside == row[2].split()


def test_a_third_are_near_misses():
    kinds = Counter(kind for _, kind, _ in PHRASES)
    assert len(PHRASES) >= 150
    assert (kinds["-"] + kinds["loose"]) * 3 >= len(PHRASES)
