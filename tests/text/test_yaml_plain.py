from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylint.text import yaml
from bylint.text.yaml import YamlFault
from bylint.text.yaml_composer import composed

PIECES = (
    *("title", "tags", "a", "é", "2024-01-01", "null", "~", "https://example.com/a#b", "it's", "(b)"),
    *("'*.md'", '"[a]: #"', "*.md"),
    *(":", ": ", " ", "  ", "\n", "\r\n", "\n- ", "\n  - ", "\n  key: x", "\n    b: ", "[", "]", ",", ", "),
    *(
        '"',
        "'",
        "#",
        " #",
        "{",
        "}",
        "\\",
        "|",
        ">",
        "&a ",
        "*a",
        "?",
        "%",
        "@",
        "`",
        "!",
        "...",
        "\t",
        "\u00a0",
        "\ufeff",
    ),
)


@pytest.mark.parametrize(
    "text",
    (
        "title: The last ferry\ndate: 2024-04-18\n",
        "title: 'The last ferry'\r\nslug: \"last-ferry\"\r\n",
        "title: Nine: no, ten # o'clock".replace(": no", ":no").replace(" #", "#"),
        "tags: [ports, 'the quay', \"ferries\"]\nempty: []\n",
        "content: [\"posts/**\", '[ab]?.md', plain]\n",
        "tags:\n  - ports\n  - ferries\nauthors:\n- Mina Okafor\n",
        "photo:\n  url: https://example.com/slip.jpg\n  author: Jonas Brandvik\n  tags:\n    - slip\ntitle: x\n",
        "title:\nauthor: \n\nlast: one",
    ),
)
def test_simple_headers_need_no_parser(text):
    found = yaml.composed_plain(text, 4)
    assert found is not None
    assert found == composed(text, 4)


@pytest.mark.parametrize(
    "text",
    (
        "",
        "title",
        "title: a: b",
        "title: a # note",
        "title: two\n  lines",
        "title: >\n  folded",
        'title: "a \\" b"',
        "title: 'it''s'",
        "title: &name a",
        "title: {a: b}",
        "tags: [a, [b]]",
        "content: [posts/**, *.md]",
        'content: ["a" "b"]',
        "tags: [a,, b]",
        "tags:\n  - a: b\n",
        "# a note\ntitle: a",
        "title:\ta",
        "title: a\n---\n",
    ),
)
def test_anything_else_is_left_to_the_parser(text):
    assert yaml.composed_plain(text, 0) is None


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_both_read_the_same(text):
    found = yaml.composed_plain(f"title: {text}", 3)
    if found is None:
        return
    try:
        assert found == composed(f"title: {text}", 3)
    except YamlFault as fault:
        raise AssertionError(f"{text!r} is no YAML: {fault}") from fault
