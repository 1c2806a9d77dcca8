"""A whole archive: what is known of it already, what has to be looked at, and what it all comes to."""

from __future__ import annotations

import heapq
import os
import time
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set
from datetime import date
from functools import partial
from itertools import chain
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from typing import TypeVar

from bylint import store
from bylint.audit import CHUNK
from bylint.audit import ENDED
from bylint.audit import Reading
from bylint.audit import Ruleset
from bylint.audit import Verdict
from bylint.audit import facts_of_site
from bylint.audit import guarded
from bylint.audit import map_articles
from bylint.audit import outcomes
from bylint.audit import pictures_beside
from bylint.audit import unjudged
from bylint.audit import unreadable
from bylint.audit.judge import RulesFor
from bylint.audit.judge import judge_facts
from bylint.audit.judge import scope_of
from bylint.audit.judge import subject_of
from bylint.audit.judge import verdict
from bylint.audit.walk import GivenFiles
from bylint.audit.walk import Listing
from bylint.audit.walk import checked_label
from bylint.audit.walk import walk_archive
from bylint.checks.bio_owners import odd_accounts
from bylint.config import label_of
from bylint.discover import Site
from bylint.engine import SIZE_LIMIT
from bylint.engine import outcome
from bylint.engine import understood
from bylint.model.article import Article
from bylint.model.parts import Located
from bylint.model.parts_people import Affiliation
from bylint.model.parts_people import Author
from bylint.model.parts_people import Bio
from bylint.model.parts_people import Disclaimer
from bylint.model.rule import AnyRule
from bylint.model.rule import Fact
from bylint.model.rule import Outcome
from bylint.model.rule import Suppression
from bylint.model.rule import Violation
from bylint.model.source import Span
from bylint.model.source import place_of
from bylint.model.world import Knowledge
from bylint.store import Store
from bylint.store.tables import ArticleRecord
from bylint.store.tables import FactRow
from bylint.store.tables import Stamp
from bylint.store.tables import about_at
from bylint.store.tables import key_of
from bylint.store.tables import record_of
from bylint.store.tables import stamp_of

CODE = ""
"""The code of such facts; they belong to no rule."""

NAME = "name"
BIO = "bio"
POST = "post"
HANDLE = "handle"
DISCLAIMER = "disclaimer"
_LONGEST = 1000
Kind = TypeVar("Kind", bound=Located)
# A file that was written just now may be written once more without its time being another.
_SETTLED = 2_000_000_000


class Task(NamedTuple):
    """An article to look at: its name below the root, and the key of what is known of it."""

    name: str
    key: bytes
    reading: Reading


class Summary(NamedTuple):
    """What is kept of one article: a text, which only who asks for it understands, and facts.

    Not `is_complete`: it may be another the next time.
    """

    text: str
    facts: tuple[FactRow, ...] = ()
    is_complete: bool = True
    about: str = ""


Summarise = Callable[[Article, Ruleset], Summary]
"""What makes of an article what is kept of it."""


def outcome_summary(article: Article, ruleset: Ruleset) -> Summary:
    """Return what the rules see in an article, and what it says about people."""
    rules = ruleset.rules_for(article.source.path, article.published)
    found = outcome(article, rules, ruleset.knowledge)
    known = found._replace(facts=(*found.facts, *mentions(article, ruleset.knowledge)))
    record = record_of("", b"", Stamp(), known)
    return Summary(record.result, record.facts, found.is_complete, record.about)


class Inputs(NamedTuple):
    """What is kept of an article depends on beside the article, the digest of all of it, and what makes it."""

    ruleset: Ruleset
    digest: bytes
    summarise: Summarise = outcome_summary


class UnchangedFile(NamedTuple):
    """An article whose content is as it was, and the stamp that its file has now."""

    name: str
    stamp: Stamp


_Answer = TypeVar("_Answer")


class Archive(NamedTuple):
    """An archive, and what is asked of its articles.

    The names of its files are relative to `root`, their labels to `start`. Where `is_kept`, what `summarise` makes of
    an article is kept in the user's cache, by its `kind`, under the digest of all `inputs`. `told` is called with the
    reason for which results of earlier runs are not used, or none are kept, `shown` with how many articles of how many
    were read, and `met`, before that, with what the walk came upon. A walk that comes upon more than so `many` folders
    is given up, unless all of them are asked for.
    """

    site: Site
    root: Path
    start: Path
    ruleset: Ruleset
    inputs: bytes
    is_kept: bool = False
    workers: int = 0
    told: Callable[[str], None] = lambda _: None
    shown: Callable[[int, int], None] = lambda _done, _all: None
    summarise: Summarise = outcome_summary
    kind: str = ""
    many: int | None = None
    met: Callable[[Listing], None] = lambda _: None


