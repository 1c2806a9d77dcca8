"""What other tools write into pictures, and files that are no pictures at all."""

from __future__ import annotations

import os
import struct
import tracemalloc
import zlib
from pathlib import Path

import pytest

from bylint.model.markup import Embedded
from bylint.pictures import LARGEST
from bylint.pictures import embedded
from pictures.drawing import AI
from pictures.drawing import FILES

_FORMATS = ("jpg", "png", "webp", "avif", "tif")


def seen(path: Path) -> Embedded:
    return embedded("a", path, path.name)


@pytest.mark.parametrize("form", _FORMATS)
def test_what_exiftool_writes_is_read(form):
    found = seen(FILES / f"written.{form}")
    assert found.trouble == ""
    assert dict(found.fields) == {
        "creator": "Ada Lund",
        "credit": "Coast Courier",
        "copyright": "© 2024 Ada Lund",
        "web-statement": "https://www.example.com/rights",
        "digital-source": AI,
        "artist": "Bram de Wit",
    }


@pytest.mark.parametrize("form", ("jpg", "tif"))
def test_iim_is_read(form):
    found = seen(FILES / f"iim.{form}")
    assert dict(found.fields) == {"creator": "Tove Åkesson", "credit": "Coast Courier", "source": "Lund"}


@pytest.mark.parametrize("form", ("png", "jpg", "tif"))
def test_what_imagemagick_carries_over_is_read(form):
    found = seen(FILES / f"carried.{form}")
    assert (found.words("creator"), found.words("credit")) == ("Ada Lund", "Coast Courier")


_LONG = "Maximiliana Featherstonehaugh-Lund"


@pytest.mark.parametrize(
    ("name", "fields"),
    (
        ("byline-32", {"creator-cut": _LONG[:32]}),
        ("byline-32-and-xmp", {"creator": _LONG}),
        ("byline-32-and-other", {"creator": "Ada", "creator-cut": _LONG[:32]}),
        ("byline-twice", {"creator": "Ada Lund"}),
        ("copyright-32", {"copyright": _LONG[:32]}),
    ),
)
def test_what_is_cut_at_32_bytes_is_a_beginning(name, fields):
    assert dict(seen(FILES / f"{name}.jpg").fields) == fields


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _png(*chunks: bytes) -> bytes:
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + _chunk(b"IEND", b"")


def _xmp(text: bytes, *, is_packed: bool = False) -> bytes:
    body = zlib.compress(text) if is_packed else text
    return _chunk(b"iTXt", b"XML:com.adobe.xmp\0" + (b"\1\0" if is_packed else b"\0\0") + b"\0\0" + body)


_BOMB = b'<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
_OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("content", "trouble"),
    (
        (b"", "it is empty"),
        (b"GIF89a" * 9, "it is no JPEG, PNG, WebP, AVIF or TIFF"),
        (b"<html>not found</html>", "it is no JPEG, PNG, WebP, AVIF or TIFF"),
        (b"\xff\xd8\xff\xe1\xff\xff" + b"Exif\0\0", "the file ends too early"),
        (b"\xff\xd8\xff\xe1\x00\x00", "a segment without length"),
        (b"\x89PNG\r\n\x1a\n\0\0", "the file ends too early"),
        (b"II*\0\xff\xff\xff\x7f", "the file ends too early"),
        (b"II*\0\x08\0\0\0\xff\xff", "the file ends too early"),
        (_png(_xmp(_BOMB)), "XMP that declares entities"),
        (_png(_xmp(_OUTSIDE)), "XMP that declares entities"),
        (_png(_xmp(b"<a>")), "XMP that is no XML"),
        (_png(_chunk(b"zTXt", b"Raw profile type xmp\0\0" + b"damaged")), "compressed text that is damaged"),
        (b"\0\0\0\x20ftypavif" + b"\0" * 20 + b"\xff\xff\xff\xffmeta", "an index that is too long"),
    ),
)
def test_a_damaged_file_is_one_trouble(tmp_path, content, trouble):
    (tmp_path / "a.jpg").write_bytes(content)
    assert seen(tmp_path / "a.jpg").trouble == trouble


def test_a_compressed_bomb_is_cut(tmp_path):
    (tmp_path / "a.png").write_bytes(_png(_xmp(b"<a>" + b" " * 60_000_000, is_packed=True)))
    tracemalloc.start()
    assert seen(tmp_path / "a.png").trouble == "its metadata are more than 4,000,000 bytes"
    assert tracemalloc.get_traced_memory()[1] < 40_000_000
    tracemalloc.stop()


def test_a_file_too_large_is_not_read(tmp_path):
    with (tmp_path / "a.jpg").open("wb") as file:
        file.truncate(500_000_000)
    assert seen(tmp_path / "a.jpg") == Embedded("a", "a.jpg", trouble=f"500,000,000 bytes; the limit is {LARGEST:,}")


def test_what_is_no_file_is_not_opened_for_ever(tmp_path):
    assert seen(tmp_path).trouble
    os.mkfifo(tmp_path / "pipe.jpg")
    assert seen(tmp_path / "pipe.jpg").trouble == "it is no file"


@pytest.mark.parametrize("form", _FORMATS)
def test_no_cut_of_a_file_is_an_exception(tmp_path, form):
    whole = (FILES / f"written.{form}").read_bytes()
    for end in range(0, len(whole), max(1, len(whole) // 60)):
        (tmp_path / "cut").write_bytes(whole[:end])
        seen(tmp_path / "cut")
