from __future__ import annotations

import pytest

from bylint import readers
from bylint.engine import requests
from bylint.engine import silence
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.model.source import Source
from bylint.model.source import Span

IMAGE = "![A hand](putty.jpg)"


def asked(text, suffix=".md"):
    return requests(readers.read(Source(f"a{suffix}", text), suffix))


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        (f"<!-- bylint-ignore-next-line IMG001: asked not to be named -->\n{IMAGE}\n", (("IMG001",), 2, 2)),
        (f"One.\n\n<!-- bylint-ignore-next-line IMG001, ADS001: both -->\n\n{IMAGE}\n", (("IMG001", "ADS001"), 5, 5)),
        ("<!-- bylint-ignore-file uncredited-image: scans -->\n\nOne.\n", (("uncredited-image",), 1, 2**31)),
        ("<!-- bylint-ignore ADS001: shown -->\n\nAd\n\n<!-- bylint-end ADS001 -->\n\nAd\n", (("ADS001",), 1, 5)),
        ("<!-- bylint-ignore ADS001: never ended -->\n\nAd\n", (("ADS001",), 1, 2**31)),
        ("---\nbylint:\n  ignore:\n    IMG001: a scan\n---\nOne.\n", (("IMG001",), 1, 2**31)),
        ("{/* bylint-ignore-next-line IMG001: in MDX */}\n\nOne.\n", (("IMG001",), 3, 3)),
    ),
)
def test_request(text, expected):
    suffix = ".mdx" if text.startswith("{") else ".md"
    assert [(s.rules, s.first, s.last) for s in asked(text, suffix)] == [expected]


@pytest.mark.parametrize(
    "text",
    (
        "```\n<!-- bylint-ignore-next-line IMG001: shown -->\n```\n",
        "Write `<!-- bylint-ignore-next-line IMG001: why -->` above it.\n",
        "<!-- please use bylint-ignore-next-line IMG001 here -->\n",
        "    <!-- bylint-ignore-file IMG001: indented code -->\n",
    ),
)
def test_no_request(text):
    assert asked(text) == ()


def test_until_and_by_stand_before_the_reason():
    (request,) = asked("<!-- bylint-ignore-file IMG001 until=2027-01-31 by=roe: a scan, until we know -->\n")
    assert (request.rules, request.until.isoformat(), request.reason) == (
        ("IMG001",),
        "2027-01-31",
        "a scan, until we know",
    )


def violation(code, name, line):
    return Violation(code, name, "error", Place("a.md", Span(0, 0), line, 1, line, 9), "")


def test_silence_tells_what_was_used():
    text = "<!-- bylint-ignore-next-line IMG001, ADS001, BYL001: three -->\n![A](a.jpg)\n"
    found = (violation("IMG001", "uncredited-image", 2), violation("ADS001", "leftover-ad-marker", 9))
    judged = frozenset({"IMG001", "ADS001"})
    result = silence(found, asked(text), judged)
    assert [v.code for v in result.violations] == ["ADS001"]
    assert result.silenced == 1
    assert [rule for _, rule in result.unused] == ["ADS001"]  # BYL001 did not run, so it is not judged


def test_a_name_serves_as_well_as_a_code():
    result = silence(
        (violation("IMG001", "uncredited-image", 2),),
        asked("<!-- bylint-ignore-file uncredited-image: scans -->\n"),
        frozenset({"IMG001", "uncredited-image"}),
    )
    assert result == ((), 1, ())
