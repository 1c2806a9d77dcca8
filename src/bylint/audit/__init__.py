"""Many articles: look at each, compare what they say, take out what is suppressed."""

from __future__ import annotations

import os
import signal
import threading
import traceback
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set
from contextlib import contextmanager
from datetime import date
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

from bylint import suppress
from bylint.checks import check_of
from bylint.engine import SIZE_LIMIT
from bylint.engine import Pictures
from bylint.engine import outcome
from bylint.engine import understood
from bylint.errors import BylintError
from bylint.model.article import Article
from bylint.model.markup import Embedded
from bylint.model.markup import Fault
from bylint.model.rule import IGNORED
from bylint.model.rule import AnyRule
from bylint.model.rule import Fact
from bylint.model.rule import Outcome
from bylint.model.rule import Related
from bylint.model.rule import Suppression
from bylint.model.rule import Violation
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.world import Knowledge
from bylint.pictures import pictures_of
from bylint.roles.view import with_view
from bylint.suppress import Waiver
from bylint.text.fingerprints import fingerprint_of_facts
from bylint.text.fingerprints import fingerprint_of_message

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


RulesFor = Callable[[str, date | None], tuple[AnyRule, ...]]
"""From the path of an article as shown to people, and its date, to its rules."""


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
    asked for.
    """

    violations: tuple[Violation, ...]
    files: int
    silenced: int
    archive: int | None = None
    known: int | None = None
    waivers: tuple[Waiver, ...] = ()


class Scope(NamedTuple):
    """How much was looked at: `is_whole` says that all the content was, `is_archive` that all of it was compared.

    Where a part alone was looked at, a suppression for all the content is not called unused; where articles were not
    compared with all others, one for a rule that compares is not. `names` are the codes of all rules there are by code
    and name, `today` is the day of the run, `paths` are the files of which anything is reported, where not all are.
    """

    is_whole: bool = False
    is_archive: bool = False
    names: Mapping[str, str] = MappingProxyType({})
    today: date | None = None
    paths: Set[str] | None = None


def scope_of(knowledge: Knowledge, *, is_whole: bool = False, is_archive: bool = False) -> Scope:
    """Return the scope of a run that knows this."""
    day = knowledge.settings.get("today", "")
    names = knowledge.settings.get("rules", {})
    return Scope(is_whole, is_archive, names, date.fromisoformat(day) if day else None)


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
    # Very many articles speak of the same people: what they have in common is kept once.
    same: dict[str, str] = {}
    looked = outcomes(readings, Ruleset(rules_for, knowledge), workers) if known is None else known
    for done, each in enumerate(looked, start=1):
        facts += (_shared(fact, same) for fact in each.facts)
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
    return Verdict(left.violations, len(readings), left.silenced, waivers=left.waivers)


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
    violations = tuple(sorted({*one.violations, *other.violations}, key=_order))
    files, silenced = one.files + other.files, one.silenced + other.silenced
    return Verdict(violations, files, silenced, one.archive, waivers=(*one.waivers, *other.waivers))


def all_of(verdicts: Sequence[Verdict]) -> Verdict:
    """Return what several sites come to, each judged by itself; the figures are sums."""
    if len(verdicts) == 1:
        return verdicts[0]
    violations = tuple(sorted({found for each in verdicts for found in each.violations}, key=_order))
    archives = [each.archive for each in verdicts if each.archive is not None]
    known = [each.known for each in verdicts if each.known is not None]
    return Verdict(
        violations,
        sum(each.files for each in verdicts),
        sum(each.silenced for each in verdicts),
        sum(archives) if archives else None,
        sum(known) if known else None,
        tuple(waiver for each in verdicts for waiver in each.waivers),
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


class Report(NamedTuple):
    """What is left to report, how many violations were silenced, and what was said of suppressions."""

    violations: tuple[Violation, ...]
    silenced: int
    waivers: tuple[Waiver, ...]


def verdict(
    rules: Sequence[AnyRule],
    seen: Iterable[Outcome],
    differing: Iterable[Violation],
    scope: Scope,
    elsewhere: Iterable[Suppression] = (),
) -> Report:
    """Return what is left to report, how much was silenced, and by what.

    `seen` are outcomes, with the suppressions of the configuration as one of no path; `differing` is what
    `judge_facts` yields. Suppressions `elsewhere` stand in articles that are only related to what is reported: nothing
    is said of these.
    """
    found: list[Violation] = list(differing)
    wanted: list[Suppression] = []
    for each in seen:
        found += each.violations
        wanted += each.suppressions
    beside = frozenset(elsewhere)
    terms = suppress.Terms(scope.names, _judged_in(rules, scope), scope.today)
    left = suppress.silence(_one_code_each(rules, found), (*wanted, *beside), terms)
    told = tuple(each for each in left.waivers if each.suppression not in beside)
    doubts = _doubts(rules, (each for each in told if _is_told(each, scope)))
    kept, silenced = ([each for each in some if _is_inside(each, scope)] for some in (left.violations, left.silenced))
    return Report(tuple(sorted({*_said_once(kept), *doubts}, key=_order)), len(silenced), told)


def _is_inside(found: Violation, scope: Scope) -> bool:
    return scope.paths is None or found.place.path in scope.paths


def _is_told(waiver: Waiver, scope: Scope) -> bool:
    """Tell whether a doubt is to be told: a part of the content cannot tell whether one of the site is used."""
    return scope.is_whole or waiver.state != "unused" or not waiver.suppression.paths


def _said_once(violations: Sequence[Violation]) -> Iterator[Violation]:
    """Leave out what one violation says for all articles that share its cause."""
    said = {(each.code, each.cause) for each in violations if each.is_for_all}
    for each in violations:
        if each.is_for_all or not any((each.code, cause) in said for cause in each.cause.split("\n")):
            yield each


def judge_facts(rules: Iterable[AnyRule], facts: Iterable[Fact], rules_for: RulesFor) -> Iterator[Violation]:
    """Yield what facts come to; those of one rule on one subject follow one another.

    `rules` judge, and `rules_for` says what weight the path of a violation gives it.
    """
    by_code = {rule.code: rule for rule in rules}
    for (code, subject), group in groupby(facts, key=subject_of):
        rule = by_code[code]
        judge = check_of(rule).judge
        if judge:
            told = tuple(group)
            for found in judge(rule, subject, told):
                known = found._replace(fingerprint=fingerprint_of_facts(found, told))
                day = next((fact.when for fact in told if fact.place.path == found.place.path), None)
                yield _weighed(known, rule, rules_for(found.place.path, day))


def _weighed(found: Violation, rule: AnyRule, rules: Iterable[AnyRule]) -> Violation:
    """Return a violation at the severity that its article has, where that is not the one of the whole site."""
    here = next((each for each in rules if each.code == rule.code), rule)
    return found if here is rule else found._replace(severity=here.severity)


def subject_of(fact: Fact) -> tuple[str, str]:
    """Return the rule and the subject of a fact."""
    return fact.code, fact.subject


def _judged_in(rules: Iterable[AnyRule], scope: Scope) -> frozenset[str]:
    able = (rule for rule in rules if scope.is_archive or not _compares_articles(rule))
    return frozenset(name for rule in able for name in (rule.code, rule.name))


def _compares_articles(rule: AnyRule) -> bool:
    return getattr(rule.options, "across", "off") != "off" or bool(getattr(rule.options, "custom", ""))


def _one_code_each(rules: Iterable[AnyRule], violations: Sequence[Violation]) -> Iterator[Violation]:
    """Leave out a violation where a rule that its own yields to reports the same thing."""
    yields = {rule.code: rule.yields_to for rule in rules}
    seen = {(violation.place.path, violation.about, violation.code) for violation in violations}
    for violation in violations:
        place = (violation.place.path, violation.about)
        if not any((*place, code) in seen for code in yields.get(violation.code, ())):
            yield violation


_DOUBTS = {"unused-suppression": "unused", "suppression-without-force": "no force", "expired-suppression": "expired"}


def _doubts(rules: Iterable[AnyRule], waivers: Iterable[Waiver]) -> Iterator[Violation]:
    """Yield what is wrong with suppressions."""
    by_state = {_DOUBTS[rule.name]: rule for rule in rules if rule.name in _DOUBTS}
    for waiver in waivers:
        rule, asked = by_state.get(waiver.state), waiver.suppression
        if rule is None:
            continue
        day = asked.until.isoformat() if asked.until else ""
        message = rule.message.replace("{rule}", waiver.rule).replace("{day}", day).replace("{fault}", waiver.trouble)
        found = Violation(rule.code, rule.name, rule.severity, asked.place, message, rule.hint)
        yield found._replace(fingerprint=fingerprint_of_message(found))


def _order(violation: Violation) -> tuple[str, int, int, str, str, tuple[Related, ...]]:
    place = violation.place
    # A rule may say two things of one place; which comes first must not hang on the order of a set.
    return place.path, place.span.start, place.span.end, violation.code, violation.message, violation.related


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
