"""Bytes become text, or a fault."""

from __future__ import annotations

import pytest

from bylint.model.markup import Fault
from bylint.model.source import Source
from bylint.readers import decoded


@pytest.mark.parametrize(
    ("content", "text", "encoding", "bom"),
    (
        (b"", "", "utf-8", False),
        ("José 😀\r\n".encode(), "José 😀\r\n", "utf-8", False),
        (b"\xef\xbb\xbfJane", "Jane", "utf-8", True),
        ("Jane é".encode("utf-16"), "Jane é", "utf-16-le", True),
        (b"\xfe\xff\x00J", "J", "utf-16-be", True),
        ("“José” – Zoë’s old and long report".encode("cp1252"), "“José” – Zoë’s old and long report", "cp1252", False),
    ),
)
def test_text(content, text, encoding, bom):
    assert decoded("a.md", content) == Source("a.md", text, encoding, bom)


@pytest.mark.parametrize(
    ("content", "words"),
    (
        (b"Jane\x00Roe", "NUL"),
        (b"\x89PNG\r\n\x1a\n", "not a text file"),
        (b"%PDF-1.7", "not a text file"),
        (b"\xff\xfe\x00", "UTF-16"),
        ("José caf".encode() + b"\xe9", "byte 10 is not UTF-8"),
        (b"\x81\x8d\x90 \xff\xfe", "byte 1 is not UTF-8"),
        (b"\xe9\xe8\xe0\xf0\xf1", "byte 1 is not UTF-8"),
    ),
)
def test_unreadable(content, words):
    fault = decoded("a.md", content)
    assert isinstance(fault, Fault)
    assert fault.kind == "unreadable-file"
    assert words in fault.words
