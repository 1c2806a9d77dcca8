"""The corpora of phrases beside the grammars."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def phrases(name: str, columns: int = 3) -> list[tuple[str, ...]]:
    """Return the rows of a corpus, each of so many columns: the last ones may be nothing."""
    lines = (_HERE / f"{name}.tsv").read_text(encoding="utf-8").split("\n")
    rows = (line.split("\t") for line in lines if line and not line.startswith(("# ", "#\t")))
    return [(*row, *[""] * (columns - len(row))) for row in rows]
