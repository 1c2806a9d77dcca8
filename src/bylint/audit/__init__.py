"""Many articles: look at each, compare what they say, take out what is suppressed."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from operator import attrgetter

from bylint.audit.judging import Scope
from bylint.audit.judging import Verdict
from bylint.audit.judging import judged
from bylint.audit.judging import verdict
from bylint.audit.looking import Eye
from bylint.audit.looking import Reading
from bylint.audit.looking import RulesFor
from bylint.audit.looking import outcomes
from bylint.audit.looking import read
from bylint.model.knowledge import Knowledge
from bylint.model.rule import AnyRule
from bylint.model.violation import Fact
from bylint.model.violation import Outcome
from bylint.model.violation import Suppression

__all__ = ("Eye", "Reading", "RulesFor", "Scope", "Verdict", "read", "run")


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
) -> Verdict:
    """Look at every file, judge their facts together, and return what is left to report.

    `rules` are all that run anywhere, `rules_for` those of one path; `requests` are suppressions that stand in the
    configuration, and are called unused only when the run `is_whole`: a part of the content cannot tell.
    `shown` is called with how many files of how many were read.
    """
    seen: list[Outcome] = []
    facts: list[Fact] = []
    # Very many articles speak of the same people: what they have in common is kept once.
    same: dict[str, str] = {}
    for done, each in enumerate(outcomes(readings, Eye(rules_for, knowledge), workers), start=1):
        facts += (_shared(fact, same) for fact in each.facts)
        if each.violations or each.suppressions:
            seen.append(each._replace(facts=()))
        shown(done, len(readings))
    # By `subject_of`, without a key for each.
    facts.sort(key=attrgetter("subject"))
    facts.sort(key=attrgetter("code"))
    asked = Outcome("", suppressions=tuple(requests))
    scope = Scope(is_whole=is_whole, is_archive=is_whole)
    violations, silenced = verdict(rules, (*seen, asked), judged(rules, facts, rules_for), scope)
    return Verdict(violations, len(readings), silenced)


def _shared(fact: Fact, same: dict[str, str]) -> Fact:
    code, subject, claim, words = (
        same.setdefault(each, each) for each in (fact.code, fact.subject, fact.claim, fact.words)
    )
    return fact._replace(code=code, subject=subject, claim=claim, words=words)
