"""A generated archive with planted conflicts: whether all are found and nobody else is accused, how long, how large.

    python -m benchmarks.archive [ARTICLES]

Writes benchmarks/archive.md. Each run is a process of its own; the floor is a Python that lists and stats the files.
"""

from __future__ import annotations

import json
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.archive_people import BODIES
from benchmarks.archive_people import Person
from benchmarks.archive_people import people

ARTICLES = 100_000
BYLINT = str(Path(sys.executable).with_name("bylint"))
PAGE = Path(__file__).with_name("archive.md")
FLOOR = """
import os, sys
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        os.stat(os.path.join(folder, name))
"""
SENTENCES = (
    "The council met on the first floor, and the windows stayed open until the lamps were lit.",
    "Nobody on the east quay had expected the boats to come back before the rain did.",
    "For most of a century the line on the chart was only that, a line that pilots crossed without looking up.",
    "What the ledgers show is how slowly a town changes its mind, and how little it writes down.",
    "The work takes three winters, and the first of them is spent drying the timber.",
)


class Run(NamedTuple):
    """What one process took, and what it reported."""

    seconds: float
    parent: int
    reported: frozenset[str]


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    folder = Path(tempfile.mkdtemp(prefix="bylint-archive-"))
    try:
        PAGE.write_text("\n".join((*_measured(folder, number), "")), encoding="utf-8")
    finally:
        shutil.rmtree(folder)
    sys.stdout.write(PAGE.read_text(encoding="utf-8"))


def _measured(folder: Path, number: int) -> Iterator[str]:
    planted = _written(folder, number)
    articles = sorted(folder.rglob("*.md"))
    # Files of the last seconds are read again: their times cannot be relied on.
    time.sleep(2.5)
    floor = min(_seconds((sys.executable, "-c", FLOOR, str(folder))) for _ in range(3))
    cold = _audit(folder)
    warm = _audit(folder)
    one = articles[len(articles) // 2]
    one.write_text(one.read_text(encoding="utf-8") + "\nThe boats came back.\n", encoding="utf-8")
    changed = _audit(folder)
    one.write_text(one.read_text(encoding="utf-8") + "\nSo did the rain.\n", encoding="utf-8")
    part = _run((BYLINT, "check", "--archive", str(one.relative_to(folder))), folder)
    yield "# An archive with planted conflicts"
    yield ""
    yield f"`python -m benchmarks.archive {number}`; {platform.python_implementation()} {platform.python_version()},"
    yield f"{os.cpu_count()} cores. The floor is a Python that lists and stats the files: {floor:.2f} s."
    yield ""
    yield f"{len(articles):,} articles, {len(planted)} planted conflicts: {len(planted & cold.reported)} found,"
    yield f"{len(cold.reported - planted)} other articles accused. The runs agree: {_agree(cold, warm, changed)}."
    yield ""
    yield "| run | seconds | over the floor | memory of the parent, MB |"
    yield "|---|---|---|---|"
    named = (("cold audit", cold), ("warm audit", warm), ("audit, one changed", changed))
    for name, run in (*named, ("check --archive on one changed", part)):
        yield f"| {name} | {run.seconds:.2f} | {run.seconds / floor:.2f} | {run.parent} |"


def _agree(*runs: Run) -> str:
    return "yes" if len({run.reported for run in runs}) == 1 else "NO"


def _audit(folder: Path) -> Run:
    return _run((BYLINT, "audit", "--format", "json"), folder)


def _run(command: tuple[str, ...], folder: Path) -> Run:
    before = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen((*command[:2], "--exit-zero", *command[2:]), cwd=folder, stdout=out, stderr=-3)
        most = 0
        while child.poll() is None:
            most = max(most, _megabytes(child.pid))
            time.sleep(0.005)
        seconds = time.perf_counter() - before
        out.seek(0)
        printed = out.read()
    if child.returncode:
        raise SystemExit(f"{command}: ended with {child.returncode}")
    found = json.loads(printed)["violations"] if "json" in command else ()
    # A note, such as that a guest is not in the registry yet, accuses nobody.
    accused = frozenset(violation["path"] for violation in found if violation["severity"] != "info")
    return Run(seconds, most, accused)


def _megabytes(pid: int) -> int:
    """Return the most memory that a process has had; what wait4 tells is that of its workers and of this one too."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0  # not Linux, or ended just now
    return next((int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)


def _seconds(command: tuple[str, ...]) -> float:
    before = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - before


def _written(folder: Path, number: int) -> frozenset[str]:
    """Write the archive and its registry, and return the paths of the articles that are at fault."""
    (folder / "bylint.yaml").write_text('version: 1\ncontent: ["content/**"]\npeople: people.yaml\n', encoding="utf-8")
    chance = random.Random(7)
    entries: list[str] = []
    faults, count = set(), 0
    for person in people(chance, number):
        entries += person.entries
        for turn, state in enumerate(person.states):
            day = person.day(turn)
            path = folder / "content" / f"{day.year}" / f"{day.month:02}" / f"{count:06}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_article(chance, person, turn, state), encoding="utf-8")
            if turn == person.planted:
                faults.add(path.relative_to(folder).as_posix())
            count += 1
    (folder / "people.yaml").write_text("\n".join(("version: 1", "people:", *entries, "")), encoding="utf-8")
    return frozenset(faults)


def _article(chance: random.Random, person: Person, turn: int, state: str) -> str:
    spelled = person.spelled[turn % len(person.spelled)]
    body = "\n\n".join(" ".join(chance.sample(SENTENCES, 3)) for _ in range(4))
    title = f"The {chance.choice(BODIES)} and the {chance.choice(BODIES)}"
    head = f"---\ntitle: {title}\ndate: {person.day(turn)}\nauthor: {spelled}\n---\n"
    return f"{head}\n{body}\n\n*{spelled} is {state}{person.post}.*\n"


if __name__ == "__main__":
    main()
