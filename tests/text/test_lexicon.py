"""One scan for many names, and words by class."""

from __future__ import annotations

from collections import Counter

import pytest

from bylint.text.files import Lists
from bylint.text.files import shipped
from bylint.text.lexicon import Line
from bylint.text.lexicon import as_kept
from bylint.text.lexicon import even
from bylint.text.lexicon import lexicon_of
from bylint.text.lexicon import literals
from bylint.text.lexicon import of_kept
from bylint.text.lexicon import scan
from counting import calls

WORDS = {"picture": ("photo", "art"), "agency": ("AP", "picture alliance"), "by": ("по",)}
LEXICON = lexicon_of([{name: {"words": words} for name, words in WORDS.items()}])
NAMES = ("Army", "Army War College", "U.S. Army", "O'Neill Center", "Federal Reserve", "Federal Reserve Bank of Boston")


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("the Army War College at Carlisle", ["Army War College"]),
        ("the U.S. Army War College", ["U.S. Army"]),
        ("the army", ["army"]),
        ("an Armyworm, and armies", []),
        ("the Army's own", ["Army"]),
        ("non-Army", ["Army"]),
        ("the O’Neill Center", ["O’Neill Center"]),
        (
            "Federal Reserve Bank of Boston or the Federal Reserve",
            ["Federal Reserve Bank of Boston", "Federal Reserve"],
        ),
        ("Federal\nReserve", ["Federal\nReserve"]),
        ("İ Army", ["Army"]),
        ("", []),
    ),
)
def test_longest_whole_name_wins(text, expected):
    assert [text[hit.start : hit.end] for hit in scan(literals(NAMES), text)] == expected


def test_hit_tells_which_name_it_is():
    assert scan(literals(NAMES), "an ARMY")[0].name == "Army"


def test_a_lexicon_that_was_kept_is_the_same():
    listed = {"by": {"words": {"de": ["von", "von der"], "en": ["by"]}}, "end": {"words": ["Von"], "small": ["…", "A"]}}
    made = lexicon_of([listed, {"source": "x", "none": {"words": []}}])
    kept = of_kept(as_kept(made))
    for each in ("words", "small", "classes"):
        assert dict(getattr(kept, each)) == dict(getattr(made, each))
    assert (kept.phrases, kept.prefixes) == (made.phrases, {"von"})
    assert {phrase: kept.classes[number] for phrase, number in kept.phrases.items()} == {
        "von": {"by", "by.de", "end"},
        "von der": {"by", "by.de"},
        "by": {"by", "by.en"},
    }
    assert made.small == {"end": {"...", "a"}}


def test_no_names_find_nothing():
    assert scan(literals(()), "the Army") == ()
    assert scan(literals(("", " ")), "the Army") == ()


@pytest.mark.parametrize("text", ("İstanbul’s ẞ", "ΑΣ", "plain", "ﬁ ﬂ"))
def test_even_form_is_as_long_as_the_text(text):
    assert len(even(text)) == len(text)


def test_many_hits_take_linear_time():
    assert len(scan(literals(NAMES), "Army " * 100_000)) == 100_000


@pytest.mark.parametrize(
    ("text", "classes"),
    (
        ("A Photo.", {"picture"}),
        ("The start of the party", set()),  # no "art"
        ("(AP Photo/Jane Roe)", {"picture", "agency"}),
        ("a picture of an alliance", {"agency"}),  # its longest word: what may stand here, not what does
        ("ФОТО ПО", {"by"}),
        ("", set()),
    ),
)
def test_scan_gives_the_classes_of_whole_words(text, classes):
    assert LEXICON.scan(("before", text, "after")) == (frozenset(), classes, frozenset())


def test_words_by_language_are_classes_too():
    found = lexicon_of([{"version": "1", "by": {"source": "x", "date": "2026-11-30", "words": {"de": ["von"]}}}])
    assert tuple(Line("Von", found).entries[0]) == ((1, {"by", "by.de"}),)


@pytest.mark.parametrize(
    ("text", "expected"), (("an AP photo", True), ("the picture alliance", True), ("a picture", False))
)
def test_a_text_has_a_word_of_a_class(text, expected):
    assert LEXICON.has("agency", text) == expected


def test_the_words_of_a_class_are_given_as_printed():
    assert LEXICON.find("agency", "The Picture Alliance, AP") == "Picture Alliance"


def test_the_rest_of_a_phrase_is_looked_for_once_in_a_text():
    """Each look goes through all of the text: for each occurrence of a word that made the work grow with the square."""
    text = "an alliance, and "
    assert LEXICON.scan([text * 200, "picture alliance", text]) == (frozenset(), {"agency"}, frozenset())
    once, often = (calls(lambda number=number: LEXICON.scan([text * number])) for number in (100, 200))
    # Whether a word ends before an occurrence and behind it is asked at each of them.
    assert often - once <= 2 * 100


def test_each_class_is_defined_once():
    lists = Lists(shipped())
    files = {name: lists[name] for name in lists if name.startswith("lexicon/")}
    classes = Counter(name for entries in files.values() for name, entry in entries.items() if isinstance(entry, dict))
    assert [name for name, number in classes.items() if number > 1] == []


def test_a_line_without_words_has_no_entries():
    line = Line("", lexicon_of(({"by": {"words": ["by"]}},)))
    assert (line.entries, line.begun, line.present) == (((),), (frozenset(),), frozenset(("",)))
