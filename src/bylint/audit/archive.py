"""A whole archive: what is known of it already, what has to be looked at, and what it all comes to."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from typing import TypeVar

from bylint import store
from bylint.audit.judging import Scope
from bylint.audit.judging import Verdict
from bylint.audit.judging import judged
from bylint.audit.judging import verdict
from bylint.audit.keeping import Keeper
from bylint.audit.keeping import Task
from bylint.audit.keeping import looked
from bylint.audit.keeping import lost
from bylint.audit.looking import Eye
from bylint.audit.looking import Reading
from bylint.audit.meeting import Given
from bylint.audit.meeting import Met
from bylint.audit.meeting import checked
from bylint.audit.meeting import met as walked
from bylint.audit.workers import CHUNK
from bylint.audit.workers import mapped
from bylint.config import label_of
from bylint.discover.site import Site
from bylint.model.rule import AnyRule
from bylint.model.violation import Outcome
from bylint.model.violation import Suppression
from bylint.store import Entry
from bylint.store import Store

_Answer = TypeVar("_Answer")


class Archive(NamedTuple):
    """An archive, and what is asked of its articles.

    The names of its files are relative to `root`, their labels to `start`. Where `is_kept`, results are kept in the
    user's cache under the digest of all `inputs`. `told` is called with the reason for which results of earlier runs
    are not used, or none are kept, `shown` with how many articles of how many were read.
    """

    site: Site
    root: Path
    start: Path
    eye: Eye
    inputs: bytes
    is_kept: bool = False
    workers: int = 0
    told: Callable[[str], None] = lambda _: None
    shown: Callable[[int, int], None] = lambda _done, _all: None


def run(
    archive: Archive,
    rules: Sequence[AnyRule],
    given: Given | None = None,
    requests: Callable[[Iterable[tuple[str, str]]], Iterable[Suppression]] = lambda _: (),
) -> tuple[Verdict, Met]:
    """Judge the given files against an archive, or all of its files.

    `requests` gives those of the configuration for files, each as its name and its label.
    """

    def answer(kept: Store, met: Met) -> tuple[Verdict, Met]:
        is_part = given is not None
        label = checked(labels(archive), met, given or {})
        here = kept.names() if given is None else given
        asked = Outcome("", suppressions=tuple(requests((name, label(name)) for name in here)))
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
    if not archive.is_kept:
        return _answered(store.private(), archive, given, answer)
    try:
        with store.begun(archive.root, archive.inputs, archive.told) as kept:
            return _answered(kept, archive, given, answer)
    except store.DAMAGE as error:
        archive.told(f"the results kept of earlier runs cannot be used ({error}), so every article is read")
        store.forget(archive.root, archive.inputs)
        return _answered(store.private(), archive, given, answer)


def _answered(kept: Store, archive: Archive, given: Given, answer: Callable[[Store, Met], _Answer]) -> _Answer:
    try:
        met = walked(kept, archive.site, given, archive.shown)
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


def _look(kept: Store, archive: Archive, given: Given) -> None:
    total = kept.waiting()
    entries: list[Entry] = []
    keeper = Keeper(archive.eye, archive.inputs)
    found = mapped(looked, keeper, _tasks(kept, archive, given), archive.workers, lost)
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
