"""A part that an article must have."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.checks.choice import chosen
from bylint.checks.wording import violation
from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.record import record
from bylint.model.rule import Rule
from bylint.model.violation import Violation
from bylint.text.patterns import finditer


@record(frozen=True, slots=True, eq=False)
class Options:
    """`part`: the roles of which one must be there; `pattern`: words it must hold; `at`: roles to report at."""

    each: tuple[str, ...]
    part: tuple[str, ...]
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    pattern: str = ""


def look(rule: Rule[Options], article: Article) -> Iterator[Violation]:
    """Report, once, an article that lacks the part."""
    options = rule.options
    if any(_serves(options, part) for part in article.parts):
        return
    for part in chosen(article, options.each, options.when, options.unless):
        found = violation(rule, article, _place(article, options, part))
        if found:
            yield found
        return


def _serves(options: Options, part: Part) -> bool:
    if part.role not in options.part or part.has("hidden"):
        return False
    return not options.pattern or any(True for _ in finditer(options.pattern, part.prose.plain))


def _place(article: Article, options: Options, part: Part) -> Part:
    for role in options.at:
        for candidate in article.each(role):
            return candidate
    return part
