"""What a run prints: lines to stdout as its reader can take them, its progress, its report, and its exit code."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import click

from bylint import DOCUMENTATION
from bylint.audit import Verdict
from bylint.audit.judge import said_for_all
from bylint.cli.formats import Outputs
from bylint.config import label_of
from bylint.config import repository
from bylint.errors import UsageError
from bylint.model.rule import SEVERITIES
from bylint.model.rule import AnyRule
from bylint.model.rule import Fix
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.packs import shipped_packs
from bylint.report import FILES
from bylint.report import FROM_REPOSITORY
from bylint.report import HUMAN
from bylint.report import Report
from bylint.report import by_series
from bylint.report import content
from bylint.report import render
from bylint.report import summed
from bylint.report.escaping import dumped
from bylint.report.escaping import escaped
from bylint.report.escaping import shown

# What a terminal without typographic signs shows in their place.
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "\u00a0": " "})
# What reports colour, and the links that they make: to pages of rules, and to no other place.
_OURS = re.compile(rf"(\x1b\[\d*m|\x1b\]8;;(?:{re.escape(DOCUMENTATION)}/rules/[A-Z]+\d{{3}})?\x1b\\)")
# What terminals that open links say of themselves; the others may print the address amid the words.
_LINKING = (
    *("VTE_VERSION", "WT_SESSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "WEZTERM_PANE", "ALACRITTY_WINDOW_ID"),
    *("GHOSTTY_RESOURCES_DIR", "ITERM_SESSION_ID", "VSCODE_INJECTION"),
)
_AT_ONCE = 200
_WIDTH = 100
_PATIENCE = 1.0
_PAUSE = 0.1
_ERASE = "\r\x1b[K"


def write_reports(
    outputs: Outputs, report: Report, start: Path, more: Callable[[Report], Iterable[str]] | None = None
) -> None:
    """Print or write a report in each format that is asked for, with what is `more` to say to people."""
    report = report._replace(is_quiet=outputs.is_quiet)
    for form, file in outputs.to:
        if form in FILES and file:
            _write(file, (content(form, report),))
            continue
        coloured = is_coloured(outputs.colour, is_file=file is not None)
        shown_ = report._replace(is_coloured=coloured, has_links=coloured and file is None and has_links())
        lines = render(form, from_repository(shown_, start) if form in FROM_REPOSITORY else shown_)
        if more and form == "text" and not outputs.is_quiet:
            lines = chain(lines, more(report))
        if file:
            write_file(file, map(_harmless, lines) if form in HUMAN else lines)
        elif form in HUMAN:
            print_human(lines)
        else:
            print_machine(lines)


def write_file(file: Path, lines: Iterable[str]) -> None:
    """Write lines to a file, which is whole or as it was; they are added to the summary of a step of GitHub's Actions,
    to which other programs of that step may have written."""
    _write(file, _encoded(lines))


def _write(file: Path, chunks: Iterable[bytes]) -> None:
    try:
        if str(file) == os.environ.get("GITHUB_STEP_SUMMARY"):
            with file.open("ab") as stream:
                stream.writelines(chunks)
        elif file.exists() and not file.is_file():
            with file.open("wb") as stream:  # a pipe, or /dev/stderr
                stream.writelines(chunks)
        else:
            part = file.with_name(f".bylint-{os.getpid()}")
            try:
                with part.open("xb") as stream:
                    stream.writelines(chunks)
                part.replace(file)
            finally:
                part.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{file}: it cannot be written: {error.strerror}") from error


def print_machine(lines: Iterable[str]) -> None:
    """Print lines that are ASCII and end with LF on every system."""
    sys.stdout.flush()
    sys.stdout.buffer.writelines(_encoded(lines))
    sys.stdout.buffer.flush()


def print_values(form: str, name: str, values: Iterable[Mapping[str, Any]]) -> None:
    """Print values as one document that holds them by a name (`json`), or one a line (`jsonl`)."""
    lines = map(dumped, values)
    if form == "jsonl":
        print_machine(lines)
        return
    found = tuple(lines)
    ends = ("," if number < len(found) else "" for number in range(1, len(found) + 1))
    print_machine((f'{{"version": 1, "{name}": [', *map("".join, zip(found, ends, strict=True)), "]}"))


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


def tell(words: str) -> None:
    """Say something to stderr, on one line."""
    click.echo(f"bylint: {shown(words)}", err=True)


def is_coloured(colour: str = "auto", *, is_file: bool = False) -> bool:
    """Tell whether stdout or a file should have colours: as was asked for, else by NO_COLOR, FORCE_COLOR, and whether
    it is a terminal."""
    if colour != "auto":
        return colour == "always"
    if os.environ.get("NO_COLOR") or is_file:
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def has_links() -> bool:
    """Tell whether stdout is a terminal that opens links; FORCE_HYPERLINK says that it is, or with 0 that it is not."""
    asked = os.environ.get("FORCE_HYPERLINK")
    if asked:
        return asked != "0"
    return sys.stdout.isatty() and any(os.environ.get(name) for name in _LINKING)


def terminal_width() -> int:
    """Return the columns of the terminal, between what is readable and what is not."""
    if not (os.environ.get("COLUMNS") or sys.stdout.isatty()):
        return _WIDTH
    # Imported here: it brings five compressors, and a width is asked for on terminals alone.
    import shutil

    return min(max(shutil.get_terminal_size((_WIDTH, 24)).columns, 60), 160)


@contextmanager
def progress(*, is_quiet: bool = False) -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows how many articles of how many are read; of none known: how many were found."""
    if is_quiet or not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    next_time = time.monotonic() + _PATIENCE
    begun: tuple[float, int] | None = None

    def show(done: int, total: int) -> None:
        nonlocal next_time, begun
        now = time.monotonic()
        if total and begun is None:
            begun = now, done
        if now >= next_time:
            next_time = now + _PAUSE
            words = f"{done:,} articles found"
            if total and begun:
                words = f"{done:,} of {total:,} articles read{_time_left(done, total, now - begun[0], done - begun[1])}"
            sys.stderr.write(f"{_ERASE}{words}")
            sys.stderr.flush()

    try:
        yield show
    finally:
        sys.stderr.write(_ERASE)
        sys.stderr.flush()