def run(
    archive: Archive,
    rules: Sequence[AnyRule],
    given: GivenFiles | None = None,
    requests: Callable[[Iterable[tuple[str, str]]], Iterable[Suppression]] = lambda _: (),
    boxes: Mapping[str, Reading] = MappingProxyType({}),
) -> tuple[Verdict, Listing]:
    """Judge the given files against an archive, or all of its files, by some of the rules for which it is kept.

    `requests` gives those of the configuration for files, each as its name and its label. `boxes` are files of authors
    to be judged with them, by name: what they say stands beside articles of any day, and is never kept.
    """
    codes = frozenset(rule.code for rule in rules)
    printed = tuple(outcomes(boxes.values(), archive.ruleset, archive.workers))

    def answer(kept: Store, listing: Listing) -> tuple[Verdict, Listing]:
        is_part = given is not None
        label = checked_label(labels(archive), listing, given or {})
        here = kept.names() if given is None else given
        labelled = chain(((name, label(name)) for name in here), ((name, box.path) for name, box in boxes.items()))
        asked = Outcome("", suppressions=tuple(requests(labelled)))
        seen = (*kept.outcomes(label, of_given=is_part), *printed, asked)
        paths = {reading.path for reading in (*(given or {}).values(), *boxes.values())}
        of_site = () if is_part else facts_of_site(rules, archive.ruleset.knowledge)
        said = sorted((*(fact for each in printed for fact in each.facts), *of_site), key=subject_of)
        told = heapq.merge(kept.facts(label, of_given=is_part, boxes=said), said, key=subject_of)
        facts = (fact for fact in told if fact.code in codes)
        differing = judge_facts(rules, facts, archive.ruleset.rules_for)
        by_these = (of_rules(each, codes) for each in seen)
        scope = scope_of(archive.ruleset.knowledge, is_whole=not is_part, is_archive=True)
        if is_part:
            # What is reported of another article may be silenced here, and the other way round.
            near = tuple(found for found in differing if not paths.isdisjoint(_paths_of(found)))
            elsewhere = _elsewhere(kept, label, {path for found in near for path in _paths_of(found)} - paths)
            left = verdict(rules, by_these, near, scope._replace(paths=paths), elsewhere)
        else:
            left = verdict(rules, by_these, differing, scope)
        known = frozenset(kept.names()) if given is None and boxes else given or ()
        files = (listing.files if given is None else len(given)) + sum(name not in known for name in boxes)
        abouts = {each.path: each.about for each in printed}
        abouts.update(
            (path, about_at(kept.about(_name_at(archive, path))))
            for path in {found.place.path for found in (*left.violations, *left.folded)}.difference(abouts)
        )
        archived, (found, silenced, waivers, folded) = listing.files, left
        return Verdict(found, files, silenced, archived, None, waivers, abouts, folded, kept.years()), listing

    return asked_of(archive, given or {}, answer)


def _paths_of(found: Violation) -> Iterator[str]:
    yield found.place.path
    yield from (place.path for place, _ in found.related)


def _elsewhere(kept: Store, label: Callable[[str], str], paths: Set[str]) -> Iterator[Suppression]:
    """Yield the suppressions of articles that were not given."""
    for each in kept.outcomes(label, of_given=False) if paths else ():
        if each.path in paths:
            yield from each.suppressions


def of_rules(found: Outcome, codes: Set[str]) -> Outcome:
    """Return what rules of these codes see, where others looked at the article as well."""
    violations = tuple(each for each in found.violations if each.code in codes)
    return found._replace(violations=violations, facts=tuple(fact for fact in found.facts if fact.code in codes))


