"""Lines that stand for a bio or a disclaimer to come, and gaps in sentences."""

from __future__ import annotations

import pytest

from articles import WHOLE as KNOWLEDGE
from bylint.grammar.bio import gap_in
from bylint.grammar.bio import is_filler
from grammar.phrases import phrases

LINES = phrases("filler", 2)


@pytest.mark.parametrize(("line", "expected"), LINES, ids=[line for line, _ in LINES])
def test_filler(line, expected):
    found = next((what for what in ("bio", "box", "disclaimer") if is_filler(line, what, KNOWLEDGE)), "")
    gap = gap_in(line, KNOWLEDGE)
    assert (found or (f"gap={line[slice(*gap)]}" if gap else "")) == expected
