"""`bylint settings`: what is in force and where it stands; and what in settings is without any effect."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import click

from bylint import audit
from bylint import discover
from bylint.audit import Reading
from bylint.cli.commands import config_options
from bylint.cli.commands import format_option
from bylint.cli.output import print_human
from bylint.cli.output import print_machine
from bylint.cli.output import tell
from bylint.cli.run import Run
from bylint.cli.run import Setting
from bylint.cli.run import knowledge_of
from bylint.cli.run import nearest
from bylint.cli.run import setting_of
from bylint.cli.run import tell_of_people
from bylint.config import Choice
from bylint.config import Config
from bylint.config import Override
from bylint.config import holds
from bylint.config import label_of
from bylint.config import name_of
from bylint.config import rules_for
from bylint.config import selected
from bylint.config.files import Page
from bylint.config.nearest import Nearest
from bylint.config.reading import CONFIG
from bylint.config.reading import read_page
from bylint.engine import SIZE_LIMIT
from bylint.errors import UsageError
from bylint.model.rule import AnyRule
from bylint.model.source import line_of
from bylint.model.world import Registry
from bylint.model.world import people_named
from bylint.readers import SUFFIXES
from bylint.report import counted
from bylint.report.escaping import dumped
from bylint.report.escaping import shown
from bylint.text.files import content_of
from bylint.text.files import is_match
from bylint.text.fold import bare
from bylint.text.yaml import Node
from bylint.text.yaml import guess

_MOST_TOLD = 20
"""Doubts of one kind that are told at once."""
_PLAIN = re.compile(r"[\w./*][\w ./*@+-]*(?<! )")
# What YAML readers take for another thing than a text.
_ODD = frozenset(("null", "yes", "no", "on", "off"))


@click.command(epilog="Example: bylint settings content/2026/peace.md")
@click.argument("file", required=False, type=click.Path())
@config_options
@format_option("table", "json")
def command(file: str | None, config_file: Path | None, no_config: bool, form: str) -> None:
    """Show the settings that are in force for FILE, or where you stand: each value with the file and line that says it.

    Those of the nearest bylint.yaml hold, upwards from the file; what that extends is taken first.
    """
    found = nearest(config_file, no_config=no_config)
    path = found.start / file if file else found.start
    if file and not os.path.exists(path):
        raise UsageError(f"{file}: there is no such file or folder")
    config = found.of(str(path if os.path.isdir(path) else Path(os.path.normpath(path)).parent))
    known = setting_of(found, config)
    page = read_page(config.path, found.start, is_named=True).page if config.path else None
    about = _about(path, known) if file and not os.path.isdir(path) else None
    if form == "json":
        print_machine([dumped(_value(config, page, about, found.start))])
        return
    print_human(map(shown, (*_head(file or "", known), *(_said_of_file(about) if about else ()))))
    print_human(map(shown, _listing(page) if page else ()))
    if not file:
        print_human(map(shown, _below(found, config)))


class _About(NamedTuple):
    """What settings say of one article: its date, the overrides that hold, and the rules that these change."""

    day: date | None
    overrides: tuple[Override, ...]
    of: int
    rules: tuple[str, ...]


def _about(path: Path, known: Setting) -> _About:
    config = known.config
    is_dated = any(override.before or override.after for override in config.overrides)
    day = _day(path, known) if is_dated and path.suffix.casefold() in SUFFIXES else None
    name = name_of(config, path)
    overrides = tuple(override for override in config.overrides if holds(override, name, day))
    chosen = selected(config, known.rules)
    return _About(day, overrides, len(config.overrides), tuple(_changed(chosen, rules_for(config, chosen, name, day))))


def _day(path: Path, known: Setting) -> date | None:
    reading = Reading(label_of(path, known.start), path.suffix, path)
    return audit.read(reading, knowledge_of(known.config, datetime.now(UTC).date())).published


def _changed(chosen: Iterable[AnyRule], here: Iterable[AnyRule]) -> Iterator[str]:
    """Yield what overrides make of rules."""
    now = {rule.code: rule.severity for rule in here}
    for rule in chosen:
        severity = now.get(rule.code, "off")
        if severity != rule.severity:
            yield f"{rule.code} {severity}"


def _head(file: str, known: Setting) -> Iterator[str]:
    config, about = known.config, file or "what lies here"
    if config.path is None:
        yield f"# No settings are in force for {about}: bylint goes by its defaults."
        return
    extended = ", which extends ".join(label_of(path, known.start) for path in (config.path, *config.extended))
    yield f"# For {about}: {extended}."


def _said_of_file(about: _About) -> Iterator[str]:
    dated = f", dated {about.day}" if about.day else ""
    if about.of:
        places = f": {', '.join(line_of(override.place) for override in about.overrides)}" if about.overrides else ""
        yield f"# Overrides that hold for it{dated}: {len(about.overrides)} of {about.of}{places}."
    if about.rules:
        yield f"# Other rules than elsewhere: {', '.join(about.rules)}."


def _listing(page: Page) -> Iterator[str]:
    """Yield the settings as YAML, each value with its place as a comment."""
    lines = tuple(_lines(_in_order(page.node), ""))
    wide = max((len(line) for line, offset in lines if offset is not None), default=0)
    for line, offset in lines:
        yield line if offset is None else f"{line.ljust(wide)}  # {page.place(offset)}"
    unsaid = [key for key in CONFIG if key not in {entry.key for entry in page.node.entries} | {"extends"}]
    yield f"# Not said, so as bylint has it: {', '.join(unsaid)}."


def _in_order(node: Node) -> Node:
    order = {key: number for number, key in enumerate(CONFIG)}
    entries = sorted((each for each in node.entries if each.key != "extends"), key=lambda each: order[each.key])
    return node._replace(entries=tuple(entries))


def _lines(node: Node, indent: str) -> Iterator[tuple[str, int | None]]:
    """Yield the lines of a map or a list, each with where its value stands, if it has one of its own."""
    for entry in node.entries:
        value = entry.value
        head = f"{indent}{_scalar(entry.key)}:" if node.kind == "map" else f"{indent}-"
        if value.kind == "text" or not value.entries:
            empty = "[]" if value.kind == "list" else "{}"
            yield f"{head} {_scalar(value.words) if value.kind == 'text' else empty}", value.span.start
        elif node.kind == "map":
            yield head, None
            yield from _lines(value, indent if value.kind == "list" else f"{indent}  ")
        else:
            (first, offset), *rest = _lines(value, f"{indent}  ")
            yield f"{head} {first.lstrip()}", offset
            yield from rest


def _scalar(words: str) -> str:
    is_plain = _PLAIN.fullmatch(words) and words[0] != "*" and words.casefold() not in _ODD
    return words if is_plain else json.dumps(words, ensure_ascii=not words.isprintable())


def _below(found: Nearest, config: Config) -> Iterator[str]:
    """Yield the other settings that hold for files of the site where the run stands."""
    files = discover.files((), found.of, start=found.start).files
    found.demand_right()
    numbers = Counter(found.known(file.site).path for file in files)
    others = {path: number for path, number in numbers.items() if path != config.path}
    if others:
        yield "# In force below:"
    for path, number in sorted(others.items(), key=lambda other: str(other[0])):
        yield f"# {label_of(path, found.start) if path else 'none'}, for {counted(number, 'file')}"


def _value(config: Config, page: Page | None, about: _About | None, start: Path) -> dict[str, object]:
    values = tuple(_values(page, page.node, ())) if page else ()
    return {
        "settings": label_of(config.path, start) if config.path else None,
        "extends": [label_of(path, start) for path in config.extended],
        "values": values,
        "date": about.day.isoformat() if about and about.day else None,
        "overrides": [line_of(override.place) for override in about.overrides] if about else [],
        "rules": list(about.rules) if about else [],
    }


def _values(page: Page, node: Node, path: tuple[str | int, ...]) -> Iterator[dict[str, object]]:
    for number, entry in enumerate(node.entries):
        at = (*path, entry.key if node.kind == "map" else number)
        if entry.value.entries:
            yield from _values(page, entry.value, at)
        else:
            yield {"key": list(at), "value": entry.value.words, "place": page.place(entry.value.span.start)}


class SiteNames(NamedTuple):
    """A site that was looked at as a whole, the names of its files, and the labels of those that were passed over."""

    run: Run
    names: tuple[str, ...]
    passed: tuple[str, ...] = ()


def tell_of_settings(sites: Iterable[SiteNames]) -> None:
    """Say once a run what in the settings of whole sites is of no use; what several take from one file is of use where
    it is so in one of them."""
    of_use: set[Choice] = set()
    useless: dict[Choice, str] = {}
    for site in sites:
        tell_of_people(site.run)
        config = site.run.known.config
        found = dict(_doubts(site))
        useless = found | useless
        of_use |= {*config.globs, *config.authors, *config.credit_fields} - found.keys()
    doubts = [words for choice, words in useless.items() if choice not in of_use]
    for doubt in doubts[:_MOST_TOLD]:
        tell(doubt)
    if len(doubts) > _MOST_TOLD:
        tell(f"{len(doubts) - _MOST_TOLD:,} more in these settings match nothing")


def _doubts(site: SiteNames) -> Iterator[tuple[Choice, str]]:
    config, start, _ = site.run.known
    passed = (name_of(config, start / label) for label in site.passed) if config.globs else ()
    yield from _dead_globs(config, (*site.names, *passed))
    yield from _strangers(config, site.run.knowledge.registry)
    yield from _unused_fields(config, site.names)


def _dead_globs(config: Config, names: Sequence[str]) -> Iterator[tuple[Choice, str]]:
    """Yield the globs that match no file."""
    for choice in config.globs:
        glob, place = choice
        if any(is_match(glob, name) for name in names):
            continue
        yield choice, f"{place}: {glob!r} matches no file of the site"


def _strangers(config: Config, registry: Registry) -> Iterator[tuple[Choice, str]]:
    """Yield the authors that settings name and a registry of the site does not."""
    known = [person.name for person in registry.people.values()]
    for choice in config.authors if known else ():
        if not people_named(registry, bare(choice.name)):
            near = guess(choice.name, known)
            yield choice, f"{choice.place}: no file of people knows {choice.name!r}{near}"


def _unused_fields(config: Config, names: Iterable[str]) -> Iterator[tuple[Choice, str]]:
    """Yield the credit fields that no file has: each is read until all were met."""
    waiting = {field: _key(field.name) for field in config.credit_fields}
    for name in names if waiting else ():
        text = _text(config.root / name)
        waiting = {field: key for field, key in waiting.items() if not key.search(text)}
        if not waiting:
            return
    for choice in waiting:
        yield choice, f"{choice.place}: no file has the credit field {choice.name!r}"


def _key(name: str) -> re.Pattern[str]:
    """Return the pattern of a key in a header, or of an attribute: `name:`, `name=`, `"name":`."""
    words = r"\s".join(map(re.escape, name.split()))
    return re.compile(rf"(?<![\w-]){words}[\"']?[ \t]*[:=]", re.IGNORECASE)


def _text(path: Path) -> str:
    try:
        return content_of(path, SIZE_LIMIT).decode("utf-8", "replace")
    except OSError:
        return ""
