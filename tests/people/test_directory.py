"""The directory of organisations that comes with bylint."""

from __future__ import annotations

from collections import defaultdict

import pytest

from articles import LISTS
from bylint.model.world import Directory
from bylint.people import directory
from bylint.text.files import Lists
from bylint.text.lexicon import even
from bylint.text.organisations import chain
from bylint.text.organisations import spellings

DIRECTORY = directory(LISTS)
ORGANISATIONS = tuple(DIRECTORY.organisations.values())
REQUIREMENTS = {"regulation", "policy", "boilerplate", "custom", "none"}


def test_directory_holds_the_bodies_of_the_field():
    assert len(ORGANISATIONS) >= 200
    assert DIRECTORY.organisations["nwc-newport"].requirement == "regulation"
    assert DIRECTORY.organisations["frb-boston"].requirement == "policy"
    assert DIRECTORY.organisations["rand"].requirement == "boilerplate"


def test_lists_without_organisations_make_an_empty_directory(tmp_path):
    assert directory(Lists(tmp_path)).organisations == {}


@pytest.mark.parametrize("scope", ("anywhere", "disclaimer"))
def test_name_belongs_to_one_body_or_is_ambiguous(scope):
    owners = defaultdict(set)
    for body in ORGANISATIONS:
        names = [body.name] if scope == "anywhere" else []
        names += [alias.name for alias in body.aliases if alias.scope == scope]
        for name in names:
            for spelling in spellings(name):
                owners[even(spelling.removeprefix("The "))].add(body.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("body", ORGANISATIONS, ids=lambda body: body.id)
def test_entry_refers_to_entries(body):
    assert body.requirement in REQUIREMENTS
    assert body.status in ("verified", "partial")
    for other in (*body.parents, *body.entities_min, *body.entities_customary):
        assert other in DIRECTORY.organisations
    assert body.id not in chain(DIRECTORY, body.id)


@pytest.mark.parametrize(
    "body", [b for b in ORGANISATIONS if b.requirement in ("regulation", "policy")], ids=lambda b: b.id
)
def test_body_that_asks_has_a_source_and_says_what_it_asks(body):
    assert body.sources
    assert body.attribution or body.non_reflection


def test_sample_is_shipped_of_verified_wording_only():
    assert {body.status for body in ORGANISATIONS if body.sample} == {"verified"}


def test_sources_are_public():
    for source in LISTS["organisations"]["sources"].values():
        assert source["title"]
        assert source.get("url", "https://example.com").startswith("http")
        assert ("url" in source) != (source.get("seen") == "in public documents")


@pytest.mark.parametrize(
    "name",
    ("NWC", "NPS", "AU", "CSIS", "CFR", "INSS", "NDU", "BIS", "IDA", "CTC", "MOD", "DOC", "IC", "DOS", "DA", "SEC"),
)
def test_abbreviation_of_many_is_ambiguous(name):
    scopes = {alias.scope for body in ORGANISATIONS for alias in body.aliases if alias.name == name}
    assert scopes == {"ambiguous"}


def test_department_has_two_names_since_september_2025():
    names = {alias.name: alias.since for alias in DIRECTORY.organisations["us-dod"].aliases}
    assert names["Department of Defense"] == ""
    assert names["Department of War"] == "2025-09-05"


def test_chain_leads_to_the_government():
    assert chain(DIRECTORY, "usna") == ("us-navy", "us-dod", "us-gov")
    assert chain(Directory({}), "usna") == ()
