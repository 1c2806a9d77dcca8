"""Patterns over word classes."""

from __future__ import annotations

import pytest

from bylint.grammar.matcher import Grammar
from bylint.grammar.matcher import Line
from bylint.grammar.matcher import PatternError
from bylint.text.lexicon import Lexicon

LEXICON = Lexicon({"fish": ("Herring", "Sea bass", "Sea"), "boat": ("skiff", "sea bass boat"), "by": ("by", "von")})


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


def test_scan_gives_each_text_its_classes():
    found = LEXICON.scan(("A skiff.", "Nothing here.", "Von der SEA BASS", ""))
    assert [sorted(classes) for classes in found] == [["boat"], [], ["boat", "by", "fish"], []]
