"""The boxes of an AVIF file: an index of items, and where each of them stands."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from bylint.pictures.containers import LONGEST
from bylint.pictures.containers import Found
from bylint.pictures.containers import PictureError
from bylint.pictures.containers import at_most
from bylint.pictures.containers import demand_short

_MOST = 2000


def items(file: BinaryIO) -> Found:
    """Yield the metadata of the file."""
    file.seek(0)
    for _ in at_most(_MOST, "boxes"):
        head = file.read(8)
        if len(head) < 8:
            return
        size, kind = struct.unpack(">I4s", head)
        if kind == b"meta":
            if not 8 <= size <= LONGEST:
                raise PictureError("an index that is too long")
            yield from _listed(file, file.read(size - 8)[4:])
            return
        if size < 8:
            return
        file.seek(size - 8, 1)


def _listed(file: BinaryIO, meta: bytes) -> Found:
    inside = dict(_boxes(meta))
    kinds = dict(_kinds(inside.get(b"iinf", b"")))
    for number, start, size in _places(inside.get(b"iloc", b"")):
        if number in kinds:
            demand_short(size)
            file.seek(start)
            block = file.read(size)
            yield ("xmp", block) if kinds[number] == "xmp" else ("exif", _past_offset(block))


def _past_offset(block: bytes) -> bytes:
    """Exif begins with how far its header is away."""
    skipped = struct.unpack(">I", block[:4].rjust(4, b"\0"))[0]
    return block[4 + skipped :].removeprefix(b"Exif\0\0")


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    for _ in at_most(_MOST, "boxes"):
        if at + 8 > len(content):
            return
        size, kind = struct.unpack(">I4s", content[at : at + 8])
        if size < 8:
            return
        yield kind, content[at + 8 : at + size]
        at += size


def _kinds(index: bytes) -> Iterator[tuple[int, str]]:
    start = 6 if index[:1] == b"\0" else 8
    for kind, box in _boxes(index[start:]):
        if kind != b"infe" or len(box) < 12 or box[0] < 2:
            continue
        wide = box[0] > 2
        number = struct.unpack(">I" if wide else ">H", box[4 : 8 if wide else 6])[0]
        named = box[10:14] if wide else box[8:12]
        if named == b"Exif":
            yield number, "exif"
        elif named == b"mime" and b"rdf+xml" in box:
            yield number, "xmp"


def _places(index: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield number, start and length of each item that stands in one piece of the file."""
    if len(index) < 8:
        return
    version, sizes = index[0], struct.unpack(">H", index[4:6])[0]
    offset, length, base = (sizes >> 12) & 15, (sizes >> 8) & 15, (sizes >> 4) & 15
    extra = sizes & 15 if version else 0
    wide = 4 if version == 2 else 2
    at = 6
    count, at = _number(index, at, wide)
    if count > _MOST:
        raise PictureError(f"more than {_MOST:,} items")
    for _ in range(count):
        number, at = _number(index, at, wide)
        method, at = _number(index, at, 2) if version else (0, at)
        at += 2
        begin, at = _number(index, at, base)
        extents, at = _number(index, at, 2)
        if extents == 1 and method & 15 == 0:
            start, after = _number(index, at + extra, offset)
            yield number, begin + start, _number(index, after, length)[0]
        at += extents * (extra + offset + length)


def _number(index: bytes, at: int, size: int) -> tuple[int, int]:
    return int.from_bytes(index[at : at + size], "big"), at + size
