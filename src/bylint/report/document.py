"""`bylint audit --format html`: one page that loads nothing: figures, causes, all violations, authors."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any
from typing import NamedTuple

from bylint import __version__
from bylint.model.rule import AnyRule
from bylint.model.rule import Violation
from bylint.report import Report
from bylint.report.escaping import dumped
from bylint.report.escaping import in_html
from bylint.report.escaping import shown
from bylint.report.overview import REACH
from bylint.report.overview import Cause
from bylint.report.overview import told
from bylint.report.overview import totals

_SIGN = re.compile(r"\b[A-Z]{3,8}(?:-HASH)?\b")
_BEFORE, _AFTER, _MOST_WORDS, _MOST_SIGNERS, _MOST_POSTS = 60, 80, 300, 2_000, 6
_LACKING = ("DIS001", "DIS002", "DIS003")
"""Rules that report what a disclaimer lacks for a body."""


class AuthorRow(NamedTuple):
    """Who signs articles: how many, the days of the first and the last, the posts that articles name with their
    body, how many wordings of the bio there are, and how many articles carry a disclaimer."""

    key: str
    name: str
    articles: int
    first: str
    last: str
    posts: tuple[tuple[str, str], ...]
    bios: int
    disclaimers: int


def render(report: Report) -> Iterator[str]:
    """Return the lines of the page."""
    style, script = (_beside(ending) for ending in ("css", "js"))
    parts = {
        "STYLE-HASH": _hash(style),
        "SCRIPT-HASH": _hash(script),
        "STYLE": style,
        "TOTAL": in_html(" ".join(totals(report))),
        "REACH": in_html(REACH),
        "VERSION": __version__,
        "DAY": report.day,
        "DATA": _in_script(_data(report)),
        "SCRIPT": script,
    }
    # One pass: nothing is looked for in what is put in.
    yield from _SIGN.sub(lambda sign: parts.get(sign[0], sign[0]), _beside("html")).split("\n")


def _beside(ending: str) -> str:
    return Path(__file__).with_suffix(f".{ending}").read_text(encoding="utf-8")


def _hash(words: str) -> str:
    return f"sha256-{b64encode(sha256(words.encode()).digest()).decode()}"


def _in_script(value: dict[str, Any]) -> str:
    """Return a value as JSON that no element around it can end."""
    return dumped(value).replace("<", "\\u003c")


def _data(report: Report) -> dict[str, Any]:
    paths = tuple(dict.fromkeys(each.place.path for each in report.every))
    numbers = {path: number for number, path in enumerate(paths)}
    cause_of = {id(each): number for number, cause in enumerate(report.causes) for each in cause.violations}
    ordered = sorted(report.every, key=lambda each: (each.place.path, each.place.span.start))
    # Those without a date last.
    years = sorted(report.years.items(), key=lambda item: (not item[0], item[0]))
    return {
        "articles": [_article(path, report) for path in paths],
        "rules": {rule.code: _rule(rule, report) for rule in report.rules},
        "violations": [
            _violation(each, lines, numbers[path], cause_of.get(id(each), -1))
            for path, group in groupby(ordered, key=lambda each: each.place.path)
            for lines in (report.lines(path),)
            for each in group
        ],
        "causes": [_cause(each) for each in report.causes],
        "years": [[shown(year) or "no date", number] for year, number in years],
        "authors": list(_authors(report)),
        "duties": list(_duties(report)),
        "waivers": [{"silenced": each.silenced, **_plain(each._asdict())} for each in report.silenced],
    }


def _article(path: str, report: Report) -> dict[str, Any]:
    about = report.about(path)
    return {"path": shown(path), **_plain(about._asdict()), "authors": [shown(name) for name in about.authors]}


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    return {key: shown(words) for key, words in told.items() if isinstance(words, str)}


def _rule(rule: AnyRule, report: Report) -> dict[str, Any]:
    hint = "" if "{" in rule.hint else rule.hint
    told = {"name": rule.name, "family": rule.pack, "desk": rule.desk, "hint": hint}
    return {**_plain(told), "page": report.pages.get(rule.code, "")}


def _violation(each: Violation, lines: Sequence[str], article: int, cause: int) -> list[Any]:
    place = each.place
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    first = place.column - 1
    last = place.end_column - 1 if place.end_line == place.line else len(line)
    words = (line[max(0, first - _BEFORE) : first], line[first:last][:_MOST_WORDS], line[last : last + _AFTER])
    where = (each.code, each.severity, place.line, place.column)
    return [article, *where, shown(each.message), *map(shown, words), cause]


def _cause(cause: Cause) -> dict[str, Any]:
    said = {"told": told(cause), "where": cause.where, "do": cause.do, "settings": cause.settings}
    return {**_plain(said), "number": len(cause.violations)}


def _authors(report: Report) -> Iterator[dict[str, Any]]:
    reported: Counter[str] = Counter()
    for about in report.abouts.values():
        reported.update(about.authors)
    for each in sorted(report.authors, key=lambda each: (-each.articles, each.name))[:_MOST_SIGNERS]:
        posts = [shown(", ".join(filter(None, post))) for post in each.posts[:_MOST_POSTS]]
        figures = {"articles": each.articles, "bios": each.bios, "disclaimers": each.disclaimers}
        days = {"first": each.first, "last": each.last}
        yield {"name": shown(each.name), "posts": posts, **figures, **days, "number": reported[each.name]}


def _duties(report: Report) -> Iterator[dict[str, Any]]:
    """Yield for each author and body how many articles lack what its disclaimer asks, and how many of the author's have
    any disclaimer."""
    missing: dict[tuple[str, str], set[str]] = {}
    for each in report.every:
        for origin in each.origins:
            person, _, body = origin.name.partition("|")
            if origin.kind == "post" and each.code in _LACKING:
                missing.setdefault((person, body), set()).add(each.place.path)
    signers = {signer.key: signer for signer in report.authors}
    for (person, body), paths in sorted(missing.items()):
        signer = signers.get(person)
        told_ = {"person": signer.name if signer else person.title(), "body": body}
        yield {**_plain(told_), "carried": signer.disclaimers if signer else 0, "missing": len(paths)}
