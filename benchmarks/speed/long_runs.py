"""Measures of runs over many articles: two workers, growth, memory, pages, many rules, a large house."""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path

from benchmarks.speed import house as houses
from benchmarks.speed.bench import Bench
from benchmarks.speed.bench import Figure
from benchmarks.speed.bench import Result
from benchmarks.speed.corpus import quiet
from benchmarks.speed.corpus import size_of
from benchmarks.speed.timing import CommandError
from benchmarks.speed.timing import Spent
from benchmarks.speed.timing import Turns
from benchmarks.speed.timing import in_turn
from benchmarks.speed.timing import median
from benchmarks.speed.timing import one_core
from benchmarks.speed.timing import ratio
from benchmarks.speed.timing import run

GROWN = 20
FEW, MANY = 10, 400
HOUSE_RULES, ORGANISATIONS = 500, 10_000


def workers(bench: Bench) -> Result:
    """Two workers over one, on all cores that there are."""
    commands = {f"workers: {n}": bench.check(bench.corpus.articles(), workers=n) for n in (1, 2)}
    runs = in_turn(commands, bench.rounds, bench.home)
    return Result((Figure.of(ratio(runs["workers: 2"], runs["workers: 1"])),), runs)


def growth(bench: Bench) -> Result:
    """The exponent of time from all articles to twenty times as many, start-up included."""
    runs = _grown(bench)
    small, large = (median(each) for each in runs.values())
    wall, processor = (
        math.log(most / least) / math.log(GROWN) for least, most in zip(small[:2], large[:2], strict=True)
    )
    return Result((Figure(wall, processor),), runs)


def memory(bench: Bench) -> Result:
    """Megabytes with one worker, on all articles and on twenty times as many."""
    runs = _grown(bench)
    return Result(tuple(Figure(max(spent.peak for spent in each)) for each in runs.values()), {})


def pages(bench: Bench) -> Result:
    """Milliseconds a page, start-up included, beside those that read pages."""
    folder = bench.corpus.pages()
    others = {peer.name: peer.command(folder) for peer in bench.peers if peer.reads == "pages"}
    with one_core():
        runs = in_turn({"bylint": bench.check(folder), **others}, bench.rounds, bench.home)
    number, _ = size_of(folder)
    spent = median(runs["bylint"])
    return Result((Figure(spent.wall / number * 1000, spent.processor / number * 1000),), runs)


def rules(bench: Bench) -> Result:
    """From 10 to 400 rules: of a house alone, and shipped ones with those of a house."""
    site = houses.site(bench.home / "many", MANY, 0)
    ours, shipped = houses.codes(MANY), bench.rules()
    chosen = {
        "house rules: 10": ours[:FEW],
        "house rules: 400": ours,
        "shipped rules: 10": shipped[:FEW],
        "shipped and house rules: 400": (*shipped, *ours)[:MANY],
    }
    folder = bench.corpus.articles()
    commands = {name: bench.check(folder, "--select", ",".join(few), config=site) for name, few in chosen.items()}
    with one_core():
        runs = in_turn(commands, bench.rounds, bench.home)
    few, many, few_shipped, many_all = runs.values()
    return Result((Figure.of(ratio(many, few)), Figure.of(ratio(many_all, few_shipped))), runs)


def house(bench: Bench) -> Result:
    """A site with many rules and organisations over the default, on articles that fire none."""
    folder = _quiet(bench)
    default = houses.site(bench.home / "default", 0, 0)
    large = houses.site(bench.home / "large", HOUSE_RULES, ORGANISATIONS)
    commands = {"default site": bench.check(folder, config=default), "large house": bench.check(folder, config=large)}
    with one_core():
        runs = in_turn(commands, bench.rounds, bench.home)
    return Result((Figure.of(ratio(runs["large house"], runs["default site"])),), runs)


def _quiet(bench: Bench) -> Path:
    articles = bench.corpus.articles()
    found = json.loads(bench.printed(bench.check(articles, "--format", "json", workers=0)))["violations"]
    loud = {violation["path"] for violation in found}
    if len(loud) >= size_of(articles)[0]:
        raise CommandError("every article fires a rule")
    return quiet(articles, loud)


@cache
def _grown(bench: Bench) -> Turns:
    """Run the check on few and many articles, the many once: it takes minutes, and its noise evens out."""
    small, large = (bench.check(bench.corpus.site(times) / "content") for times in (1, GROWN))
    spent: list[Spent] = []
    with one_core():
        run(small, bench.home)
        spent += (run(small, bench.home, is_watched=True) for _ in range(bench.rounds))
        most = run(large, bench.home, is_watched=True)
    return {"articles": tuple(spent), f"articles, {GROWN} times as many": (most,)}
