"""The settings of a site, read with every mistake at its line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bylint.config import LARGEST
from bylint.config import MOST_PACKS
from bylint.config import Ads
from bylint.config import Choice
from bylint.config import Config
from bylint.config import Images
from bylint.config import Override
from bylint.config import TemplateLine
from bylint.config import TemplateText
from bylint.config import label_of
from bylint.config import policy
from bylint.config.files import Page
from bylint.config.files import PageRead
from bylint.config.files import files_named
from bylint.config.files import glob_faults
from bylint.config.files import own_folders
from bylint.config.files import own_name
from bylint.config.files import page_of
from bylint.config.files import twice
from bylint.errors import ConfigError
from bylint.model.rule import SEVERITIES
from bylint.model.rule import Suppression
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
from bylint.text.yaml import faults
from bylint.text.yaml import guess
from bylint.text.yaml import items
from bylint.text.yaml import value
from bylint.text.yaml import words

CONFIG = {
    "version": Key(is_needed=True, among=("1",)),
    "extends": Key(),
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
    "paths": Key("texts"),
    "before": Key(),
    "after": Key(),
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


def read_settings(path: Path, start: Path, *, is_named: bool) -> tuple[Config, tuple[str, ...]]:
    """Return what is right in a file of settings, and the mistakes; only one that is named may lie elsewhere."""
    page, mistakes, contents = read_page(path, start, is_named=is_named)
    config = _config(page, path.parent)
    inside, wrong = _inside(config, page, start)
    whole = contents[0] if len(contents) == 1 else b"".join(b"%d %s" % (len(each), each) for each in contents)
    extended = tuple(file.path for file in page.files[1:])
    return inside._replace(path=path, digest=digest(whole), extended=extended), (*mistakes, *wrong)


def read_page(path: Path, start: Path, *, is_named: bool) -> PageRead:
    """Return what a file of settings says, with those that it extends."""
    label = label_of(path, start)
    if not is_named and not is_below(path, own_folders(path.parent)):
        raise ConfigError(f"{label}: it is a link that leads out of {own_name(path.parent)}, so it is not read")
    try:
        content = content_of(path, LARGEST)
    except OSError as error:
        option = "--config: " if is_named else ""
        near = _near(path) if isinstance(error, FileNotFoundError) else ""
        raise ConfigError(f"{option}{label}: {error.strerror}{near}") from error
    return page_of(path, label, content, start, _mistakes)


def parsed(content: bytes, label: str, path: Path) -> Config:
    """Return what the content of a configuration asks for."""
    page, mistakes, _ = page_of(path, label, content, path.parent, _mistakes)
    if mistakes:
        raise ConfigError(*mistakes)
    return _config(page, path.parent)._replace(path=path, digest=digest(content))


def _inside(config: Config, page: Page, start: Path) -> tuple[Config, tuple[str, ...]]:
    """Return settings without the files that they name elsewhere, and what is wrong with those that they name: whoever
    wrote the settings need not be who runs them."""
    own = own_folders(config.root)
    packs = files_named(page, page.node, "packs")
    named = (*packs, *config.directory, *config.people, *config.images.rights)
    named = (*named, config.baseline) if config.baseline else named
    where = f"is outside of {own_name(config.root)}, so it is not read"
    outside = {path: f"{place}: {label_of(path, start)!r} {where}" for path, place in named if not is_below(path, own)}
    missing = [
        f"{place}: there is no pack {label_of(path, start)!r}{_near(path)}"
        for path, place in packs
        if path not in outside and not os.path.lexists(path)
    ]
    if len(packs) > MOST_PACKS:
        missing.append(f"{packs[MOST_PACKS][1]}: it names {len(packs):,} packs; the limit is {MOST_PACKS}")

    def kept(given: tuple[tuple[Path, str], ...]) -> tuple[tuple[Path, str], ...]:
        return tuple(each for each in given if each[0] not in outside)

    inside = config._replace(
        packs=() if missing else tuple(path for path in config.packs if path not in outside),
        directory=kept(config.directory),
        people=kept(config.people),
        images=config.images._replace(rights=kept(config.images.rights)),
        baseline=None if config.baseline and config.baseline[0] in outside else config.baseline,
    )
    return inside, (*tuple(outside.values())[:MOST_TOLD], *missing)


def _near(path: Path) -> str:
    return guess(path.name, names_beside(path))


def _config(page: Page, root: Path) -> Config:
    node, site = page.node, value(page.node, "site")
    return Config(
        root,
        content=_texts(node, "content"),
        exclude=_texts(node, "exclude"),
        packs=tuple(path for path, _ in files_named(page, node, "packs")),
        select=_choices(page, node, "select"),
        ignore=_choices(page, node, "ignore"),
        severity=_severities(page, node),
        overrides=tuple(_override(page, each) for each in items(node, "overrides")),
        ignores=tuple(_ignored(page, each) for each in items(node, "ignores")),
        site=words(site, "name") if site else "",
        commercial=site is not None and words(site, "commercial") == "true",
        jurisdiction=tuple(word.casefold() for word in _texts(node, "jurisdiction")),
        ads=_ads(value(node, "ads")),
        images=_images(page),
        printed=_printed(value(node, "printed")),
        fail_on=words(node, "fail-on"),
        archive=words(node, "archive") == "true",
        directory=files_named(page, node, "directory"),
        people=files_named(page, node, "people"),
        policy=policy.policy(page),
        baseline=next(iter(files_named(page, node, "baseline")), None),
        label=page.files[0].sheet.source.path,
        globs=tuple(_globs(page)),
        credit_fields=_choices(page, value(node, "images") or node, "credit-fields"),
        authors=tuple(_authors(page)),
    )


def _globs(page: Page) -> Iterator[Choice]:
    """Yield the globs that should match a file. What is excluded need not be there, for a build may write it; those of
    `overrides` and `ignores` are looked at beside suppressions."""
    node, printed, house = page.node, value(page.node, "printed"), value(page.node, "disclaimers")
    told = (_listed(each, key) for each in (printed,) if each for key in ("authors", "lines"))
    topics = items(house, "topics") if house else ()
    yield from _choices(page, node, "content")
    for each in (*(entry for entries in told for entry in entries), *topics):
        yield from _choices(page, each, "paths")


def _authors(page: Page) -> Iterator[Choice]:
    printed = value(page.node, "printed")
    for item in _listed(printed, "authors") if printed else ():
        yield Choice(item.words or words(item, "name"), page.place(item.span.start))


def _override(page: Page, node: Node) -> Override:
    before, after = (words(node, key) for key in ("before", "after"))
    return Override(
        _texts(node, "paths"),
        _choices(page, node, "select"),
        _choices(page, node, "ignore"),
        _severities(page, node),
        page.place_of(node.span),
        date.fromisoformat(before) if before else None,
        date.fromisoformat(after) if after else None,
    )


def _ignored(page: Page, node: Node) -> Suppression:
    until = words(node, "until")
    return Suppression(
        page.place_of(node.span),
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


def _choices(page: Page, node: Node, key: str) -> tuple[Choice, ...]:
    return tuple(Choice(item.words, page.place(item.span.start)) for item in items(node, key))


def _severities(page: Page, node: Node) -> tuple[tuple[Choice, str], ...]:
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
    yield from glob_faults(node, "content")
    yield from glob_faults(node, "exclude")
    yield from policy.faults_of(value(node, "disclaimers"))
    for key in ("baseline", "extends"):
        named = value(node, key)
        if named and named.kind == "text" and not named.words.strip():
            yield named.span.start, f"{key!r} must name a file"
    for each in (node, *items(node, "overrides")):
        yield from _severity_faults(each)
    for each in items(node, "overrides"):
        yield from _day_faults(each, ("before", "after"), "2020-01-01")
        is_known = all(entry.key in OVERRIDE for entry in each.entries)
        if each.kind == "map" and is_known and not any(value(each, key) for key in ("paths", "before", "after")):
            yield each.span.start, "overrides: one of paths, before, after must say for which articles"
    for each in items(node, "ignores"):
        yield from _day_faults(each, ("until",), "2027-01-31")


def _entry_faults(node: Node, key: str, keys: Mapping[str, Key]) -> Mistakes:
    listed = value(node, key)
    for entry in items(node, key) if listed and listed.kind == "list" else ():
        if entry.kind == "map":
            yield from faults(entry, keys, f"{key}: ")
            yield from glob_faults(entry, "paths")
        else:
            yield entry.span.start, f"an entry of {key!r} must be a mapping with {', '.join(keys)}"


def _severity_faults(node: Node) -> Mistakes:
    found = value(node, "severity")
    yield from twice(found)
    for entry in found.entries if found and found.kind == "map" else ():
        if entry.value.words not in SEVERITIES:
            said, known = entry.value.words, ", ".join(SEVERITIES)
            yield entry.value.span.start, f"{said!r} is not a severity ({known}){guess(said, SEVERITIES)}"


def _day_faults(node: Node, keys: tuple[str, ...], example: str) -> Mistakes:
    for key in keys:
        day = value(node, key)
        try:
            date.fromisoformat(day.words if day else example)
        except ValueError:
            yield day.span.start if day else 0, f"{key!r} is {day.words if day else ''!r}, not a date such as {example}"


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


def _images(page: Page) -> Images:
    """Return what stands at `images`; files are named from the folder of the file that names them."""
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
        ignored_at=tuple(page.place_of(item.span) for item in items(node, "ignore")),
        rights=files_named(page, node, "rights"),
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
        authors=tuple(_line(item, "name") for item in _listed(node, "authors")),
        bios={"true": True, "false": False}.get(words(node, "bios")),
        lines=tuple(_line(item, "text") for item in _listed(node, "lines")),
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
        yield from twice(value(found, key))
        for entry in _entries(value(found, key)):
            yield from _text_faults(key, entry.key, entry.value, may_branch=key == "fields")


def _listed(node: Node, key: str) -> tuple[Node, ...]:
    """Return the items of the list at a key; a text or a mapping counts as a list of one."""
    found = value(node, key)
    return (found,) if found and found.kind == "map" else items(node, key)


def _list_faults(node: Node, key: str, keys: dict[str, Key]) -> Mistakes:
    for item in _listed(node, key):
        if item.kind == "map":
            yield from faults(item, keys, f"printed: {key}: ")
            yield from glob_faults(item, "paths")
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
