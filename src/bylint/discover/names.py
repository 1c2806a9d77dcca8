"""Names of files and folders that hold no article."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from collections.abc import Mapping
from fnmatch import translate
from functools import lru_cache
from pathlib import Path
from typing import Any
from typing import NamedTuple

from bylint.text.files import shipped_lists

# Which list gives which reason.
_FOLDERS = {
    "templates": "in a folder of layouts and templates",
    "data": "in a folder of data",
    "tags": "in a folder of pages that list others",
    "pruned": "in a folder of other people's programs",
    "drafts": "in a folder of drafts",
}


class _PathFolder(NamedTuple):
    """A folder on the way to a file: its name in small letters, the folder that holds it, whether that is the root."""

    name: str
    parent: Path
    is_root: bool


def no_article(path: str, inside: str, named: frozenset[str], *, is_site: bool, is_below_root: bool) -> str:
    """Say why a file is no article, or nothing.

    `inside` is its path below what was named, `is_below_root` tells that this is the root; `named` are names that the
    configuration calls content; `is_site` tells that the root is that of a site.
    """
    folders, _, name = inside.rpartition("/")
    if name in named:
        return ""
    parent = path[: -len(name) - 1] or os.sep
    is_root = is_site and is_below_root and not folders
    return (
        (_no_article_way(parent, folders, named, is_below_root=is_below_root) if folders else "")
        or _no_article_name(name.casefold(), is_root=is_root)
        or _made_from(parent, name)
    )


def suffix_of(name: str) -> str:
    """Return the suffix of a file name, with its dot, as `pathlib` has it."""
    at = name.rfind(".")
    return name[at:] if 0 < at < len(name) - 1 else ""


@lru_cache(maxsize=512)
def _no_article_way(parent: str, inside: str, named: frozenset[str], *, is_below_root: bool) -> str:
    folders = inside.split("/")
    above = (*reversed(Path(parent).parents), Path(parent))
    asked = (
        _PathFolder(folder.casefold(), above[depth - len(folders) - 1], is_below_root and depth == 0)
        for depth, folder in enumerate(folders)
        if folder not in named
    )
    return next((reason for folder in asked for reason in [_no_article_folder(folder)] if reason), "")


@lru_cache(maxsize=1)
def pruned() -> tuple[str, ...]:
    """Return the names of folders that are never entered."""
    return tuple(sorted(_words("pruned")))


def _no_article_folder(folder: _PathFolder) -> str:
    for key, reason in _FOLDERS.items():
        if folder.name in _words(key) or (folder.name in _placed(key) and _is_placed(folder)):
            return reason
    beside = _generated().get(folder.name)
    if beside is not None and (not beside or beside & _siblings(folder.parent)):
        return "in a folder that the site's build writes"
    if is_saved(folder.name, _siblings(folder.parent)):
        return "in a folder of a page that was saved"
    return "in a hidden folder" if folder.name.startswith(".") else ""


@lru_cache(maxsize=1)
def _saved() -> tuple[str, ...]:
    return tuple(sorted(_words("saved")))


def is_saved(folder: str, names: Iterable[str]) -> bool:
    """Tell whether a folder holds what belongs to a page that a browser saved: it is named after a page beside it."""
    small = folder.casefold()
    if not small.endswith(_saved()):
        return False
    stems = {small.removesuffix(end) for end in _saved() if small.endswith(end)}
    endings = _lists()["page_sources"]["endings"]
    return not {f"{stem}{ending}" for stem in stems for ending in endings}.isdisjoint(map(str.casefold, names))


def _is_placed(folder: _PathFolder) -> bool:
    return folder.is_root or bool(_placed("beside") & _siblings(folder.parent))


def _no_article_name(name: str, *, is_root: bool) -> str:
    stem = name.split(".")[0]
    if stem in _words("documents") or (is_root and stem in _words("root_documents")):
        return "a paper of the repository, not of the publication"
    if stem in _words("lists"):
        return "a page that lists others"
    if name.startswith("."):
        return "a hidden file"
    if _globs("blank_forms").match(name):
        return "a blank form of a post"
    return "a file for programs" if _globs("texts").match(name) else ""


def _made_from(folder: str, name: str) -> str:
    suffix = suffix_of(name)
    small = suffix.casefold()
    kinds = ("sources", "page_sources") if small in _lists()["page_sources"]["endings"] else ("sources",)
    for kind in kinds if small not in _words("sources") else ():
        found = _sources(folder, kind).get(name.removesuffix(suffix))
        if found:
            return f"made from {found}"
    return ""


# Few at a time: each holds the names of all files of a folder, and a walk leaves one folder for the next.
@lru_cache(maxsize=16)
def _sources(folder: str, kind: str) -> dict[str, str]:
    sources = _words(kind)
    return {
        name.removesuffix(suffix): name
        for name in _names(folder)
        for suffix in (suffix_of(name),)
        if suffix.casefold() in sources
    }


@lru_cache(maxsize=16)
def _siblings(folder: Path) -> frozenset[str]:
    return frozenset(name.casefold() for name in _names(folder))


def _names(folder: Path | str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


@lru_cache(maxsize=1)
def beside() -> frozenset[str]:
    """Return the names of files and folders that decide what the folders beside them are."""
    return _placed("beside").union(*_generated().values())


def _lists() -> Mapping[str, Any]:
    found: Mapping[str, Any] = shipped_lists()["files"]
    return found


@lru_cache(maxsize=2)
def _globs(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(translate(glob) for glob in sorted(_words(kind))))


@lru_cache(maxsize=16)
def _words(key: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _lists()[key]["words"])


@lru_cache(maxsize=16)
def _placed(key: str) -> frozenset[str]:
    return frozenset(_lists()["placed"].get(key, ()))


@lru_cache(maxsize=1)
def _generated() -> dict[str, frozenset[str]]:
    return {entry["name"]: frozenset(entry.get("beside", ())) for entry in _lists()["generated"]["folders"]}
