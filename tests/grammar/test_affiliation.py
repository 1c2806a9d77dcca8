"""Posts at organisations are read out of bios."""

from __future__ import annotations

import pytest

from articles import KNOWLEDGE
from articles import understood
from bylint.grammar.affiliation import affiliations
from bylint.model.prose import prose_at


def found(text, *, is_title=False):
    posts = affiliations(prose_at(text, 0, len(text)), KNOWLEDGE, is_title=is_title)
    return [(post.status, post.title.plain if post.title else "", post.organisation.plain) for post in posts]


@pytest.mark.parametrize(
    ("text", "posts"),
    (
        (
            "Jane Roe is an associate professor of strategy at the U.S. Naval War College in Newport, Rhode Island.",
            [("current", "associate professor of strategy", "U.S. Naval War College")],
        ),
        (
            "Jane Roe is dean of the College of International and Security Studies at the George C. Marshall European "
            "Center for Security Studies in Garmisch-Partenkirchen, Germany.",
            [
                ("current", "dean", "College of International and Security Studies"),
                (
                    "current",
                    "dean of the College of International and Security Studies",
                    "George C. Marshall European Center for Security Studies",
                ),
            ],
        ),
        (
            "She is a fellow at the Example Institute, a former professor at Example University, "
            "and a former editor of Example Review.",
            [
                ("current", "fellow", "Example Institute"),
                ("former", "professor", "Example University"),
                ("former", "editor", "Example Review"),
            ],
        ),
        (
            "He retired from the U.S. Navy in 2009, taught at the U.S. Naval Academy from 2010 to 2014, "
            "and now runs a loft.",
            [("retired", "", "U.S. Navy"), ("former", "", "U.S. Naval Academy")],
        ),
        ("He is a graduate of Marine Corps University.", [("former", "graduate", "Marine Corps University")]),
        ("She taught at the Naval Postgraduate School until 2021.", [("former", "", "Naval Postgraduate School")]),
        ("She served as director of the Karst Centre.", [("former", "director", "Karst Centre")]),
        ("She has served as director of the Karst Centre since 2012.", [("current", "director", "Karst Centre")]),
        ("She is director emerita of the Karst Centre.", [("former", "director emerita", "Karst Centre")]),
        ("He is a visiting fellow at the Example Institute.", [("visiting", "visiting fellow", "Example Institute")]),
        (
            "He is a non-resident fellow at the Example Institute.",
            [("nonresident", "non-resident fellow", "Example Institute")],
        ),
        ("He is an adjunct professor at Example University.", [("adjunct", "adjunct professor", "Example University")]),
        ("He is a PhD candidate at Example University.", [("student", "PhD candidate", "Example University")]),
        ("She is the incoming director of the Karst Centre.", [("incoming", "director", "Karst Centre")]),
        (
            "She is a member of the advisory board of the Karst Centre.",
            [("board", "member of the advisory board", "Karst Centre")],
        ),
        (
            "She works for the Department of Health and Human Services.",
            [("current", "", "Department of Health and Human Services")],
        ),
        ("She is a major in the U.S. Army.", [("current", "major", "U.S. Army")]),
        ("She is commodore of the Example Academy.", [("current", "commodore", "Example Academy")]),
        ("He was a lime burner at the Example Museum.", [("former", "lime burner", "Example Museum")]),
        ("Sie leitet die Abteilung Bau am Institut Niederau.", [("current", "Abteilung Bau", "Institut Niederau")]),
        ("Elle est l'ancienne cheffe du Musée des Mines.", [("former", "l'ancienne cheffe", "Musée des Mines")]),
        ("He is an Army War College professor.", [("current", "professor", "Army War College")]),
        ("He is a 1945 Contributing Editor.", [("current", "Contributing Editor", "1945")]),
        (
            "He was an economist at the Example Bank and is a lecturer at Example University.",
            [
                ("former", "economist", "Example Bank"),
                ("current", "lecturer", "Example University"),
            ],
        ),
    ),
)
def test_posts_are_read(text, posts):
    assert found(text) == posts


