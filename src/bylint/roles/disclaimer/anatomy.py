"""What a sentence disclaims: whose views it gives, and whose it does not."""

from __future__ import annotations

import re
from typing import NamedTuple

from bylint.roles.disclaimer.formulas import Formulas
from bylint.roles.disclaimer.formulas import may_disclaim
from bylint.text.lazy import lazily

# As long as the text itself, so that what is found stands at the same place.
_EVEN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\n": " "})
_OPEN_QUOTE = lazily(r"[“„«][^”“»]*$")
_NOTHING_ELSE = lazily(r"(?:\W|\b(?:the|any|all|these|and|or|disclaimer|note)\b){0,40}", re.IGNORECASE)
_LONGEST = 3_000
_NEAR = 90
# "They do not represent ...": what goes on with a disclaimer comes to its denial at once.
_SHORT = 20


class Anatomy(NamedTuple):
    """The formulas of one sentence, as start and end in it; `denial` is -1, -1 where there is none."""

    formulas: Formulas
    attribution: tuple[int, int]
    denial: tuple[int, int]

    @property
    def is_attributed(self) -> bool:
        return self.attribution[0] >= 0

    @property
    def is_denied(self) -> bool:
        return self.denial[0] >= 0


NONE = (-1, -1)


def anatomy(sentence: str, known: Formulas, people: frozenset[str], *, follows: bool = False) -> Anatomy | None:
    """Return the formulas of a sentence, or nothing if it is no disclaimer.

    `people` holds the words of the authors' names. A sentence that follows a disclaimer may do with less.
    """
    if len(sentence) > _LONGEST or not (follows or may_disclaim(sentence.lower(), known)):
        return None
    words = sentence.translate(_EVEN)
    subject = known.subject.search(words)
    attribution = _attribution(words, known, people, subject)
    denial = _span(known.non_reflection.search(words)) if subject or follows or attribution != NONE else NONE
    found = Anatomy(known, attribution, denial)
    if not (found.is_attributed or found.is_denied) or known.stranger.search(words):
        return None
    if found.is_attributed and _is_reported(words, known, found):
        return None
    if not found.is_attributed and not _is_of_this_text(words, known, found, follows=follows):
        return None
    return None if _is_quoted(words, found) else found


def _attribution(words: str, known: Formulas, people: frozenset[str], subject: re.Match[str] | None) -> tuple[int, int]:
    capacity = known.capacity.search(words)
    if capacity or subject is None:
        return _span(capacity)
    formula = known.attribution.search(words)
    if formula:
        return formula.span()
    named = known.named.search(words)
    if named and (known.non_reflection.search(words) or people & frozenset(named["name"].casefold().split())):
        return named.span()
    return NONE


def _is_reported(words: str, known: Formulas, found: Anatomy) -> bool:
    # "The senator insisted that the views were his own."
    before = words[: found.attribution[0]]
    return " that " in before and known.reported.search(before) is not None


def _is_of_this_text(words: str, known: Formulas, found: Anatomy, *, follows: bool) -> bool:
    if known.reported.search(words):
        return False
    if follows and found.denial[0] <= _SHORT:
        return True
    if not known.object.search(words, found.denial[0], found.denial[1] + _NEAR):
        return False
    if known.here.search(words, 0, found.denial[1]):
        return True
    # "The findings and conclusions do not necessarily represent ...": nothing else stands before the denial.
    opening = known.subject.sub("", words[: found.denial[0]])
    return ("necessarily" in words or "official" in words) and _NOTHING_ELSE.fullmatch(opening) is not None


def _is_quoted(words: str, found: Anatomy) -> bool:
    start = min(span[0] for span in (found.attribution, found.denial) if span[0] >= 0)
    before = words[:start]
    return bool(_OPEN_QUOTE.search(before)) or before.count('"') % 2 == 1


def _span(match: re.Match[str] | None) -> tuple[int, int]:
    return match.span() if match else NONE
