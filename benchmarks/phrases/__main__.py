"""How much of invented bios, disclaimers, bylines, credits and ad lines bylint reads right, and reads into others.

python -m benchmarks.phrases [--only bios] [--language de] [--count 5000] [--seed 1] [--misses 20]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.phrases import page
from benchmarks.phrases.asking import verdicts
from benchmarks.phrases.composing import phrases
from benchmarks.phrases.counting import figures
from benchmarks.phrases.counting import holes
from benchmarks.phrases.families import FAMILIES
from benchmarks.phrases.language import LANGUAGES
from benchmarks.phrases.phrase import Verdict

COUNT = 5000
SEED = 1
SHOWN = Path("benchmarks/phrases.md")


def main() -> int:
    options = _options()
    found = {}
    for name in options.only or FAMILIES:
        found[name] = _judged(name, options)
        sys.stdout.write(f"{name}\n{page.figures(figures(found[name]))}\n")
        if options.misses:
            sys.stdout.write(page.misses(holes(found[name])[: options.misses]))
        sys.stdout.flush()
    is_whole = not (options.only or options.language) and (options.count, options.seed) == (COUNT, SEED)
    if is_whole:
        SHOWN.write_text(page.written(found, COUNT, SEED), encoding="utf-8")
        sys.stderr.write(f"phrases: the tables are in {SHOWN}\n")
    return 0


def _judged(name: str, options: argparse.Namespace) -> list[Verdict]:
    family = FAMILIES[name]
    wanted = [
        phrase
        for phrase in phrases(family, options.count, options.seed)
        if phrase.language in (options.language or LANGUAGES)
    ]
    with tempfile.TemporaryDirectory() as folder:
        return verdicts(family, wanted, Path(folder))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="phrases", description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=FAMILIES, default=[], help="families to ask about")
    parser.add_argument("--language", nargs="+", choices=LANGUAGES, default=[], help="languages to ask about")
    parser.add_argument("--count", type=int, default=COUNT, help="phrases of a family, and as many innocent ones")
    parser.add_argument("--seed", type=int, default=SEED, help="other phrases of the same parts")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="show the N constructions missed most")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
