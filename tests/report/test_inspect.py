from __future__ import annotations

from typing import Any

import pytest

from articles import KNOWLEDGE
from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.markup import Block
from bylint.model.markup import Fault
from bylint.model.parts import NO_PARTS
from bylint.model.parts import Parts
from bylint.model.parts_people import Author
from bylint.model.parts_people import Headline
from bylint.model.prose import prose_at
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.report import zones
from bylint.report.inspect import portrait
from bylint.report.zones import listing
from bylint.roles.body import body_text
from bylint.roles.view import _TABLE

LINES = (
    "Peace at last",
    "By Jane Roe",
    "The talks went on.",
    "Ad",
    "Menu",
    "Photo: Al Doe",
    "Jane Roe is dean. Views are hers.",
)
TEXT = "\n".join(LINES)


def part(role: str, words: str, about: str = "", block: int = -1, **elements: str) -> Part:
    start = TEXT.index(words)
    prose = prose_at(TEXT, start, start + len(words))
    known = tuple(Element(name.replace("_", "-"), value) for name, value in elements.items())
    return Part(role, prose, prose.span(), about, known, block)


def article(*parts: Part, **changes: object) -> Article:
    blocks = []
    for number, line in enumerate(LINES):
        prose = prose_at(TEXT, TEXT.index(line), TEXT.index(line) + len(line))
        within = ("nav",) if line == "Menu" else ()
        blocks.append(Block("caption" if number == 5 else "paragraph", prose, prose.span(), within=within))
    bodies = tuple(part("body", line, block=number) for number, line in enumerate(LINES))
    every = tuple(sorted((*bodies, *parts), key=lambda each: each.span))
    return Article(Source("a.md", TEXT), "markdown", blocks=tuple(blocks), view=every)._replace(**changes)


def seen(each: Article) -> dict[str, Any]:
    return portrait(each, body_text(each, KNOWLEDGE))


def author(*, signs: bool = True, is_placeholder: bool = False) -> Author:
    prose = part("author", "Jane Roe").prose
    said = {"is_body": False, "is_id": False, "is_placeholder": is_placeholder, "signs": signs}
    return Author(prose, 1, "jane roe", "Jane Roe", "visible", "", **said)


def holding(*parts: Any) -> Parts:
    return NO_PARTS.including(parts)


def test_text_is_what_nothing_else_is():
    found = seen(
        article(
            part("headline", LINES[0], block=0),
            part("byline", LINES[1], block=1),
            part("marker", "Ad", block=3),
            part("bio", LINES[6], block=6),
            parts=holding(Headline(part("headline", LINES[0]).prose)),
        )
    )
    assert found["text"] == "The talks went on."
    assert found["headline"] == "Peace at last"


def test_sentence_of_another_role_leaves_its_block():
    assert "Jane Roe is dean." in seen(article(part("disclaimer", "Views are hers.", block=6)))["text"]


def test_authors_sign_once_and_under_a_name():
    assert seen(article(parts=holding(author(), author())))["authors"] == [
        {"name": "Jane Roe", "line": 2, "source": "visible"}
    ]
    assert seen(article(parts=holding(author(signs=False))))["authors"] == []
    assert seen(article(parts=holding(author(is_placeholder=True))))["authors"] == []


def test_credit_that_no_reader_sees_is_none():
    image = part("image", "Photo", "image:0", src="a.jpg", alt="A dove")
    credit = part("credit", "Photo: Al Doe", "image:0", creator="Al Doe")
    (found,) = seen(article(image, credit))["images"]
    assert found == {
        "src": "a.jpg",
        "alt": "A dove",
        "caption": None,
        "credit": "Photo: Al Doe",
        "credit_is_hidden": False,
        "creator": "Al Doe",
        "supplier": None,
        "licence": None,
        "line": 6,
    }
    hidden = part("credit", "Photo: Al Doe", "image:0", creator="Al Doe", hidden="alt")
    (found,) = seen(article(image, hidden))["images"]
    assert (found["credit"], found["creator"]) == (None, None)


def test_affiliations_name_the_person_and_the_body():
    held = {"organisation": "the Bank", "id": "boe", "title": "dean", "status": "current"}
    post = part("affiliation", "Jane Roe is dean.", "jane roe", **held)
    other = part("affiliation", "Photo: Al Doe", "al doe", organisation="a firm", status="former")
    found = seen(article(part("author", "Jane Roe", "jane roe", name="Jane Roe"), post, other))["affiliations"]
    assert [tuple(each.values()) for each in found] == [
        ("al doe", "a firm", None, None, "former", 6),
        ("Jane Roe", "the Bank", "boe", "dean", "current", 7),
    ]


