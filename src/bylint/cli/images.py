"""`bylint images`: every picture, where it is used, and what is known of its rights."""

from __future__ import annotations

import json
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from typing import NamedTuple

import click

from bylint import discover
from bylint.audit import Ruleset
from bylint.audit.archive import Summary
from bylint.audit.archive import outcome_summary
from bylint.audit.judge import RulesFor
from bylint.audit.judge import Scope
from bylint.audit.judge import judge_facts
from bylint.audit.judge import scope_of
from bylint.audit.judge import subject_of
from bylint.audit.judge import verdict
from bylint.audit.results import outcome_at
from bylint.checks.credits import lack_of
from bylint.checks.credits import leads_to
from bylint.checks.credits import maker_claims
from bylint.checks.images import is_credit_asked
from bylint.checks.images import others_by_picture
from bylint.cli.audit import summaries_of
from bylint.cli.commands import cache_options
from bylint.cli.commands import config_options
from bylint.cli.commands import format_option
from bylint.cli.commands import today_option
from bylint.cli.commands import workers_option
from bylint.cli.output import print_human
from bylint.cli.output import print_machine
from bylint.cli.output import print_values
from bylint.cli.output import progress
from bylint.cli.output import tell
from bylint.cli.run import Files
from bylint.cli.run import Run
from bylint.cli.run import Setting
from bylint.cli.run import demand_some
from bylint.cli.run import knowledge_of
from bylint.cli.run import nearest
from bylint.cli.run import pairs
from bylint.cli.run import readings
from bylint.cli.run import rules_by_path
from bylint.cli.run import setting_of
from bylint.config import requests
from bylint.config import selected
from bylint.discover import FileToRead
from bylint.model.article import Article
from bylint.model.parts import CreditLine
from bylint.model.parts import Picture
from bylint.model.rule import AnyRule
from bylint.model.rule import Outcome
from bylint.model.rule import Suppression
from bylint.model.rule import Violation
from bylint.model.source import place_of
from bylint.model.world import Knowledge
from bylint.report import counted
from bylint.report.escaping import cell
from bylint.report.escaping import csv_line
from bylint.report.escaping import shown
from bylint.report.text import line_of
from bylint.roles.captions import captions_without_credits
from bylint.roles.images import printed_credit

# What was not read has no pictures to list, and must not look like an article without any.
_UNREAD = ("LNT001", "LNT005", "LNT010")
# The second is off by default: a ledger tells what has ended all the same.
_RULES = ("IMG", "IMG014", *_UNREAD)
_SAID = ("creator", "supplier", "agency", "host", "licence", "licence-link", "source-link")
_RIGHTS = ("licensed", "until")
_COLUMNS = ("src", "path", "line", "kind", "caption", "credit", *_SAID, *_RIGHTS, "embedded", "missing", "violations")
_SHOWN = ("path", "line", "src", "credit", "missing", "violations")
_WIDEST = 48
_SOON, _MOST_ENDS = 90, 20
"""Days, and pictures of which the end of the licence is listed."""


@click.command(epilog="Example: bylint images content/ --format csv > rights.csv")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATHS]...")
@config_options
@format_option("table", "csv", "json", "jsonl")
@workers_option
@today_option
@cache_options
def command(
    paths: tuple[str, ...],
    config_file: Path | None,
    no_config: bool,
    form: str,
    workers: int,
    today: date,
    no_cache: bool,
) -> None:
    """List every picture: where it is used, who made and supplied it, under which licence, and what is missing.

    What the files of local pictures say of themselves is read too; what the site has licensed, and until when, comes
    from its rights file.
    """
    known = nearest(config_file, no_config=no_config)
    found = discover.files(paths, known.of, start=known.start)
    known.demand_right()
    demand_some(found, force_exclude=False)
    keys = dict.fromkeys(file.site for file in found.files)
    sites = [(setting_of(known, known.known(key)), tuple(f for f in found.files if f.site == key)) for key in keys]
    runs = [(_run_at(setting, today, workers, no_cache=no_cache), files) for setting, files in sites]
    with progress() as show:
        unsorted = tuple(row for run, files in runs for row in _of_site(run, files, show))
    rows = sorted(unsorted, key=lambda row: str(row["path"])) if len(sites) > 1 else unsorted
    if form == "table":
        print_human((*_table(rows), *_figures(rows, today)))
    elif form == "csv":
        print_machine(_csv(rows))
    else:
        print_values(form, "pictures", rows)


