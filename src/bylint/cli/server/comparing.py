"""What only other articles can tell of one: asked of a `bylint check` of its own, which an editor need not wait for."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from rapidfuzz.distance import Postfix
from rapidfuzz.distance import Prefix

from bylint.cli.server.judging import Judged
from bylint.cli.server.judging import Place as FilePlace
from bylint.model.rule import Edit
from bylint.model.rule import Fix
from bylint.model.rule import Related
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.source import line_starts
from bylint.model.source import place_of

# It runs in the folder of a site, and no module may come from there (-P).
_CHECK = (sys.executable, "-P", "-m", "bylint.cli", "check", "--format", "json", "--exit-zero")


async def compared(place: FilePlace, article: Judged) -> tuple[Violation, ...]:
    """Return all that is wrong in an article held against the others of its site, or in a file of authors as it is on
    disk; RuntimeError says why that cannot be told. Whoever cancels it ends the process, which keeps what it has
    read."""
    of_file = ("--", str(place.file.path))
    of_text = ("--archive", f"--stdin-filename={place.file.label}", "-")
    process = await asyncio.create_subprocess_exec(
        *_CHECK,
        *(of_file if place.is_author_data else of_text),
        cwd=place.start,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        printed, said = await process.communicate(article.reading.content)
    except asyncio.CancelledError:
        with suppress(ProcessLookupError):
            process.terminate()
        raise
    try:
        values = json.loads(printed)["violations"]
    except ValueError as error:
        raise RuntimeError(said.decode("utf-8", "replace").strip() or str(error)) from error
    return tuple(_violation(value, article.source) for value in values)


def only_compared(found: Iterable[Violation], article: Judged) -> tuple[Violation, ...]:
    """Return those of the violations that the article alone does not show: a report words those of a series in
    another way."""
    known = {_key(each) for each in article.violations}
    return tuple(each for each in found if _key(each) not in known)


def moved(found: Iterable[Violation], before: Source, after: Source) -> Iterator[Violation]:
    """Yield violations at their places in a text that was changed in one spot, but for those that it touches."""
    head = Prefix.similarity(before.text, after.text)
    tail = min(Postfix.similarity(before.text, after.text), min(len(before.text), len(after.text)) - head)
    shift = len(after.text) - len(before.text)
    for each in found:
        if each.place.path != before.path or each.place.span.end <= head:
            yield each
        elif each.place.span.start >= len(before.text) - tail:
            start, end = each.place.span
            # Its fix would have to move as well; it comes back with the next comparison.
            yield each._replace(place=place_of(after, Span(start + shift, end + shift)), fix=None)


def in_order(found: Iterable[Violation]) -> tuple[Violation, ...]:
    """Return violations in the order of their places."""
    return tuple(sorted(found, key=_key))


def _key(found: Violation) -> tuple[str, Span, str]:
    return found.place.path, found.place.span, found.code


def _violation(value: dict[str, Any], source: Source) -> Violation:
    related = (Related(_place(each, source), each["message"]) for each in value["related"])
    fix = value["fix"]
    edits = (Edit(_place(each, source), each["text"]) for each in fix["edits"]) if fix else ()
    return Violation(
        value["code"],
        value["name"],
        value["severity"],
        _place(value, source),
        value["message"],
        value["hint"],
        tuple(related),
        Fix(fix["title"], fix["applicability"], tuple(edits)) if fix else None,
    )


def _place(value: dict[str, Any], source: Source) -> Place:
    """Return a place of a report; of other files than the article its characters are not known."""
    path, line, column = value["path"], value["line"], value["column"]
    end_line, end_column = value.get("end_line", line), value.get("end_column", column)
    span = Span(0, 0)
    if path == source.path:
        starts = line_starts(source.text)
        span = Span(starts[line - 1] + column - 1, starts[end_line - 1] + end_column - 1)
    return Place(path, span, line, column, end_line, end_column)
