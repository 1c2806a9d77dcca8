"""One person's name in several spellings across articles: the rarer one is at fault."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from collections.abc import Sequence

from bylint.checks.wording import filled
from bylint.checks.wording import quoted
from bylint.model.rule import AnyRule
from bylint.model.rule import Fact
from bylint.model.rule import Related
from bylint.model.rule import Violation
from bylint.text.fold import bare
from bylint.text.fold import is_misspelt
from bylint.text.fold import may_be_two
from bylint.text.patterns import lazily

_WORD = lazily(r"[^\W\d_]+")
_TIMES = 2
"""How much commoner the right spelling is than one at fault."""
_SHOWN = 3
"""Places of the usual spelling that are related."""


def judge(rule: AnyRule, facts: Sequence[Fact]) -> Iterator[Violation]:
    """Report the places of each name that is a far commoner one misspelt, or one without its marks."""
    places: dict[str, list[Fact]] = {}
    for fact in facts:
        places.setdefault(fact.claim, []).append(fact)
    counts = {claim: len({fact.place.path for fact in told}) for claim, told in places.items()}
    for claim, told in places.items():
        usual = _usual(claim, counts)
        if usual:
            yield from (_odd(rule, fact, places[usual], counts[usual]) for fact in told)


def _usual(claim: str, counts: dict[str, int]) -> str:
    """Return the commonest of the spellings that a name may be a slip of."""
    likely = [other for other in counts if counts[other] >= _TIMES * counts[claim] and _are_one(claim, other)]
    return max(likely, key=lambda other: (counts[other], other), default="")


def _are_one(name: str, other: str) -> bool:
    """Tell whether two spellings are of one name: a slip, or marks that are missing or wrong; capitals, quotes and
    hyphens are typography."""
    one, two = bare(name), bare(other)
    if one != two:
        return is_misspelt(one, two) and not may_be_two(one, two)
    return _letters(name) != _letters(other)


def _letters(name: str) -> str:
    return "".join(_WORD.findall(unicodedata.normalize("NFC", name))).casefold()


def _odd(rule: AnyRule, odd: Fact, usual: Sequence[Fact], articles: int) -> Violation:
    others = "1 other article" if articles == 1 else f"{articles:,} other articles"
    words = {"found": quoted(odd.words), "usual": f"{quoted(usual[-1].words)} in {others}"}
    related = tuple(Related(fact.place, f"here {quoted(fact.words)}") for fact in usual[-_SHOWN:])
    message, hint = filled(rule.message, words), filled(rule.hint, words)
    # It says more than a note that the registry does not know the name: it is about nothing that others report.
    return Violation(rule.code, rule.name, rule.options.across, odd.place, message, hint, related)
