"""The configuration of a site, found upwards from where a run stands, and read with every mistake at its line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bylint.config import LARGEST
from bylint.config import MOST_PACKS
from bylint.config import NAMES
from bylint.config import Ads
from bylint.config import Choice
from bylint.config import Config
from bylint.config import Images
from bylint.config import Override
from bylint.config import TemplateLine
from bylint.config import TemplateText
from bylint.config import label_of
from bylint.config import policy
from bylint.config import repository
from bylint.errors import ConfigError
from bylint.model.rule import SEVERITIES
from bylint.model.rule import Suppression
from bylint.model.source import place_of
from bylint.suppress import trouble_of
from bylint.text.files import content_of
from bylint.text.files import digest
from bylint.text.files import is_below
from bylint.text.files import names_beside
from bylint.text.yaml import MOST_TOLD
from bylint.text.yaml import Entry
from bylint.text.yaml import Key
from bylint.text.yaml import Mistake
from bylint.text.yaml import Node
from bylint.text.yaml import Sheet
from bylint.text.yaml import faults
from bylint.text.yaml import guess
from bylint.text.yaml import items
from bylint.text.yaml import sheet
from bylint.text.yaml import value
from bylint.text.yaml import words

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
    "baseline": Key(),
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
    "by": Key(),
}
SITE = {"name": Key(), "commercial": Key(among=("true", "false"))}
JURISDICTIONS = ("us", "uk", "eu", "de", "fr", "es", "it", "nl", "pl", "ca", "au")
_YES_NO = Key(among=("true", "false"))
ADS = {
    "allow": Key("texts"),
    "slots": Key("list"),
    "disclosed": _YES_NO,
    "labelled": _YES_NO,
    "links-qualified": _YES_NO,
    "parameters": Key("texts"),
}
SLOT = {"opens": Key(is_needed=True), "closes": Key(is_needed=True)}
IMAGES = {
    "credit-fields": Key("texts"),
    "headings": Key("texts"),
    "content": Key("texts"),
    "ignore": Key("texts"),
    "rights": Key("texts"),
    "blanket": Key("texts"),
    "each": Key(among=("true", "false")),
}
PRINTED = {
    "authors": Key("any"),
    "bios": Key(among=("true", "false")),
    "lines": Key("any"),
    "fields": Key("map"),
    "shortcodes": Key("map"),
}
AUTHOR = {"name": Key(is_needed=True), "paths": Key("texts", is_needed=True)}
LINE = {"text": Key(is_needed=True), "paths": Key("texts", is_needed=True)}
_LAST = 2**31
Mistakes = Iterator[Mistake]


def load(start: Path, explicit: Path | None = None, *, use: bool = True) -> Config:
    """Return the configuration for a run in the folder `start`; ConfigError lists every mistake in it."""
    start = start.absolute()
    path = _found(start, explicit) if use else None
    if path is None:
        return Config(repository(start) or start)
    label = label_of(path, start)
    if explicit is None and not is_below(path, _own(path.parent)):
        raise ConfigError(f"{label}: it is a link that leads out of {_own_name(path.parent)}, so it is not read")
    try:
        content = content_of(path, LARGEST)
    except OSError as error:
        raise ConfigError(f"{label}: {error.strerror}{_near(path)}") from error
    config = parsed(content, label, path)
    if len(config.packs) > MOST_PACKS:
        raise ConfigError(f"{label}: it names {len(config.packs):,} packs; the limit is {MOST_PACKS}")
    _demand_inside(config, label, start)
    missing = [pack for pack in config.packs if not os.path.lexists(pack)]
    if missing:
        raise ConfigError(*(f"{label}: there is no pack {label_of(pack, start)!r}{_near(pack)}" for pack in missing))
    return config


def parsed(content: bytes, label: str, path: Path) -> Config:
    """Return what the content of a configuration asks for."""
    found = _checked(content, label, path.parent)
    return found._replace(path=path, digest=digest(content))


def _demand_inside(config: Config, label: str, start: Path) -> None:
    """Raise ConfigError for what the settings name elsewhere: whoever wrote them need not be who runs them."""
    packs = ((pack, label) for pack in config.packs)
    baseline = (config.baseline,) if config.baseline else ()
    named = (*packs, *config.directory, *config.people, *config.images.rights, *baseline)
    own = _own(config.root)
    outside = [(path, place) for path, place in named if not is_below(path, own)]
    if outside:
        where = f"is outside of {_own_name(config.root)}, so it is not read"
        raise ConfigError(*(f"{place}: {label_of(path, start)!r} {where}" for path, place in outside[:MOST_TOLD]))


def _own(root: Path) -> tuple[Path, ...]:
    """Return the folders whose files the settings in a folder may name: the repository's, else this one."""
    return (root, repository(root) or root)


