"""Each target of the fuzzer, shortly and always the same, and what it found before."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from benchmarks.fuzz.targets import TARGETS
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from bylint.pictures import embedded

FOUND = Path(__file__).with_name("fuzz_inputs")
# Where markup begins and ends; what is cut there and put together anew is seldom what its writer meant.
_PIECES = re.compile(rb"(\n+|[^\w\s]+)")
_ODD = (
    b"\r",
    b"\0",
    b"\xff",
    b"\xc2\xad",
    b"\xe2\x80\xae",
    b"\xed\xa0\x80",
    b"<",
    b"]]",
    b"`",
    b"{{",
    b"9" * 20,
    b" " * 9,
)


def inputs(name: str) -> st.SearchStrategy[bytes]:
    """Draw pieces of the seeds of a target, with odd signs between them."""
    seeds = TARGETS[name].seeds()
    pieces = list(dict.fromkeys(piece for seed in seeds for piece in _PIECES.split(seed) if piece))
    runs = st.lists(st.sampled_from([*pieces, *_ODD]) | st.binary(max_size=3), max_size=20).map(b"".join)
    cut = st.tuples(st.sampled_from(seeds), st.integers(0, 2_000), st.integers(0, 2_000), runs)
    return runs | cut.map(lambda drawn: drawn[0][: drawn[1]] + drawn[3] + drawn[0][drawn[2] :])


@pytest.mark.parametrize("name", TARGETS)
def test_target_holds_for_whatever_stands_in_a_file(name):
    @given(inputs(name))
    @settings(max_examples=150, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def holds(content: bytes) -> None:
        TARGETS[name].check(content)

    holds()


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_of_a_target_hold(name):
    seeds = TARGETS[name].seeds()
    assert seeds
    for seed in seeds[:40]:
        TARGETS[name].check(seed)


@pytest.mark.parametrize("path", sorted(FOUND.glob("*/*")), ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_holds(path):
    TARGETS[path.parent.name].check(path.read_bytes())


def test_pictures_of_the_seeds_are_read(tmp_path):
    for number, seed in enumerate(TARGETS["picture"].seeds()):
        path = tmp_path / f"{number}.jpg"
        path.write_bytes(seed)
        found = embedded("a.jpg", path, "a.jpg")
        assert "Jane Roe" in dict(found.fields).values(), found