def _run_at(known: Setting, today: date, workers: int, *, no_cache: bool) -> Run:
    chosen = selected(known.config, known.rules, _RULES, ())
    return Run(known, chosen, knowledge_of(known.config, today, known.rules), workers, no_cache)


def _of_site(run: Run, files: Sequence[FileToRead], show: Callable[[int, int], None]) -> Iterator[dict[str, Any]]:
    """Yield the pictures of one site, in the order of its files."""
    config, start, _ = run.known
    asked = requests(config, ((file.name, file.label) for file in files))
    seen = tuple(_seen(run, pairs(files, readings(files)), show))
    violations = _violations(seen, run.chosen, rules_by_path(config, start, run.chosen), asked, scope_of(run.knowledge))
    for violation in violations:
        if violation.code in _UNREAD:
            tell(line_of(violation))
    yield from _judged_rows(seen, violations)


class _Pictures(NamedTuple):
    """What an article holds: a row for each picture, with what it is called there, and what the rules see."""

    rows: tuple[tuple[frozenset[str], dict[str, Any]], ...]
    outcome: Outcome


def _seen(run: Run, files: Files, shown: Callable[[int, int], None]) -> Iterator[_Pictures]:
    for (_, reading), record in zip(files, summaries_of(run, files, "images", _summary, shown), strict=True):
        rows, result = json.loads(record.result)
        known = outcome_at(reading.path, record._replace(result=result))
        yield _Pictures(tuple((frozenset(names), row) for names, row in rows), known)


def _summary(article: Article, ruleset: Ruleset) -> Summary:
    found = outcome_summary(article, ruleset)
    rows = [[sorted(names), row] for names, row in _rows(article, ruleset.knowledge)]
    return found._replace(text=json.dumps([rows, found.text]))


def _violations(
    seen: tuple[_Pictures, ...],
    chosen: tuple[AnyRule, ...],
    rules_for: RulesFor,
    requests: tuple[Suppression, ...],
    scope: Scope,
) -> tuple[Violation, ...]:
    """Return what is wrong with pictures, between articles too."""
    facts = sorted((fact for each in seen for fact in each.outcome.facts), key=subject_of)
    outcomes = (*(each.outcome for each in seen), Outcome("", suppressions=requests))
    return verdict(chosen, outcomes, judge_facts(chosen, facts, rules_for), scope).violations


def _judged_rows(seen: tuple[_Pictures, ...], violations: Iterable[Violation]) -> Iterator[dict[str, Any]]:
    """Yield the rows with the violations of their pictures."""
    codes: dict[tuple[str, str], set[str]] = {}
    for each in violations:
        codes.setdefault((each.place.path, each.about), set()).add(each.code)
    for article in seen:
        for names, row in article.rows:
            found = (codes.get((row["path"], name), ()) for name in names)
            yield {**row, "violations": sorted(set().union(*found))}


