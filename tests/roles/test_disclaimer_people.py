"""Whose people the signers of an article are, read from whole articles: by bio, by byline, by registry, by date."""

from __future__ import annotations

from dataclasses import replace

import pytest

from articles import LISTS
from articles import WHOLE as KNOWLEDGE
from bylint.engine import understood
from bylint.model.parts_people import Duty
from bylint.model.world import Knowledge
from bylint.people import known_of
from bylint.roles.duty import owed_in
from bylint.roles.view import with_view

PAGE = "---\ntitle: Tides\nauthor: Jane Roe\ndate: {day}\n---\nThe sea keeps its own timetable.\n\n{text}\n"


def article(text: str, day: str = "2023-05-05", knowledge: Knowledge = KNOWLEDGE, page: str = PAGE):
    return with_view(understood("a.md", ".md", page.format(text=text, day=day).encode(), knowledge))


def owed(text: str, day: str = "2023-05-05", knowledge: Knowledge = KNOWLEDGE, page: str = PAGE) -> list[str]:
    return [body.id for body, _ in owed_in(article(text, day, knowledge, page))]


@pytest.mark.parametrize(
    ("bio", "expected"),
    (
        ("Jane Roe is an Army officer.", ["us-army"]),
        ("Jane Roe is an active-duty Army officer and a student of history.", ["us-army"]),
        ("Jane Roe is an active duty U.S. Army officer.", ["us-army"]),
        ("Jane Roe is an Air Force officer stationed in Guam.", ["us-air-force"]),
        ("Jane Roe is a Marine Corps officer.", ["us-marine-corps"]),
        ("Jane Roe is a captain in the Army.", ["us-army"]),
        ("Maj. Jane Roe is an infantry officer in the United States Army.", ["us-army"]),
        ("Jane Roe is a reservist in the U.S. Navy.", ["us-navy"]),
        ("Jane Roe serves in the Army Reserve.", ["us-army"]),
        ("Jane Roe is a writer and a U.S. Army Reserve officer.", ["us-army"]),
        ("Jane Roe commands the 3rd Brigade, U.S. Army.", ["us-army"]),
        ("Jane Roe is a lieutenant commander in the U.S. Coast Guard.", ["us-coast-guard"]),
        ("Jane Roe is a British Army officer.", []),
        ("Jane Roe is an officer of the Royal Navy and the Army museum.", []),
        ("Jane Roe is a retired U.S. Navy captain.", []),
        ("Jane Roe is a retired Navy captain.", []),
        ("Jane Roe is a retired colonel in the U.S. Army.", []),
        ("Jane Roe is a U.S. Navy veteran.", []),
        ("Jane Roe is a veteran of the U.S. Army.", []),
        ("Jane Roe is a former Army officer.", []),
        ("Jane Roe was a nurse and an Army officer.", []),
        ("Jane Roe is married to a U.S. Army officer.", []),
        ("Jane Roe served in the U.S. Army for ten years.", []),
        ("Jane Roe is a historian of the U.S. Navy.", []),
        ("Jane Roe writes about the U.S. Army.", []),
        ("Jane Roe is a consultant to the U.S. Department of Defense.", []),
        ("Jane Roe is a retired Navy captain who teaches at the U.S. Naval War College.", ["nwc-newport"]),
        ("Jane Roe is a visiting fellow at CSIS and a professor at the U.S. Naval War College.", ["nwc-newport"]),
        ("Jane Roe is an Army War College professor.", ["usawc"]),
        ("Jane Roe is a professor emerita at the U.S. Naval War College.", []),
        ("Jane Roe is a nonresident fellow at the Modern War Institute at West Point.", []),
        ("Jane Roe is a cadet at West Point.", []),
        ("Jane Roe is a graduate of the U.S. Naval Academy.", []),
        ("Jane Roe was a professor at the Naval War College until 2020.", []),
        ("Jane Roe is on leave from the U.S. Department of State.", ["us-state"]),
        ("Jane Roe works at the U.S. Centers for Disease Control and Prevention.", ["cdc"]),
        ("Jane Roe ist Volkswirtin bei der Deutschen Bundesbank.", ["bundesbank"]),
        ("Jane Roe arbeitet bei der Deutschen Bundesbank.", ["bundesbank"]),
        ("Jane Roe est économiste à la Banque de France.", ["bdf"]),
    ),
)
def test_bio_tells_who_employs(bio, expected):
    assert owed(bio) == expected


@pytest.mark.parametrize(
    "page",
    (
        "---\ntitle: Tides\nauthor: Ann Poe\ndate: {day}\n---\nThe sea keeps its own timetable.\n\n**{text}**\n",
        "---\ntitle: Tides\nspeakers:\n- name: Jane Roe\n  bio: {text}\ndate: {day}\n---\nA talk on the sea.\n",
        "---\ntitle: Tides\nauthor: Jane Roe\nspeakers: [Jane Roe]\ndate: {day}\n---\nA talk.\n\n{text}\n",
        "---\ntitle: Tides\nauthor: Jane Roe\ndate: {day}\n---\nA talk on the sea.\n\n## Speakers Bios\n\n**Ann Poe** "
        "is a poet.\n\n{text}\n",
        "---\ntitle: Tides\nauthor: Jane Roe\ndate: {day}\n---\nA talk on the sea.\n\n## Panelists\n\n{text}\n",
        "---\ntitle: Tides\ndate: {day}\n---\nThe sea keeps time.\n\nAnn Poe is a professor at Example State "
        "University.\n\n{text}\n",
    ),
)
def test_only_signers_owe(page):
    assert owed("Jane Roe is a professor at the U.S. Naval War College.", page=page) == []


