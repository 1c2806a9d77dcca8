"""Pages of authors: whose they are, what they lack, and what is left of another one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from articles import KNOWLEDGE
from articles import at
from articles import understood
from bylint.model.source import Source
from bylint.model.world import Person
from bylint.model.world import Registry
from bylint.readers import read
from bylint.roles import assign
from bylint.roles.view import with_view
from roles.authors import told

NAMED = "name: Petra Lindqvist\n"


def page(header, body="", path="authors/petra-lindqvist.md"):
    return understood(f"---\n{header}---\n{body}", path)


SAID = {
    "is empty in the profile of": "empty",
    "has a profile that does not say": "missing",
    "is not the id of": "id",
    "is not whom the name of this file says": "file",
    "is described on the profile of": "bio",
    "is spelt otherwise in the name of this file": "slip",
    "is Petra Lindqvist in the header of this profile": "slip",
    "says nothing yet of": "filler",
    "is what a template has, and no account of": "account",
    "has another profile": "copy",
}


def found(article, code):
    return [
        (words, kind) for words, message in told(article, code) for said, kind in SAID.items() if f"” {said}" in message
    ]


@pytest.mark.parametrize(
    "path",
    (
        "authors/petra-lindqvist.md",
        "_authors/petra.md",
        "content/author/petra-lindqvist/_index.md",
        "content/author/petra-lindqvist/_index.es.md",
        "site/Team/petra.lindqvist.md",
    ),
)
def test_a_page_in_a_folder_of_people_is_a_profile(path):
    assert [part.about for part in page(NAMED, path=path).each("profile")] == ["petra lindqvist"]


@pytest.mark.parametrize(
    ("header", "path"),
    (
        (NAMED, "posts/petra-lindqvist.md"),
        (NAMED, "petra-lindqvist.md"),
        ("title: The Team\n", "content/authors/_index.md"),
        ("title: Our Authors\n", "authors/list.md"),
        ("title: Petra Lindqvist\nauthor: Jonas Brandvik\n", "people/petra-lindqvist.md"),
    ),
)
def test_other_files_are_no_profiles(header, path):
    assert not page(header, path=path).each("profile")


def test_an_author_who_signs_the_own_page_keeps_it():
    assert page("title: Petra Lindqvist\nauthors: [petra]\n", path="authors/petra/_index.md").each("profile")


@pytest.mark.parametrize(
    ("header", "body", "flaws"),
    (
        ("github: plindqvist\n", "", [("Petra Lindqvist", "missing")]),
        ("social:\n  github: plindqvist\n", "", [("Petra Lindqvist", "missing")]),
        ("bio: ''\n", "", [("bio", "empty")]),
        ("role:\nbyline: ''\n", "Petra restores chairs.\n", [("role", "empty")]),
        ("title:\n", "Petra restores chairs.\n", [("title", "empty")]),
        ("bio: ''\n", "Petra restores chairs.\n", []),
        ("github: plindqvist\n", "Petra restores chairs.\n", []),
        ("role: ''\nbyline: Restorer\n", "", []),
        ("bio: ''\ntitle: Restorer\n", "", []),
        ("github: plindqvist\nbio: Restorer\n", "", []),
        ("github:\n", "", []),
        ("role: Your job title\n", "", [("Your job title", "filler")]),
        ("role: TBD\nbio: Furniture restorer\n", "", [("TBD", "filler")]),
        ("role: Head of titles\n", "", []),
        ("bio: Restorer\ntwitter: your_handle\n", "", [("your_handle", "account")]),
        ("bio: Restorer\ntwitter: '@username'\n", "", [("@username", "account")]),
        (
            "bio: Restorer\ngithub: https://github.com/your-username\n",
            "",
            [("https://github.com/your-username", "account")],
        ),
        ("bio: Restorer\nsocial:\n- {icon: x, link: 'https://x.com/'}\n", "", [("https://x.com/", "account")]),
        ("bio: Restorer\ntwitter: yourlindqvist\n", "", []),
        ("bio: Restorer\nsite: username\n", "", []),
        ("published: true\n", "", []),
    ),
)
def test_a_profile_says_who_the_person_is(header, body, flaws):
    assert found(page(NAMED + header, body), "BIO010") == flaws


@pytest.mark.parametrize(
    ("name", "header", "flaws"),
    (
        ("petra", "name: jonas\nfull_name: Petra Lindqvist\n", [("jonas", "id")]),
        ("lindqvist", "id: jonas-b\nname: Petra Lindqvist\n", [("jonas-b", "id")]),
        ("petra-lindqvist-1", NAMED, [("Petra Lindqvist", "copy")]),
        ("petra-lindqvist-copy", NAMED, [("Petra Lindqvist", "copy")]),
        ("petra", "name: petra\nfull_name: Petra Lindqvist\n", []),
        ("petra", "name: plindqvist\nfull_name: Petra Lindqvist\n", []),
        ("petra", "name: lindq\nfull_name: Petra Lindqvist\n", []),
        ("chairs", "name: jonas\nfull_name: Petra Lindqvist\n", []),
        ("petra", "id: 42\nname: Petra Lindqvist\n", []),
        ("petra-lindqvist-1", "name: Jonas Brandvik\n", []),
        ("petra-lindqvist-1990", NAMED, []),
        ("jonas-brandvik", NAMED, [("Petra Lindqvist", "file")]),
        ("petra-lindqivst", NAMED, [("Petra Lindqvist", "slip")]),
        ("petra-lindqvista", NAMED, []),
        ("petra-brandvik", NAMED, []),
        ("guest-author", NAMED, []),
        ("chair-doctor-of-lund", NAMED, []),
        ("jonas-brandvik-1", NAMED, []),
        ("jonas-brandvik", "name: 山田太郎\n", []),
    ),
)
def test_a_profile_is_that_of_one_person(name, header, flaws):
    assert found(page(header, path=f"_authors/{name}.md"), "BIO011") == flaws


def test_the_bio_of_a_profile_is_that_of_its_person():
    article = page(NAMED + "bio: Restorer of chairs\n", "Petra Lindqvist is a lecturer at Example University.\n")
    assert [(part.about, at(article, part)) for part in article.each("bio")] == [
        ("petra lindqvist", "Restorer of chairs"),
        ("petra lindqvist", "Petra Lindqvist is a lecturer at Example University."),
    ]


def test_the_line_below_the_name_signs_no_bio():
    text = "Petra Lindqvist is a surveyor in Kendal and a lecturer at Example University.\n"
    article = page("title: Petra Lindqvist\nbyline: Surveyor and Lecturer, Quarry Project\n", text)
    assert [part.about for part in article.each("bio")] == ["petra lindqvist"]
    assert not told(article, "BIO004")


JONAS = Person(
    "jonas", "Jonas Brandvik", handles=(("github", "brandvik"), ("website", "https://brandvik.example.com/"))
)
PETRA = Person("petra", "Petra Lindqvist", handles=(("github", "petralind"),))
HIDDEN = JONAS._replace(pen_names=("Gordon Pell",))


@pytest.mark.parametrize(
    ("header", "other", "words"),
    (
        ("github: petralind\nwebsite: https://brandvik.example.com\n", JONAS, ["https://brandvik.example.com"]),
        ("social:\n  github: brandvik\n", JONAS, ["brandvik"]),
        ("github: petralind\nwebsite: https://petra.example.com\n", JONAS, []),
        ("github: example\nwebsite: https://brandvik.example.com\n", JONAS, []),
        ("github: petralind\nwebsite: https://brandvik.example.com\n", HIDDEN, []),
        (
            "website: https://chairs.example.com\n",
            JONAS._replace(handles=(("website", "https://chairs.example.com"),)),
            [],
        ),
    ),
)
def test_an_account_of_somebody_else_on_a_page(header, other, words):
    people = {"jonas": other, "petra": PETRA}
    named = {"jonas brandvik": ("jonas",), "petra lindqvist": ("petra",)}
    source = Source("authors/petra.md", f"---\n{NAMED}{header}bio: Restorer\n---\n")
    knowledge = replace(KNOWLEDGE, registry=Registry(people, named))
    assert [at for at, _ in told(with_view(assign(read(source, ".md"), knowledge)), "BIO007", knowledge)] == words


@pytest.mark.parametrize(
    ("header", "body", "flaws"),
    (
        ("", "Jonas Brandvik is a boat builder in Malmö.", [("Jonas Brandvik", "bio")]),
        ("bio: Jonas Brandvik teaches rigging at Example University.\n", "", [("Jonas Brandvik", "bio")]),
        ("", "Jonas Brandvik ist Tischler in Malmö.", [("Jonas Brandvik", "bio")]),
        ("", "Jonas Brandvik est professeur à Lund.", [("Jonas Brandvik", "bio")]),
        ("", "Petra Lindqvist is a furniture restorer in Lund.", []),
        ("", "Petra Lindqivst is a furniture restorer in Lund.", [("Petra Lindqivst", "slip")]),
        ("bio: Petra Lindqivst restores furniture.\n", "", [("Petra Lindqivst", "slip")]),
        ("", "Petra Lindqvister is a furniture restorer in Lund.", []),
        ("", "P. Lindqvist is a furniture restorer in Lund.", []),
        ("", "Jonas Brandvik is the boat builder who taught Lindqvist.", []),
        ("", "She is a furniture restorer. Jonas Brandvik is a boat builder.", []),
        ("", "Example University is a school of crafts.", []),
        ("bio: Head Restorer at Example University\n", "", []),
    ),
)
def test_a_profile_describes_its_own_person(header, body, flaws):
    assert found(page(NAMED + header, body), "BIO011") == flaws
