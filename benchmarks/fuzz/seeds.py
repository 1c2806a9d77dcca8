"""Where fuzzing begins: the project's own test articles, examples and settings, and pictures of a few bytes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path

from bylint import packs

_ROOT = Path(__file__).parents[2]
_NEWSROOM = _ROOT / "examples" / "newsroom"
_STORIES = _ROOT / "tests" / "stories"
_LONGEST = 6_000
_RESTRUCTURED = """\
By **Jane Roe**, *staff* and ``code``.

* item
* `a pier <https://example.com/a>`_ and Roe_ [1]_ [Roe]_

.. _Roe: https://example.com/roe
.. [1] A note.
.. [Roe] A source.
%
.. image:: /img/a.jpg
   :alt: A quay
   :width: 300px
   :target: /b

.. figure:: b.jpg
   :class: wide

   The quay. Photo: Ada Lund

   Legend.

|pier| stands.

.. |pier| image:: c.png
.. |tide| replace:: high *tide*
%
+-----+-----+
| a   | b   |
+=====+=====+
| c   | d   |
+-----+-----+

=== ===
A   B
=== ===
c   d
=== ===
%
Term
   Definition

| line
| line

    quoted

    -- Jane Roe

::

   code

>>> a
b

----

.. note:: A note.

.. raw:: html

   <p>Advertisement</p>

.. role:: fruit(emphasis)

A :fruit:`pear`.
%
Second
------

.. bylint-ignore-next-line ADS001: a quotation

Advertisement

.. unknown:: a
   :b: c

   d
"""


def articles(suffix: str) -> list[bytes]:
    """Return articles of a format: of the example newsroom, of the stories, and the examples of the rules."""
    files = [*_NEWSROOM.rglob(f"*{suffix}"), *_STORIES.rglob(f"*{suffix}")]
    shown = (example for rule in packs.load(packs.shipped_packs()) for example in (*rule.bad, *rule.good))
    texts = (text for example in shown for name, text in example.files if (Path(name).suffix or ".md") == suffix)
    own = [_unmarked(text).encode() for text in texts]
    return _short([path.read_bytes() for path in sorted(files) if path.name != "expected.txt"] + own)


def any_articles(suffixes: tuple[str, ...]) -> list[bytes]:
    """Return articles of all formats, each behind the byte that chooses its format."""
    found = (articles(suffix if suffix != ".mdx" else ".md") for suffix in suffixes)
    return [bytes([number]) + content for number, each in enumerate(found) for content in each]


def restructured() -> list[bytes]:
    """Return articles of reStructuredText: its blocks, what is written within a line, directives and metadata."""
    head = "The quay\n========\n\n:author: Jane Roe\n:date: 2024-03-02\n\n"
    nikola = ".. title: The quay\n.. author: Jane Roe\n.. date: 2024-03-02\n\nText.\n"
    return [text.encode() for text in (*(head + body for body in _RESTRUCTURED.split("%\n")), nikola)]


def headers() -> list[bytes]:
    """Return headers behind the byte that chooses their form."""
    yamls = [content.split(b"---\n")[1] for content in articles(".md") if content.count(b"---\n") > 1]
    toml = (
        b'title = "A quay"\ndate = 2024-03-02\nauthors = ["Jane Roe"]\n[params]\nx.y = 1\nn = 0x1f\n[[a]]\nb = 1.5e3\n'
    )
    json = b'{"title": "A quay", "authors": [{"name": "Jane Roe", "n": [1, -2.5e3, null, true]}], "u": "\\u00e9"}'
    anchors = b"a: &x {b: [1, 2]}\nc: *x\nd: |\n  e\n  f\ng: >-\n  h\n'i': \"j\\n\"\n? k\n: !!str 1\n<<: *x\n"
    return [*(b"\0" + yaml for yaml in yamls), b"\1" + toml, b"\2" + json, b"\3" + json, b"\0" + anchors]


def suppressions() -> list[bytes]:
    """Return words of requests for silence."""
    return [
        b"ignore-next-line ADS001: a quotation",
        b"ignore-file ADS001, leftover-ad-label until=2026-01-02 by=jr: reason",
        b"ignore ADS001 -->\n\nAdvertisement\n\n<!-- bylint-end ADS001",
        b"ignore",
    ]


def settings() -> list[bytes]:
    """Return settings of the example newsroom and of the stories."""
    return _read(_NEWSROOM.rglob("bylint.yaml"), _STORIES.rglob("bylint.yaml"))


def house_packs() -> list[bytes]:
    """Return packs: the stories' and single rules of the shipped ones."""
    shipped = [path.read_text(encoding="utf-8") for path in packs.shipped_packs()]
    first = (page.index("\n- code:") for page in shipped if "\n- code:" in page)
    heads = ((page, page[:at]) for page, at in zip(shipped, first, strict=False))
    single = [f"{head}\n- code:{page.split(chr(10) + '- code:')[1]}".encode() for page, head in heads]
    return _short(_read(_STORIES.rglob("house.yaml")) + single)