def test_byline_for_a_body_is_no_employment():
    page = "---\ntitle: Tides\nauthor: Jane Roe for NOAA Fisheries\ndate: {day}\n---\nThe sea keeps time.\n{text}\n"
    assert owed("", page=page) == []


@pytest.mark.parametrize("text", ("", "The Navy bought ships.", "The Naval War College teaches strategy."))
def test_article_without_author_information_yields_nothing(text):
    page = "---\ntitle: The Navy\n---\nThe U.S. Department of Defense buys ships.\n\n{text}{day}\n"
    found = article(text, page=page)
    assert [part.role for part in found.view if part.role in ("duty", "disclaimer")] == []


REGISTRY = b"""version: 1
people:
- id: roe
  name: Jane Roe
  aliases: [J. Roe, {name: Otto Vane, kind: pen-name}]
  affiliations:
  - {organisation: frb-boston, title: economist, from: 2015, until: 2020-06-30}
  - {organisation: boe, title: adviser, from: 2020-07-01}
"""
KNOWN = known_of(LISTS, (), (("people.yaml", REGISTRY),))
WITH_REGISTRY = replace(KNOWLEDGE, registry=KNOWN.registry)


@pytest.mark.parametrize(
    ("day", "bio", "expected"),
    (
        ("2014-12-31", "", []),
        ("2015-01-01", "", ["frb-boston"]),
        ("2020-06-30", "", ["frb-boston"]),
        ("2020-07-01", "", ["boe"]),
        # What is printed is corrected by the registry, each article at its own date.
        ("2020-06-30", "Jane Roe is an economist at the Federal Reserve Bank of Boston.", ["frb-boston"]),
        ("2020-07-01", "Jane Roe is an economist at the Federal Reserve Bank of Boston.", ["boe"]),
        ("2020-06-30", "Jane Roe is an adviser at the Bank of England.", ["frb-boston"]),
        # A body of which the registry says nothing is read from the bio.
        ("2020-07-01", "Jane Roe is an economist at the European Central Bank.", ["ecb", "boe"]),
    ),
)
def test_registry_judges_by_date(day, bio, expected):
    assert owed(bio, day, WITH_REGISTRY) == expected


@pytest.mark.parametrize(("name", "expected"), (("J. Roe", ["boe"]), ("roe", ["boe"]), ("Otto Vane", [])))
def test_registered_names(name, expected):
    page = PAGE.replace("Jane Roe", name)
    assert owed("", "2021-01-01", WITH_REGISTRY, page) == expected


def test_pen_name_is_shown_beside_no_other_name():
    found = article("", "2021-01-01", WITH_REGISTRY, PAGE.replace("Jane Roe", "Otto Vane"))
    words = " ".join(element.words for part in found.view for element in part.elements)
    assert "Roe" not in words
    assert "people.yaml" not in words


def test_what_only_the_registry_knows_is_a_warning():
    (duty,) = article("", "2018-01-01", WITH_REGISTRY).parts.of(Duty)
    assert duty.affiliation.stated == "in the registry (people.yaml:7)"
    assert not duty.affiliation.is_printed


@pytest.mark.parametrize(
    ("page", "level"),
    (
        (PAGE, "conditional"),
        (PAGE.replace("Tides", "The Navy at War"), "regulation"),
        (PAGE.replace("date:", "tags: [deterrence]\ndate:"), "regulation"),
        (PAGE.replace("The sea", "The Department of Defense"), "regulation"),
        (PAGE.replace("The sea", "Soldiers, weapons, warfare: the sea"), "regulation"),
        (PAGE.replace("The sea", "One soldier by the sea"), "conditional"),
    ),
)
def test_law_binds_on_the_business_of_the_body(page, level):
    found = article("Jane Roe is a professor at the U.S. Naval War College.", page=page)
    assert [duty.level for duty in found.parts.of(Duty)] == [level]


@pytest.mark.parametrize(
    ("form", "expected"),
    (("![{}](sea.jpg)", "hidden"), ("<!-- {} -->", "hidden"), ("{}", "printed")),
)
def test_disclaimer_in_a_picture_is_not_seen(form, expected):
    words = "The views expressed are those of the author and not those of the Navy."
    bio = "Jane Roe is a professor at the U.S. Naval War College."
    found = article(f"{form.format(words)}\n\n{bio}")
    assert [part.words("standing") for part in found.each("disclaimer")] == [expected]
    assert [part.has("hidden") for part in found.each("disclaimer")] == [expected == "hidden"]
