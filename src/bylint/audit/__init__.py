"""Many articles: look at each, compare what they say, take out what is suppressed."""

from __future__ import annotations

import os
import signal
import threading
import traceback
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from itertools import groupby
from itertools import islice
from operator import attrgetter
from pathlib import Path
from types import FrameType
from types import MappingProxyType
from typing import NamedTuple
from typing import TypeVar

from bylint.audit.judge import RulesFor
from bylint.audit.judge import judge_facts
from bylint.audit.judge import order
from bylint.audit.judge import scope_of
from bylint.audit.judge import verdict
from bylint.engine import SIZE_LIMIT
from bylint.engine import Pictures
from bylint.engine import outcome
from bylint.engine import understood
from bylint.errors import BylintError
from bylint.model.about import About
from bylint.model.article import Article
from bylint.model.markup import Embedded
from bylint.model.markup import Fault
from bylint.model.rule import IGNORED
from bylint.model.rule import AnyRule
from bylint.model.rule import Fact
from bylint.model.rule import Outcome
from bylint.model.rule import Suppression
from bylint.model.rule import Violation
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.world import Knowledge
from bylint.pictures import pictures_of
from bylint.roles.view import with_view
from bylint.suppress import Waiver

TIME_LIMIT = 10.0
"""Seconds of processor time for one article: its pictures, its reader, its roles and its rules."""

DEBUG = "BYLINT_DEBUG"
"""The environment variable with which the traceback of a failure goes to stderr."""

ENDED = "the process that read it was ended"
_AGAIN = 1.0
_Result = TypeVar("_Result")


class OutOfTime(BaseException):
    """The time of an article is up. No `Exception`: what a library does with those must not swallow it."""


def guarded(work: Callable[[], _Result], otherwise: Callable[[str], _Result], seconds: float = TIME_LIMIT) -> _Result:
    """Return what `work` makes of one article or, where it fails or takes too long, what `otherwise` makes of the kind
    of failure.

    The one place where an exception becomes a violation: a single article must not silence the report on all others.
    Only the kind is told, for the message of an exception may quote the article.
    """
    try:
        with _limited(seconds):
            return work()
    except (BylintError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # not only Exception: a panic of a library written in Rust is none
        kind = _kind(error, seconds)
        if os.environ.get(DEBUG):
            traceback.print_exc()
    return otherwise(kind)


def unjudged(path: str, kind: str) -> Article:
    """Return an article that says why it was not judged."""
    return Article(Source(path, ""), "", faults=(Fault("not-judged", Span(0, 0), kind),))


def unjudged_outcome(path: str, rules: Iterable[AnyRule], knowledge: Knowledge, kind: str) -> Outcome:
    """Return what is reported of an article that was not judged, by the linter's own rules."""
    own = [rule for rule in rules if rule.check == "linter"]
    return outcome(unjudged(path, kind), own, knowledge)._replace(is_complete=False)


def _kind(error: BaseException, seconds: float) -> str:
    if isinstance(error, OutOfTime):
        return f"it took over {seconds:g} s"
    return "not enough memory" if isinstance(error, MemoryError) else type(error).__name__


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise `OutOfTime` after so much processor time, where the system and the thread can be told to.

    Windows has no such timer, and only the main thread hears it: there the limits on what an article may hold are all.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _end)
    # Told again and again, for one exception may be lost where Python can pass none on.
    rest = signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        yield
    finally:
        # The time of whatever this is a part of goes on.
        signal.setitimer(signal.ITIMER_PROF, *rest)
        signal.signal(signal.SIGPROF, before)


def _end(_number: int, _frame: FrameType | None) -> None:
    raise OutOfTime


FEW = 50
"""No more articles than these are read sooner than what is kept of them is fetched."""

CHUNK = 100
"""For no more things than these a second process does not pay."""

_Known = TypeVar("_Known")
_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


class Reading(NamedTuple):
    """A file to look at: `path` as shown to people, `suffix` of its format, and its content if it is not on disk.

    `beside` is the file in whose place the content would stand: its pictures lie beside that. `is_author_data`: it is
    no article, but a file of authors whose bios the template prints.
    """

    path: str
    suffix: str
    file: Path | None
    content: bytes = b""
    beside: Path | None = None
    is_author_data: bool = False


