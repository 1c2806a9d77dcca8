"""What bylines say: the phrases of `byline.tsv`, and lines that only look like one."""

from __future__ import annotations

import pytest

from articles import KNOWLEDGE
from bylint.grammar.byline import BylineReading
from bylint.grammar.byline import as_said
from bylint.grammar.byline import read_alone
from bylint.grammar.byline import read_byline
from bylint.grammar.byline import read_dated
from bylint.grammar.byline import read_dateline
from bylint.model.prose import prose_at
from grammar.phrases import phrases

PHRASES = phrases("byline", 4)
FORMS = {
    "line": lambda prose: read_byline(prose, KNOWLEDGE, is_field=False, fewest=2),
    "clear": lambda prose: read_byline(prose, KNOWLEDGE, is_field=False, fewest=1),
    "field": lambda prose: read_byline(prose, KNOWLEDGE, is_field=True),
    "dated": lambda prose: read_dated(prose, KNOWLEDGE, frozenset()),
    "alone": lambda prose: read_alone(prose, KNOWLEDGE),
    "dateline": lambda prose: read_dateline(prose, KNOWLEDGE),
}


def read(form: str, text: str) -> BylineReading:
    return FORMS[form](prose_at(text, 0, len(text)))


def said(reading):
    yield from (f"lead={lead.plain}" for lead in reading.leads)
    yield from (f"title:{index}={title.plain}" for index, title in reading.titles)
    yield from (f"{helper.relation}={helper.prose.plain}" for helper in reading.helpers)
    yield from (f"left={rest.plain}" for rest in reading.rest)


@pytest.mark.parametrize(("form", "phrase", "names", "rest"), PHRASES, ids=[row[1] for row in PHRASES])
def test_phrase(form, phrase, names, rest):
    reading = read(form, phrase)
    assert ("; ".join(map(as_said, reading.names)), " ".join(said(reading))) == (names, rest)
    for name in (*reading.names, *reading.helpers):
        assert name.prose.plain == phrase[slice(*name.prose.span())]


def test_a_third_are_near_misses():
    nobody = [phrase for _, phrase, names, rest in PHRASES if not names or "left=" in rest]
    assert len(PHRASES) >= 150
    assert len(nobody) * 3 >= len(PHRASES)


def test_a_name_keeps_its_place():
    (name,) = read("line", "By  Jane Roe, Staff Writer").names
    assert name.prose.span() == (4, 12)


def test_a_long_string_is_no_byline():
    assert read("field", "Jane Roe, " * 5000).names == ()
