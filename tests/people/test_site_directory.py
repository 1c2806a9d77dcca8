"""The directory of a site: what it adds, what it changes, and every mistake in it."""

from __future__ import annotations

import pytest

from articles import LISTS
from bylint.errors import ConfigError
from bylint.people import known_of
from bylint.text.organisations import chain
from bylint.text.organisations import resolve


def directory(text: str):
    return known_of(LISTS, (("bodies.yaml", text.encode()),), ()).directory


def test_site_adds_an_organisation():
    found = directory(
        "version: 1\norganisations:\n- id: pier\n  name: Pier Office\n  parents: [us-navy]\n  aliases: [PIO-X]\n"
        "  requirement: policy\n  elements: [attribution]\n  entities_min: [self]\n  sources: [House note 4]\n"
    )
    pier = found.organisations["pier"]
    assert (pier.requirement, pier.attribution, pier.non_reflection) == ("policy", True, False)
    assert pier.entities_min == ("pier",)
    assert pier.sources == ("House note 4",)
    assert pier.place == "bodies.yaml:3"
    assert chain(found, "pier") == ("us-navy", "us-dod", "us-gov")
    assert resolve("the Pier Office", found) == "pier"
    assert resolve("U.S. Naval War College", found) == "nwc-newport"
    assert found.digest


def test_site_changes_a_part_of_an_entry():
    found = directory("version: 1\norganisations:\n- {id: frb-boston, requirement: none}\n")
    before = known_of(LISTS, (), ()).directory.organisations["frb-boston"]
    after = found.organisations["frb-boston"]
    assert (before.requirement, after.requirement) == ("policy", "none")
    assert after._replace(requirement="policy", place="") == before


def test_site_gives_a_dated_name():
    found = directory(
        "version: 1\norganisations:\n- id: pier\n  name: Pier Office\n"
        "  aliases: [{name: Quay Office, until: 2020-01-01}, {name: Dock Office, since: 2020-01-01}]\n"
    )
    names = {alias.name: (alias.since, alias.until) for alias in found.organisations["pier"].aliases}
    assert names == {"Quay Office": ("", "2020-01-01"), "Dock Office": ("2020-01-01", "")}


HEAD = "version: 1\norganisations:\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("organisations: []\n", ["bodies.yaml:1: the key 'version' is missing"]),
        (f"{HEAD}- {{name: A}}\n", ["bodies.yaml:3: : the key 'id' is missing"]),
        (f"{HEAD}- {{id: a, name: A A, knid: b}}\n", ["bodies.yaml:3: a: unknown key 'knid' (did you mean 'kind'?)"]),
        (f"{HEAD}- {{id: a}}\n", ["bodies.yaml:3: a: the key 'name' is missing"]),
        (
            f"{HEAD}- {{id: a, name: Aaa Bbb}}\n- {{id: a, name: Ccc Ddd}}\n",
            ["bodies.yaml:4: 'a' stands at bodies.yaml:3 too"],
        ),
        (
            f"{HEAD}- {{id: a, name: Aaa Bbb, parents: [nowhere-x]}}\n",
            ["bodies.yaml:3: 'parents': there is no organisation 'nowhere-x'"],
        ),
        (
            f"{HEAD}- {{id: a, name: Aaa Bbb, parents: [b]}}\n- {{id: b, name: Ccc Ddd, parents: [a]}}\n",
            ["bodies.yaml:3: 'a' is above itself: a < b < a", "bodies.yaml:4: 'b' is above itself: b < a < b"],
        ),
        (
            f"{HEAD}- {{id: a, name: Aaa Bbb, parents: [a]}}\n",
            ["bodies.yaml:3: 'a' is above itself: a < a"],
        ),
        (
            f"{HEAD}- {{id: a, name: Aaa Bbb, aliases: [Cc]}}\n- {{id: b, name: Ccc Ddd, aliases: [cc]}}\n",
            ["bodies.yaml:4: 'cc' is a name of 'b' and of 'a' at bodies.yaml:3; put it under 'ambiguous' in both"],
        ),
        (
            f"{HEAD}- {{id: a, name: Aaa Bbb, aliases: [Marshall Center]}}\n",
            [
                "bodies.yaml:3: 'Marshall Center' is a name of 'a' and of 'gcmc', which comes with bylint; "
                "put it under 'ambiguous' in both"
            ],
        ),
        (
            f"{HEAD}- {{id: a, name: Aaa Bbb, aliases: [{{name: Cc, since: May}}]}}\n",
            ["bodies.yaml:3: 'since' is 'May', not a date such as 2025-09-05"],
        ),
    ),
)
def test_mistakes_are_told_at_their_lines(text, expected):
    with pytest.raises(ConfigError) as error:
        directory(text)
    assert [line.split(" (did")[0] if "knid" not in line else line for line in error.value.lines] == expected


def test_ambiguous_name_may_have_two_owners():
    directory(f"{HEAD}- {{id: a, name: Aaa Bbb, ambiguous: [Cc]}}\n- {{id: b, name: Ccc Ddd, ambiguous: [Cc]}}\n")
