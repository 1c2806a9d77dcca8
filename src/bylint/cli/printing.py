"""Lines to stdout, as its reader can take them."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable

from bylint.report import HUMAN
from bylint.report import Report
from bylint.report import render
from bylint.report.printable import escaped

# What a terminal without typographic signs shows in their place.
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "\u00a0": " "})
_COLOUR = re.compile(r"(\x1b\[\d*m)")
_AT_ONCE = 200
_WIDTH = 100


def print_report(form: str, report: Report) -> None:
    """Print a report in one of the formats."""
    show = print_human if form in HUMAN else print_machine
    show(render(form, report))


def print_machine(lines: Iterable[str]) -> None:
    """Print lines that are ASCII and end with LF on every system."""
    sys.stdout.flush()
    for chunk in _chunks(lines):
        sys.stdout.buffer.write(chunk.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def print_human(lines: Iterable[str]) -> None:
    """Print lines for a person; what the terminal cannot show is replaced, what it would obey is escaped."""
    encoding = sys.stdout.encoding or "utf-8"
    for chunk in _chunks(map(_harmless, lines)):
        sys.stdout.write(showable(chunk, encoding))


def showable(text: str, encoding: str) -> str:
    """Return the text without characters that this encoding lacks."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
    return text


def is_coloured() -> bool:
    """Tell whether stdout should have colours: NO_COLOR, then FORCE_COLOR, then whether it is a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """Return the columns of the terminal, between what is readable and what is not."""
    if not (os.environ.get("COLUMNS") or sys.stdout.isatty()):
        return _WIDTH
    import shutil

    return min(max(shutil.get_terminal_size((_WIDTH, 24)).columns, 60), 160)


def _harmless(line: str) -> str:
    """Return a line with no escape but those that colour it; commands may come of what stands side by side in it."""
    parts = _COLOUR.split(line)
    return "".join(part if number % 2 else escaped(part) for number, part in enumerate(parts))


def _chunks(lines: Iterable[str]) -> Iterable[str]:
    waiting: list[str] = []
    for line in lines:
        waiting.append(f"{line}\n")
        if len(waiting) == _AT_ONCE:
            yield "".join(waiting)
            waiting.clear()
    yield "".join(waiting)
