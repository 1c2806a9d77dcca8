"""What a baseline knows again after articles were changed, and what it does not; and files that are none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from articles import WHOLE as KNOWLEDGE
from bylint import audit
from bylint import baseline
from bylint import packs
from bylint.audit import Reading
from bylint.config import Config
from bylint.config import selected
from bylint.errors import ConfigError
from bylint.model.rule import Fingerprint
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.model.source import Span

RULES = selected(Config(Path("/")), packs.load(packs.shipped_packs()))
HEADERS = (
    "title: The slip\nauthor: Jane Roe",
    "title: The slip\ndate: 2024-05-04",
    "title: The slip\nauthor: admin",
    "slug: slip\nauthor: admin",
)
PARAGRAPHS = (
    "The boat came late, and nobody on the quay had been told that it would.",
    "It left early. The people who had come to see it off found the water empty.",
    "Advertisement",
    "Read our disclaimer\nbefore you go on, it is long.",
    "![](quay.jpg)\n*Image: Creative Commons*",
    "![IMG_2697](boat.jpg)",
    "Share this:",
    "Jane Roe is a professor of strategy at the U.S. Naval War College in Newport.",
    "Jane Roe is the former director of the Institute for Tidal Studies.",
    "Jane Roe is director of the Institute for Tidal Studies in Holm and keeps bees.",
    "## What came of it",
    "> The views of the author\n> are nobody's.",
)
ABOVE = "".join(f"The {number}th boat of the year was as late as all the others.\n\n" for number in range(50))


def judged(*articles: tuple[str, str]) -> tuple[Violation, ...]:
    readings = [Reading(name, ".md", None, text.encode()) for name, text in articles]
    return audit.run(readings, RULES, lambda *_: RULES, KNOWLEDGE).violations


def entries(found: tuple[Violation, ...]) -> tuple[baseline.Entry, ...]:
    written = baseline.written(baseline.entry_of(violation, str) for violation in found)
    return baseline.parsed(written, "b")


def compared(
    before: tuple[Violation, ...], after: tuple[Violation, ...], there: frozenset[str] = frozenset({"a.md"})
) -> baseline.Comparison:
    return baseline.compared(after, entries(before), str, there.__contains__)


def article(header: str, paragraphs: list[str]) -> str:
    return f"---\n{header}\n---\n\n" + "\n\n".join(paragraphs) + "\n"


def reflowed(text: str) -> str:
    """Break each paragraph anew, but for pictures with their captions, where a line is a line."""
    head, body = text.split("\n---\n\n", 1)
    broken = (
        part if part.startswith(("!", "#", ">")) else re.sub(r"(\S+\s+\S+\s+\S+)\s+", r"\1\n", part)
        for part in body.split("\n\n")
    )
    return f"{head}\n---\n\n" + "\n\n".join(broken)


def below_a_hundred_lines(text: str) -> str:
    head, body = text.split("\n---\n\n", 1)
    return f"{head}\n---\n\n{ABOVE}{body}"


articles = st.builds(article, st.sampled_from(HEADERS), st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=12))


@given(articles)
@settings(max_examples=40)
def test_what_was_there_is_known_after_the_file_was_moved_or_its_lines_were(text):
    before = judged(("a.md", text))
    for changed in (("a.md", text.replace("\n", "\r\n")), ("a.md", reflowed(text)), ("b/c.md", text)):
        found = compared(before, judged(changed), frozenset({changed[0]}))
        assert (found.new, found.left) == ((), ()), changed


# What nobody signs is asked for a name where it is long enough for an article.
@given(articles.filter(lambda text: "author:" in text))
@settings(max_examples=40)
def test_what_was_there_is_known_below_a_hundred_lines(text):
    before = judged(("a.md", text))
    assert compared(before, judged(("a.md", below_a_hundred_lines(text)))).new == ()


BOATS = "The boat came late.\n\n"
AD = "Advertisement\n\n"
LEFT = "It left early.\n\n"
QUAY = "The quay was empty.\n\n"


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    (
        # A marker is mended and another comes: at the end, in front, in another section.
        (BOATS + AD + LEFT + AD + QUAY, BOATS + LEFT + AD + QUAY + AD, [13]),
        (BOATS + AD + LEFT + QUAY, BOATS + LEFT + QUAY + AD, [11]),
        (BOATS + LEFT + AD + QUAY, AD + BOATS + LEFT + QUAY, [5]),
        (BOATS + AD + LEFT, BOATS + LEFT + "## A\n\n" + QUAY + AD, [13]),
        # Another comes beside one that is known: that one is not blamed.
        (BOATS + AD + LEFT, AD + BOATS + AD + LEFT, [5]),
        (BOATS + AD + LEFT, BOATS + AD + LEFT + QUAY + AD, [13]),
        # One side has changed, or all that stands between two.
        (BOATS + AD + LEFT, QUAY + AD + LEFT, []),
        (BOATS + AD + LEFT, BOATS + AD + QUAY, []),
        (BOATS + AD + LEFT + AD + QUAY, BOATS + AD + AD + QUAY, []),
        (BOATS + AD + LEFT + AD + QUAY, BOATS + AD + LEFT, []),
        # Its words are others.
        (BOATS + "Advertisement", BOATS + "Sponsored content goes here\n\nADVERTISEMENTS", None),
    ),
)
def test_mending_one_place_pays_for_no_other(before, after, lines):
    header = "---\ntitle: The slip\nauthor: Jane Roe\n---\n"
    found = compared(judged(("a.md", header + before)), judged(("a.md", header + after)))
    told = [violation.place.line for violation in found.new if violation.code == "ADS001"]
    assert told == lines if lines is not None else len(told) > 0


def test_article_of_another_file_is_known_only_where_its_own_is_gone():
    text = article(HEADERS[0], [BOATS, "Advertisement"])
    before, copy = judged(("a.md", text)), judged(("b.md", text))
    assert compared(before, copy, frozenset({"a.md", "b.md"})).new == copy
    assert compared(before, copy, frozenset({"b.md"})).new == ()
    other = judged(("b.md", text.replace("The slip", "The quay")))
    assert compared(before, other, frozenset({"b.md"})).new == other, "another article in the place of one deleted"


def test_title_that_is_mended_changes_nothing():
    text = article(HEADERS[0], [BOATS, "Advertisement"])
    found = compared(judged(("a.md", text)), judged(("a.md", text.replace("The slip", "The slips"))))
    assert (found.new, len(found.known)) == ((), 1)


FORMER = "---\ntitle: A\ndate: {}\nauthor: Jane Roe\n---\n\nIt rained.\n\nJane Roe is the former director of the Institute for Tidal Studies.\n"  # noqa: E501
IN_OFFICE = FORMER.replace("the former", "the")


def test_what_articles_say_of_one_another_is_known_wherever_it_is_reported():
    some = [("0.md", FORMER.format("2023-12-01")), ("1.md", IN_OFFICE.format("2024-01-01"))]
    before = judged(*some)
    assert [violation.code for violation in before] == ["BIO001"]
    after = judged(*some, ("2.md", IN_OFFICE.format("2024-02-01")))
    assert [violation.code for violation in after] == ["BIO001"]
    assert compared(before, after, frozenset({"0.md", "1.md", "2.md"})).new == ()


def test_custom_of_a_site_is_known_in_each_of_its_articles():
    lead = "---\ntitle: {}\nauthor: Jane Roe\nimage: /img/{}.jpg\n---\n\nIt rained.\n"
    many = [(f"{name}.md", lead.format(name, name)) for name in "bcdefghijklmnopq"]
    before = judged(*many)
    assert [violation.is_for_all for violation in before] == [True]
    for after in (judged(*many, ("a.md", lead.format("a", "a"))), judged(("a.md", lead.format("a", "a")))):
        assert [violation.code for violation in after] == ["IMG001"]
        found = compared(before, after, frozenset({"b.md", "."}))
        assert (found.new, found.left) == ((), ())
        assert tuple(baseline.pruned(found, str)) == entries(before)
    other = judged(("a.md", "---\ntitle: a\nauthor: Jane Roe\n---\n\nIt rained.\n\n![A quay](quay.jpg)\n"))
    assert compared(before, other).new == other != ()


LINES = baseline.written(entries(judged(("a.md", article(HEADERS[2], ["Advertisement", BOATS])))))
HEAD = LINES.split(b"\n")[0] + b"\n"


@pytest.mark.parametrize(
    ("content", "message"),
    (
        (b"", "b:1: this is no baseline: it does not begin with 'version: 1'"),
        (b"\xff\xfe\x00", "b:1: this is no baseline: it does not begin with 'version: 1'"),
        (LINES.replace(b": 1", b": 2"), "b:2: this is a baseline of 'version: 2', and this bylint reads 'version: 1'"),
        (LINES[:-2], "b:5: the baseline is torn: its last line, 'end', is missing"),
        (LINES[:-20], "b:4: the baseline is torn: its last line, 'end', is missing"),
        (LINES + b"more\n", "b:6: something stands behind the last line, 'end'"),
        (LINES.replace(b"ADS001 ", b"ADS001"), "b:3: this is no line of a baseline: a rule"),
        (LINES.replace(b'"a.md"', b'"a.md'), "b:3: this is no line of a baseline: a rule"),
        (LINES.replace(b'"a.md"', b"1"), "b:3: this is no line of a baseline: a rule"),
        (LINES.replace(b"version: 1\n", b"version: 1\n\n"), "b:3: this is no line of a baseline: a rule"),
        (HEAD + b"version: 1\n<<<<<<< ours\n=======\n>>>>>>> theirs\nend\n", "b:3: a merge has left its conflict here"),
        (LINES.replace(b"end", b"||||||| base\nend"), "b:5: a merge has left its conflict here"),
    ),
)
def test_first_mistake_is_told_with_its_line(content, message):
    with pytest.raises(ConfigError) as told:
        baseline.parsed(content, "b")
    (line,) = told.value.lines
    assert line.startswith(message)


@pytest.mark.parametrize(
    "name", ("a b.md", "ä.md", 'a"b.md', "a\nb.md", "a\u2028b.md", "a\udcffb.md", "end", "../x.md")
)
def test_whatever_a_file_is_called_it_is_read_as_written(name):
    entry = baseline.Entry("ADS001", Fingerprint("ab", "", "cd", ""), name)
    assert baseline.parsed(baseline.written([entry, entry]), "b") == (entry, entry)


def test_line_ends_of_another_system_are_no_change():
    assert baseline.parsed(LINES.replace(b"\n", b"\r\n"), "b") == baseline.parsed(LINES, "b")


def test_lines_are_sorted_whatever_comes_first():
    found = entries(judged(("a.md", article(HEADERS[2], [*PARAGRAPHS]))))
    assert len(found) > 3
    assert baseline.written(found) == baseline.written(reversed(found))


def test_equal_entries_are_found_without_trying_each_with_each():
    place = Place("a.md", Span(0, 1), 1, 1, 1, 2)
    many = tuple(
        Violation("ADS001", "x", "error", place, "m", fingerprint=Fingerprint("ab", "cd", str(number % 7), "ef"))
        for number in range(5_000)
    )
    found = baseline.compared(many, [baseline.entry_of(each, str) for each in many[::-1]], str, lambda _: True)
    assert (len(found.known), found.new, found.left) == (5_000, (), ())
