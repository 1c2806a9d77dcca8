"""The sites of a repository: which generator makes each, and what its own settings say. Nothing of them is run."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bylint.discover.names import pruned
from bylint.init import Generator
from bylint.init import Site
from bylint.text import toml
from bylint.text.files import content_of
from bylint.text.files import is_below
from bylint.text.patterns import lazily
from bylint.text.yaml import YamlFault
from bylint.text.yaml import compose
from bylint.text.yaml import plain

PLAIN = Generator("plain folders")
LARGEST = 500_000
"""Bytes of the largest file of settings or of a layout that is read."""
_DEEPEST, _MOST_FOLDERS, _MOST_NAMES = 3, 500, 2_000
_LARGEST_HEAD = 20_000
_ASSIGNED = lazily(
    r"""(?:^|[\s,{(])(?:export\s+const\s+|const\s+)?(\w{2,40})\s{0,3}[:=]\s{0,3}(["'])([^"'\n]{1,200})\2"""
)
_ELSEWHERE = frozenset(("themes", "tests", "test", "fixtures", "examplesite"))
_PROGRAMS = (".py", ".js", ".mjs", ".cjs", ".ts", ".mts")


def sites(root: Path, lists: Mapping[str, Any]) -> tuple[Site, ...]:
    """Return the sites of a repository, outermost first; where no generator is known, its root as one."""
    known = tuple(_generators(lists))
    found: list[Site] = []
    for folder in _folders(root, frozenset(lists["files"]["templates"]["words"])):
        site = _site(folder, root, known)
        inside = [outer for outer in found if folder.is_relative_to(outer.folder)]
        # What lies among the articles of a site is one of these, whatever is beside it.
        if site and not any(_is_content(folder, outer) for outer in inside) and (not inside or _is_whole(site)):
            found.append(site)
    return tuple(found) or (Site(root, "", PLAIN),)


def content_folders(site: Site) -> tuple[str, ...]:
    """Return the folders of a site that hold its articles, as its settings name them or else as its generator has it;
    nothing where it takes what it finds."""
    named = tuple(dict.fromkeys(folder for key in site.generator.content for folder in _texts(site.settings, key)))
    languages = site.settings.get("languages", site.settings.get("Languages"))
    for each in languages.values() if isinstance(languages, Mapping) else ():
        named += tuple(folder for key in site.generator.content for folder in _texts(each, key))
    cleaned = (folder.strip().removeprefix("./").strip("/") for folder in named or site.generator.folders)
    inside = (folder for folder in dict.fromkeys(cleaned) if folder and ".." not in folder.split("/"))
    return tuple(folder for folder in inside if _is_own_folder(site.folder / folder, site.folder))


def excluded(site: Site) -> tuple[str, ...]:
    """Return what the settings of a generator leave out, as globs, as far as it is there."""
    listed = (words for key in site.generator.excluded for words in _texts(site.settings, key))
    lines = (line.strip().strip("/").removeprefix("./") for words in listed for line in words.split("\n"))
    fit = (line for line in dict.fromkeys(lines) if line and not set("!\\:#").intersection(line) and ".." not in line)
    return tuple(line for line in fit if any(True for _ in _matching(site.folder, line)))


def author(site: Site) -> str:
    """Return who writes a site, by the settings of its generator; nothing where they name nobody."""
    for key in site.generator.author:
        for words in _texts(site.settings, key):
            if words.strip() and len(words) <= 80 and not set("{}<>@/").intersection(words):
                return " ".join(words.split())
    return ""


def exports(root: Path, lists: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the exports in the root of a repository: what wrote each, and its name."""
    for entry in _entries(root):
        for known in lists["generators"]["exports"]:
            if entry.is_file(follow_symlinks=False) and entry.name.lower().endswith(known["ending"]):
                head = _head(Path(entry.path))
                if known["says"] in head:
                    yield known["name"], entry.name


def _generators(lists: Mapping[str, Any]) -> Iterator[Generator]:
    for entry in lists["generators"]["generators"]:
        shared = entry.get("shared", {})
        told = {
            key: tuple(entry.get(key, ()))
            for key in Generator._fields
            if key in entry and key not in ("name", "shared")
        }
        asked = tuple(shared.get("says", ())), tuple(shared.get("beside", ()))
        yield Generator(entry["name"], **told)._replace(
            shared=tuple(shared.get("names", ())), says=asked[0], beside=asked[1]
        )


def _site(folder: Path, root: Path, known: Iterable[Generator]) -> Site | None:
    for generator in known:
        file = next((name for name in generator.files if _is_own_file(folder / name, root)), "")
        file = file or next((name for name in generator.shared if _says(folder, name, generator, root)), "")
        if file:
            below = "" if folder == root else f"{folder.relative_to(root).as_posix()}/"
            return Site(folder, below, generator, file, _settings(folder, (file, *generator.settings), root))
    return None


def _says(folder: Path, name: str, generator: Generator, root: Path) -> bool:
    if not _is_own_file(folder / name, root):
        return False
    text = text_of(folder / name, root).casefold()
    keys = frozenset(re.findall(r"^\s{0,4}[\"']?([\w-]{1,40})[\"']?\s{0,4}[:=]", text, re.MULTILINE))
    if generator.beside and not any((folder / each).is_dir() for each in generator.beside):
        return bool(generator.says) and not keys.isdisjoint(generator.says) and "base_url" not in keys
    return keys.isdisjoint(("base_url",)) if generator.beside else not keys.isdisjoint(generator.says)


def _settings(folder: Path, names: Iterable[str], root: Path) -> Mapping[str, Any]:
    """Return what files of settings say; what the first says holds."""
    found: dict[str, Any] = {}
    for name in names:
        path = folder / name
        if _is_own_file(path, root):
            found = {**_parsed(text_of(path, root), path.suffix), **found}
    return found


def _parsed(text: str, suffix: str) -> Mapping[str, Any]:
    """Return the values of a file of settings; of a program, the texts that it gives names."""
    try:
        if suffix in _PROGRAMS:
            return {key: words for key, _, words in reversed(_ASSIGNED.findall(text))}
        if suffix == ".toml":
            return toml.parse(text)
        if suffix == ".json":
            found = json.loads(text)
            return found if isinstance(found, dict) else {}
        node = compose(text)
        return plain(node) if node and node.kind == "map" else {}
    except (ValueError, RecursionError, toml.TomlFault, YamlFault):
        return {}


def _texts(settings: Any, key: str) -> tuple[str, ...]:
    """Return the texts at a key with dots in it, one or a list."""
    found: Any = settings
    for step in key.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        return (found,)
    return tuple(each for each in found if isinstance(each, str)) if isinstance(found, list | tuple) else ()


def _folders(root: Path, passed: frozenset[str]) -> Iterator[Path]:
    """Yield the folders of a repository in which a site may begin, a level after the other."""
    level, number = [root], 0
    for _ in range(_DEEPEST + 1):
        below: list[Path] = []
        for folder in level:
            number += 1
            if number > _MOST_FOLDERS:
                return
            yield folder
            inner = (entry for entry in _entries(folder) if entry.is_dir(follow_symlinks=False))
            below += (Path(entry.path) for entry in inner if _may_hold_site(entry.name, passed))
        level = below


def _may_hold_site(name: str, passed: frozenset[str]) -> bool:
    small = name.casefold()
    is_other = small in pruned() or small in passed or small in _ELSEWHERE
    return not is_other and not small.startswith((".", "_"))


def _is_whole(site: Site) -> bool:
    """Tell whether a site within another has articles of its own: settings for a rehearsal have none."""
    return not site.generator.folders or bool(content_folders(site))


def _is_content(folder: Path, site: Site) -> bool:
    return any(folder.is_relative_to(site.folder / each) for each in content_folders(site))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []
    return found[:_MOST_NAMES]


def _is_own_file(path: Path, root: Path) -> bool:
    return path.is_file() and not path.is_symlink() and is_below(path, [root])


def _is_own_folder(path: Path, root: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and is_below(path, [root])


def _matching(folder: Path, glob: str) -> Iterator[Path]:
    try:
        yield from folder.glob(glob)
    except (ValueError, NotImplementedError, OSError):
        return


def text_of(path: Path, root: Path) -> str:
    """Return what a file says; nothing where it is too large, or leads out of a folder."""
    try:
        return content_of(path, LARGEST).decode("utf-8", "replace") if is_below(path, [root]) else ""
    except OSError:
        return ""


def _head(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST_HEAD).decode("utf-8", "replace")
    except OSError:
        return ""
