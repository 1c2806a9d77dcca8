"""The table: one row a measure, bylint beside its peers and the figure to reach."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.accuracy.scoring import Scores

Figures = Mapping[str, float]


class Row(NamedTuple):
    label: str
    corpus: str
    measure: str
    reach: float | None
    is_less_better: bool = False


ROWS = (
    Row("author F1, fundus pages", "fundus", "F1", 0.95),
    Row("author F1, trafilatura pages", "trafilatura", "F1", 0.80),
    Row("author F1, postlight pages", "postlight", "F1", 0.88),
    Row("an author named on a page noted as having none", "all", "noauth_fp", 0.20, is_less_better=True),
    Row("names verbatim, of names right, fundus", "fundus", "verbatim", 0.98),
    Row("names verbatim, of names right, trafilatura", "trafilatura", "verbatim", 0.98),
    Row("names verbatim, of names right, postlight", "postlight", "verbatim", 0.98),
    Row("date right, fundus", "fundus", "date_acc", 0.98),
    Row("date right, trafilatura", "trafilatura", "date_acc", 0.90),
    Row("image credit exact", "fundus", "credit_exact", 0.75),
    Row("image credit contained", "fundus", "credit_inside", 0.90),
    Row("body F1, fundus", "fundus", "body_F1", 0.95),
    Row("body F1, scrapinghub", "scrapinghub", "body_F1", 0.96),
    Row("mean seconds a page, start-up included", "all", "clock", 0.01, is_less_better=True),
    Row("of these, of the processor", "all", "processor", None, is_less_better=True),
    Row("content articles: bylines exact", "content", "bylines_exact", 0.95),
    Row("content articles: credited images F1", "content", "credited_F1", 0.90),
)


def figure(scores: Scores, who: str, row: Row) -> float | None:
    if row.measure in DERIVED:
        return DERIVED[row.measure](scores, who, row.corpus)
    found = scores.get((who, row.corpus), {}).get(row.measure)
    # Who names no author, as a reader of dates alone, has no score there rather than nought.
    return None if row.measure == "F1" and not found else found


def _verbatim(scores: Scores, who: str, corpus: str) -> float | None:
    found = scores.get((who, corpus), {})
    return found["verbatim_R"] / found["R"] if found.get("R") else None


def _named_wrongly(scores: Scores, who: str, corpus: str) -> float | None:  # noqa: ARG001 - over all corpora
    theirs = [row for (name, _), row in scores.items() if name == who and row.get("noauth_pages")]
    if not theirs or not any(row.get("R") for (name, _), row in scores.items() if name == who):
        return None
    pages = sum(row["noauth_pages"] for row in theirs)
    return sum(row["noauth_fp"] * row["noauth_pages"] for row in theirs) / pages


DERIVED: Mapping[str, Callable[[Scores, str, str], float | None]] = {
    "verbatim": _verbatim,
    "noauth_fp": _named_wrongly,
}


def markdown(scores: Scores, columns: Sequence[str]) -> str:
    head = ["measure", *columns, "reach", "reached"]
    lines = [head, ["---", *("--:" for _ in head[1:-1]), "---"], *(_line(scores, columns, row) for row in ROWS)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _line(scores: Scores, columns: Sequence[str], row: Row) -> list[str]:
    figures = [figure(scores, who, row) for who in columns]
    return [row.label, *map(_shown, figures), _to_reach(row), _reached(figures[0], row)]


def _to_reach(row: Row) -> str:
    if row.reach is None:
        return "–"
    return f"{'≤' if row.is_less_better else '≥'} {row.reach:.2f}"


def _shown(found: float | None) -> str:
    return "–" if found is None else f"{found:.3f}"


def _reached(found: float | None, row: Row) -> str:
    if found is None or row.reach is None:
        return "–"
    return "yes" if (found <= row.reach if row.is_less_better else found >= row.reach) else "no"
