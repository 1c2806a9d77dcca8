"""Damaged articles, in one process and by the command: no traceback, none slow, none lost, always the same bytes."""

from __future__ import annotations

import json
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.attack import mutating
from benchmarks.attack.running import Attack
from benchmarks.attack.running import Ended
from benchmarks.attack.running import Result
from benchmarks.attack.running import run

NUMBER = 20_000
_PER_FOLDER = 500
_REPOSITORY = Path(__file__).parents[2]
_HOUR = 3_600.0


def mutations(attack: Attack) -> Result:
    """Write damaged articles and look at all of them in four ways."""
    number = attack.number or NUMBER
    site = attack.home / "mutations"
    size = _written(attack, site, number)
    alone, failures = _in_process(attack, site)
    check = (*attack.bylint, "check", "--format", "json", "--exit-zero", "--today", "2026-01-01", "--workers")
    one = run((*check, "1"), site, attack.home, seconds=_HOUR)
    two = run((*check, "2"), site, attack.home, seconds=_HOUR)
    failures += [*_judged(one, number), *_judged(two, number)]
    failures += [] if one.out == two.out else ["1 and 2 workers print different bytes"]
    if failures:
        _keep(site)
    figures = (
        ("files, megabytes", f"{number:,}, {size / 1e6:.0f}"),
        ("in one process: tracebacks", f"{len(alone['tracebacks'])}"),
        ("in one process: over 2 s of the processor, the worst", f"{len(alone['slow'])}, {alone['worst']:.2f} s"),
        ("in one process: other outcome at the second look", f"{len(alone['differing'])}"),
        ("by the command: exit with 1 and 2 workers", f"{one.code}, {two.code}"),
        ("by the command: lost, not judged", f"{_lost(one, number)}, {_codes(one)['LNT010']}"),
        ("by the command: the same bytes with 1 and 2 workers", "yes" if one.out == two.out else "NO"),
    )
    return Result(figures, tuple(failures))


def _written(attack: Attack, site: Path, number: int) -> int:
    chance = random.Random(attack.seed)
    pool = mutating.seeds(attack.corpora, chance)
    size = 0
    for at in range(number):
        seed = mutating.mutated(chance, pool)
        path = site / f"{at // _PER_FOLDER:03}" / f"a{at:05}{seed.suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        size += path.write_bytes(seed.content)
    (site / "bylint.yaml").write_text("version: 1\ncontent: ['**']\n", encoding="utf-8")
    return size


def _in_process(attack: Attack, site: Path) -> tuple[dict[str, list[str]], list[str]]:
    looking = (sys.executable, "-m", "benchmarks.attack.looking", str(site))
    ended = run(looking, _REPOSITORY, attack.home, seconds=_HOUR)
    if ended.code:
        return {"tracebacks": ["?"], "slow": [], "differing": [], "worst": 0.0}, [f"in one process: {ended.fault}"]
    found = json.loads(ended.out)
    kinds = Counter(line.partition(": ")[2] for line in found["tracebacks"])
    failures = [f"in one process, {count} times: {kind}" for kind, count in kinds.most_common()]
    failures += [f"in one process: {line}" for line in found["slow"]]
    failures += [f"in one process: {name} has another outcome at the second look" for name in found["differing"]]
    return found, failures


def _judged(ended: Ended, number: int) -> Iterator[str]:
    if ended.fault:
        yield f"by the command: {ended.fault}"
    elif lost := _lost(ended, number):
        yield f"by the command: {lost} of {number} files are in no summary"
    if unjudged := _codes(ended)["LNT010"]:
        yield f"by the command: {unjudged} files were not judged (LNT010)"


def _lost(ended: Ended, number: int) -> int:
    if ended.fault:
        return number
    return number - json.loads(ended.out)["summary"]["files"]


def _codes(ended: Ended) -> Counter[str]:
    return Counter() if ended.fault else Counter(found["code"] for found in json.loads(ended.out)["violations"])


def _keep(site: Path) -> None:
    """Keep the files of a run that failed, so that each can be looked at."""
    kept = Path(tempfile.gettempdir()) / "bylint-attack-mutations"
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(site, kept)
    sys.stderr.write(f"attack: the files are kept in {kept}\n")