def _rows(article: Article, knowledge: Knowledge) -> Iterator[tuple[frozenset[str], dict[str, Any]]]:
    lines: dict[str, list[CreditLine]] = {}
    for line in article.parts.of(CreditLine):
        lines.setdefault(line.about, []).append(line)
    files: dict[str, list[str]] = {}
    for claim in maker_claims(article, knowledge):
        files.setdefault(claim.picture.about, []).append(claim.subject)
    pictures = article.parts.of(Picture)
    more, is_linked = others_by_picture(pictures), partial(leads_to, article)
    for picture in sorted(pictures, key=lambda picture: picture.span):
        if picture.kind != "furniture":
            names = frozenset((picture.about, *files.get(picture.about, ())))
            own = lines.get(picture.about, [])
            is_asked = not picture.is_credited and is_credit_asked(picture, more, knowledge)
            lacks = filter(None, (lack_of(line, article, is_linked, knowledge) for line in own))
            yield names, _row(article, picture, own, ["credit"] if is_asked else [*lacks])


def _row(article: Article, picture: Picture, lines: list[CreditLine], lacks: list[str]) -> dict[str, Any]:
    right = picture.right
    return {
        "src": picture.image.src.plain,
        "path": article.source.path,
        "line": place_of(article.source, picture.span).line,
        "kind": picture.kind,
        "caption": next((words for words, _ in captions_without_credits(picture)), ""),
        "credit": printed_credit(picture),
        **{name: _joined(names) for name, names in _said(lines).items()},
        "licensed": right.licence if right else "",
        "until": right.until.isoformat() if right and right.until else "",
        "embedded": dict(picture.file.fields) if picture.file else {},
        "missing": lacks,
    }


def _said(lines: list[CreditLine]) -> dict[str, Iterator[str]]:
    """Return what the credits of a picture say, by column."""
    credits_ = [line.credit for line in lines]
    links = [link for line in lines for link in line.links]
    return {
        "creator": (name.plain for credit in credits_ for name in credit.makers),
        "supplier": (name.plain for credit in credits_ for name in credit.suppliers),
        "agency": (name.plain for credit in credits_ for name in credit.agencies),
        "host": (host.prose.plain for credit in credits_ for host in credit.hosts),
        "licence": (licence.prose.plain for credit in credits_ for licence in credit.licences),
        "licence-link": (link.href.plain for link in links if link.is_licence),
        "source-link": (link.href.plain for link in links if not link.is_licence),
    }


def _joined(words: Iterator[str]) -> str:
    return "; ".join(dict.fromkeys(words))


def _csv(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield csv_line(_COLUMNS)
    for row in rows:
        yield csv_line(row[name] for name in _COLUMNS)


def _table(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        cells = [cell(row[name]) for name in _SHOWN[2:]]
        clipped = (f"{cell[: _WIDEST - 1]}…" if len(cell) > _WIDEST else cell for cell in cells)
        yield f"{shown(row['path'])}:{row['line']}: " + " | ".join(clipped)


def _figures(rows: Sequence[dict[str, Any]], today: date) -> Iterator[str]:
    """Yield whom the pictures name, and whose rights have ended or end soon."""
    made = sum(bool(row["creator"]) for row in rows)
    others = sum(bool(row["credit"]) and not row["creator"] for row in rows)
    asked = sum("credit" in row["missing"] for row in rows)
    kinds = ((made, "with their maker"), (others, "with another credit"), (len(rows) - made - others, "without"))
    named = ", ".join(f"{number:,} {words}" for number, words in kinds if number)
    lacking = f"; {asked:,} should have one" if asked else ""
    yield f"{counted(len(rows), 'picture')}{': ' if rows else ''}{named}{lacking}."
    soon = (today + timedelta(days=_SOON)).isoformat()
    ends = sorted((row["until"], row["path"], row["line"]) for row in rows if row["until"] and row["until"] <= soon)
    over = sum(end[0] < today.isoformat() for end in ends)
    states = ((over, "ended"), (len(ends) - over, f"to end within {_SOON} days"))
    if ends:
        yield f"Licences: {', '.join(f'{number:,} {words}' for number, words in states if number)}:"
    yield from (f"  {until} {shown(path)}:{line}" for until, path, line in ends[:_MOST_ENDS])
    if len(ends) > _MOST_ENDS:
        yield f"  and {len(ends) - _MOST_ENDS:,} more; `--format csv` has all"
