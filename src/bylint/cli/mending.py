"""Fixes written to files, or shown as a diff: each file whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path

import click

from bylint import audit
from bylint import fix
from bylint.audit import Reading
from bylint.cli.printing import print_human
from bylint.cli.printing import print_machine
from bylint.cli.setting import Run
from bylint.cli.setting import rules_by_path
from bylint.config import choosing
from bylint.discover import FileToRead
from bylint.errors import BylintError
from bylint.errors import UsageError
from bylint.model.article import Fault
from bylint.model.source import Source
from bylint.model.value import NamedTuple
from bylint.model.violation import Violation
from bylint.readers.decoding import decoded
from bylint.report.printable import counted
from bylint.report.printable import shown

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


def mend_files(run: Run, files: Files, found: Iterable[Violation], *, unsafe: bool) -> bool:
    """Write the files that fixes change, say how many, and tell whether there are any."""
    mendings = tuple(_mendings(run, files, found, unsafe=unsafe))
    for mending in mendings:
        _write(mending)
        for violation in mending.left:
            _told(f"{violation.place.path}:{violation.place.line}: {violation.code} is left: its fix would do harm")
    changed = [mending for mending in mendings if mending.mended]
    if changed:
        mended = counted(sum(mending.mended for mending in changed), "violation")
        _told(f"mended {mended} in {counted(len(changed), 'file')}")
    return bool(changed)


def show_changes(run: Run, files: Files, found: Iterable[Violation], *, unsafe: bool) -> bool:
    """Print what fixes would change, and tell whether that is anything."""
    is_any = False
    for mending in _mendings(run, files, found, unsafe=unsafe):
        is_any = is_any or bool(mending.mended)
        lines = fix.difference(mending.reading.path, mending.source.text, mending.text)
        if sys.stdout.isatty():
            print_human(map(shown, lines))
        else:
            print_machine(lines)
    return is_any


def _mendings(run: Run, files: Files, found: Iterable[Violation], *, unsafe: bool) -> Iterator[Mending]:
    rules_for = rules_by_path(run.known.config, run.known.start, run.chosen)
    names = {reading.path: file.name for file, reading in files}

    def look(reading: Reading) -> tuple[Violation, ...]:
        requests = choosing.requests(run.known.config, [(names[reading.path], reading.path)])
        return audit.run((reading,), run.chosen, rules_for, run.knowledge, requests=requests).violations

    return mend((reading for _, reading in files), found, look, unsafe=unsafe)


def _told(words: str) -> None:
    click.echo(f"bylint: {shown(words)}", err=True)


def mend(readings: Iterable[Reading], found: Iterable[Violation], look: Look, *, unsafe: bool) -> Iterator[Mending]:
    """Yield the files that fixes change; `look` tells what is wrong with a file as it would be."""
    paths = {violation.place.path for violation in fix.fixable(found, unsafe=unsafe)}
    for reading in readings:
        if reading.path in paths:
            content = reading.content if reading.file is None else reading.file.read_bytes()
            source = decoded(reading.path, content)
            if not isinstance(source, Fault):
                yield _mended(reading, source, look, unsafe=unsafe)


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


def _write(mending: Mending) -> None:
    """Put the mended text in the place of the file, unless somebody has changed the file meanwhile."""
    path = mending.reading.file
    if path is None:
        raise UsageError("--fix changes files, and this came in by stdin; --diff shows what it would change")
    if not mending.mended:
        return
    target = Path(os.path.realpath(path))
    try:
        _replace(target, fix.encoded(mending.source, mending.source.text), fix.encoded(mending.source, mending.text))
    except OSError as error:
        raise BylintError(f"{mending.reading.path}: not mended: {error.strerror}") from error


def _replace(target: Path, old: bytes, new: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".bylint-", delete=False) as file:
        file.write(new)
    temporary = Path(file.name)
    try:
        shutil.copymode(target, temporary)
        if target.read_bytes() != old:
            raise OSError(0, "it was changed while bylint read it")
        temporary.replace(target)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
