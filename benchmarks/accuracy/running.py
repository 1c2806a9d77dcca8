"""Extractors run over all pages of a corpus, each in one process of its own kind, and timed."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from typing import NamedTuple

from benchmarks.accuracy.corpus import Corpus
from benchmarks.accuracy.peers import Peer

BYLINT = str(Path(sys.executable).with_name("bylint").absolute())
# As many files as one command line holds on every system.
BATCH = 200
# A prediction line as the scorer reads it: JSON from outside.
Prediction = dict[str, Any]


class Spent(NamedTuple):
    """Mean seconds a page, of the clock and of the processor, start-up included."""

    clock: float
    processor: float


def own(corpus: Corpus) -> Spent:
    """Write what bylint sees on every page."""
    pages = corpus.pages()
    started = _now()
    printed = "".join(
        _printed([*INSPECT, *(page.html for page in pages[start : start + BATCH])], corpus.unpacked)
        for start in range(0, len(pages), BATCH)
    )
    spent = _since(started, len(pages))
    seen = {article["path"]: article for article in map(json.loads, printed.strip().split("\n"))}
    _write(corpus, "bylint", (_prediction(page.id, seen.get(page.html, {})) for page in pages))
    return spent


def of(peer: Peer, corpus: Corpus) -> Spent:
    """Write what a peer sees on every page."""
    command = [*peer.command, str(corpus.truth.absolute()), str(corpus.unpacked.absolute())]
    started = _now()
    printed = _printed(command, peer.folder)
    # A line ends at LF and nowhere else: texts hold other separators.
    lines = printed.strip().split("\n")
    spent = _since(started, len(lines))
    _write(corpus, peer.name, map(json.loads, lines))
    return spent


INSPECT = (BYLINT, "inspect", "--no-config", "--no-cache", "--format", "json")


def _prediction(name: str, article: Prediction) -> Prediction:
    images = [{key: image.get(key) for key in ("src", "caption", "credit")} for image in article.get("images", ())]
    authors = [author["name"] for author in article.get("authors", ())]
    return {
        "id": name,
        "authors": authors,
        "date": article.get("date"),
        "images": images,
        "text": article.get("text", ""),
    }


def _printed(command: Sequence[str], folder: Path) -> str:
    ended = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if ended.returncode:
        raise SystemExit(f"accuracy: {' '.join(command[:3])} ended with {ended.returncode}")
    return ended.stdout


def _write(corpus: Corpus, name: str, predictions: Iterator[Prediction]) -> None:
    lines = (json.dumps(prediction) + "\n" for prediction in predictions)
    (corpus.predictions / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")


def _now() -> Spent:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Spent(time.perf_counter(), used.ru_utime + used.ru_stime)


def _since(started: Spent, pages: int) -> Spent:
    now = _now()
    return Spent((now.clock - started.clock) / pages, (now.processor - started.processor) / pages)
