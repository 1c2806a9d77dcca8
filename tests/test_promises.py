"""What holds for every article, whatever the rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from articles import WHOLE as KNOWLEDGE
from bylint import audit
from bylint import packs

RULES = tuple(rule for rule in packs.load(packs.shipped_packs()) if rule.status == "stable")

BLOCKS = (
    "Connect with us",
    "Hi, what are you looking for?",
    "The Strait Is Wider Than It Looks",
    "By Warren Teague",
    "Lookouts on the bridge wing of a destroyer. Image: Creative Commons.",
    "For most of the last century the strait was a line on a chart that pilots crossed without looking up.",
    "Advertisement",
    "It would be a mistake to read this as a march toward war. The people involved have gone home for dinner.",
    "Warren Teague is an associate professor of national security affairs at the Naval Postgraduate School in "
    "Monterey, California. He is a former fellow of the Example Institute.",
    "Advertisement",
)
EXPECTED = (
    ("ADS002", "Connect with us"),
    ("ADS002", "Hi, what are you looking for?"),
    ("IMG004", "Image: Creative Commons"),
    ("ADS001", "Advertisement"),
    ("DIS001", "Naval Postgraduate School"),
    ("ADS001", "Advertisement"),
)
HEADER = "title: The last boat\nauthor: Jane Roe\n"
BODY = (
    "\nThe boat came late.\n\n![The slip](slip.jpg)\n*The slip. Photo: Internet*\n\nAdvertisement\n\nIt left early.\n"
)


def found(text, suffix):
    reading = audit.Reading(f"a{suffix}", suffix, None, text.encode("utf-8"))
    violations = audit.run((reading,), RULES, lambda *_: RULES, KNOWLEDGE).violations
    return tuple((v.code, text[v.place.span.start : v.place.span.end], v.place) for v in violations)


@pytest.mark.parametrize(
    ("suffix", "article"),
    (
        (".md", "\n\n".join(BLOCKS) + "\n"),
        (".txt", "\n\n".join(BLOCKS) + "\n"),
        (".html", "<article>\n" + "".join(f"<p>{block}</p>\n" for block in BLOCKS) + "</article>\n"),
    ),
)
def test_one_article_in_three_formats_has_the_same_violations(suffix, article):
    assert tuple(each[:2] for each in found(article, suffix)) == EXPECTED


ODD = "ab\n\r\t\x00 .:*_`[](){}<>!-=+'\"&;#|/\\~@©—文\ufeff\u00a0\u2028%^$"
KEYS = st.from_regex(r"x_[a-z]{1,8}", fullmatch=True)
VALUES = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\x85\u2028\u2029", exclude_categories=("C",)))


@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_keys_that_are_not_read_shift_places_and_change_nothing_else(keys):
    more = "".join(f"{key}: '{value.replace(chr(39), chr(39) * 2)}'\n" for key, value in keys.items())
    plain, longer = (found(f"---\n{HEADER}{each}---\n{BODY}", ".md") for each in ("", more))
    assert [each[:2] for each in plain] == [each[:2] for each in longer]
    shifts = {b.line - a.line for (_, _, a), (_, _, b) in zip(plain, longer, strict=True)}
    assert shifts == {len(keys)}


@pytest.mark.parametrize("end", ("\r\n", "\r"))
def test_line_ends_change_no_line_and_no_column(end):
    text = f"---\n{HEADER}---\n{BODY}"
    places = [
        [(code, place.line, place.column, place.end_line, place.end_column) for code, _, place in found(each, ".md")]
        for each in (text, text.replace("\n", end))
    ]
    assert places[0] == places[1]


def test_a_byte_order_mark_counts_nowhere():
    text = f"---\n{HEADER}---\n{BODY}"
    assert [each[2] for each in found(text, ".md")] == [each[2] for each in found("\ufeff" + text, ".md")]


@pytest.mark.parametrize("suffix", (".md", ".mdx", ".html", ".txt"))
@settings(max_examples=40)
@given(text=st.text(st.sampled_from(ODD), max_size=400))
def test_no_text_is_too_odd(suffix, text):
    found(text, suffix)
