"""Organisations found by their names."""

from __future__ import annotations

import pytest

from articles import DIRECTORY
from bylint.text.organisations import mentions
from bylint.text.organisations import resolve

DIRECTORY = DIRECTORY


@pytest.mark.parametrize(
    ("words", "expected"),
    (
        ("U.S. Naval War College", "nwc-newport"),
        ("US Naval War College", "nwc-newport"),
        ("U. S. Naval War College", "nwc-newport"),
        ("United States Naval War College", "nwc-newport"),
        ("the Naval War College in Newport", "nwc-newport"),
        ("College of Law at the George C. Marshall European Center for Security Studies", "gcmc"),
        ("Federal Reserve Bank of Boston", "frb-boston"),
        ("Board of Governors of the Federal Reserve System", "fed-board"),
        ("Federal Reserve System", "fed-system"),
        ("Federal Reserve Bank of Nowhere", ""),
        ("Department of History, United States Naval Academy, U.S. Navy", "usna"),
        ("Carnegie Endowment for International Peace", "carnegie"),
        ("Carnegie Mellon University", ""),
        ("Carnegie", ""),
        ("NWC", ""),
        ("National Defense University (NDU)", "ndu"),
        ("California Department of Justice", ""),
        ("Department of Justice", "us-doj"),
        ("Naval War College Foundation", ""),
        ("Naval War College Review", ""),
        ("West Point Press", ""),
        ("naval academy", ""),
        ("Army", ""),
        ("Bundesbank", "bundesbank"),
        ("Department of War", "us-dod"),
        ("who", ""),
        ("WHO", "who"),
        ("Example University", ""),
        ("", ""),
    ),
)
def test_affiliation_resolves(words, expected):
    assert resolve(words, DIRECTORY) == expected


@pytest.mark.parametrize(
    ("words", "context", "expected"),
    (
        ("of INSS, NDU or the U.S. Department of Defense", (), ["ndu", "ndu", "us-dod"]),
        ("of the Army, the Navy/Air Force or DoD", (), ["us-army", "us-navy", "us-air-force", "us-dod"]),
        ("of the British Army or the Indian Navy", (), ["uk-mod"]),
        ("those of the BIS", (), []),
        ("those of the BIS", ("bis",), ["bis"]),
        ("any agency of the United States", (), ["us-gov"]),
        ("the Government of Canada", (), ["ca-gov"]),
    ),
)
def test_disclaimer_names_more(words, context, expected):
    found = mentions(words, DIRECTORY, in_disclaimer=True, context=context)
    assert [mention.id for mention in found] == expected


def test_mention_has_its_place():
    words = "not those of the U. S. Naval Academy"
    (mention,) = mentions(words, DIRECTORY)
    assert words[mention.start : mention.end] == "U. S. Naval Academy"
