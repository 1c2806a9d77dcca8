from __future__ import annotations

import pytest

from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.fold import folded_all


@pytest.mark.parametrize(
    ("text", "form"),
    (
        ("  The  Quay\nPost ", "the quay post"),
        ("O’Neill – “East”", 'o\'neill - "east"'),
        ("STRASSE Straße", "strasse strasse"),
        ("ﬁn\u00a0e", "fin e"),
    ),
)
def test_folded(text, form):
    assert folded(text) == form


def test_bare_has_no_marks():
    assert bare("José Ø. O’Neill-Łuk") == "jose o o neill luk"


def test_folding_many_is_folding_each():
    texts = ("  The  Quay ", "O’Neill", "Straße", "e\u0301", "\u0301x", "quay")
    assert folded_all(texts) == frozenset(map(folded, texts))
    assert folded_all(()) == frozenset()
