"""Patterns compiled when they are first used, and kept in compiled form from one run to the next.

A run on one article uses a third of the patterns of the house; compiling these takes longer than all the rest, so the
code that `re` makes of them is kept in the user's cache, as numbers.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from typing import Any
from typing import cast

from bylint.model.value import NamedTuple
from bylint.text.choices import written_out
from bylint.text.digest import digest

# More than there are: what is kept is dropped and made anew when the patterns of many versions have gathered.
_MOST = 1000
# What may come of a file that is not what it was when it was written.
_DAMAGED = (LookupError, TypeError, ValueError, RuntimeError, OverflowError)
_fresh: dict[str, tuple[Any, ...]] = {}


def lazily(pattern: str | Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """Return what behaves as `re.compile(pattern, flags)` does, compiled at the first call of one of its methods.

    A pattern that takes time to write may be given as a function that writes it.
    """
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


def keep_compiled() -> None:
    """Write what this run had to compile to the cache, for the next."""
    if not _fresh:
        return
    from bylint.text.shipped import keep

    try:
        known = {**{key: _thawed(key) for key in _kept().entries}, **_fresh}
    except _DAMAGED:
        known = _fresh
    keep(_file(), _frozen(_fresh if len(known) > _MOST else known))
    _fresh.clear()


class _Kept(NamedTuple):
    """What the cache holds: of each pattern its flags and groups, and where its numbers stand among all."""

    entries: dict[str, list[Any]]
    numbers: memoryview


class _Lazy:
    def __init__(self, pattern: str | Callable[[], str], flags: int) -> None:
        self._source, self._flags = pattern, int(flags)

    def __getattr__(self, name: str) -> Any:
        if name == "_pattern":
            source = self._source
            self._pattern = _compiled(source if isinstance(source, str) else source(), self._flags)
            return self._pattern
        found = getattr(self._pattern, name)
        setattr(self, name, found)  # so that the next call finds it without coming here
        return found


@lru_cache(maxsize=_MOST)
def _compiled(pattern: str, flags: int) -> re.Pattern[str]:
    """Return the pattern, from the numbers that are kept of it where they are."""
    try:
        sre, compiler = import_module("_sre"), import_module("re._compiler")
    except ImportError:
        return re.compile(written_out(pattern), flags)  # another Python, with an engine of its own
    key = _key(pattern, flags)
    try:
        found: re.Pattern[str] = sre.compile(pattern, *_thawed(key))
    except _DAMAGED:
        _fresh[key] = _coded(compiler, written_out(pattern), flags)
        found = sre.compile(pattern, *_fresh[key])
    return found


def _coded(compiler: Any, pattern: str, flags: int) -> tuple[Any, ...]:
    """Return what the compiler of `re` hands to its engine: flags, code, number and names of groups."""
    parsed = compiler._parser.parse(pattern, flags)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    return flags | state.flags, compiler._code(parsed, flags), state.groups - 1, state.groupdict, tuple(names)


def _frozen(known: Mapping[str, tuple[Any, ...]]) -> bytes:
    """Return one line of JSON and then the numbers of all patterns, as they are in the memory of this machine."""
    from array import array
    from json import dumps

    entries, numbers = {}, array("I")
    for key, (flags, code, groups, named, names) in known.items():
        entries[key] = [int(flags), len(numbers), len(numbers) + len(code), groups, named, names]
        numbers.extend(code)
    return f"{dumps(entries)}\n".encode() + numbers.tobytes()


def _thawed(key: str) -> tuple[Any, ...]:
    entries, numbers = _kept()
    flags, start, end, groups, named, names = entries[key]
    return flags, numbers[start:end].tolist(), groups, named, tuple(names)


def _key(pattern: str, flags: int) -> str:
    return digest(f"{flags} {pattern}".encode("utf-8", "surrogatepass"), 12)


@lru_cache(maxsize=1)
def _kept() -> _Kept:
    from json import loads

    try:
        content = _file().read_bytes()
        start = content.index(b"\n") + 1
        entries = loads(content[:start])
        return _Kept(entries if isinstance(entries, dict) else {}, memoryview(content)[start:].cast("I"))
    except (OSError, ValueError, TypeError):
        return _Kept({}, memoryview(b""))


def _file() -> Any:
    from bylint.text.shipped import cache_folder

    # The engine's code differs between versions of Python, and is kept as this machine has it in memory.
    return cache_folder() / f"patterns-{sys.implementation.name}-{sys.hexversion:x}-{sys.byteorder}.bin"
