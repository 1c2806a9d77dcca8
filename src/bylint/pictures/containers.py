"""Where the metadata of a picture stands in its file: JPEG, PNG, WebP, AVIF and TIFF; pixels are passed over."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from collections.abc import Iterator
from typing import BinaryIO

Found = Iterator[tuple[str, bytes]]
"""Blocks of metadata by kind: exif (a TIFF structure), iim, xmp."""

LONGEST = 4_000_000
_MOST = 4000
_XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\0"
_EXIF_HEAD = b"Exif\0\0"
_PHOTOSHOP = b"Photoshop 3.0\0"
_IIM_RESOURCE = 0x0404
_PNG_XMP = b"XML:com.adobe.xmp"


class PictureError(Exception):
    """The file ends, or goes astray, before its metadata do."""


def reader_of(head: bytes) -> Callable[[BinaryIO], Found] | None:
    """Return what reads a file that begins with these bytes."""
    if head.startswith(b"\xff\xd8\xff"):
        return jpeg
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return png
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return webp
    if head[4:8] == b"ftyp" and head[8:12] in (b"avif", b"avis", b"mif1", b"heic", b"msf1"):
        return avif
    return tiff if head[:4] in (b"II*\0", b"MM\0*") else None


def jpeg(file: BinaryIO) -> Found:
    """Yield the blocks of a JPEG up to its first scan."""
    file.seek(2)
    for _ in range(_MOST):
        marker = _exactly(file, 2)
        while marker[1] == 0xFF:
            marker = marker[1:] + _exactly(file, 1)
        if marker[0] != 0xFF or marker[1] in (0xD9, 0xDA):
            return
        size = struct.unpack(">H", _exactly(file, 2))[0] - 2
        if size < 0:
            raise PictureError("a segment without length")
        block = _exactly(file, size)
        if marker[1] == 0xE1 and block.startswith(_EXIF_HEAD):
            yield "exif", block[len(_EXIF_HEAD) :]
        elif marker[1] == 0xE1 and block.startswith(_XMP_HEAD):
            yield "xmp", block[len(_XMP_HEAD) :]
        elif marker[1] == 0xED and block.startswith(_PHOTOSHOP):
            yield from _resources(block[len(_PHOTOSHOP) :])


def _resources(block: bytes) -> Found:
    at = 0
    while block[at : at + 4] == b"8BIM" and at + 12 <= len(block):
        number = struct.unpack(">H", block[at + 4 : at + 6])[0]
        name = block[at + 6] + 1
        start = at + 6 + name + name % 2
        size = struct.unpack(">I", (block[start : start + 4] + b"\0" * 4)[:4])[0]
        if number == _IIM_RESOURCE:
            yield "iim", block[start + 4 : start + 4 + size]
        at = start + 4 + size + size % 2


def png(file: BinaryIO) -> Found:
    """Yield the blocks of a PNG; they may stand before and after the pixels."""
    file.seek(8)
    for _ in range(_MOST):
        size, kind = struct.unpack(">I4s", _exactly(file, 8))
        if kind == b"IEND":
            return
        if kind not in (b"iTXt", b"zTXt", b"tEXt", b"eXIf") or size > LONGEST:
            _pass(file, size + 4)
            continue
        block = _exactly(file, size)
        _pass(file, 4)
        yield from [("exif", block)] if kind == b"eXIf" else _png_text(kind, block)


def _png_text(kind: bytes, block: bytes) -> Found:
    name, _, rest = block.partition(b"\0")
    if name == _PNG_XMP and kind == b"iTXt" and len(rest) > 2:
        text = rest[2:].split(b"\0", 2)[-1]
        yield "xmp", _inflated(text) if rest[0] else text
    elif name.startswith(b"Raw profile type ") and kind in (b"zTXt", b"tEXt"):
        yield from _raw_profile(name[17:].decode("latin-1"), _inflated(rest[1:]) if kind == b"zTXt" else rest)


def _raw_profile(name: str, text: bytes) -> Found:
    """ImageMagick writes profiles as hexadecimal digits behind a name and a length."""
    try:
        block = bytes.fromhex("".join(text.decode("latin-1").split("\n")[3:]))
    except ValueError:
        return
    if name in ("iptc", "8bim"):
        yield from _resources(block.removeprefix(_PHOTOSHOP))
    elif name in ("exif", "APP1"):
        is_xmp = block.startswith(_XMP_HEAD)
        yield ("xmp", block[len(_XMP_HEAD) :]) if is_xmp else ("exif", block.removeprefix(_EXIF_HEAD))
    elif name == "xmp":
        yield "xmp", block


def _inflated(block: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(block, LONGEST)
    except zlib.error as error:
        raise PictureError("compressed text that is damaged") from error


def webp(file: BinaryIO) -> Found:
    """Yield the blocks of a WebP."""
    end = struct.unpack("<I", _exactly(file, 8)[4:])[0] + 8
    file.seek(12)
    for _ in range(_MOST):
        if file.tell() + 8 > end:
            return
        kind, size = struct.unpack("<4sI", _exactly(file, 8))
        if kind in (b"EXIF", b"XMP ") and size <= LONGEST:
            block = _exactly(file, size)
            yield ("xmp", block) if kind == b"XMP " else ("exif", block.removeprefix(_EXIF_HEAD))
            _pass(file, size % 2)
        else:
            _pass(file, size + size % 2)


def tiff(file: BinaryIO) -> Found:
    """Yield the file itself as Exif, and the blocks that its first directory names."""
    order = "<" if _exactly(file, 4)[:2] == b"II" else ">"
    for tag, block in directory(file, order, struct.unpack(f"{order}I", _exactly(file, 4))[0]):
        if tag == 700:
            yield "xmp", block
        elif tag == 33723:
            yield "iim", block
        elif tag == 34377:
            yield from _resources(block)
        else:
            yield f"tag {tag}", block


def directory(file: BinaryIO, order: str, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the values of one directory of a TIFF structure that hold bytes or text."""
    file.seek(at)
    count = struct.unpack(f"{order}H", _exactly(file, 2))[0]
    entries = _exactly(file, 12 * count)
    for start in range(0, len(entries), 12):
        tag, kind, number = struct.unpack(f"{order}HHI", entries[start : start + 8])
        size = number * {1: 1, 2: 1, 4: 4, 7: 1, 129: 1}.get(kind, 0)
        if not size or size > LONGEST or tag in (273, 279, 324, 325):
            continue
        if size <= 4:
            yield tag, entries[start + 8 : start + 8 + size]
            continue
        file.seek(struct.unpack(f"{order}I", entries[start + 8 : start + 12])[0])
        yield tag, _exactly(file, size)


def avif(file: BinaryIO) -> Found:
    """Yield the blocks of an AVIF that its index names."""
    from bylint.pictures.boxes import items

    return items(file)


def _exactly(file: BinaryIO, size: int) -> bytes:
    block = file.read(size)
    if len(block) < size:
        raise PictureError("the file ends too early")
    return block


def _pass(file: BinaryIO, size: int) -> None:
    file.seek(size, 1)
