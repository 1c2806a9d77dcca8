"""`check --since` and `--staged`: what has changed, and which violations lie in the change or came of it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set
from difflib import SequenceMatcher
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from bylint import baseline
from bylint import discover
from bylint.audit import Reading
from bylint.audit import Verdict
from bylint.cli.output import tell
from bylint.cli.run import Files
from bylint.cli.run import Run
from bylint.cli.run import pairs
from bylint.cli.sites import SiteFiles
from bylint.config import site_key
from bylint.discover import FileToRead
from bylint.discover import articles_of
from bylint.discover import git
from bylint.discover.walk import Ways
from bylint.discover.walk import ways
from bylint.model.markup import Fault
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.readers import SUFFIXES
from bylint.readers import decoded
from bylint.report import counted

_LINE_END = re.compile(r"\r\n?|\n")
_MOST_LINES = 5_000
"""Lines that are compared one by one; of what differs in more, each line counts as changed."""

Lines = tuple[tuple[int, int], ...]
"""Runs of lines by their first and their last."""
_ALL: Lines = ((1, 2**31),)


class ChangedFile(NamedTuple):
    """A file that changed: its content now where that need not be on disk, and ids of what it was before, of a merge on
    each side."""

    file: FileToRead
    now: bytes | None
    before: tuple[str, ...]


class Changed(NamedTuple):
    """Articles and files of authors that changed, as they are, and where git knows them as they were."""

    place: git.Repository
    now: tuple[ChangedFile, ...]
    boxes: tuple[ChangedFile, ...]

    @property
    def is_new(self) -> bool:
        """Tell whether nothing of it was there before."""
        return not any(each.before for each in (*self.now, *self.boxes))


class Before(NamedTuple):
    """What changed as it was, where it was there; `lines` are those that changed, by the path of the file as shown to
    people."""

    files: Files
    boxes: Files
    lines: Mapping[str, Lines]


def asked_of_git(start: Path, since: str | None) -> tuple[git.Repository, git.Changes]:
    """Return what git says may have changed since a revision or, without one, what is staged."""
    if since is not None:
        return git.changes_since(start, since)
    place, found = git.staged_changes(start)
    for path in sorted(found.changed):
        if Path(path).suffix.casefold() in SUFFIXES and not os.path.lexists(place.top / path):
            tell(f"{path}: not read: it is staged, and no more on disk")
    return place, found


def ways_to(place: git.Repository, found: git.Changes) -> Ways:
    """Return which files on disk may have changed."""
    top = os.path.join(place.top, "")

    def on_disk(paths: Iterable[str]) -> Iterator[str]:
        return (top + path.replace("/", os.sep) for path in paths)

    # What is told of submodules is how many articles they hold.
    folders = (path.rstrip("/") for path in (*found.folders, *found.submodules))
    return ways(str(place.top), on_disk(found.changed), on_disk(folders))


def changed(
    place: git.Repository,
    asked: git.Changes,
    since: str | None,
    files: tuple[FileToRead, ...],
    boxes: tuple[FileToRead, ...],
) -> Changed:
    """Return which of these files have changed since a revision or, without one, are staged."""
    both = (*files, *boxes)
    found = _staged(place, asked, both) if since is None else _since(place, asked, both)
    if not found:
        tell(f"nothing to check: no article {'is staged' if since is None else f'has changed since {since}'}")
    kinds = frozenset(boxes)
    articles = tuple(each for each in found if each.file not in kinds)
    return Changed(place, articles, tuple(each for each in found if each.file in kinds))


def of_site(found: Changed, site: SiteFiles) -> Changed:
    """Return what changed of one site."""
    key = site_key(site.config)
    now, boxes = (tuple(each for each in files if each.file.site == key) for files in (found.now, found.boxes))
    return Changed(found.place, now, boxes)


def as_it_is(files: Sequence[ChangedFile], *, is_author_data: bool = False) -> Files:
    """Return what is to be read of files that changed."""
    read = (_reading(each.file, each.now, is_author_data=is_author_data) for each in files)
    return pairs((each.file for each in files), read)


def as_it_was(found: Changed) -> Before:
    """Ask git how things were; UsageError where a clone does not know."""
    both = (*found.now, *found.boxes)
    contents = git.contents(found.place, (each for file in both for each in file.before))
    lines = {each.file.label: _lines(each, contents) for each in both}
    files, boxes = _before(found.now, contents), _before(found.boxes, contents, is_author_data=True)
    return Before(files, boxes, lines)


def is_all(run: Run, site: SiteFiles, found: Changed) -> bool:
    """Tell whether all articles of a site changed, and all files of authors that belong to it."""
    config, start, _ = run.known
    if len(found.boxes) < len(site.boxes):
        return False
    known = {os.path.realpath(each.file.path) for each in found.now}
    articles = articles_of(discover.site(config, start))
    return all(os.path.realpath(path) in known for path in articles)


def caused(found: Changed, now: Verdict, judge: Callable[[Files, Files], Verdict]) -> Verdict:
    """Return what is wrong at changed lines, or has a part of its evidence there, or was not wrong before.

    Nobody is asked how things were where nothing is wrong, nor judges them where all of it lies at changed lines.
    """
    if not now.violations:
        return now._replace(files=len(found.now) + len(found.boxes))
    files, boxes, lines = as_it_was(found)

    def is_caused(violation: Violation) -> bool:
        places = (violation.place, *(place for place, _ in violation.related))
        return any(_is_at(place, lines.get(place.path, ())) for place in places)

    here = [violation for violation in now.violations if violation.place.path in lines]
    fresh: Set[Violation] = frozenset()
    if not all(map(is_caused, here)):
        known = [baseline.entry_of(violation, str) for violation in judge(files, boxes).violations]
        fresh = frozenset(baseline.compared(here, known, str, lambda _: True).new)
    left = tuple(each for each in now.violations if each in fresh or is_caused(each))
    return now._replace(violations=left, files=len(found.now) + len(found.boxes))


def _is_at(place: Place, lines: Lines) -> bool:
    return any(first <= place.end_line and place.line <= last for first, last in lines)


def _since(place: git.Repository, asked: git.Changes, files: Iterable[FileToRead]) -> tuple[ChangedFile, ...]:
    named = {file: _inside(place, file) for file in files}
    _tell_of_submodules(asked, named.values())
    may_have = ((file, git.change_of(asked, path)) for file, path in named.items())
    return tuple(
        ChangedFile(file, None, change.before)
        for file, change in may_have
        if change and not git.is_as_before(change, _content(file))
    )


def _staged(place: git.Repository, asked: git.Changes, files: Iterable[FileToRead]) -> tuple[ChangedFile, ...]:
    found = [(file, change) for file in files if (change := asked.changed.get(_inside(place, file)))]
    on_disk = {file: content for file, change in found if git.is_of(content := _content(file), change.now)}
    contents = git.contents(place, (change.now for file, change in found if file not in on_disk))
    return tuple(
        ChangedFile(file, on_disk[file] if file in on_disk else contents[change.now], change.before)
        for file, change in found
    )


def _tell_of_submodules(known: git.Changes, paths: Iterable[str]) -> None:
    number = sum(1 for path in paths if known.submodules and path.startswith(known.submodules))
    if number:
        tell(f"{counted(number, 'file')} of submodules not read: what changed in them is known in their own folders")


def _inside(place: git.Repository, file: FileToRead) -> str:
    """Return the path of a file from the top of the repository, as git writes it; what lies elsewhere git never knew,
    and so it is new."""
    real = Path(os.path.realpath(file.path))
    return (real.relative_to(place.top) if real.is_relative_to(place.top) else real).as_posix()


def _content(file: FileToRead) -> bytes:
    """Return what is on disk, or nothing where it cannot be read, which is reported when it is judged."""
    try:
        return file.path.read_bytes()
    except OSError:
        return b""


def _before(files: Iterable[ChangedFile], contents: Mapping[str, bytes], *, is_author_data: bool = False) -> Files:
    kept = [(each.file, contents[before]) for each in files for before in each.before]
    read = (_reading(file, before, is_author_data=is_author_data) for file, before in kept)
    return pairs((file for file, _ in kept), read)


def _reading(file: FileToRead, content: bytes | None, *, is_author_data: bool) -> Reading:
    if content is None:
        return Reading(file.label, file.path.suffix, file.path, is_author_data=is_author_data)
    # What is not on disk has its pictures there.
    return Reading(file.label, file.path.suffix, None, content, file.path, is_author_data)


def _lines(changed_file: ChangedFile, contents: Mapping[str, bytes]) -> Lines:
    """Return the lines that are not as they were, on any side; all, where the file is new or cannot be decoded."""
    file, now, sides = changed_file
    is_now, lines = decoded(file.label, _content(file) if now is None else now), _ALL
    for side in sides:
        was = decoded(file.label, contents[side])
        if not (isinstance(was, Fault) or isinstance(is_now, Fault)):
            lines = tuple(_shared(lines, changed_lines(was.text, is_now.text)))
    return lines


def _shared(one: Lines, other: Lines) -> Iterator[tuple[int, int]]:
    """Yield the runs of lines that are in both."""
    for first, last in one:
        for begin, end in other:
            if first <= end and begin <= last:
                yield max(first, begin), min(last, end)


def changed_lines(before: str, now: str) -> Lines:
    """Return which lines of a text are new or others than before, whatever ends them."""
    old, new = _LINE_END.split(before), _LINE_END.split(now)
    head = _alike(old, new)
    tail = min(_alike(old[::-1], new[::-1]), len(old) - head, len(new) - head)
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    if not new:
        return ()
    if max(len(old), len(new)) > _MOST_LINES:
        return ((head + 1, head + len(new)),)
    steps = SequenceMatcher(None, old, new).get_opcodes()
    return tuple((head + first + 1, head + last) for kind, _, _, first, last in steps if kind in ("insert", "replace"))


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """Return how many lines at the beginning are the same."""
    return sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(one, other, strict=False)))
