"""Disclaimers: whose the views are, and whose they are not."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.phrases.phrase import Fact
from benchmarks.phrases.phrase import Truth
from benchmarks.phrases.told import Told
from benchmarks.phrases.told import elements
from benchmarks.phrases.wording import Wording


def truth(_: str, group: str, wording: Wording) -> Truth:
    """Return what the group names, attribution or denial or both, and every body as denied."""
    kinds = ("attribution", "denial") if group == "both" else (group,)
    bodies = tuple(Fact("denied", what=body) for body in wording.bodies.values())
    stated = tuple(map(Fact, ("disclaimer", *kinds)))
    # Who writes "not on behalf of the Bank" says whose the views are too, and "n'engagent que leur auteur" whose not.
    return Truth((*stated, *bodies), (Fact("attribution"), Fact("denial")))


def told(part: Told, text: str) -> Iterator[Fact]:
    """Yield disclaimers, what they hold and whom they name."""
    if part["role"] != "disclaimer":
        return
    named = elements(part)
    yield Fact("disclaimer")
    for kind, name in (("attribution", "attribution"), ("denial", "non-reflection")):
        yield from (Fact(kind) for _ in named.get(name, ())[:1])
    for words, span in named.get("entity", ()):
        yield Fact("denied", what=text[span[0] : span[1]] if span else words)
