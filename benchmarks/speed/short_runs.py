"""Measures of runs that take a moment: the hook on one article, the version, the help."""

from __future__ import annotations

from benchmarks.speed import floors
from benchmarks.speed.bench import Bench
from benchmarks.speed.bench import Figure
from benchmarks.speed.bench import Result
from benchmarks.speed.timing import Command
from benchmarks.speed.timing import in_turn
from benchmarks.speed.timing import one_core
from benchmarks.speed.timing import ratio


def hook(bench: Bench) -> Result:
    """One cold process on one small article, and on one of middling length, which is not judged."""
    middling = sorted(bench.corpus.hundred().glob("*.md"), key=lambda file: file.stat().st_size)
    one = bench.corpus.one()
    on_larger = str(middling[len(middling) // 2])
    return _over_imports(
        bench,
        {
            "hook": bench.command(one, "check", "--no-config", "--exit-zero", "ferry.md"),
            "hook, article of middling length": bench.command(one, "check", "--no-config", "--exit-zero", on_larger),
        },
        judged=("hook",),
    )


def start(bench: Bench) -> Result:
    """The version and the help."""
    one = bench.corpus.one()
    commands = {words: bench.command(one, words) for words in ("--version", "--help")}
    return _over_imports(bench, commands, judged=tuple(commands))


def _over_imports(bench: Bench, commands: dict[str, Command], judged: tuple[str, ...]) -> Result:
    floor = Command(floors.python(floors.IMPORTS), bench.corpus.one())
    with one_core():
        runs = in_turn({"floor: imports": floor, **commands}, bench.rounds, bench.home)
    return Result(tuple(Figure.of(ratio(runs[name], runs["floor: imports"])) for name in judged), runs)
