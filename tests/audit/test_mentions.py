"""What an archive remembers of the people in an article."""

from __future__ import annotations

import pytest

from articles import KNOWLEDGE
from articles import understood
from bylint.audit.archive import mentions

BIO = "Petra Lindqvist is a lecturer at Example University. {}"
DISCLAIMER = "The views expressed are those of the author and not those of the Bank of England."


@pytest.mark.parametrize(
    ("words", "claims"),
    (
        ("", ["name", "bio", "post|current|lecturer|Example University"]),
        (DISCLAIMER, ["name", "bio", "post|current|lecturer|Example University", "disclaimer"]),
        (
            "Follow [@petra](https://x.com/petralindqvist).",
            ["name", "bio", "post|current|lecturer|Example University", "handle"],
        ),
        ("Follow [@petra](https://x.com/petra).", ["name", "bio", "post|current|lecturer|Example University"]),
    ),
)
def test_what_is_said_about_a_person(words, claims):
    bio = BIO.format(words).strip()
    article = understood(f"---\nauthor: Petra Lindqvist\n---\nA chair has four legs.\n\n*{bio}*\n")
    found = tuple(mentions(article, KNOWLEDGE))
    assert [fact.claim for fact in found] == claims
    assert {fact.subject for fact in found} == {"petra lindqvist"}
