"""What a pattern comes to, so that one made to fill the memory is refused before it is compiled."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies

from bylint.text.patterns import BadPattern
from bylint.text.patterns import OddPattern
from bylint.text.patterns import compiled
from bylint.text.patterns import size_of


@pytest.mark.parametrize(
    ("pattern", "size"),
    (
        ("abc", 3),
        ("a b # c\n c", 3),
        (r"\d{4}", 4),
        ("[a-z{9}(]{3}", 3),
        ("[[:alpha:](]{3}", 3),
        ("[]()]{3}", 3),
        (r"[\]()]{3}", 3),
        (r"\({3}", 3),
        ("(ab{3}){2}", 11),
        ("(?:ab|cd){2}", 18),
        ("x{2,5}", 3),
        ("x{0,1000}", 1),
        ("x{,1000}", 1),
        ("x{3,3}", 3),
        ("x*x+x?", 6),
        ("(?i:x{9}){9}", 91),
        ("(?#(){5}x", 1),
        (r"(x{9}(?#\)()){9}", 91),
        ("(x{9} #(\n){9}", 91),
        (r"(x{9} \#(\n)){9}", 127),
        ("x {1 0}", 10),
        ("x{1#9\n0}", 10),
        ("(x{60000}){60000}", 3_600_060_001),
        ("(x{60000,}){60000,}", 3_600_180_003),
        ("((x{999}){999}){999}", 998_003_998),
        ("(" * 50 + "a" + "){2}" * 50, 4_503_599_627_370_493),
        (f"x{{{'9' * 5000}}}", 9_999_999_999),
    ),
)
def test_size(pattern, size):
    assert size_of(pattern) == pytest.approx(size, rel=0.01, abs=4)


@pytest.mark.parametrize("pattern", ("(?-x:#(){9}", "(? - x : a)", "(?V1)a", "[a", "(?#a", r"[a\]", "(?ix)a"))
def test_no_size(pattern):
    with pytest.raises(OddPattern):
        size_of(pattern)


@pytest.mark.parametrize("pattern", ("[" * 200_000, "(?#" * 200_000, "{#" * 200_000, "(" * 200_000, "[[:a" * 90_000))
def test_a_hostile_pattern_is_measured_in_its_length(pattern):
    with suppress(OddPattern):
        assert size_of(pattern) < 4 * len(pattern)


_PIECES = strategies.sampled_from(
    (
        *"()[]{}|#\\\n ^x",
        "x{7}",
        "{7}",
        "(x{7}",
        "){7}",
        "(?:",
        "(?#",
        "(?i:",
        "[[:alpha:]",
        r"\)",
        r"\#",
        "[^]",
        "#(\n",
    )
)


@given(strategies.lists(_PIECES, max_size=14))
def test_what_compiles_is_never_larger_than_measured(pieces):
    pattern = "".join(pieces)
    try:
        size = size_of(pattern)
        longest = _longest(compiled(pattern))
    except (OddPattern, BadPattern):
        return
    assert longest <= size


def _longest(pattern) -> int:
    """The length of a run of `x` that a pattern takes: as long as its repeats are when written out."""
    found = pattern.match("x" * 3000)
    return found.end() if found else 0
