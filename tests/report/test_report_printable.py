from __future__ import annotations

import pytest

from bylint.report.escaping import shown
from bylint.report.escaping import width_of
from bylint.report.text import excerpt


@pytest.mark.parametrize(
    ("line", "start", "end", "shown_line", "marker"),
    (
        ("Photo: Jane Roe", 7, 15, "Photo: Jane Roe", "       ^^^^^^^^"),
        ("    Photo: Jane", 11, 15, "Photo: Jane", "       ^^^^"),
        ("a\tb", 2, 3, "a b", "  ^"),
        ("a\x1bb", 2, 3, "a\\x1bb", "     ^"),
        ("写真：山田", 3, 5, "写真：山田", "      ^^^^"),
        ("e\u0301te\u0301 by Al", 9, 11, "e\u0301te\u0301 by Al", "       ^^"),
        ("Photo", 5, 5, "Photo", "     ^"),
        ("Photo", 9, 99, "Photo", "     ^"),
        ("", 0, 0, "", "^"),
    ),
)
def test_marker_stands_under_the_words(line, start, end, shown_line, marker):
    found = excerpt(line, start, end, 80)
    assert found.marker == marker
    assert found.line.startswith(shown_line)


def test_long_line_is_cut_around_the_marker():
    line = f"{'before ' * 50}Photo: Jane Roe {'after ' * 50}"
    found = excerpt(line, 350, 365, 60)
    assert found.line.startswith("...")
    assert found.line.endswith("...")
    assert len(found.line) <= 60
    assert found.line[found.marker.index("^") : len(found.marker)] == "Photo: Jane Roe"


@pytest.mark.parametrize(("start", "end"), ((0, 4), (596, 600), (0, 600), (300, 301)))
def test_cut_line_keeps_its_width(start, end):
    line = "abcdef" * 100
    found = excerpt(line, start, end, 50)
    assert width_of(found.line) <= 50
    assert len(found.marker) <= 50
    assert found.line[found.marker.index("^")] == line[start]


def test_page_on_one_line_is_cut_too():
    found = excerpt("<p>words</p>" * 500_000, 3_000_000, 5_000_000, 100)
    assert found.line[found.marker.index("^") :].startswith("<p>words</p>")


@pytest.mark.parametrize(
    ("text", "printed"),
    (
        ("plain", "plain"),
        ("two\r\nlines", "two  lines"),
        ("\u202eeval", "\\u202eeval"),
        ("na\u00efve \U000e0041", "na\u00efve \\U000e0041"),
        ("\udc80", "\\udc80"),
    ),
)
def test_text_is_shown_on_one_line(text, printed):
    assert shown(text) == printed