def test_bios_and_disclaimers_have_their_lines():
    found = seen(
        article(
            part("bio", "Jane Roe is dean.", person="Jane Roe"),
            part("disclaimer", "Views are hers.", entity="house"),
            part("marker", "Ad"),
        )
    )
    assert found["bios"] == [{"person": "Jane Roe", "text": "Jane Roe is dean.", "line": 7, "end_line": 7}]
    assert found["disclaimers"] == [
        {"text": "Views are hers.", "line": 7, "end_line": 7, "entities": ["house"], "hidden": False}
    ]
    assert found["ads"] == [{"kind": "marker", "text": "Ad", "line": 4}]


def test_file_that_was_not_read_says_why():
    fault = Fault("unreadable-file", Span(0, 0), "NUL bytes: not a text file")
    unread = Article(Source("a.md", ""), "", faults=(fault,))
    assert seen(unread)["format"] is None
    assert seen(unread)["error"] == fault.words
    assert list(listing(unread)) == ["a.md", "  not read: NUL bytes: not a text file"]


def test_article_that_was_not_judged_says_why():
    lost = Article(Source("a.md", ""), "", faults=(Fault("not-judged", Span(0, 0), "ValueError"),))
    assert seen(lost)["error"] == "bylint failed on it: ValueError"
    assert list(listing(lost)) == ["a.md", "  not read: bylint failed on it: ValueError"]


def test_listing_is_in_words():
    jane = part("author", "Jane Roe", "jane roe", name="Jane Roe", origin="visible", signs="yes")
    links = (part("link", "talks", href="https://example.com"), part("link", "went", affiliate="Shop"))
    bio = part("bio", LINES[6], person="Jane Roe", facts="jane roe dean")
    post = part("affiliation", LINES[6], "jane roe", organisation="the Bank", status="current", title="dean")
    picture = part("image", "Photo", src="a.jpg", makers="Al Doe", kind="photo")
    credit = part("credit", "Photo: Al Doe", creator="Al Doe", where="caption")
    assert list(listing(article(jane, *links, bio, post, picture, credit, parts=holding(author())))) == [
        "a.md",
        "  format     markdown",
        "  language   none",
        "  date       none",
        "  headline   none",
        "  signed by  Jane Roe (in the text, line 2)",
        "        1-2  text         Peace at last  (2 paragraphs)",
        "          2  author       Jane Roe  (signs, in the text)",
        "          3  text         The talks went on.  (1 paragraph)",
        "          3  paid link    went  (earns money: Shop)",
        "        4-5  text         Ad  (2 paragraphs)",
        "          6  picture      Photo  (photo; credit: Al Doe)",
        "          6  credit       Photo: Al Doe  (made by Al Doe)",
        "          7  bio          Jane Roe is dean. Views are hers.  (of Jane Roe)",
        "          7  post         Jane Roe is dean. Views are hers.  (current: dean at the Bank)",
    ]


def test_every_role_that_is_shown_has_a_word():
    assert set(zones.SAID) <= {role for role, _ in _TABLE.values()}
    left = {role for role, _ in _TABLE.values()} - set(zones.SAID)
    assert left == {"date", "byline", "article"}, "what other zones and the head show"


@pytest.mark.parametrize(
    ("role", "elements", "said"),
    (
        ("author", {"placeholder": "yes", "origin": "front-matter"}, "filler, nobody's name, in the header"),
        ("duty", {"level": "policy", "person": "Al"}, "the employer asks Al for a disclaimer; none is here"),
        ("duty", {"level": "regulation", "person": "Al", "disclaimer": "complete"},
         "a regulation asks Al for a disclaimer; answered: complete"),
        ("disclaimer", {"entity": "house", "hidden": "yes"}, "speaks of house; readers do not see it"),
        ("image", {"hidden_credit": "Al"}, "credit that readers do not see: Al"),
        ("image", {"kind": "unknown"}, "no credit"),
        ("credit", {"supplier": "Agency", "licence": "CC BY", "hidden": "yes"},
         "supplied by Agency; licence CC BY; readers do not see it"),
        ("paid", {"sponsor": "A firm"}, "by A firm; no label above the text"),
        ("unknown", {"holds": "a credit"}, "what it prints cannot be told: a credit"),
        ("body", {"of_template": "ads.html"}, "printed by the template for ads.html"),
    ),
)  # fmt: skip
def test_zone_says_what_is_known(role, elements, said):
    found = [zone.said for zone in zones.zones(article(part(role, "went", **elements))) if zone.words == "went"]
    assert found == [said]
