"""Lines that mark an ad and were left behind."""

from __future__ import annotations

import pytest

from articles import views
from bylint.model.article import Part

BEFORE = "The society has forty plots, three taps and a waiting list of nine years.\n\n"
AFTER = "\n\nA plot costs 62 pounds a year, and the society would like to keep it that way.\n"
GERMAN = "Die Brücke wird im Mai gesperrt, weil die Pfeiler nicht mehr tragen und das Geländer rostet.\n\n"


def markers(text: str, suffix: str = ".md", path: str = "posts/a") -> list[str]:
    return [text[part.span.start : part.span.end] for part in found(text, suffix, path)]


def found(text: str, suffix: str, path: str) -> list[Part]:
    return views(text, "marker", f"{path}{suffix}")


@pytest.mark.parametrize("suffix", (".md", ".txt"))
@pytest.mark.parametrize(
    "line",
    (
        "Advertisement",
        "ADVERTISEMENT",
        "Advertisement:",
        "— Advertisement —",
        "[Advertisement]",
        "(Advertisement)",
        "SKIP ADVERTISEMENT",
        "Story continues below advertisement",
        "Article continues below this ad",
        "Advertisement. Scroll to continue reading.",
        "La suite après la publicité",
        "Weiterlesen nach der Anzeige",
        "Artiklen fortsætter efter annoncen",
        "Post continues after this ad:",
        "Continua a leggere sotto la pubblicità",
        "Hier geht es nach der Werbung weiter",
    ),
)
def test_bare_line_is_a_marker(line, suffix):
    assert markers(BEFORE + line + AFTER, suffix) == [line]


@pytest.mark.parametrize(
    "line",
    (
        "The advertisement ran for a week.",
        "Advertisement was the word above it.",
        '"Advertisement"',
        "> Advertisement",
        "- Advertisement",
        "| Advertisement | 71 of 100 |\n|---|---|\n| Story continues below | 22 |",
        "`Advertisement`",
        "```\nAdvertisement\n```",
        "    Advertisement",
        "## Advertisement\n\nThe word stands above display pages.",
        "Sponsored by the parish.",
        "Story continues below the fold of every paper.",
    ),
)
def test_words_in_use_are_no_marker(line):
    assert markers(BEFORE + line + AFTER) == []


@pytest.mark.parametrize(
    ("line", "marker"),
    (
        ("**ADVERTISEMENT**", "ADVERTISEMENT"),
        ("*Advertisement*", "Advertisement"),
        ("[SKIP ADVERTISEMENT](#after-top)", "SKIP ADVERTISEMENT"),
        ("### Story continues below advertisement", "Story continues below advertisement"),
    ),
)
def test_marker_in_markup_is_reported_at_its_words(line, marker):
    assert markers(BEFORE + line + AFTER) == [marker]


def test_dashes_that_read_as_a_list_are_a_marker():
    assert markers(f"{BEFORE}- Advertisement -{AFTER}") == ["Advertisement -"]


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        (GERMAN + "Anzeige\n\n" + GERMAN, ["Anzeige"]),
        (BEFORE + "Anzeige" + AFTER, []),
        ("Anzeige\n\n" + GERMAN, []),
        (GERMAN + "Werbung\n\n" + GERMAN, ["Werbung"]),
        (f"---\nlang: de\n---\n\nKurz.\n\n{GERMAN}Anzeige\n\n{GERMAN}", ["Anzeige"]),
        (f"---\nlang: de\n---\n\n{GERMAN}## Die Anzeige\n\nDas Schreiben umfasst vier Seiten.\n", []),
        (f"---\nlang: de\n---\n\n{GERMAN}## Anzeige\n\nDas Schreiben umfasst vier Seiten.\n", []),
        (BEFORE + "Sponsored" + AFTER, ["Sponsored"]),
        ("Sponsored\n\n" + BEFORE, []),
        (GERMAN + "Ad\n\n" + GERMAN, []),
    ),
)
def test_words_with_other_meanings_need_language_and_place(text, expected):
    assert markers(text) == expected


