"""The work of an article grows with its length, counted in calls or lines: of some it grew with the square."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from bylint import packs
from bylint import people
from bylint.engine import outcome
from bylint.engine import understood
from bylint.model.world import Knowledge
from bylint.model.world import Policy
from bylint.text.files import Lists
from bylint.text.files import shipped
from counting import calls
from counting import lines

LISTS = Lists(shipped())
KNOWLEDGE = Knowledge(LISTS, people.directory(LISTS))
RULES = tuple(rule for rule in packs.load(packs.shipped_packs()) if rule.status == "stable")
HEAD = "---\ntitle: A\nauthor: Jane Roe\n---\n\n"
DISCLAIMER = "The views expressed here are the author's and do not reflect those of the U.S. Department of Defense."


def judged(text: str) -> object:
    return outcome(understood("a.md", ".md", text.encode(), KNOWLEDGE), RULES, KNOWLEDGE)


def calls_of(text: str) -> int:
    return calls(lambda: judged(text))


def lines_of(text: str) -> int:
    return lines(lambda: judged(text))


@pytest.mark.parametrize(
    "unit",
    (
        f"{DISCLAIMER}\n\n",
        f"{DISCLAIMER} ",
        "<figure><img src=a.jpg>",
        "![A quay](a.jpg)\n*A quay. Photo: Jane Roe*\n\n",
        "Jane Roe is deputy director for payments at the Bank of Canada.\n\n",
    ),
    ids=("disclaimers", "disclaimers in one paragraph", "figures left open", "captions", "bios"),
)
def test_twice_the_text_is_twice_the_work(unit):
    calls_of(HEAD + unit)  # what is made at its first use is no part of the measure
    assert calls_of(HEAD + unit * 500) < 2.4 * calls_of(HEAD + unit * 250)


def test_twice_the_blocks_are_twice_the_loops():
    """Walks over all blocks for each block call nothing."""
    unit = "**Jane Roe**\n\n"
    judged(HEAD + unit)
    assert lines_of(HEAD + unit * 500) < 2.4 * lines_of(HEAD + unit * 250)


@pytest.mark.parametrize(
    ("code", "unit"),
    (
        ("IMG012", "![A quay](a.jpg)\n*A quay. U.S. Navy photo by Dana Ruiz*\n\n"),
        ("IMG006", "![A quay](a.jpg)\n*A quay. Photo: Ada Lund, CC BY 4.0*\n\nA [boat](/b).\n\n"),
        ("IMG010", "![A quay](a.jpg)\n*A quay. Photo: Ada Lund, CC BY-NC 4.0*\n\n[b](/b) "),
        ("DIS007", f"{DISCLAIMER}\n\n{'The boat came late. ' * 9}\n\n"),
    ),
)
def test_twice_the_parts_are_judged_with_twice_the_loops(code, unit):
    rules = tuple(rule for rule in RULES if rule.code == code)
    knowledge = replace(KNOWLEDGE, policy=Policy(placement="end"))
    articles = (understood("a.md", ".md", (HEAD + unit * many).encode(), knowledge) for many in (200, 400))
    fewer, more = (lines(partial(outcome, article, rules, knowledge)) for article in articles)
    assert more < 2.4 * fewer
