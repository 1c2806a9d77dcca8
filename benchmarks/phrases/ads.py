"""Advertising: guides round an ad, disclosures of paid links, labels of paid articles, and who paid."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.phrases.phrase import Fact
from benchmarks.phrases.phrase import Truth
from benchmarks.phrases.told import Told
from benchmarks.phrases.told import element
from benchmarks.phrases.told import elements
from benchmarks.phrases.wording import Wording


def truth(_: str, group: str, __: Wording) -> Truth:
    """Return what the group names: a guide, a disclosure, a label or a payer."""
    return Truth((Fact(group),))


def told(part: Told, _: str) -> Iterator[Fact]:
    """Yield markers, labels and payers, and the links that a reader is told of."""
    named = elements(part)
    match part["role"]:
        case "marker":
            yield Fact("guide")
        case "link" if "disclosed" in named:
            yield Fact("disclosure")
        case "paid" if element(named, "by") == "text":
            yield Fact("payer")
        case "paid" if "label" in named:
            yield Fact("label")
