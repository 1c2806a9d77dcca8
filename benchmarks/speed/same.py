"""Whether caches and workers change what is printed: they may change the time, and nothing else.

python -m benchmarks.speed.same FOLDER ... [--bylint COMMAND]
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.speed.bench import command_of
from benchmarks.speed.timing import environment

SITE = "version: 1\ncontent: [content/**]\n"
WORKERS = (1, 2, 4)
_CHECK = ("check", "--format", "json", "--today", "2026-01-01")


class Printed(NamedTuple):
    """How a run was made, its exit code, and its bytes."""

    run: str
    code: int
    content: bytes


def main() -> int:
    options = _options()
    bylint = command_of(options.bylint)
    lines = [_line(folder, bylint) for folder in options.folders]
    return int(not all(lines))


def _line(folder: Path, bylint: tuple[str, ...]) -> bool:
    """Print what became of a folder, and tell whether all of its runs agree."""
    with tempfile.TemporaryDirectory(prefix="bylint-same-") as scratch:
        site = Path(scratch) / "site"
        # In a copy: a site needs a configuration beside its content.
        shutil.copytree(folder, site / "content", symlinks=True)
        (site / "bylint.yaml").write_text(SITE, encoding="utf-8")
        whole = tuple(_with_archive(bylint, site))
        alone = tuple(_alone(bylint, site))
    wrong = (*_others(whole), *_others(alone))
    found = json.loads(whole[0].content)
    told = f"{found['summary']['files']:,} files, {len(found['violations']):,} violations"
    runs = f"{len(whole)} runs with the archive and {len(alone)} without"
    verdict = f"DIFFERENT: {', '.join(wrong)}" if wrong else "the same"
    sys.stdout.write(f"{folder}: {told}, {len(whole[0].content):,} bytes, {runs}: {verdict}\n")
    sys.stdout.flush()
    return not wrong


def _with_archive(bylint: tuple[str, ...], site: Path) -> Iterator[Printed]:
    for workers in WORKERS:
        words = (*bylint, *_CHECK, "--archive", "--workers", f"{workers}")
        shutil.rmtree(_home(site), ignore_errors=True)
        yield _printed(f"no cache, {workers} workers", (*words, "--no-cache"), site)
        yield _printed(f"cold, {workers} workers", words, site)
        yield _printed(f"warm, {workers} workers", words, site)


def _alone(bylint: tuple[str, ...], site: Path) -> Iterator[Printed]:
    for workers in WORKERS:
        words = (*bylint, *_CHECK, "--no-archive", "--workers", f"{workers}", "content")
        yield _printed(f"check, {workers} workers", words, site)


def _printed(name: str, words: tuple[str, ...], site: Path) -> Printed:
    variables = environment(_home(site))
    ended = subprocess.run(words, cwd=site, env=variables, capture_output=True, check=False)
    if ended.returncode not in (0, 1):
        raise SystemExit(f"same: {' '.join(words)} ended with {ended.returncode}: {ended.stderr.decode()[-300:]}")
    return Printed(name, ended.returncode, ended.stdout)


def _home(site: Path) -> Path:
    """Return the home folder of the runs, with their cache in it."""
    return site.parent / "home"


def _others(runs: tuple[Printed, ...]) -> tuple[str, ...]:
    first = runs[0]
    return tuple(run.run for run in runs if (run.code, run.content) != (first.code, first.content))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="same", description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--bylint", default=str(Path(sys.executable).with_name("bylint")), help="the command to run")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
