"""Measures of a repository in daily use: all is known of earlier runs, one article was committed, one is staged."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from benchmarks.speed import floors
from benchmarks.speed.bench import Bench
from benchmarks.speed.bench import Figure
from benchmarks.speed.bench import Result
from benchmarks.speed.timing import Command
from benchmarks.speed.timing import CommandError
from benchmarks.speed.timing import Turns
from benchmarks.speed.timing import environment
from benchmarks.speed.timing import in_turn
from benchmarks.speed.timing import one_core
from benchmarks.speed.timing import ratio
from benchmarks.speed.timing import run

_ADDED = "\nThe boats of this {day} came back late.\n"
_SIGNED = ("-c", "user.name=Mina Okafor", "-c", "user.email=mina@example.com")
_FLOOR = "floor: python"
# The times of files that were written just now cannot be relied on, so that they are read again.
_SETTLED = 2.5


def everything(bench: Bench) -> Result:
    """A check of everything behind an audit, over a Python that only reads and hashes the same files."""
    site = bench.corpus.generated()
    run(bench.command(site, "audit", "--exit-zero"), bench.home)
    time.sleep(_SETTLED)
    runs = _in_turn(bench, site, floors.HASHES, {"check": ("check", "--exit-zero", "--workers", "1")})
    return _over(runs, "check")


def changes(bench: Bench) -> Result:
    """What changed since the last commit, and what is staged, over a Python that only lists and stats all files."""
    site = _repository(bench)
    commands = {"since": ("check", "--exit-zero", "--since", "HEAD~1"), "staged": ("check", "--exit-zero", "--staged")}
    return _over(_in_turn(bench, site, floors.STATS, commands), *commands)


def _in_turn(bench: Bench, site: Path, program: str, commands: Mapping[str, tuple[str, ...]]) -> Turns:
    floor = Command(floors.python(program, "content"), site)
    ours = {name: bench.command(site, *words) for name, words in commands.items()}
    with one_core():
        return in_turn({_FLOOR: floor, **ours}, bench.rounds, bench.home)


def _over(runs: Turns, *names: str) -> Result:
    return Result(tuple(Figure.of(ratio(runs[name], runs[_FLOOR])) for name in names), runs)


def _repository(bench: Bench) -> Path:
    """Return the generated site in a repository of git: its last commit changes one article, a change of another is
    staged."""
    if shutil.which("git") is None:
        raise CommandError("there is no git to ask")
    site = bench.corpus.generated()
    if not (site / ".git").exists():
        first, *_, last = sorted(site.rglob("*.md"))
        _git(bench, site, "init", "--quiet")
        _git(bench, site, "add", ".")
        _git(bench, site, *_SIGNED, "commit", "--quiet", "--message", "All")
        _change(first, "morning")
        _git(bench, site, *_SIGNED, "commit", "--quiet", "--all", "--message", "One")
        _change(last, "evening")
        _git(bench, site, "add", ".")
    return site


def _change(article: Path, day: str) -> None:
    with article.open("a", encoding="utf-8") as file:
        file.write(_ADDED.format(day=day))


def _git(bench: Bench, site: Path, *words: str) -> None:
    subprocess.run(("git", *words), cwd=site, env=environment(bench.home), check=True)
