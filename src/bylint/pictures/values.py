"""The values of metadata blocks: IPTC IIM, Exif and XMP."""

from __future__ import annotations

import io
import struct
import unicodedata
from collections.abc import Iterable
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bylint.model.markup import CUT
from bylint.pictures.containers import TAGS
from bylint.pictures.containers import PictureError
from bylint.pictures.containers import at_most
from bylint.pictures.containers import directory

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Values = Iterator[tuple[str, str]]

_SHORT = (80, 110, 115)
_IIM = {80: "creator", 110: "credit", 115: "source", 116: "copyright"}
_CUT_OFF = "-cut"
_CUT_NAMES = frozenset(_IIM[number] + _CUT_OFF for number in _SHORT)
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
_LONGEST_VALUE, _MOST, _ELEMENTS = 2000, 5000, 50_000


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
    for _ in at_most(_MOST, "values of IPTC"):
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
    uncut = [(name + _CUT_OFF, _letters(value)) for name, value in listed if name + _CUT_OFF in _CUT_NAMES]
    for name, value in listed:
        begun = _letters(value) if name in _CUT_NAMES else ""
        if not any(given == name and other.startswith(begun) for given, other in uncut):
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
    if tag in TAGS:
        yield from _given(TAGS[tag], _text(words.split(b"\0")[0], is_utf8=False))


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
    from defusedxml.ElementTree import iterparse

    events = iterparse(io.BytesIO(block.strip(b"\0 \t\r\n")), ("start", "end"), forbid_dtd=True)
    try:
        yield from _properties(events)
    except DefusedXmlException as error:
        raise PictureError("XMP that declares entities") from error
    except (ParseError, ValueError, LookupError) as error:
        raise PictureError("XMP that is no XML") from error


def _properties(events: Iterator[tuple[str, Element]]) -> Values:
    """Yield the properties of XMP, each with the items of its list or with its own words."""
    number = 0
    lists: list[list[str]] = []
    for event, element in events:
        if event == "start":
            number += 1
            if number > _ELEMENTS:
                raise PictureError(f"XMP of more than {_ELEMENTS:,} elements")
            if element.tag in _XMP:
                lists.append([])
            for key, value in element.attrib.items():
                if key in _XMP:
                    yield from _given(_XMP[key], value)
        elif element.tag in _XMP:
            said = lists.pop() or [element.attrib.get(f"{_RDF}resource") or element.text or ""]
            for words in said[:20]:
                yield from _given(_XMP[element.tag], words)
        elif lists and element.tag == f"{_RDF}li" and element.text:
            lists[-1].append(element.text)
