"""The tables of a store, and what is said to several rows at once."""

from __future__ import annotations

from bylint.model.violation import COUNTED

TABLES = (
    "CREATE TABLE pictures (digest blob not null)",
    "CREATE TABLE folder (name blob primary key not null, shape blob not null, stamps blob not null,"
    " files integer not null, skipped integer not null, inner blob not null)",
    "CREATE TABLE article (id integer primary key, folder blob not null, name blob not null, key blob not null,"
    " size integer not null, changed integer not null, moved integer not null, result text not null,"
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
FACTS = "code, subject, claim, words, origin, place, day, since, until"
# Where all say the same there is nothing to judge.
ASKED = "select code, subject from fact where code > '' {} group by code, subject having min(claim) <> max(claim)"
OF_GIVEN = (
    "and (code, subject) in"
    f" (select code, subject from fact where article in (select article from given) and origin <> '{COUNTED}')"
)
