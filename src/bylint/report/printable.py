"""Text as a terminal and the log of a CI can take it: one line, no control characters, no commands, known width."""

from __future__ import annotations

import re
import unicodedata

BLANKS = str.maketrans({"\t": " ", "\n": " ", "\r": " ", "\u2028": " ", "\u2029": " ", "\x0b": " ", "\x0c": " "})
# Joiners shape the letters around them; other format characters can turn a line around or hide words.
_JOINERS = frozenset("\u200c\u200d\u00ad")
# What runners of CI take for commands: `::name` after blanks and `##[name]` anywhere in a line (GitHub), `##vso[`
# (Azure), `##teamcity[`. GitHub's compares as its culture does, which passes over signs without width; so all that is
# not ASCII counts as nothing. The last character of a match is what has to be escaped.
_COMMAND = re.compile(
    r"""
    ^ [^!-~]*+ : (?= [^ -~]*+ : (?! [^ -~]*+ : ))  # `:::` opens a box of Markdown, and no command
  | \# (?= [^ -~]*+ \# [^ -~]*+ [A-Za-z]{0,20}+ [^ -~]*+ \[ )
    """,
    re.VERBOSE,
)


def shown(text: str) -> str:
    """Return the text on one line, without control characters and without what CI takes for a command."""
    return escaped(text if text.isprintable() else text.translate(BLANKS))


def escaped(text: str) -> str:
    """Return the text with each control character but tabs as its escape, and so the sign that makes a command."""
    return text if is_harmless(text) else "".join(cells(text))


def cells(text: str) -> list[str]:
    """Return how each character is shown."""
    found = [_shown(character) for character in text]
    for match in _COMMAND.finditer(text):
        found[match.end() - 1] = f"\\x{ord(text[match.end() - 1]):02x}"
    return found


def is_harmless(text: str) -> bool:
    """Tell whether a text may be shown as it stands."""
    return text.isprintable() and not _COMMAND.search(text)


def width_of(text: str) -> int:
    """Return how many columns a shown text takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


def counted(number: int, noun: str) -> str:
    """Return `1 error`, `2 errors`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _shown(character: str) -> str:
    kind = unicodedata.category(character)
    if character == "\t":
        return character
    if kind in ("Cc", "Cs") or (kind == "Cf" and character not in _JOINERS):
        code = ord(character)
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return character


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
