from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylint.model.prose import Piece
from bylint.model.prose import Prose
from bylint.model.prose import prose_of
from bylint.readers.html_text import Text
from bylint.readers.html_text import prose_of_texts


@pytest.mark.parametrize(
    ("texts", "plain", "spans"),
    (
        ([], "", []),
        ([("a b", 0, 3)], "a b", [(0, 1), (1, 2), (2, 3)]),
        ([("\n a ", 0, 4)], "a", [(2, 3)]),
        ([("a", 0, 1), ("&", 1, 6), ("b", 6, 7)], "a&b", [(0, 1), (1, 6), (6, 7)]),
        ([("a ", 0, 2), (" ", 5, 5), (" b", 9, 11)], "a b", [(0, 1), (1, 2), (10, 11)]),
        ([("a", 0, 1), (" ", 1, 2), ("\n", 2, 6), (" b", 6, 8)], "a\nb", [(0, 1), (1, 6), (7, 8)]),
        ([("\n", 0, 4), ("a", 4, 5), ("\n", 5, 9)], "a", [(4, 5)]),
        ([("\xa0", 0, 6), ("a", 6, 7), ("\xa0", 7, 13), ("b", 13, 14)], "a b", [(6, 7), (7, 13), (13, 14)]),
        ([("a\u200b  b", 0, 5)], "a b", [(0, 1), (2, 4), (4, 5)]),
    ),
)
def test_white_space_is_what_a_reader_sees(texts: list[Text], plain: str, spans: list[tuple[int, int]]) -> None:
    prose = prose_of_texts(texts)
    assert prose.plain == plain
    assert spans_of(prose) == spans


@given(st.lists(st.tuples(st.text("a &\n\t\xa0\u200b\u3000é", max_size=4), st.booleans()), max_size=6))
def test_the_short_way_ends_where_the_long_one_does(written: list[tuple[str, bool]]) -> None:
    texts: list[Text] = []
    at = 0
    for words, is_even in written:
        # A reader hands over a lone line feed of the source as a blank.
        words = " " if words == "\n" and is_even else words
        size = len(words) if is_even else len(words) + 5
        texts.append((words, at, at + size))
        at += size + 1
    long, short = prose_of(Piece(*text) for text in texts), prose_of_texts(texts)
    assert (short.plain, spans_of(short)) == (long.plain, spans_of(long))


def spans_of(prose: Prose) -> list[tuple[int, int]]:
    return [tuple(prose.span(i, i + 1)) for i in range(len(prose.plain))]
