"""Sentences on paid links, and those that only look like them."""

from __future__ import annotations

from collections import Counter

import pytest

from articles import KNOWLEDGE
from bylint.grammar.advertising import read_disclosure
from bylint.grammar.advertising import speaks_of_earning
from grammar.phrases import phrases

PHRASES = phrases("disclosure")
EARNING = phrases("earning", 2)


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


@pytest.mark.parametrize("row", EARNING, ids=[row[0] for row in EARNING])
def test_sentence_speaks_of_earning(row):
    """In an article with paid links, what the forms do not know is taken by who earns what by which links."""
    told = read_disclosure(row[0], KNOWLEDGE) is not None or speaks_of_earning(row[0], KNOWLEDGE)
    assert told == (row[1] == "yes")
