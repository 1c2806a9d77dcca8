"""What bylines and bios say, held against one another, the article's date and the registry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from articles import KNOWLEDGE
from articles import at
from articles import understood
from bylint.model.rule import Related
from bylint.model.source import Place
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.world import Person
from bylint.model.world import Post
from bylint.model.world import Registry
from bylint.readers import read
from bylint.roles import assign
from bylint.roles.view import with_view
from bylint.text.fold import is_misspelt
from bylint.text.fold import is_slip
from bylint.text.fold import may_be_two
from roles.authors import told
from roles.authors import violations

TEXT = "Every spring the county asks how much stone it will need, and every spring the answer is copied from before."
PETRA = "Petra Lindqvist restores furniture"


def article(body, header="author: Petra Lindqvist", day="2024-09-12"):
    return understood(f"---\ntitle: Four Legs\ndate: {day}\n{header}\n---\n{TEXT}\n\n{TEXT}\n\n{body}\n")


def usual_handles(found, knowledge=KNOWLEDGE):
    """Return the handles that are reported, and what each should be."""
    return [(at, message.split(" is ")[1].split(" ")[0]) for at, message in told(found, "BIO007", knowledge)]


def words(found, role):
    return [at(found, part) for part in found.each(role)]


@pytest.mark.parametrize(
    ("body", "header", "strangers"),
    (
        ("*Gordon Pell is a surveyor in Leeds.*", "author: Petra Lindqvist", ["Gordon Pell"]),
        ("*Dr. Gordon Pell, a surveyor, lives in Leeds.*", "author: Petra Lindqvist", ["Dr. Gordon Pell"]),
        ("*Gordon Pell is a surveyor in Leeds.*", "author: plindqvist", []),
        (f"*{PETRA}.*\n\n*Gordon Pell is a surveyor.*", "authors: [plindqvist]", ["Gordon Pell"]),
        (f"{PETRA}.\n\nGordon Pell is a surveyor.", "author: Petra Lindqvist", ["Gordon Pell"]),
        ("Gordon Pell is a surveyor in Leeds.", "author: Petra Lindqvist", []),
        ("*Gordon Pell is a surveyor in Leeds.*", "author: Editorial Board", []),
        ("*Gordon Pell is a surveyor in Leeds.*", "author: Gordon M. Pell", []),
        ("*Gordon Lindqvist is a surveyor in Leeds.*", "author: Petra Lindqvist", []),
        ("*Gordon Pell is a surveyor, as is Petra Lindqvist.*", "author: Petra Lindqvist", []),
        ("*Gordon Pell is a translator in Leeds.*", "author: Petra Lindqvist", []),
        ("*Gordon Pell is a surveyor in Leeds.*", "author: Petra Lindqvist\ntranslator: Gordon Pell", []),
        ("Mr Pell knows.\n\n*Gordon Pell is a surveyor in Leeds.*", "author: Petra Lindqvist", []),
        ("Photos by Pell.\n\n*Gordon Pell is a surveyor in Leeds.*", "author: Petra Lindqvist", []),
        ("> *Gordon Pell is a surveyor in Leeds.*", "author: Petra Lindqvist", []),
    ),
)
def test_whose_bio_nobody_asked_for(body, header, strangers):
    assert [at for at, _ in told(article(body, header), "BIO004")] == strangers


@pytest.mark.parametrize(
    ("bio", "day", "stale"),
    (
        (f"{PETRA}. Her forthcoming book, *Glue*, will be published in 2019.", "2024-09-12", ["forthcoming"]),
        (
            f"{PETRA}. Her book will be published by Example Press in early May 2019.",
            "2024-09-12",
            ["will be published"],
        ),
        (f"{PETRA}. Her book, *Glue*, is forthcoming (Example Press, 2019).", "2024-09-12", ["forthcoming"]),
        (f"{PETRA}. Her book (Example Press, forthcoming 2019) is long.", "2024-09-12", ["forthcoming"]),
        (f"{PETRA}. Her Twitter handle is @petra.", "2024-09-12", ["Twitter"]),
        (f"{PETRA}. Her book is due out in 2024.", "2024-09-12", []),
        (f"{PETRA}. Her forthcoming book on the floods in 2011 is written.", "2024-09-12", []),
        (f"{PETRA}. Her forthcoming novel, *1984 Again*, is written.", "2024-09-12", []),
        (f"{PETRA}. She tweets. Follow her on Twitter.", "2024-09-12", ["Twitter"]),
        (f"{PETRA}. Twitter: @petra", "2024-09-12", ["Twitter"]),
        (f"{PETRA}. Follow her on Twitter.", "2023-07-31", []),
        (f"{PETRA}. Find her on X (formerly Twitter) at @petra.", "2024-09-12", []),
        (f"{PETRA}. Follow her on Twitter/X.", "2024-09-12", []),
        (f"{PETRA}. She worked at Twitter and wrote about Twitter.", "2024-09-12", []),
    ),
)
def test_what_was_true_once(bio, day, stale):
    assert [at for at, _ in told(article(f"*{bio}*", day=day), "BIO005")] == stale


def test_without_a_date_nothing_is_stale():
    found = understood(
        f"---\ntitle: Four Legs\nauthor: Petra Lindqvist\n---\n{TEXT}\n\n{PETRA}. Find her on Twitter.\n"
    )
    assert found.each("bio")
    assert not told(found, "BIO005")


@pytest.mark.parametrize(
    ("link", "handles"),
    (
        ("[@petralindqvist](https://twitter.com/petra_lindqvst)", [("@petralindqvist", "@petra_lindqvst")]),
        ("[@petra](https://x.com/Petra/)", []),
        ("[@petra](https://x.com/intent/follow?screen_name=petra)", []),
        ("[@petra](https://example.org/@chairs)", []),
        ("[follow her](https://twitter.com/petra_lindqvst)", []),
        (
            "[one](https://twitter.com/petralindqvist) [two](https://x.com/petralindqist)",
            [("two", "@petralindqvist")],
        ),
        ("[one](https://twitter.com/petralindqvist) [two](https://x.com/chairs)", []),
        (
            "told on X at @petralindqvist and [here](https://x.com/petralindqist)",
            [("here", "@petralindqvist")],
        ),
        ("told on X at @petralindqvist and on Mastodon at @petralindqist@example.org", []),
        ("told on X at @petralindqvist and on Instagram at @petralindqist", []),
    ),
)
def test_handles_that_differ(link, handles):
    assert usual_handles(article(f"{PETRA} as {link}.")) == handles


def test_a_handle_at_the_end_of_a_page():
    bio = f'<p class="author-bio">{PETRA} as <a href="https://twitter.com/petral">@petra_l</a></p>'
    page = f'<article><h1>Legs</h1><p class="byline">By Petra Lindqvist</p><p>{TEXT}</p>{bio}</article>'
    assert usual_handles(understood(page, "a.html")) == [("@petra_l", "@petral")]


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    (
        ("michta", "mitcha", False),
        ("abernethy", "abernehty", True),
        ("abernethy", "abernthy", True),
        ("abernethy", "abernetthy", True),
        ("abernethy", "abernathy", True),
        ("abernethy", "abernathi", False),
        ("jon", "john", False),
        ("same", "same", False),
    ),
)
def test_a_slip_is_one_letter(one, other, is_one):
    assert is_slip(one, other) is is_one
    assert is_slip(other, one) is is_one


@pytest.mark.parametrize(
    ("one", "other", "are_two"),
    (
        ("eva hansen", "eva hanson", True),
        ("jo meier", "jo meyer", True),
        ("ruth abernethy", "ruth abernthy", False),
        ("ruth abernethy", "ruth abernehty", False),
        ("ruth abernethy", "ruth abernetky", False),
    ),
)
def test_a_vowel_for_a_vowel_may_be_another_name(one, other, are_two):
    assert may_be_two(one, other) is are_two


def test_last_letters_make_another_name():
    assert not is_misspelt("maria hansen", "maria hanson"[:-1] + "t")
    assert not is_misspelt("carla thistle", "carlo thistle")
    assert not is_misspelt("ruth", "rut")


DEAN = Post(
    "Tarn Valley Institute", "dean", until=date(2021, 6, 30), place=Place("people.yaml", Span(40, 90), 5, 5, 5, 55)
)
CHAIR = Post("Tarn Valley Institute", "chair", since=date(2021, 7, 1))


@pytest.mark.parametrize(
    ("posts", "bio", "day", "is_over"),
    (
        ((DEAN,), "is dean at the Tarn Valley Institute", "2022-03-01", True),
        ((DEAN,), "is the dean of the Tarn Valley Institute", "2022-03-01", True),
        ((DEAN,), "is dean at the Tarn Valley Institute", "2021-06-30", False),
        ((DEAN,), "was dean at the Tarn Valley Institute", "2022-03-01", False),
        ((DEAN,), "is a lecturer at the Tarn Valley Institute", "2022-03-01", False),
        ((DEAN,), "is dean at the Quarry Institute", "2022-03-01", False),
        ((DEAN, CHAIR), "is dean at the Tarn Valley Institute", "2022-03-01", False),
        ((), "is dean at the Tarn Valley Institute", "2022-03-01", False),
    ),
)
def test_a_post_that_was_over(posts, bio, day, is_over):
    people = {"rabernethy": Person("rabernethy", "Ruth Abernethy", posts=posts)}
    knowledge = replace(KNOWLEDGE, registry=Registry(people, {"ruth abernethy": ("rabernethy",)}))
    text = f"---\ntitle: T\ndate: {day}\nauthor: Ruth Abernethy\n---\n{TEXT}\n\nRuth Abernethy {bio}.\n"
    found = with_view(assign(read(Source("a.md", text), ".md"), knowledge))
    expected = [("Tarn Valley Institute", "the post ended on 2021-06-30")] if is_over else []
    assert [(at, message.partition(": ")[2]) for at, message in told(found, "BIO005", knowledge)] == expected
    related = [each for violation in violations(found, "BIO005", knowledge) for each in violation.related]
    assert related == ([Related(DEAN.place, "the registry has dean, until 2021-06-30")] if is_over else [])


def test_two_people_of_one_name_are_never_one():
    people = {key: Person(key, "Ruth Abernethy", posts=(DEAN,), handles=(("x", key),)) for key in ("one", "two")}
    knowledge = replace(KNOWLEDGE, registry=Registry(people, {"ruth abernethy": ("one", "two")}))
    bio = "Ruth Abernethy is dean at the Tarn Valley Institute. [Follow](https://x.com/three)"
    text = f"---\ntitle: T\ndate: 2022-03-01\nauthor: Ruth Abernethy\n---\n{TEXT}\n\n{bio}\n"
    found = with_view(assign(read(Source("a.md", text), ".md"), knowledge))
    assert found.each("bio")
    assert not told(found, "BIO005", knowledge) + told(found, "BIO007", knowledge)


@pytest.mark.parametrize(
    ("handle", "usual"),
    (
        ("petralindqvist", []),
        ("PetraLindqvist", []),
        ("petralindquist", ["@petralindqvist"]),
        ("lindqvist_chairs", ["@petralindqvist"]),
        ("exampleherald", []),
    ),
)
def test_the_registry_knows_the_handle(handle, usual):
    people = {"plindqvist": Person("plindqvist", "Petra Lindqvist", handles=(("x", "@petralindqvist"),))}
    knowledge = replace(KNOWLEDGE, registry=Registry(people, {"petra lindqvist": ("plindqvist",)}))
    text = f"---\ntitle: T\nauthor: Petra Lindqvist\n---\n{TEXT}\n\n{PETRA}. [Follow](https://x.com/{handle})\n"
    found = with_view(assign(read(Source("a.md", text), ".md"), knowledge))
    assert [name for _, name in usual_handles(found, knowledge)] == usual


def test_of_two_in_one_bio_nobody_knows_whose_an_account_is():
    bio = "Petra Lindqvist and Gordon Pell restore chairs on X at @petralindqvist and on X at @petralindqist."
    assert not usual_handles(article(f"## About the authors\n\n{bio}", "authors: [Petra Lindqvist, Gordon Pell]"))
