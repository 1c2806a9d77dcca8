"""Names of one person across articles."""

from __future__ import annotations

from datetime import date

import pytest

from bylint.checks import agree
from bylint.checks.agree import AgreeOptions
from bylint.model.rule import Fact
from bylint.model.source import Place
from bylint.model.source import Span
from checks.rules import rule

OPTIONS = AgreeOptions(each=("signature",), claim="name", across="warning", slips=True)
RULE = rule("agree", OPTIONS, message="{found} is written {usual}")
USUAL = "Marjorie Thistlewood"


def facts(*names: str) -> tuple[Fact, ...]:
    """One article for each name."""
    return tuple(
        Fact("TST001", "works at pier|mt", name, name, "article", Place(f"{at:02}.md", Span(9, 20), 2, 9, 2, 20), day)
        for at, name in enumerate(names)
        for day in (date(2020, 1, 1 + at),)
    )


def judged(*names: str) -> list[tuple[str, str]]:
    found = agree.judge(RULE, "works at pier|mt", facts(*names))
    return [(each.place.path, each.message) for each in found]


@pytest.mark.parametrize(
    ("other", "is_slip"),
    (
        ("Marjorie Thislewood", True),
        ("Marjorie Thistlewodo", True),
        ("Marjory Thistlewood", False),
        ("Marjorie Thistlewoud", False),
        ("Marjorie J. Thistlewood", False),
        ("M. Thistlewood", False),
        ("Margaret Thistlewood", False),
        ("MARJORIE THISTLEWOOD", False),
        ("Marjorie Thistle-wood", False),
    ),
)
def test_a_slip_of_a_far_commoner_name(other, is_slip):
    told = f"“{other}” is written “{USUAL}” in 2 other articles"
    assert judged(USUAL, other, USUAL) == ([("01.md", told)] if is_slip else [])


def test_marks_that_are_missing():
    assert [path for path, _ in judged("Jiří Vondráček", "Jiri Vondracek", "Jiří Vondráček")] == ["01.md"]


@pytest.mark.parametrize("names", ((USUAL, "Marjorie Thislewood"), (USUAL,) * 3 + ("Marjorie Thislewood",) * 2))
def test_of_two_that_are_as_common_nobody_can_tell(names):
    assert judged(*names) == []


def test_each_place_of_the_rarer_one_is_reported_with_the_last_of_the_usual():
    names = (USUAL,) * 5 + ("Marjorie Thislewood",) * 2
    found = list(agree.judge(RULE, "works at pier|mt", facts(*names)))
    assert [each.place.path for each in found] == ["05.md", "06.md"]
    assert [each.place.path for each in found[0].related] == ["02.md", "03.md", "04.md"]
    assert found[0].severity == "warning"
