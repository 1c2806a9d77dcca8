"""From what was seen in articles to what is reported: compare, silence, sort."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from bylint import suppress
from bylint.audit.looking import RulesFor
from bylint.checks import check_of
from bylint.model.rule import AnyRule
from bylint.model.violation import Fact
from bylint.model.violation import Outcome
from bylint.model.violation import Related
from bylint.model.violation import Suppression
from bylint.model.violation import Violation


class Verdict(NamedTuple):
    """What is reported, sorted by path, place and code, on how many files, and against how many of an archive."""

    violations: tuple[Violation, ...]
    files: int
    silenced: int
    archive: int | None = None


class Scope(NamedTuple):
    """How much was looked at: `is_whole` says that all the content was, `is_archive` that all of it was compared.

    Where a part alone was looked at, a suppression for all the content is not called unused; where articles were not
    compared with all others, one for a rule that compares is not.
    """

    is_whole: bool = False
    is_archive: bool = False


def verdict(
    rules: Sequence[AnyRule], seen: Iterable[Outcome], differing: Iterable[Violation], scope: Scope
) -> tuple[tuple[Violation, ...], int]:
    """Return what is left to report and how much was silenced.

    `seen` are outcomes, with the suppressions of the configuration as one of no path; `differing` comes from `judged`.
    """
    found: list[Violation] = list(differing)
    wanted: list[Suppression] = []
    for outcome in seen:
        found += outcome.violations
        wanted += outcome.suppressions
    silence = suppress.silence(_one_code_each(rules, found), wanted, _names(rules, scope))
    unused = _unused(rules, (each for each in silence.unused if scope.is_whole or not each[0].paths))
    return tuple(sorted({*silence.violations, *unused}, key=_order)), silence.silenced


def judged(rules: Iterable[AnyRule], facts: Iterable[Fact], rules_for: RulesFor) -> Iterator[Violation]:
    """Yield what facts come to; those of one rule on one subject follow one another.

    `rules` judge, and `rules_for` says what weight the path of a violation gives it.
    """
    by_code = {rule.code: rule for rule in rules}
    for (code, subject), group in groupby(facts, key=subject_of):
        rule = by_code[code]
        judge = check_of(rule).judge
        if judge:
            yield from (_weighed(found, rule, rules_for) for found in judge(rule, subject, group))


def _weighed(found: Violation, rule: AnyRule, rules_for: RulesFor) -> Violation:
    """Return a violation at the severity that its path has, where that is not the one of the whole site."""
    here = next((each for each in rules_for(found.place.path) if each.code == rule.code), rule)
    return found if here is rule else found._replace(severity=here.severity)


def subject_of(fact: Fact) -> tuple[str, str]:
    """Return the rule and the subject of a fact."""
    return fact.code, fact.subject


def _names(rules: Iterable[AnyRule], scope: Scope) -> frozenset[str]:
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


def _unused(rules: Iterable[AnyRule], unused: Iterable[tuple[Suppression, str]]) -> Iterator[Violation]:
    for rule in rules:
        if rule.name != "unused-suppression":
            continue
        for suppression, name in unused:
            message = rule.message.replace("{rule}", name)
            yield Violation(rule.code, rule.name, rule.severity, suppression.place, message, rule.hint)


def _order(violation: Violation) -> tuple[str, int, int, str, str, tuple[Related, ...]]:
    place = violation.place
    # A rule may say two things of one place; which comes first must not hang on the order of a set.
    return place.path, place.span.start, place.span.end, violation.code, violation.message, violation.related
