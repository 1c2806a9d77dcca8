"""`bylint waivers` lists suppressions; `bylint check --add-ignores` writes them."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click

from bylint import discover
from bylint import fix
from bylint import waiving
from bylint.audit import Reading
from bylint.audit import content_of
from bylint.audit import guarded
from bylint.cli.audit import whole_sites
from bylint.cli.commands import RunOptions
from bylint.cli.commands import WaiverOptions
from bylint.cli.commands import cache_options
from bylint.cli.commands import config_options
from bylint.cli.commands import format_option
from bylint.cli.commands import today_option
from bylint.cli.commands import workers_option
from bylint.cli.mending import Look
from bylint.cli.mending import Refusal
from bylint.cli.mending import WriteError
from bylint.cli.mending import as_changed
from bylint.cli.mending import look_of
from bylint.cli.mending import replace
from bylint.cli.mending import source_now
from bylint.cli.mending import sweep
from bylint.cli.mending import target_of
from bylint.cli.output import print_human
from bylint.cli.output import print_machine
from bylint.cli.output import tell
from bylint.cli.run import Files
from bylint.cli.run import Run
from bylint.cli.run import demand_some
from bylint.cli.run import nearest
from bylint.cli.sites import Refused
from bylint.config import label_of
from bylint.discover import STDIN
from bylint.discover import git
from bylint.errors import UsageError
from bylint.model.rule import Violation
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.readers import SUFFIXES
from bylint.readers.comments import Insertion
from bylint.report import counted
from bylint.report.escaping import csv_line
from bylint.report.escaping import shown
from bylint.suppress import ABOUT_SUPPRESSIONS
from bylint.suppress import Waiver
from bylint.text.files import digest
from bylint.waiving import EXAMPLE
from bylint.waiving import Statement
from bylint.waiving import Wish

_SECONDS = 60
"""Seconds of processor time for one article."""
_ALONE = 50
"""How many suppressions of a file are tried one by one where all together do harm."""
_COLUMNS = ("path", "line", "rule", "state", "silences", "reason", "by", "until", "since", "days", "trouble")
_STATES = {"": "in use", "unjudged": "not judged"}


def statement_of(waived: WaiverOptions, today: date) -> Statement:
    """Return what suppressions are to say."""
    if not waived.is_added:
        raise UsageError("--reason, --by and --until go with --add-ignores")
    if not waived.reason or not waived.by:
        raise UsageError("--add-ignores needs --reason TEXT and --by NAME: why it is right, and who answers for it")
    statement = Statement(" ".join(waived.reason.split()), " ".join(waived.by.split()), waived.until)
    waiving.demand_fit(statement, today)
    return statement


class Silenced(NamedTuple):
    """A text with suppressions, how many were written, and the violations that none in this file can silence."""

    text: str
    written: int
    left: tuple[Violation, ...]


def digests(files: Files) -> dict[str, str]:
    """Return a digest of each file as it is now."""
    return {reading.path: _digest(reading) for _, reading in files}


def _digest(reading: Reading) -> str:
    try:
        return digest(content_of(reading))
    except OSError:
        return ""


def add(run: Run, files: Files, found: Iterable[Violation], statement: Statement, as_judged: Mapping[str, str]) -> None:
    """Write a suppression for each violation: where it stands, in the header of its file, or in `bylint.yaml`; nothing
    into files that are not any more `as_judged`, by their digests."""
    by_path: dict[str, list[Violation]] = {}
    for violation in found:
        if violation.name in ABOUT_SUPPRESSIONS:
            continue
        if violation.is_for_all:
            _tell_left(violation, "it speaks of many articles at once, and a setting mends it; see its hint")
            continue
        by_path.setdefault(violation.place.path, []).append(violation)
    known = {reading.path: (file, reading) for file, reading in files}
    look = look_of(run, files)
    count = 0
    elsewhere: dict[str, list[Violation]] = {}
    for path, violations in by_path.items():
        if path not in known:
            _tell_all_left(violations, "no suppression can stand there")
            continue
        file, reading = known[path]
        left: Sequence[Violation] = violations
        if reading.file is None or file.path == STDIN:
            raise UsageError("--add-ignores changes files, and this came in by stdin")
        if not reading.is_author_data and reading.suffix.casefold() in SUFFIXES:
            done = _written(reading, violations, look, statement, as_judged.get(path, ""))
            left, count = done.left, count + done.written
        if left:
            elsewhere[file.name] = list(left)
    count += _into_settings(run, elsewhere, statement)
    if count:
        tell(f"{counted(count, 'violation')} silenced; `bylint waivers` lists what is")


def proposed(reading: Reading, source: Source, found: Violation, look: Look) -> tuple[Insertion, ...]:
    """Return what would silence a violation in a text once somebody has written a reason into it; nothing where no
    suppression can stand in it, or where that brings up something else."""
    before = look(as_changed(reading, source, source.text))

    def is_fit(changed: str) -> bool:
        return _is_better(before, look(as_changed(reading, source, changed)), [found])

    wish = Wish(found.code, found.place.span)
    return guarded(lambda: waiving.advice(source, reading.suffix, wish, EXAMPLE, is_fit), lambda _: (), _SECONDS)


def _written(
    reading: Reading, found: Sequence[Violation], look: Look, statement: Statement, as_judged: str
) -> Silenced:
    source = source_now(reading)
    if _digest(reading) != as_judged:
        _tell_all_left(found, "it was changed meanwhile")
        return Silenced("", 0, ())
    if isinstance(source, Refusal):
        return Silenced("", 0, tuple(found))
    otherwise = Silenced(source.text, 0, tuple(found))
    done = guarded(partial(silenced, reading, source, found, look, statement), lambda _: otherwise, _SECONDS)
    if not done.written:
        return done
    target = target_of(reading)
    sweep(target.parent)
    try:
        replace(target, fix.encoded(source, source.text), fix.encoded(source, done.text))
    except WriteError as error:
        _tell_all_left(found, str(error))
        return Silenced(source.text, 0, ())
    return done


def silenced(
    reading: Reading, source: Source, found: Sequence[Violation], look: Look, statement: Statement
) -> Silenced:
    """Silence all together or, where that brings up something else, one after the other."""
    before = look(as_changed(reading, source, source.text))
    whole = _tried(reading, source, found, look, statement, before)
    if whole.written or not whole.left:
        return whole
    text, written, left = source.text, 0, list(found[_ALONE:])
    shift: list[Insertion] = []
    for violation in found[:_ALONE]:
        at = violation.place.span
        for insertion in shift:
            at = Span(*(edge + len(insertion.text) * (insertion.at <= edge) for edge in at))
        moved = violation._replace(place=violation.place._replace(span=at))

        def is_fit(changed: str, before: tuple[Violation, ...] = before, moved: Violation = moved) -> bool:
            return _is_better(before, look(as_changed(reading, source, changed)), [moved])

        now, wish = source._replace(text=text), Wish(violation.code, at)
        result = waiving.with_suppressions(now, reading.suffix, [wish], statement, is_fit)
        if result.insertions:
            text, written = result.text, written + 1
            before = look(as_changed(reading, source, text))
            shift += sorted(result.insertions, key=lambda each: -each.at)
        else:
            left.append(violation)
    return Silenced(text, written, tuple(left))


def _tried(
    reading: Reading,
    source: Source,
    found: Sequence[Violation],
    look: Look,
    statement: Statement,
    before: Sequence[Violation],
) -> Silenced:
    wishes = {Wish(violation.code, violation.place.span): violation for violation in found}
    result = waiving.with_suppressions(source, reading.suffix, wishes, statement)
    left = tuple(violation for violation in found if Wish(violation.code, violation.place.span) in result.left)
    met = [violation for violation in found if violation not in left]
    if not result.insertions or not _is_better(before, look(as_changed(reading, source, result.text)), met):
        return Silenced(source.text, 0, tuple(found))
    return Silenced(result.text, len(met), left)


def _is_better(before: Iterable[Violation], after: Iterable[Violation], silenced: Iterable[Violation]) -> bool:
    """Tell whether what was silenced is gone, as far as the file alone shows it, and nothing has come of it."""
    was, now = Counter(map(_key, before)), Counter(map(_key, after))
    return now <= was - Counter(map(_key, silenced))


def _key(violation: Violation) -> tuple[str, str]:
    return violation.code, violation.message


def _into_settings(run: Run, left: dict[str, list[Violation]], statement: Statement) -> int:
    """Write suppressions for whole files into `bylint.yaml`, and return how many violations they silence."""
    if not left:
        return 0
    path, violations = run.known.config.path, [each for some in left.values() for each in some]
    if path is None:
        _tell_all_left(violations, "no suppression can stand in this file, and there is no bylint.yaml to hold it")
        return 0
    if path.is_symlink():
        _tell_all_left(violations, f"{label_of(path, run.known.start)} is a link, and nothing is written through it")
        return 0
    entries: dict[tuple[str, ...], list[str]] = {}
    for name, some in left.items():
        entries.setdefault(tuple(sorted({violation.code for violation in some})), []).append(name)
    label = label_of(path, run.known.start)
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
        after = waiving.with_ignores(text, entries, statement)
        if after is None:
            _tell_all_left(violations, f"no suppression can be written under 'ignores:' of {label}")
            return 0
        mark = "\ufeff" if content.startswith(b"\xef\xbb\xbf") else ""
        replace(path, content, (mark + after).encode())
    except (OSError, UnicodeDecodeError, WriteError) as error:
        _tell_all_left(violations, f"{label} cannot be written: {error}")
        return 0
    return len(violations)


def _tell_all_left(violations: Iterable[Violation], why: str) -> None:
    for violation in violations:
        _tell_left(violation, why)


def _tell_left(violation: Violation, why: str) -> None:
    tell(f"{violation.place.path}:{violation.place.line}: {violation.code} is left: {why}")


@click.command(epilog="Example: bylint waivers --expired --format csv > waivers.csv")
@config_options
@click.option("--expired", is_flag=True, help="Only those whose last day is over.")
@format_option("text", "csv", "json")
@workers_option
@today_option
@cache_options
def command(
    config_file: Path | None, no_config: bool, expired: bool, form: str, workers: int, today: date, no_cache: bool
) -> None:
    """List all suppressions of the site: why, by whom, until when, since when (where git knows), and whether they still
    silence anything."""
    options = RunOptions(
        paths=(),
        config_file=config_file,
        no_config=no_config,
        select=(),
        ignore=(),
        fail_on=None,
        exit_zero=True,
        workers=workers,
        today=today,
        no_cache=no_cache,
        baseline=None,
        no_baseline=True,
    )
    known = nearest(config_file, no_config=no_config)
    judged = tuple(verdict for _, verdict, _ in whole_sites(options, known, Refused(known, needs_all=True)))
    if not any(verdict.files for verdict in judged):
        demand_some(discover.files((), known.of, start=known.start), force_exclude=False)
    every = (waiver for verdict in judged for waiver in verdict.waivers)
    asked = (waiver for waiver in every if not expired or waiver.state == "expired")
    rows = tuple(_rows(sorted(asked, key=_order), known.start, today))
    if form == "json":
        print_machine([json.dumps({"version": 1, "waivers": rows})])
    elif form == "csv":
        print_machine((csv_line(_COLUMNS), *(csv_line(row[name] for name in _COLUMNS) for row in rows)))
    else:
        print_human(_lines(rows))


def _order(waiver: Waiver) -> tuple[str, int, str]:
    return waiver.suppression.place.path, waiver.suppression.place.span.start, waiver.rule


def _rows(waivers: Iterable[Waiver], start: Path, today: date) -> Iterator[dict[str, str | int]]:
    ages = _Ages(start)
    for waiver in waivers:
        asked = waiver.suppression
        since = ages.since(asked.place.path, asked.place.line)
        yield {
            "path": asked.place.path,
            "line": asked.place.line,
            "rule": waiver.code or waiver.rule,
            "state": _STATES.get(waiver.state, waiver.state),
            "silences": waiver.silenced,
            "reason": asked.reason,
            "by": asked.by,
            "until": asked.until.isoformat() if asked.until else "",
            "since": since.isoformat() if since else "",
            "days": (today - since).days if since else "",
            "trouble": waiver.trouble,
        }


class _Ages:
    """Since when lines stand where they are, as far as git knows; each file is asked for once."""

    def __init__(self, start: Path) -> None:
        self._start = start
        self._known: dict[str, dict[str, date]] = {}
        try:
            self._place: git.Repository | None = git.repository(start)
        except UsageError:
            self._place = None

    def since(self, path: str, line: int) -> date | None:
        """Return the day of the commit that wrote a line, or nothing."""
        if self._place is None:
            return None
        file = Path(os.path.realpath(self._start / path))
        if path not in self._known:
            inside = file.is_relative_to(self._place.top)
            self._known[path] = (
                git.days_of_lines(self._place, file.relative_to(self._place.top).as_posix()) if inside else {}
            )
        try:
            lines = file.read_text("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        except OSError:
            return None
        return self._known[path].get(lines[line - 1].strip()) if line <= len(lines) else None


def _lines(rows: Sequence[dict[str, str | int]]) -> Iterator[str]:
    for row in rows:
        yield f"{shown(str(row['path']))}:{row['line']}: {shown(str(row['rule']))} {_state(row)}"
        told = [f"by {row['by']}"] if row["by"] else []
        told += [f"until {row['until']}"] if row["until"] else []
        told += [f"since {row['since']} ({counted(int(row['days']), 'day')})"] if row["since"] else []
        for words in (str(row["reason"]), ", ".join(told)):
            if words:
                yield f"       {shown(words)}"
    states = Counter(str(row["state"]) for row in rows)
    figures = ", ".join(f"{number:,} {state}" for state, number in sorted(states.items()))
    yield f"{counted(len(rows), 'suppression')}{': ' + figures if figures else ''}."


def _state(row: dict[str, str | int]) -> str:
    if row["trouble"]:
        return f"{row['state']}: {shown(str(row['trouble']))}"
    return f"silences {counted(int(row['silences']), 'violation')}" if row["silences"] else str(row["state"])
