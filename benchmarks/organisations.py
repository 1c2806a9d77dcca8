"""How much more an article costs with 10,000 organisations in a site's directory than with 150.

    python benchmarks/organisations.py [ARTICLE]

Each directory is compiled once, as in a run; then the article is understood in turn with both, many times. The figure
is the ratio of the medians. Compiling is told apart: it is paid once a run.
"""

from __future__ import annotations

import platform
import statistics
import sys
import time
from itertools import islice
from pathlib import Path

from bylint.engine import understood
from bylint.model.world import Alias
from bylint.model.world import Directory
from bylint.model.world import Knowledge
from bylint.model.world import Organisation
from bylint.people import directory
from bylint.text.files import Lists
from bylint.text.files import shipped
from bylint.text.organisations import index

FEW, MANY, RUNS = 150, 10_000, 60
_WORDS = "harbour river valley northern upper coastal maritime public rural central county lake island mill".split()
_KINDS = "Agency Institute College Board Office Council Laboratory Command Bank Ministry".split()
ARTICLE = """---
title: Who counts the buoys
author: Marta Quell
date: 2023-05-09
---

{text}

Marta Quell is a professor of strategy at the U.S. Naval War College and an adviser to the Upper River Agency 7.

The views expressed are those of the author and do not reflect the official policy or position of the U.S. Naval War
College, the Department of the Navy, the Department of Defense, or the U.S. government.
"""
PARAGRAPH = (
    "Every buoy has a number, and no two lists agree on it. The Northern Harbour Office keeps one, the Coastal Command "
    "another, and a clerk at the Lake County Board, who has counted since 1987, trusts neither of them.\n\n"
)


def main() -> None:
    content = Path(sys.argv[1]).read_bytes() if len(sys.argv) > 1 else ARTICLE.format(text=PARAGRAPH * 30).encode()
    known = {size: _knowledge(size) for size in (FEW, MANY)}
    times: dict[int, list[float]] = {FEW: [], MANY: []}
    for _ in range(RUNS):
        for size, knowledge in known.items():
            times[size].append(_seconds(content, knowledge))
    few, many = (statistics.median(times[size]) * 1000 for size in (FEW, MANY))
    sys.stdout.write(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}\n")
    sys.stdout.write(f"one article of {len(content):,} bytes: {few:.2f} ms with {FEW}, {many:.2f} ms with {MANY:,}")
    sys.stdout.write(f" organisations: {many / few:.2f} times ({RUNS} pairs)\n")


def _knowledge(size: int) -> Knowledge:
    lists = Lists(shipped())
    known = dict(islice(directory(lists).organisations.items(), size))
    # The shipped ones are too few for the larger directory: the rest is made up, with names that share their words.
    ours = (_made_up(number) for number in range(size - len(known)))
    both = Directory({**known, **{body.id: body for body in ours}})
    started = time.perf_counter()
    index(both)
    sys.stdout.write(f"{size:>6,} organisations compiled in {(time.perf_counter() - started) * 1000:.0f} ms\n")
    return Knowledge(lists, both)


def _made_up(number: int) -> Organisation:
    first, second = _WORDS[number % len(_WORDS)], _WORDS[number // len(_WORDS) % len(_WORDS)]
    kind = _KINDS[number // len(_WORDS) ** 2 % len(_KINDS)]
    name = f"{first.title()} {second.title()} {kind} {number}"
    return Organisation(f"made-up-{number}", name, (Alias(f"{kind[:2].upper()}{number}"),), requirement="policy")


def _seconds(content: bytes, knowledge: Knowledge) -> float:
    started = time.perf_counter()
    understood("buoys.md", ".md", content, knowledge)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
