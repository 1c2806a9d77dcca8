"""Globs of a configuration: what `.gitignore` calls patterns, without the exclamation mark."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import lru_cache


def is_any(globs: Iterable[str], name: str) -> bool:
    """Tell whether a path, given with `/` and relative to the configuration, matches one of the globs."""
    return any(is_match(glob, name) for glob in globs)


def is_match(glob: str, name: str) -> bool:
    """Tell whether a path matches: the file itself, or a folder that holds it.

    `*` and `?` stand for characters of one name, `**` for any folders; a glob without a slash matches at any depth.
    """
    # Walks the path once and keeps every place in the glob that fits so far: no glob can make it slow.
    pattern = _parts(glob)
    places = _skipped({0}, pattern)
    if not pattern:
        return True
    for part in name.split("/"):
        places = _skipped({place for at in places for place in _next(pattern, at, part)}, pattern)
        if len(pattern) in places:
            return True
    return False


def named_parts(glob: str) -> tuple[str, ...]:
    """Return the names of files and folders that a glob spells out."""
    return tuple(part for part in _parts(glob) if not any(sign in part for sign in "*?["))


@lru_cache(maxsize=512)
def _parts(glob: str) -> tuple[str, ...]:
    trimmed = glob.removeprefix("./").strip("/")
    is_anywhere = trimmed not in ("", ".") and "/" not in trimmed and not glob.startswith(("/", "./"))
    parts = tuple(part for part in trimmed.split("/") if part not in ("", "."))
    # A last `**` needs something to stand for: `drafts/**` is what lies in drafts.
    parts = (*parts, "*") if parts[-1:] == ("**",) else parts
    return ("**", *parts) if is_anywhere else parts


def _skipped(places: set[int], pattern: tuple[str, ...]) -> set[int]:
    found = set(places)
    for place in sorted(places):
        while place < len(pattern) and pattern[place] == "**":
            place += 1
            found.add(place)
    return found


def _next(pattern: tuple[str, ...], at: int, part: str) -> tuple[int, ...]:
    if at == len(pattern):
        return ()
    if pattern[at] == "**":
        return (at,)
    return (at + 1,) if fnmatchcase(part, pattern[at]) else ()
