"""Sentences of a prose."""

from __future__ import annotations

import re

from bylint.model.prose import Prose
from bylint.text.lazy import lazily

# A stop after these ends no sentence: titles, ranks, months, and the dotted forms of countries and companies.
_SHORT = frozenset(
    "mr mrs ms dr prof rev hon sen rep gov gen col lt maj capt cmdr adm sgt st jr sr no vol pp ed eds vs etc inc ltd "
    "co corp dept univ u.s u.k u.n e.g i.e ph.d m.d b.a m.a "
    "jan feb mar apr jun jul aug sep sept oct nov dec approx ca cf "
    "fig al bzw d.h z.b u.a hrsg nr abs".split()
)
_END = lazily(r"""[.!?…]+["'”’»)\]]*(?=\s)|\n""")
_NEXT = lazily(r"""\s*["'“‘«(\[]*(\w)""")
_INITIAL = lazily(r"(?:^|[\s(.])[^\W\d_]$")


def sentences(prose: Prose) -> tuple[Prose, ...]:
    """Split prose into its sentences; a hard line break ends one too."""
    return tuple(prose.cut(start, end) for start, end in sentence_bounds(prose.plain))


def sentence_bounds(plain: str) -> tuple[tuple[int, int], ...]:
    """Return start and end of each sentence of a text."""
    bounds: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(plain):
        if _is_end(plain, match):
            bounds.append((start, match.end()))
            start = match.end()
    bounds.append((start, len(plain)))
    return tuple((a, b) for a, b in bounds if plain[a:b].strip())


def _is_end(plain: str, match: re.Match[str]) -> bool:
    if match[0] == "\n" or match[0][0] != ".":
        return True
    following = _NEXT.match(plain, match.end())
    if following and following[1].islower():
        return False
    before = plain[max(0, match.start() - 12) : match.start()]
    word = before.split()[-1].lower().lstrip("(\"'“‘") if before.split() else ""
    if word in ("u.s", "u.k", "u.n"):
        return bool(following and following[1].isupper() and _word_at(plain, following) in _STARTERS)
    return word not in _SHORT and not _INITIAL.search(before)


def _word_at(plain: str, following: re.Match[str]) -> str:
    start = following.end() - len(following[0].lstrip())
    # A slice to the end of the text would be copied for each "U.S.".
    return plain[start : start + 40].split()[0]


_STARTERS = frozenset("The She He They His Her Their It In At On A An Opinions Views This These Any Follow".split())
