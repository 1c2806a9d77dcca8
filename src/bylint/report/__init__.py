"""Reports: what a run found, in each format, and texts as they can be shown. All formats get one `Report` value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

from bylint.model.rule import SEVERITIES
from bylint.model.rule import AnyRule
from bylint.model.rule import Related
from bylint.model.rule import Violation

_BLANKS = str.maketrans({"\t": " ", "\n": " ", "\r": " ", "\u2028": " ", "\u2029": " ", "\x0b": " ", "\x0c": " "})
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
_CUT = "..."
# Words at the head of a long span say which it is; the rest of it need not be seen.
_LONGEST_MARKER = 0.7
# Of so many violations of a series one is shown, with so many places of the others.
_SERIES, _PLACES = 4, 50


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
    return f"'{words}" if words[:1] in ("=", "+", "-", "@") else words


class Excerpt(NamedTuple):
    """A line as shown, and the marker that goes under it."""

    line: str
    marker: str


def shown(text: str) -> str:
    """Return the text on one line, without control characters and without what CI takes for a command."""
    return escaped(text if text.isprintable() else text.translate(_BLANKS))


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


def by_series(violations: Sequence[Violation]) -> tuple[Violation, ...]:
    """Return violations in their order, one of each series of four and more: the weightiest, with where the others are.

    Fixes, baselines and changes of git know each of them: only what is shown is shortened.
    """
    series: dict[tuple[str, str], list[Violation]] = {}
    for each in violations:
        if each.series:
            series.setdefault((each.code, each.series), []).append(each)
    shown_once: dict[int, Violation | None] = {}
    for group in series.values():
        if len(group) >= _SERIES:
            first = max(group, key=lambda each: SEVERITIES.index(each.severity))
            shown_once.update((id(each), None) for each in group)
            shown_once[id(first)] = _for_series(first, group)
    found = (shown_once.get(id(each), each) for each in violations)
    return tuple(each for each in found if each)


def _for_series(first: Violation, group: Sequence[Violation]) -> Violation:
    others = [each.place for each in group if each is not first]
    paths = len({each.place.path for each in group})
    where = "here" if paths == 1 else f"in {paths:,} articles"
    related = (Related(place, "and here") for place in others[:_PLACES])
    message = f"{first.message} (and {len(others):,} more like it {where})"
    return first._replace(message=message, related=(*first.related, *related))


def excerpt(line: str, start: int, end: int, width: int) -> Excerpt:
    """Return the part of a line around the characters `start` to `end`, at most `width` columns wide."""
    start = max(0, min(start, len(line)))
    end = max(start, min(end, len(line)))
    # A minified page is one line of a million characters: only what could be seen is looked at.
    first, last = _indent(line, start, width), min(len(line), start + width + 1)
    signs, widths = _cells_of(line[first:last])
    low, high = _window(widths, start - first, min(end, last) - first, width)
    before = _CUT if first + low > 0 and line[: first + low].strip() else ""
    after = _CUT if first + high < len(line) and line[first + high : first + high + width].strip() else ""
    gap = len(before) + sum(widths[low : start - first])
    length = sum(widths[start - first : min(end - first, high)])
    return Excerpt(
        f"{before}{''.join(signs[low:high])}{after}".rstrip(),
        " " * gap + "^" * max(length, 1),
    )


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


def _cells_of(run: str) -> tuple[Sequence[str], Sequence[int]]:
    """Return how each character is shown, and how wide that is."""
    if run.isascii() and is_harmless(run):
        return run, (1,) * len(run)
    signs = cells(run.translate(_BLANKS))
    return signs, [width_of(sign) for sign in signs]


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


# Each function takes a `Report` and returns lines without their ends; its module is imported when it is asked for.
FORMATS: Mapping[str, str] = {
    "text": "bylint.report.text.render",
    "concise": "bylint.report.text.render_concise",
    "json": "bylint.report.machines.render_json",
    "jsonl": "bylint.report.machines.render_json_lines",
    "github": "bylint.report.machines.render_github",
    "sarif": "bylint.report.machines.render_sarif",
    "statistics": "bylint.report.text.render_statistics",
}
# Read by people: whatever the terminal cannot show is replaced. The others are ASCII.
HUMAN = ("text", "concise", "statistics")
# Read by services that show the whole repository: their paths begin at its root, wherever the run stands.
FROM_REPOSITORY = ("github", "sarif")


class Summary(NamedTuple):
    """The figures of a run; `archive` is how many articles the files were compared with, `baseline` how many violations
    more a baseline knows, where these were asked for. `settings` are the files of settings, each with how many files it
    judged, and "" for none, where that was more than one."""

    files: int
    skipped: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    suppressed: int = 0
    archive: int | None = None
    baseline: int | None = None
    settings: Mapping[str, int] | None = None


def no_lines(path: str) -> Sequence[str]:  # noqa: ARG001 - stands in for a function that reads
    """Return no source lines, for formats that print none."""
    return ()


class Report(NamedTuple):
    """What a run found, in the order in which it is printed.

    `lines` returns the lines of a file without their ends, or nothing where it cannot be read. `width` is that of
    the terminal. `advice` says how not to be told of the first violation again, where that can be said. Paths begin at
    the root of the repository where `is_from_repository`, else at the working directory.
    """

    violations: tuple[Violation, ...]
    summary: Summary
    rules: tuple[AnyRule, ...] = ()
    lines: Callable[[str], Sequence[str]] = no_lines
    is_coloured: bool = False
    width: int = 100
    advice: str = ""
    is_from_repository: bool = False


def summed(violations: Iterable[Violation], *, files: int, skipped: int = 0, suppressed: int = 0) -> Summary:
    """Return the figures of these violations."""
    severities = [violation.severity for violation in violations]
    return Summary(
        files=files,
        skipped=skipped,
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        infos=severities.count("info"),
        suppressed=suppressed,
    )


def render(form: str, report: Report) -> Iterator[str]:
    """Return the lines of a report in one of the formats."""
    module, _, name = FORMATS[form].rpartition(".")
    rendered: Iterator[str] = getattr(import_module(module), name)(report)
    return rendered
