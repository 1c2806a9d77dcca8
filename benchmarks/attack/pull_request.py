"""A hostile pull request in CI: what is wrong is reported, and nothing elsewhere is read, written or deleted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.attack import planting
from benchmarks.attack import watching
from benchmarks.attack.running import Attack
from benchmarks.attack.running import Ended
from benchmarks.attack.running import Result
from benchmarks.attack.running import files_in
from benchmarks.attack.running import last_line
from benchmarks.attack.running import run

SECONDS, MEGABYTES = 60.0, 600.0
_CI = {"CI": "true", "GITHUB_ACTIONS": "true", "PYTHONDONTWRITEBYTECODE": "1"}
_TODAY = ("--today", "2026-01-01")
RUNS = (
    ("check", "--format", "json"),
    ("audit", "--format", "json"),
    ("check", "--format", "text"),
    ("check", "--format", "github"),
    ("check", "--format", "concise"),
)
# What bylint itself tells GitHub: where something is wrong, and how much more of it the log holds.
_ANNOTATION = re.compile(r"::(?:error|warning|notice) file=|::notice title=bylint::[\d,]+ violations? more in the log")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def pull_request(attack: Attack) -> Result:
    """Judge the pull request as CI would, in every format, once more under the eyes of strace, and mend it."""
    # A share of the size of everything, for a quick look.
    share = 1.0 if attack.number is None else attack.number / 100
    site = attack.home / "work" / "site"
    site.parent.mkdir()
    planted = planting.plant(attack, site, share)
    home = attack.home / "runner"
    outside, before = files_in(site.parent / "outside"), files_in(site)
    by = by_own_settings(site, home)
    ended = {words: judged(attack, (*words, *by), site, home) for words in RUNS}
    failures = [f"{' '.join(words)}: {said}" for words, each in ended.items() for said in wrong(words, each)]
    watched, strayed = _watched(attack, site, home, by)
    with_theirs = judged(attack, RUNS[0], site, home)
    failures += [] if with_theirs.code == 2 else [f"with their settings: exit {with_theirs.code}"]
    failures += [
        f"with their settings: {path}:{line} {code} is not reported" for path, line, code in missing(with_theirs)
    ]
    failures += strayed
    failures += [f"the site is changed: {name!r}" for name in _changed(before, files_in(site))]
    judged(attack, ("check", "--fix"), site, home)
    judged(attack, ("check", "--fix", "content/links/secret.md", "content/links/folder"), site, home)
    failures += [f"outside is changed: {name}" for name in _changed(outside, files_in(site.parent / "outside"))]
    first = ended[RUNS[0]]
    figures = (
        ("hostile things in the tree", f"{len(planted)}"),
        ("exit", ", ".join(f"{each.code}" for each in ended.values())),
        ("exit and planted violations with settings of theirs", f"{with_theirs.code}, {_found(with_theirs)} of 12"),
        ("planted violations reported by check, audit", f"{_found(first)}, {_found(ended[RUNS[1]])} of 12"),
        ("seconds by the clock, at most", f"{max(each.wall for each in ended.values()):.1f}"),
        ("seconds of the processor, at most", f"{max(each.processor for each in ended.values()):.1f}"),
        ("megabytes of a process, at most", f"{max(each.megabytes for each in ended.values()):.0f}"),
        ("read, written or deleted outside of the tree", watched),
        ("what did not hold", f"{len(failures)}"),
    )
    return Result(figures, tuple(failures))


def by_own_settings(site: Path, home: Path) -> tuple[str, ...]:
    """Return what CI adds where a pull request may not change the rules: settings that it brings are in force for what
    lies beside them, unless the run goes by those of one's own branch."""
    trusted = home / "trusted" / "bylint.yaml"
    trusted.parent.mkdir(parents=True)
    trusted.write_bytes((site / "bylint.yaml").read_bytes())
    return "content", "--config", str(trusted)


def missing(ended: Ended) -> tuple[tuple[str, int, str], ...]:
    """Return the planted violations that a run does not report."""
    try:
        violations = json.loads(ended.out)["violations"]
    except ValueError:
        return planting.PLANTED
    reported = {(each["path"], each["line"], each["code"]) for each in violations}
    return tuple(planted for planted in planting.PLANTED if planted not in reported)


def judged(attack: Attack, words: tuple[str, ...], site: Path, home: Path, *before: str) -> Ended:
    """Run bylint in the site as CI does, behind another command where one is given."""
    return run((*before, *attack.bylint, *words, *_TODAY), site, home, seconds=SECONDS * 5, more=_CI)


def _watched(attack: Attack, site: Path, home: Path, by: tuple[str, ...]) -> tuple[str, list[str]]:
    """Run thrice more under strace, in the formats that print most of what they read, and once by their settings."""
    log = attack.home / "strace"
    before = watching.command(log)
    if not before:
        return "not watched: there is no strace", []
    strays: list[str] = []
    # The archive's run keeps results; the second one reads them.
    for words in ((*RUNS[1], *by), (*RUNS[1], *by), (*RUNS[2], *by), RUNS[2]):
        judged(attack, words, site, home, *before)
        strays += watching.strayed(log, site, home)
    kinds = list(dict.fromkeys(strays))
    return f"{len(kinds)}, by strace", [f"watched: {stray}" for stray in kinds]


def _found(ended: Ended) -> int:
    return len(planting.PLANTED) - len(missing(ended))


def _changed(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def wrong(words: tuple[str, ...], ended: Ended) -> Iterator[str]:
    """Yield what did not hold in a run of these words."""
    if ended.code != 1:
        yield ended.fault or f"exit {ended.code} {last_line(ended.err)}"
    if ended.wall > SECONDS:
        yield f"{ended.wall:.0f} s"
    if ended.megabytes > MEGABYTES:
        yield f"{ended.megabytes:.0f} MB"
    if planting.SECRET.encode() in ended.out + ended.err:
        yield "prints what stands outside of the tree"
    printed = f"{ended.out.decode('utf-8', 'replace')}\n{ended.err.decode('utf-8', 'replace')}"
    if "json" in words:
        for path, line, code in missing(ended):
            yield f"{path}:{line} {code} is not reported"
    yield from _commands(printed, is_github="github" in words)


def _commands(printed: str, *, is_github: bool) -> Iterator[str]:
    """Yield what a log would obey: workflow commands that are not bylint's, and controls of terminals."""
    for line in printed.splitlines():
        if is_github and _ANNOTATION.match(line):
            continue
        if "##[" in line or line.lstrip().startswith("::"):
            yield f"prints a workflow command: {line.strip()[:80]!r}"
            break
    if control := _CONTROLS.search(printed.replace("\r\n", "\n")):
        yield f"prints the control {control[0]!r}"
