"""One line of a file with a marker under some of its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bylint.report.printable import BLANKS
from bylint.report.printable import cells
from bylint.report.printable import is_harmless
from bylint.report.printable import width_of

_CUT = "..."
# Words at the head of a long span say which it is; the rest of it need not be seen.
_LONGEST_MARKER = 0.7


class Excerpt(NamedTuple):
    """A line as shown, and the marker that goes under it."""

    line: str
    marker: str


def excerpt(line: str, start: int, end: int, width: int) -> Excerpt:
    """Return the part of a line around the characters `start` to `end`, at most `width` columns wide."""
    start = max(0, min(start, len(line)))
    end = max(start, min(end, len(line)))
    # A minified page is one line of a million characters: only what could be seen is looked at.
    first, last = _indent(line, start, width), min(len(line), start + width + 1)
    shown, widths = _cells(line[first:last])
    low, high = _window(widths, start - first, min(end, last) - first, width)
    before = _CUT if first + low > 0 and line[: first + low].strip() else ""
    after = _CUT if first + high < len(line) and line[first + high : first + high + width].strip() else ""
    gap = len(before) + sum(widths[low : start - first])
    length = sum(widths[start - first : min(end - first, high)])
    return Excerpt(
        f"{before}{''.join(shown[low:high])}{after}".rstrip(),
        " " * gap + "^" * max(length, 1),
    )


def _cells(run: str) -> tuple[Sequence[str], Sequence[int]]:
    """Return how each character is shown, and how wide that is."""
    if run.isascii() and is_harmless(run):
        return run, (1,) * len(run)
    shown = cells(run.translate(BLANKS))
    return shown, [width_of(cell) for cell in shown]


def _indent(line: str, start: int, width: int) -> int:
    near = max(0, start - width)
    blank = len(line[near:start]) - len(line[near:start].lstrip())
    return near + blank


def _window(widths: Sequence[int], start: int, end: int, width: int) -> tuple[int, int]:
    if sum(widths) <= width:
        return 0, len(widths)
    room = width - 2 * len(_CUT)
    wanted = min(sum(widths[start:end]), int(room * _LONGEST_MARKER))
    low = _back(widths, start, (room - wanted) // 2)
    high = _forth(widths, start, room - sum(widths[low:start]))
    if high == len(widths):
        low = _back(widths, start, room - sum(widths[start:]))
    return low, high


def _back(widths: Sequence[int], at: int, room: int) -> int:
    while at > 0 and widths[at - 1] <= room:
        at -= 1
        room -= widths[at]
    return at


def _forth(widths: Sequence[int], at: int, room: int) -> int:
    while at < len(widths) and widths[at] <= room:
        room -= widths[at]
        at += 1
    return at
