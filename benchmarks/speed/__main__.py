"""How fast bylint is, beside other linters and beside Python programs that do no more than they must.

python -m benchmarks.speed [FOLDER] [--pages FOLDER] [--only ROW ...] [--rounds N] [--bylint COMMAND]
"""

from __future__ import annotations

import argparse
import math
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.speed import beside
from benchmarks.speed import instructions
from benchmarks.speed import page
from benchmarks.speed import profiles
from benchmarks.speed.bench import Bench
from benchmarks.speed.bench import Figure
from benchmarks.speed.bench import Result
from benchmarks.speed.bench import command_of
from benchmarks.speed.corpus import corpus_in
from benchmarks.speed.installing import install
from benchmarks.speed.peers import EXTRACTORS
from benchmarks.speed.peers import LINTERS
from benchmarks.speed.peers import peers_in
from benchmarks.speed.rows import ROWS
from benchmarks.speed.rows import Row
from benchmarks.speed.timing import CommandError

PEERS, INSTRUCTIONS, PROFILE = "peers", "instructions", "profile"
NAMES = (*(row.name for row in ROWS), PEERS, INSTRUCTIONS, PROFILE)
SHOWN = Path("benchmarks/speed.md")
NUMBER = 2_000


def main() -> int:
    options = _options()
    only = tuple(options.only or NAMES)
    with _bench(options, only) as (bench, absent):
        sections = [page.head(bench, absent)]
        results = {row.name: _measured(row, bench) for row in ROWS if row.name in only}
        sections += [page.reached(bench, results)] if results else []
        sections += [page.sizes(bench, beside.sizes(bench))] if PEERS in only else []
        sections += [page.instructions(instructions.counted(bench))] if INSTRUCTIONS in only else []
        sections += [page.profile(profiles.profile(bench))] if PROFILE in only else []
        sections += [page.runs(results)] if results else []
    text = "\n".join(sections)
    sys.stdout.write(text)
    if set(only) == set(NAMES) and options.number == NUMBER:
        SHOWN.write_text(text, encoding="utf-8")
    return 0


def _measured(row: Row, bench: Bench) -> Result:
    sys.stderr.write(f"speed: row {row.name}\n")
    try:
        result = row.measure(bench)
    except CommandError as failed:
        # Half an hour of other rows is not lost for one.
        sys.stderr.write(f"speed: {failed}\n")
        result = Result(tuple(Figure(math.nan) for _ in row.must), {})
    told = " / ".join(f"{value:.3g} ({processor or value:.3g})" for value, processor in result.figures)
    sys.stderr.write(f"speed: row {row.name}: {told}, in brackets by the processor\n")
    return result


@contextmanager
def _bench(options: argparse.Namespace, only: tuple[str, ...]) -> Iterator[tuple[Bench, tuple[str, ...]]]:
    """Yield what to measure with, at a home of its own, so that no cache of the user takes part."""
    wanted = _peers_for(only) if options.peers else frozenset()
    tools = options.cache / "peers"
    install(tools, wanted)
    found, absent = peers_in(tools)
    chosen = tuple(peer for peer in found if peer.name in wanted)
    home = Path(tempfile.mkdtemp(prefix="bylint-speed-"))
    corpus = corpus_in(options.cache, options.number, options.folder, options.pages)
    try:
        bench = Bench(command_of(options.bylint), corpus, chosen, home, options.rounds)
        yield bench, tuple(sorted(wanted.intersection(absent)))
    finally:
        shutil.rmtree(home)


def _peers_for(only: tuple[str, ...]) -> frozenset[str]:
    if PEERS in only:
        return frozenset((*LINTERS, *EXTRACTORS))
    return frozenset(name for row in ROWS if row.name in only for name in row.peers)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="speed", description=__doc__.splitlines()[0])
    parser.add_argument(
        "folder", nargs="?", type=_folder, help="a folder to draw Markdown articles from; else they are generated"
    )
    parser.add_argument("--pages", type=_folder, help="a folder to draw HTML pages from; else they are generated")
    parser.add_argument("--only", nargs="+", choices=NAMES, metavar="ROW", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--rounds", type=int, default=5, help="how often each command is run [default: 5]")
    parser.add_argument(
        "--bylint", default=str(Path(sys.executable).with_name("bylint")), help="the command to measure"
    )
    parser.add_argument("--number", type=int, default=NUMBER, help="how many articles [default: 2000]")
    parser.add_argument("--no-peers", dest="peers", action="store_false", help="run no other tools")
    parser.add_argument("--cache", type=Path, default=_cache(), help="where corpora and tools are kept")
    return parser.parse_args()


def _folder(words: str) -> Path:
    path = Path(words).resolve()
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {words}")
    return path


def _cache() -> Path:
    """Return a folder outside of any repository: most tools pass over what a repository ignores."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "bylint-speed"


if __name__ == "__main__":
    sys.exit(main())
