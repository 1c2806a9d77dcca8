"""What git says has changed. It compares names, times and, where these differ, contents of files, and runs nothing."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Set
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from bylint.errors import UsageError

# A repository may be a stranger's, its `.git/config` too: no program that it names is run, nothing is fetched, nothing
# is written. Diff drivers and textconv come in where patches are looked at, and none are; filters where a file is
# compared with what git has of it, and these are turned off by their names.
_SAFE = (
    *("--no-pager", "--no-optional-locks", "--literal-pathspecs"),
    *("-c", "core.fsmonitor=", "-c", f"core.hooksPath={os.devnull}", "-c", "protocol.allow=never"),
)
_OFF = (("clean", ""), ("process", ""), ("required", "false"))
_MOST_FILTERS = 100
_SURROUNDINGS = {"LC_ALL": "C", "GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
_MERGING = "MERGE_HEAD"
_DIFFERENCES = ("diff-index", "--cached", "--raw", "-z", "--no-abbrev", "--find-renames", "-l5000")
_SUBMODULE, _NOWHERE = "160000", "0"
_MODIFIED, _OTHER = "C", "?"
"""Signs of what differs on disk from the index, and of what git knows nothing of."""
_STAGES = {"0": 3, "2": 2, "3": 1}
"""How well each stage of a file in a merge says what was there before: settled, ours, theirs."""


# Where the work stands, the commit to compare with, and from where both came.
_POSITION = re.compile(
    rb"false\n(?P<top>.+)\n(?P<commit>[0-9a-f]+)\n[0-9a-f]+\n(?P=commit)\n(?:\^(?P<left>[0-9a-f]+)\n)?(?:\^[0-9a-f]+\n)*",
    re.DOTALL,
)
_ID = re.compile(r"[0-9a-f]{40,64}")


class Repository(NamedTuple):
    """A working tree, without links in its path, and the program that knows it."""

    program: str
    top: Path


class Change(NamedTuple):
    """What became of a file: its content before, of a merge on each side, and as it is in the index; ids of objects, or
    nothing where there is none."""

    before: tuple[str, ...]
    now: str


NEW = Change((), "")
"""A file of which git knows nothing."""


class Changes(NamedTuple):
    """What may have changed of files, by path from the top; what is not among them and is one of the `known` is as it
    was.

    Of the `folders` git knows nothing, and their files are new. `submodules` are folders, too.
    """

    changed: Mapping[str, Change]
    known: Set[str] = frozenset()
    folders: tuple[str, ...] = ()
    submodules: tuple[str, ...] = ()


class _Index(NamedTuple):
    """The ids of all files that git knows, what differs from them on disk, and what it does not know."""

    ids: Mapping[str, str]
    modified: Set[str]
    others: tuple[str, ...]
    submodules: tuple[str, ...]


def repository(start: Path) -> Repository:
    """Return the repository in which a run stands."""
    return _repository(start)[0]


def changes_since(start: Path, revision: str) -> tuple[Repository, Changes]:
    """Return what differs from a revision: a commit, a branch, from which the work left it, or a tree."""
    place, base = _position(start, revision)
    index = _index(place)
    changed = {path: Change((index.ids[path],), index.ids[path]) for path in index.modified}
    changed |= _differences(place, base, index.ids)
    changed |= dict.fromkeys((path for path in index.others if not path.endswith("/")), NEW)
    folders = tuple(path for path in index.others if path.endswith("/"))
    return place, Changes(changed, index.ids.keys(), folders, index.submodules)


def staged_changes(start: Path) -> tuple[Repository, Changes]:
    """Return what the next commit would change: of a merge what it would change on each side."""
    place, merging = _repository(start)
    sides = [_staged(place), *(_differences(place, side) for side in _merged(merging))]
    unsettled = sorted(path for path, change in sides[0].items() if not change.now)
    if unsettled:
        raise UsageError(*(f"{path}: a merge has left its conflict here, so nothing is staged" for path in unsettled))
    changed: dict[str, Change] = {}
    for path, change in sides[0].items():
        before = tuple(each for side in sides if path in side for each in side[path].before)
        # Of a merge the work is what no side had.
        if all(path in side for side in sides) and change.now not in before:
            changed[path] = Change(before, change.now)
    return place, Changes(changed)


def change_of(found: Changes, path: str) -> Change | None:
    """Return what may have become of a file, or nothing where it is as it was."""
    change = found.changed.get(path)
    is_known = path in found.known or path.startswith(found.submodules)
    return change or (None if is_known else NEW)


def is_as_before(change: Change, content: bytes) -> bool:
    """Tell whether a file with this content is as it was."""
    return bool(change.before) and not _ids(content, len(change.before[0])).isdisjoint(change.before)


def is_of(content: bytes, name: str) -> bool:
    """Tell whether an object with this id has this content."""
    return _id(content, len(name)) == name


def contents(place: Repository, ids: Iterable[str]) -> dict[str, bytes]:
    """Return the content of objects; UsageError where one is not there, as in a partial clone."""
    wanted = tuple(dict.fromkeys(filter(None, ids)))
    if not wanted:
        return {}
    answer = _asked(place, "cat-file", "--batch", said="".join(f"{each}\n" for each in wanted).encode())
    found: dict[str, bytes] = {}
    at = 0
    for each in wanted:
        end = answer.index(b"\n", at)
        words = answer[at:end].split(b" ")
        if len(words) != 3:
            raise UsageError(f"this clone lacks the content that a file had before ({each}), and nothing is fetched")
        at = end + 1 + int(words[2])
        found[each] = answer[end + 1 : at]
        at += 1
    return found


def days_of_lines(place: Repository, path: str) -> dict[str, date]:
    """Return since which day each line of a file of the last commit, known by its words, stands there."""
    found = _run(place.program, place.top, "blame", "--line-porcelain", "--no-textconv", "-w", "HEAD", "--", path)
    days: dict[str, date] = {}
    day = date.min
    for line in found.stdout.decode("utf-8", "replace").split("\n") if not found.returncode else ():
        if line.startswith("author-time "):
            day = datetime.fromtimestamp(int(line.split(" ")[1]), UTC).date()
        elif line.startswith("\t"):
            days.setdefault(line.strip(), day)
    return days


def _repository(start: Path) -> tuple[Repository, Path]:
    """Return the repository in which a run stands, and the file that says what is being merged."""
    program = _program(start)
    found = _run(program, start, "rev-parse", "--git-path", _MERGING, "--show-toplevel")
    if found.returncode:
        raise UsageError(f"git cannot say what has changed here: {_reason(found.stderr)}")
    folder, _, top = os.fsdecode(found.stdout).partition(f"{_MERGING}\n")
    return _place(program, top.removesuffix("\n")), Path(start, folder, _MERGING)


def _place(program: str, top: str) -> Repository:
    return Repository(program, Path(os.path.realpath(top)))


def _position(start: Path, revision: str) -> tuple[Repository, str]:
    """Return the repository, and what to compare with: where the work left a commit, or a tree."""
    if not revision or revision.startswith("-") or not revision.isprintable():
        raise UsageError(f"--since: {revision!r} is no revision")
    program = _program(start)
    if ".." not in revision:
        asked = ("--is-shallow-repository", "--show-toplevel", f"{revision}^{{commit}}", f"{revision}...HEAD")
        found = _POSITION.fullmatch(_run(program, start, "rev-parse", *asked).stdout)
        if found:
            left = found["left"] or found["commit"]
            return _place(program, os.fsdecode(found["top"])), left.decode()
    place = repository(start)
    return place, _base(place, revision)


def _base(place: Repository, revision: str) -> str:
    """Return what to compare with, or say why there is nothing."""
    commit = _one(place, "rev-parse", "--quiet", "--verify", f"{revision}^{{commit}}")
    if not commit:
        tree = _one(place, "rev-parse", "--quiet", "--verify", f"{revision}^{{tree}}")
        if not tree:
            raise UsageError(f"--since: there is no revision {revision!r} here{_lack(place)}")
        return tree
    left = _one(place, "merge-base", commit, "HEAD")
    if not left and _lack(place):
        raise UsageError(f"--since: it is not known where this work left {revision!r}{_lack(place)}")
    return left or commit


def _lack(place: Repository) -> str:
    """Say what a clone of the last commits alone has not got, or nothing."""
    is_shallow = _one(place, "rev-parse", "--is-shallow-repository") == "true"
    return "; this clone is shallow: `git fetch --unshallow` brings what it lacks" if is_shallow else ""


def _merged(merging: Path) -> tuple[str, ...]:
    """Return the commits that the next one merges: of several branches there are several."""
    try:
        lines = merging.read_text("ascii", "replace").splitlines()
    except OSError:
        return ()
    return tuple(line for line in lines if _ID.fullmatch(line))


def _staged(place: Repository) -> dict[str, Change]:
    """Return what is in the index and not in the last commit, or all where there is none."""
    found = _run(place.program, place.top, *_DIFFERENCES, "HEAD", "--")
    if not found.returncode:
        return dict(_changes(found.stdout, {}))
    has_commit = _one(place, "rev-parse", "--quiet", "--verify", "HEAD^{tree}")
    return _differences(place, has_commit or _asked(place, "hash-object", "-t", "tree", "--stdin").decode().strip())


def _index(place: Repository) -> _Index:
    """Return what git knows, and what of it is another on disk: by time and size, or where these differ by content.

    Where its filters cannot be turned off, each file may be another.
    """
    off = _filters_off(place)
    looked = () if off is None else ("--modified",)
    listed = _asked(place, "ls-files", "-z", "-t", "--stage", *looked, "--others", "--directory", off=off or ())
    ids: dict[str, str] = {}
    ranks: dict[str, int] = {}
    modified: set[str] = set()
    others: list[str] = []
    submodules: list[str] = []
    for record in os.fsdecode(listed).split("\0")[:-1]:
        sign, _, told = record.partition(" ")
        if sign == _OTHER:
            others.append(told)
            continue
        about, _, path = told.partition("\t")
        mode, name, stage = about.split(" ")
        if mode == _SUBMODULE:
            submodules.append(f"{path}/")
        elif sign == _MODIFIED:
            modified.add(path)
        elif (rank := _STAGES.get(stage, 0)) > ranks.get(path, -1):
            ids[path], ranks[path] = name, rank
    return _Index(ids, ids.keys() if off is None else modified, tuple(others), tuple(submodules))


def _filters_off(place: Repository) -> tuple[str, ...] | None:
    """Return options by which no filter is run, or nothing where there are none for a name, or too many names."""
    found = _run(place.program, place.top, "config", "-z", "--name-only", "--get-regexp", r"^filter\.").stdout
    keys = os.fsdecode(found).split("\0")[:-1]
    names = dict.fromkeys(key.removeprefix("filter.").rpartition(".")[0] for key in keys)
    if len(names) > _MOST_FILTERS or any("=" in name for name in names):
        return None
    return tuple(word for name in names for key, value in _OFF for word in ("-c", f"filter.{name}.{key}={value}"))


def _differences(place: Repository, base: str, ids: Mapping[str, str] = MappingProxyType({})) -> dict[str, Change]:
    """Return what differs in the index; `ids` say what stands for a file whose merge is not settled."""
    return dict(_changes(_asked(place, *_DIFFERENCES, base, "--"), ids))


def _changes(raw: bytes, ids: Mapping[str, str]) -> Iterator[tuple[str, Change]]:
    records = iter(os.fsdecode(raw).split("\0")[:-1])
    for record in records:
        _, _, before, now, status = record.lstrip(":").split(" ")
        path = next(records)
        if status[0] in "RC":
            path = next(records)
        if status == "U":
            yield path, Change(tuple(filter(None, (ids.get(path),))), "")
        elif status != "D":
            yield path, Change((before,) if before.strip(_NOWHERE) else (), now)


def _ids(content: bytes, length: int) -> frozenset[str]:
    """Return the ids that git may have for a content: its own, and that with the line ends of git."""
    forms = (content, content.replace(b"\r\n", b"\n")) if b"\r\n" in content else (content,)
    return frozenset(_id(form, length) for form in forms)


def _id(content: bytes, length: int) -> str:
    kind = "sha1" if length == 40 else "sha256"
    return hashlib.new(kind, b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _program(start: Path) -> str:
    """Return git, but never one that lies in the working directory: Windows looks there first."""
    found = shutil.which("git")
    if not found:
        raise UsageError("git is needed to say what has changed, and there is none")
    if not os.path.isabs(found) or os.path.realpath(os.path.dirname(found)) == os.path.realpath(start):
        raise UsageError(f"{found}: a git that lies in the working directory is not run")
    return found


def _one(place: Repository, *arguments: str) -> str:
    """Return the one word that git answers, or nothing where it has none."""
    found = _run(place.program, place.top, *arguments)
    return "" if found.returncode else found.stdout.decode().strip()


def _asked(place: Repository, *arguments: str, said: bytes = b"", off: tuple[str, ...] = ()) -> bytes:
    found = _run(place.program, place.top, *arguments, said=said, off=off)
    if found.returncode:
        raise UsageError(f"git {arguments[0]}: {_reason(found.stderr)}")
    return found.stdout


def _run(
    program: str, folder: Path, *arguments: str, said: bytes = b"", off: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[bytes]:
    command, surroundings = [program, *_SAFE, *off, *arguments], {**os.environ, **_SURROUNDINGS}
    return subprocess.run(command, cwd=folder, input=said, capture_output=True, env=surroundings, check=False)


def _reason(told: bytes) -> str:
    """Return the first line of what git says."""
    lines = told.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else "it says nothing"
