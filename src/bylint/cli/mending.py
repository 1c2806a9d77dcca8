"""Fixes written to files, or shown as a diff."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bylint import audit
from bylint import fix
from bylint.audit import Reading
from bylint.cli.output import print_human
from bylint.cli.output import print_machine
from bylint.cli.output import tell
from bylint.cli.run import Run
from bylint.cli.run import rules_by_path
from bylint.cli.writing import WriteError
from bylint.cli.writing import replace
from bylint.cli.writing import sweep
from bylint.config import requests
from bylint.discover import FileToRead
from bylint.errors import UsageError
from bylint.model.markup import Fault
from bylint.model.rule import Violation
from bylint.model.source import Source
from bylint.readers import decoded
from bylint.report.printable import counted
from bylint.report.printable import escaped

_PASSES = 100
"""How often a file is mended until nothing is left: where two fixes overlap, the second waits for the next pass."""
_ALONE = 50
"""How many fixes are tried alone where all together do harm."""

Look = Callable[[Reading], tuple[Violation, ...]]
Files = Sequence[tuple[FileToRead, Reading]]


class Mending(NamedTuple):
    """What became of one file: its text before and after, how many violations are mended, and those that resist."""

    reading: Reading
    source: Source
    text: str
    mended: int
    left: tuple[Violation, ...]


class Refusal(NamedTuple):
    """A file that fixes would change and that was left alone."""

    path: str
    reason: str


class WriteResult(NamedTuple):
    """How many files were written, and which were left although there are fixes for them."""

    files: int
    left: frozenset[str]


def mend_files(run: Run, files: Files, found: Iterable[Violation], *, unsafe: bool) -> WriteResult:
    """Write the files that fixes change, and say how many, and why not the others."""
    mendings = tuple(_mendings(run, files, found, unsafe=unsafe))
    for folder in sorted({_target(each.reading).parent for each in mendings if isinstance(each, Mending)}):
        sweep(folder)
    done = tuple(map(_written, mendings))
    changed = [each for each in done if isinstance(each, Mending) and each.mended]
    left = [each for each in done if isinstance(each, Refusal)]
    for refusal in left:
        tell(f"{refusal.path}: not mended: {refusal.reason}")
    for violation in (violation for each in done if isinstance(each, Mending) for violation in each.left):
        tell(f"{violation.place.path}:{violation.place.line}: {violation.code} is left: its fix would do harm")
    if changed:
        mended = counted(sum(mending.mended for mending in changed), "violation")
        tell(f"mended {mended} in {counted(len(changed), 'file')}")
    return WriteResult(len(changed), frozenset(refusal.path for refusal in left))


def show_changes(run: Run, files: Files, found: Iterable[Violation], *, unsafe: bool) -> bool:
    """Print what fixes would change, and tell whether that is anything."""
    is_any = is_escaped = False
    for mending in _mendings(run, files, found, unsafe=unsafe):
        if isinstance(mending, Refusal):
            tell(f"{mending.path}: not mended: {mending.reason}")
            continue
        is_any = is_any or bool(mending.mended)
        exact = tuple(fix.difference(mending.reading.path, mending.source.text, mending.text))
        harmless = tuple(map(_harmless, exact))
        is_escaped = is_escaped or harmless != exact
        if sys.stdout.isatty():
            print_human(line.removesuffix("\r") for line in harmless)
        else:
            print_machine(harmless)
    if is_escaped:
        tell("in this diff, what a terminal or CI would obey is shown as escapes: no other program can apply it")
    return is_any


def _harmless(line: str) -> str:
    """Return a line of a diff, which ends as the line of the file does."""
    body = line.removesuffix("\r")
    return escaped(body) + line[len(body) :]


def _mendings(run: Run, files: Files, found: Iterable[Violation], *, unsafe: bool) -> Iterator[Mending | Refusal]:
    rules_for = rules_by_path(run.known.config, run.known.start, run.chosen)
    names = {reading.path: file.name for file, reading in files}

    def look(reading: Reading) -> tuple[Violation, ...]:
        asked = requests(run.known.config, [(names[reading.path], reading.path)])
        return audit.run((reading,), run.chosen, rules_for, run.knowledge, requests=asked).violations

    return mend((reading for _, reading in files), found, look, unsafe=unsafe)


def mend(
    readings: Iterable[Reading], found: Iterable[Violation], look: Look, *, unsafe: bool
) -> Iterator[Mending | Refusal]:
    """Yield the files that fixes change; `look` tells what is wrong with a file as it would be."""
    paths = {violation.place.path for violation in fix.fixable(found, unsafe=unsafe)}
    for reading in readings:
        if reading.path in paths:
            source = _source(reading)
            yield source if isinstance(source, Refusal) else _mended(reading, source, look, unsafe=unsafe)


def _source(reading: Reading) -> Source | Refusal:
    """Return a file as it is now, which may not be as it was when its violations were found."""
    try:
        content = reading.content if reading.file is None else reading.file.read_bytes()
    except FileNotFoundError:
        return Refusal(reading.path, "it has vanished meanwhile")
    except OSError as error:
        return Refusal(reading.path, error.strerror or str(error))
    source = decoded(reading.path, content)
    return Refusal(reading.path, "it was changed meanwhile") if isinstance(source, Fault) else source


def _mended(reading: Reading, source: Source, look: Look, *, unsafe: bool) -> Mending:
    text, mended = source.text, 0
    found = look(_as(reading, source, text))
    for _ in range(_PASSES):
        tried = _tried(reading, source, text, found, look, unsafe=unsafe)
        if tried is None:
            break
        text, found, mended = tried.text, tried.found, mended + tried.mended
    return Mending(reading, source, text, mended, fix.fixable(found, unsafe=unsafe))


class _Try(NamedTuple):
    """A text with fixes that did good: what is wrong with it still, and how many violations are gone."""

    text: str
    found: tuple[Violation, ...]
    mended: int


def _tried(
    reading: Reading, source: Source, text: str, found: tuple[Violation, ...], look: Look, *, unsafe: bool
) -> _Try | None:
    """Try all fixes together and then, where that does harm, each alone."""
    wanted = fix.fixable(found, unsafe=unsafe)
    for some in (wanted, *((violation,) for violation in wanted[:_ALONE] if len(wanted) > 1)):
        done = fix.mended(text, some)
        after = look(_as(reading, source, done.text)) if done.applied else found
        if done.applied and _is_better(found, after, done.applied):
            return _Try(done.text, after, len(done.applied))
    return None


def _is_better(before: Iterable[Violation], after: Iterable[Violation], applied: Iterable[Violation]) -> bool:
    """Tell whether what was mended is gone, and nothing came of it."""
    was, now = Counter(map(_key, before)), Counter(map(_key, after))
    return now <= was - Counter(map(_key, applied))


def _key(violation: Violation) -> tuple[str, str]:
    return violation.code, violation.message


def _as(reading: Reading, source: Source, text: str) -> Reading:
    return Reading(reading.path, reading.suffix, None, fix.encoded(source, text), reading.file)


def _target(reading: Reading) -> Path:
    """Return the file itself, if a link to it is named."""
    if reading.file is None:
        raise UsageError("--fix changes files, and this came in by stdin; --diff shows what it would change")
    return Path(os.path.realpath(reading.file))


def _written(mending: Mending | Refusal) -> Mending | Refusal:
    """Put the mended text in the place of the file, unless something speaks against it."""
    if isinstance(mending, Refusal) or not mending.mended:
        return mending
    source = mending.source
    try:
        replace(_target(mending.reading), fix.encoded(source, source.text), fix.encoded(source, mending.text))
    except WriteError as error:
        return Refusal(mending.reading.path, str(error))
    return mending
