"""Which words are about an author, and what they say."""

from __future__ import annotations

import pytest

from articles import at
from articles import understood
from roles.authors import facts

TEXT = (
    "Every spring the county asks how much stone it will need, and every spring the answer is copied from the year "
    "before. The roads budget has halved since then; the figure for gravel has not. Three villages live with it."
)
BIO = "Ruth Abernethy is a surveyor in Kendal."


def bios(body, header="author: Ruth Abernethy"):
    article = understood(f"---\ntitle: The Quarry Question\n{header}\n---\n{TEXT}\n\n{TEXT}\n\n{body}\n")
    return [(part.about, at(article, part)) for part in article.each("bio")]


@pytest.mark.parametrize(
    ("body", "words"),
    (
        (BIO, BIO),
        (f"*{BIO}*", BIO),
        ("Ruth Abernethy restores furniture in Malmö.", "Ruth Abernethy restores furniture in Malmö."),
        ("Ruth Abernethy (@ruth) writes about quarries.", "Ruth Abernethy (@ruth) writes about quarries."),
        ("Ruth Abernethy, a surveyor, lives in Kendal.", "Ruth Abernethy, a surveyor, lives in Kendal."),
        ("Dr. Abernethy is a surveyor in Kendal.", "Dr. Abernethy is a surveyor in Kendal."),
        ("The author is a surveyor in Kendal.", "The author is a surveyor in Kendal."),
        ("## About the author\n\nRuth digs.\nShe lives in Kendal.", "Ruth digs.\nShe lives in Kendal."),
        ("**About the author**\n\nI dig, and I live in a shed in Kendal.", "I dig, and I live in a shed in Kendal."),
        (f"{BIO} The views expressed are those of the author.", BIO),
        (f"The views expressed are those of the author. {BIO}", BIO),
    ),
)
def test_a_bio_is_recognised(body, words):
    assert bios(body) == [("ruth abernethy", words)]


@pytest.mark.parametrize(
    "body",
    (
        "Ruth Abernethy, who was there.",
        "> Ruth Abernethy is a surveyor in Kendal.",
        f"Gareth Pell is a surveyor in Kendal.\n\n{TEXT}",
        "Gareth Pell is late.",
        "The views expressed are those of the author and do not reflect the position of Example University.",
        "Thanks to Ruth Abernethy.",
        "- Ruth Abernethy, Editor in Chief",
    ),
)
def test_other_words_are_no_bio(body):
    assert bios(body) == []


def test_a_sentence_in_the_text_is_no_bio():
    text = f"{TEXT}\n\n{TEXT}\n\nRuth Abernethy is a surveyor.\n\n{TEXT}\n\n{TEXT}\n"
    assert not understood(f"---\nauthor: Ruth Abernethy\n---\n{text}").each("bio")


@pytest.mark.parametrize(
    ("body", "people"),
    (
        ("Ruth Abernethy and Ines Falk are surveyors at Example University.", ["ruth abernethy", "ines falk"]),
        ("*Ines Falk keeps bees.*\n\n*Gordon Pell is a cartographer in Leeds.*", ["ines falk", "gordon pell"]),
        (f"{BIO}\n\nShe keeps bees.", ["ruth abernethy", "ruth abernethy"]),
    ),
)
def test_a_bio_names_its_people(body, people):
    assert [who for who, _ in bios(body, "authors: [Ruth Abernethy, Ines Falk]")] == people


def test_an_id_is_who_the_bio_names():
    assert bios("*Ruth Abernethy runs the copy desk.*", "authors: [rabernethy]")[0][0] == "rabernethy"


@pytest.mark.parametrize(
    ("header", "filler"),
    (
        ("author: Ruth Abernethy\nbio: TBD", "TBD"),
        ("author: Ruth Abernethy\nbio: Ruth Abernethy", "Ruth Abernethy"),
        (
            "author: Ruth Abernethy\nbio: Lorem ipsum dolor sit amet, consectetur.",
            "Lorem ipsum dolor sit amet, consectetur.",
        ),
        ("author: Ruth Abernethy\nbio: Ruth Abernethy is TK at Example University.", "TK"),
        ("author:\n  name: Ruth Abernethy\n  bio: Bio goes here", "Bio goes here"),
        ("author: Ruth Abernethy\nbio: Ruth Abernethy sets lorem ipsum by hand.", None),
    ),
)
def test_filler_is_seen(header, filler):
    (bio,) = understood(f"---\n{header}\n---\n{TEXT}\n").each("bio")
    found = bio.get("placeholder")
    assert (found.prose.plain if found else None) == filler
    assert bio.about == "ruth abernethy"


def claims(body):
    article = understood(f"---\nauthor: Ruth Abernethy\n---\n{TEXT}\n\n{TEXT}\n\n{body}\n")
    found = {(fact.subject.partition("|")[2], fact.claim) for fact in facts(article, "BIO001")}
    return {(slot, claim) for slot, claim in found if not slot.startswith("grade|")}


def test_a_former_post_contradicts_the_post_alone():
    held = claims(
        "Ruth Abernethy is chair of the stone board at the Tarn Institute and a columnist for Example Review."
    )
    over = claims(
        "Ruth Abernethy is a former chair of the stone board at the Tarn Institute, and a columnist for Example Review."
    )
    assert held ^ over == {
        ("status|tarn institute|chair of stone board", "current"),
        ("status|tarn institute|chair of stone board", "former"),
    }


def test_whether_one_is_new_at_a_publication_is_a_fact():
    old = claims("Ruth Abernethy is also a 1945 Contributing Editor.")
    new = claims("Ruth Abernethy is a new Contributing Editor for 1945.")
    assert old ^ new == {("start|1945|contributing editor", "held"), ("start|1945|contributing editor", "new")}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    (
        ("She is the dean of a school in the U.S.", "She is dean of a school in the US.", True),
        ("A fellow at X and editor of Y.", "Editor of Y and a fellow at X.", True),
        ("She is dean.", "She is former dean.", False),
    ),
)
def test_style_does_not_change_facts(one, other, same):
    bios = [understood(f"---\nauthor: Ruth Roe\nbio: {bio}\n---\n{TEXT}\n").each("bio")[0] for bio in (one, other)]
    assert (bios[0].words("facts") == bios[1].words("facts")) is same
    assert bios[0].words("style") != bios[1].words("style")


@pytest.mark.parametrize(
    ("signed", "named", "ranks"),
    (
        ("Lt. Col. Ruth Abernethy", "LTC Ruth Abernethy", ["lieutenant colonel", "lieutenant colonel"]),
        ("Col. Ruth Abernethy", "Lt. Col. Ruth Abernethy", ["colonel", "lieutenant colonel"]),
        ("Capt. Ruth Abernethy", "Captain Ruth Abernethy", ["captain", "captain"]),
        ("Maj. Gen. Ruth Abernethy", "Gen. Ruth Abernethy", ["major general"]),
        ("Ruth Abernethy", "Dr. Ruth Abernethy", []),
        ("Major Abernethy", "Ruth Abernethy", []),
    ),
)
def test_the_rank_before_a_name(signed, named, ranks):
    article = understood(f"---\nauthor: {signed}\n---\n{TEXT}\n\n{named} teaches logistics in Kendal.\n")
    assert [fact.claim for fact in facts(article, "BIO001") if fact.subject.endswith("|rank")] == ranks
