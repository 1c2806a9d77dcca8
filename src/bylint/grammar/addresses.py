"""Addresses of pictures and the fields beside them: what the name of a file and the name of a field tell."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from bylint.model.markup import Embedded
from bylint.model.markup import Image
from bylint.model.prose import EMPTY
from bylint.model.prose import Prose
from bylint.model.prose import joined
from bylint.model.world import Knowledge
from bylint.text.files import shipped_names
from bylint.text.fold import bare
from bylint.text.patterns import lazily

_ENDING = r"\.(?:jpe?g|png|gif|webp|avif|svg|tiff?|bmp|heic|jfif)"
_PICTURE_FILE = lazily(rf"{_ENDING}(?:$|[?#])", re.IGNORECASE)
_ENDS = lazily(rf"{_ENDING}$", re.IGNORECASE)
_FILE_NAME = lazily(r"[\w\-.()%@+]{1,120}")
_CAMERA = lazily(
    r"(?:img|dsc[nf]?|_?mg|pxl|image|screenshot|screen shot|untitled|wp)[-_ ]?\d[\w-]{0,40}", re.IGNORECASE
)
_WORD = lazily(r"[^\W_]+")
_LONG_WORD = lazily(r"[^\W\d_]{3,}")
_SIZE = lazily(r"-\d{2,4}x\d{2,4}$|-scaled$|@\dx$")
_HUMP = lazily(r"(?<=[a-z0-9])(?=[A-Z])")
_GAP = lazily(r"[\W_]+")
_CREDIT_KINDS = ("credit", "credit_of", "maker", "credit_key")
_CAPTION_KINDS = ("caption", "caption_of", "caption_key")
_MARKUP = lazily(r"<[^<>]{1,500}>|!?\[(?=[^\[\]]{1,300}\]\()|\]\([^()\s]{1,500}\)(?:\{[^{}]{0,80}\})?")
_LONGEST, _FEW_WORDS, _PARTS = 2000, 3, range(2, 5)
# An address may hold commas; between two of them stands a blank after the comma, or a width before it.
_VARIANT = lazily(r"([^\s,]\S*?)(?:\s+[\d.]{1,8}[wxh])?(?:\s*,\s+|,(?=https?://|/)|\s*,?\s*$|\s+(?=https?://|/))")
_LONGEST_SET, _MOST = 20_000, 40
# "-150x150.jpg", "/40x40/", "w_80,h_80", "?w=105&h=105", "/w140h79/"
_SIDES = lazily(r"(?<![\w])[wh]?_?=?(\d{2,4})(?:x|,[wh]_|&(?:amp;)?[wh]=|h)(\d{2,4})(?![\w])", re.IGNORECASE)
_SMALLEST, _SMALLEST_FILE, _THIN = 160, 200, 2


def names_file(src: str) -> bool:
    """Tell whether what stands as the address of a picture is one: `hero` and `props.image` are names of a program."""
    return "/" in src or is_picture_file(src)


def is_picture_file(address: str) -> bool:
    """Tell whether an address is that of a picture file."""
    return bool(_PICTURE_FILE.search(address))


def is_of_picture_host(address: str) -> bool:
    """Tell whether an address without the ending of a file leads to a host that serves pictures alone."""
    host = address.partition("//")[2].partition("/")[0].casefold() if address.startswith("http") else ""
    return bool(host) and any(host.endswith(name) for name in names_of("picture_host"))


@lru_cache(maxsize=32)
def file_of(src: str) -> str:
    """Return the file name of an address, without query, as a reader would write it."""
    return unquote(re.split(r"[?#]", src, maxsplit=1)[0].rstrip("/").rsplit("/", 1)[-1])


def last_steps(src: str) -> str:
    """Return the last two steps of an address: folders further up speak of the site."""
    bare = re.split(r"[?#]", src, maxsplit=1)[0]
    return " ".join(bare.split("/")[-2:] if "//" not in bare[:8] else bare.split("/")[3:][-2:])


def stem_of(src: str) -> str:
    """Return the file name without ending and size: the same for all sizes of a picture."""
    return _SIZE.sub("", _ENDS.sub("", file_of(src))).casefold()


def is_file_name(text: str, src: str) -> bool:
    """Tell whether a text is the name of a picture file."""
    words = text.strip()
    if not _FILE_NAME.fullmatch(words):
        return False
    if _ENDS.search(words) or _CAMERA.fullmatch(words):
        return True
    if sum(c.isalpha() for c in words) < 3:
        return False
    is_named_like_file = "_" in words or words.count("-") > 2 or sum(c.isdigit() for c in words) > 3
    return is_named_like_file and words.casefold() == stem_of(src)


def names_in_words(name: str) -> bool:
    """Tell whether the name of a file says in words what it shows: `night-queue_at-the-pier`, not `IMG_2041.jpg`."""
    if _ENDS.search(name) or _CAMERA.fullmatch(name):
        return False
    return len(_LONG_WORD.findall(name)) > 1 and ("_" in name or "-" in name)


def repeats(title: str, alt: str) -> bool:
    """Tell whether an alternative text is made of the words of a headline: it says nothing of the picture."""
    said = f" {' '.join(bare(alt).split())} " if title and alt else ""
    return said.count(" ") > _FEW_WORDS and said in f" {' '.join(bare(title).split())} "


def is_person(words: str, name: str) -> bool:
    """Tell whether words are a name of two to four parts, and that of a file is made of it: Ada Lund, alund."""
    parts, whole = bare(words).split(), "".join(name.split())
    joined = "".join(parts)
    if not whole or len(parts) not in _PARTS or not all(word[:1].isupper() for word in words.split()):
        return False
    return whole in joined or (whole.endswith(parts[-1]) and len(whole) < len(joined))


def source_named(src: str, knowledge: Knowledge) -> str:
    """Return the source that the address of a picture speaks of, or nothing."""
    names = knowledge.lists["credits"]["file_names"]
    words = set(_WORD.findall(src.casefold()))
    return next((name for word, name in names.items() if word in words and word not in ("source", "date")), "")


def identity(path: str, src: str, file: Embedded | None) -> str:
    """Return what is the same for all addresses of one picture. `path`: that of the article that names it."""
    if file and file.content:
        return file.content
    bare = re.split(r"[?#]", src, maxsplit=1)[0]
    if not is_picture_file(bare):
        # Here the query says which picture it is.
        bare = src.partition("#")[0]
    if bare.startswith("/") or "//" in bare[:8]:
        return bare
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), bare))


def is_small(image: Image) -> bool:
    """Tell whether a picture is shown small, as its address or its markup says."""
    size = _SIDES.search(image.src.plain)
    if size and max(int(number) for number in size.groups() if number) <= _SMALLEST_FILE:
        return True
    sizes = [size for size in (image.width, image.height) if size]
    if sizes and min(sizes) <= _THIN:
        return True
    return (len(sizes) == 2 and max(sizes) <= _SMALLEST) or (len(sizes) == 1 and sizes[0] <= 100)


def variants(image: Image) -> Iterator[str]:
    """Yield the addresses beside the picture's own, each once."""
    seen = {image.src.plain}
    for name, prose in image.fields:
        found = _VARIANT.findall(prose.plain[:_LONGEST_SET]) if name == "srcset" else ()
        for address in found[:_MOST]:
            if address not in seen and not address.startswith("data:"):
                seen.add(address)
                yield address


