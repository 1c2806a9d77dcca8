"""The corpora of phrases beside the grammars."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def phrases(name: str) -> list[tuple[str, str, str]]:
    """Return the rows of a corpus: a phrase, what it says, and what else, which may be nothing."""
    lines = (_HERE / f"{name}.tsv").read_text(encoding="utf-8").split("\n")
    rows = [(*line.split("\t"), "")[:3] for line in lines if line and not line.startswith(("# ", "#\t"))]
    return [(phrase, said, more) for phrase, said, more in rows]
