"""A statement against what the registry has at the article's date: the registry is right."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator

from bylint.checks.wording import at
from bylint.checks.wording import pointed
from bylint.checks.wording import violation
from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.rule import AnyRule
from bylint.model.rule import Violation


def against_registry(rule: AnyRule, article: Article, parts: Iterable[Part]) -> Iterator[Violation]:
    """Report each part whose claim is not that of its `registered` element; `registry` is where that stands, and
    `usual` what the message says of it."""
    for part in parts:
        said = part.words("registered")
        if not said or said == part.words(rule.options.claim):
            continue
        usual = part.words("usual") or f"the registry, which has it as {said}"
        words = {"usual": usual, "subject": part.about}
        related = pointed(article, part, ("registry", "written otherwise here"))
        found = violation(rule, article, part, span=at(part, rule.options.at), related=related, words=words)
        if found:
            yield found
