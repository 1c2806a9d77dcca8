from __future__ import annotations

import re

import pytest

from bylint.text.lazy import lazily


def test_a_lazy_pattern_behaves_as_a_pattern():
    lazy, eager = lazily(r"(t)i(d)e", re.IGNORECASE), re.compile(r"(t)i(d)e", re.IGNORECASE)
    text = "Tide and tide"
    assert lazy.findall(text) == eager.findall(text)
    assert [m.span() for m in lazy.finditer(text)] == [m.span() for m in eager.finditer(text)]
    assert lazy.sub("x", text) == "x and x"
    assert (lazy.pattern, lazy.groups) == (eager.pattern, eager.groups)


def test_a_lazy_pattern_is_compiled_on_use():
    wrong = lazily("(")
    with pytest.raises(re.error):
        wrong.search("")
