"""`bylint files` and `bylint cache`: what would be checked, and where results of earlier runs are kept."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path

import click

from bylint import discover
from bylint.cli.commands import cache_folder_option
from bylint.cli.commands import config_options
from bylint.cli.commands import paths_argument
from bylint.cli.output import print_human
from bylint.cli.run import demand_some
from bylint.cli.run import site
from bylint.discover import Selection
from bylint.errors import UsageError
from bylint.report import counted
from bylint.report import shown
from bylint.text import cache


@click.command(epilog="Example: bylint files content/")
@paths_argument
@config_options
@click.option("--force-exclude", is_flag=True, help="Pass over excluded files even where they are named.")
def list_files(paths: tuple[str, ...], config_file: Path | None, no_config: bool, force_exclude: bool) -> None:
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


@click.command(epilog="Example: bylint cache clear")
@click.argument("action", type=click.Choice(("dir", "size", "clear")))
@cache_folder_option
def keep_cache(action: str) -> None:
    """Show where results of earlier runs are kept (dir), or how much they take (size), or delete them (clear).

    The cache changes how long a run takes, never what it reports. Nobody but you may write in its folder.
    """
    place = cache.folder()
    if place is None:
        raise UsageError(f"no cache is used: {cache.trouble()}; --cache-dir or {cache.PLACE} names one")
    if action == "dir":
        print_human((shown(str(place)),))
        return
    if cache.trouble():
        raise UsageError(f"{place}: no cache is used: {cache.trouble()}")
    files = [(path, path.lstat().st_size) for path in cache.own_files()]
    figures = f"{counted(len(files), 'file')}, {sum(size for _, size in files) / 1e6:.1f} MB"
    if action == "clear":
        _clear(path for path, _ in files)
    print_human((f"{figures} deleted" if action == "clear" else figures,))


def _clear(files: Iterable[Path]) -> None:
    for path in files:
        try:
            path.unlink()
        except OSError as error:
            raise UsageError(f"{path}: it cannot be deleted: {error.strerror}") from error
