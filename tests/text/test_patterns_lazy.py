from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from bylint.text.patterns import lazily


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


def test_no_code_of_the_engine_is_kept(tmp_path):
    code = "from bylint.text.patterns import lazily; print(lazily('a+').search('baa').span())"
    environment = {**os.environ, "BYLINT_CACHE_DIR": str(tmp_path / "cache")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True)
    assert done.stdout == "(1, 3)\n"
    assert not (tmp_path / "cache").exists()
