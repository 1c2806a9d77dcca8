"""The phrases of `byline.tsv` are read as it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from articles import KNOWLEDGE
from bylint.grammar.byline import as_said
from bylint.grammar.byline import read_alone
from bylint.grammar.byline import read_byline
from bylint.grammar.byline import read_dated
from bylint.grammar.byline import read_dateline
from bylint.model.prose import prose_at

ROWS = [
    (*line.split("\t"), "", "")[:4]
    for line in Path(__file__).with_name("byline.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
FORMS = {
    "line": lambda prose: read_byline(prose, KNOWLEDGE, is_field=False, fewest=2),
    "clear": lambda prose: read_byline(prose, KNOWLEDGE, is_field=False, fewest=1),
    "field": lambda prose: read_byline(prose, KNOWLEDGE, is_field=True),
    "dated": lambda prose: read_dated(prose, KNOWLEDGE, frozenset()),
    "alone": lambda prose: read_alone(prose, KNOWLEDGE),
    "dateline": lambda prose: read_dateline(prose, KNOWLEDGE),
}


def said(reading):
    yield from (f"lead={lead.plain}" for lead in reading.leads)
    yield from (f"title:{index}={title.plain}" for index, title in reading.titles)
    yield from (f"{helper.relation}={helper.prose.plain}" for helper in reading.helpers)
    yield from (f"left={rest.plain}" for rest in reading.rest)


@pytest.mark.parametrize(("form", "phrase", "names", "rest"), ROWS, ids=[row[1] for row in ROWS])
def test_phrase(form, phrase, names, rest):
    reading = FORMS[form](prose_at(phrase, 0, len(phrase)))
    assert ("; ".join(map(as_said, reading.names)), " ".join(said(reading))) == (names, rest)
    for name in (*reading.names, *reading.helpers):
        assert name.prose.plain == phrase[slice(*name.prose.span())]
