"""Files that are data and nothing else: each value with its path and its place."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from bylint.model.source import Source
from bylint.readers import read


def values(name, text):
    fields = read(Source(name, text), PurePosixPath(name).suffix).fields
    return {field.path: (field.prose.plain, text[slice(*field.prose.span())]) for field in fields}


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    (
        ("a.yml", "jd: {name: Jo, bio: 'It''s'}\n", {("jd", "name"): ("Jo", "Jo"), ("jd", "bio"): ("It's", "It''s")}),
        (
            "a.yml",
            "- name: Jo\n  bio: >-\n    One\n    two.\n",
            {(0, "name"): ("Jo", "Jo"), (0, "bio"): ("One two.", "One\n    two.")},
        ),
        ("a.json", '{"a":\t["\\u00e9 \\"x\\""]}', {("a", 0): ('é "x"', '\\u00e9 \\"x\\"')}),
        ("a.json", '{"a": "\\ud83d\\ude00 b"}', {("a",): ("😀 b", "\\ud83d\\ude00 b")}),
        ("a.toml", 'b = "c"\n[d]\ne = """f\ng"""\n', {("b",): ("c", "c"), ("d", "e"): ("f g", "f\ng")}),
        (
            "a.csv",
            'id,bio\r\njd,"One,\ntwo"\r\nar,\r\n',
            {(0, "id"): ("jd", "jd"), (0, "bio"): ("One, two", "One,\ntwo"), (1, "id"): ("ar", "ar")},
        ),
        ("a.tsv", "id\tbio\njd\ta, b\tc\n", {(0, "id"): ("jd", "jd"), (0, "bio"): ("a, b", "a, b")}),
        ("a.py", "AUTHORS = {'jd': {'bio': 'One'}}\n", {("jd", "bio"): ("One", "One")}),
        # What is broken, or holds no list and no mapping, holds nothing.
        ("a.yml", "just words\n", {}),
        ("a.yml", "a: [\n", {}),
        ("a.yml", "", {}),
        ("a.json", '{"a": ', {}),
        ("a.toml", "a = \n", {}),
        ("a.csv", "", {}),
        ("a.py", "AUTHORS = {\n", {}),
    ),
)
def test_values_have_their_places(name, text, expected):
    assert values(name, text) == expected