@pytest.mark.parametrize(
    "header",
    (
        "sponsored: true",
        "sponsor: {name: Harbour Rail, url: https://rail.example.com}",
        "type: sponsored",
        "tags: [advertorial]",
    ),
)
def test_label_of_declared_paid_content_is_no_leftover(header):
    assert markers(f"---\ntitle: Three days\n{header}\n---\n\nAdvertisement\n\n{BEFORE}") == []


def test_article_that_says_it_is_not_paid_has_no_label():
    assert markers(f"---\nsponsored: false\n---\n\nAdvertisement\n\n{BEFORE}") == ["Advertisement"]


def test_paid_article_may_hold_a_leftover_in_its_text():
    text = f"---\nsponsored: true\n---\n\nAdvertisement\n\n{BEFORE}Advertisement{AFTER}"
    assert markers(text) == ["Advertisement"]


def test_folder_declares_paid_content():
    assert markers(f"Advertisement\n\n{BEFORE}", path="content/sponsored/a") == []


@pytest.mark.parametrize(
    "slot",
    (
        "<!-- ad start -->\n\nAdvertisement\n\nKettles, half price, at the quay.\n\n<!-- ad end -->",
        "Advertisement\n\n{{< ad >}}",
        "Advertisement\n\n{% include ad.html %}",
        "Advertisement\n\n![Kettles](/ads/kettles.gif)",
        "Advertisement\n\nThis issue is brought to you by Fellmann Boots.",
        'Advertisement\n\n<a href="https://boots.example.com" rel="sponsored">Boots for the wrong side of the hill</a>',
        '<div class="ad-slot">Advertisement</div>',
        '<p class="story-ad">Advertisement</p>',
    ),
)
def test_label_of_an_ad_is_no_leftover(slot):
    assert markers(BEFORE + slot + AFTER) == []


def test_line_in_a_paragraph_with_breaks_is_a_marker():
    text = "<article><p>Nobody has paid since the carts went away.<br>Advertisement<br>The town minds.</p></article>"
    (part,) = found(text, ".html", "a")
    assert text[slice(*part.span)] == "Advertisement"


@pytest.mark.parametrize(
    ("piece", "expected"),
    (
        ("<p>Advertisement</p>", ["Advertisement"]),
        ("<p>Advert&#105;sement</p>", ["Advert&#105;sement"]),
        ("<p>&nbsp;- Advertisement -</p>", ["- Advertisement -"]),
        ('<div class="css-1x2">Advertisement</div>', []),
        ('<div class="dfp-slot"><p>Advertisement</p></div>', []),
        ("<blockquote><p>Advertisement</p></blockquote>", []),
        ("<figure><img src='a.jpg' alt=''><figcaption>Advertisement</figcaption></figure>", []),
    ),
)
def test_page_labels_its_own_slots(piece, expected):
    text = f"<article><h1>The toll</h1><p>{BEFORE.strip()}</p>{piece}<p>{AFTER.strip()}</p></article>"
    assert markers(text, ".html") == expected


def test_many_lines_take_no_long():
    assert len(markers("Advertisement\n\n" * 20_000, ".txt")) == 20_000


@pytest.mark.parametrize(
    ("element", "is_marker"),
    (
        ("<center>Advertisement</center>", True),
        ("<div>Advertisement</div>", True),
        ('<div class="ad-label">Advertisement</div>', False),
        ("<aside>Advertisement</aside>", False),
    ),
)
def test_bare_element_between_paragraphs_of_a_page_is_a_marker(element, is_marker):
    article = f"<h1>Plots</h1><p>{BEFORE.strip()}</p>{element}<p>{AFTER.strip()}</p>"
    text = f"<html><body><article>{article}</article></body></html>"
    assert markers(text, ".html") == (["Advertisement"] if is_marker else [])


@pytest.mark.parametrize(
    ("end", "marker"),
    (
        ("It ended at five. Advertisement", "Advertisement"),
        ("It ended at five.Advertisement", "Advertisement"),
        ("It ended at five. Story continues below advertisement", "Story continues below advertisement"),
        ("It ended at five, in the words of an advertisement", ""),
        ("It ended at five. Ads", ""),
        ("It had one label. “Advertisement”", ""),
    ),
)
def test_label_glued_to_a_paragraph_is_a_marker(end, marker):
    assert markers(f"{BEFORE}The count began at two in the morning, and nobody left the hall. {end}\n") == (
        [marker] if marker else []
    )
