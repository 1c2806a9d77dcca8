"""Files of settings: that of a folder, and what it takes from others by `extends:`, as one page with places."""

from __future__ import annotations

import os
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from bylint.config import LARGEST
from bylint.config import NAMES
from bylint.config import label_of
from bylint.config import repository
from bylint.errors import ConfigError
from bylint.model.source import Place
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.source import place_of
from bylint.text.files import content_of
from bylint.text.files import is_below
from bylint.text.files import names_beside
from bylint.text.yaml import MOST_TOLD
from bylint.text.yaml import Entry
from bylint.text.yaml import Mistake
from bylint.text.yaml import Node
from bylint.text.yaml import Sheet
from bylint.text.yaml import guess
from bylint.text.yaml import items
from bylint.text.yaml import repeated
from bylint.text.yaml import sheet
from bylint.text.yaml import value

MOST_EXTENDED = 10
"""Files of settings that one may take in, one by the other."""
OTHERS = ("bylint.toml", ".bylint.toml", "bylint.json", ".bylint.json")
"""Files that look like settings and are none."""
_UNREAD = f"settings are not read from {{}}: put them into {NAMES[0]}, in YAML"
_PROJECT, _TABLE = "pyproject.toml", b"[tool.bylint"
MAY_BEGIN_SITE = frozenset((*NAMES, *OTHERS, _PROJECT))
"""Names of files by which a folder may be a site of its own."""
_ADDED = frozenset(("overrides", "ignores"))
"""Keys whose lists grow where settings extend others; any other list takes the place of that of the others."""


def settings_in(folder: str, start: Path) -> Path | None:
    """Return the settings in a folder; ConfigError where there are two, or some that nobody reads."""
    if MAY_BEGIN_SITE.isdisjoint(_names(folder)):
        return None
    here = [path for name in NAMES if (path := _file(folder, name))]
    if len(here) > 1:
        both = " and ".join(label_of(Path(path), start) for path in here)
        raise ConfigError(f"{both} stand side by side; bylint reads one of them, so delete the other")
    others = [path for name in OTHERS if (path := _file(folder, name))]
    if others:
        label = label_of(Path(others[0]), start)
        raise ConfigError(f"{label}: {_UNREAD.format('a file of this name')}")
    project = _file(folder, _PROJECT)
    line = _line_of_table(Path(project)) if project else 0
    if line:
        label = label_of(Path(folder, _PROJECT), start)
        raise ConfigError(f"{label}:{line}: {_UNREAD.format('[tool.bylint]')}")
    return Path(here[0]) if here else None


def begins_site(folder: str, names: Iterable[str]) -> bool:
    """Tell whether a folder with these names in it has settings of its own, or what looks like some."""
    known = frozenset(names)
    if not known.isdisjoint((*NAMES, *OTHERS)):
        return any(_file(folder, name) for name in (*NAMES, *OTHERS))
    return _PROJECT in known and bool(_line_of_table(Path(folder, _PROJECT)))


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _file(folder: str, name: str) -> str:
    path = os.path.join(folder, name)
    return path if os.path.lexists(path) and not os.path.isdir(path) else ""


def _line_of_table(path: Path) -> int:
    """Return the line of a project's file at which a table of ours begins, or nothing."""
    try:
        lines = content_of(path, LARGEST).splitlines()
    except OSError:
        return 0
    return next((number for number, line in enumerate(lines, 1) if line.strip().startswith(_TABLE)), 0)


class SettingsFile(NamedTuple):
    """One file of settings; on the page its first character is number `base`."""

    path: Path
    sheet: Sheet
    base: int


class Page(NamedTuple):
    """Settings as one map, from a file and from those that it extends, each value with its place."""

    node: Node
    files: tuple[SettingsFile, ...]

    def place(self, offset: int) -> str:
        """Return the file and the line of this character, as people write it down."""
        file = self._file(offset)
        return file.sheet.place(offset - file.base)

    def place_of(self, span: Span) -> Place:
        """Return the place of a run of characters."""
        file = self._file(span.start)
        return place_of(file.sheet.source, Span(span.start - file.base, span.end - file.base))

    def folder(self, offset: int) -> Path:
        """Return the folder of the file that holds this character."""
        return self._file(offset).path.parent

    def _file(self, offset: int) -> SettingsFile:
        return next((file for file in reversed(self.files) if file.base <= offset), self.files[0])


class PageRead(NamedTuple):
    """A page without the keys that hold a mistake, the mistakes, and the contents of its files."""

    page: Page
    mistakes: tuple[str, ...]
    contents: tuple[bytes, ...]


Mistakes = Callable[[Node], Iterator[Mistake]]


