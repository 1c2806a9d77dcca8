"""Forms of a text in which spellings that mean the same are the same."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from bylint.text.lazy import lazily

_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "‑": "-", "–": "-", "—": "-"})
_NO_LETTER = lazily(r"[^\w]+")


def folded(text: str) -> str:
    """Return the text without regard to case, kind of quote, dash and blank."""
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold().split())


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """Return the letters and digits alone, without marks, words parted by one blank: for comparing names."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _NO_LETTER.sub(" ", letters).strip()
