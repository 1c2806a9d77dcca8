"""What strangers may put into a repository: articles, pictures, names, settings and packs that are made to harm."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

HEADER = "---\ntitle: A\nauthor: Jane Roe\n---\n\n"
DEEP = 10_000
_PNG = b"\x89PNG\r\n\x1a\n"
_FOUR_MEGABYTES = 4_000_000

NAMES = (
    b"new\nline.md",
    b"escape\x1b[31m.md",
    b"::error file=README.md,line=1::Malware.md",
    b"##[add-mask]e.md",
    b"bidi\xe2\x80\xaeexe.md",
    b"c1\xc2\x9b31m.md",
    b"bytes\xff\xfe.md",
    b"-dash.md",
    b"--fix.md",
    b"%0A::warning::x.md",
    b"*glob?[a].md",
    b"$(touch owned).md",
    b"a" * 250 + b".md",
)


def articles(share: float = 1) -> dict[str, bytes]:
    """Return articles that cost time, memory or the stack, by name; a share of their size for a quick look."""

    def times(number: int) -> int:
        return max(1, int(number * share))

    deep = times(DEEP)
    texts = {
        **_large(times),
        **_headers(times, deep),
        "quotes.md": HEADER + "> " * deep + "a",
        "lists.md": HEADER + "- " * deep + "a",
        "brackets.md": HEADER + "[" * deep + "a" + "](b)" * deep,
        "shortcodes.md": HEADER + "{{< a >}}" * deep + "{{< /a >}}" * deep,
        "liquid.md": HEADER + "{% if a %}" * deep + "{% endif %}" * deep,
        "jsx.mdx": HEADER + "<A>" * deep + "</A>" * deep,
        "braces.mdx": HEADER + "{" * deep + "}" * deep,
        "divs.html": "<div>" * times(100_000) + "text",
        "bold.html": "<b>" * times(1_000_000) + "text",
        "tables.html": "<article>" + "<table><tr><td>" * deep + "text",
        "figures.html": "<article>" + "<figure><img src=a.jpg>" * times(9_000),
        "disclaimers.md": HEADER + "The views are the author's own and not those of the U.S. Navy.\n\n" * times(4_000),
        "data.html": "<script type=application/ld+json>" + '{"author":' * deep + "1" + "}" * deep + "</script><p>a",
        "persons.html": "<script type=application/ld+json>["
        + '{"@type":"Person","name":"Anna Adler"},' * times(200_000)
        + "1]</script><p>a",
        "number.html": '<script type=application/ld+json>{"a":' + "1" * times(7_000_000) + "}</script><p>a",
    }
    return {name: text.encode() for name, text in texts.items()}


def _large(times: Callable[[int], int]) -> dict[str, str]:
    return {
        "links.md": HEADER + "[a](b)\n" * times(1_000_000),
        "links.html": "<a href=x>" * times(700_000),
        "paragraphs.md": HEADER + "a b\n\n" * times(1_580_000),
        "images.md": HEADER + "".join(f"![a](/i{at}.jpg)\n\n" for at in range(times(50_000))),
        "images.html": "<article>" + "".join(f"<p><img src=/i{at}.jpg></p>" for at in range(times(50_000))),
        "line.md": HEADER + "word and " * times(870_000),
        "word.md": "a" * times(7_900_000),
        "tabs.html": "<article>" + "a\t" * times(3_900_000),
        "lines.txt": "a\n" * times(3_900_000),
        "oversized.md": "a" * times(100_000_000),
        "authors.md": "---\ntitle: a\nauthors:\n"
        + "".join(f"- Anna Adler{at}\n" for at in range(times(100_000)))
        + "---\n\na\n",
        "names.md": "---\ntitle: a\nauthor: "
        + ", ".join(f"Anna Adler{at}" for at in range(times(100_000)))
        + "\n---\n\na",
    }


def _headers(times: Callable[[int], int], deep: int) -> dict[str, str]:
    flow = "[" * times(100_000) + "]" * times(100_000)
    return {
        "toml-dotted.md": "+++\n" + ".".join("a" * times(40_000)) + " = 1\n+++\n\na",
        "toml-number.md": "+++\na = " + "1" * 5_000 + "\n+++\n\na",
        "toml-deep.md": "+++\na = " + "[" * deep + "]" * deep + "\n+++\n\na",
        "toml-tables.md": "+++\na = " + "{a=" * deep + "1" + "}" * deep + "\n+++\n\na",
        "json-number.md": '{"a": ' + "1" * 5_000 + "}\n\na",
        "json-deep.md": '{"a":' * deep + "1" + "}" * deep + "\n\na",
        "json-lists.md": '{"a":' + flow + "}\n\na",
        "yaml-deep.md": f"---\na: {flow}\n---\n\na",
        "yaml-blocks.md": "---\n" + "".join(" " * at + "a:\n" for at in range(times(2_500))) + "---\n\na",
        "yaml-number.md": "---\na: " + "1" * times(100_000) + "\nb: 1e999999\n---\n\na",
        "yaml-aliases.md": f"---\n{aliases()}---\n\na",
        "yaml-itself.md": "---\na: &a [*a]\n---\n\na",
    }


def aliases() -> str:
    """Return YAML whose last list has a thousand million items, if its aliases are followed."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{each}: &{each} [{', '.join([f'*{last}'] * 9)}]" for last, each in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    return "\n".join((*lines, ""))


