"""Of which pictures a credit is asked, and what has to be said with the question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from bylint.model.article import Element
from bylint.roles.credit.file_names import stem_of
from bylint.roles.credit.images import CREDITED
from bylint.roles.credit.pictures import Picture
from bylint.roles.credit.pictures import captions_of
from bylint.roles.credit.vocabulary import Vocabulary
from bylint.text.fold import folded
from bylint.text.lazy import lazily

# Of a longer series without words one credit is asked, as a gallery has one for all.
_SERIES = 6
_NAME = r"(?:(?:Dr|Prof)\.?\s)?[A-ZÀ-Þ][\w'’.-]{1,30}(?:\s[A-ZÀ-Þ][\w'’.-]{0,30}){1,3}"
_ENDS = lazily(rf"(?:\b(?:by|via|par|por|door)\s{_NAME}|@\w{{2,30}})\W{{0,4}}\Z")
_MARKS = lazily(
    r"©\s?\w|\bby\s\[?@\w{2}"
    r"|\b(?:photo|image|picture|pic|foto)s?\s?\(c\)|\bdoi: ?10\.|[”\"»],?\s(?:by|from|via|par|de|von)\s\S",
    re.IGNORECASE,
)
_FROM = lazily(r"\A\W?From\s(?:[“\"]|[A-ZÀ-Þ]\w+\s[A-ZÀ-Þ])|,\sfrom\s[A-ZÀ-Þ]\w+(?:\s[A-ZÀ-Þ]\w+){0,2}['’]s\s")
_BY = lazily(
    r"(?<!\w)([\w'’-]{2,30})\s"
    r"(?:(?:(?:(?:creat|generat|design)ed |made |drawn |taken |shot )?by|via|submission from)\s(?!the\s(?-i:[^A-Z]))\S"
    r"|from\s(?:\[|@|https?:|www\.|[\w-]{1,40}\.(?:com|org|net)))",
    re.IGNORECASE,
)
_ADDRESS = lazily(r"\A\s*<?https?://\S{4,300}\s*\Z")
_LAST = lazily(r"\b(?:on|via|from|at|through|/)\s?([A-Z]\w{2,20}(?:\s[A-Z]\w{2,20})?)\W{0,3}\Z")
_UNSURE = {
    "lead": ", unless the site’s template prints one",
    "unknown": ", and nothing here tells what kind of picture it is",
}


def together(pictures: Sequence[Picture]) -> Mapping[int, int]:
    """Return by number how many others a picture stands for; -1 for those for which another one stands.

    The first of a long series without words stands for all, and a picture of the text for the header's copy of it.
    """
    silent = [picture.number for picture in pictures if _is_silent(picture)]
    found = {n: -1 if at else len(silent) - 1 for at, n in enumerate(silent)} if len(silent) >= _SERIES else {}
    shown = {stem_of(p.image.src.plain) for p in pictures if p.image.form != "front-matter" and p.kind != "furniture"}
    copies = (p for p in pictures if p.image.form == "front-matter" and stem_of(p.image.src.plain) in shown)
    return {**found, **{picture.number: -1 for picture in copies}}


def asked(
    picture: Picture, others: Mapping[int, int], known: Vocabulary, artworks: re.Pattern[str]
) -> Iterator[Element]:
    """Yield `content` for a picture of which a credit is asked, and what the question must say."""
    more = others.get(picture.number, 0)
    if (
        picture.kind not in CREDITED
        or more < 0
        or any(_names_maker(words, known, artworks) for words in _said(picture))
    ):
        return
    yield Element("content", "yes")
    if more:
        yield Element("others", f" and {more} more pictures without a word")
    if picture.kind == "unknown" and not any(_said(picture)):
        yield Element("unsure", ", and no words say what it shows")
    elif picture.kind in _UNSURE:
        yield Element("unsure", _UNSURE[picture.kind])


def _is_silent(picture: Picture) -> bool:
    if picture.kind not in CREDITED or picture.image.form == "front-matter" or picture.is_credited():
        return False
    return not any(_said(picture))


def _said(picture: Picture) -> Iterator[str]:
    yield from (prose.plain for name, prose in picture.image.fields if name == "alt")
    yield from captions_of(picture.stands)


def _names_maker(words: str, known: Vocabulary, artworks: re.Pattern[str]) -> bool:
    """Tell whether words name a maker or a source, though not as a credit does: “The long pier by Ada Lund”."""
    if any(pattern.search(words) for pattern in (_ENDS, _MARKS, _FROM, _ADDRESS)):
        return True
    host = _LAST.search(words)
    if host and folded(host[1]) in known.free_hosts | known.asking_hosts:
        return True
    nouns = (folded(match[1]) for match in _BY.finditer(words))
    return any(noun in known.picture_words or artworks.fullmatch(noun) for noun in nouns)
