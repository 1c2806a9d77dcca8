"""The tables of a store: one row an article, one row a fact, all of one run in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from bylint.model.value import NamedTuple
from bylint.model.violation import Fact
from bylint.model.violation import Outcome
from bylint.store.entries import Entry
from bylint.store.entries import Label
from bylint.store.entries import Stamp
from bylint.store.entries import blob
from bylint.store.entries import fact_of
from bylint.store.entries import outcome_of
from bylint.store.entries import text

DAMAGE = sqlite3.DatabaseError
"""What is raised when a store cannot be read or written."""

_TABLES = (
    "CREATE TABLE article (id integer primary key, name blob not null unique, key blob not null,"
    " size integer not null, changed integer not null, moved integer not null, result text not null)",
    "CREATE TABLE fact (article integer not null, code text not null, subject blob not null, claim blob not null,"
    " words blob not null, origin text not null, place text not null, day text, since text, until text)",
    "CREATE INDEX fact_by_subject on fact (code, subject, claim)",
    "CREATE INDEX fact_by_article on fact (article)",
)
_WAITING = "create temp table if not exists waiting (name blob not null, key blob not null)"
_GIVEN = "create temp table if not exists given (article integer primary key)"
_FACTS = "code, subject, claim, words, origin, place, day, since, until"
# Where all say the same there is nothing to judge.
_ASKED = "select code, subject from fact where code > '' {} group by code, subject having min(claim) <> max(claim)"
_OF_GIVEN = "and (code, subject) in (select code, subject from fact where article in (select article from given))"

_Kept = TypeVar("_Kept")
_Made = TypeVar("_Made")


class Known(NamedTuple):
    """What a store knows of an article before it is read."""

    id: int
    key: bytes
    stamp: Stamp


class Store:
    """An open store, in the middle of the one transaction of its run."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        connection.execute(_WAITING)
        connection.execute(_GIVEN)

    def known(self, name: str) -> Known | None:
        """Return what is known of an article by its name."""
        found = self._db.execute("select id, key, size, changed, moved from article where name = ?", (blob(name),))
        row = found.fetchone()
        return Known(row[0], row[1], Stamp(*row[2:])) if row else None

    def wait(self, name: str, key: bytes) -> None:
        """Remember an article that has to be read, with the key that it had."""
        self._db.execute("insert into waiting values (?, ?)", (blob(name), key))

    def waiting(self) -> int:
        """Return how many articles have to be read."""
        return int(self._db.execute("select count(*) from waiting").fetchone()[0])

    def each_waiting(self) -> Iterator[tuple[str, bytes]]:
        """Yield the articles that have to be read, in the order in which they were met."""
        for name, key in self._db.execute("select name, key from waiting order by rowid"):
            yield text(name), key

    def keep(self, entries: Iterable[Entry]) -> None:
        """Put articles in the place of what was known of them: all of these or, when interrupted, none."""
        with self._together():
            for entry in entries:
                self._keep(entry)

    def renew(self, name: str, stamp: Stamp) -> None:
        """Give an article whose content is as it was the stamp that its file has now."""
        self._db.execute("update article set size = ?, changed = ?, moved = ? where name = ?", (*stamp, blob(name)))

    def drop_all_but(self, present: bytearray) -> None:
        """Forget the articles that are no more; `present` has a mark at the id of each that is still there."""
        ids = [row for row in self._db.execute("select id from article") if not _is_marked(present, row[0])]
        with self._together():
            self._db.executemany("delete from fact where article = ?", ids)
            self._db.executemany("delete from article where id = ?", ids)

    def give(self, names: Iterable[str]) -> None:
        """Remember which articles a run is about."""
        found = ((blob(name),) for name in names)
        self._db.executemany("insert or ignore into given select id from article where name = ?", found)

    def outcomes(self, label: Label, *, of_given: bool) -> Iterator[Outcome]:
        """Yield what was reported of articles and what they ask to be silent about; clean ones are passed over."""
        only = "and id in (select article from given)" if of_given else ""
        for name, result in self._db.execute(f"select name, result from article where result <> '' {only}"):
            yield _sound(outcome_of, label(text(name)), result)

    def facts(self, label: Label, *, of_given: bool) -> Iterator[Fact]:
        """Yield the facts on each subject on which articles differ, subject by subject."""
        asked = _ASKED.format(_OF_GIVEN if of_given else "")
        yield from self._facts(label, f"(code, subject) in ({asked})")

    def facts_of(self, label: Label, code: str) -> Iterator[Fact]:
        """Yield all facts that a rule has, subject by subject."""
        yield from self._facts(label, "code = ?", code)

    def commit(self) -> None:
        """End the run: what was done is kept."""
        self._db.commit()

    def close(self) -> None:
        """Let go of the file; what was not committed is as it was before."""
        self._db.close()

    @contextmanager
    def _together(self) -> Iterator[None]:
        self._db.execute("savepoint several")
        try:
            yield
        except BaseException:
            self._db.execute("rollback to several")
            raise
        finally:
            self._db.execute("release several")

    def _facts(self, label: Label, where: str, *values: str) -> Iterator[Fact]:
        query = f"select name, {_FACTS} from fact join article on id = article where {where} order by code, subject"
        for name, *row in self._db.execute(query, values):
            yield _sound(fact_of, label(text(name)), row)

    def _keep(self, entry: Entry) -> None:
        name = blob(entry.name)
        self._db.execute("delete from fact where article = (select id from article where name = ?)", (name,))
        found = self._db.execute(
            "insert into article (name, key, size, changed, moved, result) values (?, ?, ?, ?, ?, ?)"
            " on conflict (name) do update set key = excluded.key, size = excluded.size,"
            " changed = excluded.changed, moved = excluded.moved, result = excluded.result returning id",
            (name, entry.key, *entry.stamp, entry.result),
        )
        number = found.fetchone()[0]
        rows = ((number, *row) for row in entry.facts)
        self._db.executemany("insert into fact values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def begin(connection: sqlite3.Connection) -> Store:
    """Begin the transaction of a run, in a database of this form or in an empty one."""
    connection.isolation_level = None
    connection.execute("pragma trusted_schema = off")
    connection.execute("begin immediate")
    if not _schema(connection):
        for statement in _TABLES:
            connection.execute(statement)
    # A content repository could hold a store with tables, or triggers, of its own making.
    if _schema(connection) != _TABLES:
        raise DAMAGE("the tables are not those of a store")
    return Store(connection)


def _schema(connection: sqlite3.Connection) -> tuple[str, ...]:
    return tuple(sql for (sql,) in connection.execute("select sql from sqlite_schema where sql is not null"))


def _is_marked(present: bytearray, number: int) -> bool:
    return number < len(present) and bool(present[number])


def _sound(made: Callable[[str, _Kept], _Made], path: str, kept: _Kept) -> _Made:
    try:
        return made(path, kept)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise DAMAGE("a row is not as it was written") from error
