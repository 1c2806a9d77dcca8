"""How a bio begins: the people it speaks of, and what it says they are or do."""

from __future__ import annotations

import re
from typing import NamedTuple

from bylint.model.prose import Prose
from bylint.roles.bio.words import Words
from bylint.roles.naming import Names
from bylint.roles.naming import is_person
from bylint.roles.naming import may_begin
from bylint.text.fold import folded
from bylint.text.lazy import lazily

_WORD = lazily(r"[^\W_][\w’'.·-]{0,40}|[“\"][^\W\d_]\w{0,20}[”\"]")
_ASIDE = lazily(r"\s{0,2}[(\[][^()\[\]]{1,80}[)\]]")
_DEGREE = lazily(r",\s(?:(?:Ph|M|J|Ed|Psy)\.?D\.?|[A-Z][A-Za-z.]{1,5}(?=,))")
_JOIN = lazily(r",?\s(?:and|&|und|et|y)\s|,\s")
_MOST = 6


class Opening(NamedTuple):
    """The names at the head of a sentence, and where the sentence goes on."""

    names: tuple[Prose, ...]
    rest: int


def opening(prose: Prose, known: Names) -> Opening:
    """Return the people that a sentence begins with: "A", "A and B", "A, B, and C"."""
    found: list[Prose] = []
    at = 0
    while len(found) < _MOST:
        name = _name_at(prose, at, known)
        if name is None:
            break
        found.append(prose.cut(*name))
        at = _beyond(prose.plain, name[1])
        join = _JOIN.match(prose.plain, at)
        if join is None or _name_at(prose, join.end(), known) is None:
            break
        at = join.end()
    return Opening(tuple(found), at)


def says_who(prose: Prose, opening: Opening, by: Words) -> bool:
    """Tell whether what follows the names describes them: "is a", "teaches", ", a professor"."""
    rest = folded(prose.plain[opening.rest : opening.rest + 300])
    if rest.startswith(","):
        return _is_apposition(rest[1:].strip(), by)
    word, verbs = _first(rest), by.verbs
    return word in verbs["is"] | verbs["present"] | verbs["past"] | verbs["entered"] or word in ("has", "have")


def acts(prose: Prose, opening: Opening) -> bool:
    """Tell whether a verb of the third person follows the names directly."""
    word = _first(folded(prose.plain[opening.rest : opening.rest + 40]))
    return (word.endswith("s") and word.isalpha() and len(word) > 3) or word in ("is", "has", "ist", "est")


def has_post(text: str, by: Words) -> bool:
    """Tell whether a text names a post or an occupation."""
    return any(word.strip(".,;:()'\"’") in by.posts for word in folded(text).replace("/", " ").split())


def _is_apposition(rest: str, by: Words) -> bool:
    head, first = rest.split(", ")[0][:120], _first(rest)
    return first in by.posts or (first in ("a", "an", "the", "former", "who", "one") and has_post(head, by))


def _first(text: str) -> str:
    match = re.match(r"[^\w]{0,3}([\w’'-]+)", text)
    return match[1] if match else ""


def _name_at(prose: Prose, at: int, known: Names) -> tuple[int, int] | None:
    """Return where the longest name that begins here stands."""
    plain = prose.plain
    ends: list[int] = []
    here = at
    while len(ends) < 7:
        match = _WORD.match(plain, here)
        if match is None:
            break
        if not may_begin(match[0], known):
            break  # no name goes on with such a word
        # A stop ends a sentence unless an initial or a title carries it.
        ends.append(match.end() - (match[0].endswith(".") and len(match[0]) > 5))
        here = match.end() + 1
        if plain[match.end() : here] != " ":
            break
    for end in reversed(ends):
        words = plain[at:end].split()
        if (
            is_person(plain[at:end], known, fewest=1)
            and folded(words[-1]).strip(".") not in known.honorifics | known.particles
        ):
            return at, end
    return None


def _beyond(plain: str, at: int) -> int:
    """Skip degrees and an aside such as a handle."""
    for _ in range(3):
        match = _ASIDE.match(plain, at) or _DEGREE.match(plain, at)
        if match is None:
            break
        at = match.end()
    if plain[at : at + 1] == "," and plain[at - 1 : at].strip() and _DEGREE.match(plain[:at], max(0, at - 7)):
        at += 1
    return at
