"""Whether a post is held, over, or to come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bylint.roles.bio.words import Words
from bylint.text.lazy import lazily

_YEAR = lazily(r"(?:19|20)\d\d")
_YEARS = frozenset(("years", "decades", "year", "decade"))
_IN_ORDER = ("retired", "former", "incoming", "student", "nonresident", "adjunct", "visiting", "board")


class Clause(NamedTuple):
    """What the last verb says about the posts after it. `works`: the verb itself is work, no post need be named."""

    status: str
    at: int
    works: bool = False
    verb: str = ""


def clause_after(clause: Clause, words: Sequence[str], at: int, by: Words) -> Clause:
    """Return the clause that holds from this word on: another one where the word is a verb or an adverb of time."""
    word = words[at]
    verbs = by.verbs
    before = words[at - 1] if at else ""
    if word in by.status["current"] and not clause.status:
        return Clause("current", at, clause.works, word)
    if word in ("currently", "now", "presently"):
        return Clause("current", at, False, word)
    if word in ("formerly", "previously", "prior", "before") and (not clause.status or before in (",", "and", "")):
        return Clause("former", at, False, word)
    if word in verbs["learnt"] and before not in ("is", "has", "be"):
        return Clause("alumnus", at, True, word)
    if word in verbs["past"]:
        return _past(word, before, words, at, by)
    if word in verbs["entered"]:
        is_held = before in ("was", "is", "recently") or word == "became"
        return Clause("current" if is_held else "unclear", at, word in verbs["works"], word)
    if word in ("employed", "based", "working", "serving", "teaching"):
        return Clause(clause.status or "current", at, True, word)
    if word == "will":
        return Clause("incoming", at, True, word)
    if word in ("has", "have"):
        return Clause("unclear", at, False, word)
    if word == "been" and before in ("has", "have"):
        return Clause("current" if _still(words, at, by) else "unclear", at, False, word)
    if word in verbs["is"] | verbs["present"]:
        return Clause("current", at, word in verbs["works"], word)
    return clause


def status_of(
    clause: Clause, opening: Sequence[str], following: Sequence[str], last: str, by: Words, *, is_bare: bool
) -> str:
    """Return the status of a post from the words that open it, those behind it, and its verb."""
    words = set(opening)
    if any(word.startswith("ex-") and len(word) > 4 for word in words):
        return "former"
    for name in _IN_ORDER:
        if words & by.status[name]:
            return "former" if name == "retired" and clause.status == "former" else name
    if "board" in words and words & by.status["unclear"]:
        return "board"
    if words & by.status["alumnus"] or clause.status == "alumnus":
        return "former"
    if _is_over(following, by):
        return "former"
    if words & by.status["unclear"] and "staff" not in words and "faculty" not in words:
        return "unclear"
    if is_bare and last in ("former", "retired"):
        return "unclear"
    return clause.status or "current"


def _past(word: str, before: str, words: Sequence[str], at: int, by: Words) -> Clause:
    works = word in by.verbs["works"]
    if word == "retired":
        is_noun = before in ("a", "the", "now")
        return Clause("current", at, False, word) if is_noun else Clause("retired", at, True, word)
    if before in ("has", "have"):
        return Clause("current" if _still(words, at, by) else "unclear", at, works, word)
    return Clause("former", at, works, word)


def _still(words: Sequence[str], at: int, by: Words) -> bool:
    """Tell whether "since 2012" or "for ten years" follows."""
    for i in range(at, min(at + 40, len(words))):
        after = words[i + 1] if i + 1 < len(words) else ""
        if words[i] in by.status["since"]:
            return True
        if (
            words[i] == "for"
            and (after.isdigit() or after in by.status["length"])
            and _YEARS.intersection(words[i : i + 6])
        ):
            return True
    return False


def _is_over(following: Sequence[str], by: Words) -> bool:
    """Tell whether "until 2021" or "from 2010 to 2014" stands behind a post."""
    for i, word in enumerate(following):
        if word in (",", "and", ";"):
            return False
        if word in by.status["until"]:
            return True
        if word == "to" and i and _YEAR.fullmatch(following[i - 1]):
            return True
        if re.fullmatch(r"(?:19|20)\d\d[-–](?:(?:19|20)?\d\d)", word):
            return True
    return False
