"""A run that compares articles with all others of the site, through the store."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from functools import partial

import click

from bylint import discover
from bylint.audit import Eye
from bylint.audit import Verdict
from bylint.audit import archive
from bylint.audit.archive import Archive
from bylint.audit.archive import Given
from bylint.audit.archive import Met
from bylint.cli.progress import progress
from bylint.cli.setting import Run
from bylint.cli.setting import rules_by_path
from bylint.config import Config
from bylint.config import choosing
from bylint.discover import FileToRead
from bylint.model.violation import Suppression
from bylint.report.printable import shown as printable
from bylint.store.inputs import inputs
from bylint.store.opening import FOLDER


def against_archive(run: Run, given: Given | None) -> tuple[Verdict, Met]:
    """Judge the given files, or all of the site, against all articles of the site."""
    with progress() as shown:
        site = archive_of(run, shown)
        return archive.run(site, run.chosen, given, partial(_requests, site, run.known.config, given))


def archive_of(run: Run, shown: Callable[[int, int], None]) -> Archive:
    """Return the archive of the site; without a configuration there is no place to keep results in."""
    config, start, _ = run.known
    return Archive(
        partial(discover.content, config, start),
        config.root,
        start,
        Eye(rules_by_path(config, start, run.chosen), run.knowledge),
        inputs(run.chosen, config.digest, run.knowledge),
        config.path.parent / FOLDER if config.path and not run.no_cache else None,
        run.workers,
        _told,
        shown,
    )


def _told(words: str) -> None:
    click.echo(f"bylint: {printable(words)}", err=True)


def _requests(site: Archive, config: Config, given: Given | None) -> tuple[Suppression, ...]:
    if not config.ignores:
        return ()
    if given is not None:
        return choosing.requests(config, ((name, reading.path) for name, reading in given.items()))
    return choosing.requests(config, _listed(site))


def _listed(site: Archive) -> Iterator[tuple[str, str]]:
    for each in site.listed():
        if isinstance(each, FileToRead):
            yield each.name, each.label
