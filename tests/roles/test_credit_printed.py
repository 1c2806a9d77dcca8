"""Printed credits by element, and captions that only look like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bylint.model.knowledge import Knowledge
from bylint.model.people import Directory
from bylint.model.prose import prose_at
from bylint.roles.credit.finding import Credit
from bylint.roles.credit.spotting import spotted
from bylint.roles.credit.vocabulary import vocabulary
from bylint.text.shipped import Lists
from bylint.text.shipped import shipped

KNOWN = vocabulary(Knowledge(Lists(shipped() / "directory"), Directory({})))
_HERE = Path(__file__).parent
_LABELS = (("creator",), ("agency", "supplier", "host"), ("licence",))


def _lines(name: str) -> tuple[str, ...]:
    lines = (_HERE / name).read_text(encoding="utf-8").split("\n")
    return tuple(line for line in lines if line and not line.startswith("#"))


def _found(text: str) -> tuple[Credit, ...]:
    return spotted(prose_at(text, 0, len(text)), KNOWN, is_caption=True)


def _labels(text: str) -> tuple[frozenset[str], ...]:
    elements = [element for credit in _found(text) for element in credit.elements]
    return tuple(frozenset(e.words for e in elements if e.name in names) for names in _LABELS)


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
    assert credit.has("creator")
    assert not credit.has("vague")


def test_elements_have_their_places():
    text = "The quay at nine. Photo: Ada Lund, CC BY 2.0, via Flickr"
    (credit,) = _found(text)
    spans = {element.name: element.prose.span() for element in credit.elements if element.prose}
    places = {name: text[slice(*spans[name])] for name in ("lead", "creator", "licence", "host")}
    assert places == {"lead": "Photo:", "creator": "Ada Lund", "licence": "CC BY 2.0", "host": "Flickr"}
