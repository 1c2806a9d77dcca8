"""The general verbs: what a part must not be or say, what it must have, what an article needs, what must not be said
twice, what opens and must be closed. House packs use them too."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from bylint.checks.wording import at
from bylint.checks.wording import by_article
from bylint.checks.wording import chosen
from bylint.checks.wording import own
from bylint.checks.wording import pointed
from bylint.checks.wording import quoted
from bylint.checks.wording import reported
from bylint.checks.wording import satisfies
from bylint.checks.wording import severity_in
from bylint.checks.wording import violation
from bylint.checks.wording import weighed
from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.parts import TemplateCall
from bylint.model.prose import EMPTY
from bylint.model.rule import COUNTED
from bylint.model.rule import AnyRule
from bylint.model.rule import Fact
from bylint.model.rule import Related
from bylint.model.rule import Rule
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.model.source import Span
from bylint.model.source import place_of
from bylint.model.world import Knowledge
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.patterns import finditer

_THERE, THERE_FOR_ALL = "has", "has for all"
_MANY_CALLS = 4
_CUSTOM = 2
"""Articles from which on what most lack is a custom."""

_End = TypeVar("_End")


@dataclass(frozen=True, slots=True, eq=False)
class ForbidOptions:
    """`pattern`: words that must not appear; `words`: texts that must not be the whole part; else the part itself.

    `related`: elements to point at; `uses: [today]`: the answer depends on the day of the run.
    """

    each: tuple[str, ...]
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    pattern: str = ""
    words: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()


def forbid(rule: Rule[ForbidOptions], article: Article, _: Knowledge) -> Iterator[Violation]:
    """Report each forbidden part or match."""
    options = rule.options
    for part in chosen(article, options.each, options.when, options.unless):
        for span in _spans(options, part):
            found = violation(rule, article, part, span=span, related=pointed(article, part, options.related))
            if found:
                yield found


def _spans(options: ForbidOptions, part: Part) -> Iterator[Span]:
    if options.pattern:
        for match in finditer(options.pattern, part.prose.plain):
            yield part.prose.span(*match.span())
    elif not options.words or _trimmed(part.prose.plain) in _whole(options.words):
        yield at(part, options.at)


@lru_cache(maxsize=256)
def _whole(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_trimmed(word) for word in words)


def _trimmed(text: str) -> str:
    return folded(text).strip(" .:;!-*_[]()")


@dataclass(frozen=True, slots=True, eq=False)
class CompleteOptions:
    """`needs`: elements that must be there; `first`: report once per article; `related`: elements to point at."""

    each: tuple[str, ...]
    needs: tuple[str, ...]
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    first: bool = False
    related: tuple[str, ...] = ()


def complete(rule: Rule[CompleteOptions], article: Article, _: Knowledge) -> Iterator[Violation]:
    """Report each part that lacks an element."""
    options = rule.options
    for part in chosen(article, options.each, options.when, options.unless):
        missing = tuple(need for need in options.needs if not satisfies(part, need))
        if not missing:
            continue
        related = pointed(article, part, options.related)
        words = {"missing": ", ".join(missing)}
        found = violation(rule, article, part, span=at(part, options.at), related=related, words=words)
        if found:
            yield found
            if options.first:
                return


@dataclass(frozen=True, slots=True, eq=False)
class OnceOptions:
    """`same`: the elements that make two parts the same; without any, their words."""

    each: tuple[str, ...]
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    same: tuple[str, ...] = ()


def once(rule: Rule[OnceOptions], article: Article, _: Knowledge) -> Iterator[Violation]:
    """Report each part that repeats an earlier one; the first is related."""
    options = rule.options
    first: dict[tuple[str, ...], Part] = {}
    for part in chosen(article, options.each, options.when, options.unless):
        key = _once_key(options, part)
        if key not in first:
            first[key] = part
            continue
        related = (Related(place_of(article.source, first[key].span), "stands here first"),)
        found = violation(rule, article, part, span=at(part, options.at), related=related)
        if found:
            yield found


def _once_key(options: OnceOptions, part: Part) -> tuple[str, ...]:
    if not options.same:
        return (part.about, bare(part.prose.plain))
    return tuple(bare(part.words(name)) for name in options.same)


@dataclass(frozen=True, slots=True, eq=False)
class PairOptions:
    """Parts with an element `opens` or `closes`, whose words say which belong together."""

    each: tuple[str, ...]
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


def pair(rule: Rule[PairOptions], article: Article, _: Knowledge) -> Iterator[Violation]:
    """Report what is opened and not closed, closed and not opened, or opened within its own kind."""
    options = rule.options
    parts = chosen(article, options.each, options.when, options.unless)
    ends = [(part, end, part.words(end)) for part in parts if (end := _end_of(part))]
    for part, fault, other in sorted(unpaired(ends), key=lambda odd: odd[0].span):
        related = (Related(place_of(article.source, other.span), "the other end"),) if other else ()
        found = violation(rule, article, part, related=related, words={"fault": fault})
        if found:
            yield found


def _end_of(part: Part) -> str:
    return next((end for end in ("opens", "closes") if part.has(end)), "")


def unpaired(ends: Iterable[tuple[_End, str, str]]) -> Iterator[tuple[_End, str, _End | None]]:
    """Yield what is not paired, with the words of its fault and what stands in its way.

    `ends`: things in the order of the article, each with `opens` or `closes`, and the key that both ends share.
    """
    opened: list[tuple[_End, str]] = []
    for thing, end, key in ends:
        same = [other for other in opened if other[1] == key]
        if end == "opens":
            if same:
                yield thing, "is opened again before it is closed", same[0][0]
            opened.append((thing, key))
        elif not same:
            yield thing, "is closed and was never opened", None
        else:
            if same[-1] is not opened[-1]:
                yield thing, "is closed before what was opened inside it", opened[-1][0]
            opened.remove(same[-1])
    for thing, _ in opened:
        yield thing, "is opened and never closed", None


@dataclass(frozen=True, slots=True, eq=False)
class RequireOptions:
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


def require(rule: Rule[RequireOptions], article: Article, _: Knowledge) -> Iterator[Violation | Fact]:
    """Report, once, an article that lacks the part, or say of what group it has or lacks it."""
    options = rule.options
    is_there = any(_serves(options, part) for part in article.view)
    if rule.severity == "off" or (is_there and not options.custom):
        return
    part = next(chosen(article, options.each, options.when, options.unless), None)
    if part is None:
        return
    if options.custom and not any(satisfies(part, condition) for condition in options.sure):
        place = _asking_place(article, options, part)
        at, group = place_of(article.source, place.span), part.words(options.custom)
        yield from custom_facts(rule, group, at, place.prose.plain, part.about, is_there=is_there)
    elif not is_there:
        found = violation(rule, article, _asking_place(article, options, part))
        if found:
            yield found


def judge_custom(rule: AnyRule, subject: str, facts: Iterable[Fact]) -> Iterator[Violation]:  # noqa: ARG001
    """Report the articles of a group that lack the part, but not where it is the custom; the others are only counted,
    for a group may be all of an archive."""
    lacking: dict[str, Fact] = {}
    having, is_for_all = 0, False
    for fact in facts:
        if fact.claim == THERE_FOR_ALL:
            is_for_all = True
        elif fact.claim == _THERE:
            having += 1
        else:
            lacking[fact.place.path] = fact
    if (len(lacking) >= _CUSTOM and len(lacking) > having) or (is_for_all and not having):
        return
    for fact in lacking.values():
        case, _, told = fact.claim.partition("|")[2].partition("=")
        severity = severity_in(rule, {case: told})
        if severity != "off":
            yield weighed(rule, fact.place, {"found": quoted(fact.words)}, severity=severity, about=fact.origin)


def custom_facts(
    rule: AnyRule, group: str, at: Place, words: str, about: str, *, is_there: bool, case: str = ""
) -> Iterator[Fact]:
    """Yield what an article of a group has or lacks, for `judge_custom`; `words` stand where it would report it, `case`
    is one of the rule's `severity_by`, as `name=words`."""
    # Only what articles differ on is judged: two claims of one article make sure that it is.
    if is_there:
        yield Fact(rule.code, group, _THERE, "", COUNTED, at)
        return
    for claim in ("lacks", "lacks it"):
        yield Fact(rule.code, group, f"{claim}|{case}", words, about, at)


