from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

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


_RUN = """
from bylint.text.lazy import keep_compiled, lazily
pattern = lazily(r"(?P<who>[\\u00e0-\\u00fc]+) (?:\\s+ and \\s+ (?P<other>\\w{2,9}))?", 66)
found = pattern.search("x É\\u00e4ö and Roe")
print(found.span(), found.groupdict(), pattern.flags, pattern.groups)
keep_compiled()
"""


def _run(cache: Path) -> str:
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache), "HOME": str(cache)}
    done = subprocess.run([sys.executable, "-c", _RUN], env=environment, check=True, capture_output=True, text=True)
    return done.stdout


def test_a_kept_pattern_finds_what_a_fresh_one_does(tmp_path):
    fresh = _run(tmp_path)
    kept = next(tmp_path.rglob("patterns-*"))
    before = kept.stat().st_mtime_ns
    assert _run(tmp_path) == fresh
    assert kept.stat().st_mtime_ns == before  # all was there, so nothing was written


@pytest.mark.parametrize("damage", (b"", b"[]\n1234", b'{"x": 1', b"{}\n", b"\xff", b"{}\n123", b'{"x": 1}\n'))
def test_damaged_patterns_are_made_anew(tmp_path, damage):
    fresh = _run(tmp_path)
    next(tmp_path.rglob("patterns-*")).write_bytes(damage)
    assert _run(tmp_path) == fresh


def test_numbers_that_are_no_pattern_are_made_anew(tmp_path):
    fresh = _run(tmp_path)
    kept = next(tmp_path.rglob("patterns-*"))
    line, numbers = kept.read_bytes().split(b"\n", 1)
    kept.write_bytes(line + b"\n" + b"\xff" * len(numbers))
    assert _run(tmp_path) == fresh
    kept.write_bytes(line + b"\n" + numbers[:-4])
    assert _run(tmp_path) == fresh
