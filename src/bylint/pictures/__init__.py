"""The files of pictures: from the address in an article to what the file says of itself; no pixel is decoded."""

from __future__ import annotations

import io
import os
import re
import stat
import struct
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from typing import BinaryIO
from urllib.parse import unquote

from bylint.model.article import Article
from bylint.model.markup import CUT
from bylint.model.markup import Embedded
from bylint.pictures.containers import HEAD
from bylint.pictures.containers import TAGS
from bylint.pictures.containers import PictureError
from bylint.pictures.containers import PictureHead
from bylint.pictures.containers import at_most
from bylint.pictures.containers import blocks
from bylint.pictures.containers import directory
from bylint.pictures.containers import head_of
from bylint.pictures.containers import reader_of
from bylint.text.files import shipped_names
from bylint.text.files import without_waiting
from bylint.text.patterns import lazily

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".tif", ".tiff")


_REMOTE = lazily(r"(?:[a-z][a-z0-9+.-]{1,20}:|//)", re.IGNORECASE)
_TEMPLATED = ("{{", "{%", "<", "\n", "\0")
_ROOTS = ("", "static", "public", "assets", "src", "src/assets", "docs", "content", "source", "wp-content", "themes")
_NO_TOPS = frozenset(("node_modules", "vendor", "dist", "build", "target"))
# Folders that are looked into: where no site is set up, a run may begin at home.
_MOST_FOLDERS = 20_000
# Steps of an address that are compared, files with an equal end, and files of a site: 100,000 take 10 MB.
_FEW_STEPS, _MOST_STEPS, _MOST_ALIKE, _MOST_LISTED = 2, 5, 1000, 200_000
_FILE = lazily(r"\.(?:jpe?g|png|webp|avif|tiff?|gif|svg)$", re.IGNORECASE)
LARGEST = 100_000_000
"""Bytes of the largest file that is read."""

_CHUNK = 1 << 20
# Measured on the pictures of 38 sites: sides in pixels, weights in bytes a pixel, the sides that cameras give.
_SMALL, _LARGE, _RATIOS, _NEARLY = 100, 800, (3 / 2, 4 / 3), 0.01
_LIGHT, _LIGHT_PALETTE, _FEW_COLOURS, _BYTE = 0.6, 0.2, 200, 8
# The steps of a JPEG of quality 90 and up; so light it is a drawing.
_FINE, _LIGHT_FINE = 775, 0.15
_MOST_VALUES = 1000
MOST_FILES, MOST_BYTES = 300, 500_000_000
"""Picture files that are read for one article, and their bytes together."""


def pictures_of(article: Article, file: Path, root: Path) -> tuple[Embedded, ...]:
    """Return what the files of an article's pictures say, each once, and those of its header."""
    listed = [image.src.plain for image in article.images]
    listed += [f.prose.plain for f in article.fields if f.origin == "front-matter" and _FILE.search(f.prose.plain)]
    root = _real(root)
    found = (_found(src, file.parent, root) for src in dict.fromkeys(listed))
    return tuple(_read_each((each for each in found if each), root))


def _read_each(found: Iterable[Embedded], root: Path) -> Iterator[Embedded]:
    """Yield what the files say, each read once however many addresses it has, until there are too many."""
    known: dict[str, Embedded] = {}
    size = 0
    for each in found:
        if each.trouble:
            yield each
            continue
        if each.path not in known:
            size += _size(root / each.path)
            trouble = _excess(len(known) + 1, size)
            if trouble:
                yield each._replace(trouble=trouble)
                return
            known[each.path] = embedded(each.src, root / each.path, each.path)
        yield known[each.path]._replace(src=each.src)


def _excess(files: int, size: int) -> str:
    if files > MOST_FILES:
        return f"the article names more than {MOST_FILES} picture files; this one and later ones are not read"
    if size > MOST_BYTES:
        return f"the article's picture files have more than {MOST_BYTES:,} bytes; this one and later ones are not read"
    return ""


def _size(path: Path) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0  # deleted since


@lru_cache(maxsize=4)
def _real(root: Path) -> Path:
    return root.resolve()


def _found(src: str, folder: Path, root: Path) -> Embedded | None:
    """Return the first file that the address can mean, unread; addresses of other sites mean none."""
    if not src or len(src) > 500 or _REMOTE.match(src) or any(sign in src for sign in _TEMPLATED):
        return None
    name = unquote(re.split(r"[?#]", src, maxsplit=1)[0])
    for candidate in _candidates(name, folder, root):
        try:
            real = _real_file(candidate)
            if not real:
                continue
            if not real.startswith(os.path.join(root, "")):
                return Embedded(src, name, trouble="it leads out of the site's folder")
            if os.path.isfile(real):
                return Embedded(src, Path(real).relative_to(root).as_posix())
        except (OSError, ValueError):
            # A name too long for the system, a NUL in it, or links that lead in a circle.
            return Embedded(src, name, trouble="its path leads nowhere")
    return None


