"""The verbs that rules use, by name; a module is imported when the first rule asks for it.

Each module has `Options`, the words a rule may use, and `look(rule, article)`. In a pack one word may stand for a list
of one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any
from typing import Protocol
from typing import cast

from bylint.model.article import Article
from bylint.model.rule import AnyRule
from bylint.model.violation import Fact
from bylint.model.violation import Violation

CHECKS = {
    "agree": "bylint.checks.agree",
    "complete": "bylint.checks.complete",
    "forbid": "bylint.checks.forbid",
    "linter": "bylint.checks.linter",
    "once": "bylint.checks.once",
    "pair": "bylint.checks.pair",
    "require": "bylint.checks.require",
}


class Check(Protocol):
    """What a module of this package offers."""

    Options: type[Any]

    def look(self, rule: AnyRule, article: Article) -> Iterator[Violation | Fact]: ...


@lru_cache(maxsize=len(CHECKS))
def check_named(name: str) -> Check:
    """Return the module of a check; KeyError if there is none."""
    return cast("Check", import_module(CHECKS[name]))