def registries() -> list[bytes]:
    """Return files of people behind the byte that chooses their format."""
    own = [b"\0" + content for content in _read(_STORIES.rglob("people.yaml"))]
    entry = b'{"jane": {"name": "Jane Roe", "title": "Dean", "twitter": "@roe", "affiliations": [{"since": "2020"}]}}'
    toml = b'[jane]\nname = "Jane Roe"\nsince = 2020-01-02\n[jane.links]\nx = "https://example.com/"\n'
    csv = b'id,name,organisation\njane,"Roe, Jane",Harbour Board\n'
    page = b"---\nname: Jane Roe\ntitle: Jane Roe\n---\n\nJane Roe is dean.\n"
    return [*own, b"\1" + entry, b"\2" + toml, b"\3" + csv, b"\4" + csv.replace(b",", b"\t"), b"\5" + page]


def directories() -> list[bytes]:
    """Return files of organisations."""
    own = (
        b"version: 1\norganisations:\n- id: harbour\n  name: Harbour Board\n"
        b"  aliases: [HB, {name: Board, since: 2020-01-02}]\n"
        b"  parents: []\n  kind: agency\n  country: US\n  requirement: policy\n  elements: [attribution]\n"
    )
    return [*_read(_STORIES.rglob("bodies.yaml")), own]


def rights() -> list[bytes]:
    """Return rights files."""
    return [
        b"version: 1\nrights:\n- picture: a.jpg\n  licence: one year\n  until: 2025-06\n"
        b"- supplier: Quay Pictures\n  id: [QP12345]\n  licence: print\n  from: 2024\n  note: once\n"
    ]


def pictures() -> list[bytes]:
    """Return pictures of a few bytes, each with a credit."""
    xmp = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>Jane Roe</rdf:li>'
        b"</rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    tiff = struct.pack("<2sHIHHHII", b"II", 42, 8, 1, 315, 2, 9, 26) + bytes(4) + b"Jane Roe\0"
    iim = b"\x1c\x02\x50\x00\x08Jane Roe"
    resource = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iim)) + iim
    segments = (b"\xe1", b"Exif\0\0" + tiff), (b"\xe1", b"http://ns.adobe.com/xap/1.0/\0" + xmp), (b"\xed", resource)
    jpeg = b"".join(b"\xff" + kind + struct.pack(">H", len(body) + 2) + body for kind, body in segments)
    webp = b"VP8X" + struct.pack("<I", 10) + bytes(10) + b"XMP " + struct.pack("<I", len(xmp)) + xmp
    return [
        b"\xff\xd8" + jpeg + b"\xff\xd9",
        tiff,
        b"RIFF" + struct.pack("<I", len(webp) + 4) + b"WEBP" + webp,
        b"\x89PNG\r\n\x1a\n" + b"".join(_png_chunks(xmp, tiff)),
        _avif(xmp),
    ]


def _png_chunks(xmp: bytes, tiff: bytes) -> Iterator[bytes]:
    bodies = {
        b"IHDR": struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0),
        b"iTXt": b"XML:com.adobe.xmp\0\0\0\0\0" + xmp,
        b"zTXt": b"Author\0\0" + zlib.compress(b"Jane Roe"),
        b"tEXt": b"Copyright\0Jane Roe",
        b"eXIf": tiff,
        b"IEND": b"",
    }
    for kind, body in bodies.items():
        yield struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _avif(xmp: bytes) -> bytes:
    kind = _box(b"ftyp", b"avif\0\0\0\0avif")
    item = _box(b"infe", struct.pack(">BBHHH4s", 2, 0, 0, 1, 0, b"mime") + b"\0application/rdf+xml\0")
    items = _box(b"iinf", struct.pack(">IH", 0, 1) + item)
    location = struct.Struct(">IBBHHHHII")
    # The place of the item counts from the beginning of the file; it comes last.
    at = len(kind) + len(_box(b"meta", bytes(4) + items + _box(b"iloc", bytes(location.size))))
    place = _box(b"iloc", location.pack(0, 0x44, 0, 1, 1, 0, 1, at, len(xmp)))
    return kind + _box(b"meta", bytes(4) + items + place) + xmp


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + kind + body


def _read(*found: Iterable[Path]) -> list[bytes]:
    return [path.read_bytes() for paths in found for path in sorted(paths)]


def _short(found: Iterable[bytes]) -> list[bytes]:
    return [content for content in dict.fromkeys(found) if len(content) <= _LONGEST]


def _unmarked(text: str) -> str:
    return text.replace("⟦", "").replace("⟧", "")
