"""The scorers of a corpus folder, called; what they print, read."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from collections.abc import Mapping

from benchmarks.accuracy.corpus import Corpus
from benchmarks.accuracy.running import BYLINT

# (who, corpus) -> measure -> figure
Scores = Mapping[tuple[str, str], Mapping[str, float]]


def pages(corpus: Corpus, names: Iterable[str], errors: int) -> Scores:
    """Everyone's predictions, scored in one call; the first one's author errors go to stderr."""
    files = [str(corpus.predictions / f"{name}.jsonl") for name in names]
    scorer = [sys.executable, str(corpus.folder / "html/names_and_credits.py"), str(corpus.truth)]
    options = ["--clean", "--body", str(corpus.body), "--json"]
    printed = subprocess.run([*scorer, *files, *options], stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout
    if errors:
        subprocess.run([*scorer, files[0], "--clean", "--json", "--errors", str(errors)], stdout=subprocess.DEVNULL)
    return {(row["peer"], row["corpus"]): row for row in json.loads(printed)}


def content(corpus: Corpus) -> Scores:
    """Bylines and credited images of the content articles, which only bylint reads."""
    scorer = [sys.executable, str(corpus.folder / "score.py"), "articles", "--bylint", BYLINT]
    paths = [str(corpus.folder / "content-articles.yaml"), str(corpus.unpacked)]
    printed = subprocess.run([*scorer, *paths], stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout
    exact = re.search(r"^bylines exact (\d+)/(\d+) = ([\d.]+)", printed, re.MULTILINE)
    credited = re.search(r"^credited image .*\bF1 ([\d.]+)", printed, re.MULTILINE)
    if not exact or not credited:
        raise SystemExit(f"accuracy: the scorer of the content articles printed {printed!r}")
    row = {"bylines_exact": float(exact[3]), "articles": float(exact[2]), "credited_F1": float(credited[1])}
    return {("bylint", "content"): row}
