"""What a report tells of an article beside its faults: headline, date, who signs, section."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path

from bylint.audit import Reading
from bylint.audit import Verdict
from bylint.audit import map_articles
from bylint.audit import read as understood
from bylint.cli.run import Run
from bylint.model.article import Article
from bylint.model.world import Knowledge
from bylint.readers import SUFFIXES
from bylint.report import About
from bylint.report.inspect import authors_of
from bylint.report.inspect import date_of
from bylint.report.inspect import headline_of

_SECTIONS = ("section", "category", "categories")


def about_of(judged: Iterable[tuple[Run, Verdict]], read: Sequence[Reading]) -> Callable[[str], About]:
    """Return a function that tells of an article by its path; all of which anything is reported are read at once."""
    found = tuple(judged)
    known: dict[str, About] = {}

    def about(path: str) -> About:
        if not known:
            known.update(_all(found, {reading.path: reading for reading in read}))
        return known.get(path, About())

    return about


def _all(judged: Iterable[tuple[Run, Verdict]], read: dict[str, Reading]) -> Iterator[tuple[str, About]]:
    for run, verdict in judged:
        paths = dict.fromkeys(violation.place.path for violation in verdict.violations)
        given = [read.get(path) or _on_disk(path, run.known.start) for path in paths]
        articles = [each for each in given if each.suffix.casefold() in SUFFIXES and not each.is_author_data]
        told = map_articles(_about, run.knowledge, articles, run.workers, _lost)
        yield from ((reading.path, about) for reading, about in zip(articles, told, strict=True))


def _on_disk(path: str, start: Path) -> Reading:
    return Reading(path, Path(path).suffix, start / path)


def _about(knowledge: Knowledge, reading: Reading) -> About:
    article = understood(reading, knowledge)
    authors = tuple(author["name"] for author in authors_of(article))
    return About(headline_of(article) or "", date_of(article) or "", authors, _section(article))


def _lost(_knowledge: Knowledge, _reading: Reading) -> About:
    return About()


def _section(article: Article) -> str:
    header = [field for field in article.fields if field.origin == "front-matter"]
    named = {str(field.path[0]).casefold(): field for field in reversed(header)}
    return next((named[key].prose.plain for key in _SECTIONS if key in named), "")
