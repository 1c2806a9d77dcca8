"""`bylint rules`: every rule of the packs, and whether it is on."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from bylint.cli.options import config_options
from bylint.cli.options import format_option
from bylint.cli.options import rule_options
from bylint.cli.printing import print_human
from bylint.cli.printing import print_machine
from bylint.cli.setting import setting
from bylint.config import selection
from bylint.model.rule import AnyRule


class Row(NamedTuple):
    """One rule as listed. `on`: yes, no, or some for a rule that only some paths have."""

    code: str
    name: str
    severity: str
    status: str
    on: str
    summary: str


@click.command(epilog="Example: bylint rules --select IMG")
@config_options
@rule_options
@format_option("table", "json")
def command(
    config_file: Path | None, no_config: bool, select: tuple[str, ...], ignore: tuple[str, ...], form: str
) -> None:
    """List the rules, and which are on for this site.

    A rule that is off can be turned on by its code or name, in bylint.yaml or with --select.
    """
    known = setting(config_file, no_config=no_config)
    chosen = selection.selected(known.config, known.rules, select, ignore)
    rows = tuple(_rows(known.rules, {rule.code: rule for rule in chosen}))
    if form == "json":
        from bylint.report.json import dumped

        print_machine(dumped(row._asdict()) for row in rows)
    else:
        print_human(_table(rows))


def _rows(rules: Iterable[AnyRule], chosen: dict[str, AnyRule]) -> Iterator[Row]:
    for rule in rules:
        here = chosen.get(rule.code)
        on = "no" if here is None else "some" if here.severity == "off" else "yes"
        severity = rule.severity if here is None or on == "some" else here.severity
        yield Row(rule.code, rule.name, severity, rule.status, on, rule.summary)


def _table(rows: tuple[Row, ...]) -> Iterator[str]:
    head = Row("CODE", "NAME", "SEVERITY", "STATUS", "ON", "WHAT")
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head) - 1)]
    for row in (head, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=True))
        yield f"{'  '.join(cells)}  {row.summary}"
