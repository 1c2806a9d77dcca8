"""What keys of the header say."""

from __future__ import annotations

import pytest

from articles import KNOWLEDGE
from bylint.roles.site import says_no
from bylint.roles.site import says_yes


@pytest.mark.parametrize(
    "value", ("", "false", "No", "off", "none", "null", "0", "nein", "Non", "ninguna", "nessuno", "geen", "não", "—")
)
def test_a_value_says_no(value):
    assert says_no(value, KNOWLEDGE)
    assert not says_yes(value, KNOWLEDGE)


@pytest.mark.parametrize("value", ("true", "yes", "ja", "Sí", "sim", "1"))
def test_a_value_says_yes(value):
    assert says_yes(value, KNOWLEDGE)
    assert not says_no(value, KNOWLEDGE)


@pytest.mark.parametrize("value", ("Alpine Lamps", "No Limits Boots", "10", "None of your business"))
def test_a_name_says_neither(value):
    assert not says_no(value, KNOWLEDGE)
    assert not says_yes(value, KNOWLEDGE)
