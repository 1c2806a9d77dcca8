"""Ids of the people in the place of names: what is shown is the name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from articles import KNOWLEDGE
from articles import LISTS
from articles import understood
from bylint.model.parts_people import Author
from bylint.model.world import Person
from bylint.people import known_of

PEOPLE = """
jdoe: {name: Jonas Doe}
k_ditz: {name: Kenny Ditz}
marta-quell: {name: Marta Quell}
roe: {name: Bo Roe}
Ada Wren: {name: Ada Wren}
"""
REGISTRY = known_of(LISTS, (), (("authors.yml", PEOPLE.encode()),)).registry


def shown(signed, **changes):
    people = {key: person._replace(**changes) for key, person in REGISTRY.people.items()}
    knowledge = replace(KNOWLEDGE, registry=replace(REGISTRY, people=people))
    text = f"---\ntitle: The Quarry Question\nauthor: {signed}\n---\nEvery spring the county asks.\n"
    return [(one.name, one.about) for one in understood(text, knowledge=knowledge).parts.of(Author)]


@pytest.mark.parametrize(
    ("signed", "name", "about"),
    (
        ("jdoe", "Jonas Doe", "jonas doe"),
        ("k_ditz", "Kenny Ditz", "kenny ditz"),
        ("marta-quell", "Marta Quell", "marta quell"),
        ("Ada Wren", "Ada Wren", "ada wren"),
        ("Jonas Doe", "Jonas Doe", "jonas doe"),
        # Nobody of the site has this id.
        ("jdow", "jdow", "jdow"),
    ),
)
def test_an_id_is_a_name(signed, name, about):
    assert shown(signed) == [(name, about)]


@pytest.mark.parametrize("hidden", ({"is_withheld": True}, {"pen_names": ("Otto Vane",)}))
def test_what_is_hidden_stays_hidden(hidden):
    assert shown("jdoe", **hidden) == [("jdoe", "jdoe")]


def test_several_ids_in_a_list():
    assert [name for name, _ in shown("[jdoe, k_ditz]")] == ["Jonas Doe", "Kenny Ditz"]


def test_of_two_people_of_one_id_neither_is_shown():
    twice = replace(REGISTRY, named={**REGISTRY.named, "jdoe": ("jdoe", "roe")})
    text = "---\ntitle: The Quarry Question\nauthor: jdoe\n---\nEvery spring the county asks.\n"
    (one,) = understood(text, knowledge=replace(KNOWLEDGE, registry=twice)).parts.of(Author)
    assert one.name == "jdoe"
    assert isinstance(twice.people["jdoe"], Person)
