"""What a worker does for an archive: read a file, and look at it unless its content is known already."""

from __future__ import annotations

import os
import time
from functools import partial
from typing import NamedTuple

from bylint.audit.guarding import ENDED
from bylint.audit.guarding import guarded
from bylint.audit.guarding import unjudged_outcome
from bylint.audit.looking import Eye
from bylint.audit.looking import Reading
from bylint.audit.looking import pictures_beside
from bylint.audit.looking import unreadable
from bylint.engine import SIZE_LIMIT
from bylint.engine import outcome
from bylint.engine import understood
from bylint.mentions import mentions
from bylint.model.article import Article
from bylint.store.entries import Entry
from bylint.store.entries import Stamp
from bylint.store.entries import entry_of
from bylint.store.entries import key_of

# A file that was written just now may be written once more without its time being another.
_SETTLED = 2_000_000_000
_FAR = 1 << 63


class Task(NamedTuple):
    """An article to look at: its name below the root, and the key of what is known of it."""

    name: str
    key: bytes
    reading: Reading


class Keeper(NamedTuple):
    """What it takes to look at an article and to know it again."""

    eye: Eye
    inputs: bytes


class Unchanged(NamedTuple):
    """An article whose content is as it was, and the stamp that its file has now."""

    name: str
    stamp: Stamp


def looked(keeper: Keeper, task: Task) -> Entry | Unchanged:
    """Return what is to be kept of an article."""
    return guarded(partial(_looked, keeper, task), partial(_unjudged, keeper, task))


def lost(keeper: Keeper, task: Task) -> Entry:
    """Return what is to be kept of an article amid which its process was ended."""
    return _unjudged(keeper, task, ENDED)


def _unjudged(keeper: Keeper, task: Task, kind: str) -> Entry:
    # Without a key and a stamp it is looked at again in the next run.
    path, eye = task.reading.path, keeper.eye
    found = unjudged_outcome(path, eye.rules_for(path), eye.knowledge, kind)
    return entry_of(task.name, b"", Stamp(), found)


def _looked(keeper: Keeper, task: Task) -> Entry | Unchanged:
    reading, eye = task.reading, keeper.eye
    try:
        content, stamp = _content(reading)
    except OSError as error:
        return _entry(task, b"", Stamp(), unreadable(reading.path, error), eye)
    key = key_of(content, task.name, keeper.inputs)
    if key == task.key:
        return Unchanged(task.name, stamp)
    pictures = pictures_beside(reading, eye.knowledge)
    article = understood(reading.path, reading.suffix, content, eye.knowledge, pictures)
    return _entry(task, key, stamp, article, eye)


def stamp_of(status: os.stat_result) -> Stamp:
    """Return what a file system tells of a file; nothing where a time is in a year too far to be kept."""
    stamp = Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return stamp if all(-_FAR <= number < _FAR for number in stamp) else Stamp()


def _entry(task: Task, key: bytes, stamp: Stamp, article: Article, eye: Eye) -> Entry:
    found = outcome(article, eye.rules_for(task.reading.path), eye.knowledge)
    known = found._replace(facts=(*found.facts, *mentions(article, eye.knowledge)))
    # What ran out of time here may not do so the next time.
    return entry_of(task.name, key if found.is_complete else b"", stamp if found.is_complete else Stamp(), known)


def _content(reading: Reading) -> tuple[bytes, Stamp]:
    if reading.file is None:
        return reading.content, Stamp()
    with reading.file.open("rb") as file:
        stamp = stamp_of(os.fstat(file.fileno()))
        content = file.read(SIZE_LIMIT + 1)
    is_settled = time.time_ns() - max(stamp.changed, stamp.moved) > _SETTLED
    is_same = len(content) == min(stamp.size, SIZE_LIMIT + 1)
    return content, stamp if is_settled and is_same else Stamp()
