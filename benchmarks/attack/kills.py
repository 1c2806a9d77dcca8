"""Runs killed at random moments: articles are whole, later answers right, and nothing is left behind."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from benchmarks.attack import site as sites
from benchmarks.attack.running import Attack
from benchmarks.attack.running import Result
from benchmarks.attack.running import environment
from benchmarks.attack.running import files_in
from benchmarks.attack.running import kill_group
from benchmarks.attack.running import orphans
from benchmarks.attack.running import run
from benchmarks.attack.running import stores_below

NUMBER = 400
ARTICLES = 40
TODAY = ("--today", "2026-01-01")
_TOUCHED = 9
_AMID_SECONDS = 0.03


class Killed:
    """What became of many killed runs, counted."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.failures: list[str] = []

    def failed(self, kind: str, words: str = "") -> None:
        self.counts[kind] += 1
        self.failures.append(f"{kind}: {words}" if words else kind)


def kills(attack: Attack) -> Result:
    """Kill half of the runs while they mend, and half while they audit."""
    number = attack.number or NUMBER
    chance, killed = random.Random(attack.seed), Killed()
    _mending(attack, chance, killed, number // 2)
    _auditing(attack, chance, killed, number - number // 2)
    counts = killed.counts
    figures = (
        ("kills of `check --fix`: before the first write, amid, after the last", _three(counts, "mending")),
        ("kills of `audit`: with an empty store, with a full one", f"{counts['cold']}, {counts['warm']}"),
        ("articles damaged or lost", f"{counts['damaged']}"),
        ("files left behind by the next run: beside articles, in the cache", f"{counts['left']}, {counts['kept']}"),
        ("later answers that are wrong: of --fix, of audit", f"{counts['unmended']}, {counts['wrong']}"),
        ("processes that outlive the kill by 5 s", f"{counts['orphan']}"),
    )
    return Result(figures, tuple(killed.failures))


def _three(counts: Mapping[str, int], of: str) -> str:
    return ", ".join(f"{counts.get(f'{of} {when}', 0)}" for when in ("before", "amid", "after"))


def _mending(attack: Attack, chance: random.Random, killed: Killed, number: int) -> None:
    source, scratch = attack.home / "source", attack.home / "mending"
    sites.write(source, min(ARTICLES, 12 + number))
    before = files_in(source)
    mend = (*attack.bylint, "check", "--fix", "--exit-zero", *TODAY)
    after, whole = _mended(attack, source, scratch, mend)
    cache = _names(attack.home)
    for at in range(number):
        _fresh(source, scratch)
        child = _started((*mend, "--workers", f"{1 + at % 2}"), scratch, attack.home)
        if at % 2:
            _sleep_until_written(child, scratch, chance)
        else:
            time.sleep(chance.uniform(0, whole))
        _kill(child, chance, killed)
        _judge_killed(killed, files_in(scratch), before, after)
        run(mend, scratch, attack.home)
        _judge_next(killed, files_in(scratch), after, _names(attack.home) - cache)


def _mended(attack: Attack, source: Path, scratch: Path, mend: tuple[str, ...]) -> tuple[dict[str, bytes], float]:
    """Return the articles as a whole run leaves them, and the seconds of such a run with a warm cache."""
    for _ in range(2):
        _fresh(source, scratch)
        ended = run(mend, scratch, attack.home)
    return files_in(scratch), ended.wall


def _judge_killed(
    killed: Killed, found: Mapping[str, bytes], before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> None:
    for name, content in before.items():
        if found.get(name) not in (content, after[name]):
            killed.failed("damaged", f"{name} {'is lost' if name not in found else 'is neither as before nor mended'}")
    mended = sum(found.get(name) == after[name] != before[name] for name in before)
    whole = sum(after[name] != content for name, content in before.items())
    killed.counts[f"mending {'before' if not mended else 'after' if mended == whole else 'amid'}"] += 1


def _judge_next(killed: Killed, found: Mapping[str, bytes], after: Mapping[str, bytes], kept: set[str]) -> None:
    if left := sorted(found.keys() - after.keys()):
        killed.failed("left", f"after the next --fix {left[0]} is still there")
    if any(found.get(name) != content for name, content in after.items()):
        killed.failed("unmended", "the next --fix does not mend the rest")
    if kept:
        killed.failed("kept", f"in the cache {min(kept)}")


def _auditing(attack: Attack, chance: random.Random, killed: Killed, number: int) -> None:
    site = attack.home / "auditing"
    sites.write(site, min(ARTICLES, 12 + number))
    audit = (*attack.bylint, "audit", "--format", "json", *TODAY)
    for _ in range(2):
        wanted = run(audit, site, attack.home)
    whole = run((*audit, "--no-cache"), site, attack.home).wall
    cache, beside = _names(attack.home), files_in(site).keys()
    articles = sorted((site / "content").iterdir())
    for at in range(number):
        killed.counts["warm" if at % 2 else "cold"] += 1
        _drop_stores(attack.home)
        if at % 2:
            run(audit, site, attack.home)
        for path in chance.sample(articles, _TOUCHED):
            os.utime(path)
        child = _started((*audit, "--workers", f"{1 + at // 2 % 2}"), site, attack.home)
        time.sleep(chance.uniform(0, whole))
        _kill(child, chance, killed)
        later = run(audit, site, attack.home)
        if (later.code, later.out) != (wanted.code, wanted.out):
            killed.failed("wrong", f"exit {later.code} {later.fault}")
        if kept := _names(attack.home) - cache:
            killed.failed("kept", f"in the cache {min(kept)}")
        if left := files_in(site).keys() - beside:
            killed.failed("left", f"in the site {min(left)}")


def _started(words: tuple[str, ...], folder: Path, home: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        words, cwd=folder, env=environment(home), stdin=-3, stdout=-3, stderr=-3, start_new_session=True
    )


def _kill(child: subprocess.Popen[bytes], chance: random.Random, killed: Killed) -> None:
    """Kill a run alone, as the system does when memory is short, or with its workers."""
    if chance.random() < 0.5:
        child.kill()
    else:
        kill_group(child.pid)
    child.wait()
    if number := orphans(child.pid):
        killed.failed("orphan", f"{number} processes of a killed run")


def _sleep_until_written(child: subprocess.Popen[bytes], site: Path, chance: random.Random) -> None:
    """Wait for the first file that is new or another, and a moment more."""
    content = site / "content"
    before = {(entry.name, entry.inode()) for entry in os.scandir(content)}
    while child.poll() is None and {(entry.name, entry.inode()) for entry in os.scandir(content)} == before:
        pass
    time.sleep(chance.uniform(0, _AMID_SECONDS))


def _fresh(source: Path, scratch: Path) -> None:
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(source, scratch)


def _names(home: Path) -> set[str]:
    return {str(path.relative_to(home)) for path in (home / "cache").rglob("*")}


def _drop_stores(home: Path) -> None:
    for path in stores_below(home / "cache", home / "auditing"):
        path.unlink()
