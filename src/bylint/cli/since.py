"""`check --since` and `--staged`: what has changed, and which violations lie in the change or came of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from difflib import SequenceMatcher
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from bylint import baseline
from bylint.audit import Reading
from bylint.audit import Verdict
from bylint.cli.output import tell
from bylint.cli.run import Files
from bylint.cli.run import pairs
from bylint.cli.sites import SiteFiles
from bylint.config import site_key
from bylint.discover import FileToRead
from bylint.discover import git
from bylint.model.markup import Fault
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


class Changed(NamedTuple):
    """Articles and files of authors that changed, as they are and, but for new ones, as they were.

    `lines` are those that changed, by the path of the file as shown to people.
    """

    now: Files
    boxes: Files
    before: Files
    boxes_before: Files
    lines: Mapping[str, Lines]


class _File(NamedTuple):
    """A file that changed: its content now where that is not on disk, and before, if it was there; of a merge both."""

    file: FileToRead
    now: bytes | None
    before: tuple[bytes, ...]


def changed(start: Path, since: str | None, files: tuple[FileToRead, ...], boxes: tuple[FileToRead, ...]) -> Changed:
    """Return which of these files git says have changed since a revision or, without one, are staged."""
    place = git.repository(start)
    both = (*files, *boxes)
    found = _staged(place, both) if since is None else _since(place, both, since)
    if not found:
        tell(f"nothing to check: no article {'is staged' if since is None else f'has changed since {since}'}")
    kinds = frozenset(boxes)
    articles = tuple(each for each in found if each.file not in kinds)
    authors = tuple(each for each in found if each.file in kinds)
    return Changed(
        _now(articles, is_author_data=False),
        _now(authors, is_author_data=True),
        _before(articles, is_author_data=False),
        _before(authors, is_author_data=True),
        {each.file.label: _lines(each) for each in found},
    )


def of_site(found: Changed, site: SiteFiles) -> Changed:
    """Return what changed of one site."""
    key = site_key(site.config)

    def own(files: Files) -> Files:
        return tuple(pair for pair in files if pair[0].site == key)

    now, boxes = own(found.now), own(found.boxes)
    lines = {reading.path: found.lines[reading.path] for _, reading in (*now, *boxes)}
    return Changed(now, boxes, own(found.before), own(found.boxes_before), lines)


def caused(changes: Changed, before: Verdict, now: Verdict) -> Verdict:
    """Return what is wrong at changed lines, or has a part of its evidence there, or was not wrong before."""
    here = [violation for violation in now.violations if violation.place.path in changes.lines]
    known = [baseline.entry_of(violation, str) for violation in before.violations]
    fresh = frozenset(baseline.compared(here, known, str, lambda _: True).new)

    def is_caused(places: Iterable[Place]) -> bool:
        return any(_is_at(place, changes.lines.get(place.path, ())) for place in places)

    left = tuple(
        each
        for each in now.violations
        if each in fresh or is_caused((each.place, *(place for place, _ in each.related)))
    )
    return now._replace(violations=left, files=len(changes.now) + len(changes.boxes))


def _is_at(place: Place, lines: Lines) -> bool:
    return any(first <= place.end_line and place.line <= last for first, last in lines)


def _since(place: git.Repository, files: Iterable[FileToRead], revision: str) -> tuple[_File, ...]:
    known = git.changes_since(place, revision)
    named = {file: _inside(place, file) for file in files}
    _tell_of_submodules(known, named.values())
    asked = ((file, git.change_of(known, path, _content(file))) for file, path in named.items())
    found = [(file, change) for file, change in asked if change]
    contents = git.contents(place, (change.before for _, change in found))
    return tuple(_File(file, None, _known((change.before,), contents)) for file, change in found)


def _staged(place: git.Repository, files: Iterable[FileToRead]) -> tuple[_File, ...]:
    known = git.staged_changes(place).changed
    for path in sorted(known):
        if Path(path).suffix.casefold() in SUFFIXES and not os.path.lexists(place.top / path):
            tell(f"{path}: not read: it is staged, and no more on disk")
    # Of a merge the work is what neither side had.
    merged = git.merged_changes(place)
    found: list[tuple[FileToRead, str, tuple[str, ...]]] = []
    for file in files:
        path = _inside(place, file)
        changes = [side.get(path) for side in (known, merged) if side is not None]
        before = tuple(change.before for change in changes if change)
        if changes[0] and all(changes) and changes[0].now not in before:
            found.append((file, changes[0].now, before))
    contents = git.contents(place, (each for _, now, before in found for each in (now, *before)))
    return tuple(_File(file, contents[now], _known(before, contents)) for file, now, before in found)


def _known(before: Iterable[str], contents: Mapping[str, bytes]) -> tuple[bytes, ...]:
    return tuple(contents[each] for each in before if each)


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


def _now(files: Iterable[_File], *, is_author_data: bool) -> Files:
    kept = tuple(files)
    read = (_reading(each.file, each.now, is_author_data=is_author_data) for each in kept)
    return pairs((each.file for each in kept), read)


def _before(files: Iterable[_File], *, is_author_data: bool) -> Files:
    kept = [(each.file, before) for each in files for before in each.before]
    read = (_reading(file, before, is_author_data=is_author_data) for file, before in kept)
    return pairs((file for file, _ in kept), read)


def _reading(file: FileToRead, content: bytes | None, *, is_author_data: bool) -> Reading:
    if content is None:
        return Reading(file.label, file.path.suffix, file.path, is_author_data=is_author_data)
    # What is not on disk has its pictures there.
    return Reading(file.label, file.path.suffix, None, content, file.path, is_author_data)


def _lines(changed_file: _File) -> Lines:
    """Return the lines that are not as they were, on any side; all, where the file is new or cannot be decoded."""
    file, now, sides = changed_file
    is_now, lines = decoded(file.label, _content(file) if now is None else now), _ALL
    for side in sides:
        was = decoded(file.label, side)
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
