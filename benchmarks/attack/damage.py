"""Damaged, planted and foreign files in the cache: the answer is the right one at once, and nothing else is harmed."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import struct
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import closing
from contextlib import suppress
from pathlib import Path

from benchmarks.attack import site as sites
from benchmarks.attack.running import Attack
from benchmarks.attack.running import Result
from benchmarks.attack.running import last_line
from benchmarks.attack.running import run
from benchmarks.attack.running import stores_below

ROUNDS = 20
ARTICLES = 12
_BLOCK = 4096
_SQLITE = b"SQLite format 3\0"
_JOURNAL = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
# What a damaged cache may cost: a run as with an empty one.
_SECONDS = 30.0

Damage = Callable[[random.Random, Path, Path], object]


def damage(attack: Attack) -> Result:
    """Harm one file of a full cache in one way, run, and compare with a run that keeps nothing."""
    chance = random.Random(attack.seed)
    site, full = attack.home / "site", attack.home / "full"
    precious = attack.home / "precious"
    sites.write(site, ARTICLES)
    _write_precious(precious)
    audit = (*attack.bylint, "audit", "--format", "json", "--today", "2026-01-01", "--workers", "1")
    # Where old versions kept results beside the settings, these count as cache.
    beside = site / ".bylint_cache"
    with_nothing = run((*audit, "--no-cache"), site, attack.home / "empty")
    for _ in range(3):
        run(audit, site, full)
    kept = attack.home / "kept"
    shutil.copytree(beside, kept) if beside.exists() else kept.mkdir()
    seen: Counter[str] = Counter()
    failures = []
    for name, harm, path in _cases(chance, full, kept, attack.number or ROUNDS):
        scratch = attack.home / "scratch"
        for copy, source in ((scratch, full), (beside, kept)):
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(source, copy, symlinks=True)
        shutil.copystat(full, scratch)
        target = scratch / path.relative_to(full) if path.is_relative_to(full) else beside / path.relative_to(kept)
        harm(chance, target, precious / "victim.txt")
        ended = run(audit, site, scratch, seconds=_SECONDS)
        seen[name] += 1
        wrong = _wrong(ended.code, ended.out, ended.fault, with_nothing.code, with_nothing.out)
        wrong = wrong or ("" if _is_whole(precious) else "a file elsewhere was harmed")
        if wrong:
            failures.append(f"{name} of {_kind(path)}: {wrong}")
            _write_precious(precious)
    figures = (
        ("kinds of damage, files of the cache, runs", f"{len(seen)}, {len(_files(full, kept))}, {seen.total()}"),
        ("wrong answers, tracebacks, signals, harm elsewhere", f"{len(failures)}"),
    )
    return Result(figures, tuple(f"{count} times: {words}" for words, count in Counter(failures).most_common()))


def _cases(chance: random.Random, full: Path, kept: Path, rounds: int) -> Iterator[tuple[str, Damage, Path]]:
    """Yield damages with the file they are done to: each kind so many times, to files drawn by chance."""
    files = _files(full, kept)
    stores = stores_below(full / "cache", kept)
    for name, harm in _ANY.items():
        for _ in range(rounds):
            yield name, harm, chance.choice((*files, *stores, *_patterns(files)))
    for name, harm in _STORE.items():
        for _ in range(rounds if stores else 0):
            yield name, harm, chance.choice(stores)
    for path in _patterns(files):
        yield "patterns that match nothing", patterns_that_match_nothing, path
    # All lists are kept in one way: only a long run tries each of them.
    lists = [path for path in files if is_list(path)]
    for path in lists if rounds >= ROUNDS else chance.sample(lists, min(3 * rounds, len(lists))):
        yield "empty lists", empty_lists, path


def _files(full: Path, kept: Path) -> list[Path]:
    found = (*(full / "cache").rglob("*"), *kept.rglob("*"))
    return sorted(path for path in found if path.is_file() and path.stat().st_size)


def _patterns(files: list[Path]) -> list[Path]:
    return [path for path in files if path.name.startswith("patterns-")]


def _kind(path: Path) -> str:
    return "a store" if stores_below(path.parent).count(path) else "a list" if is_list(path) else path.name


def _wrong(code: int, out: bytes, fault: str, wanted: int, printed: bytes) -> str:
    if fault or code != wanted:
        return fault or f"exit {code} in place of {wanted}"
    if out == printed:
        return ""
    with suppress(ValueError, LookupError):
        found, right = (json.loads(each)["summary"] for each in (out, printed))
        return f"{found} in place of {right}" if found != right else "another answer"
    return f"no report: {last_line(out)}"


def _write_precious(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "victim.txt").write_text("years of unpublished work\n", encoding="utf-8")
    for at in range(5):
        (folder / f"mine-{at}.sqlite").write_bytes(_SQLITE.ljust(512, b"\1"))
        os.utime(folder / f"mine-{at}.sqlite", (at, at))


def _is_whole(folder: Path) -> bool:
    found = {path.name: path.read_bytes() for path in folder.iterdir()}
    stores = {f"mine-{at}.sqlite": _SQLITE.ljust(512, b"\1") for at in range(5)}
    return found == {"victim.txt": b"years of unpublished work\n", **stores}


def _flip(chance: random.Random, path: Path, _: Path, times: int = 1) -> None:
    content = bytearray(path.read_bytes())
    for _each in range(times):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def _zeros(chance: random.Random, path: Path, _: Path) -> None:
    """Zero one block, as a power cut leaves a file that was not yet written."""
    content = bytearray(path.read_bytes())
    at = _BLOCK * chance.randrange(-(-len(content) // _BLOCK))
    content[at : at + _BLOCK] = bytes(len(content[at : at + _BLOCK]))
    path.write_bytes(content)


def _swap_blocks(chance: random.Random, path: Path, _: Path) -> None:
    content = path.read_bytes()
    blocks = [content[at : at + _BLOCK] for at in range(0, len(content), _BLOCK)]
    one, other = chance.randrange(len(blocks)), chance.randrange(len(blocks))
    blocks[one], blocks[other] = blocks[other], blocks[one]
    path.write_bytes(b"".join(blocks))


def _truncate(chance: random.Random, path: Path, _: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(len(content))])


def _empty(_: random.Random, path: Path, _victim: Path) -> None:
    path.write_bytes(b"")


def _junk(chance: random.Random, path: Path, _: Path) -> None:
    path.write_bytes(chance.choice((chance.randbytes(5000), b"version: 1\n" * 500, b"[" * 100_000, b"null", b"{}")))


def _folder(_: random.Random, path: Path, _victim: Path) -> None:
    path.unlink()
    path.mkdir()


def _link_out(_: random.Random, path: Path, victim: Path) -> None:
    """Put a link to a file of the user in the place of a file of the cache."""
    path.unlink()
    path.symlink_to(victim)


def _link_loop(_: random.Random, path: Path, _victim: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def _linked_folder(_: random.Random, path: Path, victim: Path) -> None:
    """Put a link to a folder of the user in the place of the folder."""
    shutil.rmtree(path.parent)
    path.parent.symlink_to(victim.parent)


def _fifo(_: random.Random, path: Path, _victim: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _open_to_all(_: random.Random, path: Path, _victim: Path) -> None:
    path.chmod(0o666)
    path.parent.chmod(0o777)


def journal(_: random.Random, path: Path, victim: Path) -> None:
    """Plant a journal that has sqlite delete the file that it names as its super-journal."""
    page, size, name = 4096, path.stat().st_size, os.fsencode(victim)
    head = _JOURNAL + struct.pack(">IIIII", 0, 0x1234, size // page, 512, page)
    tail = name + struct.pack(">II", len(name), sum(name) & 0xFFFFFFFF) + _JOURNAL
    lock_page = 0x40000000 // page + 1
    path.with_name(f"{path.name}-journal").write_bytes(head.ljust(512, b"\0") + struct.pack(">I", lock_page) + tail)


def _junk_journal(chance: random.Random, path: Path, _: Path) -> None:
    for end, size in (("-journal", 3000), ("-wal", 4000), ("-shm", 32768)):
        path.with_name(f"{path.name}{end}").write_bytes(chance.randbytes(size))


def _rows(statement: Callable[[random.Random, sqlite3.Connection, str, list[str]], None]) -> Damage:
    """Return a damage done to one table by sqlite itself, so that the file is sound and what it says is not."""

    def done(chance: random.Random, path: Path, _: Path) -> None:
        with closing(sqlite3.connect(path)) as store:
            tables = "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'"
            names = [name for (name,) in store.execute(tables)]
            full = [name for name in names if store.execute(f"select count(*) from {name}").fetchone()[0]]
            table = chance.choice(full)
            columns = [row[1] for row in store.execute(f"pragma table_info({table})")]
            with suppress(sqlite3.IntegrityError):
                statement(chance, store, table, columns)
            store.commit()

    return done


def _emptied(chance: random.Random, store: sqlite3.Connection, table: str, columns: list[str]) -> None:
    column = chance.choice(columns)
    store.execute(f"update {table} set {column} = case typeof({column}) when 'blob' then x'' else '' end")


def _swapped(chance: random.Random, store: sqlite3.Connection, table: str, columns: list[str]) -> None:
    """Let the values of one column change places among the rows."""
    column = chance.choice(columns)
    rows = store.execute(f"select rowid, {column} from {table}").fetchall()
    values = [value for _, value in rows]
    chance.shuffle(values)
    store.executemany(
        f"update {table} set {column} = ? where rowid = ?",
        [(value, row) for (row, _), value in zip(rows, values, strict=True)],
    )


def _deleted(_: random.Random, store: sqlite3.Connection, table: str, _columns: list[str]) -> None:
    store.execute(f"delete from {table} where rowid % 2")


def _all_deleted(_: random.Random, store: sqlite3.Connection, table: str, _columns: list[str]) -> None:
    store.execute(f"delete from {table}")


def _planted(_: random.Random, store: sqlite3.Connection, table: str, columns: list[str]) -> None:
    """Add rows for articles that lie elsewhere."""
    row = dict(zip(columns, store.execute(f"select * from {table}").fetchone(), strict=True))
    planted = {**row, "id": None} if "id" in row else row
    for name in (b"../../../../etc/passwd", b"content/../../secret.md", b"/etc/shadow"):
        values = [name if column == "name" else planted[column] for column in columns]
        store.execute(f"insert into {table} values ({', '.join('?' * len(values))})", values)


def _trigger(_: random.Random, store: sqlite3.Connection, table: str, _columns: list[str]) -> None:
    store.execute(f"create trigger t after insert on {table} begin delete from {table}; end")


def patterns_that_match_nothing(_: random.Random, path: Path, _victim: Path) -> None:
    head, _, _numbers = path.read_bytes().partition(b"\n")
    with suppress(ValueError, LookupError, TypeError):
        entries = {key: [entry[0], 0, 2, *entry[3:]] for key, entry in json.loads(head).items()}
        path.write_bytes(json.dumps(entries).encode() + b"\n" + struct.pack("=II", 0, 1))


def is_list(path: Path) -> bool:
    """Return whether a file holds JSON, whatever stands behind it."""
    return path.is_file() and path.read_bytes()[:1] in (b"{", b"[")


def empty_lists(_: random.Random, path: Path, _victim: Path) -> None:
    """Write the same keys with nothing in them, and what stands behind them as it was."""
    text = path.read_bytes().decode("utf-8", "surrogateescape")
    with suppress(ValueError):
        found, end = json.JSONDecoder().raw_decode(text)
        path.write_bytes(json.dumps(_without(found)).encode() + text[end:].encode("utf-8", "surrogateescape"))


def _without(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without(inner) for key, inner in value.items()}
    return type(value)() if isinstance(value, (list, str)) else value


_ANY: dict[str, Damage] = {
    "one bit": _flip,
    "twenty bits": lambda chance, path, victim: _flip(chance, path, victim, 20),
    "a block of zeros": _zeros,
    "two blocks swapped": _swap_blocks,
    "cut off": _truncate,
    "empty": _empty,
    "junk": _junk,
    "a folder": _folder,
    "a link to a file of the user": _link_out,
    "a link to itself": _link_loop,
    "the folder a link": _linked_folder,
    "a pipe": _fifo,
    "writable by all": _open_to_all,
}
_STORE: dict[str, Damage] = {
    "a planted journal": journal,
    "journals of junk": _junk_journal,
    "a column emptied": _rows(_emptied),
    "a column's values swapped": _rows(_swapped),
    "half of the rows deleted": _rows(_deleted),
    "all rows deleted": _rows(_all_deleted),
    "rows of articles elsewhere": _rows(_planted),
    "a trigger": _rows(_trigger),
}
