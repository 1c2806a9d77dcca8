"""Tables, and the line of a row in the table of what is to be reached."""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence

from benchmarks.speed.archive_runs import ARCHIVE
from benchmarks.speed.bench import Bench
from benchmarks.speed.bench import Result
from benchmarks.speed.corpus import size_of
from benchmarks.speed.long_runs import GROWN
from benchmarks.speed.rows import Row
from benchmarks.speed.rows import verdict

_SHARE = re.compile(r" by \d+%")


def table(lines: Sequence[tuple[str, ...]]) -> str:
    first, *rest = lines
    rule = ("---", *("--:" for _ in first[1:]))
    return "\n" + "".join(f"| {' | '.join(line)} |\n" for line in (first, rule, *rest))


def line(row: Row, result: Result, words: Mapping[str, str]) -> tuple[str, ...]:
    values = [figure.value for figure in result.figures]
    processor = [figure.processor for figure in result.figures if figure.processor is not None]
    told = (row.must, row.aim, values, processor)
    must, aim, value, by_processor = (_shown(numbers, row.unit) for numbers in told)
    return row.label.format(**words), must, aim, value, by_processor, _verdicts(row, values, processor)


def _verdicts(row: Row, values: Sequence[float], processor: Sequence[float]) -> str:
    by_clock, by_processor = verdict(row, values), verdict(row, processor)
    # How much is missed differs always; that is to be seen from the figures.
    is_alike = _SHARE.sub("", by_processor) in ("", _SHARE.sub("", by_clock))
    return by_clock if is_alike else f"{by_clock} (by the processor: {by_processor})"


def _shown(numbers: Iterable[float], unit: str) -> str:
    told = [f"{number:.3g}" if number < 100 else f"{number:.0f}" for number in numbers if not math.isnan(number)]
    return " / ".join(dict.fromkeys(told)) + unit if told else "–"


def words(bench: Bench) -> Mapping[str, str]:
    number, size = size_of(bench.corpus.articles())
    pages = sorted(file.stat().st_size for file in bench.corpus.pages().glob("*.html"))
    return {
        "number": f"{number:,}",
        "megabytes": f"{size / 1e6:.1f} MB",
        "generated": f"{size_of(bench.corpus.generated())[0]:,}",
        "grown": f"{number * GROWN:,}",
        "archive": f"{number * ARCHIVE:,}",
        "page": f"{statistics.median(pages) / 1000:.0f} KB",
    }
