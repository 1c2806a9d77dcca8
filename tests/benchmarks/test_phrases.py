"""The phrase generator: what it composes, how it judges, and a handful of phrases put to bylint."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.phrases.composing import phrases
from benchmarks.phrases.families import FAMILIES
from benchmarks.phrases.language import LANGUAGES
from benchmarks.phrases.language import grammar
from benchmarks.phrases.phrase import Fact
from benchmarks.phrases.phrase import Phrase
from benchmarks.phrases.phrase import Truth
from benchmarks.phrases.phrase import judged

REPOSITORY = Path(__file__).parents[2]
# So many that every construction has its turn.
MANY = 1100


@pytest.mark.parametrize("name", FAMILIES)
def test_every_construction_is_composed(name: str) -> None:
    composed = {(phrase.language, phrase.group, phrase.construction) for phrase in _composed(name)}
    assert composed == {
        (language, one.group, one.name) for language in LANGUAGES for one in grammar(name, language).constructions
    }


@pytest.mark.parametrize("name", FAMILIES)
def test_half_says_nothing_and_none_comes_twice(name: str) -> None:
    composed = _composed(name)
    assert len({phrase.article for phrase in composed}) == len(composed) == 2 * MANY
    assert sum(bool(phrase.truth.due) for phrase in composed) == MANY


@pytest.mark.parametrize("name", FAMILIES)
def test_no_slot_is_left_open(name: str) -> None:
    # Shortcodes and directives keep their braces.
    assert not [phrase.article for phrase in _composed(name) if re.search(r"(?<![{`])\{[^{}]*\}", phrase.article)]


def test_a_seed_makes_the_same_phrases() -> None:
    first, again, other = (list(phrases(FAMILIES["bios"], 20, seed)) for seed in (1, 1, 2))
    assert first == again
    assert first != other


@pytest.mark.parametrize(
    ("told", "is_told", "is_right"),
    (
        (Fact("works", "ada lund", "Bank of England", "held"), True, True),
        (Fact("works", "ada lund", "the Bank of England", "held"), True, True),
        (Fact("works", "ada lund", "England", "held"), False, False),  # another body
        (Fact("works", "ada lund", "Bank of England", "past"), False, False),
        (Fact("works", "bo berg", "Bank of England", "held"), False, False),
        (Fact("works", "ada lund", "Bank of Norway", "held"), False, False),
        (Fact("post", "ada lund", "cook"), False, True),  # may be told
    ),
)
def test_a_told_fact_is_held_against_the_truth(told: Fact, is_told: bool, is_right: bool) -> None:
    due = Fact("works", "Ada Lund", "Bank of England", "held")
    verdict = judged(_phrase(Truth((due,), (Fact("post", "Ada Lund"),))), (told,))
    assert (not verdict.missed, not verdict.false) == (is_told, is_right)


@pytest.mark.parametrize(
    ("told", "is_right"),
    (("Ada Lund", True), ("Lund, Ada", True), ("Dr. ADA LUND", True), ("Ada Lund of Oslo", False), ("Lund", False)),
)
def test_an_author_is_told_by_the_whole_name(told: str, is_right: bool) -> None:
    verdict = judged(_phrase(Truth((Fact("author", "Ada Lund"),))), (Fact("author", told),))
    assert (not verdict.missed, not verdict.false) == (is_right, is_right)


def test_twenty_phrases_a_family_are_judged() -> None:
    command = [sys.executable, "-m", "benchmarks.phrases", "--count", "20", "--misses", "3"]
    ended = subprocess.run(command, cwd=REPOSITORY, capture_output=True, encoding="utf-8", check=False)
    assert not ended.returncode, ended.stderr
    rows = [line.strip("| ").split(" | ") for line in ended.stdout.splitlines() if line.startswith("| all ")]
    assert [row[1] for row in rows] == ["40"] * len(FAMILIES)
    # Far below what is reached: less means that the questions or the answers are broken.
    assert all(float(recall) > 0.4 and float(precision) > 0.7 for _, _, recall, precision, *_ in rows)


def _composed(name: str) -> list[Phrase]:
    return list(phrases(FAMILIES[name], MANY, seed=1))


def _phrase(truth: Truth) -> Phrase:
    return Phrase("bios", "en", "held", "is-at", "", truth, "md", "", ())
