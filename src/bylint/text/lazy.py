"""Patterns compiled when they are first used, and kept in compiled form from one run to the next.

A run on one article uses a third of the patterns of the house; compiling these takes longer than all the rest, so the
code that `re` makes of them is kept in the user's cache, as numbers.
"""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from importlib import import_module
from typing import Any
from typing import cast

from bylint.text.digest import digest

# More than there are: what is kept is dropped and made anew when the patterns of many versions have gathered.
_MOST = 1000
_fresh: dict[str, list[Any]] = {}


def lazily(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what behaves as `re.compile(pattern, flags)` does, compiled at the first call of one of its methods."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


def keep_compiled() -> None:
    """Write what this run had to compile to the cache, for the next."""
    if not _fresh:
        return
    from json import dumps

    from bylint.text.shipped import keep

    known = {**_kept(), **_fresh}
    keep(_file(), dumps(_fresh if len(known) > _MOST else known))
    _fresh.clear()


class _Lazy:
    def __init__(self, pattern: str, flags: int) -> None:
        self._source = (pattern, int(flags))

    def __getattr__(self, name: str) -> Any:
        if name == "_pattern":
            self._pattern = _compiled(*self._source)
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
        return re.compile(pattern, flags)  # another Python, with an engine of its own
    key = _key(pattern, flags)
    kept = _kept().get(key)
    try:
        found: re.Pattern[str] = sre.compile(pattern, *_thawed(kept))
    except (TypeError, ValueError, RuntimeError, OverflowError):
        fresh = _coded(compiler, pattern, flags)
        _fresh[key] = _frozen(fresh)
        found = sre.compile(pattern, *fresh)
    return found


def _coded(compiler: Any, pattern: str, flags: int) -> tuple[Any, ...]:
    """Return what the compiler of `re` hands to its engine: flags, code, number and names of groups."""
    parsed = compiler._parser.parse(pattern, flags)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    return flags | state.flags, compiler._code(parsed, flags), state.groups - 1, state.groupdict, tuple(names)


def _frozen(coded: tuple[Any, ...]) -> list[Any]:
    from array import array

    flags, code, groups, numbers, names = coded
    return [int(flags), array("I", code).tobytes().hex(), groups, numbers, names]


def _thawed(kept: Any) -> tuple[Any, ...]:
    flags, code, groups, numbers, names = kept
    return flags, memoryview(bytes.fromhex(code)).cast("I").tolist(), groups, numbers, tuple(names)


def _key(pattern: str, flags: int) -> str:
    return digest(f"{flags} {pattern}".encode("utf-8", "surrogatepass"), 12)


@lru_cache(maxsize=1)
def _kept() -> dict[str, list[Any]]:
    from json import loads

    try:
        found = loads(_file().read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _file() -> Any:
    from bylint.text.shipped import cache_folder

    # The engine's code differs between versions of Python, and is kept as this machine has it in memory.
    return cache_folder() / f"patterns-{sys.implementation.name}-{sys.hexversion:x}-{sys.byteorder}.json"
