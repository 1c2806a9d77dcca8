"""From a file to what the rules see in it, in this process or in several."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bylint.audit.guarding import ENDED
from bylint.audit.guarding import guarded
from bylint.audit.guarding import unjudged
from bylint.audit.guarding import unjudged_outcome
from bylint.audit.workers import mapped
from bylint.engine import SIZE_LIMIT
from bylint.engine import Pictures
from bylint.engine import outcome
from bylint.engine import understood
from bylint.model.article import Article
from bylint.model.knowledge import Knowledge
from bylint.model.markup import Fault
from bylint.model.picture import Embedded
from bylint.model.rule import AnyRule
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.violation import Outcome
from bylint.roles.view import with_view

RulesFor = Callable[[str], tuple[AnyRule, ...]]


class Reading(NamedTuple):
    """A file to look at: `path` as shown to people, `suffix` of its format, and its content if it is not on disk.

    `beside` is the file in whose place the content would stand: its pictures lie beside that.
    """

    path: str
    suffix: str
    file: Path | None
    content: bytes = b""
    beside: Path | None = None


class Eye(NamedTuple):
    """What it takes to look at an article: the rules for its path, and what is known before."""

    rules_for: RulesFor
    knowledge: Knowledge


def read(reading: Reading, knowledge: Knowledge) -> Article:
    """Read one file from disk or from its content, and understand it, with the views of its parts; one on which that
    fails says so."""
    return guarded(lambda: with_view(_understood(reading, knowledge)), partial(unjudged, reading.path))


def _understood(reading: Reading, knowledge: Knowledge) -> Article:
    try:
        content = content_of(reading)
    except OSError as error:
        return unreadable(reading.path, error)
    return understood(reading.path, reading.suffix, content, knowledge, pictures_beside(reading, knowledge))


def pictures_beside(reading: Reading, knowledge: Knowledge) -> Pictures | None:
    """Return what reads the picture files of an article on disk."""
    root, file = knowledge.settings.get("root"), reading.file or reading.beside
    if file is None or not root:
        return None
    return partial(_pictures, file=file, root=Path(str(root)))


def content_of(reading: Reading) -> bytes:
    """Return the bytes of a file, or one more than may be read."""
    if reading.file is None:
        return reading.content
    with reading.file.open("rb") as file:
        return file.read(SIZE_LIMIT + 1)


def unreadable(path: str, error: OSError) -> Article:
    """Return an article that says why its file cannot be opened."""
    fault = Fault("unreadable-file", Span(0, 0), error.strerror or "it cannot be opened")
    return Article(Source(path, ""), "", faults=(fault,))


def outcomes(readings: Iterable[Reading], eye: Eye, workers: int) -> Iterator[Outcome]:
    """Yield what the rules see in each file, in the order of the files."""
    return mapped(_outcome, eye, readings, workers, _lost)


def _outcome(eye: Eye, reading: Reading) -> Outcome:
    return guarded(partial(_judged, eye, reading), partial(_unjudged, eye, reading))


def _lost(eye: Eye, reading: Reading) -> Outcome:
    return _unjudged(eye, reading, ENDED)


def _judged(eye: Eye, reading: Reading) -> Outcome:
    return outcome(_understood(reading, eye.knowledge), eye.rules_for(reading.path), eye.knowledge)


def _unjudged(eye: Eye, reading: Reading, kind: str) -> Outcome:
    return unjudged_outcome(reading.path, eye.rules_for(reading.path), eye.knowledge, kind)


def _pictures(article: Article, file: Path, root: Path) -> tuple[Embedded, ...]:
    if not article.images and not article.fields:
        return ()
    # Imported here: many articles have no picture.
    from bylint.pictures.finding import pictures_of

    return pictures_of(article, file, root)