def _time_left(done: int, total: int, seconds: float, read: int) -> str:
    """Return how many are read in a second and how long the rest takes at that rate, once that can be told."""
    if read <= 0 or seconds < _PATIENCE:
        return ""
    rate = read / seconds
    left = round((total - done) / rate)
    time_left = f"{left // 60} min {left % 60} s" if left >= 60 else f"{left} s"
    return f", {rate:,.0f} a second, {time_left} left"


def report_of(
    verdict: Verdict,
    chosen: tuple[AnyRule, ...],
    skipped: int,
    lines: Callable[[str], Sequence[str]],
    advice: str = "",
) -> Report:
    """Return the report of a run."""
    violations = by_series(verdict.violations)
    summary = summed(violations, files=verdict.files, skipped=skipped, suppressed=verdict.silenced)
    return Report(
        violations,
        summary._replace(archive=verdict.archive, baseline=verdict.known),
        rules=chosen,
        lines=lines,
        width=terminal_width(),
        advice=advice,
        pages=pages_of(chosen),
        abouts=verdict.abouts,
        every=tuple(_every(verdict)),
        years=verdict.years,
    )


def _every(verdict: Verdict) -> Iterator[Violation]:
    """Yield each violation for itself: for those that speak for others, these."""
    yield from (each for each in verdict.violations if not each.is_for_all)
    yield from filter(said_for_all(verdict.violations), verdict.folded)


def pages_of(rules: Iterable[AnyRule]) -> dict[str, str]:
    """Return the addresses of the pages of rules; those of the house have none."""
    shipped = frozenset(path.stem for path in shipped_packs())
    return {rule.code: f"{DOCUMENTATION}/rules/{rule.code}" for rule in rules if rule.pack in shipped}


def from_repository(report: Report, start: Path) -> Report:
    """Return a report whose paths begin at the root of the repository, where the run stands in one."""
    root = repository(start)
    if root is None:
        return report

    def moved(place: Place) -> Place:
        return place._replace(path=label_of(start / place.path, root))

    def of_fix(fix: Fix) -> Fix:
        return fix._replace(edits=tuple(edit._replace(place=moved(edit.place)) for edit in fix.edits))

    found = tuple(
        each._replace(
            place=moved(each.place),
            related=tuple(other._replace(place=moved(other.place)) for other in each.related),
            fix=of_fix(each.fix) if each.fix else None,
        )
        for each in report.violations
    )
    return report._replace(violations=found, is_from_repository=True)


def end(verdicts: Iterable[tuple[Verdict, str]], *, exit_zero: bool, left: Collection[str] = ()) -> None:
    """End the run: with 1 if anything is reported of the severity that goes with its verdict, or of more, or anything
    at all in a file that should have been mended and was `left`."""
    found = tuple(verdicts)
    is_left = any(violation.place.path in left for verdict, _ in found for violation in verdict.violations)
    is_failure = is_left or any(_is_failure(verdict, limit or "warning") for verdict, limit in found)
    raise click.exceptions.Exit(0 if exit_zero else int(is_failure))


def _harmless(line: str) -> str:
    """Return a line with no escape but those that colour it; commands may come of what stands side by side in it."""
    parts = _OURS.split(line)
    return "".join(part if number % 2 else escaped(part) for number, part in enumerate(parts))


def _encoded(lines: Iterable[str]) -> Iterator[bytes]:
    return (chunk.encode("utf-8", "backslashreplace") for chunk in _chunks(lines))


def _chunks(lines: Iterable[str]) -> Iterable[str]:
    waiting: list[str] = []
    for line in lines:
        waiting.append(f"{line}\n")
        if len(waiting) == _AT_ONCE:
            yield "".join(waiting)
            waiting.clear()
    yield "".join(waiting)


def _is_failure(verdict: Verdict, limit: str) -> bool:
    return limit != "never" and any(
        SEVERITIES.index(violation.severity) >= SEVERITIES.index(limit) for violation in verdict.violations
    )
