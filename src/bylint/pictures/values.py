"""The values of metadata blocks: IPTC IIM, Exif and XMP."""

from __future__ import annotations

import io
import struct
import unicodedata
from collections.abc import Iterable
from collections.abc import Iterator

from bylint.model.picture import CUT
from bylint.pictures.containers import PictureError
from bylint.pictures.containers import directory

Values = Iterator[tuple[str, str]]

_SHORT = (80, 110, 115)
_CUT_OFF = "-cut"
_IIM = {80: "creator", 110: "credit", 115: "source", 116: "copyright"}
_EXIF = {315: "artist", 33432: "copyright"}
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC, _PHOTOSHOP = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/photoshop/1.0/}"
_RIGHTS, _PLUS = "{http://ns.adobe.com/xap/1.0/rights/}", "{http://ns.useplus.org/ldf/xmp/1.0/}"
_EXT = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
_XMP = {
    f"{_DC}creator": "creator",
    f"{_PHOTOSHOP}Credit": "credit",
    f"{_PHOTOSHOP}Source": "source",
    f"{_DC}rights": "copyright",
    f"{_RIGHTS}WebStatement": "web-statement",
    f"{_RIGHTS}UsageTerms": "usage-terms",
    f"{_PLUS}LicensorName": "licensor",
    f"{_PLUS}LicensorURL": "licensor-url",
    f"{_EXT}DigitalSourceType": "digital-source",
    f"{_EXT}DigitalSourcefileType": "digital-source",
    f"{_EXT}AISystemUsed": "ai-system",
    f"{_EXT}AIPromptInformation": "ai-prompt",
}
_LONGEST_VALUE, _MOST = 2000, 5000


def values(kind: str, block: bytes) -> Values:
    """Yield the values of a block by name."""
    if kind == "xmp":
        yield from _xmp(block)
    elif kind == "iim":
        yield from _iim(block)
    elif kind == "exif":
        yield from _exif(block)
    elif kind.startswith("tag "):
        yield from _named(int(kind[4:]), block)


def _iim(block: bytes) -> Values:
    is_utf8 = b"\x1c\x01\x5a" in block[:64] and b"\x1b%G" in block[:64]
    at = 0
    for _ in range(_MOST):
        if block[at : at + 1] != b"\x1c" or at + 5 > len(block):
            return
        record, number, size = struct.unpack(">BBH", block[at + 1 : at + 5])
        at += 5
        if size & 0x8000:
            return
        if record == 2 and number in _IIM:
            is_cut = size == CUT and number in _SHORT
            yield from _given(_IIM[number] + _CUT_OFF * is_cut, _text(block[at : at + size], is_utf8=is_utf8))
        at += size


def whole(found: Iterable[tuple[str, str]]) -> Values:
    """Yield the values but for beginnings of others; a beginning that stands alone keeps its name: creator-cut."""
    listed = tuple(found)
    for name, value in listed:
        full = name.removesuffix(_CUT_OFF)
        others = (other for given, other in listed if given == full and name != full)
        if not any(_letters(other).startswith(_letters(value)) for other in others):
            yield name, value


def _letters(words: str) -> str:
    return unicodedata.normalize("NFC", " ".join(words.casefold().split()))


def _exif(block: bytes) -> Values:
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None or len(block) < 8:
        return
    for tag, words in directory(io.BytesIO(block), order, struct.unpack(f"{order}I", block[4:8])[0]):
        yield from _named(tag, words)


def _named(tag: int, words: bytes) -> Values:
    if tag in _EXIF:
        yield from _given(_EXIF[tag], _text(words.split(b"\0")[0], is_utf8=False))


def _text(words: bytes, *, is_utf8: bool) -> str:
    try:
        return words.decode("utf-8")
    except UnicodeDecodeError:
        # A by-line that is cut in the middle of a character is still UTF-8.
        return words.decode("utf-8", "ignore") if is_utf8 else words.decode("cp1252", "replace")


def _given(name: str, words: str) -> Values:
    said = " ".join(words.replace("\0", " ").split())[:_LONGEST_VALUE]
    if said:
        yield name, said


def _xmp(block: bytes) -> Values:
    # Imported here: only who has pictures beside the articles needs it.
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(block.strip(b"\0 \t\r\n"), forbid_dtd=True)
    except DefusedXmlException as error:
        raise PictureError("XMP that declares entities") from error
    except (ParseError, ValueError, LookupError) as error:
        raise PictureError("XMP that is no XML") from error
    for number, element in enumerate(root.iter()):
        if number > _MOST:
            return
        for key, value in element.attrib.items():
            if key in _XMP:
                yield from _given(_XMP[key], value)
        if element.tag in _XMP:
            listed = [item.text for item in element.iter(f"{_RDF}li") if item.text]
            said = listed or [element.attrib.get(f"{_RDF}resource") or element.text or ""]
            for words in said[:20]:
                yield from _given(_XMP[element.tag], words)
