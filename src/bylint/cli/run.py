"""What a run works with: the site's configuration, the rules of its packs, what is known beforehand, and its files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bylint import config as configuration
from bylint import discover
from bylint import packs
from bylint import people
from bylint.audit import Reading
from bylint.audit import Verdict
from bylint.audit import content_of
from bylint.audit import guarded
from bylint.audit.judge import RulesFor
from bylint.cli.commands import RunOptions
from bylint.cli.output import tell
from bylint.config import Config
from bylint.config import rules_for
from bylint.config import selected
from bylint.config import site_key
from bylint.config.nearest import Nearest
from bylint.config.nearest import load
from bylint.config.nearest import telling
from bylint.config.policy import read_rights
from bylint.discover import LEADS_OUT
from bylint.discover import STDIN
from bylint.discover import FileToRead
from bylint.discover import Selection
from bylint.engine import SIZE_LIMIT
from bylint.errors import ConfigError
from bylint.errors import UsageError
from bylint.errors import noted
from bylint.grammar.dates import orders_shown
from bylint.model.markup import Fault
from bylint.model.rule import SEVERITIES
from bylint.model.rule import AnyRule
from bylint.model.world import Directory
from bylint.model.world import Knowledge
from bylint.model.world import Policy
from bylint.model.world import Registry
from bylint.people import DirectoryAndRegistry
from bylint.readers import decoded
from bylint.suppress import ABOUT_SUPPRESSIONS
from bylint.suppress import names_of
from bylint.text.files import shipped_lists
from bylint.text.yaml import MOST_TOLD
from bylint.text.yaml import first_told
from bylint.text.yaml import guess

# What comes in by stdin without a name is taken for Markdown, as plain text mostly reads the same.
_NAMELESS = ".md"
_TOLD = 5
_SAMPLE = 500
"""Articles whose headers show the order of day and month."""
_HEAD = 4096
"""Bytes of a file that hold its header, or most of it."""


Files = tuple[tuple[FileToRead, Reading], ...]
"""Files, each with what the audit reads of it: on disk, or as it was or will be."""


class Setting(NamedTuple):
    """The configuration, where the run stands, and every rule that its packs hold."""

    config: Config
    start: Path
    rules: tuple[AnyRule, ...]


class Run(NamedTuple):
    """What was asked for on the command line: the rules chosen, what is known, and how to work; `is_quiet`: without a
    word on how far it has come."""

    known: Setting
    chosen: tuple[AnyRule, ...]
    knowledge: Knowledge
    workers: int
    no_cache: bool
    is_quiet: bool = False


def nearest(config_file: Path | None, *, no_config: bool) -> Nearest:
    """Return the settings that are in force for each file of a run."""
    return Nearest(Path.cwd(), config_file, use=not no_config)


def run_for(options: RunOptions) -> Run:
    """Read the settings of the folder where the run stands, the packs and what is known, and choose the rules."""
    known = nearest(options.config_file, no_config=options.no_config)
    return run_at(options, known.of(str(known.start)), known)


def run_at(options: RunOptions, config: Config, found: Nearest) -> Run:
    """Return how a site is judged; ConfigError lists every mistake in its settings, in others that were found, and in
    all files that they name."""
    chosen = partial(selected, select=options.select, ignore=options.ignore)
    run = run_of(config, found, chosen, options.today, options.workers, no_cache=options.no_cache)
    return run._replace(is_quiet=options.output.is_quiet)


def run_of(
    config: Config,
    found: Nearest,
    chosen_of: Callable[[Config, tuple[AnyRule, ...]], tuple[AnyRule, ...]] = selected,
    today: date | None = None,
    workers: int = 0,
    *,
    no_cache: bool = False,
) -> Run:
    """Read the packs of a site and what is known of it, and choose the rules; mistakes are told as `run_at` does."""
    mistakes = list(found.mistakes.get(site_key(config), ()))
    known = Setting(config, found.start, ())
    chosen: tuple[AnyRule, ...] = ()
    knowledge: Knowledge | None = None
    with noted(mistakes):
        known = _setting(config, found.start)
        chosen = chosen_of(known.config, known.rules)
    with noted(mistakes):
        knowledge = knowledge_of(config, today, known.rules, found.start)
    if mistakes or knowledge is None:
        raise telling(mistakes)
    return Run(known, chosen, knowledge, workers, no_cache)


def setting_of(found: Nearest, config: Config) -> Setting:
    """Return the settings of a site, and the packs that they name."""
    found.demand_right()
    return _setting(config, found.start)


def setting(config_file: Path | None, *, no_config: bool, with_examples: bool = False) -> Setting:
    """Read the settings of the folder where the run stands, and the packs."""
    config, start = site(config_file, no_config=no_config)
    return _setting(config, start, with_examples=with_examples)


def _setting(config: Config, start: Path, *, with_examples: bool = False) -> Setting:
    paths = (*packs.shipped_packs(), *config.packs)
    return Setting(config, start, packs.load(paths, with_examples=with_examples))


def site(config_file: Path | None, *, no_config: bool) -> tuple[Config, Path]:
    """Read the settings alone."""
    start = Path.cwd()
    return load(start, config_file, use=not no_config), start


def knowledge_of(
    config: Config, today: date | None = None, rules: Iterable[AnyRule] = (), start: Path | None = None
) -> Knowledge:
    """Return what is known before an article is read; `rules` are all that suppressions may name. A run stands where
    its process does, unless it says where it is to `start`."""
    lists = shipped_lists()
    start = start or Path.cwd()
    # Asked where a header has a date that can be read in two ways, and for the cache of an archive; not by most runs.
    order = partial(date_order, config, start)
    settings = {**configuration.settings_of(config), "start": str(start), "date_order": order}
    settings["rules"] = names_of(rules)
    if today:
        settings["today"] = today.isoformat()
    mistakes: list[str] = []
    known = DirectoryAndRegistry(Directory({}), Registry())
    policy = config.policy or Policy()
    with noted(mistakes):
        if config.images.rights:
            settings["rights"] = read_rights(config.images.rights)
    with noted(mistakes):
        known = people.known(lists, config.directory, config.people)
    with noted(mistakes):
        # Where files of organisations are wrong, those that come with bylint are all that is known of ids.
        _demand_named(policy, known.directory if known.directory.organisations else people.known(lists).directory)
    if mistakes:
        raise ConfigError(*first_told(tuple(mistakes)))
    return Knowledge(lists, known.directory, config.site, settings, known.registry, policy)


def date_order(config: Config, start: Path) -> str:
    """Return what comes first in the dates of a site's headers, day or month, as its first articles show it; nothing
    where none does, or where they differ. Whatever files a run is given, the answer is the same."""
    keys = frozenset(shipped_lists()["bylines"]["dates"]["front"])
    found: set[str] = set()
    for path in discover.first_articles(discover.site(config, start), _SAMPLE):
        found.update(orders_shown(_head_of(path), keys))
        if len(found) > 1:
            return ""
    return next(iter(found), "")


def tell_of_people(run: Run) -> None:
    """Say once a run over the whole site what of its registry is of no use."""
    config, known = run.known.config, DirectoryAndRegistry(run.knowledge.directory, run.knowledge.registry)
    if config.printed.bios and not config.people:
        settings = config.label or configuration.NAMES[0]
        tell(f"{settings} says that bios are printed, and no 'people:' names the files that hold them")
    for doubt in people.doubts(known, config.people):
        tell(doubt)


def rules_by_path(config: Config, start: Path, chosen: tuple[AnyRule, ...]) -> RulesFor:
    """Return a function, for workers too, that gives the rules for an article by its path as shown to people, and its
    date."""
    return partial(_rules_at, config, start, chosen)


def readings(files: Iterable[FileToRead]) -> tuple[Reading, ...]:
    """Return what the audit reads; stdin is read here."""
    return tuple(_reading(file) for file in files)


def pairs(files: Iterable[FileToRead], read: Iterable[Reading]) -> Files:
    """Return files with what is read of each."""
    return tuple(zip(files, read, strict=True))


def by_name(files: Files, known: Setting) -> dict[str, Reading]:
    """Return what is read of files by their names below the folder of the site."""
    is_root = discover.site_of(known.config, known.start) == known.config.root
    return {file.name if is_root else file.label: reading for file, reading in files}


def boxes_of(files: Iterable[FileToRead]) -> tuple[Reading, ...]:
    """Return what the audit reads of files of authors."""
    return tuple(_reading(file)._replace(is_author_data=True) for file in files)


def without_known(known: Setting, options: RunOptions, verdict: Verdict) -> Verdict:
    """Return a verdict without what the baseline of the run knows, where it has one."""
    if options.no_baseline and options.baseline:
        raise UsageError("--baseline and --no-baseline exclude each other")
    if options.no_baseline or not (options.baseline or known.config.baseline):
        return verdict
    # Imported here: most runs have no baseline.
    from bylint.cli.baseline import without_known as answer

    return answer(known, options.baseline, verdict)


def demand_some(found: Selection, *, force_exclude: bool, others: int = 0) -> None:
    """End the run if there is nothing to read, nor any others: quietly only if all was named, and excluded on
    purpose."""
    if found.files or force_exclude:
        _tell_links(found)
    if found.files or others:
        return
    reasons = tuple(f"{skipped.label}: not read: {skipped.reason}" for skipped in found.skipped[:_TOLD])
    more = len(found.skipped) - _TOLD
    rest = (f"and {more:,} more; `bylint files` lists them all",) if more > 0 else ()
    if found.is_searched or not force_exclude:
        raise UsageError("no files matched, so nothing was checked", *reasons, *rest)
    if len(found.skipped) == 1:
        tell(f"nothing to check: {found.skipped[0].label}: {found.skipped[0].reason}")
    else:
        tell(f"nothing to check: all {len(found.skipped):,} files named are passed over")


def lines_of(read: Sequence[Reading], configs: Iterable[Config], start: Path) -> Callable[[str], Sequence[str]]:
    """Return a function that gives the lines of a file by the path that is shown to people.

    Beside what was read, files of the sites and those that their settings name have lines; others have none.
    """
    content = _contents(read, configs, start)

    def lines(path: str) -> Sequence[str]:
        source = decoded(path, content(path))
        return () if isinstance(source, Fault) else source.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    return lines


def advice_for(known: Setting, verdict: Verdict, read: Sequence[Reading]) -> str:
    """Return how not to be told of the first violation again that a suppression may silence."""
    may = (each for each in verdict.violations if each.name not in ABOUT_SUPPRESSIONS and not each.is_for_all)
    # What stops a commit is what somebody wants to be rid of.
    first = max(may, key=lambda each: SEVERITIES.index(each.severity), default=None)
    if first is None:
        return ""
    # Imported here: a run in which all is well needs no advice.
    from bylint.waiving import advised

    config, start, _ = known
    path = first.place.path
    name = "" if path == str(STDIN) else configuration.name_of(config, start / path)
    content = _contents(read, (config,), start)(path)
    settings = config.label or configuration.NAMES[0]
    # What an article holds must not cost the report on it.
    return guarded(partial(advised, path, name, content, first, settings), lambda _: "")


def _contents(read: Sequence[Reading], configs: Iterable[Config], start: Path) -> Callable[[str], bytes]:
    """Return a function that gives the content of a file by the path that is shown to people, or nothing."""
    contents = {reading.path: reading for reading in read}
    places = tuple(Path(os.path.realpath(place)) for config in configs for place in _places(config))
    return lambda path: _content(contents.get(path) or _within(path, start / path, places))


def _demand_named(policy: Policy, directory: Directory) -> None:
    bodies = directory.organisations
    names = {*bodies, *(body.kind for body in bodies.values())} if policy.named else set()
    wrong = [(name, place) for name, place in policy.named if name not in names][:MOST_TOLD]
    if wrong:
        raise ConfigError(
            *(
                f"{place}: there is no kind or id of an organisation {name!r}{guess(name, names)}"
                for name, place in wrong
            )
        )


def _rules_at(
    config: Config, start: Path, chosen: tuple[AnyRule, ...], label: str, day: date | None
) -> tuple[AnyRule, ...]:
    if not config.overrides:
        return chosen
    return rules_for(config, chosen, configuration.name_of(config, start / label), day)


def _tell_links(found: Selection) -> None:
    """Say which files that were named are not read, as nobody excluded them."""
    for skipped in found.skipped:
        if skipped.reason == LEADS_OUT:
            tell(f"{skipped.label}: not read: {skipped.reason}")


def _places(config: Config) -> Iterator[Path]:
    """Yield the folder of the site, and the files and folders that its configuration names."""
    yield config.root
    yield from (config.path,) if config.path else ()
    for path, _ in (*config.people, *config.directory, *config.images.rights):
        yield path


def _within(label: str, path: Path, places: Iterable[Path]) -> Reading:
    real = Path(os.path.realpath(path))
    is_inside = any(real.is_relative_to(place) for place in places)
    return Reading(label, "", real if is_inside and os.path.isfile(real) else None)


def _reading(file: FileToRead) -> Reading:
    if file.path == STDIN:
        suffix = Path(file.label).suffix or _NAMELESS
        return Reading(file.label, suffix, None, sys.stdin.buffer.read(SIZE_LIMIT + 1))
    return Reading(file.label, file.path.suffix, file.path)


def _head_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD).decode("utf-8", "replace")
    except OSError:
        return ""


def _content(reading: Reading) -> bytes:
    """Return what is shown of a file: no more than is judged, whatever stands behind it."""
    try:
        return content_of(reading)
    except OSError:
        return b""
