"""A whole archive: what is known of it already, what has to be looked at, and what it all comes to."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from bylint import store
from bylint.audit.judging import Scope
from bylint.audit.judging import Verdict
from bylint.audit.judging import judged
from bylint.audit.judging import verdict
from bylint.audit.keeping import Keeper
from bylint.audit.keeping import Task
from bylint.audit.keeping import looked
from bylint.audit.keeping import stamp_of
from bylint.audit.looking import Eye
from bylint.audit.looking import Reading
from bylint.audit.workers import CHUNK
from bylint.audit.workers import mapped
from bylint.config import label_of
from bylint.discover import FileToRead
from bylint.discover import Skipped
from bylint.model.rule import AnyRule
from bylint.model.value import NamedTuple
from bylint.model.violation import Outcome
from bylint.model.violation import Suppression
from bylint.store import Entry
from bylint.store import Stamp
from bylint.store import Store

Given = Mapping[str, Reading]
"""The files that a run is about, by name; they may lie beside the archive, or not on disk."""

_Answer = TypeVar("_Answer")


class Archive(NamedTuple):
    """An archive, and what is asked of its articles.

    `listed` begins a walk over its files; their names are relative to `root`, their labels to `start`. Results are
    kept in `folder`, where there is one, under the digest of all `inputs`. `told` is called with the reason for which
    results of earlier runs are not used, `shown` with how many articles of how many were read.
    """

    listed: Callable[[], Iterable[FileToRead | Skipped]]
    root: Path
    start: Path
    eye: Eye
    inputs: bytes
    folder: Path | None = None
    workers: int = 0
    told: Callable[[str], None] = lambda _: None
    shown: Callable[[int, int], None] = lambda _done, _all: None


class Met(NamedTuple):
    """How many files an archive has, and how many were passed over."""

    files: int
    skipped: int


def run(
    archive: Archive,
    rules: Sequence[AnyRule],
    given: Given | None = None,
    requests: Callable[[], Iterable[Suppression]] = tuple,
) -> tuple[Verdict, Met]:
    """Judge the given files against an archive, or all of its files; `requests` are those of the configuration."""

    def answer(kept: Store, met: Met) -> tuple[Verdict, Met]:
        is_part = given is not None
        label = labels(archive)
        asked = Outcome("", suppressions=tuple(requests()))
        seen = (*kept.outcomes(label, of_given=is_part), asked)
        paths = {reading.path for reading in given.values()} if given is not None else ()
        differing = judged(rules, kept.facts(label, of_given=is_part), archive.eye.rules_for)
        inside = (found for found in differing if not is_part or found.place.path in paths)
        violations, silenced = verdict(rules, seen, inside, Scope(is_whole=not is_part, is_archive=True))
        files = met.files if given is None else len(given)
        return Verdict(violations, files, silenced, met.files), met

    return asked_of(archive, given or {}, answer)


def asked_of(archive: Archive, given: Given, answer: Callable[[Store, Met], _Answer]) -> _Answer:
    """Look at what is not known of an archive and of the given files, and return the answer that is drawn from all."""
    begun = store.begun(archive.folder, archive.inputs) if archive.folder else store.Kept(store.private())
    if begun.note:
        archive.told(begun.note)
    try:
        return _answered(begun.store, archive, given, answer)
    except store.DAMAGE as error:
        archive.told(f"the results kept of earlier runs cannot be used ({error}), so every article is read")
        if archive.folder:
            store.forget(archive.folder, archive.inputs)
        return _answered(store.private(), archive, given, answer)


def _answered(kept: Store, archive: Archive, given: Given, answer: Callable[[Store, Met], _Answer]) -> _Answer:
    try:
        met = _met(kept, archive, given)
        _look(kept, archive, given)
        kept.give(given)
        found = answer(kept, met)
    except KeyboardInterrupt:
        kept.commit()
        raise
    else:
        kept.commit()
        return found
    finally:
        kept.close()


def _met(kept: Store, archive: Archive, given: Given) -> Met:
    """Walk over the archive; forget what is no more, and put down what has to be read."""
    present = bytearray()
    files = skipped = 0
    for each in archive.listed():
        if isinstance(each, Skipped):
            skipped += 1
            continue
        files += 1
        archive.shown(files, 0)
        if each.name not in given:
            _meet(kept, each.name, each.path, present)
    for name, reading in given.items():
        _meet(kept, name, reading.file, present)
    kept.drop_all_but(present)
    return Met(files, skipped)


def _meet(kept: Store, name: str, file: Path | None, present: bytearray) -> None:
    known = kept.known(name)
    if known:
        present.extend(bytes(max(0, known.id + 1 - len(present))))
        present[known.id] = 1
    if not known or known.stamp != _stamp(file):
        kept.wait(name, known.key if known else b"")


def _stamp(file: Path | None) -> Stamp | None:
    try:
        return stamp_of(file.stat()) if file else None
    except OSError:
        return None


def _look(kept: Store, archive: Archive, given: Given) -> None:
    total = kept.waiting()
    entries: list[Entry] = []
    keeper = Keeper(archive.eye, archive.inputs)
    found = mapped(looked, keeper, _tasks(kept, archive, given), archive.workers)
    try:
        for done, each in enumerate(found, start=1):
            if isinstance(each, Entry):
                entries.append(each)
            else:
                kept.renew(each.name, each.stamp)
            if len(entries) == CHUNK:
                kept.keep(entries)
                entries.clear()
            archive.shown(done, total)
    finally:
        # Whoever interrupts a run need not wait for the same articles again.
        kept.keep(entries)


def _tasks(kept: Store, archive: Archive, given: Given) -> Iterator[Task]:
    label = labels(archive)
    for name, key in kept.each_waiting():
        path = archive.root / name
        yield Task(name, key, given.get(name) or Reading(label(name), path.suffix, path))


def labels(archive: Archive) -> Callable[[str], str]:
    """Return the function from the name of a file to its label."""
    if archive.root == archive.start:
        return lambda name: name
    return lambda name: label_of(archive.root / name, archive.start)
