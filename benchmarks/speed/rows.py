"""What is to be reached, row by row."""

from __future__ import annotations

import math
from collections.abc import Callable
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.speed import archive_runs
from benchmarks.speed import beside
from benchmarks.speed import change_runs
from benchmarks.speed import long_runs
from benchmarks.speed import short_runs
from benchmarks.speed.bench import Bench
from benchmarks.speed.bench import Result
from benchmarks.speed.peers import EXTRACTORS


class Row(NamedTuple):
    """A measure, what must be reached and what is aimed at, figure by figure, and the peers that it needs."""

    name: str
    label: str
    must: tuple[float, ...]
    aim: tuple[float, ...]
    measure: Callable[[Bench], Result]
    unit: str = ""
    is_more_better: bool = False
    peers: tuple[str, ...] = ()


ROWS = (
    Row("hook", "hook on one article, cold process, over the import floor", (1.35,), (1.15,), short_runs.hook),
    Row("start", "`--version`, `--help` over the import floor", (0.75, 0.75), (0.65, 0.65), short_runs.start),
    Row(
        "rumdl",
        "{number} articles ({megabytes}), one worker, over rumdl's whole default run beside it",
        (1.5,),
        (1.0,),
        beside.rumdl,
        peers=("rumdl",),
    ),
    Row(
        "slower",
        "the same: times faster than semgrep / markdownlint-cli2 / textlint",
        (1.8, 12, 13),
        (2.7, 17, 20),
        beside.slower,
        is_more_better=True,
        peers=beside.SLOWER,
    ),
    Row("workers", "{number} articles, two workers over one", (0.6,), (0.55,), long_runs.workers),
    Row(
        "again",
        "second run, nothing changed, over a Python that only reads and hashes (blake2b) the same files",
        (2.0,),
        (1.6,),
        archive_runs.again,
    ),
    Row(
        "everything",
        "check of all {generated} articles behind an audit, over a Python that only reads and hashes the same files",
        (4.0,),
        (3.0,),
        change_runs.everything,
    ),
    Row(
        "changes",
        "`check --since HEAD~1` / `--staged` on one article of {generated}, over a Python that lists and stats them",
        (10.0, 10.0),
        (8.0, 8.0),
        change_runs.changes,
    ),
    Row(
        "changed",
        "one changed article among {archive} with `--archive`, over a Python that only lists and stats the same files",
        (1.5,),
        (1.2,),
        archive_runs.changed,
    ),
    Row(
        "growth",
        "growth exponent from {number} to {grown} articles, cross-article rules on",
        (1.08,),
        (1.03,),
        long_runs.growth,
    ),
    Row("memory", "peak memory at {number} / {grown} articles", (60, 160), (40, 100), long_runs.memory, " MB"),
    Row("rules", "from 10 to 400 rules: of a house alone / shipped and house", (3, 3), (2, 2), long_runs.rules),
    Row("pages", "HTML pages (median {page}), one worker", (6,), (3,), long_runs.pages, " ms", peers=EXTRACTORS),
    Row(
        "house",
        "a site with 500 house rules and 10,000 organisations, over the default, on articles that fire none",
        (1.5,),
        (1.2,),
        long_runs.house,
    ),
)


def verdict(row: Row, figures: Sequence[float]) -> str:
    """Say what was reached, figure by figure where they differ."""
    told = [_verdict(row, *each) for each in zip(figures, row.must, row.aim, strict=False)]
    return " / ".join(told if len(set(told)) > 1 else told[:1])


def _verdict(row: Row, figure: float, must: float, aim: float) -> str:
    if math.isnan(figure):
        return "not measured"
    if _share(row, figure, aim) <= 1:
        return "reached the aim"
    over = _share(row, figure, must)
    return "reached the must" if over <= 1 else f"missed by {over - 1:.0%}"


def _share(row: Row, figure: float, limit: float) -> float:
    return limit / figure if row.is_more_better else figure / limit