class Ruleset(NamedTuple):
    """What it takes to look at an article: the rules for its path, and what is known before."""

    rules_for: RulesFor
    knowledge: Knowledge


class Verdict(NamedTuple):
    """What is reported, sorted by path, place and code, on how many files, and against how many of an archive.

    `known` is how many violations more a baseline knows, where there is one; `waivers` are all suppressions that were
    asked for; `abouts` is what the articles of which anything is reported say of themselves, by their paths; `folded`
    is what one of the violations says for others, which are not among them; `years` counts the articles of an archive.
    """

    violations: tuple[Violation, ...]
    files: int
    silenced: int
    archive: int | None = None
    known: int | None = None
    waivers: tuple[Waiver, ...] = ()
    abouts: Mapping[str, About] = MappingProxyType({})
    folded: tuple[Violation, ...] = ()
    years: Mapping[str, int] = MappingProxyType({})


def run(
    readings: Sequence[Reading],
    rules: Sequence[AnyRule],
    rules_for: RulesFor,
    knowledge: Knowledge,
    *,
    workers: int = 1,
    requests: Iterable[Suppression] = (),
    is_whole: bool = False,
    shown: Callable[[int, int], None] = lambda _done, _all: None,
    known: Iterable[Outcome] | None = None,
    one_by_one: bool = False,
) -> Verdict:
    """Look at every file, unless what comes of each is `known`, judge their facts together or those of each file alone,
    and return what is left to report.

    `rules` are all that run anywhere, `rules_for` those of one article; `requests` are suppressions that stand in the
    configuration, and are called unused only when the run `is_whole`: a part of the content cannot tell.
    `shown` is called with how many files of how many were read.
    """
    seen: list[Outcome] = []
    facts: list[Fact] = []
    abouts: dict[str, About] = {}
    # Very many articles speak of the same people: what they have in common is kept once.
    same: dict[str, str] = {}
    looked = outcomes(readings, Ruleset(rules_for, knowledge), workers) if known is None else known
    for done, each in enumerate(looked, start=1):
        facts += (_shared(fact, same) for fact in each.facts)
        abouts[each.path] = each.about
        if each.violations or each.suppressions:
            seen.append(each._replace(facts=()))
        shown(done, len(readings))
    facts += facts_of_site(rules, knowledge) if is_whole else ()
    # By `subject_of`, without a key for each.
    facts.sort(key=attrgetter("subject"))
    facts.sort(key=attrgetter("code"))
    if one_by_one:
        facts.sort(key=attrgetter("place.path"))
    asked = Outcome("", suppressions=tuple(requests))
    scope = scope_of(knowledge, is_whole=is_whole, is_archive=is_whole)
    groups = (group for _, group in groupby(facts, key=attrgetter("place.path"))) if one_by_one else (facts,)
    differing = chain.from_iterable(judge_facts(rules, group, rules_for) for group in groups)
    left = verdict(rules, (*seen, asked), differing, scope)
    reported = {found.place.path for found in (*left.violations, *left.folded)}.intersection(abouts)
    told = {path: abouts[path] for path in reported}
    return Verdict(left.violations, len(readings), left.silenced, None, None, left.waivers, told, left.folded)


def facts_of_site(rules: Iterable[AnyRule], knowledge: Knowledge) -> tuple[Fact, ...]:
    """Return what the settings of a site say that all its articles are held against: pictures to ignore."""
    images = knowledge.settings.get("images", {})
    ignored = tuple(zip(images.get("ignore", ()), images.get("ignored_at", ()), strict=True))
    codes = (rule.code for rule in rules if rule.check == "uncredited-image")
    return tuple(
        Fact(code, f"{IGNORED}{word.casefold()}", "asked", word, "article", place)
        for code in codes
        for word, place in ignored
    )


def _shared(fact: Fact, same: dict[str, str]) -> Fact:
    code, subject, claim, words = (
        same.setdefault(each, each) for each in (fact.code, fact.subject, fact.claim, fact.words)
    )
    return fact._replace(code=code, subject=subject, claim=claim, words=words)


