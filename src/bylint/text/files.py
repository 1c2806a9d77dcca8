"""Files: globs that choose them, their content within bounds and its digest, and those that come with bylint."""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from bylint.text import cache


def is_any(globs: Iterable[str], name: str) -> bool:
    """Tell whether a path, given with `/` and relative to the configuration, matches one of the globs."""
    return any(is_match(glob, name) for glob in globs)


def is_match(glob: str, name: str) -> bool:
    """Tell whether a path matches: the file itself, or a folder that holds it.

    `*` and `?` stand for characters of one name, `**` for any folders; a glob without a slash matches at any depth.
    """
    folder, slash, part = name.rpartition("/")
    pattern = _parts(glob)
    if slash:
        places = _places(glob, folder)
        return len(pattern) in places or len(pattern) in _after(pattern, places, part)
    return not pattern or len(pattern) in _after(pattern, _skipped({0}, pattern), part)


@lru_cache(maxsize=512)
def named_parts(glob: str) -> tuple[str, ...]:
    """Return the names of files and folders that a glob spells out."""
    return tuple(part for part in _parts(glob) if not any(sign in part for sign in "*?["))


@lru_cache(maxsize=512)
def _parts(glob: str) -> tuple[str, ...]:
    trimmed = glob.removeprefix("./").strip("/")
    is_anywhere = trimmed not in ("", ".") and "/" not in trimmed and not glob.startswith(("/", "./"))
    parts = tuple(part for part in trimmed.split("/") if part not in ("", "."))
    # A last `**` needs something to stand for: `drafts/**` is what lies in drafts.
    parts = (*parts, "*") if parts[-1:] == ("**",) else parts
    return ("**", *parts) if is_anywhere else parts


# There may be very many files in a folder.
@lru_cache(maxsize=512)
def _places(glob: str, folder: str) -> frozenset[int]:
    """Return the places in a glob that fit a folder: only its end where it matches the folder, or one that holds it."""
    # Walks the path once and keeps every place in the glob that fits so far: no glob can make it slow.
    pattern = _parts(glob)
    end = frozenset((len(pattern),))
    places = _skipped({0}, pattern)
    for part in folder.split("/") if pattern else ():
        places = _after(pattern, places, part)
        if end <= places:
            return end
    return places if pattern else end


def _after(pattern: tuple[str, ...], places: frozenset[int], part: str) -> frozenset[int]:
    return _skipped({place for at in places for place in _next(pattern, at, part)}, pattern)


def _skipped(places: set[int], pattern: tuple[str, ...]) -> frozenset[int]:
    found = set(places)
    for place in sorted(places):
        while place < len(pattern) and pattern[place] == "**":
            place += 1
            found.add(place)
    return frozenset(found)


def _next(pattern: tuple[str, ...], at: int, part: str) -> tuple[int, ...]:
    if at == len(pattern):
        return ()
    if pattern[at] == "**":
        return (at,)
    return (at + 1,) if fnmatchcase(part, pattern[at]) else ()


def content_of(path: Path, most: int) -> bytes:
    """Return the content of a regular file of at most so many bytes; OSError says why there is none."""
    try:
        # Asked before it is opened: to open some devices is to use them.
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise OSError(errno.EINVAL, "it is no regular file")
        with open(path, "rb", opener=without_waiting) as file:
            content = file.read(most + 1)
    except ValueError as error:
        raise OSError(errno.EINVAL, "its name cannot be one of a file") from error
    if len(content) > most:
        raise OSError(errno.EFBIG, f"it has more than {most:,} bytes")
    return content


def names_beside(path: Path) -> list[str]:
    """Return the names of the others in the folder of a file, for a guess at what was meant."""
    try:
        return sorted(name for name in os.listdir(path.parent) if name != path.name)
    except (OSError, ValueError):
        return []


def without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe would wait for somebody to write into it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def is_below(path: Path, folders: Iterable[Path]) -> bool:
    """Tell whether a path leads into one of these folders, whatever links it goes through."""
    try:
        real = Path(os.path.realpath(path))
    except ValueError:
        return False
    return any(real.is_relative_to(os.path.realpath(folder)) for folder in folders)


def digest(content: bytes, size: int = 16) -> str:
    """Return the BLAKE2 digest of some bytes in hexadecimal digits, two for each byte of its size."""
    return blake2b(content, digest_size=size).hexdigest()


_HERE = Path(__file__).resolve().parent.parent


def shipped() -> Path:
    """Return the folder of the shipped packs: in the package, or beside `src/` in a checkout."""
    inside = _HERE / "rules"
    # An editable install leaves a stale copy of the packs elsewhere, so the folder is never looked up by name.
    return inside if inside.is_dir() else _HERE.parent.parent / "rules"


def plain_data(path: Path) -> Any:
    """Return the mappings, lists and strings of a YAML file that is ours, from the cache where its content is known."""
    content = path.read_bytes()
    name = f"list-{digest(content)}.kept"
    kept = cache.read(name)
    if kept is not None:
        return json.loads(kept)
    found = _loaded(content)
    cache.write(name, json.dumps(found).encode())
    return found


def _loaded(content: bytes) -> Any:
    import yaml

    return yaml.load(content, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


class Lists(Mapping[str, Any]):
    """The files of a `rules/` folder that are no packs, each read when it is first asked for.

    Those of `directory/` go by their own names (`bylines`), others by folder and name (`grammar/credit`). Compared by
    identity, so that what is made of them alone is made once, whatever else a run or an example knows.
    """

    __hash__ = object.__hash__
    __eq__ = object.__eq__

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._read:
            path = self._folder / (name if "/" in name else f"directory/{name}")
            path = path.with_name(f"{path.name}.yaml")
            if not path.is_file():
                raise KeyError(name)
            self._read[name] = plain_data(path)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        yield from (path.stem for path in sorted(self._folder.glob("directory/*.yaml")))
        for folder in ("grammar", "lexicon"):
            yield from (f"{folder}/{path.stem}" for path in sorted(self._folder.glob(f"{folder}/*.yaml")))

    def __len__(self) -> int:
        return len(list(iter(self)))

    def version(self, name: str) -> str:
        """Return a digest of the files of an inner folder, by sizes and times, and of the code that reads them."""
        told = [cache.code()]
        for path in sorted(self._folder.glob(f"{name}/*.yaml")):
            status = path.stat()
            told.append(f"{path} {status.st_size} {status.st_mtime_ns}")
        return digest("\n".join(told).encode("utf-8", "surrogateescape"))


@lru_cache(maxsize=1)
def shipped_lists() -> Lists:
    """Return the lists that come with bylint: those of every run, and for readers, which know nothing of a run."""
    return Lists(shipped())


@lru_cache(maxsize=64)
def shipped_names(name: str, *kinds: str) -> frozenset[str]:
    """Return the names of some kinds that `rules/lexicon/NAME.yaml` lists: names in markup, no words of texts."""
    listed = shipped_lists()[f"lexicon/{name}"][name]["names"]
    return frozenset(each for kind in kinds for each in listed[kind])


def flat(listed: Any) -> tuple[str, ...]:
    """Return all words of a list or of lists by language."""
    if isinstance(listed, str):
        return (listed,)
    values: Iterable[Any] = listed.values() if hasattr(listed, "values") else listed
    found: list[str] = []
    for value in values:
        found += (value,) if isinstance(value, str) else flat(value)
    return tuple(found)
