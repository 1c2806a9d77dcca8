"""Who owes a disclaimer, and what a disclaimer leaves out."""

from __future__ import annotations

import pytest

from articles import WHOLE as KNOWLEDGE
from articles import rules
from bylint.checks import check_of
from bylint.checks.disclaimers import omissions
from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.markup import Block
from bylint.model.markup import Field
from bylint.model.parts import Parts
from bylint.model.parts_people import Affiliation
from bylint.model.parts_people import Author
from bylint.model.parts_people import Bio
from bylint.model.parts_people import Body
from bylint.model.prose import Prose
from bylint.model.prose import prose_at
from bylint.model.rule import Violation
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.roles import disclaimer
from bylint.roles.view import with_view
from bylint.text.organisations import resolve

WHOLE = (
    "The views expressed are those of the author and do not reflect the official position of the U.S. Naval War "
    "College, the Department of the Navy, the Department of Defense, or the U.S. government."
)


def affiliation(
    organisation: str, title: str = "professor", status: str = "current", person: str = "jane roe"
) -> Affiliation:
    words = prose_at(organisation, 0, len(organisation))
    key = resolve(organisation, KNOWLEDGE.directory)
    return Affiliation(words, unplaced(title), status, words, None, person, "bio", -1, key)


def unplaced(title: str) -> Prose | None:
    return Prose(title, (), (), ()) if title else None


def article(
    *texts: str,
    of: tuple[Author | Affiliation | Bio, ...] = (),
    kinds: tuple[str, ...] = (),
    within: tuple[str, ...] = (),
    keys: str = "",
) -> Article:
    whole = "\n\n".join(texts)
    blocks, at = [], 0
    for i, text in enumerate(texts):
        kind = kinds[i] if kinds else "paragraph"
        span = Span(at, at + len(text))
        blocks.append(Block(kind, prose_at(whole, *span), span, within=within))
        at += len(text) + 2
    fields = tuple(
        Field("front-matter", (key,), prose_at(value, 0, len(value)), Span(0, 0))
        for key, value in (pair.split("=") for pair in keys.split(";") if pair)
    )
    people = dict.fromkeys(part.about for part in of if isinstance(part, Affiliation))
    is_signed = any(isinstance(part, Author) for part in of)
    bodies = (Body(block.prose, i, is_quote=False) for i, block in enumerate(blocks))
    parts = Parts().including((*of, *(() if is_signed else map(signing, people)), *bodies))
    found = Article(Source("a.md", whole), "markdown", fields=fields, blocks=tuple(blocks), parts=parts)
    return found._replace(parts=parts.including(disclaimer.find(found, KNOWLEDGE)))


def signing(person: str) -> Author:
    prose, name = prose_at(person, 0, len(person)), person.title()
    return Author(
        prose, -1, person, name, "visible", "line 0", is_body=False, is_id=False, is_placeholder=False, signs=True
    )


def roles(found: Article, role: str) -> list[Part]:
    return [part for part in with_view(found).view if part.role == role]


def repeated(found: Article) -> list[Violation]:
    rule = rules()["DIS004"]
    return list(check_of(rule).look(rule, found, KNOWLEDGE))


@pytest.mark.parametrize(
    ("organisation", "title", "status", "level"),
    (
        ("U.S. Naval War College", "professor", "current", "regulation"),
        ("U.S. Naval War College", "professor", "former", None),
        ("U.S. Naval War College", "captain", "retired", None),
        ("Modern War Institute at West Point", "fellow", "nonresident", None),
        ("U.S. Naval Academy", "midshipman", "student", None),
        ("U.S. Naval War College", "lecturer", "unclear", None),
        ("U.S. Naval War College", "president", "current", None),
        ("U.S. Navy", "veteran", "current", None),
        ("U.S. Naval War College", "vice president", "current", "regulation"),
        ("U.S. Department of Defense", "", "current", None),
        ("U.S. Department of Defense", "employee", "current", None),
        ("U.S. Department of Defense", "analyst", "current", "regulation"),
        ("U.S. Department of State", "ambassador", "current", None),
        ("U.S. Department of State", "deputy spokesperson", "current", None),
        ("U.S. Department of State", "desk officer", "current", "policy"),
        ("U.S. European Command", "commander", "current", None),
        ("Federal Reserve Bank of Boston", "economist", "current", "policy"),
        ("RAND Corporation", "analyst", "current", None),
        ("Sandia National Laboratories", "engineer", "current", None),
        ("National Science Foundation", "fellow", "current", None),
        ("Carnegie Mellon University", "lecturer", "current", None),
        ("NWC", "professor", "current", None),
        ("nwc-newport", "professor", "current", "regulation"),
    ),
)
def test_affiliation_calls_for_a_disclaimer(organisation, title, status, level):
    of = (affiliation(organisation, title, status),)
    found = roles(article("The Department of Defense bought ships.", of=of), "duty")
    assert [part.words("level") for part in found] == ([level] if level else [])
    assert not any(part.has("disclaimer") for part in found)


