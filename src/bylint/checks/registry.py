"""A statement against what the registry has at the article's date: the registry is right."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator

from bylint.checks.wording import at
from bylint.checks.wording import violation
from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.rule import AnyRule
from bylint.model.violation import Violation


def against_registry(rule: AnyRule, article: Article, parts: Iterable[Part]) -> Iterator[Violation]:
    """Report each part whose claim is not that of its `registered` element; `registry` says where that stands."""
    for part in parts:
        said = part.words("registered")
        if not said or said == part.words(rule.options.claim):
            continue
        place = f" ({part.words('registry')})" if part.has("registry") else ""
        words = {"usual": f"the registry{place}, which has it as {said}", "subject": part.about}
        found = violation(rule, article, part, span=at(part, rule.options.at), words=words)
        if found:
            yield found
