"""The packs and word lists that come with bylint, read from the cache where their content is known."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bylint.text import cache
from bylint.text.digest import digest

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

    Those of `directory/` go by their own names (`bylines`), others by folder and name (`grammar/credit`).
    """

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


def flat(listed: Any) -> tuple[str, ...]:
    """Return all words of a list or of lists by language."""
    if isinstance(listed, str):
        return (listed,)
    values: Iterable[Any] = listed.values() if hasattr(listed, "values") else listed
    found: list[str] = []
    for value in values:
        found += (value,) if isinstance(value, str) else flat(value)
    return tuple(found)