@pytest.mark.parametrize(
    ("texts", "level"),
    (
        (
            ("Oysters stay where they are put.", "The views are mine alone and not those of the U.S. Navy."),
            "conditional",
        ),
        (("Oysters stay where the U.S. Navy puts them.", "The views are mine alone and not the Navy's."), "regulation"),
        (
            ("Oysters stay. The views are mine and not those of the Navy. The Naval War College eats them.",),
            "regulation",
        ),
    ),
)
def test_article_is_not_about_what_its_disclaimer_names(texts, level):
    found = article(*texts, of=(affiliation("U.S. Naval War College"),))
    assert [part.words("level") for part in roles(found, "duty")] == [level]


def test_duty_stands_at_the_organisation():
    (part,) = roles(article("A text.", of=(affiliation("U.S. Naval War College"),)), "duty")
    assert part.prose.plain == "U.S. Naval War College"
    assert part.span == Span(0, 22)
    assert (part.words("organisation"), part.words("person")) == ("U.S. Naval War College", "Jane Roe")


def test_person_owes_once():
    of = (affiliation("Bank of England"), affiliation("U.S. Naval War College"), affiliation("U.S. Naval War College"))
    assert [part.words("level") for part in roles(article("A text.", of=of), "duty")] == ["conditional"]


def test_bio_of_one_who_does_not_sign_owes_nothing():
    signer = signing("ivo brandt")
    assert roles(article("A text.", of=(signer, affiliation("U.S. Naval War College"))), "duty") == []


def test_article_in_official_capacity_owes_nothing():
    of = (affiliation("U.S. Naval War College"),)
    assert roles(article("A text.", of=of, keys="capacity=official"), "duty") == []


def test_body_that_publishes_asks_itself_for_nothing():
    of = (affiliation("U.S. Naval War College"),)
    assert roles(article("A text.", of=of, keys="publisher=U.S. Naval War College"), "duty") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        (WHOLE, True),
        ("The views expressed here are the author's own.", True),
        ("Opinion pieces are the views of their writers and not of Example Herald.", False),
        ("The views expressed are the author's and do not reflect those of Example Herald.", False),
        ("Nothing in this article is legal advice.", False),
    ),
)
def test_outlet_satisfies_nobody(text, expected):
    (part,) = roles(article("A text.", text, of=(affiliation("U.S. Naval War College"),)), "duty")
    assert part.has("disclaimer") == expected


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    (
        ("shortcode", "disclaimer navy", True),
        ("shortcode", "include disclaimer.html", True),
        ("element", "<Disclaimer />", True),
        ("shortcode", "figure", False),
    ),
)
def test_what_the_template_prints_cannot_be_told(kind, text, expected):
    found = article("A text.", text, of=(affiliation("U.S. Naval War College"),), kinds=("paragraph", kind))
    assert [part.words("disclaimer") for part in roles(found, "duty")] == ["template" if expected else ""]


@pytest.mark.parametrize(("keys", "expected"), (("disclaimer=dod", "template"), ("disclaimer=false", ""), ("a=b", "")))
def test_key_may_print_a_disclaimer(keys, expected):
    (part,) = roles(article("A text.", of=(affiliation("U.S. Naval War College"),), keys=keys), "duty")
    assert part.words("disclaimer") == expected


def test_disclaimer_in_the_header_counts():
    found = article("A text.", of=(affiliation("U.S. Naval War College"),), keys=f"note={WHOLE}")
    (part,) = roles(found, "duty")
    assert part.words("disclaimer") == "printed"


