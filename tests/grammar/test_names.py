"""Names of persons and bodies."""

from __future__ import annotations

import pytest

from articles import KNOWLEDGE
from bylint.grammar.names import core
from bylint.grammar.names import is_body
from bylint.grammar.names import is_person
from bylint.grammar.names import is_same
from bylint.grammar.names import names
from bylint.grammar.names import person_ends
from bylint.grammar.names import plain_id
from bylint.text.lexicon import tokens

KNOWN = names(KNOWLEDGE)


@pytest.mark.parametrize(
    "text",
    (
        "Jane Roe",
        "J.R. Stone",
        "Tomás Rey",
        "Jiří Vondráček",
        "Siobhan O’Neill",
        "Bram de Wit",
        "Ludwig van der Berg",
        "Jane Roe Jr.",
        "Lt. Col. Jane Roe",
        "JANE ROE",
        "Андрей Колесников",
        "高木浩光",
        "松村 太郎",
        "Anna-Maria d'Arcy",
    ),
)
def test_a_name_has_the_form_of_one(text):
    assert is_person(text, KNOWN)


@pytest.mark.parametrize(
    "text",
    (
        "the time you read",
        "Monday Morning",
        "About The Author",
        "Read More",
        "Jane",
        "Posted 12",
        "News Desk",
        "Photo Jane",
    ),
)
def test_other_words_are_no_name(text):
    assert not is_person(text, KNOWN)


@pytest.mark.parametrize("text", ("Reuters", "dpa", "The Editors", "Example University", "Web Desk", "example.com"))
def test_a_body_is_told_from_a_person(text):
    assert is_body(text, KNOWN)
    assert not is_person(text, KNOWN)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    (
        ("jane roe", "jane roe", True),
        ("jane a roe", "jane roe", True),
        ("j roe", "jane roe", True),
        ("jane roe", "joan roe", False),
        ("mlindgren", "maja lindgren", True),
        ("majalindgren", "maja lindgren", True),
        ("maja", "maja lindgren", True),
        ("ty loft", "ty loft", True),
        ("roe jane", "jane roe", True),
        ("kowal", "maja lindgren", False),
        ("marcus tveit", "ingrid solheim", False),
    ),
)
def test_two_names_may_mean_one_person(one, other, same):
    assert is_same(one, other) is same
    assert is_same(other, one) is same


@pytest.mark.parametrize(
    ("written", "bare_name"),
    (
        ("Dr. Jane Roe", "jane roe"),
        ("Jane Roe, Ph.D.", "jane roe ph d"),
        ("Lt. Col. Jane Roe", "jane roe"),
        ("Jane Roe Jr.", "jane roe jr"),
    ),
)
def test_titles_do_not_count(written, bare_name):
    assert core(written, KNOWN) in (bare_name, "jane roe")


@pytest.mark.parametrize(
    ("written", "words"),
    (("_authors/ty-loft.md", "ty loft"), ("RoeJane", "roe jane"), ("jane_roe", "jane roe"), ("mlindgren", "mlindgren")),
)
def test_an_id_is_read_as_words(written, words):
    assert plain_id(written) == words


@pytest.mark.parametrize(
    ("text", "name"),
    (
        ("Jane Roe in Nairobi", "Jane Roe"),
        ("Lt. Col. Jane Q. Roe, Nairobi", "Lt. Col. Jane Q. Roe"),
        ("Jane Roe Jr. writes", "Jane Roe Jr."),
        ("Jane Roe.", "Jane Roe"),
        ("J.R. Stone | Example", "J.R. Stone"),
        ("Wm. Roe and others", "Wm. Roe"),
        ("Jane “Jo” Roe", "Jane “Jo” Roe"),
        ("Gerard ’t Hooft is", "Gerard ’t Hooft"),
        ("Ludwig van der Berg, 2020", "Ludwig van der Berg"),
        ("高木浩光 2020", "高木浩光"),
        ("Jane Roe\nJohn Smith", "Jane Roe"),
        ("Read more", ""),
        ("Jane", ""),
    ),
)
def test_a_name_is_found_at_its_first_token(text, name):
    line = tokens(text)
    end = next(person_ends(text, line, 0, KNOWN), 0)
    assert text[line[0].start : line[end - 1].end if end else 0] == name
