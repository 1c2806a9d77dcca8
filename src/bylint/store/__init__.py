"""What is kept between runs: what each article came to, by its content, and what articles say, by subject.

Nothing here is interpreted. A store that is lost costs time; the answer is the same without it. A run works on a copy
that no other run sees, and puts it in the place of the store when it ends: whatever becomes of the run, the store is
that of one run or of another, whole. No database is opened that the cache does not vouch for.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import ExitStack
from contextlib import closing
from contextlib import contextmanager
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path

from bylint import __version__
from bylint.grammar.dates import order_of
from bylint.model.rule import AnyRule
from bylint.model.world import Knowledge
from bylint.store.tables import DAMAGE
from bylint.store.tables import ArticleRecord
from bylint.store.tables import ArticleState
from bylint.store.tables import FolderState
from bylint.store.tables import Stamp
from bylint.store.tables import Store
from bylint.store.tables import begin
from bylint.text import cache
from bylint.text.files import digest
from bylint.text.files import shipped

__all__ = (
    "DAMAGE",
    "ArticleRecord",
    "ArticleState",
    "FolderState",
    "Stamp",
    "Store",
    "begun",
    "forget",
    "inputs",
    "private",
)

# A site that runs bylint in two or three ways, on a hook and in CI, loses nothing in between.
_MOST = 3
# Sites come and go, above all in CI.
_MOST_OF_ALL = 60
_FORM = "4"
_KEEPS_NOTHING = "this run keeps nothing"
_READS_ALL = "every article is read"


@contextmanager
def begun(root: Path, inputs: bytes, told: Callable[[str], None], kind: str = "") -> Iterator[Store]:
    """Begin a run in the store of a site for these inputs; what is committed in it is kept when the run ends.

    There is a store for what articles come to, and one for each other `kind` of thing that is kept of them. `told` is
    called with the reason for which results of earlier runs are not used, or none are kept.
    """
    name = _name(root, inputs, kind)
    with ExitStack() as parts:
        part, note = None, ""
        try:
            if not cache.trouble():
                part = parts.enter_context(cache.new_part())
                note = _fill(part, name)
        except OSError as error:
            parts.close()
            part, note = None, _unwritable(error)
        if note:
            told(note)
        store = _opened(part.path) if part else private(name)
        before = _changes(part.path) if part else b""
        try:
            yield store
        finally:
            store.close()
            if part and _changes(part.path) != before:
                _keep(part, name, told)


def forget(root: Path, inputs: bytes, kind: str = "") -> None:
    """Delete the store of a site for these inputs."""
    place = cache.folder()
    if place:
        cache.drop(place / _name(root, inputs, kind))


def private(name: str = "") -> Store:
    """Begin a run in a store that vanishes with it, with what is kept under this name where there is anything."""
    connection = sqlite3.connect("")
    place = cache.folder()
    if not name or place is None or not cache.is_right(name):
        return begin(connection)
    # Immutable: no journal beside it is looked for, and nothing is written.
    with closing(sqlite3.connect(f"{(place / name).as_uri()}?mode=ro&immutable=1", uri=True)) as source:
        source.backup(connection)
    return begin(connection)


def _name(root: Path, inputs: bytes, kind: str) -> str:
    site = os.fsencode(os.path.realpath(root)) + (f"\0{kind}".encode() if kind else b"")
    return f"site-{digest(site)}-{inputs.hex()}.kept"


def _of_site(name: str) -> str:
    """Return what the names of all stores of a site begin with that hold the same kind of thing."""
    return name[: name.rindex("-") + 1]


def _fill(part: cache.Part, name: str) -> str:
    """Copy what is kept under a name into an empty file, or return why it stays empty."""
    place = part.path.parent
    if not os.path.lexists(place / name):
        return _why_new(place, name)
    if not cache.is_right(name):
        return f"the results kept of earlier runs are damaged, so {_READS_ALL}"
    cache.copy(name, part)
    return ""


def _opened(path: Path) -> Store:
    # The part is held for this run alone; locks of sqlite and those of the system are one kind on macOS.
    connection = sqlite3.connect(f"{path.as_uri()}?nolock=1", uri=True)
    try:
        # Nobody sees this file before it is whole.
        connection.execute("pragma journal_mode = memory")
        connection.execute("pragma synchronous = off")
        return begin(connection)
    except DAMAGE:
        connection.close()
        raise


def _changes(part: Path) -> bytes:
    """Return what a database says of how often it was changed: the four bytes that its format has for this."""
    with part.open("rb") as file:
        return file.read(28)[24:]


def _keep(part: cache.Part, name: str, told: Callable[[str], None]) -> None:
    """Put what a run has committed in the place of the store."""
    try:
        cache.keep(part, name)
        _prune(part.path.parent, name)
    except OSError as error:
        told(_unwritable(error))


def _why_new(place: Path, name: str) -> str:
    if any(place.glob(f"{_of_site(name)}*")):
        return f"the cache holds results of other rules or settings or of another version, so {_READS_ALL}"
    return ""  # a first run reads all, as anybody expects


def _unwritable(error: OSError) -> str:
    return f"the cache cannot be written ({error.strerror}), so {_KEEPS_NOTHING}"


def _prune(place: Path, name: str) -> None:
    """Delete the oldest stores, of this site and of all."""
    stores = sorted(place.glob("site-*"), key=_age, reverse=True)
    of_site = [path for path in stores if path.name.startswith(_of_site(name))]
    for path in {*of_site[_MOST:], *stores[_MOST_OF_ALL:]}:
        cache.drop(path)


def _age(path: Path) -> int:
    try:
        return path.lstat().st_mtime_ns
    except OSError:
        return 0  # another run has deleted it


def inputs(rules: Iterable[AnyRule], config: str, knowledge: Knowledge) -> bytes:
    """Return the digest of the rules, of the configuration (given as its own digest), and of what is known."""
    chosen = tuple(rules)
    told = blake2b(digest_size=16)
    for part in (_FORM, __version__, cache.code(), config, *_known(knowledge), _today(chosen, knowledge)):
        told.update(f"{part}\n".encode())
    for rule in chosen:
        told.update(words_of(rule))
    for path in sorted(shipped().glob("*/*.yaml")):
        content = path.read_bytes()
        told.update(f"\n{path.parent.name}/{path.name} {len(content)}\n".encode())
        told.update(content)
    return told.digest()


def words_of(rule: AnyRule) -> bytes:
    """Return what outcomes depend on of a rule: not on its examples, nor on where its pack stands."""
    parts = (rule.severity_by, rule.yields_to, rule.options)
    said = (rule.code, rule.name, rule.severity, rule.check, rule.message, rule.hint)
    return json.dumps([*said, *parts], sort_keys=True, default=asdict).encode("ascii")


def _known(knowledge: Knowledge) -> Iterator[str]:
    """Yield what the site says: its policy stands in the configuration, people, bodies and rights in other files."""
    yield knowledge.site
    yield knowledge.directory.digest
    yield knowledge.registry.digest
    yield str(knowledge.settings.get("rights", ""))
    yield order_of(knowledge)
    # The layouts of the site may say it.
    yield str(knowledge.settings.get("printed", {}).get("bios"))


def _today(rules: Iterable[AnyRule], knowledge: Knowledge) -> str:
    """Return the day of the run where a rule asks for it: other outcomes hold on any day."""
    asks = any("today" in getattr(rule.options, "uses", ()) for rule in rules)
    return str(knowledge.settings.get("today", "")) if asks else ""
