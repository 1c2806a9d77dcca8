"""Slips of form in printed credits, and what only looks like one."""

from __future__ import annotations

import pytest

from articles import reported
from articles import words_at

_KINDS = {
    "says twice what it is": "doubled",
    "is code that readers see": "entity",
    "holds nothing": "brackets",
    "was read in the wrong encoding": "broken",
    "lacks a blank behind it": "glued",
}


def slips_of(text: str, suffix: str = ".md") -> list[tuple[str, str, str | None]]:
    """Return kind, place in the source and the mended source of each slip; None where nothing is to be written."""
    found = []
    for each in reported(text, "IMG013", f"a{suffix}"):
        mended = None
        for edit in each.fix.edits if each.fix else ():
            start, end = edit.place.span
            mended = text[:start] + edit.text + text[end:]
        found.append((_KINDS[each.message.rpartition("” ")[2]], words_at(text, each), mended))
    return found


@pytest.mark.parametrize(
    ("caption", "kind", "place", "mended"),
    (
        ("Photo: Photo by Ada Lund", "doubled", "Photo: Photo by Ada Lund", "Photo by Ada Lund"),
        ("Photo: Photo: Ada Lund", "doubled", "Photo: Photo: Ada Lund", "Photo: Ada Lund"),
        ("Photo credit: Photo by Ada Lund", "doubled", "Photo credit: Photo by Ada Lund", "Photo by Ada Lund"),
        ("Photo: Illustration by Ada Lund", "doubled", "Photo: Illustration by Ada Lund", None),
        ("**Photo:** Photo by Ada Lund", "doubled", "Photo:** Photo by Ada Lund", None),
        ("Photo: Ada &amp;amp; Bo Lund", "entity", "&amp;amp;", "Photo: Ada &amp; Bo Lund"),
        ("Photo: Ada&amp;nbsp;Lund", "entity", "&amp;nbsp;", "Photo: Ada&nbsp;Lund"),
        ("Photo: Ada Lund ()", "brackets", "()", "Photo: Ada Lund"),
        ("Photo: Ada Lund () / Reuters", "brackets", "()", "Photo: Ada Lund / Reuters"),
        ("Photo: RenÃ© Lund", "broken", "Ã©", "Photo: René Lund"),
        ("Photo: Ada Oâ€™Hara", "broken", "â€™", "Photo: Ada O’Hara"),
        ("Photo:Ada Lund", "glued", "Photo:", "Photo: Ada Lund"),
    ),
)
def test_slip_and_what_should_stand_there(caption, kind, place, mended):
    before, after = "![The quay](a.jpg)\n*The quay. ", "*\n"
    if caption.startswith("**"):
        before, after = "![The quay](a.jpg)\n", "\n"
    wanted = before + mended + after if mended is not None else None
    assert slips_of(before + caption + after) == [(kind, place, wanted)]


@pytest.mark.parametrize(
    "caption",
    (
        "Photo: Ada Lund",
        "Photo: Ada &amp; Bo Lund",
        "Photo: Ada Lund (left)",
        "Photo: Ada Lund, illustration by Bo Lund",
        "PHOTO: ADA LUND/CAFÉ»",
        "Photo: João Ôliveira",
        "Photo: Åsa Ängström",
        "写真:山田太郎",
        "Photo : Jeanne Martin",
        "Photo: Ada Lund, https://example.org/a&b;c",
        "Photos: Ada Lund, photo by Bo Lund",
    ),
)
def test_good_form_is_left_alone(caption):
    assert slips_of(f"![The quay](a.jpg)\n*The quay. {caption}*\n") == []


def test_what_a_template_makes_of_an_entity_is_unknown():
    assert slips_of('{{< figure src="a.jpg" caption="The quay. Photo: Ada &amp; Bo Lund" >}}\n') == []
    assert slips_of("---\nimage: a.jpg\nimage_credit: 'Ada &amp; Bo Lund'\n---\nText.\n") == []


def test_in_plain_text_an_entity_is_seen():
    text = "Nets dry.\n\nPhoto: Ada &amp; Bo Lund\n"
    assert slips_of(text, ".txt") == [("entity", "&amp;", "Nets dry.\n\nPhoto: Ada & Bo Lund\n")]


def test_hidden_credits_are_not_printed():
    assert slips_of("![The quay. Photo:Ada Lund](a.jpg)\n") == []