def _own_name(root: Path) -> str:
    return "the repository" if repository(root) else "the folder of the settings"


def _found(start: Path, explicit: Path | None) -> Path | None:
    if explicit is not None:
        return start / explicit
    for folder in (start, *start.parents):
        here = [path for name in NAMES if os.path.lexists(path := folder / name) and not path.is_dir()]
        if len(here) > 1:
            both = " and ".join(label_of(path, start) for path in here)
            raise ConfigError(f"{both} stand side by side; bylint reads one of them, so delete the other")
        if here:
            return here[0]
        if (folder / ".git").exists():
            break
    return None


def _near(path: Path) -> str:
    return guess(path.name, names_beside(path))


def _checked(content: bytes, label: str, root: Path) -> Config:
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
        ads=_ads(value(node, "ads")),
        images=_images(page, root),
        printed=_printed(value(node, "printed")),
        fail_on=words(node, "fail-on"),
        archive=words(node, "archive") == "true",
        directory=_given(page, root, "directory"),
        people=_given(page, root, "people"),
        policy=policy.policy(page),
        baseline=_baseline(page, root),
    )


def _baseline(page: Sheet, root: Path) -> tuple[Path, str] | None:
    found = value(page.node, "baseline")
    return (root / found.words, page.place(found.span.start)) if found else None


def _given(page: Sheet, root: Path, key: str) -> tuple[tuple[Path, str], ...]:
    return tuple((root / item.words, page.place(item.span.start)) for item in items(page.node, key))


def _override(page: Sheet, node: Node) -> Override:
    return Override(
        _texts(node, "paths"),
        _choices(page, node, "select"),
        _choices(page, node, "ignore"),
        _severities(page, node),
        place_of(page.source, node.span),
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
        words(node, "by"),
        trouble_of(words(node, "reason"), _texts(node, "rules")),
    )


def _texts(node: Node, key: str) -> tuple[str, ...]:
    return tuple(item.words for item in items(node, key))


def _choices(page: Sheet, node: Node, key: str) -> tuple[Choice, ...]:
    return tuple(Choice(item.words, page.place(item.span.start)) for item in items(node, key))


def _severities(page: Sheet, node: Node) -> tuple[tuple[Choice, str], ...]:
    found = value(node, "severity")
    entries = found.entries if found else ()
    return tuple((Choice(e.key, page.place(e.key_span.start)), e.value.words) for e in entries)


def _mistakes(node: Node) -> Mistakes:
    site = value(node, "site")
    yield from faults(node, CONFIG)
    yield from faults(site, SITE, "site: ") if site else ()
    yield from _ads_faults(node)
    yield from _images_faults(node)
    yield from _printed_faults(node)
    yield from _entry_faults(node, "overrides", OVERRIDE)
    yield from _entry_faults(node, "ignores", IGNORES)
    yield from _glob_faults(node, "content")
    yield from _glob_faults(node, "exclude")
    yield from policy.faults_of(value(node, "disclaimers"))
    baseline = value(node, "baseline")
    if baseline and baseline.kind == "text" and not baseline.words.strip():
        yield baseline.span.start, "'baseline' must name a file"
    for each in (node, *items(node, "overrides")):
        yield from _severity_faults(each)
    for each in items(node, "ignores"):
        yield from _date_faults(each)


def _entry_faults(node: Node, key: str, keys: Mapping[str, Key]) -> Mistakes:
    for entry in items(node, key):
        if entry.kind == "map":
            yield from faults(entry, keys, f"{key}: ")
            yield from _glob_faults(entry, "paths")
        else:
            yield entry.span.start, f"an entry of {key!r} must be a mapping with {', '.join(keys)}"


def _glob_faults(node: Node, key: str) -> Mistakes:
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


def _severity_faults(node: Node) -> Mistakes:
    found = value(node, "severity")
    for entry in found.entries if found and found.kind == "map" else ():
        if entry.value.words not in SEVERITIES:
            said, known = entry.value.words, ", ".join(SEVERITIES)
            yield entry.value.span.start, f"{said!r} is not a severity ({known}){guess(said, SEVERITIES)}"


def _date_faults(node: Node) -> Mistakes:
    until = value(node, "until")
    if until is None:
        return
    try:
        date.fromisoformat(until.words)
    except ValueError:
        yield until.span.start, f"'until' is {until.words!r}, not a date such as 2027-01-31"


def _ads(node: Node | None) -> Ads:
    """Return what stands at `ads`."""
    if node is None:
        return Ads()
    return Ads(
        allow=tuple(item.words for item in items(node, "allow")),
        slots=tuple(_slot(item) for item in items(node, "slots")),
        disclosed=words(node, "disclosed") == "true",
        labelled=words(node, "labelled") == "true",
        links_qualified=words(node, "links-qualified") == "true",
        parameters=tuple(item.words for item in items(node, "parameters")),
    )


