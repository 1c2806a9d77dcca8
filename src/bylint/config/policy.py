"""What a house asks: of disclaimers in its configuration, and of pictures in its rights file."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bylint.config import LARGEST
from bylint.config import label_of
from bylint.config.files import Page
from bylint.config.files import glob_faults
from bylint.config.files import twice
from bylint.errors import ConfigError
from bylint.model.markup import Right
from bylint.model.world import Policy
from bylint.model.world import Topic
from bylint.model.world import Wording
from bylint.people.registry import first_day
from bylint.people.registry import last_day
from bylint.people.registry import period_faults
from bylint.text.files import content_of
from bylint.text.files import names_beside
from bylint.text.fold import bare
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

LEVELS = ("regulation", "policy", "off")
PLACEMENTS = ("top", "end", "bio")
HOUSE = {"levels": Key("any"), "placement": Key("any"), "wordings": Key("list"), "topics": Key("list")}
_LEVELS = {"since": Key(), "kinds": Key("map"), "organisations": Key("map")}
_PLACEMENT = {"where": Key(is_needed=True, among=PLACEMENTS), "since": Key()}
WORDING = {"text": Key(is_needed=True), "organisation": Key(), "since": Key()}
TOPIC = {
    "name": Key(is_needed=True),
    "text": Key(is_needed=True),
    "says": Key("texts"),
    "paths": Key("texts"),
    "tags": Key("texts"),
    "sections": Key("texts"),
    "since": Key(),
}


def policy(page: Page) -> Policy | None:
    """Return what stands at `disclaimers`, or nothing where the key is missing."""
    node = value(page.node, "disclaimers")
    if node is None:
        return None
    levels, placement = value(node, "levels"), value(node, "placement")
    where = placement if placement and placement.kind == "map" else None
    return Policy(
        levels=dict(_levels(levels)),
        levels_since=_day(levels),
        placement=words(where, "where") if where else words(node, "placement"),
        placement_since=_day(where),
        wordings=tuple(_wording(item) for item in items(node, "wordings")),
        topics=tuple(_topic(item) for item in items(node, "topics")),
        named=tuple((name, page.place(offset)) for name, offset in _named(node)),
    )


def faults_of(node: Node | None) -> Iterator[Mistake]:
    """Yield what is wrong with `disclaimers` in a configuration."""
    if node is None or node.kind != "map":
        return
    yield from faults(node, HOUSE, "disclaimers: ")
    yield from _level_faults(value(node, "levels"))
    yield from _placement_faults(value(node, "placement"))
    for key, keys in (("wordings", WORDING), ("topics", TOPIC)):
        for item in items(node, key):
            if item.kind == "text" and key == "wordings":
                continue
            if item.kind != "map":
                yield item.span.start, f"disclaimers: an entry of {key!r} must be a mapping with {', '.join(keys)}"
                continue
            yield from faults(item, keys, f"disclaimers: {key}: ")
            yield from _day_faults(item)
            yield from glob_faults(item, "paths")
    for item in items(node, "topics"):
        is_known = all(entry.key in TOPIC for entry in item.entries)
        if item.kind == "map" and is_known and not any(items(item, key) for key in ("paths", "tags", "sections")):
            yield item.span.start, "disclaimers: topics: one of paths, tags, sections must say where the note is due"


def _levels(node: Node | None) -> Iterator[tuple[str, str]]:
    if node is None:
        return
    for group in (node, value(node, "kinds"), value(node, "organisations")):
        for entry in group.entries if group else ():
            if entry.value.kind == "text" and entry.key != "since":
                yield entry.key, entry.value.words


def _named(node: Node) -> Iterator[tuple[str, int]]:
    levels = value(node, "levels")
    for group in (levels, value(levels, "kinds"), value(levels, "organisations")) if levels else ():
        for entry in group.entries if group else ():
            if entry.value.kind == "text" and entry.key != "since":
                yield entry.key, entry.key_span.start
    for item in items(node, "wordings"):
        body = value(item, "organisation")
        if body is not None:
            yield body.words, body.span.start


def _level_faults(node: Node | None) -> Iterator[Mistake]:
    if node is None:
        return
    if node.kind != "map":
        yield node.span.start, "disclaimers: 'levels' must map kinds or ids of organisations to a level"
        return
    yield from twice(node)
    for entry in node.entries:
        if entry.key in _LEVELS and entry.key != "since" and entry.value.kind != "map":
            yield entry.value.span.start, f"disclaimers: levels: {entry.key!r} must be a mapping"
    for group in (node, value(node, "kinds"), value(node, "organisations")):
        for entry in group.entries if group else ():
            if entry.value.kind == "text" and entry.key != "since" and entry.value.words not in LEVELS:
                said = entry.value.words
                yield entry.value.span.start, f"{said!r} is not a level ({', '.join(LEVELS)}){guess(said, LEVELS)}"
    yield from _day_faults(node)


def _placement_faults(node: Node | None) -> Iterator[Mistake]:
    if node is None:
        return
    if node.kind == "map":
        yield from faults(node, _PLACEMENT, "disclaimers: placement: ")
        yield from _day_faults(node)
    elif node.words not in PLACEMENTS:
        near = guess(node.words, PLACEMENTS)
        yield node.span.start, f"{node.words!r} is not a placement ({', '.join(PLACEMENTS)}){near}"


def _day_faults(node: Node) -> Iterator[Mistake]:
    since = value(node, "since")
    if since is None:
        return
    try:
        date.fromisoformat(since.words)
    except ValueError:
        yield since.span.start, f"'since' is {since.words!r}, not a date such as 2025-09-05"


def _day(node: Node | None) -> date | None:
    since = words(node, "since") if node and node.kind == "map" else ""
    return date.fromisoformat(since) if since else None


def _wording(node: Node) -> Wording:
    if node.kind == "text":
        return Wording(node.words)
    return Wording(words(node, "text"), words(node, "organisation"), _day(node))


def _topic(node: Node) -> Topic:
    paths, tags, sections = (tuple(item.words for item in items(node, key)) for key in ("paths", "tags", "sections"))
    says = tuple(item.words for item in items(node, "says")) or (words(node, "text"),)
    return Topic(words(node, "name"), words(node, "text"), says, paths, tags, sections, _day(node))


RIGHTS_FILE = {"version": Key(is_needed=True, among=("1",)), "rights": Key("list", is_needed=True)}
RIGHT = {
    "picture": Key("texts"),
    "supplier": Key(),
    "id": Key("texts"),
    "licence": Key(is_needed=True),
    "from": Key(),
    "until": Key(),
    "note": Key(),
}
SHORTEST = 4
"""Letters and digits of the shortest id: what is shorter stands in too many names of files."""

Mistakes = Iterator[Mistake]


def read_rights(given: Iterable[tuple[Path, str]]) -> tuple[Right, ...]:
    """Return what the files say, each given with the place that names it; ConfigError lists every mistake."""
    found: list[tuple[str, bytes]] = []
    mistakes: list[str] = []
    for path, place in given:
        label = label_of(path, Path.cwd())
        try:
            found.append((label, content_of(path, LARGEST)))
        except FileNotFoundError:
            mistakes.append(f"{place}: there is no rights file {label!r}{guess(path.name, names_beside(path))}")
        except OSError as error:
            mistakes.append(f"{place}: {label}: {error.strerror}")
    return rights_in(found, mistakes)


def rights_in(files: Iterable[tuple[str, bytes]], mistakes: Iterable[str] = ()) -> tuple[Right, ...]:
    """Return what files say, each given as its path and content; `mistakes` are those found before."""
    pages = tuple(_page(label, content) for label, content in files)
    wrong = (*mistakes, *(mistake for page in pages for mistake in page.faults or page.told(_faults(page.node))))
    if wrong:
        raise ConfigError(*wrong)
    return tuple(right for page in pages for node in items(page.node, "rights") for right in _rights(page, node))


def _page(label: str, content: bytes) -> Sheet:
    try:
        return sheet(label, content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return sheet(label, "{}")._replace(faults=(f"{label}:{line}: not UTF-8",))


def _rights(page: Sheet, node: Node) -> Iterator[Right]:
    shared = Right(
        words(node, "licence"),
        supplier=words(node, "supplier"),
        since=first_day(words(node, "from")),
        until=last_day(words(node, "until")),
        note=words(node, "note"),
        place=page.place(node.span.start),
    )
    for picture in items(node, "picture"):
        yield shared._replace(picture=picture.words)
    for number in items(node, "id"):
        yield shared._replace(number=bare(number.words))


def _faults(node: Node) -> Mistakes:
    yield from faults(node, RIGHTS_FILE)
    listed = value(node, "rights")
    for right in items(node, "rights") if listed and listed.kind == "list" else ():
        if right.kind != "map":
            yield right.span.start, "a right must be a mapping with `picture:` or `supplier:` and `id:`, and `licence:`"
            continue
        yield from faults(right, RIGHT, "rights: ")
        yield from _naming_faults(right)
        yield from period_faults(right, "rights: ", "2027-01-31")


def _naming_faults(right: Node) -> Mistakes:
    has = {key for key in ("picture", "supplier", "id") if any(item.words.strip() for item in items(right, key))}
    if has not in ({"picture"}, {"supplier", "id"}):
        yield right.span.start, "rights: say which picture: either `picture:`, or `supplier:` and `id:`"
    for item in items(right, "id"):
        if len(bare(item.words).replace(" ", "")) < SHORTEST:
            yield item.span.start, f"rights: the id {item.words!r} has fewer than {SHORTEST} letters and digits"
    for item in items(right, "picture"):
        if "\\" in item.words:
            yield item.span.start, f"rights: {item.words!r}: write '/' between folders, on every system"
        elif ".." in item.words.split("/"):
            yield item.span.start, f"rights: {item.words!r} leads out of the site's folder"
        elif not item.words.strip(" /*."):
            yield item.span.start, f"rights: {item.words!r} names every picture"
