"""The registry against what articles say."""

from __future__ import annotations

import pytest

from bylint.checks import agree
from bylint.model.rule import Fact
from bylint.model.rule import Violation
from checks.rules import article
from checks.rules import part
from checks.rules import rule

STATUS = agree.Options(each=("claim",), claim="value", subject=("slot",), across="info", order=("current", "former"))
TEXT = "Ann is dean. Ann is a former dean."


def seen(**elements):
    first = part(TEXT, "claim", "Ann is dean", "ann", slot="dean", value="current", **elements)
    return list(agree.look(rule("agree", STATUS, message="{found} against {usual}"), article(TEXT, first)))


def test_without_a_registry_a_claim_is_a_fact():
    (fact,) = seen()
    assert isinstance(fact, Fact)


@pytest.mark.parametrize(
    ("said", "messages"),
    (
        ("current", []),
        ("former", ["“Ann is dean” against the registry, which has it as former"]),
    ),
)
def test_where_the_registry_knows_it_alone_judges(said, messages):
    found = seen(registered=said)
    assert [each.message for each in found if isinstance(each, Violation)] == messages
    assert [each.place.span for each in found] == [(0, 11)] * len(messages)