def _ads_faults(node: Node) -> Mistakes:
    """Yield what is wrong with `jurisdiction` and `ads` in a configuration."""
    for item in items(node, "jurisdiction"):
        if item.words.casefold() not in JURISDICTIONS:
            known = ", ".join(JURISDICTIONS)
            said = guess(item.words.casefold(), JURISDICTIONS)
            yield item.span.start, f"{item.words!r} is not a jurisdiction ({known}){said}"
    found = value(node, "ads")
    if found is None or found.kind != "map":
        return
    yield from faults(found, ADS, "ads: ")
    for item in items(found, "slots"):
        if item.kind == "map":
            yield from faults(item, SLOT, "ads: slots: ")
        elif item.kind != "text":
            yield item.span.start, "a slot is a text, or a mapping `{opens: ..., closes: ...}`"


def _slot(node: Node) -> tuple[str, str]:
    return (words(node, "opens"), words(node, "closes")) if node.kind == "map" else (node.words, "")


def _images(page: Sheet, root: Path) -> Images:
    """Return what stands at `images`; files are named from the folder of the configuration."""
    node = value(page.node, "images")
    if node is None:
        return Images()
    return Images(
        credit_fields=_texts(node, "credit-fields"),
        headings=_texts(node, "headings"),
        content=_texts(node, "content"),
        ignore=_texts(node, "ignore"),
        blanket=_texts(node, "blanket"),
        each=words(node, "each") == "true",
        ignored_at=tuple(place_of(page.source, item.span) for item in items(node, "ignore")),
        rights=tuple((root / item.words, page.place(item.span.start)) for item in items(node, "rights")),
    )


def _images_faults(node: Node) -> Mistakes:
    """Yield what is wrong with `images` in a configuration."""
    found = value(node, "images")
    if found is None or found.kind != "map":
        return
    yield from faults(found, IMAGES, "images: ")
    for key in IMAGES:
        for item in items(found, key):
            if not item.words.strip():
                yield item.span.start, f"images: {key!r} holds an empty text"


def _printed(node: Node | None) -> TemplateText:
    """Return what stands at `printed`."""
    if node is None:
        return TemplateText()
    return TemplateText(
        authors=tuple(_line(item, "name") for item in items(node, "authors")),
        bios={"true": True, "false": False}.get(words(node, "bios")),
        lines=tuple(_line(item, "text") for item in items(node, "lines")),
        fields=tuple(_fields(value(node, "fields"))),
        shortcodes=tuple((entry.key, entry.value.words) for entry in _entries(value(node, "shortcodes"))),
    )


def _printed_faults(node: Node) -> Mistakes:
    """Yield what is wrong with `printed` in a configuration."""
    found = value(node, "printed")
    if found is None or found.kind != "map":
        return
    yield from faults(found, PRINTED, "printed: ")
    yield from _list_faults(found, "authors", AUTHOR)
    yield from _list_faults(found, "lines", LINE)
    for key in ("fields", "shortcodes"):
        for entry in _entries(value(found, key)):
            yield from _text_faults(key, entry.key, entry.value, may_branch=key == "fields")


def _list_faults(node: Node, key: str, keys: dict[str, Key]) -> Mistakes:
    for item in items(node, key):
        if item.kind == "map":
            yield from faults(item, keys, f"printed: {key}: ")
        elif item.kind != "text" or not item.words.strip():
            yield item.span.start, f"printed: an entry of {key!r} must be a text or a mapping with {', '.join(keys)}"


def _text_faults(key: str, name: str, node: Node, *, may_branch: bool) -> Mistakes:
    if node.kind == "map" and may_branch:
        for entry in node.entries:
            yield from _text_faults(key, f"{name}: {entry.key}", entry.value, may_branch=False)
    elif node.kind != "text" or not node.words.strip():
        forms = "a text, `true` for its own words, or a text for each value" if key == "fields" else "a text"
        yield node.span.start, f"printed: {key}: {name!r} must say what is printed: {forms}"


def _fields(node: Node | None) -> Iterator[tuple[str, str, str]]:
    for entry in _entries(node):
        if entry.value.kind == "map":
            yield from ((entry.key, each.key, each.value.words) for each in entry.value.entries)
        else:
            yield entry.key, "", "" if entry.value.words == "true" else entry.value.words


def _line(node: Node, key: str) -> TemplateLine:
    if node.kind == "text":
        return TemplateLine(node.words)
    return TemplateLine(words(node, key), tuple(item.words for item in items(node, "paths")))


def _entries(node: Node | None) -> tuple[Entry, ...]:
    return node.entries if node is not None and node.kind == "map" else ()