def page_of(path: Path, label: str, content: bytes, start: Path, mistakes: Mistakes) -> PageRead:
    """Return the settings of a file with this content, and of those that it extends; `mistakes` tells those of one."""
    files: list[SettingsFile] = []
    nodes: list[Node] = []
    contents: list[bytes] = []
    wrong: list[str] = []
    own = own_folders(path.parent)
    while True:
        read = _sheet(label, content)
        node, told = _sound(read, mistakes)
        base = files[-1].base + len(files[-1].sheet.source.text) + 1 if files else 0
        files.append(SettingsFile(path, read, base))
        nodes.append(_shifted(node, base) if base else node)
        contents.append(content)
        wrong += told
        named = value(node, "extends")
        if named is None:
            break
        try:
            path, content = _extended(path.parent / named.words, files, own, start)
        except OSError as error:
            wrong.append(f"{read.place(named.span.start)}: {error.strerror}")
            break
        label = label_of(path, start)
    return PageRead(Page(_merged(nodes), tuple(files)), tuple(wrong), tuple(contents))


def own_folders(root: Path) -> tuple[Path, ...]:
    """Return the folders whose files the settings in a folder may name: the repository's, else this one."""
    return (root, repository(root) or root)


def own_name(root: Path) -> str:
    """Return what these folders are called."""
    return "the repository" if repository(root) else "the folder of the settings"


def _extended(path: Path, files: list[SettingsFile], own: tuple[Path, ...], start: Path) -> tuple[Path, bytes]:
    """Return the file that settings extend, and its content; OSError says why there is none."""
    path = Path(os.path.normpath(path))
    label = label_of(path, start)
    if not is_below(path, own):
        raise OSError(0, f"{label!r} is outside of {own_name(files[0].path.parent)}, so it is not read")
    way = [os.path.realpath(file.path) for file in files]
    if os.path.realpath(path) in way:
        circle = [file.sheet.source.path for file in files[way.index(os.path.realpath(path)) :]]
        raise OSError(0, f"'extends' leads in a circle: {', '.join((*circle, label))}")
    if len(files) > MOST_EXTENDED:
        raise OSError(0, f"'extends' leads through more than {MOST_EXTENDED} files")
    try:
        return path, content_of(path, LARGEST)
    except FileNotFoundError as error:
        raise OSError(0, f"there is no file {label!r} to extend{guess(path.name, names_beside(path))}") from error
    except OSError as error:
        raise OSError(0, f"{label}: {error.strerror}") from error


def _sheet(label: str, content: bytes) -> Sheet:
    try:
        return sheet(label, content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Sheet(Source(label, ""), Node("map", Span(0, 0)), (f"{label}:{line}: not UTF-8",))


def _sound(read: Sheet, mistakes: Mistakes) -> tuple[Node, tuple[str, ...]]:
    """Return a file without the keys whose values hold a mistake, and all mistakes: the rest can be judged further."""
    if read.faults:
        return read.node, read.faults
    found = tuple(islice(mistakes(read.node), MOST_TOLD + 1))
    if not found:
        return read.node, ()
    entries = read.node.entries if len(found) <= MOST_TOLD else ()
    at = tuple(offset for offset, _ in found)
    kept = tuple(e for e in entries if not any(e.key_span.start < offset <= e.value.span.end for offset in at))
    return read.node._replace(entries=kept), read.told(iter(found))


def _shifted(node: Node, by: int) -> Node:
    entries = tuple(Entry(each.key, _moved(each.key_span, by), _shifted(each.value, by)) for each in node.entries)
    return Node(node.kind, _moved(node.span, by), node.words, entries)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _merged(nodes: list[Node]) -> Node:
    """Return the maps as one; the first is the nearest and has the last word."""
    found = nodes[-1]
    for node in reversed(nodes[:-1]):
        found = _over(found, node, is_top=True)
    return found


def _over(far: Node, near: Node, *, is_top: bool = False) -> Node:
    """Return a map with the entries of another that it lacks; maps of both are merged key by key."""
    known = {entry.key: entry for entry in far.entries}
    entries = dict(known)
    for entry in near.entries:
        before = known.get(entry.key)
        if before is None or before.value.kind != entry.value.kind:
            entries[entry.key] = entry
        elif entry.value.kind == "map":
            entries[entry.key] = entry._replace(value=_over(before.value, entry.value))
        elif is_top and entry.key in _ADDED and entry.value.kind == "list":
            both = (*before.value.entries, *entry.value.entries)
            entries[entry.key] = entry._replace(value=entry.value._replace(entries=both))
        else:
            entries[entry.key] = entry
    return near._replace(entries=tuple(entries.values()))


def files_named(page: Page, node: Node, key: str) -> tuple[tuple[Path, str], ...]:
    """Return the files that are named at a key, each from the folder of the file that names it, with its place."""
    named = items(node, key)
    return tuple((page.folder(each.span.start) / each.words, page.place(each.span.start)) for each in named)


def glob_faults(node: Node, key: str) -> Iterator[Mistake]:
    """Yield what is wrong with the globs at a key."""
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


def twice(node: Node | None) -> Iterator[Mistake]:
    """Yield the keys of a map, and of those in it, that stand twice."""
    for entry in repeated(node) if node else ():
        yield entry.key_span.start, f"the key {entry.key!r} stands twice"
