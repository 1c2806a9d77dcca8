"""Pictures made to keep a reader busy: each is one honest trouble after a bounded amount of work."""

from __future__ import annotations

import io
import struct
import zlib
from contextlib import suppress

import pytest

from bylint import pictures
from bylint import readers
from bylint.model.source import Source
from bylint.pictures import LARGEST
from bylint.pictures import MOST_FILES
from bylint.pictures import embedded
from bylint.pictures import pictures_of
from bylint.pictures.containers import LONGEST
from bylint.pictures.containers import PictureError
from bylint.pictures.containers import blocks
from bylint.pictures.containers import reader_of
from counting import calls
from pictures.drawing import draw

MOST_CALLS, MOST_READ = 2_000_000, 3 * LONGEST
"""Of functions for one picture, and bytes of its file beside those of its digest."""

_TOO_LONG = "its metadata are more than 4,000,000 bytes"
_ELEMENTS = b"<a>" + b"<b/>" * 900_000 + b"</a>"
_NESTED = (
    b"<a xmlns:d='http://purl.org/dc/elements/1.1/'>" + b"<d:creator>" * 20_000 + b"</d:creator>" * 20_000 + b"</a>"
)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _png(chunks: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + chunks + _chunk(b"IEND", b"")


def _xmp(text: bytes) -> bytes:
    return _chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(text))


def _profile(text: bytes) -> bytes:
    return _chunk(b"zTXt", b"Raw profile type xmp\0\0" + zlib.compress(text))


def _jpeg(*segments: tuple[bytes, bytes]) -> bytes:
    told = (b"\xff" + kind + struct.pack(">H", len(block) + 2) + block for kind, block in segments)
    return b"\xff\xd8" + b"".join(told) + b"\xff\xd9"


def _tiff(tag: int, size: int, count: int) -> bytes:
    """A directory of `count` entries that all name the same `size` bytes."""
    block, entry = b"x" * size, struct.pack("<HHII", tag, 1, size, 8)
    return b"II*\0" + struct.pack("<I", 8 + size) + block + struct.pack("<H", count) + entry * count


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, kind) + content


def _avif(count: int, size: int, extents: int = 1) -> bytes:
    """An index of `count` items of one number, all of them the same `size` bytes."""
    kind = _box(b"infe", b"\2\0\0\0\0\1\0\0mime\0application/rdf+xml\0")
    item = struct.pack(">HHH", 1, 0, extents) + struct.pack(">II", 0, size) * extents
    places = _box(b"iloc", b"\0\0\0\0\x44\0" + struct.pack(">H", count) + item * count)
    meta = _box(b"meta", b"\0\0\0\0" + _box(b"iinf", b"\0\0\0\0\0\1" + kind) + places)
    return _box(b"ftyp", b"avif\0\0\0\0") + meta + b"\0" * size


_EXIF = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 4000) + struct.pack("<HHII", 33432, 2, 40_000, 8) * 4000
_CREATORS = "".join(f"<d:creator>Ada {n}</d:creator>" for n in range(2000)).encode()
_MANY_VALUES = b"<a xmlns:d='http://purl.org/dc/elements/1.1/'>" + _CREATORS + b"</a>"
_IIM = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0\0\0\0\0" * 4990


class Counted(io.BytesIO):
    """A file that counts the bytes that are read of it."""

    number = 0

    def read(self, size=-1):
        block = super().read(size)
        self.number += len(block)
        return block


def read_of(content):
    file = Counted(content)
    with suppress(PictureError):
        for _ in blocks(file, reader_of(content[:16])):
            pass
    return file.number


