"""The families of phrases. A new one is a folder in parts/, a module with `truth` and `told`, and a line here."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.phrases import ads
from benchmarks.phrases import bios
from benchmarks.phrases import bylines
from benchmarks.phrases import credits as picture_credits
from benchmarks.phrases import disclaimers
from benchmarks.phrases.phrase import Fact
from benchmarks.phrases.phrase import Truth
from benchmarks.phrases.told import Told
from benchmarks.phrases.wording import Wording


class Family(NamedTuple):
    """`truth` is asked for a place and a group; `told` reads a line of the format `printed`, beside its article."""

    name: str
    truth: Callable[[str, str, Wording], Truth]
    printed: str
    told: Callable[[Told, str], Iterator[Fact]]


FAMILIES = {
    family.name: family
    for family in (
        Family("bios", bios.truth, "parts", bios.told),
        Family("disclaimers", disclaimers.truth, "parts", disclaimers.told),
        Family("bylines", bylines.truth, "json", bylines.told),
        Family("ads", ads.truth, "parts", ads.told),
        Family("credits", picture_credits.truth, "parts", picture_credits.told),
    )
}