def asked_of(archive: Archive, given: GivenFiles, answer: Callable[[Store, Listing], _Answer]) -> _Answer:
    """Look at what is not known of an archive and of the given files, and return the answer that is drawn from all."""
    if not archive.is_kept:
        return _answered(store.private(), archive, given, answer)
    try:
        with store.begun(archive.root, archive.inputs, archive.told, archive.kind) as kept:
            return _answered(kept, archive, given, answer)
    except store.DAMAGE as error:
        give_up(archive, error)
        return _answered(store.private(), archive, given, answer)


def give_up(archive: Archive, error: Exception) -> None:
    """Say that what is kept cannot be used, and forget it."""
    archive.told(f"the results kept of earlier runs cannot be used ({error}), so every article is read")
    store.forget(archive.root, archive.inputs, archive.kind)


def _answered(kept: Store, archive: Archive, given: GivenFiles, answer: Callable[[Store, Listing], _Answer]) -> _Answer:
    try:
        listing = walk_archive(kept, archive.site, given, archive.shown)
        archive.met(listing)
        _look(kept, archive, given)
        kept.give(given)
        found = answer(kept, listing)
    except KeyboardInterrupt:
        kept.commit()
        raise
    else:
        kept.commit()
        return found
    finally:
        kept.close()


def _look(kept: Store, archive: Archive, given: GivenFiles) -> None:
    total = kept.waiting()
    entries: list[ArticleRecord] = []
    found = map_articles(judge_task, inputs_of(archive), _tasks(kept, archive, given), archive.workers, lost)
    try:
        for done, each in enumerate(found, start=1):
            if isinstance(each, ArticleRecord):
                entries.append(each)
            else:
                kept.renew(each.name, each.stamp)
            if len(entries) == CHUNK:
                kept.keep(entries)
                entries.clear()
            archive.shown(done, total)
    finally:
        # Whoever interrupts a run need not wait for the same articles again.
        kept.keep(entries)


def _tasks(kept: Store, archive: Archive, given: GivenFiles) -> Iterator[Task]:
    label = labels(archive)
    for name, key in kept.each_waiting():
        path = archive.root / name
        yield Task(name, key, given.get(name) or Reading(label(name), path.suffix, path))


def inputs_of(archive: Archive) -> Inputs:
    """Return what is kept of its articles depends on."""
    return Inputs(archive.ruleset, archive.inputs, archive.summarise)


def labels(archive: Archive) -> Callable[[str], str]:
    """Return the function from the name of a file to its label."""
    if archive.root == archive.start:
        return lambda name: name
    return lambda name: label_of(archive.root / name, archive.start)


def _name_at(archive: Archive, path: str) -> str:
    """Return the name of a file of this label."""
    if archive.root == archive.start:
        return path
    return os.path.relpath(archive.start / path, archive.root).replace(os.sep, "/")


def judge_task(inputs: Inputs, task: Task) -> ArticleRecord | UnchangedFile:
    """Return what is to be kept of an article."""
    return guarded(partial(_looked, inputs, task), partial(_unjudged, inputs, task))


def lost(inputs: Inputs, task: Task) -> ArticleRecord:
    """Return what is to be kept of an article amid which its process was ended."""
    return _unjudged(inputs, task, ENDED)


def _unjudged(inputs: Inputs, task: Task, kind: str) -> ArticleRecord:
    # Without a key and a stamp it is looked at again in the next run.
    own = inputs.ruleset._replace(rules_for=partial(_own_rules, inputs.ruleset.rules_for))
    return _record(inputs._replace(ruleset=own), task, b"", Stamp(), unjudged(task.reading.path, kind))


def _own_rules(rules_for: RulesFor, path: str, day: date | None) -> tuple[AnyRule, ...]:
    """Return the linter's own rules for an article."""
    return tuple(rule for rule in rules_for(path, day) if rule.check == "linter")


def _looked(inputs: Inputs, task: Task) -> ArticleRecord | UnchangedFile:
    reading, ruleset = task.reading, inputs.ruleset
    try:
        content, stamp = _content(reading)
    except OSError as error:
        return _record(inputs, task, b"", Stamp(), unreadable(reading.path, error))
    key = key_of(content, task.name, inputs.digest)
    if key == task.key:
        return UnchangedFile(task.name, stamp)
    pictures = pictures_beside(reading, ruleset.knowledge)
    article = understood(reading.path, reading.suffix, content, ruleset.knowledge, pictures)
    return _record(inputs, task, key, stamp, article)


