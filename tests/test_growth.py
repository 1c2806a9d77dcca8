"""The work of an article grows with its length, counted in calls or lines: of some it grew with the square."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from articles import WHOLE as KNOWLEDGE
from bylint import packs
from bylint.engine import outcome
from bylint.engine import understood
from bylint.model.world import Policy
from counting import calls
from counting import lines

RULES = tuple(rule for rule in packs.load(packs.shipped_packs()) if rule.status == "stable")
HEAD = "---\ntitle: A\nauthor: Jane Roe\n---\n\n"
DISCLAIMER = "The views expressed here are the author's and do not reflect those of the U.S. Department of Defense."


def judged(text: str, suffix: str = ".md") -> object:
    return outcome(understood(f"a{suffix}", suffix, text.encode(), KNOWLEDGE), RULES, KNOWLEDGE)


def calls_of(text: str) -> int:
    return calls(lambda: judged(text))


@pytest.mark.parametrize(
    "unit",
    (
        f"{DISCLAIMER}\n\n",
        f"{DISCLAIMER} ",
        "<figure><img src=a.jpg>",
        "![A quay](a.jpg)\n*A quay. Photo: Jane Roe*\n\n",
        "Jane Roe is deputy director for payments at the Bank of Canada.\n\n",
        '![A quay](a.jpg "Photo: Ada Lund") [a](/b) ',
    ),
    ids=("disclaimers", "disclaimers in one paragraph", "figures left open", "captions", "bios", "titles"),
)
def test_twice_the_text_is_twice_the_work(unit):
    calls_of(HEAD + unit)  # what is made at its first use is no part of the measure
    assert calls_of(HEAD + unit * 500) < 2.4 * calls_of(HEAD + unit * 250)


DATA = '{{"@type": "ImageObject", "url": "https://example.com/{0}.jpg", "digitalSourceType": "digitalCapture"}}'


def sourced(many: int) -> str:
    data = ", ".join(map(DATA.format, range(many)))
    pictures = "".join(f"<p><img src=/{number}.jpg></p>" for number in range(many))
    page = f'{{"@type": "NewsArticle", "image": [{data}]}}'
    return f'<script type="application/ld+json">{page}</script><article>{pictures}</article>'


@pytest.mark.parametrize(
    ("suffix", "written"),
    (
        (".md", lambda many: HEAD + "**Jane Roe**\n\n" * many),
        (".md", lambda many: HEAD + "[![A quay](a.jpg)](/p) " * many),
        (".html", sourced),
    ),
    ids=("names of an author alone", "pictures in links", "pictures with a source"),
)
def test_twice_the_blocks_are_twice_the_loops(suffix, written):
    """Walks over all blocks for each block call nothing."""
    judged(written(1), suffix)
    fewer, more = (lines(partial(judged, written(many), suffix)) for many in (200, 400))
    assert more < 2.4 * fewer


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
