"""A part that others of a group have."""

from __future__ import annotations

import pytest

from bylint.checks.verbs import RequireOptions
from bylint.checks.verbs import judge_custom
from bylint.model.rule import Fact
from bylint.model.rule import Violation
from checks.rules import article
from checks.rules import look
from checks.rules import part
from checks.rules import rule

OPTIONS = RequireOptions(
    each=("article",), part=("author",), when=("signable",), at=("headline",), custom="section", sure=("sure",)
)
RULE = rule("require", OPTIONS, message="{found} is signed by nobody")
TEXT = "Small change\nJane Roe"
HEADLINE = part(TEXT, "headline", "Small change")
AUTHOR = part(TEXT, "author", "Jane Roe")


def asking(**elements: str):
    return part(TEXT, "article", "Small change", "article", **{"signable": "yes", **elements})


def facts(path: str, *, is_signed: bool) -> list[Violation | Fact]:
    parts = (HEADLINE, asking(section="posts"), *((AUTHOR,) if is_signed else ()))
    return list(look(RULE, article(TEXT, *parts, path=path)))


@pytest.mark.parametrize(
    ("lacking", "having", "reported"),
    ((1, 0, 1), (1, 1, 1), (2, 0, 0), (2, 1, 0), (2, 2, 2), (9, 8, 0), (8, 9, 8), (0, 3, 0)),
)
def test_what_most_lack_is_a_custom(lacking, having, reported):
    told = [fact for at in range(lacking) for fact in facts(f"a{at}.md", is_signed=False)]
    told += [fact for at in range(having) for fact in facts(f"b{at}.md", is_signed=True)]
    found = list(judge_custom(RULE, "posts", told))
    assert [each.place.path for each in found] == [f"a{at}.md" for at in range(reported)]
    assert all(each.place[2:] == (1, 1, 1, 13) for each in found)
    assert {each.message for each in found} <= {"“Small change” is signed by nobody"}


def test_a_lack_differs_from_itself_so_that_it_is_always_judged():
    assert len({fact.claim for fact in facts("a.md", is_signed=False)}) == 2
    assert len(facts("a.md", is_signed=True)) == 1


def test_what_is_sure_is_reported_at_once():
    (found,) = look(RULE, article(TEXT, HEADLINE, asking(section="posts", sure="yes")))
    assert isinstance(found, Violation)
    assert not list(look(RULE, article(TEXT, HEADLINE, AUTHOR, asking(sure="yes"))))
    assert not list(look(RULE, article(TEXT, HEADLINE)))
