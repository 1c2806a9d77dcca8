"""For people: each violation with its line, a marker and what to do about it; on one line each; or figures alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from bylint.model.rule import Violation
from bylint.report import Report
from bylint.report import counted
from bylint.report.escaping import BLANKS
from bylint.report.escaping import cells
from bylint.report.escaping import is_harmless
from bylint.report.escaping import linked
from bylint.report.escaping import shown
from bylint.report.escaping import width_of

_COLOURS = {"error": "31", "warning": "33", "info": "36", "bold": "1", "faint": "2"}
_WEIGHTS = ("error", "warning", "info", "off")
_GUTTER = 6
_STOPS = {
    "error": "Errors stop the {}; warnings and infos are for you to weigh.",
    "warning": "Errors and warnings stop the {}; infos are for you to weigh.",
    "info": "All of these stop the {}.",
}
_AGAIN = {
    "commit": "Mended? `git add` the files, then commit again.",
    "push": "Mended? Commit the files, then push again.",
}
# Below this one screen shows everything, and a table of rules would repeat it.
_MANY = 12
_LONGEST_TABLE = 20
_MOST_FILES = 10
_MOST_SETTINGS = 4
_CUT = "..."
# Words at the head of a long span say which it is; the rest of it need not be seen.
_LONGEST_MARKER = 0.7


class Excerpt(NamedTuple):
    """A line as shown, and the marker that goes under it."""

    line: str
    marker: str


def render(report: Report) -> Iterator[str]:
    """Return the violations by file, then the figures."""
    told: set[str] = set()
    is_one = len({violation.place.path for violation in report.violations}) == 1
    for path, group in groupby(report.violations, key=lambda violation: violation.place.path):
        found = tuple(group)
        if len(found) > 1 and not is_one:
            yield from (_heading(path, found, report), "")
        yield from _file(found, told, report)
    if report.is_quiet:
        return
    yield from _table(report)
    yield from () if report.stops else mendable(report.violations)
    yield _figures(report)
    yield from _settings(report)
    yield from refused(report)
    yield from _commit(report)
    if report.advice:
        yield f"False alarm? {shown(report.advice)}"


def render_concise(report: Report) -> Iterator[str]:
    """Return one line for each violation, and nothing else."""
    return map(line_of, report.violations)


def line_of(violation: Violation) -> str:
    """Return `path:line:col: CODE message`."""
    return f"{place_of(violation)}: {violation.code} {shown(violation.message)}"


def weighed_line_of(violation: Violation) -> str:
    """Return `path:line:col: severity CODE message`."""
    return f"{place_of(violation)}: {violation.severity} {violation.code} {shown(violation.message)}"


def place_of(violation: Violation) -> str:
    """Return `path:line:col`."""
    place = violation.place
    return f"{shown(place.path)}:{place.line}:{place.column}"


def _head(violation: Violation, report: Report) -> str:
    """Return the line above the words of an article: what weighs most first, the code with a link to its page."""
    if not report.is_coloured:
        return weighed_line_of(violation)
    page = report.pages.get(violation.code) if report.has_links else None
    code = linked(violation.code, page) if page else violation.code
    place = _paint(f"{place_of(violation)}:", "bold", report)
    return f"{place} {_paint(violation.severity, violation.severity, report)} {code} " + _paint(
        shown(violation.message), "bold", report
    )


def render_statistics(report: Report) -> Iterator[str]:
    """Return the figures alone: by severity, by rule and by file."""
    found, files = report.violations, counted(report.summary.files, "file")
    yield f"{counted(len(found), 'violation')} in {files}."
    if not found:
        return
    severities = Counter(violation.severity for violation in found)
    yield from ("", "By severity:")
    yield from (f"{severities[weight]:>8,} {weight}" for weight in _WEIGHTS if severities[weight])
    yield from ("", "By rule:")
    rules = Counter(f"{violation.code} {violation.name}" for violation in found)
    yield from (f"{number:>8,} {rule}" for rule, number in ranked(rules))
    yield from most_affected(report)
    yield from ("", *_settings(report)) if report.summary.settings else ()


def most_affected(report: Report) -> Iterator[str]:
    """Yield the files with the most violations; nothing where that is only one."""
    files = Counter(violation.place.path for violation in report.violations)
    if len(files) < 2:
        return
    yield from ("", "Most affected files:")
    yield from (f"{number:>8,} {shown(path)}" for path, number in ranked(files)[:_MOST_FILES])
    if len(files) > _MOST_FILES:
        yield f"{' ' * 8} and {counted(len(files) - _MOST_FILES, 'other file')}"


def _heading(path: str, found: Sequence[Violation], report: Report) -> str:
    return _paint(f"{shown(path)}: {_weights(found)}", "bold", report)


def _file(found: Sequence[Violation], told: set[str], report: Report) -> Iterator[str]:
    lines = report.lines(found[0].place.path)
    for violation in found:
        yield _head(violation, report)
        yield from _source(violation, lines, report)
        # The same advice is not worth reading twice.
        if violation.hint not in told:
            yield from _notes("hint", violation.hint)
        told.add(violation.hint)
        for place, message in violation.related:
            yield from _notes("see", f"{place.path}:{place.line}:{place.column} {message}")
        yield ""


def _source(violation: Violation, lines: Sequence[str], report: Report) -> Iterator[str]:
    place = violation.place
    label = violation.name
    if place.end_line > place.line:
        label += f", to line {place.end_line}"
    if _is_mended(violation) and not report.stops:
        label += " (--fix mends it)"
    if place.line > len(lines):
        yield f"{' ' * _GUTTER} {_paint(label, violation.severity, report)}"
        return
    line = lines[place.line - 1]
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    words, marker = excerpt(line, place.column - 1, end, max(report.width - _GUTTER - 4, 40))
    yield f"{_paint(f'{place.line:>{_GUTTER}} |', 'faint', report)} {words}"
    yield f"{_paint(' ' * _GUTTER + ' |', 'faint', report)} {_paint(f'{marker} {label}', violation.severity, report)}"


def _notes(kind: str, words: str) -> Iterator[str]:
    if words:
        yield f"{' ' * _GUTTER} {kind}: {shown(words)}"


def _table(report: Report) -> Iterator[str]:
    rules = Counter((violation.severity, violation.code, violation.name) for violation in report.violations)
    if len(report.violations) < _MANY or len(rules) < 2:
        return
    rows = sorted(rules.items(), key=lambda item: (_WEIGHTS.index(item[0][0]), -item[1], item[0]))
    for (severity, code, name), number in rows[:_LONGEST_TABLE]:
        yield f"{number:>{_GUTTER},} {_paint(f'{severity:<7}', severity, report)} {code} {name}"
    if len(rows) > _LONGEST_TABLE:
        yield f"{' ' * _GUTTER} and {counted(len(rows) - _LONGEST_TABLE, 'other rule')}"
    if not report.stops:
        yield f"{' ' * _GUTTER} `bylint explain {rows[0][0][1]}` says more; `--select {rows[0][0][1]}` shows it alone"
    yield ""


def _figures(report: Report) -> str:
    summary = report.summary
    touched = len({violation.place.path for violation in report.violations})
    checked = counted(summary.files, "file")
    found = f"Found {_weights(report.violations)} in {touched:,} of" if touched else "No violations in"
    if summary.archive is not None:
        checked += f" checked against {summary.archive:,} of the archive"
    rest = (
        f"{summary.suppressed:,} suppressed" if summary.suppressed else "",
        f"{summary.baseline:,} in the baseline" if summary.baseline else "",
        f"{counted(summary.skipped, 'file')} skipped" if summary.skipped else "",
    )
    return _paint(
        "; ".join(filter(None, (f"{found} {checked}", *rest))) + ".", "error" if summary.errors else "bold", report
    )


def _settings(report: Report) -> Iterator[str]:
    """Yield one line that says by which settings the files were judged, where these were several."""
    found = sorted((report.summary.settings or {}).items(), key=lambda named: (-named[1], named[0]))
    if found:
        told = [f"{shown(path) or 'none'} ({counted(number, 'file')})" for path, number in found[:_MOST_SETTINGS]]
        more = f" and {len(found) - _MOST_SETTINGS:,} more" if len(found) > _MOST_SETTINGS else ""
        which = "" if report.stops else "; `bylint settings FILE` shows which"
        yield f"{len(found):,} settings were in force: {', '.join(told)}{more}{which}."


def refused(report: Report) -> Iterator[str]:
    """Yield how many files of settings cannot be used, where there are any."""
    if report.summary.refused:
        number = counted(len(report.summary.refused), "file")
        yield f"{number} of settings cannot be used: what lies there was not judged."


def mendable(violations: Iterable[Violation]) -> Iterator[str]:
    """Yield how many violations are mended on demand, where any are."""
    number = sum(map(_is_mended, violations))
    if number:
        yield f"{number:,} can be mended by `bylint check --fix`; `--diff` shows how."


def _is_mended(violation: Violation) -> bool:
    fix = violation.fix
    return fix is not None and bool(fix.edits) and fix.applicability == "safe"


def _commit(report: Report) -> Iterator[str]:
    """Yield what to do about a commit that was stopped, for somebody who has only this to go by."""
    if report.stops not in _STOPS or not report.violations:
        return
    yield _STOPS[report.stops].format(report.step)
    stopping = _WEIGHTS[: _WEIGHTS.index(report.stops) + 1]
    if any(violation.severity in stopping for violation in report.violations):
        yield _AGAIN[report.step]


def _weights(violations: Sequence[Violation]) -> str:
    severities = Counter(violation.severity for violation in violations)
    named = [(severities["error"], "error"), (severities["warning"], "warning"), (severities["info"], "info")]
    return ", ".join(counted(number, noun) for number, noun in named if number)


def _paint(text: str, colour: str, report: Report) -> str:
    if not report.is_coloured or colour not in _COLOURS:
        return text
    return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m"


def ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    """Return what was counted, the commonest first."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


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


def _cells_of(run: str) -> tuple[Sequence[str], Sequence[int]]:
    """Return how each character is shown, and how wide that is."""
    if run.isascii() and is_harmless(run):
        return run, (1,) * len(run)
    signs = cells(run.translate(BLANKS))
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
