from __future__ import annotations

import pytest

from bylint.text.patterns import BadPattern
from bylint.text.patterns import SlowPattern
from bylint.text.patterns import compiled
from bylint.text.patterns import finditer
from bylint.text.patterns import search


@pytest.mark.parametrize(
    ("pattern", "text", "spans"),
    (
        (r"views \s of", "The Views of one, the views of two.", [(4, 12), (22, 30)]),
        (r"file [ ] photo  # a comment", "File photo", [(0, 10)]),
        (r"[][]", "a [b]", [(2, 3), (4, 5)]),
        (r"absent", "nothing", []),
    ),
)
def test_patterns_are_verbose_and_ignore_case(pattern: str, text: str, spans: list[tuple[int, int]]) -> None:
    assert [match.span() for match in finditer(pattern, text)] == spans


def test_search_returns_the_first_match() -> None:
    found = search("o", "foo")
    assert found is not None
    assert found.span() == (1, 2)
    assert search("x", "foo") is None


def test_a_compiled_pattern_is_kept() -> None:
    assert compiled(r"a \s b") is compiled(r"a \s b")


def test_slow_pattern_is_stopped() -> None:
    with pytest.raises(SlowPattern) as caught:
        search(r"(a+)(a+)(a+)(a+)\4b", "a" * 300, seconds=0.05)
    assert caught.value.pattern == r"(a+)(a+)(a+)(a+)\4b"


@pytest.mark.parametrize("pattern", ("(", "[a", "(?P<n>a)(?P<n", "*a"))
def test_bad_pattern_says_why(pattern: str) -> None:
    with pytest.raises(BadPattern, match=r"\w"):
        compiled(pattern)
