"""Headline, body and dates."""

from __future__ import annotations

from datetime import date

import pytest

from articles import at
from articles import understood

LONG = "Before a tanker turns into the strait, somebody in an office far from the sea has priced the trip. " * 3


@pytest.mark.parametrize(
    ("text", "found"),
    (
        ("---\ndate: 2021-06-03\n---\nText.\n", date(2021, 6, 3)),
        ("---\ndate:\n  created: 2024-06-04\n  updated: 2025-01-01\n---\nText.\n", date(2024, 6, 4)),
        ("---\nlastmod: 2025-01-01\npubDate: 2024-02-20\n---\nText.\n", date(2024, 2, 20)),
        ("+++\ndate = 2021-04-22\n+++\nText.\n", date(2021, 4, 22)),
        ("Text.\n", None),
    ),
)
def test_front_matter_dates_the_article(text, found):
    assert understood(text).published == found


@pytest.mark.parametrize(
    ("path", "text", "headline"),
    (
        ("a.md", f"---\ntitle: The Strait\n---\n{LONG}", "The Strait"),
        ("a.md", f"# The Strait\n\n{LONG}", "The Strait"),
        (
            "a.txt",
            f"Connect with us\n\nThe Long View\n\nThe Strait Is Wider Than It Looks\n\nBy Jo Roe\n\n{LONG}",
            None,
        ),
        ("a.html", f"<title>The Strait Is Wide - Example Coast</title><h1>The Strait Is Wide</h1><p>{LONG}</p>", None),
    ),
)
def test_the_headline_is_found(path, text, headline):
    article = understood(text, path)
    found = at(article, article.each("headline")[0])
    assert found == headline if headline else found in ("The Strait Is Wider Than It Looks", "The Strait Is Wide")


def test_a_quotation_is_marked_in_the_body():
    article = understood("First words.\n\n> Theirs.\n")
    assert [(part.prose.plain, part.has("quote")) for part in article.each("body")] == [
        ("First words.", False),
        ("Theirs.", True),
    ]
