"""The corpus of captions: what each says of the maker, and those that only look like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from articles import KNOWLEDGE
from bylint.grammar.credit import find_credits
from bylint.grammar.credit_patterns import credit_patterns
from bylint.model.parts import Credit
from bylint.model.prose import prose_at

KNOWN = credit_patterns(KNOWLEDGE)
_LINES = (Path(__file__).parent / "credit.tsv").read_text(encoding="utf-8").split("\n")
CAPTIONS = tuple(line.split("\t") for line in _LINES if line and not line.startswith("#"))


def _found(text: str) -> tuple[Credit, ...]:
    return find_credits(prose_at(text, 0, len(text)), KNOWN, is_caption=True)


def _names(text: str, label: int) -> frozenset[str]:
    """Return the makers (1), suppliers (2) or licences (3)."""
    found = _found(text)
    if label == 1:
        named = [maker for credit in found for maker in credit.makers]
    elif label == 2:
        hosts = [host.prose for credit in found for host in credit.hosts]
        named = [*hosts, *(name for credit in found for name in (*credit.agencies, *credit.suppliers))]
    else:
        named = [licence.prose for credit in found for licence in credit.licences]
    return frozenset(prose.plain for prose in named)


@pytest.mark.parametrize(("label", "least"), ((1, 0.97), (2, 0.99), (3, 0.99)))
def test_credits_are_read_by_element(label, least):
    rows = [(*row, "", "", "") for row in CAPTIONS if len(row) > 1]
    assert len(rows) >= 300
    wanted = [frozenset(filter(None, row[label].split(";"))) for row in rows]
    wrong = [row[0] for row, want in zip(rows, wanted, strict=True) if _names(row[0], label) != want]
    assert 1 - len(wrong) / len(rows) >= least, wrong


def test_captions_without_a_credit_are_left_alone():
    captions = [row[0] for row in CAPTIONS if len(row) == 1]
    assert len(captions) >= 190
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


def test_a_word_of_the_lexicon_changes_what_is_read():
    """Each list is asked: without its words a credit of that kind is read otherwise."""
    for name in ("agency.news", "agency.pictures", "host.asks", "host.free", "public-body", "own-work", "vague"):
        word = min(KNOWN.words[name], key=lambda word: (not word.isalpha(), len(word) < 3, word))
        (credit,) = _found(f"Photo: {word}")
        assert credit.makers == () or name == "own-work", word
