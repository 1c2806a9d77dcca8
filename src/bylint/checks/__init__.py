"""What rules judge by, found under the name that the rule gives.

A check is a function of its name, `stale_bio` for `stale-bio`; its module may name in `OPTIONS` the words that a rule
may use with it, and in `JUDGES` what weighs its facts. General verbs stand in two modules, and house packs use them
alone; a judgement that one rule wants stands in a module of the rule's family.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.rule import AnyRule
from bylint.model.rule import Fact
from bylint.model.rule import Violation
from bylint.model.world import Knowledge

VERBS = {
    "agree": "bylint.checks.agree",
    **dict.fromkeys(("complete", "forbid", "linter", "once", "pair", "require"), "bylint.checks.verbs"),
}
FAMILIES = {
    "ADS": ("bylint.checks.ads",),
    "BIO": (
        "bylint.checks.bios",
        "bylint.checks.bio_owners",
        "bylint.checks.profiles",
        "bylint.checks.author_links",
        "bylint.checks.bio_slips",
    ),
    "BYL": ("bylint.checks.bylines", "bylint.checks.spellings"),
    "DIS": ("bylint.checks.disclaimers", "bylint.checks.disclaimer_policy"),
    "IMG": ("bylint.checks.images", "bylint.checks.credits"),
    "LNT": ("bylint.checks.verbs",),
}
"""Prefixes of packs whose rules may name a function, and the modules of which one holds it."""

Found = Iterator[Violation | Fact]


class Check(NamedTuple):
    """A verb or a judgement: the options that its rules take, what looks at an article, what weighs facts."""

    Options: type[Any]
    look: Callable[[AnyRule, Article, Knowledge], Found]
    judge: Callable[[AnyRule, str, Iterable[Fact]], Iterator[Violation]] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """The options of a judgement: `each`, the roles of the parts that it looks at."""

    each: tuple[str, ...]


@lru_cache(maxsize=512)
def check_named(name: str, prefix: str = "") -> Check:
    """Return a check; KeyError if there is none. `prefix` is that of the rule's code."""
    for module in map(import_module, (VERBS[name],) if name in VERBS else FAMILIES[prefix]):
        look = getattr(module, name.replace("-", "_"), None)
        if look is not None and look.__module__ == module.__name__:
            options: type[Any] = getattr(module, "OPTIONS", {}).get(name, Judgement)
            return Check(options, look, getattr(module, "JUDGES", {}).get(name))
    raise KeyError(name)


def check_of(rule: AnyRule) -> Check:
    """Return the check of a rule."""
    return check_named(rule.check, rule.code[:-3])
