"""Whether a disclaimer counts its authors right: author and authors, his and her."""

from __future__ import annotations

import re
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.roles.disclaimer.finding import Found
from bylint.roles.disclaimer.signing import Signer
from bylint.text.lazy import lazily

_ONE = lazily(r"\b(?:the|this|its) (?:author|writer)(?!s|\(s\)|/)(?:['’]s)?\b(?! or )", re.IGNORECASE)
_MANY = lazily(r"\b(?:the|these|its|their) (?:authors|writers)\b(?!['’]? of the (?:series|site))", re.IGNORECASE)
_HIS = lazily(r"\b(?:his|himself)\b(?! or )", re.IGNORECASE)
_HER = lazily(r"(?<! or )(?<!/)\b(?:her|hers|herself)\b", re.IGNORECASE)
_HE = lazily(r"\b(?:he|his|him)\b", re.IGNORECASE)
_SHE = lazily(r"\b(?:she|her|hers)\b", re.IGNORECASE)

_BEHIND = 4


class Count(NamedTuple):
    """How many sign, how many of them owe a disclaimer, and the pronoun of the bio of one who signs alone."""

    signing: int
    owing: int
    pronoun: str = ""


def count(article: Article, signing: tuple[Signer, ...], owing: int) -> Count:
    """Return how many answer for an article."""
    people = {one.key for one in signing if one.part is not None}
    if len(people) != 1:
        return Count(len(people), owing)
    words = " ".join(bio.prose.plain for bio in article.each("bio"))
    is_he, is_she = _HE.search(words) is not None, _SHE.search(words) is not None
    return Count(1, owing, "" if is_he == is_she else "he" if is_he else "she")


def miscounted(one: Found, known: Count) -> Element | None:
    """Return the word of a disclaimer that is wrong in number or person."""
    for prose, found in one.sentences:
        if not found.is_attributed:
            continue
        # "author(s)" and "author’s" may go on behind the formula.
        said = prose.cut(found.attribution[0], found.attribution[1] + _BEHIND)
        odd = _odd(said.plain, known)
        if odd:
            words = said.cut(*odd)
            return Element("miscounted", words.plain, words)
    return None


def _odd(said: str, known: Count) -> tuple[int, int] | None:
    patterns = []
    # Of several authors one alone may owe the sentence, and then it is right to say "the author".
    if known.signing > 1 and known.owing != 1:
        patterns.append(_ONE)
    if known.signing == 1:
        patterns.append(_MANY)
        patterns += {"he": [_HER], "she": [_HIS]}.get(known.pronoun, [])
    match = next((match for pattern in patterns if (match := pattern.search(said))), None)
    return match.span() if match else None
