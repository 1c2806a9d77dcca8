"""What many articles share, as settings; and what they share that is nobody's custom."""

from __future__ import annotations

import pytest

from bylint.cli.run import knowledge_of
from bylint.config import Config
from bylint.init.customs import customs
from bylint.init.portraits import PictureSeen
from bylint.init.portraits import Portrait
from bylint.init.portraits import place_of_file
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.model.source import Span


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory):
    return knowledge_of(Config(tmp_path_factory.mktemp("site")))


def several(number, **said):
    return [Portrait(f"posts/{n}.md", authors=(f"Jane Roe {n}",), **said) for n in range(number)]


def reported(portraits, code, name, message):
    return [Violation(code, name, "warning", Place(each.path, Span(0, 0), 1, 1, 1, 1), message) for each in portraits]


def picture(place, missed="info", *, is_credited=False, in_header=False):
    return PictureSeen(place, 3, missed, is_credited, in_header)


def told(portraits, violations, knowledge):
    return [(each.key, each.value, bool(each.asks)) for each in customs(portraits, violations, knowledge)]


TWICE = "the header of this file is malformed: “date” stands twice"
MARKUP = "“Jane Roe <jane>” holds markup"
MARK = "“Advertisement” marks an ad that is not here"


@pytest.mark.parametrize(
    ("code", "message", "number", "others", "is_told"),
    (
        ("BYL004", MARKUP, 12, 20, True),
        ("BYL004", MARKUP, 11, 0, False),  # few
        ("BYL004", MARKUP, 12, 60, False),  # few of all
        ("LNT007", TWICE, 40, 0, False),  # an error, said once by itself
        ("ADS001", MARK, 40, 0, False),  # readers see it, however often it stands there
        ("DIS001", "Jane Roe works at the Harbour Foundation", 40, 0, False),
    ),
)
def test_one_fault_of_form(knowledge, code, message, number, others, is_told):
    having = several(number)
    rest = [each._replace(path=f"other/{each.path}") for each in several(others)]
    lines = reported(having, code, "x", message)
    lines = [each._replace(severity="error" if code == "LNT007" else "warning") for each in lines]
    found = told([*having, *rest], lines, knowledge)
    assert found == ([("overrides", {"paths": ["posts/**"], "ignore": [code]}, False)] if is_told else [])


@pytest.mark.parametrize(
    ("in_line", "in_list", "others", "is_told"),
    ((6, 0, 0, True), (6, 1, 0, True), (3, 0, 0, False), (6, 3, 0, False), (6, 0, 3, False)),
)
def test_authors_in_one_line(knowledge, in_line, in_list, others, is_told):
    portraits = [*several(in_line, several="line"), *several(in_list, several="list"), *several(20)]
    lines = reported(portraits[:in_line], "BYL004", "malformed-byline", "“A, B” holds more than one name")
    lines += reported(portraits[:others], "BYL004", "malformed-byline", "“by A” holds a lead word")
    assert told(portraits, lines, knowledge) == ([("ignore", "BYL004", False)] if is_told else [])


@pytest.mark.parametrize(
    ("missed", "place", "credited", "expected"),
    (
        ("info", "/img/posts/", 0, [("images.ignore", "/img/", False)]),
        ("info", "/img/posts/", 1, [("images.ignore", "/img/", False)]),
        ("info", "/img/posts/", 3, []),  # a third credits: the others forgot it
        ("warning", "/img/posts/", 0, [("images.ignore", "/img/posts/", True)]),  # photographs: only the house knows
        ("info", "host.example.com/up/", 0, [("images.ignore", "host.example.com/up/", True)]),
        ("info", "", 0, [("overrides", {"paths": ["posts/**"], "ignore": ["IMG001"]}, False)]),
        ("warning", "", 0, [("overrides", {"paths": ["posts/**"], "ignore": ["IMG001"]}, True)]),
    ),
)
def test_pictures_that_nobody_credits(knowledge, missed, place, credited, expected):
    portraits = several(8, pictures=(picture(place, missed),))
    portraits += several(credited, pictures=(picture(place, "", is_credited=True),))
    assert told(portraits, [], knowledge) == expected


def test_pictures_of_one_writer_are_not_asked_for(knowledge):
    alone = [each._replace(authors=("Jane Roe",)) for each in several(12, pictures=(picture("/img/", "warning"),))]
    assert told(alone, [], knowledge) == [("images.ignore", "/img/", False)]


def test_pictures_that_are_called_photographs_are_a_question(knowledge):
    others = picture("/img/posts/")._replace(is_photograph=True)
    portraits = [*several(8, pictures=(picture("/img/posts/"),)), Portrait("posts/x.md", pictures=(others,))]
    assert told(portraits, [], knowledge) == [("images.ignore", "/img/posts/", True)]


def test_pictures_of_an_agency_are_not_those_of_the_house(knowledge):
    others = picture("/img/")._replace(is_of_others=True)
    portraits = [*several(8, pictures=(picture("/img/"),)), Portrait("posts/x.md", pictures=(others,))]
    assert told(portraits, [], knowledge) == []


def test_few_pictures_are_no_custom(knowledge):
    assert told(several(3, pictures=(picture("/img/"),) * 9), [], knowledge) == []
    assert told(several(4, pictures=(picture("/img/"),)), [], knowledge) == []


def test_header_keys_that_hold_credits(knowledge):
    lead = (picture("", in_header=True),)
    portraits = several(
        3, header=(("bildzeile", "Photo: Ada Lund / Example Agency"), ("note", "A day at sea")), pictures=lead
    )
    assert ("images.credit-fields", "bildzeile", False) in told(portraits, [], knowledge)
    assert not [found for found in told(portraits, [], knowledge) if found[1] == "note"]


def test_texts_that_stand_twice(knowledge):
    texts = [(f"a{n}", f"b{n}", f"c{n}") for n in range(3)]
    sources = [Portrait(f"{n}/{n}/md/x.md", texts=each) for n, each in enumerate(texts)]
    pages = [Portrait(f"{n}/{n}/x.html", texts=each) for n, each in enumerate(texts)]
    others = [Portrait("9/9/y.html", texts=("d", "e", "f"))]
    assert told([*sources, *pages, *others], [], knowledge) == [("exclude", "**/md/**", False)]
    assert told([*sources[:2], *pages[:2], *others], [], knowledge) == []


def test_one_network_is_asked_for(knowledge):
    assert told(several(12, networks=("Amazon",)), [], knowledge) == [("ads.disclosed", True, True)]
    assert told(several(11, networks=("Amazon",)), [], knowledge) == []
    assert told(several(12, networks=("Amazon", "Awin")), [], knowledge) == []


@pytest.mark.parametrize(
    ("src", "place"),
    (
        ("/img/posts/a.jpg", "/img/posts/"),
        ("../../images/a.jpg", "/images/"),
        ("a.jpg", ""),
        ("https://host.example.com/up/a.jpg?x=1", "host.example.com/up/"),
        ("{{ site.baseurl }}/img/a.jpg", "/img/"),
        ("http://[bad/a.jpg", ""),
    ),
)
def test_place_of_file(src, place):
    assert place_of_file(src) == place