def together(one: Verdict, other: Verdict) -> Verdict:
    """Return what two looks at different files come to; the archive is that of the first."""
    violations = tuple(sorted({*one.violations, *other.violations}, key=order))
    files, silenced = one.files + other.files, one.silenced + other.silenced
    waivers, abouts = (*one.waivers, *other.waivers), {**other.abouts, **one.abouts}
    folded, years = (*one.folded, *other.folded), Counter(one.years) + Counter(other.years)
    return Verdict(violations, files, silenced, one.archive, None, waivers, abouts, folded, years)


def all_of(verdicts: Sequence[Verdict]) -> Verdict:
    """Return what several sites come to, each judged by itself; the figures are sums."""
    if len(verdicts) == 1:
        return verdicts[0]
    violations = tuple(sorted({found for each in verdicts for found in each.violations}, key=order))
    archives = [each.archive for each in verdicts if each.archive is not None]
    known = [each.known for each in verdicts if each.known is not None]
    return Verdict(
        violations,
        sum(each.files for each in verdicts),
        sum(each.silenced for each in verdicts),
        sum(archives) if archives else None,
        sum(known) if known else None,
        tuple(waiver for each in verdicts for waiver in each.waivers),
        {path: about for each in verdicts for path, about in each.abouts.items()},
        tuple(folded for each in verdicts for folded in each.folded),
        sum((Counter(each.years) for each in verdicts), Counter()),
    )


def read(reading: Reading, knowledge: Knowledge) -> Article:
    """Read one file from disk or from its content, and understand it, with the views of its parts; one on which that
    fails says so."""
    return guarded(lambda: with_view(_understood(reading, knowledge)), partial(unjudged, reading.path))


def _understood(reading: Reading, knowledge: Knowledge) -> Article:
    try:
        content = content_of(reading)
    except OSError as error:
        return unreadable(reading.path, error)
    pictures, is_author_data = pictures_beside(reading, knowledge), reading.is_author_data
    return understood(reading.path, reading.suffix, content, knowledge, pictures, is_author_data=is_author_data)


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


def outcomes(readings: Iterable[Reading], ruleset: Ruleset, workers: int) -> Iterator[Outcome]:
    """Yield what the rules see in each file, in the order of the files."""
    return map_articles(_outcome, ruleset, readings, workers, _lost)


def _outcome(ruleset: Ruleset, reading: Reading) -> Outcome:
    return guarded(partial(_judged, ruleset, reading), partial(_unjudged, ruleset, reading))


def _lost(ruleset: Ruleset, reading: Reading) -> Outcome:
    return _unjudged(ruleset, reading, ENDED)


def _judged(ruleset: Ruleset, reading: Reading) -> Outcome:
    article = _understood(reading, ruleset.knowledge)
    return outcome(article, ruleset.rules_for(reading.path, article.published), ruleset.knowledge)


def _unjudged(ruleset: Ruleset, reading: Reading, kind: str) -> Outcome:
    return unjudged_outcome(reading.path, ruleset.rules_for(reading.path, None), ruleset.knowledge, kind)


def _pictures(article: Article, file: Path, root: Path) -> tuple[Embedded, ...]:
    if not article.images and not article.fields:
        return ()
    return pictures_of(article, file, root)


def map_articles(
    work: Callable[[_Known, _Given], _Made],
    known: _Known,
    given: Iterable[_Given],
    workers: int,
    lost: Callable[[_Known, _Given], _Made],
) -> Iterator[_Made]:
    """Yield `work(known, each)` for each of the given, in their order; no workers means one a core.

    Where a process is ended from outside, as the kernel does when memory is short, what it was at is found by halving
    and comes to `lost(known, each)`; the rest goes on.
    """
    rest = iter(given)
    first = list(islice(rest, CHUNK + 1))
    if workers == 1 or len(first) <= CHUNK:
        return (work(known, each) for each in chain(first, rest))
    # Imported here: a hook on one article pays for no processes.
    from bylint.audit.workers import spread

    return spread(work, known, chain(first, rest), workers or os.cpu_count() or 1, lost)
