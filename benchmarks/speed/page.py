"""The page that shows what was reached, and what was run for it."""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path

from benchmarks.accuracy.page import machine
from benchmarks.speed.bench import Bench
from benchmarks.speed.bench import Result
from benchmarks.speed.beside import Sizes
from benchmarks.speed.corpus import size_of
from benchmarks.speed.profiles import Profile
from benchmarks.speed.rows import ROWS
from benchmarks.speed.table import line
from benchmarks.speed.table import table
from benchmarks.speed.table import words
from benchmarks.speed.timing import Command
from benchmarks.speed.timing import Spent
from benchmarks.speed.timing import Turns
from benchmarks.speed.timing import median

COMMIT = Command(("git", "describe", "--always", "--dirty"), Path.cwd())
HEAD = """# Speed

Written by `make bench`. Each command is run as a whole process, once to warm up and then in turn with what it is
compared with; a figure is the median of the ratios, turn by turn. All runs but those of two workers are on one core.
The verdict goes by the clock, and in brackets by the time of the processor where that says something else: it is
steadier where others use the machine as well. bylint runs with all default rules, its packs compiled as an installed
tool has them, and without results of earlier runs where the row does not say so.
"""
REACHED = """
## What to reach
"""
SIZES = """
## Beside others

Seconds by the clock, medians; megabytes with all children. Each does what it is for: none of the others does what
bylint does.
"""
INSTRUCTIONS = """
## Instructions of one cold hook

Counted by {counter}, with a fixed hash seed.
"""
PROFILE = """
## Where the time of a check goes

All articles in one process under cProfile, which makes calls dearer than they are: {seconds:.1f} s there. *Own* is
time in the package's Python and in what it calls in C, *cumulative* with all that it calls in other packages; imports
are told by the latter alone, and their own share stands under other Python.
"""
RUNS = """
## What was run

Seconds by the clock and of the processor.
"""


def head(bench: Bench, absent: Sequence[str]) -> str:
    articles, bytes_ = size_of(bench.corpus.articles())
    drawn = "drawn from a folder of real ones" if bench.corpus.articles_of else "generated"
    lines = [f"- {articles:,} articles, {bytes_ / 1e6:.1f} MB, {drawn}; {bench.rounds} rounds", f"- {machine()}"]
    lines += [f"- {', '.join(f'{peer.name} {peer.version}' for peer in bench.peers)}"] if bench.peers else []
    lines += [f"- not to be had here: {', '.join(absent)}"] if absent else []
    version, commit = (bench.printed(command).strip() for command in (bench.command(bench.home, "--version"), COMMIT))
    return "\n".join((HEAD, f"- {version} at {commit}, run on {datetime.date.today().isoformat()}", *lines, ""))


def reached(bench: Bench, results: Mapping[str, Result]) -> str:
    lines: list[tuple[str, ...]] = [("measure", "must", "aim", "figure", "of the processor", "verdict")]
    told = words(bench)
    lines += [line(row, results[row.name], told) for row in ROWS if row.name in results]
    return REACHED + table(lines)


def sizes(bench: Bench, found: Sizes) -> str:
    lines = [("", "one small file", "100 files", f"{bench.corpus.number:,} files", "of the processor", "memory, MB")]
    labels = {peer.name: peer.label for peer in bench.peers}
    for name in sorted(found.all, key=lambda name: median(found.all[name]).wall):
        one, hundred, whole = (_seconds(turns, name) for turns in (found.one, found.hundred, found.all))
        processor = f"{median(found.all[name]).processor:.2f}"
        lines.append((labels.get(name, f"**{name}**"), one, hundred, whole, processor, f"{found.memory[name]:.0f}"))
    return SIZES + table(lines)


def instructions(found: tuple[str, Mapping[str, int]]) -> str:
    counter, counts = found
    least = next(iter(counts.values()), 0)
    lines = [("", "million instructions", "over the floor")]
    lines += [(name, f"{count / 1e6:,.1f}", f"{count / least:.2f}") for name, count in counts.items()]
    return INSTRUCTIONS.format(counter=counter) + table(lines)


def profile(found: Profile | None) -> str:
    if not found:
        return "\nNo profile: the command is no Python script.\n"
    lines = [("package", "own, s", "own, %", "cumulative, s")]
    for package, own, cumulative in found.shares:
        whole = f"{cumulative:.2f}" if cumulative else "–"
        lines.append((package, f"{own:.2f}", f"{own / found.seconds:.0%}", whole))
    return PROFILE.format(seconds=found.seconds) + table(lines)


def runs(results: Mapping[str, Result]) -> str:
    lines: list[tuple[str, ...]] = [("row", "command", "runs", "median", "least", "most", "of the processor")]
    for row, result in results.items():
        lines += [(row, name, *_told(spent)) for name, spent in result.runs.items()]
    return RUNS + table(lines)


def _told(spent: Sequence[Spent]) -> Iterator[str]:
    walls = [each.wall for each in spent]
    processor = statistics.median(each.processor for each in spent)
    return iter((f"{len(spent)}", *(f"{n:.3f}" for n in (statistics.median(walls), min(walls), max(walls), processor))))


def _seconds(turns: Turns, name: str) -> str:
    return f"{median(turns[name]).wall:.3f}" if name in turns else "–"
