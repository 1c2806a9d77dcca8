"""Where the metadata of a picture stands in its file: JPEG, PNG, WebP, AVIF and TIFF; pixels are passed over."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from typing import BinaryIO
from typing import NamedTuple

from bylint.text.patterns import lazily

Blocks = Iterator[tuple[str, bytes]]
"""Blocks of metadata by kind: exif (a TIFF structure), iim, xmp."""

LONGEST = 4_000_000
"""Bytes of metadata that are read of one picture, unpacked."""
_MOST = 20_000
_MOST_BOXES = 2000
_OF_A_KIND = 5
_XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\0"
_EXIF_HEAD = b"Exif\0\0"
_PHOTOSHOP = b"Photoshop 3.0\0"
_IIM_RESOURCE = 0x0404
_PNG_XMP = b"XML:com.adobe.xmp"
_PROFILE = b"Raw profile type "
_PROFILES = frozenset(_PROFILE + name for name in (b"iptc", b"8bim", b"exif", b"APP1", b"xmp"))
_LONGEST_NAME = 80
_XMP_TAG, _IIM_TAG, _RESOURCES_TAG = 700, 33723, 34377
TAGS = {315: "artist", 33432: "copyright"}
_BLOCK_TAGS = frozenset((_XMP_TAG, _IIM_TAG, _RESOURCES_TAG))
# Bytes of a value by its type; what is neither text nor bytes is of no use.
_SIZES = {1: 1, 2: 1, 4: 4, 7: 1, 129: 1}


class PictureError(Exception):
    """The file ends or goes astray before its metadata do, or these are too many."""


def blocks(file: BinaryIO, reader: Callable[[BinaryIO], Blocks]) -> Blocks:
    """Yield what a reader finds; a picture with more metadata than any program writes is a PictureError."""
    spent = 0
    seen: Counter[str] = Counter()
    for kind, block in reader(file):
        spent += len(block)
        seen[kind] += 1
        demand_short(spent)
        if seen[kind] > _OF_A_KIND:
            raise PictureError(f"more than {_OF_A_KIND} blocks of {kind.upper()}")
        yield kind, block


def demand_short(size: int) -> None:
    """Raise PictureError where so many bytes of metadata are too many."""
    if size > LONGEST:
        raise PictureError(f"its metadata are more than {LONGEST:,} bytes")


def at_most(most: int, what: str) -> Iterator[None]:
    """Yield as often as a file may have a thing, then raise PictureError."""
    for _ in range(most):
        yield
    raise PictureError(f"more than {most:,} {what}")


def reader_of(head: bytes) -> Callable[[BinaryIO], Blocks] | None:
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


def jpeg(file: BinaryIO) -> Blocks:
    """Yield the blocks of a JPEG up to its first scan."""
    file.seek(2)
    for _ in at_most(_MOST, "segments"):
        marker = _exactly(file, 2)
        if marker == b"\xff\xff":
            file.seek(-1, 1)  # any number of fill bytes may stand before a segment
            continue
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


def _resources(block: bytes) -> Blocks:
    at = 0
    while block[at : at + 4] == b"8BIM" and at + 12 <= len(block):
        number = struct.unpack(">H", block[at + 4 : at + 6])[0]
        name = block[at + 6] + 1
        start = at + 6 + name + name % 2
        size = struct.unpack(">I", (block[start : start + 4] + b"\0" * 4)[:4])[0]
        if number == _IIM_RESOURCE:
            yield "iim", block[start + 4 : start + 4 + size]
        at = start + 4 + size + size % 2


def png(file: BinaryIO) -> Blocks:
    """Yield the blocks of a PNG; they may stand before and after the pixels."""
    file.seek(8)
    spent = 0
    for _ in at_most(_MOST, "chunks"):
        size, kind = struct.unpack(">I4s", _exactly(file, 8))
        if kind == b"IEND":
            return
        if kind == b"eXIf":
            yield "exif", _block(file, size)
        elif kind in (b"iTXt", b"zTXt", b"tEXt"):
            name, text = _png_text(file, kind, size)
            spent += len(text)
            demand_short(spent)
            yield from [("xmp", text)] if name == _PNG_XMP else _raw_profile(name.removeprefix(_PROFILE), text)
        else:
            _pass(file, size)
        _pass(file, 4)


def _png_text(file: BinaryIO, kind: bytes, size: int) -> tuple[bytes, bytes]:
    """Return the name and the words of a text, inflated; of one that is no metadata neither."""
    start = _exactly(file, min(size, _LONGEST_NAME))
    name = start.partition(b"\0")[0]
    is_ours = name == _PNG_XMP if kind == b"iTXt" else name in _PROFILES
    if not is_ours:
        _pass(file, size - len(start))
        return b"", b""
    rest = (start + _block(file, size - len(start)))[len(name) + 1 :]
    if kind == b"iTXt":
        text = rest[2:].split(b"\0", 2)[-1]
        return name, _inflated(text) if rest[:1] == b"\1" else text
    return name, _inflated(rest[1:]) if kind == b"zTXt" else rest


def _raw_profile(name: bytes, text: bytes) -> Blocks:
    """ImageMagick writes profiles as hexadecimal digits behind a name and a length."""
    try:
        block = bytes.fromhex("".join(text.decode("latin-1").split("\n")[3:]))
    except ValueError:
        return
    if name in (b"iptc", b"8bim"):
        yield from _resources(block.removeprefix(_PHOTOSHOP))
    elif name in (b"exif", b"APP1"):
        is_xmp = block.startswith(_XMP_HEAD)
        yield ("xmp", block[len(_XMP_HEAD) :]) if is_xmp else ("exif", block.removeprefix(_EXIF_HEAD))
    elif name == b"xmp":
        yield "xmp", block


def _inflated(block: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(block, LONGEST + 1)
    except zlib.error as error:
        raise PictureError("compressed text that is damaged") from error


def webp(file: BinaryIO) -> Blocks:
    """Yield the blocks of a WebP."""
    end = struct.unpack("<I", _exactly(file, 8)[4:])[0] + 8
    file.seek(12)
    for _ in at_most(_MOST, "chunks"):
        if file.tell() + 8 > end:
            return
        kind, size = struct.unpack("<4sI", _exactly(file, 8))
        if kind == b"XMP ":
            yield "xmp", _block(file, size)
        elif kind == b"EXIF":
            yield "exif", _block(file, size).removeprefix(_EXIF_HEAD)
        else:
            _pass(file, size)
        _pass(file, size % 2)


def tiff(file: BinaryIO) -> Blocks:
    """Yield the file itself as Exif, and the blocks that its first directory names."""
    order = "<" if _exactly(file, 4)[:2] == b"II" else ">"
    for tag, block in directory(file, order, struct.unpack(f"{order}I", _exactly(file, 4))[0], _BLOCK_TAGS):
        if tag == _XMP_TAG:
            yield "xmp", block
        elif tag == _IIM_TAG:
            yield "iim", block
        elif tag == _RESOURCES_TAG:
            yield from _resources(block)
        else:
            yield f"tag {tag}", block


def directory(file: BinaryIO, order: str, at: int, also: frozenset[int] = frozenset()) -> Iterator[tuple[int, bytes]]:
    """Yield the values of one directory of a TIFF structure that are of use, each tag once."""
    wanted = {*TAGS, *also}
    file.seek(at)
    count = struct.unpack(f"{order}H", _exactly(file, 2))[0]
    entries = _exactly(file, 12 * count)
    for start in range(0, len(entries), 12):
        tag, kind, number = struct.unpack(f"{order}HHI", entries[start : start + 8])
        size = number * _SIZES.get(kind, 0)
        if tag not in wanted or not size:
            continue
        wanted.remove(tag)
        if size <= 4:
            yield tag, entries[start + 8 : start + 8 + size]
        else:
            file.seek(struct.unpack(f"{order}I", entries[start + 8 : start + 12])[0])
            yield tag, _block(file, size)


def _block(file: BinaryIO, size: int) -> bytes:
    demand_short(size)
    return _exactly(file, size)


def _exactly(file: BinaryIO, size: int) -> bytes:
    block = file.read(size)
    if len(block) < size:
        raise PictureError("the file ends too early")
    return block


def _pass(file: BinaryIO, size: int) -> None:
    file.seek(size, 1)


def avif(file: BinaryIO) -> Blocks:
    """Yield the metadata of an AVIF file: it has boxes, with an index of items and where each of them stands."""
    file.seek(0)
    for _ in at_most(_MOST_BOXES, "boxes"):
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


def _listed(file: BinaryIO, meta: bytes) -> Blocks:
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
    for _ in at_most(_MOST_BOXES, "boxes"):
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
    if count > _MOST_BOXES:
        raise PictureError(f"more than {_MOST_BOXES:,} items")
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


HEAD = 65_536
"""Bytes of a file in which all that its head says stands."""
_CAMERA_TAGS = frozenset((0x829A, 0x829D))
_MADE_BY, _COMMENT, _MORE = frozenset((0x010F, 0x0110)), 0x9286, 0x8769
_XMP_CAMERA = lazily(r"tiff:Make|tiff:Model|exif:ExposureTime|aux:Lens")
_XMP_PROGRAM = lazily(r"CreatorTool(?:>|=[\"'])([^<\"']{1,80})")
_FRAMES = frozenset((0xC0, 0xC1, 0xC2))
_MOST_PARTS, _MOST_ENTRIES = 400, 200


class PictureHead(NamedTuple):
    """What the head of a picture file says of its form; numbers are 0 and words empty where it says nothing.

    `size`: bytes of the file; `colours`: of its palette; `depth`: bits of a channel; `steps`: the sum of the table by
    which a JPEG was made smaller, low where little was lost; `program`: what has written it; `is_of_camera`: it has
    the data of one; `is_of_screen`: it says itself that it shows one.
    """

    form: str = ""
    width: int = 0
    height: int = 0
    size: int = 0
    colours: int = 0
    depth: int = 8
    steps: int = 0
    program: str = ""
    is_of_camera: bool = False
    is_of_screen: bool = False


def head_of(head: bytes, size: int) -> PictureHead:
    """Return what the first bytes of a file of so many bytes say of its form, as far as they are whole."""
    found: dict[str, int | str | bool] = {"size": size}
    try:
        if head.startswith(b"\xff\xd8\xff"):
            _jpeg_head(head, found)
        elif head.startswith(b"\x89PNG\r\n\x1a\n"):
            _png_head(head, found)
        elif head[:4] == b"GIF8":
            found["form"] = "gif"
            found["width"], found["height"] = struct.unpack_from("<HH", head, 6)
        elif head[:4] == b"RIFF" and head[8:12] == b"WEBP":
            _webp_head(head, found)
    except (struct.error, IndexError):
        pass  # cut off in the middle of a part
    return PictureHead(**found)  # type: ignore[arg-type]  # each by its name


def _jpeg_head(head: bytes, found: dict[str, int | str | bool]) -> None:
    found["form"] = "jpeg"
    at = 2
    for _ in range(_MOST_PARTS):
        if at + 4 > len(head) or head[at] != 0xFF or head[at + 1] in (0xD9, 0xDA):
            return
        if head[at + 1] == 0xFF:
            at += 1
            continue
        marker, length = head[at + 1], struct.unpack_from(">H", head, at + 2)[0]
        part = head[at + 4 : at + 2 + length]
        if marker in _FRAMES:
            found["height"], found["width"] = struct.unpack_from(">HH", part, 1)
        elif marker == 0xDB and len(part) >= 65 and part[0] == 0:
            found["steps"] = sum(part[1:65])
        elif marker == 0xE1 and part.startswith(_EXIF_HEAD):
            _exif_head(part[len(_EXIF_HEAD) :], found)
        elif marker == 0xE1 and part.startswith(_XMP_HEAD):
            _xmp_head(part, found)
        at += 2 + length


def _png_head(head: bytes, found: dict[str, int | str | bool]) -> None:
    found["form"] = "png"
    at = 8
    for _ in range(_MOST_PARTS):
        if at + 8 > len(head):
            return
        length, kind = struct.unpack_from(">I4s", head, at)
        part = head[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            found["width"], found["height"], found["depth"] = struct.unpack_from(">IIB", part)
        elif kind == b"PLTE":
            found["colours"] = length // 3
        elif kind == b"eXIf":
            _exif_head(part, found)
        elif kind in (b"tEXt", b"iTXt", b"zTXt"):
            name, _, words = part.partition(b"\0")
            if name == _PNG_XMP:
                _xmp_head(words, found)
            elif name.lower() in (b"software", b"mxfile"):
                found["program"] = (words if kind == b"tEXt" else name).strip(b"\0").decode("utf-8", "replace")[:80]
        at += 12 + length


def _webp_head(head: bytes, found: dict[str, int | str | bool]) -> None:
    found["form"] = "webp"
    if head[12:16] == b"VP8X":
        found["width"], found["height"] = (1 + int.from_bytes(head[n : n + 3], "little") for n in (24, 27))
    elif head[12:16] == b"VP8 ":
        found["width"], found["height"] = (number & 0x3FFF for number in struct.unpack_from("<HH", head, 26))
    elif head[12:16] == b"VP8L":
        bits = struct.unpack_from("<I", head, 21)[0]
        found["width"], found["height"] = (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1


def _xmp_head(block: bytes, found: dict[str, int | str | bool]) -> None:
    words = block.decode("utf-8", "replace")
    found["is_of_screen"] = bool(found.get("is_of_screen")) or "Screenshot" in words
    found["is_of_camera"] = bool(found.get("is_of_camera")) or bool(_XMP_CAMERA.search(words))
    program = _XMP_PROGRAM.search(words)
    if program:
        found.setdefault("program", program[1])


def _exif_head(block: bytes, found: dict[str, int | str | bool]) -> None:
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None:
        return
    makers: list[str] = []
    for tag, value in _entries(block, order, struct.unpack_from(f"{order}I", block, 4)[0], is_first=True):
        if tag in _MADE_BY:
            makers.append(value.decode("latin-1").casefold())
        elif tag == _COMMENT:
            comment = value[8:] if value[:8] in (b"ASCII\0\0\0", b"UNICODE\0") else value
            is_screen = comment.replace(b"\0", b"").lower().startswith(b"screenshot")
            found["is_of_screen"] = bool(found.get("is_of_screen")) or is_screen
        elif tag in _CAMERA_TAGS:
            found["is_of_camera"] = True
    # A scanner shows what somebody else has made.
    if any(maker.strip("\0 ") for maker in makers) and not any("scan" in maker for maker in makers):
        found["is_of_camera"] = True


def _entries(block: bytes, order: str, at: int, *, is_first: bool) -> Iterator[tuple[int, bytes]]:
    """Yield the first bytes of each value of the directory of a camera, and of the one behind it."""
    count = struct.unpack_from(f"{order}H", block, at)[0]
    for start in range(at + 2, at + 2 + 12 * min(count, _MOST_ENTRIES), 12):
        tag, kind, number = struct.unpack_from(f"{order}HHI", block, start)
        place = struct.unpack_from(f"{order}I", block, start + 8)[0]
        if tag == _MORE and is_first:
            yield from _entries(block, order, place, is_first=False)
        size = number * {2: 1, 7: 1}.get(kind, 8)
        yield tag, block[start + 8 : start + 12] if size <= 4 else block[place : place + min(size, 200)]
