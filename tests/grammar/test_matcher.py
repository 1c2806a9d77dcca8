"""Patterns over word classes."""

from __future__ import annotations

import pytest

from bylint.grammar.matcher import Grammar
from bylint.grammar.matcher import Grammars
from bylint.grammar.pattern import PatternError
from bylint.text.lexicon import Line
from bylint.text.lexicon import lexicon_of

WORDS = {"fish": ("Herring", "Sea bass", "Sea"), "boat": ("skiff", "sea bass boat"), "by": ("by", "von")}
LEXICON = lexicon_of([{name: {"words": words} for name, words in WORDS.items()}])


def capitals(line: Line, at: int) -> list[int]:
    """Return the ends of the capitalised words from a token on, the last first."""
    end = at
    while end < len(line.tokens) and line.tokens[end].word[0].isupper():
        end += 1
    return list(range(end, at, -1))


def matched(pattern: str, text: str, **more: object) -> list[tuple[str, dict[str, str]]]:
    grammar = Grammar({"forms": [{"form": "a", "match": [pattern], **more}]}, LEXICON, {"name": capitals})
    line = Line(text, LEXICON)
    return [
        (line.words(found.first, found.last), {c.label: line.words(c.first, c.last) for c in found.captures})
        for found in grammar.all(line)
    ]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    (
        ("fish", "Two herring swam.", [("herring", {})]),
        ("fish", "A SEA BASS, a sea bass boat", [("SEA BASS", {}), ("sea bass", {})]),
        ("boat", "A sea bass boat", [("sea bass boat", {})]),
        ("'caught' by who=name", "Caught by Jane Roe.", [("Caught by Jane Roe", {"who": "Jane Roe"})]),
        ("fish ',' fish", "herring, sea bass", [("herring, sea bass", {})]),
        ("fish (',' fish)*", "herring, sea bass, herring, eel", [("herring, sea bass, herring", {})]),
        ("fish fish?", "sea bass", [("sea bass", {})]),
        ("^ fish", "herring herring", [("herring", {})]),
        ("fish $", "herring herring", [("herring", {})]),
        ("fish{2,2}", "herring", []),
        ("!'dead' . fish", "dead herring, live herring", [("live herring", {})]),
        ("a=fish | b=boat", "skiff", [("skiff", {"b": "skiff"})]),
        ("(fish | 'eel') 'pie'", "eel pie", [("eel pie", {})]),
        ("'©' name", "© Jane Roe", [("© Jane Roe", {})]),
        ("who=name 'and' who=name", "Jane and Joe", [("Jane and Joe", {"who": "Joe"})]),
    ),
)
def test_pattern(pattern, text, expected):
    assert matched(pattern, text) == expected


def test_a_veto_takes_the_match_back():
    assert matched("fish", "sea bass, herring", never=["fish 'bass'", "'sea' 'bass'"]) == [("herring", {})]


def test_a_definition_may_use_those_before_it():
    data = {
        "define": {"list": "fish (',' fish)*", "menu": "'menu' ':' list"},
        "forms": [{"form": "a", "match": ["menu"]}],
    }
    line = Line("Menu: herring, sea bass", LEXICON)
    assert [(found.form, found.last) for found in Grammar(data, LEXICON, {}).all(line)] == [("a", 6)]


@pytest.mark.parametrize("pattern", ("fish (", "| fish", "whale", "fish )", "fish ~", "* fish", ""))
def test_a_wrong_pattern_is_told(pattern):
    with pytest.raises(PatternError):
        Grammar({"forms": [{"form": "a", "match": [pattern]}]}, LEXICON, {})


def test_steps_are_bounded():
    grammar = Grammar({"forms": [{"form": "a", "match": ["(fish? fish? fish?)* 'no'"]}]}, LEXICON, {})
    line = Line("herring " * 200, LEXICON)
    assert list(grammar.all(line)) == []
    assert line.steps < 200_000


def test_ways_that_lead_to_one_place_are_tried_once():
    grammar = Grammar({"forms": [{"form": "a", "match": ["(fish | 'herring' | .)* 'no'"]}]}, LEXICON, {})
    line = Line("herring " * 40, LEXICON)
    assert list(grammar.all(line)) == []
    assert line.steps < 10_000


