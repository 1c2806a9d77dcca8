"""Attack bylint the way strangers would, and say what held.

python -m benchmarks.attack [FOLDER ...] [--only FAMILY ...] [--number N] [--seed N] [--bylint COMMAND]

Ends with 1 if anything did not hold. The figures of a whole run go into benchmarks/robustness.md.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from benchmarks.attack import page
from benchmarks.attack.running import Attack
from benchmarks.attack.running import Result
from benchmarks.speed.bench import command_of

FAMILIES = ("mutations", "kills", "interrupts", "damage", "bombs", "pull-request")


def main() -> int:
    options = _options()
    results: dict[str, Result] = {}
    for family in options.only or FAMILIES:
        results[family] = _attacked(family, options)
        sys.stdout.write(page.section(family, results[family]))
        sys.stdout.flush()
        # A shorter run shows whether it runs, and is no measure.
        if options.number is None:
            page.keep(family, results[family])
    return int(any(result.failures for result in results.values()))


def _attacked(family: str, options: argparse.Namespace) -> Result:
    module = import_module(f"benchmarks.attack.{family.replace('-', '_')}")
    attacked: Callable[[Attack], Result] = getattr(module, family.replace("-", "_"))
    home = Path(tempfile.mkdtemp(prefix=f"bylint-{family}-")).resolve()
    started = time.perf_counter()
    try:
        return attacked(Attack(command_of(options.bylint), home, tuple(options.folders), options.number, options.seed))
    finally:
        shutil.rmtree(home, ignore_errors=True)
        sys.stderr.write(f"attack: {family} took {time.perf_counter() - started:.0f} s\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="attack", description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=_folder, help="folders of articles to damage, beside our own")
    parser.add_argument("--only", nargs="+", choices=FAMILIES, metavar="FAMILY", help=f"of {', '.join(FAMILIES)}")
    parser.add_argument("--number", type=int, help="how many files, kills, damages [default: what the page shows]")
    parser.add_argument("--seed", type=int, default=7, help="of chance; another one finds other things [default: 7]")
    parser.add_argument("--bylint", default=str(Path(sys.executable).with_name("bylint")), help="the command to attack")
    return parser.parse_args()


def _folder(words: str) -> Path:
    path = Path(words).resolve()
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {words}")
    return path


if __name__ == "__main__":
    sys.exit(main())
