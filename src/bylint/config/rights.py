"""A site's rights file: what it has licensed of which pictures, from when until when; each mistake at its line."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path

from bylint.config import LARGEST
from bylint.config import label_of
from bylint.errors import ConfigError
from bylint.model.markup import Right
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

FILE = {"version": Key(is_needed=True, among=("1",)), "rights": Key("list", is_needed=True)}
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


def read(given: Iterable[tuple[Path, str]]) -> tuple[Right, ...]:
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
    return known(found, mistakes)


def known(files: Iterable[tuple[str, bytes]], mistakes: Iterable[str] = ()) -> tuple[Right, ...]:
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
    yield from faults(node, FILE)
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
