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
    folder, slash, part = name.rpartition("/")
    pattern = _parts(glob)
    if slash:
        places = _places(glob, folder)
        return len(pattern) in places or len(pattern) in _after(pattern, places, part)
    return not pattern or len(pattern) in _after(pattern, _skipped({0}, pattern), part)


@lru_cache(maxsize=512)
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


# There may be very many files in a folder.
@lru_cache(maxsize=512)
def _places(glob: str, folder: str) -> frozenset[int]:
    """Return the places in a glob that fit a folder: only its end where it matches the folder, or one that holds it."""
    # Walks the path once and keeps every place in the glob that fits so far: no glob can make it slow.
    pattern = _parts(glob)
    end = frozenset((len(pattern),))
    places = _skipped({0}, pattern)
    for part in folder.split("/") if pattern else ():
        places = _after(pattern, places, part)
        if end <= places:
            return end
    return places if pattern else end


def _after(pattern: tuple[str, ...], places: frozenset[int], part: str) -> frozenset[int]:
    return _skipped({place for at in places for place in _next(pattern, at, part)}, pattern)


def _skipped(places: set[int], pattern: tuple[str, ...]) -> frozenset[int]:
    found = set(places)
    for place in sorted(places):
        while place < len(pattern) and pattern[place] == "**":
            place += 1
            found.add(place)
    return frozenset(found)


def _next(pattern: tuple[str, ...], at: int, part: str) -> tuple[int, ...]:
    if at == len(pattern):
        return ()
    if pattern[at] == "**":
        return (at,)
    return (at + 1,) if fnmatchcase(part, pattern[at]) else ()
