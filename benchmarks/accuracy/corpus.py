"""A corpus folder: its truth, its scorers, its pages unpacked below build/."""

from __future__ import annotations

import hashlib
import json
import tarfile
from pathlib import Path
from typing import NamedTuple

BUILD = Path("build/accuracy")
NEEDED = (
    "score.py",
    "content-articles.yaml",
    "content.tar.xz",
    "html/names_and_credits.py",
    "html/pages.tar.xz",
    "html/body_*.jsonl",
)


class Page(NamedTuple):
    id: str
    html: str


class Corpus(NamedTuple):
    folder: Path
    truth: Path
    body: Path
    unpacked: Path
    predictions: Path
    digest: str

    def pages(self) -> tuple[Page, ...]:
        lines = self.truth.read_text(encoding="utf-8").strip().split("\n")
        return tuple(Page(record["id"], record["html"]) for record in map(json.loads, lines))


def lacks(folder: str) -> str:
    """Why a folder is no corpus, or nothing."""
    if not Path(folder or "-").is_dir():
        return f"there is no corpus folder {folder!r}; name one: make accuracy CORPUS=folder"
    lacking = next((name for name in NEEDED if not any(Path(folder).glob(name))), "")
    return f"{folder} is no corpus folder: it holds no {lacking}" if lacking else ""


def opened(folder: Path) -> Corpus:
    body = next(folder.glob("html/body_*.jsonl"))
    truth = body.with_name(body.name.removeprefix("body_"))
    digest = hashlib.blake2b(truth.read_bytes() + body.read_bytes(), digest_size=6).hexdigest()
    corpus = Corpus(folder, truth, body, BUILD / digest / "files", BUILD / digest / "predictions", digest)
    corpus.predictions.mkdir(parents=True, exist_ok=True)
    for archive in ("html/pages.tar.xz", "content.tar.xz"):
        _unpack(folder / archive, corpus.unpacked)
    return corpus


def _unpack(archive: Path, to: Path) -> None:
    done = to / f".{archive.name}"
    size = str(archive.stat().st_size)
    if done.exists() and done.read_text() == size:
        return
    with tarfile.open(archive) as packed:
        packed.extractall(to, filter="data")
    done.write_text(size)
