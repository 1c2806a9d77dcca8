"""Asks bylint what it understood of the articles that hold phrases, as a user does."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.phrases.families import Family
from benchmarks.phrases.phrase import Phrase
from benchmarks.phrases.phrase import Verdict
from benchmarks.phrases.phrase import judged
from benchmarks.phrases.told import Told

_BYLINT = str(Path(sys.executable).with_name("bylint").absolute())
_INSPECT = ("inspect", "--no-cache", "--format")
# Articles in one folder, and folders asked about at once.
_BATCH = 1000
_AT_ONCE = 2


def verdicts(family: Family, phrases: Sequence[Phrase], folder: Path) -> list[Verdict]:
    """Return each phrase beside what bylint tells of it; articles are written below the folder."""
    batches = [phrases[start : start + _BATCH] for start in range(0, len(phrases), _BATCH)]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        folders = [folder / f"{family.name}-{number}" for number in range(len(batches))]
        done = pool.map(lambda batch, at: list(_asked(family, batch, at)), batches, folders)
        return [verdict for found in done for verdict in found]


def _asked(family: Family, phrases: Sequence[Phrase], folder: Path) -> Iterator[Verdict]:
    folder.mkdir(parents=True)
    (folder / "bylint.yaml").write_text("version: 1\n", encoding="utf-8")
    names = [f"{number:04}.{phrase.suffix}" for number, phrase in enumerate(phrases)]
    for name, phrase in zip(names, phrases, strict=True):
        (folder / name).write_text(phrase.article, encoding="utf-8")
    printed = _printed(family.printed, folder)
    for name, phrase in zip(names, phrases, strict=True):
        facts = {fact for line in printed.get(name, ()) for fact in family.told(line, phrase.article)}
        yield judged(phrase, tuple(sorted(facts)))


def _printed(form: str, folder: Path) -> dict[str, list[Told]]:
    ended = subprocess.run(
        [_BYLINT, *_INSPECT, form, "."], cwd=folder, stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    lines: dict[str, list[Told]] = {}
    # A line ends at LF and nowhere else: words hold other separators.
    for line in map(json.loads, ended.stdout.strip().split("\n")):
        lines.setdefault(line["path"], []).append(line)
    return lines