@pytest.mark.parametrize(
    ("organisations", "text", "lack", "unnamed"),
    (
        (("U.S. Naval War College",), WHOLE, [], []),
        (
            ("U.S. Naval War College",),
            "The views expressed here are the author's own.",
            ["whose views they are not", "U.S. Department of Defense"],
            ["U.S. Naval War College", "U.S. Navy", "U.S. government"],
        ),
        (
            ("U.S. Naval War College",),
            "The views expressed are those of the author and not those of the Navy.",
            [],
            ["U.S. Naval War College", "U.S. Department of Defense", "U.S. government"],
        ),
        (
            ("U.S. Naval War College",),
            "The views expressed are those of the author and not those of the College or the Department of War.",
            [],
            ["U.S. Navy", "U.S. government"],
        ),
        (
            ("U.S. Naval War College",),
            "The views expressed in this article do not reflect those of the Department of Defense.",
            ["whose views they are"],
            ["U.S. Naval War College", "U.S. Navy", "U.S. government"],
        ),
        (
            ("U.S. Naval War College",),
            "The views expressed are those of the author and do not reflect those of my employer.",
            ["U.S. Department of Defense"],
            ["U.S. Naval War College", "U.S. Navy", "U.S. government"],
        ),
        (
            ("Federal Reserve Bank of Boston",),
            "The views expressed are those of the author and do not reflect those of her employer.",
            [],
            ["Federal Reserve Bank of Boston", "Federal Reserve System"],
        ),
        (
            ("Federal Reserve Bank of Boston",),
            "The views expressed are those of the author and not those of the Federal Reserve System.",
            ["Federal Reserve Bank of Boston"],
            [],
        ),
        (
            ("Federal Reserve Bank of San Francisco",),
            "The views are solely those of the author and not those of the Federal Reserve Bank of San Francisco or "
            "the Board of Governors of the Federal Reserve System.",
            [],
            [],
        ),
        (
            ("U.S. Environmental Protection Agency",),
            "The views expressed are those of the author and not those of the United States.",
            [],
            ["U.S. Environmental Protection Agency"],
        ),
        (
            ("U.S. Securities and Exchange Commission",),
            "These remarks reflect solely the views of the author and not those of the Commission or its staff.",
            [],
            [],
        ),
        (
            ("Bank for International Settlements",),
            "The views expressed here are those of the author and not necessarily those of the BIS.",
            [],
            [],
        ),
        (
            ("U.S. Army War College", "Federal Reserve Bank of Boston"),
            "The views are those of the authors and not those of the Army, the Department of Defense or the U.S. "
            "government.",
            ["Federal Reserve Bank of Boston"],
            ["Federal Reserve System"],
        ),
        (
            ("United Nations",),
            "The author is writing in a personal capacity.",
            [],
            ["United Nations"],
        ),
    ),
)
def test_lacking(organisations, text, lack, unnamed):
    of = tuple(affiliation(name, person=f"person {i}") for i, name in enumerate(organisations))
    missing = omissions(article("A text.", text, of=of), KNOWLEDGE)
    assert (list(missing.must), list(missing.custom)) == (lack, unnamed)


def test_nobody_lacks_without_a_duty():
    found = article("A text.", "The views expressed here are the author's own.")
    assert omissions(found, KNOWLEDGE) is None
    assert repeated(article("The views are the author's own.", "The views are the author's own.")) == []


def test_two_employers_may_each_have_a_sentence():
    texts = (
        "The views are those of Jane Roe and not those of the Naval War College, the Navy, DoD or the U.S. government.",
        "The views are the author's own and not those of the Bank of England.",
    )
    of = (affiliation("U.S. Naval War College"), affiliation("Bank of England", person="ivo brandt"))
    found = article(*texts, of=of)
    assert len(roles(found, "disclaimer")) == 2
    assert omissions(found, KNOWLEDGE)[:2] == ((), ())


def test_disclaimer_goes_on_in_the_next_block():
    texts = ("The views expressed are those of the author.", "They do not reflect those of the Navy or DoD.", "End.")
    (part,) = roles(article(*texts), "disclaimer")
    assert (part.span.start, part.span.end) == (0, len(texts[0]) + 2 + len(texts[1]))
    assert part.has("attribution")
    assert part.has("non-reflection")


@pytest.mark.parametrize(("kind", "hidden"), (("comment", True), ("hidden", True), ("paragraph", False)))
def test_hidden_disclaimer(kind, hidden):
    of = (affiliation("U.S. Naval War College"),)
    found = article("A text.", WHOLE, of=of, kinds=("paragraph", kind))
    (part,) = roles(found, "disclaimer")
    (duty,) = roles(found, "duty")
    assert part.has("hidden") == hidden
    assert (duty.has("disclaimer"), duty.about) == (not hidden, part.about)


def test_hidden_disclaimer_beside_a_printed_one_is_no_fault():
    found = article(WHOLE, WHOLE, of=(affiliation("U.S. Naval War College"),), kinds=("comment", "paragraph"))
    assert not any(part.has("hidden") for part in roles(found, "disclaimer"))


def test_hidden_disclaimer_of_nobody_is_no_fault():
    (part,) = roles(article("A text.", WHOLE, kinds=("paragraph", "comment")), "disclaimer")
    assert not part.has("hidden")


@pytest.mark.parametrize(("organisation", "counts"), (("U.S. Naval War College", True), ("Bank of England", False)))
def test_quoted_disclaimer_counts_where_it_speaks_for_the_author(organisation, counts):
    found = article("A text.", WHOLE, of=(affiliation(organisation),), within=("quote",))
    (part,) = roles(found, "duty")
    assert part.has("disclaimer") == counts


def test_same_disclaimer_of_two_authors_is_not_repeated():
    text = "\n\n".join((WHOLE, WHOLE))
    bios = tuple(Bio(prose_at(text, 0, 4), i, person, None, None) for i, person in enumerate("ab"))
    of = (*bios, affiliation("U.S. Naval War College"))
    assert repeated(article(WHOLE, WHOLE, of=of)) == []
    (violation,) = repeated(article(WHOLE, WHOLE, of=of[1:]))
    assert violation.place.line == 3
