"""Fixes applied to a text: which edits go together, the bytes to write, and what has changed."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left
from bisect import insort
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from bylint.model.rule import Edit
from bylint.model.rule import Fix
from bylint.model.rule import Violation
from bylint.model.source import Source
from bylint.model.source import Span

_LINES = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


class Mended(NamedTuple):
    """A text with fixes applied: the violations they belong to, and those left out as they overlap others."""

    text: str
    applied: tuple[Violation, ...] = ()
    skipped: tuple[Violation, ...] = ()


def fixable(violations: Iterable[Violation], *, unsafe: bool = False) -> tuple[Violation, ...]:
    """Return the violations whose fix may be applied; a proposal never is."""
    kinds = ("safe", "unsafe") if unsafe else ("safe",)
    return tuple(v for v in violations if v.fix and v.fix.edits and v.fix.applicability in kinds)


def mended(text: str, violations: Iterable[Violation]) -> Mended:
    """Apply the fixes of the violations of one text, in the order of their places."""
    edits: dict[Edit, None] = {}
    taken: list[Span] = []
    applied: list[Violation] = []
    skipped: list[Violation] = []
    for violation, fix in sorted(_fixes(violations), key=lambda pair: _spans(pair[1])):
        new = [edit for edit in fix.edits if edit not in edits]
        if any(_overlaps(edit.place.span, taken) for edit in new):
            skipped.append(violation)
            continue
        edits.update(dict.fromkeys(new))
        for edit in new:
            insort(taken, edit.place.span)
        applied.append(violation)
    return Mended(_edited(text, edits), tuple(applied), tuple(skipped))


def encoded(source: Source, text: str) -> bytes:
    """Return a text as bytes, in the encoding of the file it comes from, with its byte-order mark."""
    return (("\ufeff" if source.bom else "") + text).encode(source.encoding)


def difference(path: str, before: str, after: str) -> Iterator[str]:
    """Yield the lines of a unified diff, without their ends."""
    old, new = _LINES.findall(before), _LINES.findall(after)
    for line in difflib.unified_diff(old, new, f"a/{path}", f"b/{path}"):
        yield line.removesuffix("\n")
        if line[:1] in "+- " and line[-1:] not in "\r\n" and not line.startswith(("+++ ", "--- ")):
            yield "\\ No newline at end of file"


def _fixes(violations: Iterable[Violation]) -> Iterator[tuple[Violation, Fix]]:
    for violation in violations:
        if violation.fix:
            yield violation, violation.fix


def _spans(fix: Fix) -> list[Span]:
    return [edit.place.span for edit in fix.edits]


def _overlaps(span: Span, taken: Sequence[Span]) -> bool:
    """Tell whether a span is one of others, or shares characters with one; they are in order and share none."""
    # Of those that begin before its end the last one reaches furthest.
    before = bisect_left(taken, (span.end,))
    here = bisect_left(taken, span)
    return (here < len(taken) and taken[here] == span) or (before > 0 and taken[before - 1].end > span.start)


def _edited(text: str, edits: Iterable[Edit]) -> str:
    parts, at = list[str](), 0
    for edit in sorted(edits, key=lambda edit: edit.place.span):
        start, end = edit.place.span
        parts += text[at:start], edit.text
        at = end
    return "".join((*parts, text[at:]))
