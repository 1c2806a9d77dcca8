"""Text as a terminal can take it: one line, no control characters, known width."""

from __future__ import annotations

import unicodedata

_BLANKS = str.maketrans({"\t": " ", "\n": " ", "\r": " ", "\u2028": " ", "\u2029": " ", "\x0b": " ", "\x0c": " "})
# Joiners shape the letters around them; other format characters can turn a line around or hide words.
_JOINERS = frozenset("\u200c\u200d\u00ad")


def shown(text: str) -> str:
    """Return the text on one line, each control character as its escape."""
    if text.isprintable():
        return text
    text = text.translate(_BLANKS)
    return text if text.isprintable() else "".join(map(_shown, text))


def width_of(text: str) -> int:
    """Return how many columns a shown text takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


def counted(number: int, noun: str) -> str:
    """Return `1 error`, `2 errors`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _shown(character: str) -> str:
    kind = unicodedata.category(character)
    if kind in ("Cc", "Cs") or (kind == "Cf" and character not in _JOINERS):
        code = ord(character)
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return character


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
