"""Measures of runs that know what earlier ones found: nothing has changed, or one article of very many."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

from benchmarks.speed import floors
from benchmarks.speed.bench import Bench
from benchmarks.speed.bench import Figure
from benchmarks.speed.bench import Result
from benchmarks.speed.timing import Command
from benchmarks.speed.timing import in_turn
from benchmarks.speed.timing import one_core
from benchmarks.speed.timing import ratio
from benchmarks.speed.timing import run

ARCHIVE = 50
_CHECK = ("check", "--exit-zero", "--archive")
# The times of files that were written just now cannot be relied on, so that they are read again.
_SETTLED = 2.5


def again(bench: Bench) -> Result:
    """A second run on the whole site over a Python that only reads and hashes its files."""
    site = bench.corpus.site(1)
    return _over(bench, bench.command(site, *_CHECK, "--workers", "1"), "second run", floors.HASHES)


def changed(bench: Bench) -> Result:
    """One changed article among very many, over a Python that only lists and stats the files."""
    site = bench.corpus.site(ARCHIVE)
    articles = sorted(site.glob(f"content/{ARCHIVE // 2:03}/*/*.md"))
    article = articles[len(articles) // 2]
    check = bench.command(site, *_CHECK, str(article.relative_to(site)))
    change = partial(_change, article, article.read_text(encoding="utf-8").partition(_ADDED)[0])
    return _over(bench, check._replace(before=change), "one changed", floors.STATS)


_ADDED = "\nThe boats of this morning came back at "


def _change(article: Path, text: str) -> None:
    article.write_text(f"{text}{_ADDED}{time.time_ns()}.\n", encoding="utf-8")


def _over(bench: Bench, command: Command, name: str, program: str) -> Result:
    floor = Command(floors.python(program, "content"), command.folder)
    # The store is filled, or brought up to date where it is of an earlier run.
    run(bench.command(command.folder, "audit", "--exit-zero"), bench.home)
    time.sleep(_SETTLED)
    with one_core():
        runs = in_turn({"floor: python": floor, name: command}, bench.rounds, bench.home)
    return Result((Figure.of(ratio(runs[name], runs["floor: python"])),), runs)
