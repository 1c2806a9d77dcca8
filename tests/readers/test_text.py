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


TIDE = "The views expressed are those of the author and do not reflect the position of the United"
ROPE = "The harbour office has asked for a new rope each spring"
ADDRESS = "https://example.com/letters/of-the-harbour-office/to-the-county/about-a-rope/2024/05/06/and-about-the-ferry"
LONG = f"{TIDE} States Department of the Tides, of the Harbour Office, or of the United"


@pytest.mark.parametrize(
    "text",
    (
        f"{LONG}\nStates Military Academy.",  # a line that ends inside a sentence goes on, however long
        f"{TIDE} Tides, of the Harbour Office, or the U. S.\nMilitary Academy.",
        "Jane Roe teaches the history of boats and of those who mend them at the U. S.\nNaval Tide School in Holm.",
        "Jane Roe teaches the history of boats, and of those who mend them, for Dr.\nOlsen of Holm.",
        # a line of mail, wrapped at 72 columns
        f"{ROPE} since the ferry\nsank, and each spring it has been told the same\nin fewer words.",
        f"{ROPE} since the great\nHolm ferry sank.",
        f"{ROPE}, and the answer\nwas short: nobody has seen the old one since the ferry sank in the sound.",
        f"{ROPE}, see the letter\n{ADDRESS}\nWhich Holm has never answered.",
    ),
)
def test_a_wrapped_line_goes_on(text):
    assert blocks_of(text) == [("paragraph", text.replace("\n", " "))]


@pytest.mark.parametrize(
    "lines",
    (
        ("The ferry sails at nine, and nobody has seen it late", "By Jane Roe"),
        ("A ferry at the slip", "photo: Jane Roe"),
        (f"{LONG} States.", "Jane Roe is a surveyor in Holm."),
        (f"{LONG} States", "Photo: Jane Roe"),
        ("Jane Roe works for the U.S.", "The ferry sails at nine."),
        (f"{LONG} States", "- a list that goes on"),
        ("12 7 83 " * 20 + "5", "8 4 61 2"),
        ("https://example.com/a", "The ferry sails at nine."),
    ),
)
def test_a_line_that_stands_for_itself(lines):
    assert [words for _, words in blocks_of("\n".join(lines))] == list(lines)


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
