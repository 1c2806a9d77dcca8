"""One file of a picture: its digest, and what it says of itself."""

from __future__ import annotations

import os
import stat
import struct
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from bylint.model.picture import Embedded
from bylint.pictures.containers import PictureError
from bylint.pictures.containers import blocks
from bylint.pictures.containers import reader_of
from bylint.pictures.values import values
from bylint.pictures.values import whole
from bylint.text.content import without_waiting

LARGEST = 100_000_000
"""Bytes of the largest file that is read."""

_CHUNK = 1 << 20
_MOST_VALUES = 1000


def embedded(src: str, path: Path, name: str) -> Embedded:
    """Return what a picture file says; whatever is wrong with it is its trouble, never an exception."""
    try:
        with open(path, "rb", opener=without_waiting) as file:
            trouble = _unfit(file)
            return Embedded(src, name, trouble=trouble) if trouble else _read(file, Embedded(src, name))
    except OSError as error:
        return Embedded(src, name, trouble=error.strerror or "it cannot be opened")


def _unfit(file: BinaryIO) -> str:
    status = os.fstat(file.fileno())
    if not stat.S_ISREG(status.st_mode):
        return "it is no file"
    if not status.st_size:
        return "it is empty"
    return f"{status.st_size:,} bytes; the limit is {LARGEST:,}" if status.st_size > LARGEST else ""


def _read(file: BinaryIO, found: Embedded) -> Embedded:
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
    # Imported here: OpenSSL comes along, and few articles have a picture beside them.
    from hashlib import blake2b

    told = blake2b(digest_size=16)
    while chunk := file.read(_CHUNK):
        told.update(chunk)
    return told.hexdigest()
