"""Every example of every shipped rule is a test."""

from __future__ import annotations

import pytest

from articles import WHOLE as KNOWLEDGE
from bylint.model.rule import AnyRule
from bylint.model.rule import Example
from bylint.packs import load
from bylint.packs import shipped_packs
from bylint.packs.prove import failures

RULES = load(shipped_packs())


@pytest.mark.parametrize(
    ("rule", "example"),
    tuple(
        pytest.param(rule, example, id=f"{rule.code}-{kind}-line-{example.line}")
        for rule in RULES
        for kind, examples in (("bad", rule.bad), ("good", rule.good))
        for example in examples
    ),
)
def test_example(rule: AnyRule, example: Example) -> None:
    found = failures(rule, example, RULES, KNOWLEDGE)
    assert not found, "\n".join(f"{failure.code}: {failure.message}" for failure in found)


def test_rules_yield_only_to_rules_that_exist() -> None:
    codes = {rule.code for rule in RULES}
    assert {code for rule in RULES for code in rule.yields_to} <= codes


def test_no_rule_yields_to_one_that_yields_to_it() -> None:
    yields = {(rule.code, code) for rule in RULES for code in rule.yields_to}
    assert not {pair for pair in yields if pair[::-1] in yields}
