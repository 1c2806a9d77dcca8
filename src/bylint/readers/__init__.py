"""From bytes to what the markup of an article says, one file per format."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from itertools import islice
from typing import TypeVar

from bylint.model.article import Article
from bylint.model.markup import Fault
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.text.patterns import lazily

BLOCKS = 20_000
IMAGES = 5_000
LINKS = 20_000
FIELDS = 5_000
HEADER = 200_000
"""Characters of the header of a file."""

LINES = 10_000
"""Lines of reStructuredText: the time of its parser grows with the square of the rows of a table."""

READING = 10_000_000
"""Letters of a paragraph of reStructuredText by its signs of markup: the time of its parser grows with both."""

ADDRESSES = 1_000_000
"""Letters of what may be an address in reStructuredText by its signs, summed where it is none: both count."""

PIECES = 200_000
"""Line ends, tabs, runs of blanks, signs of no width and references such as `&amp;`, and as many escapes of JSON-LD:
each parts a text into pieces, and a piece has its place."""

STEPS = 100_000
"""Steps of the Markdown parser: starts and ends of its elements, and texts."""

TOKENS = 200_000
"""Tags, texts and comments of a page."""

TEMPLATES = 20_000
"""Pieces of template code."""

VALUES = 50_000
"""Values of the JSON-LD of a page."""

_Each = TypeVar("_Each")


class Oversized(Exception):  # noqa: N818 - it becomes a fault of the article
    """An article holds more than is judged."""


def demand(number: int, limit: int, what: str) -> None:
    """Raise `Oversized` where an article holds more of something than is judged."""
    if number > limit:
        raise Oversized(f"{number:,} {what}; the limit is {limit:,}")


def limited(each: Iterable[_Each], limit: int, what: str) -> Iterator[_Each]:
    """Yield each, and raise `Oversized` at the first beyond the limit: before memory is spent on the rest."""
    rest = iter(each)
    return chain(islice(rest, limit), _refused(rest, limit, what))


def _refused(rest: Iterator[_Each], limit: int, what: str) -> Iterator[_Each]:
    for _ in rest:
        raise Oversized(f"over {limit:,} {what}; the limit is {limit:,}")
    yield from ()


# Modules are named, not imported: a run on Markdown never pays for the HTML parser.
_READERS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".mdx": "markdown",
    ".rmd": "markdown",
    ".rmarkdown": "markdown",
    ".qmd": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".rst": "rst",
    ".txt": "text",
    ".text": "text",
}
# Files that are no articles, and hold what is printed beside articles.
_DATA = dict.fromkeys((".yaml", ".yml", ".json", ".toml", ".csv"), "header") | {".tsv": "header", ".py": "header"}
SUFFIXES = frozenset(_READERS) if find_spec("docutils") else frozenset(_READERS) - {".rst"}
"""Endings of the files that are read; reStructuredText is among them where the extra `rst` is installed."""
_UTF16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BINARY = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")
# What writers of the old Windows encoding put beyond ASCII: letters, quotes, dashes, dots and a few signs.
_LETTERS = lazily(r"[À-ÖØ-öø-ÿŒœŠšŽžŸ]")
_SIGNS = lazily(r"[‘’‚“”„‹›«»–—…•€£©®™°´·§½¼¾¡¿ºª²³\u00a0]")
# Where a page or an XML file says how it is encoded; what stands in comments says nothing.
_DECLARED = lazily(
    r"""<meta\b[^<>]{0,300}?\bcharset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})"""
    r"""|\A\s{0,9}<\?xml\b[^<>]{0,200}?\bencoding\s{0,9}=\s{0,9}["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_COMMENT = lazily(r"<!--.*?-->", re.DOTALL)
_DECLARES = 4096
"""Bytes at the head of a file that declare its encoding."""
_PARTING = lazily(r"\s{2,}|[^\S ]|[\u00ad\u200b-\u200d\u2060\ufeff]|&")
_ENCODING = lazily(
    r"cp(?:125\d|866|874|932|949|950)|iso8859-\d+|koi8-[rut]|mac-(?:roman|cyrillic)|big5(?:hkscs)?|euc_jp"
)
# The WHATWG reads these names as those of the larger sets of which they are a part.
_AS_BROWSERS_READ = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
_IN_ASCII = "iso2022_jp"
"""An encoding of bytes that are all ASCII."""
_CONTROL = rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]"


def read(source: Source, suffix: str) -> Article:
    """Read an article, or a file of data, by the suffix of its file name, in any case."""
    if len(source.text) > PIECES:
        for _ in limited(_PARTING.finditer(source.text), PIECES, "line ends, runs of blanks and references"):
            pass
    name = (_READERS | _DATA)[suffix.casefold()]
    try:
        module = import_module(f"bylint.readers.{name}")
    except ModuleNotFoundError as error:
        if error.name != "turbohtml":
            raise
        return Article(source, name, faults=(Fault("unreadable-file", Span(0, 0), "needs turbohtml"),))
    article: Article = module.read(source)
    return article


def decoded(path: str, content: bytes) -> Source | Fault:
    """Return the text of a file, or what makes it unreadable."""
    if content.startswith(_BINARY):
        return _fault("not a text file")
    for mark, encoding in _UTF16:
        if content.startswith(mark):
            return _strict(path, content[len(mark) :], encoding, bom=True)
    if content.startswith(codecs.BOM_UTF8):
        return _strict(path, content[len(codecs.BOM_UTF8) :], "utf-8", bom=True)
    if b"\x1b$" in content and _declared(content) == _IN_ASCII:
        return _strict(path, content, _IN_ASCII, bom=False)
    found = _strict(path, content, "utf-8", bom=False)
    if not isinstance(found, Fault):
        return found
    declared = _declared(content)
    read = _strict(path, content, declared, bom=False) if declared else found
    if not isinstance(read, Fault):
        return read
    if _is_western(content):
        return Source(path, content.decode("cp1252"), "cp1252")
    return found


def _declared(content: bytes) -> str:
    """Return the codec of the encoding that the head of a file names, or nothing."""
    match = _DECLARED.search(_COMMENT.sub("", content[:_DECLARES].decode("latin-1")))
    try:
        name = codecs.lookup(match[match.lastindex or 0].lower().removeprefix("x-")).name if match else ""
    except LookupError:
        return ""
    name = _AS_BROWSERS_READ.get(name, name)
    return name if name in _AS_BROWSERS_READ.values() or name == _IN_ASCII or _ENCODING.fullmatch(name) else ""


def _strict(path: str, content: bytes, encoding: str, *, bom: bool) -> Source | Fault:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        return _fault(f"byte {error.start + 1} is not {encoding.upper().removesuffix('-LE').removesuffix('-BE')}")
    if "\0" in text:
        return _fault("NUL bytes: not a text file")
    return Source(path, text, encoding, bom)


def _is_western(content: bytes) -> bool:
    """Tell whether bytes that are no UTF-8 are surely cp1252."""
    # Any complete UTF-8 character beyond ASCII means that this is UTF-8 with a broken spot.
    if re.search(_CONTROL, content) or not content.decode("utf-8", "ignore").isascii():
        return False
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return False
    beyond = sum(1 for character in text if not character.isascii())
    usual = len(_LETTERS.findall(text)) + len(_SIGNS.findall(text))
    return usual == beyond and beyond <= len(text) // 4


def _fault(words: str) -> Fault:
    return Fault("unreadable-file", Span(0, 0), words)
