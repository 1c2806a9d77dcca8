"""`bylint files`: what would be checked, and why the rest would not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from bylint import discover
from bylint.cli.options import config_options
from bylint.cli.options import paths_argument
from bylint.cli.output import print_human
from bylint.cli.run import demand_some
from bylint.cli.run import site
from bylint.discover import Selection
from bylint.report.printable import counted
from bylint.report.printable import shown


@click.command(epilog="Example: bylint files content/")
@paths_argument
@config_options
@click.option("--force-exclude", is_flag=True, help="Pass over excluded files even where they are named.")
def command(paths: tuple[str, ...], config_file: Path | None, no_config: bool, force_exclude: bool) -> None:
    """List the files that would be checked, then those that would not, each with the reason."""
    config, start = site(config_file, no_config=no_config)
    found = discover.files(paths, config, start=start, force_exclude=force_exclude)
    print_human(_lines(found))
    demand_some(found, force_exclude=force_exclude)


def _lines(found: Selection) -> Iterator[str]:
    yield from (shown(file.label) for file in found.files)
    yield f"{counted(len(found.files), 'file')} would be checked."
    if found.skipped:
        yield f"{counted(len(found.skipped), 'file')} would not:"
        yield from (shown(f"  {skipped.label}: {skipped.reason}") for skipped in found.skipped)
