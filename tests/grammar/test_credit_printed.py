"""Printed credits by element, and captions that only look like them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.articles import KNOWLEDGE

from bylint.grammar.credit import find_credits
from bylint.grammar.credit_words import credit_words
from bylint.model.parts import Credit
from bylint.model.prose import prose_at

KNOWN = credit_words(KNOWLEDGE)
_HERE = Path(__file__).parent


def _lines(name: str) -> tuple[str, ...]:
    lines = (_HERE / name).read_text(encoding="utf-8").split("\n")
    return tuple(line for line in lines if line and not line.startswith("#"))


def _found(text: str) -> tuple[Credit, ...]:
    return find_credits(prose_at(text, 0, len(text)), KNOWN, is_caption=True)


def _labels(text: str) -> tuple[frozenset[str], ...]:
    found = _found(text)
    makers = (name for credit in found for name in credit.makers)
    hosts = (host.prose for credit in found for host in credit.hosts)
    suppliers = (name for credit in found for name in (*credit.agencies, *credit.suppliers))
    licences = (licence.prose for credit in found for licence in credit.licences)
    return tuple(frozenset(prose.plain for prose in named) for named in (makers, (*suppliers, *hosts), licences))


@pytest.mark.parametrize(("label", "least"), ((0, 0.95), (1, 0.95), (2, 0.98)))
def test_printed_credits_are_read_by_element(label, least):
    rows = [(*line.split("\t"), "", "", "")[:4] for line in _lines("printed_credits.tsv")]
    assert len(rows) >= 250
    wanted = [frozenset(filter(None, row[label + 1].split(";"))) for row in rows]
    wrong = [row[0] for row, want in zip(rows, wanted, strict=True) if _labels(row[0])[label] != want]
    assert 1 - len(wrong) / len(rows) >= least, wrong


def test_captions_without_a_credit_are_left_alone():
    captions = _lines("captions_without_credit.txt")
    assert len(captions) >= 100
    assert [text for text in captions if _found(text)] == []


@pytest.mark.parametrize("text", ("Source: Eurostat", "Quelle: Statistisches Bundesamt", "Fuente: Banco Mundial"))
def test_the_source_of_a_chart_is_no_vague_credit(text):
    (credit,) = _found(text)
    assert credit.makers
    assert not credit.vague.plain


def test_names_have_their_places():
    text = "The quay at nine. Photo: Ada Lund, CC BY 2.0, via Flickr"
    (credit,) = _found(text)
    found = (credit.lead, *credit.makers, credit.licences[0].prose, credit.hosts[0].prose)
    assert [text[slice(*prose.span())] for prose in found] == ["Photo:", "Ada Lund", "CC BY 2.0", "Flickr"]
