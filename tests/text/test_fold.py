from __future__ import annotations

import pytest

from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.fold import folded_all
from bylint.text.fold import is_latin


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


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("The ferry leaves at nine.", True),
        ("Die Fähre nach Łódź", True),
        ("Ihr Lied heißt „Катюша“", True),
        ("使用 Rust 实现命令行生命游戏", False),  # as many letters of either
        ("Паром уходит в девять", False),
        ("フェリーは九時に出る (JR Ferry)", False),
        ("", True),
    ),
)
def test_half_of_a_latin_text_stands_in_latin_letters(text, expected):
    assert is_latin(text) is expected
