"""How right bylint is about the pages of a corpus folder, beside other extractors.

python -m benchmarks.accuracy FOLDER [--only bylint] [--errors 50]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.accuracy import corpus
from benchmarks.accuracy import kept
from benchmarks.accuracy import page
from benchmarks.accuracy import peers
from benchmarks.accuracy import scoring
from benchmarks.accuracy import table

SHOWN = Path("benchmarks/accuracy.md")


def main() -> int:
    options = _options()
    lack = corpus.lacks(options.folder)
    if lack:
        sys.stderr.write(f"accuracy: {lack}\n")
        return 2
    opened = corpus.opened(Path(options.folder))
    runs = _runs(opened, options.only)
    scores = scoring.pages(opened, [run.name for run in runs], options.errors)
    times = {(run.name, "all"): {"clock": run.clock, "processor": run.processor} for run in runs}
    lines = table.markdown({**scores, **scoring.content(opened), **times}, [run.name for run in runs])
    sys.stdout.write(lines)
    _show(page.written(lines, runs), is_whole=len(runs) == len(peers.all_peers()) + 1)
    return 0


def _runs(opened: corpus.Corpus, only: list[str]) -> list[kept.Run]:
    """Everyone's; with names, only those run now, and of the others what is kept."""
    ours = kept.ours(opened, page.version_of_bylint())
    wanted = [peer for peer in peers.all_peers() if not only or peer.name in only]
    if wanted:
        peers.install()
    theirs = (kept.fresh(opened, peer) if peer in wanted else kept.earlier(opened, peer) for peer in peers.all_peers())
    return [ours, *filter(None, theirs)]


def _show(text: str, *, is_whole: bool) -> None:
    path = SHOWN if is_whole else corpus.BUILD / SHOWN.name
    path.write_text(text, encoding="utf-8")
    sys.stderr.write(f"accuracy: the table is in {path}\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="accuracy", description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", default="", help="a folder in the corpus format")
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="NAME", help="run these anew, show what is kept of others"
    )
    parser.add_argument("--errors", type=int, default=0, help="print so many wrong authors of each corpus")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
