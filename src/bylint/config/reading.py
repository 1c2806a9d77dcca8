"""From the YAML of a configuration to its values, with every mistake at its line."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bylint.config import Choice
from bylint.config import Config
from bylint.config import Override
from bylint.config import advertising
from bylint.config import house
from bylint.config import pictures
from bylint.config import template
from bylint.errors import ConfigError
from bylint.model.rule import SEVERITIES
from bylint.model.source import place_of
from bylint.model.violation import Suppression
from bylint.text.yaml_form import Key
from bylint.text.yaml_form import Mistake
from bylint.text.yaml_form import Sheet
from bylint.text.yaml_form import faults
from bylint.text.yaml_form import guess
from bylint.text.yaml_form import items
from bylint.text.yaml_form import sheet
from bylint.text.yaml_form import value
from bylint.text.yaml_form import words
from bylint.text.yaml_marks import Node

CONFIG = {
    "version": Key(is_needed=True, among=("1",)),
    "content": Key("texts"),
    "exclude": Key("texts"),
    "packs": Key("texts"),
    "select": Key("texts"),
    "ignore": Key("texts"),
    "severity": Key("map"),
    "overrides": Key("list"),
    "ignores": Key("list"),
    "site": Key("map"),
    "jurisdiction": Key("texts"),
    "ads": Key("map"),
    "images": Key("map"),
    "printed": Key("map"),
    "fail-on": Key(among=(*SEVERITIES[1:], "never")),
    "archive": Key(among=("true", "false")),
    "directory": Key("texts"),
    "people": Key("texts"),
    "disclaimers": Key("map"),
}
OVERRIDE = {
    "paths": Key("texts", is_needed=True),
    "select": Key("texts"),
    "ignore": Key("texts"),
    "severity": Key("map"),
}
IGNORES = {
    "paths": Key("texts", is_needed=True),
    "rules": Key("texts", is_needed=True),
    "reason": Key(is_needed=True),
    "until": Key(),
}
SITE = {"name": Key(), "commercial": Key(among=("true", "false"))}
_LAST = 2**31
Found = Iterator[Mistake]


def config(content: bytes, label: str, root: Path) -> Config:
    """Return the configuration, or raise ConfigError with all its mistakes."""
    try:
        page = sheet(label, content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{label}:1: not UTF-8") from error
    mistakes = page.faults or page.told(_mistakes(page.node))
    if mistakes:
        raise ConfigError(*mistakes)
    return _config(page, root)


def _config(page: Sheet, root: Path) -> Config:
    node, site = page.node, value(page.node, "site")
    return Config(
        root,
        content=_texts(node, "content"),
        exclude=_texts(node, "exclude"),
        packs=tuple(root / path for path in _texts(node, "packs")),
        select=_choices(page, node, "select"),
        ignore=_choices(page, node, "ignore"),
        severity=_severities(page, node),
        overrides=tuple(_override(page, each) for each in items(node, "overrides")),
        ignores=tuple(_ignored(page, each) for each in items(node, "ignores")),
        site=words(site, "name") if site else "",
        commercial=site is not None and words(site, "commercial") == "true",
        jurisdiction=tuple(word.casefold() for word in _texts(node, "jurisdiction")),
        ads=advertising.ads(value(node, "ads")),
        images=pictures.images(page, root),
        printed=template.printed(value(node, "printed")),
        fail_on=words(node, "fail-on"),
        archive=words(node, "archive") == "true",
        directory=_given(page, root, "directory"),
        people=_given(page, root, "people"),
        policy=house.policy(page),
    )


def _given(page: Sheet, root: Path, key: str) -> tuple[tuple[Path, str], ...]:
    return tuple((root / item.words, page.place(item.span.start)) for item in items(page.node, key))


def _override(page: Sheet, node: Node) -> Override:
    return Override(
        _texts(node, "paths"),
        _choices(page, node, "select"),
        _choices(page, node, "ignore"),
        _severities(page, node),
    )


def _ignored(page: Sheet, node: Node) -> Suppression:
    until = words(node, "until")
    return Suppression(
        place_of(page.source, node.span),
        _texts(node, "rules"),
        words(node, "reason"),
        1,
        _LAST,
        date.fromisoformat(until) if until else None,
        _texts(node, "paths"),
    )


def _texts(node: Node, key: str) -> tuple[str, ...]:
    return tuple(item.words for item in items(node, key))


def _choices(page: Sheet, node: Node, key: str) -> tuple[Choice, ...]:
    return tuple(Choice(item.words, page.place(item.span.start)) for item in items(node, key))


def _severities(page: Sheet, node: Node) -> tuple[tuple[Choice, str], ...]:
    found = value(node, "severity")
    entries = found.entries if found else ()
    return tuple((Choice(e.key, page.place(e.key_span.start)), e.value.words) for e in entries)


def _mistakes(node: Node) -> Found:
    site = value(node, "site")
    yield from faults(node, CONFIG)
    yield from faults(site, SITE, "site: ") if site else ()
    yield from advertising.faults_of(node)
    yield from pictures.faults_of(node)
    yield from template.faults_of(node)
    yield from _entry_faults(node, "overrides", OVERRIDE)
    yield from _entry_faults(node, "ignores", IGNORES)
    yield from _glob_faults(node, "content")
    yield from _glob_faults(node, "exclude")
    yield from house.faults_of(value(node, "disclaimers"))
    for each in (node, *items(node, "overrides")):
        yield from _severity_faults(each)
    for each in items(node, "ignores"):
        yield from _date_faults(each)


def _entry_faults(node: Node, key: str, keys: Mapping[str, Key]) -> Found:
    for entry in items(node, key):
        if entry.kind == "map":
            yield from faults(entry, keys, f"{key}: ")
            yield from _glob_faults(entry, "paths")
        else:
            yield entry.span.start, f"an entry of {key!r} must be a mapping with {', '.join(keys)}"


def _glob_faults(node: Node, key: str) -> Found:
    for item in items(node, key):
        glob, offset = item.words, item.span.start
        if not glob.strip():
            yield offset, f"{key!r} holds an empty glob"
        elif glob.startswith("!"):
            yield offset, f"{glob!r}: a glob cannot be turned round with '!'; use 'content' and 'exclude'"
        elif "\\" in glob:
            yield offset, f"{glob!r}: write '/' between folders, on every system"
        elif ".." in glob.split("/") or glob[1:2] == ":":
            yield offset, f"{glob!r} leads out of the folder of this file"


def _severity_faults(node: Node) -> Found:
    found = value(node, "severity")
    for entry in found.entries if found and found.kind == "map" else ():
        if entry.value.words not in SEVERITIES:
            said, known = entry.value.words, ", ".join(SEVERITIES)
            yield entry.value.span.start, f"{said!r} is not a severity ({known}){guess(said, SEVERITIES)}"


def _date_faults(node: Node) -> Found:
    until = value(node, "until")
    if until is None:
        return
    try:
        date.fromisoformat(until.words)
    except ValueError:
        yield until.span.start, f"'until' is {until.words!r}, not a date such as 2027-01-31"
