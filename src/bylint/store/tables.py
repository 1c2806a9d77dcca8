"""What is kept of an archive: rows of values, and the tables of the database that hold them."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from datetime import date
from hashlib import blake2b
from typing import Any
from typing import NamedTuple

from bylint.model.about import About
from bylint.model.rule import COUNTED
from bylint.model.rule import Edit
from bylint.model.rule import Fact
from bylint.model.rule import Fingerprint
from bylint.model.rule import Fix
from bylint.model.rule import Origin
from bylint.model.rule import Outcome
from bylint.model.rule import Related
from bylint.model.rule import Suppression
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.model.source import Span

_FAR = 1 << 63
FactRow = tuple[Any, ...]
Label = Callable[[str], str]
"""From the name of an article, relative to the root, to its path as shown in this run."""


class Stamp(NamedTuple):
    """What a file system tells of a file; all zero where it cannot be relied on."""

    size: int = 0
    changed: int = 0
    moved: int = 0


class ArticleRecord(NamedTuple):
    """What is kept of one article. Paths are left out of it: they depend on where a run stands.

    `name` is relative to the root; a record without a `key` serves its run alone; a clean article has no `result`;
    `about` is what it says of itself, as text.
    """

    name: str
    key: bytes
    stamp: Stamp
    result: str = ""
    facts: tuple[FactRow, ...] = ()
    about: str = ""


def stamp_of(status: os.stat_result) -> Stamp:
    """Return what a file system tells of a file; nothing where a time is in a year too far to be kept."""
    stamp = Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return stamp if all(-_FAR <= number < _FAR for number in stamp) else Stamp()


def key_of(content: bytes, name: str, inputs: bytes) -> bytes:
    """Return the key under which the outcome of this content is kept."""
    told = blake2b(content, digest_size=16)
    told.update(blob(name))
    told.update(inputs)
    return told.digest()


def record_of(name: str, key: bytes, stamp: Stamp, outcome: Outcome) -> ArticleRecord:
    """Return what is kept of an outcome."""
    result = ""
    if outcome.violations or outcome.suppressions:
        told = [[_violation_row(v) for v in outcome.violations], [_suppression_row(s) for s in outcome.suppressions]]
        result = json.dumps(told, separators=(",", ":"))
    facts, about = tuple(_fact_row(fact) for fact in outcome.facts), json.dumps(outcome.about, separators=(",", ":"))
    return ArticleRecord(name, key, stamp, result, facts, about)


def outcome_of(path: str, result: str) -> Outcome:
    """Return the violations and suppressions that were kept, at this path."""
    violations, suppressions = json.loads(result)
    return Outcome(
        path,
        tuple(_violation(path, row) for row in violations),
        (),
        tuple(_suppression(path, row) for row in suppressions),
    )


def about_at(kept: str) -> About:
    """Return what was kept of what an article says of itself."""
    if not kept:
        return About()
    headline, day, authors, section, language = json.loads(kept)
    return About(headline, day, tuple(authors), section, language)


def fact_of(path: str, row: Sequence[Any]) -> Fact:
    """Return a fact that was kept, at this path."""
    code, subject, claim, words, origin, place, *days = row
    at = place_at(path, tuple(map(int, place.split())))
    when, since, until = map(_day, days)
    return Fact(code, text(subject), text(claim), text(words), origin, at, when, since, until)


def blob(words: str) -> bytes:
    """Return text as bytes: a name or a page may hold halves of surrogate pairs, which are no text to sqlite."""
    return words.encode("utf-8", "surrogatepass")


def text(kept: bytes) -> str:
    """Return the text of such bytes."""
    return kept.decode("utf-8", "surrogatepass")


def _fact_row(fact: Fact) -> FactRow:
    days = (day.isoformat() if day else None for day in (fact.when, fact.since, fact.until))
    words = (blob(fact.subject), blob(fact.claim), blob(fact.words))
    return (fact.code, *words, fact.origin, " ".join(map(str, numbers(fact.place))), *days)


def _violation_row(violation: Violation) -> list[Any]:
    fix = violation.fix
    return [
        *violation[:3],
        numbers(violation.place),
        violation.message,
        violation.hint,
        [_related_row(related, violation.place.path) for related in violation.related],
        fix and [fix.title, fix.applicability, [[numbers(edit.place), edit.text] for edit in fix.edits]],
        violation.about,
        violation.cause,
        violation.fingerprint,
        violation.series,
        violation.origins,
    ]


def _related_row(related: Related, path: str) -> list[Any]:
    """Return a row with the path of another file, such as the registry, whose path is one of the inputs of the run."""
    place, message = related
    return [numbers(place), message] if place.path == path else [numbers(place), message, place.path]


def _related(path: str, at: Sequence[int], message: str, elsewhere: str = "") -> Related:
    return Related(place_at(elsewhere or path, at), message)


def _violation(path: str, row: Sequence[Any]) -> Violation:
    code, name, severity, at, message, hint, others, fix, about, cause, known_by, series, origins = row
    place, mend = place_at(path, at), _fix(path, fix) if fix else None
    related, known = tuple(_related(path, *row) for row in others), Fingerprint(*known_by)
    said = Violation(code, name, severity, place, message, hint, related, mend, about, cause)
    return said._replace(fingerprint=known, series=series, origins=tuple(Origin(*each) for each in origins))


def _fix(path: str, row: Sequence[Any]) -> Fix:
    title, applicability, edits = row
    return Fix(title, applicability, tuple(Edit(place_at(path, at), words) for at, words in edits))


def _suppression_row(asked: Suppression) -> list[Any]:
    until = asked.until.isoformat() if asked.until else None
    return [numbers(asked.place), asked.rules, asked.reason, asked.first, asked.last, until, asked.by, asked.trouble]


def _suppression(path: str, row: Sequence[Any]) -> Suppression:
    at, rules, reason, first, last, until, by, trouble = row
    return Suppression(place_at(path, at), tuple(rules), reason, first, last, _day(until), (), by, trouble)


def numbers(place: Place) -> list[int]:
    """Return a place without its path."""
    return [*place.span, *place[2:]]


def place_at(path: str, at: Sequence[int]) -> Place:
    """Return the place of these numbers."""
    start, end, line, column, end_line, end_column = at
    return Place(path, Span(start, end), line, column, end_line, end_column)


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None


TABLES = (
    "CREATE TABLE pictures (digest blob not null)",
    "CREATE TABLE folder (name blob primary key not null, shape blob not null, stamps blob not null,"
    " files integer not null, skipped integer not null, inner blob not null)",
    "CREATE TABLE article (id integer primary key, folder blob not null, name blob not null, key blob not null,"
    " size integer not null, changed integer not null, moved integer not null, result text not null,"
    " about text not null, published text not null,"
    " unique (folder, name))",
    "CREATE TABLE fact (article integer not null, code text not null, subject blob not null, claim blob not null,"
    " words blob not null, origin text not null, place text not null, day text, since text, until text)",
    "CREATE INDEX fact_by_subject on fact (code, subject, claim)",
    "CREATE INDEX fact_by_article on fact (article)",
)
WAITING = (
    "create temp table if not exists waiting (folder blob not null, name blob not null, key blob not null,"
    " size integer, changed integer, moved integer)"
)
# What was read is not what was listed, or was not read at all.
STAMPS_OFF = (
    "update folder set stamps = x'' where name in (select folder from waiting left join article using (folder, name)"
    " where (article.size, article.changed, article.moved) is not (waiting.size, waiting.changed, waiting.moved))"
)
SHAPE_OFF = (
    "update folder set shape = x'' where name in"
    " (select folder from waiting left join article using (folder, name) where article.id is null)"
)
# What is known of articles holds no more; whoever interrupts the run finds it so.
ALL_OFF = (
    "insert into waiting select folder, name, key, size, changed, moved from article"
    " where (folder, name) not in (select folder, name from waiting)",
    "update waiting set key = x''",
    "update article set key = x'', size = 0, changed = 0, moved = 0",
    "update folder set stamps = x''",
)
GIVEN = "create temp table if not exists given (article integer primary key)"
BOXED = "create temp table if not exists boxed (code text, subject blob)"
FACTS = "code, subject, claim, words, origin, place, day, since, until"
# Where all say the same there is nothing to judge.
ASKED = "select code, subject from fact where code > '' {} group by code, subject having min(claim) <> max(claim)"
OF_GIVEN = (
    "and (code, subject) in"
    f" (select code, subject from fact where article in (select article from given) and origin <> '{COUNTED}')"
)


DAMAGE = sqlite3.DatabaseError
"""What is raised when a store cannot be read or written."""


class ArticleState(NamedTuple):
    """What a store knows of an article before it is read."""

    id: int
    key: bytes
    stamp: Stamp


class FolderState(NamedTuple):
    """What is kept of a folder: what it was like, how many of its files are articles, and which folders to enter.

    Where its `shape` is kept, the articles of this folder in the store are those of the folder; where its `stamps`
    are, all of them are as they were.
    """

    shape: bytes
    stamps: bytes
    files: int
    skipped: int
    inner: tuple[str, ...]


class Store:
    """An open store, in the middle of the one transaction of its run."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        connection.execute(WAITING)
        connection.execute(GIVEN)
        connection.execute(BOXED)

    def folder(self, name: str) -> FolderState | None:
        """Return what is known of a folder by its name, which ends with a slash."""
        query = "select shape, stamps, files, skipped, inner from folder where name = ?"
        for shape, stamps, files, skipped, inner in self._db.execute(query, (blob(name),)):
            return FolderState(shape, stamps, files, skipped, tuple(text(inner).split("/")) if inner else ())
        return None

    def keep_folder(self, name: str, folder: FolderState) -> None:
        """Put a folder in the place of what was known of it."""
        told = (blob(name), *folder[:4], blob("/".join(folder.inner)))
        self._db.execute("insert or replace into folder values (?, ?, ?, ?, ?, ?)", told)

    def doubt(self, name: str) -> None:
        """Forget what an article's folder was like: there is an article in it that is none of its own."""
        self._db.execute("update folder set shape = x'' where name = ?", (_parted(name)[0],))

    def known_in(self, folder: str) -> dict[str, ArticleState]:
        """Return what is known of the articles in a folder, by their names in it."""
        found = self._db.execute(
            "select name, id, key, size, changed, moved from article where folder = ?", (blob(folder),)
        )
        return {text(row[0]): ArticleState(row[1], row[2], Stamp(*row[3:])) for row in found}

    def known(self, name: str) -> ArticleState | None:
        """Return what is known of an article by its name."""
        query = "select id, key, size, changed, moved from article where folder = ? and name = ?"
        row = self._db.execute(query, _parted(name)).fetchone()
        return ArticleState(row[0], row[1], Stamp(*row[2:])) if row else None

    def wait(self, name: str, key: bytes, stamp: tuple[int, int, int] | None) -> None:
        """Remember an article that has to be read, with the key that it had and the stamp that its file has now."""
        numbers = stamp or (None, None, None)
        self._db.execute("insert into waiting values (?, ?, ?, ?, ?, ?)", (*_parted(name), key, *numbers))

    def waiting(self) -> int:
        """Return how many articles have to be read."""
        return int(self._db.execute("select count(*) from waiting").fetchone()[0])

    def each_waiting(self) -> Iterator[tuple[str, bytes]]:
        """Yield the articles that have to be read, in the order in which they were met."""
        for folder, name, key in self._db.execute("select folder, name, key from waiting order by rowid"):
            yield text(folder + name), key

    def look_at_pictures(self, digest: bytes) -> None:
        """Put all articles among those that have to be read, unless the picture files are as they were."""
        before = self._db.execute("select digest from pictures").fetchone()
        if before == (digest,):
            return
        for statement in ALL_OFF if before else ():
            self._db.execute(statement)
        self._db.execute("delete from pictures")
        self._db.execute("insert into pictures values (?)", (digest,))

    def keep(self, entries: Iterable[ArticleRecord]) -> None:
        """Put articles in the place of what was known of them: all of these or, when interrupted, none."""
        with self._together():
            for entry in entries:
                self._keep(entry)

    def renew(self, name: str, stamp: Stamp) -> None:
        """Give an article whose content is as it was the stamp that its file has now."""
        query = "update article set size = ?, changed = ?, moved = ? where folder = ? and name = ?"
        self._db.execute(query, (*stamp, *_parted(name)))

    def drop(self, ids: Iterable[int]) -> None:
        """Forget articles that are no more."""
        gone = [(number,) for number in ids]
        with self._together():
            self._db.executemany("delete from fact where article = ?", gone)
            self._db.executemany("delete from article where id = ?", gone)

    def folders(self) -> Iterator[str]:
        """Yield the names of the folders of which something is known."""
        for (name,) in self._db.execute("select name from folder").fetchall():
            yield text(name)

    def drop_folder(self, name: str) -> None:
        """Forget a folder that is no more, or that is entered no more."""
        self._db.execute("delete from folder where name = ?", (blob(name),))

    def names(self) -> Iterator[str]:
        """Yield the name of each article."""
        for folder, name in self._db.execute("select folder, name from article"):
            yield text(folder + name)

    def give(self, names: Iterable[str]) -> None:
        """Remember which articles a run is about."""
        query = "insert or ignore into given select id from article where folder = ? and name = ?"
        self._db.executemany(query, map(_parted, names))

    def outcomes(self, label: Label, *, of_given: bool) -> Iterator[Outcome]:
        """Yield what was reported of articles and what they ask to be silent about; clean ones are passed over."""
        only = "and id in (select article from given)" if of_given else ""
        query = f"select folder, name, result from article where result <> '' {only}"
        for folder, name, result in self._db.execute(query):
            yield outcome_of(label(text(folder + name)), result)

    def record(self, name: str) -> ArticleRecord:
        """Return what is kept of an article; DAMAGE where nothing is."""
        query = "select id, key, size, changed, moved, result, about from article where folder = ? and name = ?"
        row = self._db.execute(query, _parted(name)).fetchone()
        if row is None:
            raise DAMAGE("an article is missing")
        facts = self._db.execute(f"select {FACTS} from fact where article = ? order by rowid", row[:1])
        return ArticleRecord(name, row[1], Stamp(*row[2:5]), row[5], tuple(facts), row[6])

    def about(self, name: str) -> str:
        """Return what is kept of what an article says of itself, or nothing."""
        query = "select about from article where folder = ? and name = ?"
        row = self._db.execute(query, _parted(name)).fetchone()
        return row[0] if row else ""

    def facts(self, label: Label, *, of_given: bool, boxes: Iterable[Fact] = ()) -> Iterator[Fact]:
        """Yield the facts on each subject on which articles differ, or of which boxes of authors speak, subject by
        subject."""
        asked = ASKED.format(OF_GIVEN if of_given else "")
        self._db.execute("delete from boxed")
        self._db.executemany("insert into boxed values (?, ?)", ((fact.code, blob(fact.subject)) for fact in boxes))
        yield from self._facts(label, f"(code, subject) in ({asked} union select * from boxed)")

    def facts_of(self, label: Label, code: str) -> Iterator[Fact]:
        """Yield all facts that a rule has, subject by subject."""
        yield from self._facts(label, "code = ?", code)

    def years(self) -> dict[str, int]:
        """Return how many articles there are of each year, and of none."""
        return dict(self._db.execute("select substr(published, 1, 4), count(*) from article group by 1 order by 1"))

    def commit(self) -> None:
        """End the run: what was done is kept."""
        self._db.execute(STAMPS_OFF)
        self._db.execute(SHAPE_OFF)
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
        every = f"folder, name, {FACTS}"
        query = f"select {every} from fact join article on id = article where {where} order by code, subject"
        for folder, name, *row in self._db.execute(query, values):
            yield fact_of(label(text(folder + name)), row)

    def _keep(self, entry: ArticleRecord) -> None:
        where = _parted(entry.name)
        query = "delete from fact where article = (select id from article where folder = ? and name = ?)"
        self._db.execute(query, where)
        found = self._db.execute(
            "insert into article (folder, name, key, size, changed, moved, result, about, published)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " on conflict (folder, name) do update set key = excluded.key, size = excluded.size,"
            " changed = excluded.changed, moved = excluded.moved, result = excluded.result,"
            " about = excluded.about, published = excluded.published returning id",
            (*where, entry.key, *entry.stamp, entry.result, entry.about, about_at(entry.about).date),
        )
        number = found.fetchone()[0]
        # Articles that lie in no folder of the site have one too.
        self._db.execute("insert or ignore into folder values (?, x'', x'', 0, 0, x'')", where[:1])
        rows = ((number, *row) for row in entry.facts)
        self._db.executemany("insert into fact values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def begin(connection: sqlite3.Connection) -> Store:
    """Begin the transaction of a run, in a database of this form or in an empty one."""
    connection.isolation_level = None
    connection.execute("pragma trusted_schema = off")
    connection.execute("begin immediate")
    if not _schema(connection):
        for statement in TABLES:
            connection.execute(statement)
    # Tables of another form would be a mistake of ours: their form is one of the inputs.
    if _schema(connection) != TABLES:
        raise DAMAGE("the tables are not those of a store")
    return Store(connection)


def _schema(connection: sqlite3.Connection) -> tuple[str, ...]:
    return tuple(sql for (sql,) in connection.execute("select sql from sqlite_schema where sql is not null"))


def _parted(name: str) -> tuple[bytes, bytes]:
    """Return the folder of an article, with a slash at its end, and its name in it."""
    end = name.rfind("/") + 1
    return blob(name[:end]), blob(name[end:])
