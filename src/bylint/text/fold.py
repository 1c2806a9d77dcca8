"""Forms of a text in which spellings that mean the same are the same."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from bylint.text.lazy import lazily

_QUOTES = {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "‑": "-", "–": "-", "—": "-"}
_NO_LETTER = lazily(r"[^\w]+")
_FIRST_MARK = "\u0300"


def folded(text: str) -> str:
    """Return the text without regard to case, kind of quote, dash and blank."""
    if text.isascii():
        return " ".join(text.lower().split())
    text = unicodedata.normalize("NFKC", text)
    # Nine looks for one letter each take less time than one look at each letter.
    for odd, plain in _QUOTES.items():
        text = text.replace(odd, plain)
    return " ".join(text.casefold().split())


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """Return the letters and digits alone, without marks, words parted by one blank: for comparing names."""
    if text.isascii():
        return _NO_LETTER.sub(" ", text.lower()).strip()
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    return _NO_LETTER.sub(" ", without_marks(decomposed)).strip()


def without_marks(decomposed: str) -> str:
    """Return a decomposed text without its accents and other marks."""
    return "".join(c for c in decomposed if c < _FIRST_MARK or not unicodedata.combining(c))
