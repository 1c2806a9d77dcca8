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


@pytest.mark.parametrize(
    ("label", "codec", "words"),
    (
        ("windows-1251", "cp1251", "Ирина Седова"),
        ("koi8-r", "koi8-r", "Ирина Седова"),
        ("windows-1250", "cp1250", "Łucja Źródło"),
        ("ISO-8859-2", "iso8859-2", "Łucja Źródło"),
        ("windows-1254", "cp1254", "Şule Çağlar"),
        ("iso-8859-9", "cp1254", "Şule Çağlar"),
        ("Shift_JIS", "cp932", "佐藤 花子"),
        ("x-sjis", "cp932", "佐藤 花子"),
        ("euc-jp", "euc_jp", "佐藤 花子"),
        ("iso-2022-jp", "iso2022_jp", "佐藤 花子"),
        ("gb2312", "gb18030", "李 小明"),
        ("gbk", "gb18030", "李 小明"),
        ("big5", "big5", "李 小明"),
        ("euc-kr", "cp949", "김 하나"),
        ("iso-8859-1", "cp1252", "“José Núñez”"),
        ("utf-8", "utf-8", "佐藤 花子"),
    ),
)
@pytest.mark.parametrize(
    "head",
    (
        '<html><head><meta charset="{}">',
        "<html><head><meta charset={}>",
        '<meta http-equiv="Content-Type" content="text/html; charset={}">',
        '<?xml version="1.0" encoding="{}"?>\n<html>',
    ),
)
def test_a_declared_encoding_is_that_of_the_file(head, label, codec, words):
    text = f"{head.format(label)}<p>{words}</p>"
    assert decoded("a.html", text.encode(codec)) == Source("a.html", text, codec)


@pytest.mark.parametrize("label", ("windows-1251", "utf-16", "rot13", "punycode", "unicode_escape", "utf-7", "x-none"))
def test_what_is_utf_8_is_read_as_such_whatever_it_declares(label):
    text = f'<meta charset="{label}"><p>José \\u0041</p>'
    assert decoded("a.html", text.encode()) == Source("a.html", text)


@pytest.mark.parametrize(
    "head",
    ('<meta charset="rot13">', '<meta charset="punycode">', '<!-- <meta charset="windows-1251"> -->', "charset=koi8-r"),
)
def test_no_encoding_is_declared(head):
    found = decoded("a.html", f"{head}<p>{'Ирина Седова' * 9}".encode("cp1251"))
    assert isinstance(found, Fault)
    assert found.words.endswith("is not UTF-8")


def test_a_file_that_breaks_its_own_declaration_is_unreadable():
    assert isinstance(decoded("a.html", b'<meta charset="euc-jp"><p>\xff\xfe\x81'), Fault)
