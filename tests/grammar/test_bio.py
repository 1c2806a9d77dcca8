"""What bios say of people and bodies: two corpora of phrases in seven languages, of bios and of single relations."""

from __future__ import annotations

import pytest

from articles import WHOLE as KNOWLEDGE
from bylint.engine import understood
from bylint.model.parts_people import Affiliation
from grammar.phrases import phrases

PAGE = (
    "---\ntitle: Tides\nauthors: [Jane Roe, Ivo Brandt]\ndate: 2023-05-05\n---\n"
    "Every spring the county asks how much stone it will need, and every spring the answer is copied from the year "
    "before. The roads budget has halved since then; the figure for gravel has not.\n\n{bio}\n"
)
PHRASES = phrases("bio", 2)
RELATIONS = phrases("affiliation")


def said(bio: str) -> str:
    page = PAGE if "Brandt" in bio else PAGE.replace(", Ivo Brandt", "")
    text = page.format(bio=bio.replace(" ¶ ", "\n\n")).encode()
    posts = understood("a.md", ".md", text, KNOWLEDGE).parts.of(Affiliation)
    return " | ".join(_told(post) for post in posts if post.key) or "-"


def _told(post: Affiliation) -> str:
    who = "" if post.about == "jane roe" else f"{post.about.title()}: "
    return f"{who}{post.title.plain if post.title else ''} @ {post.key}: {post.status}"


@pytest.mark.parametrize(("bio", "expected"), PHRASES, ids=[bio for bio, _ in PHRASES])
def test_bio(bio, expected):
    assert [part.strip() for part in said(bio).split("|")] == [part.strip() for part in expected.split("|")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            sentence,
            says,
            id=sentence,
            marks=[pytest.mark.xfail(strict=True, reason="not read so yet")] if more == "open" else [],
        )
        for sentence, says, more in RELATIONS
    ],
)
def test_affiliation(sentence, expected):
    assert said(sentence).strip() == expected.strip()


@pytest.mark.parametrize("corpus", (PHRASES, RELATIONS))
def test_a_third_are_near_misses(corpus):
    spoken = [row for row in corpus if not any(f": {status}" in row[1] for status in ("current", "retired"))]
    assert len(corpus) >= 150
    assert len(spoken) * 3 >= len(corpus)
