"""No output takes orders from an article: how words stand in a terminal, a log of CI, JSON, an address, a sheet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Mapping
from typing import Any

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
# In the log of a CI `##[name]` and `##name[` are commands, wherever they stand.
_LOG_COMMAND = re.compile(r"#(?=#[A-Za-z]{0,20}\[)")
# https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts: what a message and a property escape.
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
# Sheets in languages with wide signs take those for the plain ones.
_FORMULAS = ("=", "+", "-", "@")
# Signs of Markdown, of HTML and addresses within it, and of mathematics; not those that are signs at the head of a line
# alone, where no text stands that is escaped.
_MARKUP = re.compile(r"[][\\`*_{}()<>#!|~@:&$]|\.(?=\w)")
# What GitHub and GitLab make links and pictures of behind the renderer, such as addresses, `@name`, `#1` and `:cat:`,
# is kept from that by a sign without width.
_REFERENCE = re.compile(r"(?<=[@#!$%~&:])(?=\w)|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_APART = "&#8203;"


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


def linked(words: str, address: str) -> str:
    """Return words as a link of a terminal, https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda."""
    return f"\x1b]8;;{address}\x1b\\{words}\x1b]8;;\x1b\\"


def csv_line(values: Iterable[object]) -> str:
    """Return values as one line of CSV, without its end."""
    # Imported here: most runs write no sheet.
    import csv
    import io

    page = io.StringIO()
    csv.writer(page, lineterminator="").writerow([cell(value) for value in values])
    return page.getvalue()


def cell(value: object) -> str:
    """Return a value as one cell; a sheet would take what begins like a formula for one."""
    if isinstance(value, dict):
        value = "; ".join(f"{name}: {words}" for name, words in value.items())
    elif isinstance(value, list):
        value = "; ".join(value)
    words = shown(" ".join(str(value).split()))
    return f"'{words}" if unicodedata.normalize("NFKC", words[:1]) in _FORMULAS else words


def dumped(value: Mapping[str, Any], *, indent: int | None = None) -> str:
    """Return the value as ASCII, on one line unless it is to be indented; none of its strings reads as a command."""
    # Imported here: what people read needs no JSON.
    import json

    return _LOG_COMMAND.sub(r"\\u0023", json.dumps(value, ensure_ascii=True, indent=indent))


def in_message(text: str) -> str:
    """Return a text as the message of a workflow command of GitHub."""
    return _shown_lines(text).translate(_IN_MESSAGE)


def in_property(text: str) -> str:
    """Return a text as a property of a workflow command of GitHub."""
    return _shown_lines(text).translate(_IN_PROPERTY)


def in_html(text: str) -> str:
    """Return a text as words of a page, on one line; blanks stay as they are."""
    # Imported here: most reports are no pages.
    from html import escape

    return escape(shown(text))


def in_markdown(text: str) -> str:
    """Return a text as words amid a line of Markdown: nothing in it is markup, a link or a mention."""
    pieces = _REFERENCE.split(shown(text))
    return _APART.join(_MARKUP.sub(r"\\\g<0>", piece) for piece in pieces)


def code_in_markdown(text: str) -> str:
    """Return a text as code of Markdown, on one line."""
    words = shown(text)
    ticks = "`" * (max(map(len, re.findall(r"`+", words)), default=0) + 1)
    gap = " " if words[:1] == "`" or words[-1:] == "`" or not words.strip() else ""
    return f"{ticks}{gap}{words}{gap}{ticks}"


def in_address(path: str) -> str:
    """Return a path as that of an address."""
    # Imported here: most reports hold no address of a file.
    from urllib.parse import quote

    try:
        name = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        name = path.encode("utf-8", "surrogatepass")  # Windows has names with half a character
    return quote(name, safe="/")


def _shown_lines(text: str) -> str:
    """Return a text as a terminal can take it, with its line breaks: a command has a sign for them."""
    return "\n".join(map(shown, text.split("\n")))


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
