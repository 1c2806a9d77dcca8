"""Measures of bylint beside other tools: one file, a hundred, two thousand."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import NamedTuple

from benchmarks.speed import floors
from benchmarks.speed.bench import Bench
from benchmarks.speed.bench import Figure
from benchmarks.speed.bench import Result
from benchmarks.speed.timing import Command
from benchmarks.speed.timing import Turns
from benchmarks.speed.timing import in_turn
from benchmarks.speed.timing import one_core
from benchmarks.speed.timing import ratio
from benchmarks.speed.timing import run

SLOWER = ("semgrep", "markdownlint-cli2", "textlint")
_IMPORTS, _SCANS = "floor: imports", "floor: read, hash, front matter, scan"


class Sizes(NamedTuple):
    """The runs of all tools on one article, on a hundred, on all, and their memory on all."""

    one: Turns
    hundred: Turns
    all: Turns
    memory: dict[str, float]


def rumdl(bench: Bench) -> Result:
    """All articles, one worker, over rumdl's whole default run."""
    runs = _on_all(bench)
    return Result((_figure(runs, "bylint", "rumdl"),), runs)


def slower(bench: Bench) -> Result:
    """How many times faster than others."""
    runs = _on_all(bench)
    return Result(tuple(_figure(runs, name, "bylint") for name in SLOWER), {})


def sizes(bench: Bench) -> Sizes:
    """The table of all tools and sizes."""
    memory = {}
    with one_core():
        one = in_turn(_commands(bench, bench.corpus.one()), bench.rounds, bench.home)
        hundred = in_turn(_commands(bench, bench.corpus.hundred()), bench.rounds, bench.home)
        for name, command in _commands(bench, bench.corpus.articles()).items():
            memory[name] = run(command, bench.home, is_watched=True).peak
    return Sizes(one, hundred, _on_all(bench), memory)


def _figure(runs: Turns, ours: str, theirs: str) -> Figure:
    return Figure.of(ratio(runs[ours], runs[theirs])) if {ours, theirs} <= runs.keys() else Figure(math.nan)


@cache
def _on_all(bench: Bench) -> Turns:
    with one_core():
        return in_turn(_commands(bench, bench.corpus.articles()), bench.rounds, bench.home)


def _commands(bench: Bench, folder: Path) -> dict[str, Command]:
    words = floors.literals(bench.home / "literals.txt")
    return {
        _IMPORTS: Command(floors.python(floors.IMPORTS), folder),
        _SCANS: Command(floors.python(floors.SCANS, ".", words), folder),
        "bylint": bench.check(folder),
        **{peer.name: peer.command(folder) for peer in bench.peers if peer.reads == "articles"},
    }
