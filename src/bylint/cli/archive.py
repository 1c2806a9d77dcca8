"""A run that compares articles with all others of the site, through the store."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from functools import partial

from bylint.audit import Ruleset
from bylint.audit import Verdict
from bylint.audit import archive
from bylint.audit.archive import Archive
from bylint.audit.walk import GivenFiles
from bylint.audit.walk import Listing
from bylint.cli.output import progress
from bylint.cli.output import tell
from bylint.cli.run import Run
from bylint.cli.run import rules_by_path
from bylint.config import Config
from bylint.config import requests
from bylint.discover import site as discover_site
from bylint.model.rule import Suppression
from bylint.store import inputs


def against_archive(run: Run, given: GivenFiles | None) -> tuple[Verdict, Listing]:
    """Judge the given files, or all of the site, against all articles of the site."""
    with progress() as shown:
        site = archive_of(run, shown)
        return archive.run(site, run.chosen, given, partial(_requests, run.known.config))


def archive_of(run: Run, shown: Callable[[int, int], None]) -> Archive:
    """Return the archive of the site; what is found is kept where a configuration says what the site is."""
    config, start, _ = run.known
    return Archive(
        discover_site(config, start),
        config.root,
        start,
        Ruleset(rules_by_path(config, start, run.chosen), run.knowledge),
        inputs(run.chosen, config.digest, run.knowledge),
        config.path is not None and not run.no_cache,
        run.workers,
        tell,
        shown,
    )


def _requests(config: Config, files: Iterable[tuple[str, str]]) -> tuple[Suppression, ...]:
    return requests(config, files) if config.ignores else ()
