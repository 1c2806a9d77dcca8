"""What the linter says about a file it could not read as it should."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bylint.checks.wording import violation
from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.prose import EMPTY
from bylint.model.rule import Rule
from bylint.model.rule import Violation


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """`fault`: the kind of fault this rule reports; empty for rules on suppressions, judged after all others."""

    fault: str = ""


def look(rule: Rule[Options], article: Article) -> Iterator[Violation]:
    """Report each fault of the rule's kind."""
    for fault in article.faults:
        if fault.kind != rule.options.fault:
            continue
        part = Part("fault", EMPTY, fault.span)
        found = violation(rule, article, part, words={"fault": fault.words})
        if found:
            yield found
