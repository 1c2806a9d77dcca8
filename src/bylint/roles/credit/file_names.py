"""What the name of a picture file tells, and whether a text is no more than such a name."""

from __future__ import annotations

import re
from urllib.parse import unquote

from bylint.model.knowledge import Knowledge
from bylint.text.lazy import lazily

_ENDING = lazily(r"\.(?:jpe?g|png|gif|webp|svg|avif|tiff?|bmp|heic|jfif)$", re.IGNORECASE)
_NAME = lazily(r"[\w\-.()%@+]{1,120}")
_CAMERA = lazily(
    r"(?:img|dsc[nf]?|_?mg|pxl|image|screenshot|screen shot|untitled|wp)[-_ ]?\d[\w-]{0,40}", re.IGNORECASE
)
_WORD = lazily(r"[^\W_]+")
_SIZE = lazily(r"-\d{2,4}x\d{2,4}$|-scaled$|@\dx$")


def file_of(src: str) -> str:
    """Return the file name of an address, without query, as a reader would write it."""
    return unquote(re.split(r"[?#]", src, maxsplit=1)[0].rstrip("/").rsplit("/", 1)[-1])


def stem_of(src: str) -> str:
    """Return the file name without ending and size: the same for all sizes of a picture."""
    return _SIZE.sub("", _ENDING.sub("", file_of(src))).casefold()


def is_file_name(text: str, src: str) -> bool:
    """Tell whether a text is the name of a picture file."""
    words = text.strip()
    if not _NAME.fullmatch(words):
        return False
    if _ENDING.search(words) or _CAMERA.fullmatch(words):
        return True
    if sum(c.isalpha() for c in words) < 3:
        return False
    is_named_like_file = "_" in words or words.count("-") > 2 or sum(c.isdigit() for c in words) > 3
    return is_named_like_file and words.casefold() == stem_of(src)


def told(src: str, knowledge: Knowledge) -> str:
    """Return the source that the address of a picture speaks of, or nothing."""
    names = knowledge.lists["credits"]["file_names"]
    words = set(_WORD.findall(src.casefold()))
    return next((name for word, name in names.items() if word in words and word not in ("source", "date")), "")
