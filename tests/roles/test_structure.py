"""Headline, body and dates."""

from __future__ import annotations

from datetime import date

import pytest

from bylint.grammar.dates import date_in
from bylint.grammar.dates import date_of_path
from roles.authors import KNOWLEDGE
from roles.authors import at
from roles.authors import understood

LONG = "Before a tanker turns into the strait, somebody in an office far from the sea has priced the trip. " * 3


@pytest.mark.parametrize(
    ("text", "found"),
    (
        ("14 March 2021", date(2021, 3, 14)),
        ("March 14, 2021", date(2021, 3, 14)),
        ("Sept. 30th, 2023 at noon", date(2023, 9, 30)),
        ("14. März 2021, 9 Uhr", date(2021, 3, 14)),
        ("le 1er août 2020", date(2020, 8, 1)),
        ("3 de enero de 2019", date(2019, 1, 3)),
        ("2023年5月9日", date(2023, 5, 9)),
        ("2023-09-30T07:00:00+02:00", date(2023, 9, 30)),
        ("28.4.2023", date(2023, 4, 28)),
        ("28/04/2023", date(2023, 4, 28)),
        ("04/28/2023", date(2023, 4, 28)),
        ("04/05/2023", None),
        ("2023-02-30", None),
        ("Room 2023", None),
        ("May 2023", None),
    ),
)
def test_only_a_certain_date_counts(text, found):
    assert date_in(text, KNOWLEDGE) == found


def test_the_language_settles_which_number_is_the_month():
    assert date_in("04/05/2023", KNOWLEDGE, "fr") == date(2023, 5, 4)


@pytest.mark.parametrize(
    ("path", "found"),
    (
        ("content/posts/2023-05-09-strait.md", date(2023, 5, 9)),
        ("blog/2024/06/17/night-trains.html", date(2024, 6, 17)),
        ("blog\\2024\\06\\17\\night-trains.html", date(2024, 6, 17)),
        ("posts/issue-2023-05.md", None),
        ("posts/2023-13-09-strait.md", None),
    ),
)
def test_a_path_carries_a_date(path, found):
    assert date_of_path(path) == found


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
