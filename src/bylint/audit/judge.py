"""Many articles judged together: facts on one subject weighed, what was silenced left out, one code for each fault."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set
from datetime import date
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from bylint import suppress
from bylint.checks import check_of
from bylint.model.parts_people import ABOUT
from bylint.model.rule import AnyRule
from bylint.model.rule import Fact
from bylint.model.rule import Origin
from bylint.model.rule import Outcome
from bylint.model.rule import Related
from bylint.model.rule import Suppression
from bylint.model.rule import Violation
from bylint.model.world import Knowledge
from bylint.suppress import Waiver
from bylint.text.fingerprints import fingerprint_of_facts
from bylint.text.fingerprints import fingerprint_of_message

RulesFor = Callable[[str, date | None], tuple[AnyRule, ...]]
"""From the path of an article as shown to people, and its date, to its rules."""


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


class Judgement(NamedTuple):
    """What is left to report, how many violations were silenced, what was said of suppressions, and what one violation
    says for others."""

    violations: tuple[Violation, ...]
    silenced: int
    waivers: tuple[Waiver, ...]
    folded: tuple[Violation, ...]


def verdict(
    rules: Sequence[AnyRule],
    seen: Iterable[Outcome],
    differing: Iterable[Violation],
    scope: Scope,
    elsewhere: Iterable[Suppression] = (),
) -> Judgement:
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
    found, folded = _said_once(kept)
    return Judgement(tuple(sorted({*found, *doubts}, key=order)), len(silenced), told, tuple(folded))


def _is_inside(found: Violation, scope: Scope) -> bool:
    return scope.paths is None or found.place.path in scope.paths


def _is_told(waiver: Waiver, scope: Scope) -> bool:
    """Tell whether a doubt is to be told: a part of the content cannot tell whether one of the site is used."""
    return scope.is_whole or waiver.state != "unused" or not waiver.suppression.paths


def _said_once(violations: Sequence[Violation]) -> tuple[list[Violation], list[Violation]]:
    """Return what is left, and what one violation says for all articles that share its cause."""
    is_said = said_for_all(violations)
    left: list[Violation] = []
    folded: list[Violation] = []
    for each in violations:
        (folded if is_said(each) else left).append(each)
    return left, folded


def said_for_all(violations: Iterable[Violation]) -> Callable[[Violation], bool]:
    """Return a function that tells whether one of some violations speaks for another."""
    said = {(each.code, each.cause) for each in violations if each.is_for_all}

    def is_said(each: Violation) -> bool:
        return not each.is_for_all and any((each.code, cause) in said for cause in each.cause.split("\n"))

    return is_said


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
                yield _weighed(known._replace(origins=_origins(found, subject)), rule, rules_for(found.place.path, day))


def _origins(found: Violation, subject: str) -> tuple[Origin, ...]:
    """Return whom facts are about: the first part of a subject that has several, or the one behind its kind."""
    first, *rest = subject.split("|")
    person = rest[0] if rest and first == ABOUT else first
    return (Origin("person", person),) if rest and not found.is_for_all and not person.startswith("@") else ()


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


def order(violation: Violation) -> tuple[str, int, int, str, str, tuple[Related, ...]]:
    """Return what violations are sorted by: path, place, code, words."""
    place = violation.place
    # A rule may say two things of one place; which comes first must not hang on the order of a set.
    return place.path, place.span.start, place.span.end, violation.code, violation.message, violation.related
