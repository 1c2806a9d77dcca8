"""Where a store is kept, and what happens where it cannot be: the run goes on with one of its own."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from contextlib import suppress
from pathlib import Path

from bylint.model.value import NamedTuple
from bylint.store.tables import DAMAGE
from bylint.store.tables import Store
from bylint.store.tables import begin

FOLDER = ".bylint_cache"
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Results of bylint; see https://bford.info/cachedir/\n"
_BESIDE = {"CACHEDIR.TAG": _TAG, ".gitignore": "*\n"}
# A site that runs bylint in two or three ways, on a hook and in CI, loses nothing in between.
_MOST = 3
_PATIENCE = 0.3
_KEEPS_NOTHING = "this run keeps nothing"
_READS_ALL = "every article is read"


class Kept(NamedTuple):
    """A store and, where it does not begin with all that it could hold, why."""

    store: Store
    note: str = ""


def begun(folder: Path, inputs: bytes) -> Kept:
    """Begin a run in the store for these inputs, or in a copy that only this run sees where that cannot be written."""
    path = _path(folder, inputs)
    label = f"{folder.name}/{path.name}"
    try:
        others = _prepared(folder)
    except OSError as error:
        return Kept(private(path), f"{folder.name} cannot be written ({error.strerror}), so {_KEEPS_NOTHING}")
    # A run that was killed leaves a file without content.
    note = "" if path in others and path.stat().st_size else _why_new(folder, others)
    try:
        store = _opened(path)
    except sqlite3.OperationalError as error:
        reason = "is in use by another run" if _is_busy(error) else f"cannot be written ({error})"
        return Kept(private(path), f"{label} {reason}, so {_KEEPS_NOTHING}")
    except DAMAGE:
        path.unlink()
        return Kept(_opened(path), f"{label} was damaged, so {_READS_ALL}")
    _prune(others)
    return Kept(store, note)


def forget(folder: Path, inputs: bytes) -> None:
    """Delete the store for these inputs."""
    with suppress(OSError):
        _path(folder, inputs).unlink()


def private(path: Path | None = None) -> Store:
    """Begin a run in a store that vanishes with it, with what stands in the store at this path where there is one."""
    connection = sqlite3.connect("")
    if path is None or not path.is_file():
        return begin(connection)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)) as source:
            # With a lock of its own the copy cannot be kept waiting; without one it would wait for ever.
            source.execute("begin")
            source.execute("select count(*) from sqlite_schema").fetchone()
            source.backup(connection)
        return begin(connection)
    except DAMAGE:
        connection.close()
        return begin(sqlite3.connect(""))


def _path(folder: Path, inputs: bytes) -> Path:
    return folder / f"{inputs.hex()}.sqlite"


def _opened(path: Path) -> Store:
    connection = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        return begin(connection)
    except DAMAGE:
        connection.close()
        raise


def _prepared(folder: Path) -> list[Path]:
    """Make the folder, and return the stores in it, the newest first."""
    folder.mkdir(exist_ok=True)
    # sqlite would notice only in the middle of the run.
    for path in (folder, *folder.glob("*.sqlite")):
        if not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    for name, content in _BESIDE.items():
        if not (folder / name).exists():
            (folder / name).write_text(content, encoding="ascii", newline="\n")
    with os.scandir(folder) as found:
        stores = [(entry.stat().st_mtime_ns, entry.path) for entry in found if entry.name.endswith(".sqlite")]
    return [Path(path) for _, path in sorted(stores, reverse=True)]


def _why_new(folder: Path, others: list[Path]) -> str:
    if others:
        return f"{folder.name} holds results of other rules or settings or of another version, so {_READS_ALL}"
    return f"{folder.name} holds no results yet, so {_READS_ALL}"


def _is_busy(error: sqlite3.Error) -> bool:
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


def _prune(stores: list[Path]) -> None:
    for path in stores[_MOST:]:
        # Another run may be about to use it, or to delete it as well.
        with suppress(OSError):
            path.unlink()
