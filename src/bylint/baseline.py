"""A baseline: violations that a site had when it began, one line each, and what of a run is not among them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from bylint.errors import ConfigError
from bylint.model.rule import Fingerprint
from bylint.model.rule import Violation
from bylint.text.fingerprints import of_causes

VERSION = "version: 1"
NAME = "bylint.baseline"
LARGEST = 50_000_000
"""Bytes of the largest baseline that is read."""
_HEAD = (
    "# What bylint found when it was introduced here, and does not report again. `bylint baseline prune` shortens it."
)
_END = "end"
_NONE, _SITE = "-", "."
_FIELDS = 6
_DIGEST = re.compile(r"[0-9a-f]+|-")
# What git, and other programs that merge, leave in a file for a person to settle.
_CONFLICT = re.compile(r"<{7}|={7}|>{7}|\|{7}")


class Entry(NamedTuple):
    """A violation of a baseline: its rule, what it is known by, and its file, named from the folder of the baseline."""

    code: str
    fingerprint: Fingerprint
    name: str


class Comparison(NamedTuple):
    """What is not in a baseline, what is, and the entries of which nothing is left."""

    new: tuple[Violation, ...]
    known: tuple[tuple[Entry, Violation], ...]
    left: tuple[Entry, ...]


Named = Callable[[str], str]
"""From the path of a violation to the name of its file in a baseline."""
_Key = tuple[str, ...]


def parsed(content: bytes, label: str) -> tuple[Entry, ...]:
    """Return the entries of a baseline; ConfigError names the first line that is not as bylint writes it."""
    lines = content.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    _demand_no_conflict(lines, label)
    first = next((number for number, line in enumerate(lines) if line and line[0] != "#"), 0)
    if lines[first] != VERSION:
        raise ConfigError(f"{label}:{first + 1}: {_not_this_version(lines[first])}")
    if _END not in lines:
        raise ConfigError(f"{label}:{len(lines)}: the baseline is torn: its last line, {_END!r}, is missing")
    last = lines.index(_END)
    if any(lines[last + 1 :]):
        raise ConfigError(f"{label}:{last + 2}: something stands behind the last line, {_END!r}")
    return tuple(_entry(line, f"{label}:{number}") for number, line in enumerate(lines[:last], 1) if number > first + 1)


def written(entries: Iterable[Entry]) -> bytes:
    """Return the content of a baseline. Its lines are in an order in which those of one file stand apart, so that two
    branches seldom change lines side by side."""
    return "\n".join((_HEAD, VERSION, *sorted(map(_line, entries)), _END, "")).encode()


def entry_of(violation: Violation, named: Named) -> Entry:
    """Return the entry for a violation; one that is said once for all articles has the site in place of a file."""
    name = _SITE if violation.is_for_all else named(violation.place.path)
    return Entry(violation.code, violation.fingerprint, name)


def compared(
    violations: Sequence[Violation], entries: Sequence[Entry], named: Named, is_there: Callable[[str], bool]
) -> Comparison:
    """Hold violations against entries, each of which knows one of them.

    Beside equal words an entry asks for the same file, where what compared articles is reported at any of them, or for
    the same article where its own file is no longer there; and for the same block before or behind, so that to mend one
    place and to spoil another is not nothing. Those with both are found first. An entry for the whole site knows all
    that shares its cause.
    """
    known = dict(_of_customs(violations, entries))
    used = set(known.values())
    gone = {name for name in {entry.name for entry in entries} if not is_there(name)}
    for sides in (_both_sides, _one_side):
        open_entries: dict[_Key, list[int]] = {}
        for number in reversed(range(len(entries))):
            for key in _keys_of_entry(entries[number], sides, gone) if number not in used else ():
                open_entries.setdefault(key, []).append(number)
        for index, violation in enumerate(violations):
            keys = _keys_of_violation(violation, sides, named) if index not in known else ()
            number = _first_open(keys, open_entries, used)
            if number >= 0:
                known[index] = number
                used.add(number)
    return Comparison(
        tuple(violation for index, violation in enumerate(violations) if index not in known),
        tuple((entries[known[index]], violations[index]) for index in sorted(known)),
        tuple(entry for number, entry in enumerate(entries) if number not in used),
    )


def pruned(found: Comparison, named: Named) -> Iterator[Entry]:
    """Yield the entries of which something is left, as it is now."""
    yield from dict.fromkeys(entry for entry, _ in found.known if entry.name == _SITE)
    yield from (entry_of(violation, named) for entry, violation in found.known if entry.name != _SITE)


def _of_customs(violations: Iterable[Violation], entries: Iterable[Entry]) -> Iterator[tuple[int, int]]:
    """Yield which violations share the cause of which entries for the whole site."""
    customs = {entry.fingerprint.words: number for number, entry in enumerate(entries) if entry.name == _SITE}
    for index, violation in enumerate(violations if customs else ()):
        number = next((customs[cause] for cause in of_causes(violation) if cause in customs), -1)
        if number >= 0:
            yield index, number


def _first_open(keys: Iterable[_Key], open_entries: dict[_Key, list[int]], used: set[int]) -> int:
    """Return the first entry with one of these keys that knows no violation yet, or -1."""
    for key in keys:
        waiting = open_entries.get(key, [])
        while waiting:
            number = waiting.pop()
            if number not in used:
                return number
    return -1


_Sides = Callable[[Fingerprint], tuple[_Key, ...]]


def _both_sides(known_by: Fingerprint) -> tuple[_Key, ...]:
    return (("both", known_by.before, known_by.after),)


def _one_side(known_by: Fingerprint) -> tuple[_Key, ...]:
    return ("before", known_by.before), ("after", known_by.after)


def _keys_of_entry(entry: Entry, sides: _Sides, gone: set[str]) -> Iterator[_Key]:
    words, article, *_ = entry.fingerprint
    where = ("article", article) if entry.name in gone else ("file", entry.name)
    for side in sides(entry.fingerprint):
        yield (entry.code, words, *where, *side)


def _keys_of_violation(violation: Violation, sides: _Sides, named: Named) -> Iterator[_Key]:
    words, article, *_ = violation.fingerprint
    paths = dict.fromkeys((violation.place.path, *(place.path for place, _ in violation.related)))
    for side in sides(violation.fingerprint):
        for where in (*(("file", named(path)) for path in paths), ("article", article)):
            yield (violation.code, words, *where, *side)


def _line(entry: Entry) -> str:
    # A name may hold anything but "/" and zero bytes, line ends too.
    name = json.dumps(entry.name, ensure_ascii=not entry.name.isprintable())
    return " ".join((entry.code, *(each or _NONE for each in entry.fingerprint), name))


def _entry(line: str, place: str) -> Entry:
    code, *digests = line.split(" ", _FIELDS - 1)
    name = _name(digests.pop()) if digests else ""
    if not name or len(digests) != _FIELDS - 2 or not all(map(_DIGEST.fullmatch, digests)):
        raise ConfigError(f"{place}: this is no line of a baseline: a rule, four digests and the name of a file")
    words, article, before, after = ("" if each == _NONE else each for each in digests)
    return Entry(code, Fingerprint(words, article, before, after), name)


def _name(quoted: str) -> str:
    try:
        name = json.loads(quoted)
    except (ValueError, RecursionError):
        return ""
    return name if isinstance(name, str) else ""


def _demand_no_conflict(lines: Sequence[str], label: str) -> None:
    number = next((number for number, line in enumerate(lines, 1) if _CONFLICT.match(line)), 0)
    if number:
        advice = "take the marks out and keep the lines of both sides; `bylint baseline prune` then sorts it out"
        raise ConfigError(f"{label}:{number}: a merge has left its conflict here: {advice}")


def _not_this_version(line: str) -> str:
    if line.startswith("version:"):
        return f"this is a baseline of {line[:40]!r}, and this bylint reads {VERSION!r}"
    return f"this is no baseline: it does not begin with {VERSION!r}"