def _real_file(path: str) -> str:
    """Return where a path leads, or nothing if nothing stands there; of a folder's links each is followed once."""
    folder, name = os.path.split(path)
    real = os.path.join(_real_folder(folder), name)
    try:
        is_link = stat.S_ISLNK(os.lstat(real).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return ""
    return os.path.realpath(real) if is_link or name in ("", ".", "..") else real


@lru_cache(maxsize=4096)
def _real_folder(folder: str) -> str:
    return os.path.realpath(folder)


def _candidates(name: str, folder: Path, root: Path) -> Iterator[str]:
    """Yield where the file of an address can lie, then what ends as it does, in two steps or more: folders move."""
    if not name.startswith("/"):
        yield os.path.join(folder, name)
    bare = name.lstrip("/")
    for top in _tops(root):
        yield os.path.join(top, bare)
    steps = [step for step in bare.split("/") if step not in ("", ".", "..")][-_MOST_STEPS:]
    if len(steps) > 1 and _FILE.search(steps[-1]):
        listed = _listed(root)
        for start in range(len(steps) - 1):
            same = _ending_in(steps[start:], listed)
            if same:
                yield os.path.join(root, same)
                return


@lru_cache(maxsize=4)
def _tops(root: Path) -> tuple[str, ...]:
    """Return the folders of a site to which the addresses of its pictures may be given, as far as they are there."""
    return tuple(filter(os.path.isdir, (os.path.join(root, top) for top in _ROOTS)))


def _ending_in(steps: Sequence[str], listed: Sequence[str]) -> str:
    """Return the picture file whose path ends in some steps, or nothing.

    One in a folder at the top of the site goes first. Elsewhere many articles have an `images/cover.jpg`: there it
    takes three steps, and no other file that ends so.
    """
    end = "/".join(reversed(steps))
    first, last = bisect_left(listed, f"{end}/"), bisect_left(listed, f"{end}0")  # 0 comes next after a slash
    same = ["/".join(reversed(path.split("/"))) for path in listed[first : min(last, first + _MOST_ALIKE)]]
    near = [path for path in same if path.count("/") <= len(steps)]
    if near:
        return min(near)
    return same[0] if len(same) == 1 and len(steps) > _FEW_STEPS else ""


@lru_cache(maxsize=4)
def _listed(root: Path) -> tuple[str, ...]:
    """Return the picture files of a site in order, each with its steps from the last to the first."""
    found: list[str] = []
    for place, folders, names in islice(os.walk(root), _MOST_FOLDERS):
        is_top = Path(place) == root
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name != "node_modules" and not (is_top and name in _NO_TOPS)
        )
        steps = Path(place).relative_to(root).parts[::-1]
        found += ("/".join((name, *steps)) for name in sorted(names) if _FILE.search(name))
        if len(found) > _MOST_LISTED:
            break
    return tuple(sorted(found[:_MOST_LISTED]))


def embedded(src: str, path: Path, name: str) -> Embedded:
    """Return what a picture file says; whatever is wrong with it is its trouble, never an exception."""
    try:
        with open(path, "rb", opener=without_waiting) as file:
            trouble = _unfit(file)
            return Embedded(src, name, trouble=trouble) if trouble else _read_file(file, Embedded(src, name))
    except OSError as error:
        return Embedded(src, name, trouble=error.strerror or "it cannot be opened")


def _unfit(file: BinaryIO) -> str:
    status = os.fstat(file.fileno())
    if not stat.S_ISREG(status.st_mode):
        return "it is no file"
    if not status.st_size:
        return "it is empty"
    return f"{status.st_size:,} bytes; the limit is {LARGEST:,}" if status.st_size > LARGEST else ""


def _read_file(file: BinaryIO, found: Embedded) -> Embedded:
    found = found._replace(content=_digest(file))
    file.seek(0)
    head = file.read(HEAD)
    found = found._replace(look=look_of(head_of(head, os.fstat(file.fileno()).st_size)))
    reader = reader_of(head[:16])
    if reader is None:
        known = Path(found.path).suffix.casefold() in (".svg", ".gif", ".ico", ".bmp")
        return found if known else found._replace(trouble="it is no JPEG, PNG, WebP, AVIF or TIFF")
    file.seek(0)
    fields: dict[tuple[str, str], None] = {}
    trouble = ""
    try:
        for kind, block in blocks(file, reader):
            fields.update(dict.fromkeys(values(kind, block)))
            if len(fields) > _MOST_VALUES:
                raise PictureError(f"more than {_MOST_VALUES:,} values")
    except PictureError as error:
        trouble = str(error)
    except (struct.error, OverflowError, IndexError, ValueError):
        trouble = "its metadata are damaged"
    return found._replace(fields=tuple(whole(islice(fields, _MOST_VALUES))), trouble=trouble)


def look_of(head: PictureHead) -> str:
    """Return what the form of a file tells of the picture in it, as `Embedded` says; the surest first."""
    sides = sorted((head.width, head.height))
    weight = head.size / (head.width * head.height) if all(sides) else 0.0
    program = head.program.casefold()
    if head.is_of_screen or program in shipped_names("picture_names", "screen_tool"):
        return "screen"
    if head.is_of_camera:
        return "camera"
    if 0 < sides[0] < _SMALL:
        return "small"
    if head.form == "gif" or any(name in program for name in shipped_names("picture_names", "plotter")):
        return "drawn"
    if head.form == "png" and all(sides):
        is_few = head.colours and (weight < _LIGHT_PALETTE or head.colours < _FEW_COLOURS or head.depth < _BYTE)
        return "flat" if is_few or (not head.colours and weight < _LIGHT) else ""
    is_light = head.steps <= _FINE and weight < _LIGHT_FINE
    is_of_ratio = all(sides) and any(abs(sides[1] / sides[0] / ratio - 1) <= _NEARLY for ratio in _RATIOS)
    return "photograph" if head.form == "jpeg" and sides[1] >= _LARGE and is_of_ratio and not is_light else ""


def _digest(file: BinaryIO) -> str:
    told = blake2b(digest_size=16)
    while chunk := file.read(_CHUNK):
        told.update(chunk)
    return told.hexdigest()


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
