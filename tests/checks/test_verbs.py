from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bylint.checks import agree
from bylint.checks.agree import AgreeOptions
from bylint.checks.verbs import CompleteOptions
from bylint.checks.verbs import ForbidOptions
from bylint.checks.verbs import OnceOptions
from bylint.checks.verbs import PairOptions
from bylint.checks.verbs import RequireOptions
from bylint.checks.wording import quoted
from checks.rules import article
from checks.rules import look
from checks.rules import part
from checks.rules import rule

CREDIT = "The quay. Image: Creative Commons."


def places(found):
    return [(v.place.line, v.place.column, v.place.end_column) for v in found]


def test_complete_reports_a_part_that_lacks_an_element():
    text = CREDIT
    credit = part(text, "credit", "Image: Creative Commons", "image:0", licence="Creative Commons")
    options = CompleteOptions(each=("credit",), when=("licence",), needs=("creator",))
    (found,) = look(rule("complete", options), article(text, credit))
    assert places([found]) == [(1, 11, 34)]
    assert found.message == "“Image: Creative Commons” is wrong"
    assert found.about == "image:0"


@pytest.mark.parametrize(
    ("when", "unless", "needs"),
    (
        (("host",), (), ("creator",)),
        (("licence",), ("licence",), ("creator",)),
        (("licence",), (), ("licence",)),
        (("licence=CC BY",), (), ("creator",)),
    ),
)
def test_complete_is_silent(when, unless, needs):
    credit = part(CREDIT, "credit", "Image: Creative Commons", licence="Creative Commons")
    options = CompleteOptions(each=("credit",), when=when, unless=unless, needs=needs)
    assert not list(look(rule("complete", options), article(CREDIT, credit)))


def test_complete_reports_at_an_element_and_once():
    credit = part(CREDIT, "credit", "Image: Creative Commons", licence="Creative Commons")
    options = CompleteOptions(each=("credit",), needs=("creator",), at=("host", "licence"), first=True)
    found = list(look(rule("complete", options), article(CREDIT, credit, credit)))
    assert places(found) == [(1, 18, 34)]
    assert found[0].message == "“Creative Commons” is wrong"


@pytest.mark.parametrize(
    ("options", "expected"),
    (
        (ForbidOptions(each=("body",), pattern=r"tide"), [(1, 5, 9)]),
        (ForbidOptions(each=("body",), words=("the TIDE turns.",)), [(1, 1, 16)]),
        (ForbidOptions(each=("body",), words=("the tide",)), []),
        (ForbidOptions(each=("body",)), [(1, 1, 16)]),
        (ForbidOptions(each=("caption",)), []),
    ),
)
def test_forbid(options, expected):
    text = "The tide turns."
    body = part(text, "body", text)
    assert places(look(rule("forbid", options), article(text, body))) == expected


def test_severity_follows_an_element():
    text = "Jane Roe teaches at the Naval War College."
    duty = part(text, "duty", "Naval War College", level="policy")
    options = CompleteOptions(each=("duty",), needs=("disclaimer",))
    by_level = {"level": {"regulation": "error", "policy": "info", "other": "off"}}
    (found,) = look(rule("complete", options, severity_by=by_level), article(text, duty))
    assert found.severity == "info"
    silent = part(text, "duty", "Naval War College", level="custom")
    assert not list(look(rule("complete", options, severity_by=by_level), article(text, silent)))


def test_require_reports_at_the_first_role_found():
    text = "The Tide\n\nWritten By"
    parts = (part(text, "article", "The Tide", signable="yes"), part(text, "label", "Written By"))
    options = RequireOptions(each=("article",), when=("signable",), part=("author",), at=("label", "headline"))
    assert places(look(rule("require", options), article(text, *parts))) == [(3, 1, 11)]
    signed = (*parts, part(text, "author", "Tide"))
    assert not list(look(rule("require", options), article(text, *signed)))


def test_once_reports_the_second_and_relates_the_first():
    text = "Ann Lee. Bo Ek. ANN LEE."
    names = (part(text, "author", "Ann Lee"), part(text, "author", "Bo Ek"), part(text, "author", "ANN LEE"))
    (found,) = look(rule("once", OnceOptions(each=("author",))), article(text, *names))
    assert places([found]) == [(1, 17, 24)]
    assert found.related[0].place.column == 1