@pytest.mark.parametrize(
    "text",
    (
        "She lives in Annapolis, Maryland.",
        "She is the author of The Sea at War.",
        "She covers the Navy for a living.",
        "She writes about ports in the Netherlands.",
        "She is a translator of Old Norse.",
        "She is a lecturer in the United States.",
        "She is proud of the Example Sailing Academy.",
        "She is one of the founders of the Example Sailing Academy.",
        "He is buried at the Example Hospital.",
        "Elle est fière de l'École des Salines.",
    ),
)
def test_other_capitals_are_no_place_of_work(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("header", "posts"),
    (
        (
            "authors:\n- name: Jane Roe\n  title: Professor of Geography, Example State University",
            [("current", "Professor of Geography", "Example State University")],
        ),
        (
            "author:\n  name: Jane Roe\n  title: Former Dean, Naval War College",
            [("former", "Dean", "Naval War College")],
        ),
        (
            "author: Jane Roe\nauthor_title: Director, Institute for Tidal Studies",
            [("current", "Director", "Institute for Tidal Studies")],
        ),
        (
            "author: Jane Roe\nauthor_title: Director of Research, Foundation for Tidal Studies",
            [("current", "Director of Research", "Foundation for Tidal Studies")],
        ),
        (
            "author: Jane Roe\nauthor_title: Head of Press, Ministry for the Tides",
            [("current", "Head of Press", "Ministry for the Tides")],
        ),
        (
            "author: Jane Roe\nauthor_title: Professeure de droit, Université de Tarn",
            [("current", "Professeure de droit", "Université de Tarn")],
        ),
        (
            "author: Jane Roe\nauthor_title: Professorin für Wasserrecht, Universität Tarn",
            [("current", "Professorin für Wasserrecht", "Universität Tarn")],
        ),
        (
            "author: Jane Roe\nauthor_title: Directora, Instituto de Estudios de Mareas",
            [("current", "Directora", "Instituto de Estudios de Mareas")],
        ),
        ("author: Jane Roe\nauthor_title: Poet, Tarn", []),
        (
            "author:\n  name: Jane Roe\n  title: Fellow\n  affiliation: Example Bank",
            [("current", "Fellow", "Example Bank")],
        ),
        ("author:\n  name: Jane Roe\n  title: Editor", []),
    ),
)
def test_a_title_beside_the_name_is_a_post(header, posts):
    article = understood(f"---\n{header}\n---\nThe quay is long.\n")
    assert [(p.words("status"), p.words("title"), p.prose.plain) for p in article.each("affiliation")] == posts


@pytest.mark.parametrize(
    "text",
    (
        "She is a fellow at " + "the Example Institute and a fellow at " * 3000,
        "She is a fellow at " + "Alpha and Beta and " * 3000,
        "She is a fellow at " + "Alpha of " * 3000,
        "She is " + "a fellow, " * 3000,
        "She was and is " * 3000,
    ),
)
def test_a_long_sentence_ends(text):
    assert len(found(text)) < 200


@pytest.mark.parametrize(
    ("text", "fresh"),
    (
        ("Jane Roe is the new dean at Example University.", ["new"]),
        ("Jane Roe is a newly appointed dean at Example University.", ["newly"]),
        ("Jane Roe was recently appointed dean at Example University.", ["recently"]),
        ("Jane Roe has a new book and is dean at Example University.", [""]),
        ("Jane Roe is the new media editor at Example University.", [""]),
        ("Jane Roe is a lecturer at the New Example University.", [""]),
        ("Jane Roe is a dean at Example University.", [""]),
    ),
)
def test_words_that_call_a_post_new(text, fresh):
    posts = affiliations(prose_at(text, 0, len(text)), KNOWLEDGE)
    assert [post.fresh.plain if post.fresh else "" for post in posts] == fresh
