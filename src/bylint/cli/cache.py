"""`bylint cache`: where results of earlier runs are kept, how much they take, and how to be rid of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from bylint.cli.options import cache_folder_option
from bylint.cli.output import print_human
from bylint.errors import UsageError
from bylint.report.printable import counted
from bylint.report.printable import shown
from bylint.text import cache


@click.command(epilog="Example: bylint cache clear")
@click.argument("action", type=click.Choice(("dir", "size", "clear")))
@cache_folder_option
def command(action: str) -> None:
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