def _serves(options: RequireOptions, part: Part) -> bool:
    if part.role not in options.part or part.has("hidden"):
        return False
    return not options.pattern or any(True for _ in finditer(options.pattern, part.prose.plain))


def _asking_place(article: Article, options: RequireOptions, part: Part) -> Part:
    for role in options.at:
        for candidate in article.each(role):
            return candidate
    return part


@dataclass(frozen=True, slots=True, eq=False)
class LinterOptions:
    """`fault`: the kind of fault this rule reports; empty for rules on suppressions, judged after all others."""

    fault: str = ""


_OF_HEADERS = "malformed-front-matter"


def linter(rule: Rule[LinterOptions], article: Article, _: Knowledge) -> Iterator[Violation]:
    """Report each fault of the rule's kind."""
    for fault in article.faults:
        if fault.kind != rule.options.fault:
            continue
        part = Part("fault", EMPTY, fault.span)
        found = violation(rule, article, part, words={"fault": fault.words})
        if found:
            # One program has written the headers of many articles, and only a program mends them.
            own = f"{fault.kind}: {fault.words}"
            yield found._replace(series=f"{own}\n{article.source.path} {own}" if fault.kind == _OF_HEADERS else "")


def unknown_shortcode(rule: AnyRule, article: Article, _: Knowledge) -> Iterator[Violation | Fact]:
    """Report what a template may print, each component once in an article; and yield it, for it may stand in many."""
    told: set[str] = set()
    for call in own(article, TemplateCall):
        name = _called(call.prose.plain)
        if name in told or rule.severity == "off":
            continue
        told.add(name)
        yield from reported(rule, article, call, words={"holds": call.holds}, cause=f"{name} {call.holds}")
        # What all articles say alike is not compared, so each says where it stands.
        at = place_of(article.source, call.span)
        yield Fact(rule.code, f"{name} {call.holds}", article.source.path, f"{name}|{call.holds}", "article", at)


def shared_shortcode(rule: AnyRule, cause: str, facts: Iterable[Fact]) -> Iterator[Violation]:
    """Report a component of a site's template once, where it stands in many articles."""
    told = by_article(facts)
    if len(told) < _MANY_CALLS:
        return
    first = told[min(told)]
    name, _, holds = first.words.partition("|")
    words = {"found": f"{quoted(name)}, here and in {len(told) - 1:,} other articles,", "holds": holds}
    yield weighed(rule, first.place, words, cause=cause, is_for_all=True)


def _called(call: str) -> str:
    """Return the name of a component, an include or a key, without its number: "Figure2 width={40}" -> Figure."""
    words = call.strip("{}<>%- /").split()
    name = words[1] if len(words) > 1 and words[0] in ("include", "partial", "render") else "".join(words[:1])
    return name.rstrip("0123456789") or name


OPTIONS = {
    "complete": CompleteOptions,
    "forbid": ForbidOptions,
    "linter": LinterOptions,
    "once": OnceOptions,
    "pair": PairOptions,
    "require": RequireOptions,
}
JUDGES = {"require": judge_custom, "unknown-shortcode": shared_shortcode}
