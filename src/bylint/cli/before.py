"""`bylint audit --compare FILE`: what has changed since an earlier audit, of which `--format json` was kept."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from bylint.errors import UsageError
from bylint.report import Report
from bylint.report import fingerprints
from bylint.report.overview import Comparison
from bylint.text.files import content_of

_LARGEST = 500_000_000
"""Bytes of the largest report that is read."""


def compared(report: Report, file: Path) -> Comparison:
    """Return what a report has that an earlier one had not, and the other way round; UsageError where that is none."""
    before = _known(file)
    left, new, same = Counter(before), [], 0
    for violation, fingerprint in zip(report.violations, fingerprints(report.violations), strict=True):
        known = (violation.code, fingerprint)
        if left[known]:
            left[known] -= 1
            same += 1
        else:
            new.append(violation)
    gone: Counter[str] = Counter()
    for (code, _), number in left.items():
        gone[code] += number
    return Comparison(str(file), +gone, tuple(new), same)


def _known(file: Path) -> Counter[tuple[str, str]]:
    """Return how often an earlier report has each violation."""
    try:
        told = json.loads(content_of(file, _LARGEST))
        return Counter((str(each["code"]), str(each["fingerprint"])) for each in told["violations"])
    except OSError as error:
        raise UsageError(f"{file}: it cannot be read: {error.strerror}") from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise UsageError(f"{file}: no report of an audit, as `bylint audit --format json` writes it") from error
