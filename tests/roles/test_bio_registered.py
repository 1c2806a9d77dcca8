"""What the registry says of the posts in bios."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from articles import KNOWLEDGE
from bylint.model.source import Source
from bylint.model.world import Person
from bylint.model.world import Post
from bylint.model.world import Registry
from bylint.readers import read
from bylint.roles import assign
from bylint.roles.view import with_view
from roles.authors import facts
from roles.authors import told

TEXT = "Every spring the county asks how much stone it will need, and every spring the answer is copied from before."
HELD = Post("Tarn Valley Institute", "chair", since=date(2015, 1, 1))
OVER = Post("Tarn Valley Institute", "chair", since=date(2015, 1, 1), until=date(2021, 6, 30))


def compared(bio, posts, keys=("rabernethy",), day="2022-03-01"):
    """Return what the registry has against a bio, and the claims that are held against other articles."""
    people = {key: Person(key, "Ruth Abernethy", posts=posts) for key in keys}
    knowledge = replace(KNOWLEDGE, registry=Registry(people, {"ruth abernethy": tuple(people)}))
    text = f"---\ntitle: T\ndate: {day}\nauthor: Ruth Abernethy\n---\n{TEXT}\n\nRuth Abernethy is {bio}.\n"
    found = with_view(assign(read(Source("a.md", text), ".md"), knowledge))
    said = [message.rpartition(" ")[2] for _, message in told(found, "BIO001", knowledge)]
    return said, [fact.claim for fact in facts(found, "BIO001", knowledge)]


@pytest.mark.parametrize(
    ("bio", "posts", "said"),
    (
        ("chair at the Tarn Valley Institute", (HELD,), ([], [])),
        ("a former chair at the Tarn Valley Institute", (HELD,), (["current"], [])),
        ("a former chair at the Tarn Valley Institute", (OVER,), ([], [])),
        # That a post is over is for stale bios to say.
        ("chair at the Tarn Valley Institute", (OVER,), ([], ["current"])),
        # A list without days may be of any day.
        ("a former chair at the Tarn Valley Institute", (HELD._replace(since=None),), ([], ["former"])),
        ("a former dean at the Tarn Valley Institute", (HELD,), ([], ["former"])),
        ("a former chair at the Quarry Institute", (HELD,), ([], ["former"])),
        (
            "a former chair at the Tarn Valley Institute",
            (OVER, HELD._replace(since=date(2022, 1, 1))),
            (["current"], []),
        ),
    ),
)
def test_what_the_registry_says_of_a_post(bio, posts, said):
    assert compared(bio, posts) == said


def test_of_two_people_of_one_name_it_says_nothing():
    assert compared("a former chair at the Tarn Valley Institute", (HELD,), keys=("one", "two")) == ([], [])


@pytest.mark.parametrize(
    ("bio", "post", "day", "is_stale"),
    (
        ("the new chair at the Tarn Valley Institute", HELD, "2022-03-01", True),
        ("the new chair at the Tarn Valley Institute", HELD, "2016-03-01", False),
        ("the new dean at the Tarn Valley Institute", HELD, "2022-03-01", False),
        ("the new chair at the Tarn Valley Institute", HELD._replace(since=None), "2022-03-01", False),
        ("the new chair at the Tarn Valley Institute", HELD._replace(title=""), "2022-03-01", False),
        ("the new media chair at the Tarn Valley Institute", HELD, "2022-03-01", False),
    ),
)
def test_how_long_a_post_is_new(bio, post, day, is_stale):
    people = {"rabernethy": Person("rabernethy", "Ruth Abernethy", posts=(post,))}
    knowledge = replace(KNOWLEDGE, registry=Registry(people, {"ruth abernethy": ("rabernethy",)}))
    text = f"---\ntitle: T\ndate: {day}\nauthor: Ruth Abernethy\n---\n{TEXT}\n\nRuth Abernethy is {bio}.\n"
    found = told(with_view(assign(read(Source("a.md", text), ".md"), knowledge)), "BIO005", knowledge)
    assert [words for words, _ in found] == (["new"] if is_stale else [])
    assert all(message.endswith("the post began on 2015-01-01") for _, message in found)
