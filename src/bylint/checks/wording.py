"""Which parts of an article a rule speaks of; and from a rule and what it found to a violation, with what mends it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.parts import Located
from bylint.model.rule import BOX
from bylint.model.rule import AnyRule
from bylint.model.rule import Edit
from bylint.model.rule import Fact
from bylint.model.rule import Fix
from bylint.model.rule import Related
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.model.source import Span
from bylint.model.source import place_of
from bylint.readers.edits import insertion
from bylint.readers.edits import qualification
from bylint.readers.edits import removal
from bylint.roles.site import EVERYWHERE
from bylint.text.fold import folded
from bylint.text.patterns import lazily

SHOWN = 3
"""Articles that are shown beside the box of an author."""
_GAP = lazily(r"\{([\w-]+)\}")
_LONGEST = 60
_OPENING = ('"', "“", "„")
_TITLES = {
    "remove": "Delete the line",
    "qualify": 'Add rel="sponsored"',
    "insert": "Say so above",
    "replace": "Write what should stand there",
}

_NONE: Mapping[str, str] = MappingProxyType({})


Kind = TypeVar("Kind", bound=Located)


def own(article: Article, kind: type[Kind]) -> Iterator[Kind]:
    """Yield the parts of one kind, but for what the template prints on every page."""
    parts = article.parts.of(kind)
    return (part for part in parts if is_own(article, part)) if article.printed else iter(parts)


def is_own(article: Article, part: Located) -> bool:
    """Tell whether an article is to blame for what stands there: the template does not print it on every page."""
    return article.printed.get(part.block) != EVERYWHERE


def chosen(article: Article, each: Iterable[str], when: Iterable[str], unless: Iterable[str]) -> Iterator[Part]:
    """Yield the parts with one of the roles `each` that satisfy all of `when` and none of `unless`.

    What the template prints on every page is no fault of the article.
    """
    for part in article.view:
        if part.role not in each or part.words("of-template") == EVERYWHERE:
            continue
        if all(satisfies(part, w) for w in when) and not any(satisfies(part, u) for u in unless):
            yield part


def satisfies(part: Part, condition: str) -> bool:
    """Tell whether a part has an element: `name`, or `name=words` for an element with these words."""
    name, equals, words = condition.partition("=")
    if not equals:
        return part.has(name)
    return any(element.name == name and folded(element.words) == folded(words) for element in part.elements)


def violation(
    rule: AnyRule,
    article: Article,
    part: Part,
    *,
    span: Span | None = None,
    related: Iterable[Related] = (),
    words: Mapping[str, str] | None = None,
) -> Violation | None:
    """Return what the rule reports about a part, at the part or at `span`; nothing where its severity is off."""
    severity = severity_of(rule, part)
    if severity == "off":
        return None
    span = span or part.span
    known = {**_words_of(part), "found": quoted(_printed(article, part, span)), **(words or {})}
    return Violation(
        rule.code,
        rule.name,
        severity,
        place_of(article.source, span),
        filled(rule.message, known),
        filled(rule.hint, known),
        tuple(related),
        fix_of(rule, article, part, None),
        part.about,
    )


def reported(
    rule: AnyRule,
    article: Article,
    part: Located,
    *,
    span: Span | None = None,
    words: Mapping[str, str] = _NONE,
    cases: Mapping[str, str] = _NONE,
    related: Iterable[Related] = (),
    instead: Edit | None = None,
    about: str = "",
    cause: str = "",
    series: str = "",
) -> Iterator[Violation]:
    """Yield what a judgement reports about a part, at the part or at `span`; nothing where its severity is off.

    `words` fill the message, whose `{found}` is what stands at the place; `cases` are those of which the rule's
    `severity_by` may name one; `instead` is the edit of a rule whose fix writes something else; `about` is what the
    violation is about, where that is not what the part is about; `cause` and `series` as in `Violation`.
    """
    severity = severity_in(rule, cases)
    if severity == "off":
        return
    at = span or part.span
    known = {"found": quoted(_words_at(article, part, at)), **words}
    yield Violation(
        rule.code,
        rule.name,
        severity,
        place_of(article.source, at),
        filled(rule.message, known),
        filled(rule.hint, known),
        tuple(related),
        fix_of(rule, article, part, instead),
        about or part.about,
        cause,
        series=series,
    )


def weighed(
    rule: AnyRule,
    place: Place,
    words: Mapping[str, str],
    *,
    severity: str = "",
    related: Iterable[Related] = (),
    about: str = "",
    cause: str = "",
    is_for_all: bool = False,
) -> Violation:
    """Return what a rule reports where facts were weighed; `words` fill its message and its hint, `severity` stands for
    the rule's own, the rest as in `Violation`."""
    message, hint = filled(rule.message, words), filled(rule.hint, words)
    weight = severity or rule.severity
    return Violation(rule.code, rule.name, weight, place, message, hint, tuple(related), None, about, cause, is_for_all)


