"""A part that an article must have, unless those around it lack it too."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from bylint.checks.choice import chosen
from bylint.checks.choice import satisfies
from bylint.checks.wording import filled
from bylint.checks.wording import quoted
from bylint.checks.wording import violation
from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.rule import COUNTED
from bylint.model.rule import AnyRule
from bylint.model.rule import Fact
from bylint.model.rule import Rule
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.model.source import place_of
from bylint.text.patterns import finditer

_THERE = "has"
_CUSTOM = 2
"""Articles from which on what most lack is a custom."""


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """`part`: the roles of which one must be there; `pattern`: words it must hold; `at`: roles to report at.

    `custom`: an element of the asking part that names a group of articles. What most of a group lack, their template
    prints, or nobody misses; a part that is `sure` asks whatever the others do.
    """

    each: tuple[str, ...]
    part: tuple[str, ...]
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    pattern: str = ""
    custom: str = ""
    sure: tuple[str, ...] = ()


def look(rule: Rule[Options], article: Article) -> Iterator[Violation | Fact]:
    """Report, once, an article that lacks the part, or say of what group it has or lacks it."""
    options = rule.options
    is_there = any(_serves(options, part) for part in article.view)
    if rule.severity == "off" or (is_there and not options.custom):
        return
    part = next(chosen(article, options.each, options.when, options.unless), None)
    if part is None:
        return
    if options.custom and not any(satisfies(part, condition) for condition in options.sure):
        place = _place(article, options, part)
        at, group = place_of(article.source, place.span), part.words(options.custom)
        yield from facts(rule, group, at, place.prose.plain, part.about, is_there=is_there)
    elif not is_there:
        found = violation(rule, article, _place(article, options, part))
        if found:
            yield found


def judge(rule: AnyRule, subject: str, facts: Iterable[Fact]) -> Iterator[Violation]:  # noqa: ARG001
    """Report the articles of a group that lack the part, but not where it is the custom; the others are only counted,
    for a group may be all of an archive."""
    lacking: dict[str, Fact] = {}
    having = 0
    for fact in facts:
        if fact.claim == _THERE:
            having += 1
        else:
            lacking[fact.place.path] = fact
    if len(lacking) >= _CUSTOM and len(lacking) > having:
        return
    for fact in lacking.values():
        words = {"found": quoted(fact.words)}
        message, hint = filled(rule.message, words), filled(rule.hint, words)
        yield Violation(rule.code, rule.name, rule.severity, fact.place, message, hint, about=fact.origin)


def facts(rule: AnyRule, group: str, at: Place, words: str, about: str, *, is_there: bool) -> Iterator[Fact]:
    """Yield what an article of a group has or lacks, for `judge`; `words` stand at the place that it would report."""
    # Only what articles differ on is judged: two claims of one article make sure that it is.
    if is_there:
        yield Fact(rule.code, group, _THERE, "", COUNTED, at)
        return
    for claim in ("lacks", "lacks it"):
        yield Fact(rule.code, group, claim, words, about, at)


def _serves(options: Options, part: Part) -> bool:
    if part.role not in options.part or part.has("hidden"):
        return False
    return not options.pattern or any(True for _ in finditer(options.pattern, part.prose.plain))


def _place(article: Article, options: Options, part: Part) -> Part:
    for role in options.at:
        for candidate in article.each(role):
            return candidate
    return part
