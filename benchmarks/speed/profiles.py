"""Where the time of a check goes, package by package."""

from __future__ import annotations

import pstats
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from typing import NamedTuple

from benchmarks.speed.bench import Bench
from benchmarks.speed.timing import run

_PACKAGE = re.compile(r".*/bylint/(?P<floor>\w+)(?:/(?P<part>\w+))?(?:/\w+)*\.py$")
_IMPORTS = ("importlib._bootstrap", "_find_and_load")
_LEAST = 0.005
# Floors whose parts are told one by one.
_TOLD_APART = ("roles",)
Function = tuple[str, int, str]


class Share(NamedTuple):
    """Seconds of a package: its own with what it calls in C, and with all that it calls."""

    package: str
    own: float
    cumulative: float


class Profile(NamedTuple):
    """The seconds of the whole run under the profiler, and the shares, the largest first."""

    seconds: float
    shares: tuple[Share, ...]


def profile(bench: Bench) -> Profile | None:
    """Return the profile of a check of all articles in one process; nothing where the command is no Python script."""
    interpreter = _interpreter(bench.bylint)
    if not interpreter:
        return None
    found = bench.home / "check.profile"
    before, after = interpreter
    run(bench.check(bench.corpus.hundred()), bench.home)  # fills the caches of packs and patterns
    command = bench.check(bench.corpus.articles())
    options = command.words[len(bench.bylint) :]
    run(command._replace(words=(*before, "-m", "cProfile", "-o", str(found), *after, *options)), bench.home)
    return _summed(pstats.Stats(str(found)).stats)  # type: ignore[attr-defined]


def _interpreter(command: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the command as an interpreter, and what it runs."""
    if "-m" in command:
        at = command.index("-m")
        return command[:at], command[at:]
    first = Path(command[0]).read_bytes()[:200].partition(b"\n")[0].decode("utf-8", "replace")
    return ((first[2:].strip(),), command) if first.startswith("#!") and "python" in first else None


def _summed(stats: dict[Function, Any]) -> Profile:
    own: defaultdict[str, float] = defaultdict(float)
    cumulative: defaultdict[str, float] = defaultdict(float)
    for function, (_, _, seconds, _, callers) in stats.items():
        package = _package(function)
        own[package] += seconds if package else 0
        for caller, (_, _, inside, whole) in callers.items():
            from_package = _package(caller)
            # What is written in C counts for who calls it.
            own[from_package] += inside if not package and function[0] == "~" else 0
            cumulative[package] += whole if from_package != package else 0
    cumulative["imports"] = max((whole for function, whole in _imports(stats)), default=0.0)
    total = sum(seconds for _, _, seconds, _, _ in stats.values())
    own[""] = total - sum(seconds for package, seconds in own.items() if package)
    # The command line calls itself by way of click, which would be counted at each turn.
    cumulative["cli"] = 0.0
    shares = [Share(name, own[name], cumulative[name]) for name in {*own, *cumulative} - {""}]
    told = [share for share in shares if max(share[1:]) > total * _LEAST or share.package == "imports"]
    told.sort(key=lambda share: (-max(share.own, share.cumulative), share.package))
    return Profile(total, (*told, Share("other Python", own[""], 0.0)))


def _imports(stats: dict[Function, Any]) -> Iterator[tuple[Function, float]]:
    for function, (_, _, _, whole, _) in stats.items():
        if _IMPORTS[0] in function[0] and function[2] == _IMPORTS[1]:
            yield function, whole


def _package(function: Function) -> str:
    found = _PACKAGE.search(function[0].replace("\\", "/"))
    if not found:
        return ""
    floor, part = found["floor"], found["part"]
    return f"{floor}/{part}" if floor in _TOLD_APART and part and part != "__init__" else floor
