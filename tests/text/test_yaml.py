"""YAML scalars keep their exact places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylint.model.source import Span
from bylint.text.yaml import LONGEST_PROGRAM
from bylint.text.yaml import Node
from bylint.text.yaml import YamlFault
from bylint.text.yaml import assigned
from bylint.text.yaml import compose
from bylint.text.yaml import prose
from bylint.text.yaml import repeated
from counting import calls


def value_of(text: str, base: int = 0) -> Node:
    root = compose(text, base)
    assert root is not None
    return root.entries[0].value


@pytest.mark.parametrize(
    ("text", "plain", "place"),
    (
        ("a: Jane Roe  # why", "Jane Roe", "Jane Roe"),
        ("a: 2022-02-30", "2022-02-30", "2022-02-30"),
        ("a: off", "off", "off"),
        ("é😀: &x Jane", "Jane", "Jane"),
        ("a: !!str Jane", "Jane", "Jane"),
        ('a: "Jane \\"J\\" Roe"', 'Jane "J" Roe', 'Jane \\"J\\" Roe'),
        ('a: "\\u00e9t\\xe9"', "été", "\\u00e9t\\xe9"),
        ("a: 'it''s'", "it's", "it''s"),
        ("a: one\n  two", "one two", "one\n  two"),
        ('a: "one\n  two"', "one two", "one\n  two"),
        ("a: >-\n  one\n  two\n\n  three\n", "one two\nthree", "one\n  two\n\n  three"),
        ("a: |\n  one\n  two\n", "one\ntwo", "one\n  two"),
        ("a: |\r\n  one\r\n  two\r\n", "one\ntwo", "one\r\n  two"),
        ('a: ""', "", '""'),
        ("a: x\u00a0y", "x y", "x\u00a0y"),
    ),
)
@pytest.mark.parametrize("base", (0, 7))
def test_scalar_and_its_place(text, plain, place, base):
    found = prose(text, value_of(text, base), base)
    assert found.plain == plain
    start, end = found.span()
    assert text[start - base : end - base] == place


def test_escape_inside_a_quoted_scalar_does_not_shift_what_follows():
    text = 'a: "\\u00e9 \\"Jane\\" Roe"'
    found = prose(text, value_of(text))
    at = found.plain.index("Roe")
    start, end = found.span(at, at + 3)
    assert text[start:end] == "Roe"


def test_keys_have_places_and_repeats_are_kept():
    text = "a: 1\nb:\n  - c: 2\n    c: 3\na: 4\n"
    root = compose(text)
    assert root is not None
    assert [text[slice(*entry.key_span)] for entry in root.entries] == ["a", "b", "a"]
    assert [(entry.key, entry.key_span.start) for entry in repeated(root)] == [("c", 21), ("a", 26)]


@pytest.mark.parametrize(
    ("text", "offset"),
    (
        ("a: [", 4),
        ("a: b: c", 4),
        ('é: "x', 3),
        ("é😀: \x01", 4),
        ("a: *b", 3),
        ("a: 1\n---\nb: 2\n", 5),
    ),
)
def test_fault_says_where(text, offset):
    with pytest.raises(YamlFault) as caught:
        compose(text, 10)
    assert caught.value.offset == offset + 10


@pytest.mark.parametrize(
    "text",
    (
        "a: &a [x, x, x]\n"
        + "".join(
            f"k{i}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}]\n"
            for i, (a, b) in enumerate(zip("abcdefghijklmno", "bcdefghijklmnop", strict=True))
        ),
        "[" * 100_000,
        "{a: " * 150 + "1" + "}" * 150,
        "a: &a [*a]",
    ),
)
def test_hostile_text_is_refused_with_little_work(text):
    def refused():
        with pytest.raises(YamlFault):
            compose(text)

    assert calls(refused) < 20_000


def test_an_alias_is_shared():
    root = compose("a: &a Jane\nb: *a\n")
    assert root is not None
    assert root.entries[0].value is root.entries[1].value


def _said(node):
    return {entry.key: _said(entry.value) if entry.value.kind == "map" else entry.value.words for entry in node.entries}


@pytest.mark.parametrize(
    ("text", "found"),
    (
        ("x: &x {a: 1, b: 2}\nc: {<<: *x, b: 3}\n", {"a": "1", "b": "3"}),
        ("x: &x {a: 1, b: 2}\nc: {b: 3, <<: *x}\n", {"b": "3", "a": "1"}),
        ("x: &x {a: 1}\ny: &y {a: 2, b: 3}\nc: {<<: [*x, *y]}\n", {"a": "1", "b": "3"}),
        ("c: {<<: {a: 1}}\n", {"a": "1"}),
        ("x: &x {a: 1}\ny: &y {<<: *x, b: 2}\nc: {<<: *y}\n", {"b": "2", "a": "1"}),
        ("c: {<<: []}\n", {"<<": ""}),
        ("c: {<<: words}\n", {"<<": "words"}),
        ("x: &x {a: 1}\nc: {'<<': *x}\n", {"<<": {"a": "1"}}),
        ("x: &x [a]\nc: {<<: [*x]}\n", {"<<": ""}),
    ),
)
def test_merge_keys_take_what_a_map_lacks(text, found):
    root = compose(text)
    assert root is not None
    assert _said(root.entries[-1].value) == found
    assert not tuple(repeated(root))


def test_what_is_merged_stands_at_its_anchor():
    root = compose("x: &x {a: Jane}\n<<: *x\n")
    assert root is not None
    assert [(entry.key, entry.value.span) for entry in root.entries][1] == ("a", Span(10, 14))


def test_merged_maps_that_grow_by_powers_are_refused_with_little_work():
    text = "m0: &m0 {k: x}\n" + "".join(
        f"m{i}: &m{i} {{<<: *m{i - 1}, a{i}: *m{i - 1}, b{i}: *m{i - 1}}}\n" for i in range(1, 40)
    )

    def refused():
        with pytest.raises(YamlFault):
            compose(text)

    assert calls(refused) < 20_000


@pytest.mark.parametrize("text", ("", "# only a comment\n", "\n\n"))
def test_no_document(text):
    assert compose(text) is None


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_place(text):
    assert 0 <= _offset_of(text) <= len(text)


def _offset_of(text: str) -> int:
    try:
        root = compose(text)
    except YamlFault as fault:
        return fault.offset
    return root.span.end if root else 0


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40))
def test_single_quoted_words_come_back(words):
    text = "a: '" + words.replace("'", "''") + "'"
    try:
        found = prose(text, value_of(text))
    except YamlFault:
        return
    for i, character in enumerate(found.plain):
        start, end = found.span(i, i + 1)
        assert character == " " or text[start:end].replace("''", "'") == character


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ('AUTHORS = {"jd": {"name": "Jo", "bio": "Ä b"}}\n', {"jd": {"name": "Jo", "bio": "Ä b"}}),
        ("AUTHOR = 'Jo'\nNAMES = {'a': 'b'}\n", {}),
        ("AUTHORS = dict(a='b')\n", {}),
        ("AUTHORS = {**OTHERS, 'a': ['b', 'c', f()]}\r\n", {"a": {"": {}}}),
        ("AUTHORS = {'a': '\\d'}\n", {"a": "\\d"}),
        ("AUTHORS = {\n", {}),
        ("AUTHORS = " + "{'a':" * 3000 + "1" + "}" * 3000, {}),
        ("\0", {}),
        ("AUTHORS = {'a': 'b'}\n".ljust(LONGEST_PROGRAM, "#"), {"a": "b"}),
        ("AUTHORS = {'a': 'b'}\n".ljust(LONGEST_PROGRAM + 1, "#"), {}),
    ),
)
def test_what_python_assigns_is_read_and_not_run(text, expected):
    assert _plain(assigned(text, "AUTHOR")) == expected


def _plain(node):
    return {entry.key: _plain(entry.value) for entry in node.entries} if node.entries else node.words or {}


def test_a_literal_has_its_place():
    text = 'A = 1\nAUTHORS = {"ä": {"bio": """Jo\nis é.""", "n": "a\\"b"}}\n'
    (person,) = assigned(text, "AUTHOR").entries
    assert [text[slice(*entry.value.span)] for entry in person.value.entries] == ["Jo\nis é.", '"a\\"b"']