@pytest.mark.parametrize(
    ("made", "trouble"),
    (
        (lambda: _png(_xmp(b"<a>" + b" " * 300_000) * 100), "XMP that is no XML"),
        (lambda: _png(_xmp(_ELEMENTS) * 100), "XMP of more than 50,000 elements"),
        (lambda: _png(_xmp(b"<a>" + b" " * 900_000 + b"</a>") * 100), _TOO_LONG),
        (lambda: _png(_xmp(b"<a/>") * 100), "more than 5 blocks of XMP"),
        (lambda: _png(_xmp(_MANY_VALUES)), "more than 1,000 values"),
        (lambda: _png(_profile(b"\n\n\n" + b"4x" * 500_000) * 100), _TOO_LONG),
        (lambda: _png(_profile(b"\n\n\n" + b"41" * 40_000_000)), _TOO_LONG),
        (lambda: _png(_chunk(b"abcd", b"") * 1_000_000), "more than 20,000 chunks"),
        (lambda: _jpeg(*((b"\xe1", _EXIF),) * 100), "more than 5 blocks of EXIF"),
        (lambda: _jpeg((b"\xed", _IIM)), "more than 5 blocks of IIM"),
        (lambda: _jpeg(*((b"\xe2", b""),) * 100_000), "more than 20,000 segments"),
        (lambda: b"\xff\xd8" + b"\xff" * 50_000_000, "more than 20,000 segments"),
        (lambda: b"RIFF\xff\xff\xff\xffWEBP" + b"ANMF\0\0\0\0" * 100_000, "more than 20,000 chunks"),
        (lambda: _tiff(33432, 4_000_000, 65_535), ""),
        (lambda: _tiff(700, 4_000_001, 1), _TOO_LONG),
        (lambda: _avif(1000, 4_000_000), "XMP that is no XML"),
        (lambda: _avif(3000, 10), "more than 2,000 items"),
        (lambda: _avif(2000, 10, extents=200), ""),
        (lambda: _box(b"ftyp", b"avif\0\0\0\0") + _box(b"free", b"") * 1_000_000, "more than 2,000 boxes"),
    ),
)
def test_work_on_a_picture_is_bounded(tmp_path, made, trouble):
    content = made()
    (tmp_path / "a.jpg").write_bytes(content)
    found = []
    assert calls(lambda: found.append(embedded("a", tmp_path / "a.jpg", "a.jpg"))) < MOST_CALLS
    assert [each.trouble for each in found] == [trouble]
    assert read_of(content) <= MOST_READ


def test_properties_within_properties_are_read_once(tmp_path):
    (tmp_path / "a.png").write_bytes(_png(_xmp(_NESTED)))
    found = []
    assert calls(lambda: found.append(embedded("a", tmp_path / "a.png", "a.png"))) < MOST_CALLS
    assert [each.fields for each in found] == [()]


def test_a_long_text_that_is_no_metadata_is_no_trouble(tmp_path):
    text = _chunk(b"iTXt", b"workflow\0\0\0\0\0" + b"x" * 5_000_000)
    (tmp_path / "a.png").write_bytes(_png(text + _xmp(b"<a xmlns:d='http://purl.org/dc/elements/1.1/' d:rights='R'/>")))
    found = embedded("a", tmp_path / "a.png", "a.png")
    assert (found.fields, found.trouble) == ((("copyright", "R"),), "")


def found(root, *addresses):
    text = "\n\n".join(f"![The quay]({address})" for address in addresses)
    return pictures_of(readers.read(Source("a.md", text), ".md"), root / "a.md", root)


def test_a_file_of_many_addresses_is_read_once(tmp_path):
    draw(tmp_path / "quay.jpg", {"dc:creator": "Ada Lund"})
    first, *others = found(tmp_path, *(f"quay.jpg?{number}" for number in range(50)))
    assert first.words("creator") == "Ada Lund"
    assert all(other.fields is first.fields for other in others)
    assert [other.src for other in others] == [f"quay.jpg?{number}" for number in range(1, 50)]


def test_the_first_file_too_many_is_told_and_ends_it(tmp_path):
    for number in range(MOST_FILES + 5):
        (tmp_path / f"{number}.png").write_bytes(_png(b""))
    told = found(tmp_path, *(f"{number}.png" for number in range(MOST_FILES + 5)))
    assert [each.trouble for each in told[:-1]] == [""] * MOST_FILES
    assert (told[-1].src, told[-1].trouble[:44]) == ("300.png", "the article names more than 300 picture file")


def test_the_bytes_of_all_pictures_of_an_article_are_bounded(tmp_path, monkeypatch):
    assert (pictures.MOST_BYTES, LARGEST) == (500_000_000, 100_000_000)
    monkeypatch.setattr(pictures, "MOST_BYTES", 5_000_000)
    count = 7
    for number in range(count):
        with (tmp_path / f"{number}.svg").open("wb") as file:
            file.truncate(1_000_000)
    told = found(tmp_path, *(f"{number}.svg" for number in range(count)))
    assert [bool(each.content) for each in told] == [True] * 5 + [False]
    assert told[-1].trouble.startswith("the article's picture files have more than 5,000,000 bytes")
