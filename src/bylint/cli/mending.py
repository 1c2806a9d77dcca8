"""Fixes written to files, or shown as a diff."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from typing import NamedTuple

from bylint import audit
from bylint import fix
from bylint.audit import Reading
from bylint.cli.output import print_human
from bylint.cli.output import print_machine
from bylint.cli.output import tell
from bylint.cli.run import Files
from bylint.cli.run import Run
from bylint.cli.run import rules_by_path
from bylint.config import requests
from bylint.errors import UsageError
from bylint.model.markup import Fault
from bylint.model.rule import Violation
from bylint.model.source import Source
from bylint.readers import decoded
from bylint.report import counted
from bylint.report.escaping import escaped
from bylint.text.cache import drop_abandoned
from bylint.text.cache import hold
from bylint.text.files import digest

_PASSES = 100
"""How often a file is mended until nothing is left: where two fixes overlap, the second waits for the next pass."""
_ALONE = 50
"""How many fixes are tried alone where all together do harm."""

Look = Callable[[Reading], tuple[Violation, ...]]


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
    for folder in sorted({target_of(each.reading).parent for each in mendings if isinstance(each, Mending)}):
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
    return mend((reading for _, reading in files), found, look_of(run, files), unsafe=unsafe)


def look_of(run: Run, files: Files) -> Look:
    """Return what tells what is wrong with one of these files, as it is or as it would be."""
    rules_for = rules_by_path(run.known.config, run.known.start, run.chosen)
    names = {reading.path: file.name for file, reading in files}

    def look(reading: Reading) -> tuple[Violation, ...]:
        asked = requests(run.known.config, [(names[reading.path], reading.path)])
        return audit.run((reading,), run.chosen, rules_for, run.knowledge, requests=asked).violations

    return look


def mend(
    readings: Iterable[Reading], found: Iterable[Violation], look: Look, *, unsafe: bool
) -> Iterator[Mending | Refusal]:
    """Yield the files that fixes change; `look` tells what is wrong with a file as it would be."""
    paths = {violation.place.path for violation in fix.fixable(found, unsafe=unsafe)}
    for reading in readings:
        if reading.path in paths:
            source = source_now(reading)
            yield source if isinstance(source, Refusal) else _mended(reading, source, look, unsafe=unsafe)


def source_now(reading: Reading) -> Source | Refusal:
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
    found = look(as_changed(reading, source, text))
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
        after = look(as_changed(reading, source, done.text)) if done.applied else found
        if done.applied and is_better(found, after, done.applied):
            return _Try(done.text, after, len(done.applied))
    return None


def is_better(before: Iterable[Violation], after: Iterable[Violation], applied: Iterable[Violation]) -> bool:
    """Tell whether what was mended is gone, and nothing came of it."""
    was, now = Counter(map(_key, before)), Counter(map(_key, after))
    return now <= was - Counter(map(_key, applied))


def _key(violation: Violation) -> tuple[str, str]:
    return violation.code, violation.message


def as_changed(reading: Reading, source: Source, text: str) -> Reading:
    return Reading(reading.path, reading.suffix, None, fix.encoded(source, text), reading.file)


def target_of(reading: Reading) -> Path:
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
        replace(target_of(mending.reading), fix.encoded(source, source.text), fix.encoded(source, mending.text))
    except WriteError as error:
        return Refusal(mending.reading.path, str(error))
    return mending


_TEMPORARY = re.compile(r"\.bylint-[0-9a-f]{16}")


class WriteError(Exception):
    """Why a file was left as it is."""


def replace(target: Path, old: bytes, new: bytes) -> None:
    """Write the new content of a file that still holds the old one; WriteError where that cannot be done whole."""
    try:
        if target.read_bytes() == new:
            return  # another run was faster
        with _temporary(target) as (file, temporary):
            file.write(new)
            _keep_attributes(target, file)
            file.flush()
            os.fsync(file.fileno())
            if os.name == "nt":
                file.close()  # an open file cannot be renamed there
            if target.read_bytes() != old:
                raise WriteError("it was changed meanwhile")
            temporary.replace(target)
        _settle(target.parent)
    except FileNotFoundError as error:
        raise WriteError("it has vanished meanwhile") from error
    except OSError as error:
        raise WriteError(error.strerror or str(error)) from error


def sweep(folder: Path) -> None:
    """Delete the temporary files in a folder that a run left as it was killed; a run that lives holds its own."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in [entry for entry in entries if _TEMPORARY.fullmatch(entry.name)]:
            drop_abandoned(Path(entry.path))


@contextmanager
def _temporary(target: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """Give a new file beside the target, open and locked; it is gone at the end unless it was renamed."""
    # Named by the target, it keeps two runs from mending one file at the same time.
    path = target.with_name(f".bylint-{digest(os.fsencode(target.name))[:16]}")
    try:
        file = os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600), "wb")
    except FileExistsError as error:
        raise WriteError("another run is about to write it") from error
    try:
        with file:
            with suppress(OSError):  # a file system without locks: then nobody sweeps either
                hold(file.fileno())
            yield file, path
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _keep_attributes(target: Path, file: BinaryIO) -> None:
    """Give the new file the owner, the mode and, where there are any, the attributes of the one that it replaces."""
    was, now = target.lstat(), os.fstat(file.fileno())
    if not stat.S_ISREG(was.st_mode):
        raise WriteError("it is no regular file")
    if was.st_nlink > 1:
        raise WriteError("it has another name (a hard link), which would keep the old text")
    if os.name == "nt":
        return
    if (was.st_uid, was.st_gid) != (now.st_uid, now.st_gid):
        try:
            os.fchown(file.fileno(), was.st_uid, was.st_gid)
        except PermissionError as error:
            raise WriteError("it belongs to somebody else, and would be yours") from error
    # Access lists are attributes, and they change the mode; a change of owner takes the set-user-id bit.
    _keep_extended(target, file)
    os.fchmod(file.fileno(), stat.S_IMODE(was.st_mode))


def _keep_extended(target: Path, file: BinaryIO) -> None:
    if not hasattr(os, "listxattr"):
        return
    try:
        names = os.listxattr(target)
    except OSError:
        return  # this file system has none
    for name in names:
        # Those of the system are set by it.
        if name.startswith(("user.", "system.posix_acl")):
            os.setxattr(file.fileno(), name, os.getxattr(target, name))


def _settle(folder: Path) -> None:
    """Make a renaming in a folder last through a loss of power, on systems where a folder can be opened."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):  # some file systems cannot; the file is written all the same
            os.fsync(handle)
    finally:
        os.close(handle)