def by_article(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Return the first fact of each article, by its path."""
    found: dict[str, Fact] = {}
    for fact in facts:
        found.setdefault(fact.place.path, fact)
    return found


def severity_in(rule: AnyRule, cases: Mapping[str, str]) -> str:
    """Return the severity of a rule in a case."""
    for name, by_words in rule.severity_by.items():
        if name in cases:
            return by_words.get(cases[name], by_words.get("other", rule.severity))
    return rule.severity


def by_boxes(facts: Iterable[Fact]) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Return the facts that boxes of authors state, and those of articles, the newest first."""
    facts = sorted(facts, key=lambda fact: (fact.when or date.max, fact.place.path, fact.place.span), reverse=True)
    return tuple(f for f in facts[::-1] if f.origin == BOX), tuple(f for f in facts if f.origin == "article")


def seen_at(article: Article, span: Span, said: str) -> Related:
    """Return another place of an article, with what stands there."""
    return Related(place_of(article.source, span), said)


def _words_at(article: Article, part: Located, span: Span) -> str:
    if span == part.span and part.prose.plain:
        return part.prose.plain
    return article.source.written(span)


def at(part: Part, names: Iterable[str]) -> Span:
    """Return the span of the first of these elements that has one, else that of the part."""
    for name in names:
        element = part.get(name)
        if element and element.prose is not None and element.prose.at:
            return element.prose.span()
    return part.span


def pointed(article: Article, part: Part, names: Iterable[str]) -> tuple[Related, ...]:
    """Return the places of the elements with these names; those in another file with what it says there."""
    wanted = tuple(names)
    found: list[Related] = []
    for element in part.elements:
        if element.name in wanted and element.place is not None:
            found.append(Related(element.place, element.words))
        elif element.name in wanted and element.prose is not None:
            found.append(Related(place_of(article.source, element.prose.span()), element.name))
    return tuple(found)


def severity_of(rule: AnyRule, part: Part) -> str:
    """Return the severity of a rule for this part."""
    return severity_in(rule, {name: part.words(name) for name in rule.severity_by if part.has(name)})


def quoted(words: str) -> str:
    """Return words as a message shows them; those that stand in quotation marks themselves in single ones."""
    line = " ".join(words.split())
    if len(line) > _LONGEST:
        line = line[: _LONGEST - 1].rstrip() + "…"
    return f"‘{line}’" if line.startswith(_OPENING) or line.endswith("”") else f"“{line}”"


def filled(template: str, words: Mapping[str, str]) -> str:
    """Fill `{name}` with the words of that name; a name without words vanishes."""
    return _GAP.sub(lambda match: words.get(match[1], ""), template)


def listed(words: Iterable[str]) -> str:
    """Return words with commas between them, each thing once."""
    known: dict[str, str] = {}
    for each in words:
        known.setdefault(folded(each), each)
    return ", ".join(known.values())


def _words_of(part: Part) -> dict[str, str]:
    known: dict[str, list[str]] = {}
    for element in part.elements:
        known.setdefault(element.name, []).append(element.words)
    return {name: listed(words) for name, words in known.items()}


def _printed(article: Article, part: Part, span: Span) -> str:
    if span == part.span and part.prose.plain:
        return part.prose.plain
    for element in part.elements:
        if element.prose is not None and element.prose.at and element.prose.span() == span:
            return element.prose.plain
    return article.source.written(span)


def fix_of(rule: AnyRule, article: Article, part: Located, instead: Edit | None) -> Fix | None:
    """Return what the rule does about a part, where it can be done there; `instead` is the edit of a replacement."""
    remedy = rule.fix
    if remedy is None:
        return None
    if remedy.deed == "replace":
        edit = instead
    elif remedy.deed == "insert":
        edit = insertion(article, part, remedy.text)
    else:
        edit = {"remove": removal, "qualify": qualification}[remedy.deed](article, part)
    return Fix(_TITLES[remedy.deed], remedy.applicability, (edit,)) if edit else None