def test_ways_that_keep_other_words_are_other_ways():
    both = "(one=fish | other=fish)* skiff"
    assert matched(both.replace("skiff", "'skiff'"), "herring herring skiff")[0][1] == {"one": "herring"}


def test_scan_gives_each_text_its_classes():
    found = LEXICON.scan(
        ("A skiff.", "Nothing here.", "Von der SEA BASS", "", "By sea: bass boat", "The bass sank a boat")
    )
    assert [sorted(classes) for classes in found] == [
        ["boat"],
        [],
        ["by", "fish"],
        [],
        ["boat", "by", "fish"],
        [],
    ]


def test_lists_of_forms_share_their_definitions():
    data = {
        "define": {"catch": "fish | boat"},
        "one": [{"form": "a", "match": ["catch"]}],
        "two": [{"form": "b", "match": ["'a' catch"]}],
    }
    both, line = Grammars(data, LEXICON, {}), Line("a skiff", LEXICON)
    assert [found.form for name in ("one", "two") for found in both[name].all(line)] == ["a", "b"]


def test_an_earlier_form_goes_before_an_earlier_place():
    data = {"forms": [{"form": "boat", "match": ["boat"]}, {"form": "fish", "match": ["fish"]}]}
    grammar, line = Grammar(data, LEXICON, {}), Line("herring, skiff", LEXICON)
    found = grammar.first(line)
    assert found is not None
    assert (found.form, found.first) == ("boat", 2)
    assert [each.form for each in grammar.all(line)] == ["fish", "boat"]


def test_part_of_a_line_has_ends_of_its_own():
    line = Line("herring, sea bass, herring", LEXICON)
    grammar = Grammar({"forms": [{"form": "a", "match": ["^ fish $"]}]}, LEXICON, {})
    part = line.part(2, 4)
    (found,) = grammar.all(part)
    assert part.words(found.first, found.last) == "sea bass"
    assert (part.tokens[0].start, part.notes is line.notes) == (9, True)


def test_forms_that_lack_a_word_are_not_looked_for():
    data = {"define": {"meal": "fish 'pie'"}, "forms": [{"form": "a", "match": ["name{0,5} (meal | boat)"]}]}
    grammar = Grammar(data, LEXICON, {"name": capitals})
    line = Line("Jane Roe Writes Of Bread " * 20, LEXICON)
    assert list(grammar.all(line)) == []
    assert line.steps == 0


def test_each_form_of_a_name_takes_what_it_can_also_where_two_overlap():
    forms = [
        {"form": "a", "match": ["fish boat"]},
        {"form": "b", "match": ["'herring'? boat", "fish"]},
        {"form": "a", "match": ["boat"]},
    ]
    grammar, line = Grammar({"forms": forms}, LEXICON, {}), Line("herring skiff, skiff", LEXICON)
    assert [(match.first, match.last) for match in grammar.each(line, "a")] == [(0, 2), (1, 2), (3, 4)]
    assert [(match.first, match.last) for match in grammar.each(line, "b")] == [(0, 2), (3, 4)]
    assert list(grammar.each(line, "c")) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    (
        ("en", "the herring", ["a"]),
        ("en", "der herring", []),
        ("de", "der herring", ["a", "b"]),
        ("fr", "the herring", []),  # a class that has words by language has none in this one
        ("", "der herring", ["a", "b"]),
    ),
)
def test_a_grammar_for_one_language_knows_its_words_alone(language, text, expected):
    words = {"the": {"en": ["the"], "de": ["der"]}, "fish": ["herring"]}
    forms = [{"form": "a", "match": ["the fish"]}, {"form": "b", "match": ["'der' fish"], "languages": ["de"]}]
    lexicon = lexicon_of([{name: {"words": listed} for name, listed in words.items()}])
    grammar = Grammar({"forms": forms}, lexicon, {}, language=language)
    line = Line(text, lexicon)
    assert [form for form in ("a", "b") if any(grammar.each(line, form))] == expected