def _record(inputs: Inputs, task: Task, key: bytes, stamp: Stamp, article: Article) -> ArticleRecord:
    found = inputs.summarise(article, inputs.ruleset)
    # What ran out of time here may not do so the next time.
    known = (key, stamp) if found.is_complete else (b"", Stamp())
    return ArticleRecord(task.name, *known, found.text, found.facts, found.about)


def _content(reading: Reading) -> tuple[bytes, Stamp]:
    if reading.file is None:
        return reading.content, Stamp()
    with reading.file.open("rb") as file:
        stamp = stamp_of(os.fstat(file.fileno()))
        content = file.read(SIZE_LIMIT + 1)
    is_settled = time.time_ns() - max(stamp.changed, stamp.moved) > _SETTLED
    is_same = len(content) == min(stamp.size, SIZE_LIMIT + 1)
    return content, stamp if is_settled and is_same else Stamp()


def mentions(article: Article, knowledge: Knowledge) -> Iterator[Fact]:
    """Yield a fact for each thing that is said about a person.

    The subject is the person, the words are as printed; the claim is its kind and, for a post, its status, title and
    organisation as well.
    """
    authors = [author for author in article.parts.of(Author) if not author.is_placeholder and not author.is_body]
    yield from (
        _mention(article, each.name or each.prose.plain, each.span, each.about, NAME) for each in _named(authors)
    )
    bios = [bio for bio in article.parts.of(Bio) if not bio.placeholder]
    yield from (_mention(article, bio.prose.plain, bio.span, bio.about, BIO) for bio in _named(bios))
    for post in _named(article.parts.of(Affiliation)):
        yield _mention(article, post.prose.plain, post.span, post.about, _claim(post))
    for odd in _named(odd_accounts(article, knowledge)):
        yield _mention(article, odd.prose.plain, odd.span, odd.about, HANDLE)
    for disclaimer in article.parts.of(Disclaimer):
        for person in dict.fromkeys(author.about for author in _named(authors)):
            yield _mention(article, disclaimer.prose.plain, disclaimer.span, person, DISCLAIMER)


def _named(found: Iterable[Kind]) -> Iterator[Kind]:
    """Yield what is said of somebody in particular."""
    return (each for each in found if each.about and each.about != "article")


def _claim(post: Affiliation) -> str:
    said = (post.status, post.title.plain if post.title else "", post.organisation.plain)
    return "|".join((POST, *(words.replace("|", " ") for words in said)))


def _mention(article: Article, words: str, span: Span, person: str, claim: str) -> Fact:
    place = place_of(article.source, span)
    return Fact(CODE, person, claim, words[:_LONGEST], "article", place, article.published)


class KnownPerson(NamedTuple):
    """A person as an archive shows them: the bare name, names as printed with the most usual first, and all facts.

    `articles` counts those the person signs; `is_uneven`: articles differ on something, so two persons may bear the
    name.
    """

    key: str
    names: tuple[str, ...]
    articles: int
    first: date | None
    last: date | None
    is_uneven: bool
    facts: tuple[Fact, ...]


def known_people(archive: Archive) -> tuple[KnownPerson, ...]:
    """Return the people who sign articles of an archive, by their bare names."""

    def answer(kept: Store, listing: Listing) -> tuple[KnownPerson, ...]:
        label = checked_label(labels(archive), listing, {})
        uneven = {fact.subject.split("|")[0] for fact in kept.facts(label, of_given=False)}
        return tuple(_people(kept.facts_of(label, CODE), uneven))

    return asked_of(archive, {}, answer)


def _people(facts: Iterable[Fact], uneven: set[str]) -> Iterator[KnownPerson]:
    for key, group in groupby(facts, key=attrgetter("subject")):
        told = tuple(sorted(group, key=_in_time))
        names = Counter(fact.words for fact in told if fact.claim == NAME)
        if not names:
            continue
        days = [fact.when for fact in told if fact.when and fact.claim == NAME]
        ranked = tuple(sorted(names, key=lambda name: (-names[name], name)))
        signed = {fact.place.path for fact in told if fact.claim == NAME}
        yield KnownPerson(
            key, ranked, len(signed), min(days, default=None), max(days, default=None), key in uneven, told
        )


def _in_time(fact: Fact) -> tuple[date, str, int]:
    # What has no date stands first: it may be of any time.
    return fact.when or date.min, fact.place.path, fact.place.span.start
