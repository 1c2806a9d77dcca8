"""What git says has changed. It is asked about its own objects alone: it never looks at the files, and runs nothing."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from bylint.errors import UsageError

# A repository may be a stranger's, its `.git/config` too: no program that it names is run, nothing is fetched, nothing
# is written. Attributes, filters, diff drivers and textconv come in where files or patches are looked at, and none are.
_SAFE = (
    *("--no-pager", "--no-optional-locks", "--literal-pathspecs"),
    *("-c", "core.fsmonitor=", "-c", f"core.hooksPath={os.devnull}", "-c", "protocol.allow=never"),
)
_SURROUNDINGS = {"LC_ALL": "C", "GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
_RENAMES = ("--find-renames", "-l5000")
_SUBMODULE, _NOWHERE = "160000", "0"
_STAGES = {"0": 3, "2": 2, "3": 1}
"""How well each stage of a file in a merge says what was there before: settled, ours, theirs."""


class Repository(NamedTuple):
    """A working tree, without links in its path, and the program that knows it."""

    program: str
    top: Path


class Change(NamedTuple):
    """What became of a file: its content before, and as it is in the index; ids of objects, or nothing for none."""

    before: str
    now: str


class Changes(NamedTuple):
    """Changed files of the index by path from the top, and the ids of all of its files. `submodules` are folders."""

    changed: Mapping[str, Change]
    ids: Mapping[str, str]
    submodules: tuple[str, ...]


def repository(start: Path) -> Repository:
    """Return the repository in which a run stands."""
    program = _program(start)
    found = _run(program, start, "rev-parse", "--show-toplevel")
    if found.returncode:
        raise UsageError(f"git cannot say what has changed here: {_reason(found.stderr)}")
    return Repository(program, Path(os.path.realpath(os.fsdecode(found.stdout).removesuffix("\n"))))


def changes_since(place: Repository, revision: str) -> Changes:
    """Return what differs from a revision: a commit, a branch, from which the work left it, or a tree."""
    return _changes(place, _base(place, revision))


def staged_changes(place: Repository) -> Changes:
    """Return what the next commit would change."""
    head = _one(place, "rev-parse", "--quiet", "--verify", "HEAD^{tree}")
    found = _changes(place, head or _asked(place, "hash-object", "-t", "tree", "--stdin").decode().strip())
    unsettled = sorted(path for path, change in found.changed.items() if not change.now)
    if unsettled:
        raise UsageError(*(f"{path}: a merge has left its conflict here, so nothing is staged" for path in unsettled))
    return found


def merged_changes(place: Repository) -> Mapping[str, Change] | None:
    """Return what the next commit would change of the commit that it merges, or nothing where it merges none."""
    tree = _one(place, "rev-parse", "--quiet", "--verify", "MERGE_HEAD^{tree}")
    return _changes(place, tree).changed if tree else None


def change_of(found: Changes, path: str, content: bytes) -> Change | None:
    """Return what became of a file with this content, or nothing where it is as it was."""
    kept = found.ids.get(path)
    if kept is None:
        return None if path.startswith(found.submodules) else Change("", "")
    before = found.changed[path].before if path in found.changed else kept
    return None if before in _ids(content, len(kept)) else Change(before, kept)


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


def _base(place: Repository, revision: str) -> str:
    """Return what to compare with: where the work left a commit, or a tree."""
    if not revision or revision.startswith("-") or not revision.isprintable():
        raise UsageError(f"--since: {revision!r} is no revision")
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


def _changes(place: Repository, base: str) -> Changes:
    listed = _asked(place, "ls-files", "--stage", "-z")
    ids, submodules = _index(filter(None, listed.split(b"\0")))
    raw = _asked(place, "diff-index", "--cached", "--raw", "-z", "--no-abbrev", *_RENAMES, base, "--")
    changed = dict(_differences(iter(raw.split(b"\0")[:-1]), ids))
    return Changes(changed, ids, submodules)


def _index(records: Iterable[bytes]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the ids of all files, and the folders of submodules."""
    ids: dict[str, str] = {}
    ranks: dict[str, int] = {}
    submodules: list[str] = []
    for record in records:
        told, _, path = record.partition(b"\t")
        mode, name, stage = told.decode().split(" ")
        at, rank = os.fsdecode(path), _STAGES.get(stage, 0)
        if mode == _SUBMODULE:
            submodules.append(f"{at}/")
        elif rank > ranks.get(at, -1):
            ids[at], ranks[at] = name, rank
    return ids, tuple(submodules)


def _differences(records: Iterator[bytes], ids: Mapping[str, str]) -> Iterator[tuple[str, Change]]:
    for record in records:
        _, _, before, now, status = record.decode().lstrip(":").split(" ")
        path = next(records)
        if status[0] in "RC":
            path = next(records)
        at = os.fsdecode(path)
        if status == "U":
            yield at, Change(ids.get(at, ""), "")
        elif status != "D":
            yield at, Change(before.strip(_NOWHERE) and before, now)


def _ids(content: bytes, length: int) -> tuple[str, ...]:
    """Return the ids that git may have for a content: its own, and that with the line ends of git."""
    kind = "sha1" if length == 40 else "sha256"
    forms = (content, content.replace(b"\r\n", b"\n")) if b"\r\n" in content else (content,)
    return tuple(
        hashlib.new(kind, b"blob %d\0" % len(form) + form, usedforsecurity=False).hexdigest() for form in forms
    )


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


def _asked(place: Repository, *arguments: str, said: bytes = b"") -> bytes:
    found = _run(place.program, place.top, *arguments, said=said)
    if found.returncode:
        raise UsageError(f"git {arguments[0]}: {_reason(found.stderr)}")
    return found.stdout


def _run(program: str, folder: Path, *arguments: str, said: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command, surroundings = [program, *_SAFE, *arguments], {**os.environ, **_SURROUNDINGS}
    return subprocess.run(command, cwd=folder, input=said, capture_output=True, env=surroundings, check=False)


def _reason(told: bytes) -> str:
    """Return the first line of what git says."""
    lines = told.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else "it says nothing"
