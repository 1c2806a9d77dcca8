"""What a rule looks at in an article, part by part, and which of its conditions each part meets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bylint.checks import check_of
from bylint.checks import require
from bylint.checks.choice import satisfies
from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.rule import AnyRule
from bylint.model.source import place_of
from bylint.model.violation import Fact

_MOST = 12
_LONGEST = 70


def evidence(article: Article, rule: AnyRule, knowledge: Knowledge) -> Iterator[str]:
    """Yield a line for each part that the rule looks at."""
    roles: tuple[str, ...] = tuple(getattr(rule.options, "each", ()))
    if not roles:
        faults = [fault for fault in article.faults if fault.kind == getattr(rule.options, "fault", "")]
        yield f"  looks at the faults of the file: {len(faults)} of its kind"
        return
    parts = [part for part in article.view if part.role in roles]
    if not parts:
        yield f"  looks at each {' or '.join(roles)}, and nothing in the file was read as one"
    for part in parts[:_MOST]:
        yield f"  {part.role}, line {place_of(article.source, part.span).line}: “{_clipped(part.prose.plain)}”"
        for condition in _unmet(rule.options, part):
            yield f"    {condition}"
    if len(parts) > _MOST:
        yield f"  and {len(parts) - _MOST} more"
    for role in getattr(rule.options, "part", ()):
        there = article.each(role)
        yield f"  must have a {role}: {f'{len(there)} found' if there else 'none found'}"
    yield from _custom(article, rule, knowledge)


def _custom(article: Article, rule: AnyRule, knowledge: Knowledge) -> Iterator[str]:
    check = check_of(rule)
    found = check.look(rule, article, knowledge) if check.judge is require.judge else ()
    group = next((fact.subject for fact in found if isinstance(fact, Fact)), "")
    if group:
        yield f"  not reported where most articles of “{group}” lack it too: then it is the custom there"


def _unmet(options: Any, part: Part) -> Iterator[str]:
    for condition in getattr(options, "when", ()):
        if not satisfies(part, condition):
            yield f"not judged: it has no “{condition}”"
    for condition in getattr(options, "unless", ()):
        if satisfies(part, condition):
            yield f"not judged: it has “{condition}”{_words(part, condition)}"
    for condition in getattr(options, "needs", ()):
        is_there = satisfies(part, condition)
        yield f"{'has' if is_there else 'lacks'} “{condition}”{_words(part, condition) if is_there else ''}"


def _words(part: Part, condition: str) -> str:
    words = part.words(condition.partition("=")[0])
    return f": {_clipped(words)}" if words else ""


def _clipped(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
