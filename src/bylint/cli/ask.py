"""`bylint ask`: letters to desks and authors about what only they can mend."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from bylint.cli.audit import judged
from bylint.cli.commands import RunOptions
from bylint.cli.commands import cache_options
from bylint.cli.commands import config_options
from bylint.cli.commands import paths_argument
from bylint.cli.commands import rule_options
from bylint.cli.commands import today_option
from bylint.cli.commands import workers_option
from bylint.cli.output import print_human
from bylint.cli.output import tell
from bylint.cli.output import write_file
from bylint.cli.run import nearest
from bylint.cli.run import without_known
from bylint.cli.sites import report_on
from bylint.errors import UsageError
from bylint.report import Report
from bylint.report.letters import Letter
from bylint.report.letters import letters
from bylint.report.letters import written
from bylint.text.yaml import guess


@click.command(epilog='Example: bylint ask --author "Ada Lund" content/2026')
@paths_argument
@config_options
@rule_options
@click.option("--desk", "desks", multiple=True, metavar="DESK", help="Only the letter to this desk, such as pictures.")
@click.option("--author", "authors", multiple=True, metavar="NAME", help="Only the letter to this author.")
@click.option(
    "-o", "--output-file", type=click.Path(path_type=Path), metavar="FILE", help="Write the letters to a file."
)
@workers_option
@today_option
@cache_options
def command(
    paths: tuple[str, ...],
    config_file: Path | None,
    no_config: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    desks: tuple[str, ...],
    authors: tuple[str, ...],
    output_file: Path | None,
    workers: int,
    today: date,
    no_cache: bool,
) -> None:
    """Write letters to those who can mend what is wrong: one to each desk, and one to each author.

    All articles of the site are held against each other; PATHS say which the letters are about.
    """
    options = RunOptions(
        paths=paths,
        config_file=config_file,
        no_config=no_config,
        select=select,
        ignore=ignore,
        fail_on=None,
        exit_zero=True,
        workers=workers,
        today=today,
        no_cache=no_cache,
        baseline=None,
        no_baseline=False,
    )
    found = judged(options, nearest(config_file, no_config=no_config))
    known = tuple((run, without_known(run.known, options, verdict)) for run, verdict in found.found)
    report = report_on(known, options, found.skipped, found.read, found.refused)
    wanted = _wanted(letters(report), report, desks, authors)
    if output_file:
        write_file(output_file, written(wanted, report))
    else:
        print_human(written(wanted, report))
    if not wanted:
        tell("there is nothing to ask")
    found.refused.demand_none()


def _wanted(
    found: tuple[Letter, ...], report: Report, desks: tuple[str, ...], authors: tuple[str, ...]
) -> tuple[Letter, ...]:
    known = sorted({rule.desk for rule in report.rules})
    for desk in desks:
        if not any(_is_desk(desk, each) for each in known):
            raise UsageError(f"there is no desk {desk!r}{guess(desk, known)}; there are {', '.join(known)}")
    if not (desks or authors):
        return found
    names = {name.casefold() for name in authors}
    return tuple(
        letter
        for letter in found
        if (letter.is_desk and any(_is_desk(desk, letter.to) for desk in desks))
        or (not letter.is_desk and (letter.to.casefold() in names or any(_is_desk(desk, "author") for desk in desks)))
    )


def _is_desk(asked: str, desk: str) -> bool:
    """Tell whether somebody asks for a desk: `pictures` for the picture desk."""
    word = asked.casefold().removesuffix(" desk").removesuffix("s")
    return word in (desk.casefold(), desk.casefold().removesuffix(" desk").removesuffix("s"))
