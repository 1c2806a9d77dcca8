"""The tables of what was read right, and of the constructions that were not."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence

from benchmarks.phrases.counting import Figures
from benchmarks.phrases.counting import Hole
from benchmarks.phrases.counting import Part
from benchmarks.phrases.counting import by_group
from benchmarks.phrases.counting import common_parts
from benchmarks.phrases.counting import figures as figures_of
from benchmarks.phrases.counting import holes
from benchmarks.phrases.language import LANGUAGES
from benchmarks.phrases.phrase import Verdict

_HEAD = """# Phrases

{count:,} phrases a family that say something, and as many innocent ones, composed from the parts in
`benchmarks/phrases/` (seed {seed}; `make phrases` writes this page). recall: of the facts that the phrases say, those
told; precision: of the facts told, those said; whole: phrases of which all is told and nothing else; silent: innocent
phrases of which nothing is told. A construction has its row if one of its phrases was missed (a fact, "-") or wrongly
told ("+"); `mostly` names parts that those have more often than others. Before that: phrases not whole by the group of
their construction, and parts with which phrases go wrong by more than three standard deviations.
"""
_COLUMNS = ("language", "phrases", "recall", "precision", "whole", "silent")
_PART_COLUMNS = ("language", "part", "words", "phrases", "not whole", "usual share")
_PARTS = 40
_LONGEST = 110


def figures(rows: Sequence[Figures]) -> str:
    """Return a table of the figures."""
    cells = [(row.language, str(row.phrases), *(f"{share:.3f}" for share in row[2:])) for row in rows]
    return _table(_COLUMNS, cells)


def misses(found: Sequence[Hole]) -> str:
    """Return constructions with what was missed and two examples each, for a terminal."""
    return "\n".join("\n".join(_lines(hole)) for hole in found) + "\n"


def written(found: Mapping[str, Sequence[Verdict]], count: int, seed: int) -> str:
    """Return the page: figures of every family, then its constructions with misses."""
    parts = [_HEAD.format(count=count, seed=seed)]
    for name, verdicts in found.items():
        parts += [f"## {name.capitalize()}\n", figures(figures_of(verdicts))]
        parts.append(_table(("group", *LANGUAGES), by_group(verdicts)))
        parts.append(_table(_PART_COLUMNS, [_part_row(part) for part in common_parts(verdicts)[:_PARTS]]))
        columns = ("language", "construction", "phrases", "missed", "false", "facts", "mostly", "example")
        parts.append(_table(columns, [_row(hole) for hole in holes(verdicts)]))
    return "\n".join(parts)


def _lines(hole: Hole) -> list[str]:
    counts = f"{hole.missed} missed, {hole.false} false of {hole.phrases}"
    mostly = f"; mostly {hole.mostly}" if hole.mostly else ""
    title = f"{hole.language} {hole.group}: {hole.construction}: {counts} ({hole.kinds}{mostly})"
    return [title, *(f"    {example}" for example in hole.examples)]


def _row(hole: Hole) -> tuple[str, ...]:
    counts = (str(hole.phrases), str(hole.missed), str(hole.false))
    return hole.language, f"{hole.group}: {hole.construction}", *counts, hole.kinds, hole.mostly, hole.examples[0]


def _part_row(part: Part) -> tuple[str, ...]:
    return part.language, part.name, part.word, str(part.phrases), str(part.bad), f"{part.usual:.2f}"


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join("| " + " | ".join(map(_cell, line)) + " |\n" for line in lines)


def _cell(words: str) -> str:
    plain = " ".join(words.replace("|", "\\|").split())
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST] + "…"
