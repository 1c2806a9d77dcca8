"""A generated archive with planted conflicts: whether all are found and nobody else is accused, how long, how large.

    python benchmarks/archive.py [ARTICLES]

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
from datetime import date
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

ARTICLES = 100_000
CONFLICTS = 200
BYLINT = str(Path(sys.executable).with_name("bylint"))
PAGE = Path(__file__).with_name("archive.md")
FIRST = date(2005, 1, 3)
DAYS = 7300
FLOOR = """
import os, sys
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        os.stat(os.path.join(folder, name))
"""
GIVEN = "Ada Bela Cyra Dena Elke Fara Gwen Hana Ines Jola Kira Lena Mina Nora Olga Pia Rita Sina Tara Vera".split()
ONSETS = "B D F G H K L M N P R S T V W".split()
MIDDLES = "ar el in or un an er il".split()
ENDINGS = "berg dal ford gren holm land mark sund ton wick".split()
TITLES = "director chair dean curator fellow president".split()
BODIES = "Karst Tide Quarry Harbour Orchard Meadow Lantern Ferry Granite Willow".split()
KINDS = "Centre Institute Society Museum College Trust Archive Foundation".split()
SENTENCES = (
    "The council met on the first floor, and the windows stayed open until the lamps were lit.",
    "Nobody on the east quay had expected the boats to come back before the rain did.",
    "For most of a century the line on the chart was only that, a line that pilots crossed without looking up.",
    "What the ledgers show is how slowly a town changes its mind, and how little it writes down.",
    "The work takes three winters, and the first of them is spent drying the timber.",
)
# What articles say of a post, one after the other.
SLIP = ("", "former ", "")
MOVE = ("", "", "former ", "former ")


class Person(NamedTuple):
    """A person, the post, and the status printed in each of the articles."""

    name: str
    post: str
    states: tuple[str, ...]
    first: date
    apart: int
    spelled: tuple[str, ...]
    planted: int = -1


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
    yield f"`python benchmarks/archive.py {number}`; {platform.python_implementation()} {platform.python_version()},"
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
    return Run(seconds, most, frozenset(violation["path"] for violation in found))


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
    """Write the archive and return the paths of the articles that are at fault."""
    (folder / "bylint.yaml").write_text('version: 1\ncontent: ["content/**"]\n', encoding="utf-8")
    chance = random.Random(7)
    faults, count = set(), 0
    for person in _people(chance, number):
        for turn, state in enumerate(person.states):
            day = person.first + timedelta(days=turn * person.apart)
            path = folder / "content" / f"{day.year}" / f"{day.month:02}" / f"{count:06}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_article(chance, person, turn, state, day), encoding="utf-8")
            if turn == person.planted:
                faults.add(path.relative_to(folder).as_posix())
            count += 1
    return frozenset(faults)


def _article(chance: random.Random, person: Person, turn: int, state: str, day: date) -> str:
    spelled = person.spelled[turn % len(person.spelled)]
    body = "\n\n".join(" ".join(chance.sample(SENTENCES, 3)) for _ in range(4))
    title = f"The {chance.choice(BODIES)} and the {chance.choice(BODIES)}"
    head = f"---\ntitle: {title}\ndate: {day}\nauthor: {spelled}\n---\n"
    return f"{head}\n{body}\n\n*{spelled} is {state}{person.post}.*\n"


def _people(chance: random.Random, number: int) -> Iterator[Person]:
    """Yield as many people as it takes: at first those in conflict, then those who only look like it."""
    written = 0
    for at, name in enumerate(_names()):
        post = f"{chance.choice(TITLES)} of the {chance.choice(BODIES)} {chance.choice(KINDS)}"
        first = FIRST + timedelta(days=chance.randrange(DAYS - 1300))
        plain = Person(name, post, ("",) * chance.randint(1, 12), first, 45, (name,))
        person = _in_conflict(plain, at) if at < CONFLICTS else _innocent(plain, at)
        if at >= CONFLICTS and written + len(person.states) > number:
            return
        written += len(person.states)
        yield person


def _in_conflict(person: Person, at: int) -> Person:
    if at % 3 == 0:  # a status that goes and comes back
        return person._replace(states=("", "", "former ", ""), planted=2)
    if at % 3 == 1:  # two statements on one day: the later path is at fault
        return person._replace(states=("", "former "), apart=0, planted=1)
    # The same person with and without a rank in the byline.
    return person._replace(states=("former ", "", "former "), spelled=(person.name, f"Dr. {person.name}"), planted=1)


def _innocent(person: Person, at: int) -> Person:
    if at % 10 == 0:  # a career: one change that stays
        return person._replace(states=MOVE)
    if at % 10 == 1:  # it came back, but after years
        return person._replace(states=SLIP, apart=600)
    if at % 10 == 2:  # a namesake with another post
        return person._replace(name=f"{GIVEN[at % len(GIVEN)]} Doppel", spelled=(f"{GIVEN[at % len(GIVEN)]} Doppel",))
    return person


def _names() -> Iterator[str]:
    """Yield names that are each of one person."""
    for ending in ENDINGS:
        for onset in ONSETS:
            for middle in MIDDLES:
                for second in MIDDLES:
                    for given in GIVEN:
                        yield f"{given} {onset}{middle}{second}{ending}"


if __name__ == "__main__":
    main()
