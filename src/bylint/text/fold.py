"""Forms of a text in which spellings that mean the same are the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from bylint.text.lazy import lazily

_QUOTES = {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "‑": "-", "–": "-", "—": "-"}
_NO_LETTER = lazily(r"[^\w]+")
# Below the first mark there is none.
_PERHAPS_MARKS = lazily(r"[^\x00-\u02ff]+")
_SHORT = 80
"""Letters of the longest text whose forms are remembered: keys, names and lines come again, paragraphs do not."""


def folded(text: str) -> str:
    """Return the text without regard to case, kind of quote, dash and blank."""
    return _remembered_folded(text) if len(text) <= _SHORT else _folded(text)


def folded_all(texts: Iterable[str]) -> frozenset[str]:
    """Return many short texts folded, for less than each by itself."""
    whole = _small("\0".join(texts))
    return frozenset(" ".join(text.split()) for text in whole.split("\0")) if whole else frozenset()


def bare(text: str) -> str:
    """Return the letters and digits alone, without marks, words parted by one blank: for comparing names."""
    return _remembered_bare(text) if len(text) <= _SHORT else _bare(text)


def without_marks(decomposed: str) -> str:
    """Return a decomposed text without its accents and other marks."""
    return _PERHAPS_MARKS.sub(_unmarked, decomposed)


def _folded(text: str) -> str:
    return " ".join(_small(text).split())


def _small(text: str) -> str:
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text)
    # Nine looks for one letter each take less time than one look at each letter.
    for odd, plain in _QUOTES.items():
        text = text.replace(odd, plain)
    return text.casefold()


def small(text: str) -> str:
    """Return the text in small letters without marks: what `bare` returns, less that other signs are blanks there."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    return without_marks(decomposed)


def _bare(text: str) -> str:
    return _NO_LETTER.sub(" ", small(text)).strip()


def _unmarked(match: re.Match[str]) -> str:
    return "".join(c for c in match[0] if not unicodedata.combining(c))


_remembered_folded = lru_cache(maxsize=4096)(_folded)
_remembered_bare = lru_cache(maxsize=4096)(_bare)
