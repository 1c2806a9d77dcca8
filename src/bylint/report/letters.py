"""Letters about what is wrong: one to each desk, and one to each author about what that author alone can tell."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from itertools import groupby
from textwrap import wrap
from typing import NamedTuple

from bylint.model.rule import Violation
from bylint.report import Report
from bylint.report import counted
from bylint.report.escaping import shown

AUTHORS = "author"
"""The desk of rules that authors answer for."""
NOBODY = "whoever edits what nobody signs"
_WIDTH = 78
_PLACES = 3


class Letter(NamedTuple):
    """To whom a letter goes, a desk or an author, and what it is about."""

    to: str
    is_desk: bool
    violations: tuple[Violation, ...]


def letters(report: Report) -> tuple[Letter, ...]:
    """Return the letters that a report calls for: those to desks, then those to authors, each by name.

    An article that several sign is in the letter to each of them. What is only to know asks nobody for anything.
    """
    desks = {rule.code: rule.desk for rule in report.rules}
    found: dict[tuple[bool, str], list[Violation]] = {}
    for violation in (each for each in report.violations if each.severity != "info"):
        desk = desks.get(violation.code) or "desk"
        signers = report.about(violation.place.path).authors or (NOBODY,)
        for name in signers if desk == AUTHORS else (desk,):
            found.setdefault((desk != AUTHORS, name), []).append(violation)
    ordered = sorted(found.items(), key=lambda each: (not each[0][0], each[0][1]))
    return tuple(Letter(name, is_desk, tuple(several)) for (is_desk, name), several in ordered)


def written(found: Sequence[Letter], report: Report) -> Iterator[str]:
    """Yield the lines of letters."""
    for number, letter in enumerate(found):
        yield from ("", "-" * _WIDTH, "") if number else ()
        yield from _letter(letter, report)


def _letter(letter: Letter, report: Report) -> Iterator[str]:
    paths = {violation.place.path for violation in letter.violations}
    things = counted(len(letter.violations), "place")
    yield from (f"To: {shown(letter.to)}", "")
    where = "one article" if len(paths) == 1 else f"{len(paths):,} articles"
    yield from _wrapped(f"Please look at {things} in {where}.", "")
    for path, group in groupby(letter.violations, key=lambda violation: violation.place.path):
        about = report.about(path)
        yield from ("", *_wrapped(shown(about.headline or path), ""))
        signed = ", ".join(about.authors) if letter.is_desk else ""
        yield shown(", ".join(filter(None, (path, signed, about.date))))
        yield from (line for violation in group for line in _asked(violation, path))
    yield from ("", *_wrapped("If one of these is right as it is, say so and why: then nobody asks again.", ""))


def _asked(violation: Violation, path: str) -> Iterator[str]:
    message = f"{violation.message[:1].upper()}{violation.message[1:]}."
    yield from _wrapped(f"Line {violation.place.line}: {message} {violation.hint} ({violation.code})", "- ")
    for place, words in violation.related[:_PLACES]:
        where = f"line {place.line}" if place.path == path else f"{place.path}, line {place.line}"
        yield from _wrapped(f"{where}: {words}", "  see ")


def _wrapped(words: str, lead: str) -> list[str]:
    found = wrap(
        shown(words),
        _WIDTH,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return found or [""]
