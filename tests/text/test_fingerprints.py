"""What a violation is known by, before and after its file was changed around it."""

from __future__ import annotations

import pytest

from articles import understood
from bylint.model.rule import Fingerprint
from bylint.model.rule import Violation
from bylint.model.source import Span
from bylint.model.source import place_of
from bylint.text.fingerprints import with_fingerprints

TEXT = "---\ntitle: The slip\n---\n\nThe boat came late.\n\nAdvertisement here\n\nIt left early.\n"


def fingerprint(text: str, words: str = "Advertisement here", path: str = "a.md") -> Fingerprint:
    article = understood(text, path)
    start = article.source.text.index(words)
    place = place_of(article.source, Span(start, start + len(words)))
    (found,) = with_fingerprints(article, [Violation("ADS001", "leftover", "error", place, "a message")])
    return found.fingerprint


@pytest.mark.parametrize(
    "text",
    (
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("The boat came late.", "The boat\ncame  late."),
        TEXT.replace("title:", "tags: [boats]\ntitle:"),
        TEXT.replace("The boat", "Nobody waited.\n\n" * 100 + "The boat"),
        TEXT.replace("\n\nAdvertisement", "\n\n<!-- a comment -->\n\nAdvertisement"),
    ),
)
def test_what_changes_elsewhere_changes_nothing(text):
    words = "Advertisement here"
    assert fingerprint(text, words) == fingerprint(TEXT)


def test_path_counts_for_nothing_and_words_may_be_broken_anywhere():
    assert fingerprint(TEXT, path="b.md") == fingerprint(TEXT)
    assert fingerprint(TEXT.replace("ment here", "ment\nhere"), "Advertisement\nhere") == fingerprint(TEXT)


@pytest.mark.parametrize(
    ("text", "changed"),
    (
        (TEXT.replace("The slip", "The quay"), {"article"}),
        (TEXT.replace("title: The slip", "title: The quay\nslug: slip"), {"article"}),
        (TEXT.replace("came late", "never came"), {"before"}),
        (TEXT.replace("left early", "stayed"), {"after"}),
    ),
)
def test_each_part_tells_one_thing(text, changed):
    before, now = fingerprint(TEXT)._asdict(), fingerprint(text)._asdict()
    assert {name for name in now if now[name] != before[name]} == changed


def test_rule_and_words_count_together():
    assert fingerprint(TEXT, "Advertisement").words != fingerprint(TEXT).words


def test_understood_a_slug_is_itself_under_another_title():
    text = TEXT.replace("title:", "slug: slip\ntitle:")
    assert fingerprint(text.replace("The slip", "The quay")) == fingerprint(text)


def test_place_without_words_is_known_by_its_message():
    article = understood(TEXT)
    found = Violation("LNT001", "unreadable", "error", place_of(article.source, Span(0, 0)), "one")
    one, other = with_fingerprints(article, [found, found._replace(message="two")])
    assert one.fingerprint.words != other.fingerprint.words
    assert one.fingerprint.before == "", "nothing stands before the file"
