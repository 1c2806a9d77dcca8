"""The files of pictures: from the address in an article to what the file says of itself; no pixel is decoded."""

from __future__ import annotations

import os
import re
import stat
import struct
from collections.abc import Iterable
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

from bylint.model.article import Article
from bylint.model.markup import Embedded
from bylint.pictures.containers import PictureError
from bylint.pictures.containers import blocks
from bylint.pictures.containers import reader_of
from bylint.pictures.values import values
from bylint.pictures.values import whole
from bylint.text.files import without_waiting
from bylint.text.patterns import lazily

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".tif", ".tiff")


_REMOTE = lazily(r"(?:[a-z][a-z0-9+.-]{1,20}:|//)", re.IGNORECASE)
_TEMPLATED = ("{{", "{%", "<", "\n", "\0")
_ROOTS = ("", "static", "public", "assets", "src", "src/assets", "docs", "content")
_FILE = lazily(r"\.(?:jpe?g|png|webp|avif|tiff?|gif|svg)$", re.IGNORECASE)
LARGEST = 100_000_000
"""Bytes of the largest file that is read."""

_CHUNK = 1 << 20
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
        if _is_missing(candidate):
            continue
        path = Path(candidate)
        try:
            real = path.resolve()
            if not real.is_relative_to(root):
                if path.is_symlink() or path.exists():
                    return Embedded(src, name, trouble="it leads out of the site's folder")
                continue
            if real.is_file():
                return Embedded(src, real.relative_to(root).as_posix())
        except (OSError, ValueError, RuntimeError):
            # A name too long for the system, a NUL in it, or links that lead in a circle.
            return Embedded(src, name, trouble="its path leads nowhere")
    return None


def _is_missing(path: str) -> bool:
    """Tell at little cost whether nothing stands at a path, as at most that an address can mean."""
    if ".." in path:
        return False  # folders that are not there may be left again
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def _candidates(name: str, folder: Path, root: Path) -> Iterator[str]:
    if not name.startswith("/"):
        yield os.path.join(folder, name)
    bare = name.lstrip("/")
    for top in _ROOTS:
        yield os.path.join(root, top, bare)


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
    reader = reader_of(file.read(16))
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


def _digest(file: BinaryIO) -> str:
    told = blake2b(digest_size=16)
    while chunk := file.read(_CHUNK):
        told.update(chunk)
    return told.hexdigest()
