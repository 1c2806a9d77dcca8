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
        ('+++\npath = "2022/01/31/tides"\naliases = ["2001/01/01/old.html"]\n+++\nText.\n', date(2022, 1, 31)),
        ("---\nredirect_from: [/groups/2019/10/29/tides.html]\n---\nText.\n", None),  # a page that moved
        ('+++\ntitle = "Tides"\n[extra]\ndate = 2022-01-31T08:00:00Z\n+++\nText.\n', date(2022, 1, 31)),
        ('+++\ndate = 2022-01-31\npath = "2001/01/01/old"\n+++\nText.\n', date(2022, 1, 31)),
        ("---\npermalink: /2022/01/31/tides/\n---\nText.\n", date(2022, 1, 31)),
        ("---\nurl: https://example.com/2022/01/31/tides/\n---\nText.\n", None),  # what another site says
        ("---\nimage: /2022/01/31/tides.jpg\n---\nText.\n", None),
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


@pytest.mark.parametrize(
    ("text", "headline"),
    (
        (f"---\ntitle: The Strait\n---\n# What it is\n\n{LONG}", "The Strait"),
        (f"---\ntitle: The Strait\n---\n{LONG}\n\n# References\n\n{LONG}", "The Strait"),
        (f"---\ntitle: The Strait in Winter\n---\n# The Strait\n\n{LONG}", "The Strait in Winter"),
        (f"---\ntitle: The strait\n---\n# The *Strait*\n\n{LONG}", "The *Strait"),
        (f"---\ntitle: ''\n---\n# The Strait\n\n{LONG}", "The Strait"),
        (f'---\ntitle: "{{{{ site.title }}}}"\n---\n# The Strait\n\n{LONG}', "The Strait"),
        (f"---\nseries:\n  title: Seas\n---\n# The Strait\n\n{LONG}", "The Strait"),
        (f'+++\ntitle = "The Strait"\n+++\n# What it is\n\n{LONG}', "The Strait"),
        (f"---\ntitle: {{de: Die Enge, en: The Strait}}\nlang: en\n---\n# What it is\n\n{LONG}", "The Strait"),
        (f"---\ntitle: {{de: Die Enge, en: The Strait}}\n---\n# What it is\n\n{LONG}", "Die Enge"),
    ),
)
def test_the_title_of_the_header_is_the_headline(text, headline):
    article = understood(text)
    (part,) = article.each("headline")
    found = at(article, part)
    assert found == headline
    assert (part.span.start > text.index("\n# ")) == (f"# {headline}" in text)


def test_a_quotation_is_marked_in_the_body():
    article = understood("First words.\n\n> Theirs.\n")
    assert [(part.prose.plain, part.has("quote")) for part in article.each("body")] == [
        ("First words.", False),
        ("Theirs.", True),
    ]