def pictures(share: float = 1) -> dict[str, bytes]:
    """Return picture files whose data unfold to much more than they are."""
    number = max(1, int(100 * share))
    elements = b"<x:xmpmeta xmlns:x='a'>" + b"<b/>" * 900_000 + b"</x:xmpmeta>"
    text = zlib.compress(b"\n\n\n" + b"41" * 2_000_000, 9)
    return {
        "text.png": _png(_chunk(b"zTXt", b"Raw profile type xmp\0\0" + text) * number * 5),
        "elements.png": _png(_chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(elements, 9)) * number),
        "deep.png": _png(_xmp(b"<a>" * 200_000 + b"</a>" * 200_000)),
        "creators.png": _png(_xmp(_creators())),
        "entities.png": _png(_xmp(b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")),
        "chunks.png": _png(_chunk(b"abcd", b"") * number * 10_000),
        "huge-chunk.png": _PNG + struct.pack(">I4s", 0xFFFFFFF0, b"IDAT") + b"x",
        "entries.tif": _tiff(max(1, int(65_535 * share))),
        "loop.tif": b"II*\0\x08\0\0\0" + struct.pack("<HHHIII", 1, 34665, 4, 1, 8, 8),
        "exif.jpg": b"\xff\xd8" + (b"\xff\xe1\xff\xff" + _exif()) * number * 15 + b"\xff\xd9",
        "fill.jpg": b"\xff\xd8" + b"\xff" * int(50_000_000 * share),
        "boxes.avif": _box(b"ftyp", b"avif\0\0\0\0") + _box(b"free", b"") * number * 10_000,
        "items.avif": _avif(max(1, int(1_000 * share))),
        "chunks.webp": b"RIFF\xff\xff\xff\xffWEBP" + b"XMP \0\0\0\0" * number * 1_000,
    }


def gallery(names: list[str]) -> str:
    """Return an article that shows these pictures."""
    return HEADER + "\n\n".join(f"![a]({name})" for name in names) + "\n\nA text. Photo: Jane Roe\n"


def pack(pattern: str) -> str:
    """Return a pack of one rule with this pattern."""
    quoted = pattern.replace("'", "''")
    return _PACK.format(pattern=quoted)


def patterns() -> dict[str, str]:
    """Return patterns that take long to compile or to match, or much memory, by what is bad about them."""
    return {
        "repeats of repeats": "(x{60000}){60000}",
        "three repeats": "((a{1,999}){1,999}){1,999}b",
        "backtracking": "(a+)+$",
        "deep groups": "(" * 5_000 + "a" + ")" * 5_000,
        "a large set": "[" + "a-z" * 20_000 + "]q",
        "fuzzy": "(?:" + "abcdefghij" * 12 + "){e<=9}",
        "recursive": "a(?R)?b",
        "looking ahead": "(?=((.|a)*)*b)",
        "many choices": "|".join(f"a{at}.{{0,500}}b" for at in range(20_000)),
    }


def _xmp(text: bytes) -> bytes:
    return _chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + text)


def _creators() -> bytes:
    head = b"<a xmlns:d='http://purl.org/dc/elements/1.1/'>"
    return head + b"<d:creator>" * 4_000 + b"x" + b"</d:creator>" * 4_000 + b"</a>"


def _png(chunks: bytes) -> bytes:
    return _PNG + chunks + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _tiff(entries: int) -> bytes:
    """Return a directory all of whose entries name the same four megabytes."""
    body = b"x" * _FOUR_MEGABYTES
    directory = struct.pack("<H", entries) + struct.pack("<HHII", 33432, 1, len(body), 8) * entries
    return b"II*\0" + struct.pack("<I", 8 + len(body)) + body + directory + bytes(4)


def _exif() -> bytes:
    """Return a segment whose entries name the rest of it."""
    directory = struct.pack("<H", 5_000) + struct.pack("<HHII", 33432, 2, 60_000, 8) * 5_000
    return (b"Exif\0\0II*\0\x08\0\0\0" + directory)[:65_533].ljust(65_533, b"x")


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, kind) + content


def _avif(items: int) -> bytes:
    """Return a file with one description in many pieces, all of the same four megabytes."""
    described = _box(b"infe", b"\2\0\0\0\0\1\0\0mime\0application/rdf+xml\0")
    piece = struct.pack(">HH", 1, 0) + struct.pack(">HII", 1, 42_000, _FOUR_MEGABYTES)
    places = b"\0\0\0\0\x44\0" + struct.pack(">H", items) + piece * items
    meta = _box(b"meta", bytes(4) + _box(b"iinf", b"\0\0\0\0\0\1" + described) + _box(b"iloc", places))
    return (_box(b"ftyp", b"avif\0\0\0\0") + meta).ljust(42_000, b"\0") + b"<a>" + b"<b/>" * 999_990 + b"</a>"


_PACK = """version: 1
pack: house
prefix: HSE
requires: ">=0.1"
rules:
- code: HSE001
  name: slow-words
  summary: Words that are slow to find
  severity: error
  status: stable
  since: "0.1"
  desk: author
  check: forbid
  each: body
  pattern: '{pattern}'
  message: "{{found}} is bad"
  hint: Delete it.
  why: Because it is so slow to find.
  sources:
  - {{title: us, url: "https://example.com/a"}}
  bad:
  - "zzz ⟦q⟧"
  good:
  - "near miss"
"""
