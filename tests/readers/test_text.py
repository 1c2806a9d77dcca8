"""Plain text: blocks between blank lines, and lines that stand for themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylint.model.source import Source
from bylint.readers.text import read

WRAPPED = "Every spring the county asks how much stone it will need, and every spring\nit is told the same number."
PARAGRAPH = "The ferry sails at nine. " * 12


def blocks_of(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.prose.plain) for block in read(Source("a.txt", text)).blocks]


@pytest.mark.parametrize(
    ("text", "blocks"),
    (
        ("Written By\n\nJane Roe\n", [("label", "Written By"), ("label", "Jane Roe")]),
        (
            "Harbour\nImage of a ferry. Image: Creative Commons.\n",
            [("label", "Harbour"), ("paragraph", "Image of a ferry. Image: Creative Commons.")],
        ),
        (WRAPPED, [("paragraph", WRAPPED.replace("\n", " "))]),
        (WRAPPED.replace("\n", "\r\n"), [("paragraph", WRAPPED.replace("\n", " "))]),
        (PARAGRAPH + "\n" + PARAGRAPH, [("paragraph", PARAGRAPH.strip())] * 2),
        (
            "A ferry at the slip, its ramp down, before the last run\nPhoto: Jane Roe",
            [
                ("label", "A ferry at the slip, its ramp down, before the last run"),
                ("label", "Photo: Jane Roe"),
            ],
        ),
        (
            "<!-- bylint-ignore IMG001: a reason -->\nWords.",
            [
                ("comment", "bylint-ignore IMG001: a reason"),
                ("paragraph", "Words."),
            ],
        ),
        ("\n \n", []),
    ),
)
def test_blocks(text, blocks):
    assert blocks_of(text) == blocks


def test_front_matter_opens_a_text():
    article = read(Source("a.txt", "---\nauthor: Jane Roe\nlang: en\n---\nWords.\n"))
    assert [field.prose.plain for field in article.fields] == ["Jane Roe", "en"]
    assert [block.prose.plain for block in article.blocks] == ["Words."]
    assert article.language == "en"


@given(st.text("ab. \n\r\té\u200b", max_size=80))
def test_every_character_of_a_block_is_where_it_says(text):
    for block in read(Source("a.txt", text)).blocks:
        for i, character in enumerate(block.prose.plain):
            start, end = block.prose.span(i, i + 1)
            assert text[start:end] == character or character == " "