@pytest.mark.parametrize(
    ("slots", "expected"),
    (
        (("opens ad", "closes ad"), []),
        (("opens ad",), [0]),
        (("closes ad",), [0]),
        (("opens ad", "opens ad", "closes ad", "closes ad"), [1]),
        (("opens ad", "opens box", "closes ad", "closes box"), [2]),
        (("opens ad", "opens box", "closes box", "closes ad"), []),
        (("opens ad", "closes box"), [0, 1]),
    ),
)
def test_pair(slots, expected):
    text = " ".join(f"[{i}]" for i in range(len(slots)))
    parts = tuple(part(text, "slot", f"[{i}]", **{slot.split()[0]: slot.split()[1]}) for i, slot in enumerate(slots))
    found = list(look(rule("pair", PairOptions(each=("slot",))), article(text, *parts)))
    assert [v.place.span.start // 4 for v in found] == expected


STATUS = AgreeOptions(each=("claim",), claim="value", subject=("slot",), across="info", order=("current", "former"))


def facts_of(*told):
    facts = []
    for number, (day, *claims) in enumerate(told):
        text = " ".join(claims)
        parts = tuple(part(text, "claim", claim, "ann", slot="dean", value=claim) for claim in claims)
        when = date.fromisoformat(day) if day else None
        one = article(text, *parts, path=f"{number}.md", published=when)
        facts += look(rule("agree", STATUS, severity="error"), one)
    return facts


@pytest.mark.parametrize(
    ("told", "expected"),
    (
        ((("2021-06-03", "current"), ("2021-06-17", "former"), ("2021-07-01", "current")), [("1.md", "info")]),
        ((("2021-06-03", "current"), ("2021-06-17", "former")), []),  # a career
        ((("2021-06-03", "current"), ("2021-06-17", "former"), ("2021-07-01", "former")), []),
        ((("2021-06-03", "former"), ("2021-06-17", "current")), [("1.md", "info")]),  # nobody goes back
        ((("2014-01-01", "former"), ("2021-06-17", "current")), []),  # too long ago
        ((("2021-06-03", "current"), ("2021-06-03", "former")), [("1.md", "info")]),  # one day, two values
        ((("2021-06-03", "current"), ("", "former"), ("2021-07-01", "current")), []),  # undated: cannot tell
        ((("2021-06-03", "current", "former"),), [("0.md", "error")]),  # inside one article, the later
    ),
)
def test_agree(told, expected):
    one = rule("agree", STATUS, severity="error")
    found = list(agree.judge(one, "ann|dean", facts_of(*told)))
    assert [(v.place.path, v.severity) for v in found] == expected


def test_agree_is_the_same_in_any_order():
    facts = facts_of(("2021-06-03", "current"), ("2021-06-17", "former"), ("2021-07-01", "current"))
    one = rule("agree", STATUS)
    assert list(agree.judge(one, "ann|dean", facts)) == list(agree.judge(one, "ann|dean", facts[::-1]))


@pytest.mark.parametrize(
    ("told", "expected"),
    (
        ((("2019-06-03", "held"), ("2021-06-17", "new 2021")), ["1.md"]),
        ((("2019-06-03", "new 2019"), ("2021-06-17", "new 2021"), ("2022-06-17", "new 2022")), ["1.md", "2.md"]),
        ((("2021-01-03", "held"), ("2021-06-17", "new 2021")), []),
        ((("2021-06-17", "new 2021"), ("2024-06-03", "held")), []),
        ((("", "held"), ("2021-06-17", "new 2021")), []),
    ),
)
def test_a_claim_that_passes(told, expected):
    one = rule("agree", replace(STATUS, passing=("new",)))
    assert [v.place.path for v in agree.judge(one, "ann|dean", facts_of(*told))] == expected


def test_fewer_of_the_same_is_a_lesser_difference():
    options = AgreeOptions(each=("byline",), claim="names", fewer="warning")
    text = "one two three"
    parts = (
        part(text, "byline", "one", names="ann; bo"),
        part(text, "byline", "two", names="bo"),
        part(text, "byline", "three", names="cy"),
    )
    found = list(look(rule("agree", options, severity="error"), article(text, *parts)))
    assert [(each.place.column, each.severity) for each in found] == [(9, "error"), (5, "warning")]


@pytest.mark.parametrize(
    ("words", "shown"),
    (("Jane Roe", "“Jane Roe”"), ("“Jane Roe”", "‘“Jane Roe”’"), ("The “tide”", "‘The “tide”’"), ("a " * 40, None)),
)
def test_words_in_a_message(words, shown):
    assert quoted(words) == (shown or f"“{('a ' * 30).strip()[:59]}…”")
