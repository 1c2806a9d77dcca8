"""Claims about people whom the registry knows by several names, or of whom it knows two by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from articles import KNOWLEDGE
from bylint.model.source import Source
from bylint.model.world import Person
from bylint.model.world import Registry
from bylint.readers import read
from bylint.roles import assign
from bylint.roles.view import with_view
from roles.authors import facts
from roles.authors import told

TEXT = "Every spring the county asks how much stone it will need, and every spring the answer is copied from before."


def subjects(author, people, named):
    knowledge = replace(KNOWLEDGE, registry=Registry(people, named))
    text = f"---\ntitle: T\nauthor: {author}\n---\n{TEXT}\n\n{author} is chair at the Tarn Valley Institute.\n"
    found = with_view(assign(read(Source("a.md", text), ".md"), knowledge))
    return list(dict.fromkeys(fact.subject.split("|")[0] for fact in facts(found, "BIO001", knowledge)))


def test_claims_about_an_alias_are_about_its_person():
    people = {"one": Person("one", "Ruth Abernethy", ("Ruth Tarn",)), "two": Person("two", "Bo Roe", (), ("Bea Pell",))}
    named = {"ruth abernethy": ("one",), "ruth tarn": ("one",), "bo roe": ("two",), "bea pell": ("two",)}
    assert subjects("Ruth Tarn", people, named) == ["ruth abernethy"]
    assert subjects("Ruth Abernethy", people, named) == ["ruth abernethy"]
    assert subjects("Bea Pell", people, named) == ["bea pell"]
    assert subjects("Gordon Pell", people, named) == ["gordon pell"]


RUTH = Person("tarn-desk", "Ruth Abernethy", ("Ruth Tarn",))
BOTH = {"ruth abernethy": ("tarn-desk",), "ruth tarn": ("tarn-desk",), "tarn desk": ("tarn-desk",)}


@pytest.mark.parametrize(("bio", "strangers"), (("Ruth Abernethy", []), ("Gordon Pell", ["Gordon Pell"])))
def test_bio_under_a_registered_name_is_no_strangers(bio, strangers):
    knowledge = replace(KNOWLEDGE, registry=Registry({"tarn-desk": RUTH}, BOTH))
    text = f"---\ntitle: T\nauthor: Ruth Tarn\n---\n{TEXT}\n\n*{bio} is chair at the Kendal Institute.*\n"
    found = with_view(assign(read(Source("a.md", text), ".md"), knowledge))
    assert [words for words, _ in told(found, "BIO004", knowledge)] == strangers


def test_claims_about_one_of_two_of_one_name_are_not_compared():
    people = {key: Person(key, "Ruth Abernethy") for key in ("one", "two")}
    assert subjects("Ruth Abernethy", people, {"ruth abernethy": ("one", "two")}) == []
