"""What is known of a run: who, which version, when, how fast; kept beside its predictions."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import NamedTuple

from benchmarks.accuracy import running
from benchmarks.accuracy.corpus import Corpus
from benchmarks.accuracy.peers import Peer


class Run(NamedTuple):
    name: str
    version: str
    digest: str
    date: str
    clock: float
    processor: float
    failed: int
    is_kept: bool = False


def ours(corpus: Corpus, version: str) -> Run:
    return _noted(corpus, "bylint", version, "", running.own(corpus))


def fresh(corpus: Corpus, peer: Peer) -> Run:
    return _noted(corpus, peer.name, peer.version, peer.digest, running.of(peer, corpus))


def earlier(corpus: Corpus, peer: Peer) -> Run | None:
    """The last run of a peer, if versions and adapter are the same still."""
    note = _note(corpus, peer.name)
    if not note.exists():
        return None
    run = Run(**json.loads(note.read_text(encoding="utf-8")))._replace(is_kept=True)
    return run if run.digest == peer.digest else None


def _noted(corpus: Corpus, name: str, version: str, digest: str, spent: running.Spent) -> Run:
    predictions = (corpus.predictions / f"{name}.jsonl").read_text(encoding="utf-8").strip().split("\n")
    failed = sum("error" in json.loads(line) for line in predictions)
    run = Run(name, version, digest, datetime.date.today().isoformat(), *spent, failed)
    _note(corpus, name).write_text(json.dumps(run._asdict()), encoding="utf-8")
    return run


def _note(corpus: Corpus, name: str) -> Path:
    return corpus.predictions / f"{name}.json"
