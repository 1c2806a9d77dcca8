"""What each of many articles comes to, one by one in their order: as earlier runs have kept it, or looked at now."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bylint import store
from bylint.audit import CHUNK
from bylint.audit import map_articles
from bylint.audit.archive import CODE
from bylint.audit.archive import Archive
from bylint.audit.archive import Task
from bylint.audit.archive import give_up
from bylint.audit.archive import inputs_of
from bylint.audit.archive import judge_task
from bylint.audit.archive import lost
from bylint.audit.walk import GivenFiles
from bylint.audit.walk import TooWideError
from bylint.audit.walk import walk_archive
from bylint.model.rule import Outcome
from bylint.store import Store
from bylint.store.tables import ArticleRecord
from bylint.store.tables import about_at
from bylint.store.tables import fact_of
from bylint.store.tables import outcome_of

MANY = 5_000
"""Folders that are looked at for what is kept of named files where nothing says how far the site reaches."""


def records(archive: Archive, given: GivenFiles) -> Iterator[ArticleRecord]:
    """Yield what is known of each of the given files, in their order, as soon as it is."""
    done = 0
    if archive.is_kept:
        try:
            with store.begun(archive.root, archive.inputs, archive.told, archive.kind) as kept:
                for record in _known_or_new(kept, archive, given):
                    yield record
                    done += 1
            return
        except TooWideError:
            archive.told(
                f"nothing is kept: there is neither bylint.yaml nor a repository to say where the site ends, and over"
                f" {MANY:,} folders lie here"
            )
        except store.DAMAGE as error:
            give_up(archive, error)
    yield from _new(archive, dict(islice(given.items(), done, None)), done)


def outcome_at(path: str, record: ArticleRecord) -> Outcome:
    """Return what is kept of an article as its outcome, at this path."""
    found = outcome_of(path, record.result) if record.result else Outcome(path)
    facts = tuple(fact_of(path, row) for row in record.facts if row[0] != CODE)
    return found._replace(facts=facts, about=about_at(record.about))


def _new(archive: Archive, given: GivenFiles, done: int) -> Iterator[ArticleRecord]:
    """Yield what comes of files of which nothing is known."""
    tasks = (Task(name, b"", reading) for name, reading in given.items())
    found = map_articles(judge_task, inputs_of(archive), tasks, archive.workers, lost)
    for number, each in enumerate(found, start=1):
        # Without a key nothing is as it was.
        assert isinstance(each, ArticleRecord)
        archive.shown(done + number, done + len(given))
        yield each


def _known_or_new(kept: Store, archive: Archive, given: GivenFiles) -> Iterator[ArticleRecord]:
    fresh: list[ArticleRecord] = []
    try:
        walk_archive(kept, archive.site, given, archive.shown, archive.many)
        waiting = {name: key for name, key in kept.each_waiting() if name in given}
        tasks = (Task(name, waiting[name], given[name]) for name in given if name in waiting)
        found = map_articles(judge_task, inputs_of(archive), tasks, archive.workers, lost)
        done = 0
        for name in given:
            if name not in waiting:
                yield kept.record(name)
                continue
            done += 1
            archive.shown(done, len(waiting))
            each = next(found)
            if isinstance(each, ArticleRecord):
                fresh.append(each)
                yield each
            else:
                kept.renew(each.name, each.stamp)
                yield kept.record(name)
            if len(fresh) == CHUNK:
                kept.keep(fresh)
                fresh.clear()
    except (TooWideError, store.DAMAGE):
        raise
    except BaseException:
        # Whoever interrupts a run, or reads no further, need not wait for the same articles again.
        kept.keep(fresh)
        kept.commit()
        raise
    else:
        kept.keep(fresh)
        kept.commit()