@lru_cache(maxsize=4096)
def words_of(key: str) -> tuple[str, ...]:
    """Return the words of a key, however they are joined: `featured_image-creditText`."""
    return tuple(_GAP.sub(" ", _HUMP.sub(" ", key)).casefold().split())


def names_picture(key: str) -> bool:
    """Tell whether a key speaks of a picture."""
    return not names_of("picture", "picture_too", "small").isdisjoint(words_of(key))


@lru_cache(maxsize=4096)
def meaning(key: str, *, is_nested: bool) -> str:
    """Return what the value of a key is: credit, caption, alt, licence, address or nothing.

    `is_nested`: the key stands beside a picture, not at the top of a header, where it may speak of the article.
    """
    words = words_of(key)
    if not is_nested and not names_picture(key) and names_of("credit", "caption").isdisjoint(words):
        return ""
    if not names_of("alt").isdisjoint(words):
        return "alt"
    says_credit = not names_of(*_CREDIT_KINDS).isdisjoint(words)
    if words and words[-1] in names_of("address", "credit_address"):
        return "address" if says_credit or words[-1].startswith(("attr", "credit", "source")) else ""
    if not names_of("licence").isdisjoint(words):
        return "licence"
    if says_credit:
        return "credit"
    return "caption" if not names_of(*_CAPTION_KINDS).isdisjoint(words) else ""


def names_of(*kinds: str) -> frozenset[str]:
    """Return the names of some kinds of what stands with a picture."""
    return shipped_names("picture_names", *kinds)


def unmarked(prose: Prose) -> Prose:
    """Return the words alone, each still with its place."""
    plain = prose.plain
    if len(plain) > _LONGEST or ("<" not in plain and "](" not in plain):
        return prose
    words, is_apart = EMPTY, False
    for start, end in _between(plain):
        cut = prose.cut(start, end)
        is_apart = is_apart or plain[start].isspace()
        words = joined((words, cut), separator=" " if is_apart else "") if words.at else cut
        is_apart = plain[end - 1].isspace()
    return words


def _between(plain: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in _MARKUP.finditer(plain):
        if match.start() > at:
            yield at, match.start()
        at = match.end()
    if at < len(plain):
        yield at, len(plain)
