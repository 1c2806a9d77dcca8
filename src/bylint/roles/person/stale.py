"""Words of bios that were true once: works to come whose year is over, networks under an old name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.prose import Prose
from bylint.roles.naming import flat
from bylint.roles.person.scene import Scene
from bylint.text.choices import one_of
from bylint.text.lazy import lazily
from bylint.text.sentences import sentences

_MOST = 40
_SEEN = 120
"""Bios and sentences of a bio that are looked at."""


def stale(scene: Scene) -> Iterator[Part]:
    """Yield the words of bios that the article's own date belies; without a date none can be."""
    day = scene.article.published
    if day is None:
        return
    seen: set[tuple[int, int]] = set()
    for bio in scene.article.each("bio")[:_SEEN]:
        for sentence in sentences(bio.prose)[:_MOST]:
            for part in (*_to_come(bio, sentence, day, scene), *_renamed(bio, sentence, day, scene)):
                if part.span not in seen:
                    seen.add(part.span)
                    yield part


def _to_come(bio: Part, sentence: Prose, day: date, scene: Scene) -> Iterator[Part]:
    match = _coming(scene.knowledge).search(sentence.plain)
    year = match and (match["by"] or match["of"])
    if year and int(year) < day.year:
        first = _any_coming(scene.knowledge).search(sentence.plain)
        words = sentence.cut(*first.span()) if first else sentence
        yield _part(bio, words, day, "work", f"the year {year} was over")


def _renamed(bio: Part, sentence: Prose, day: date, scene: Scene) -> Iterator[Part]:
    for entry in scene.knowledge.lists["persons"]["renamed"]:
        if day.isoformat() <= entry["until"] or _named_too(entry["now"]).search(sentence.plain):
            continue
        match = _account_at(entry["name"]).search(sentence.plain)
        if match:
            words = sentence.cut(*match.span(match.lastindex or 0))
            yield _part(bio, words, day, "network", f"it is called {entry['now']}")


def _part(bio: Part, words: Prose, day: date, kind: str, because: str) -> Part:
    elements = (Element("kind", kind), Element("because", because), Element("when", day.isoformat()))
    return Part("stale", words, words.span(), bio.about, elements, bio.block)


@lru_cache(maxsize=8)
def _coming(knowledge: Knowledge) -> re.Pattern[str]:
    """The year must belong to the words: "her forthcoming book on the floods in 2011" is still to come."""
    coming, times = knowledge.lists["persons"]["coming"], one_of(flat(knowledge.lists["persons"]["times"]))
    words = one_of((*flat(coming["adjective"]), *flat(coming["verb"])))
    maker = r"(?:\s(?:by|with|from|at|bei|chez)\s[^.;,()]{1,50}?)?"
    when, year = rf"(?:(?:{times})[\s,.-]{{1,2}}){{0,3}}", r"(?:19|20)\d\d(?![\w-])"
    return lazily(
        rf"\b(?:{words}){maker}(?:,?\s(?:(?:in|im|en|for)\s)?{when}(?P<by>{year})"
        rf"|(?:\s\w{{3,12}})?\s?\((?:[^()]{{0,50}}[\s,])?(?P<of>{year})\))",
        re.IGNORECASE,
    )


@lru_cache(maxsize=8)
def _any_coming(knowledge: Knowledge) -> re.Pattern[str]:
    coming = knowledge.lists["persons"]["coming"]
    return lazily(rf"\b(?:{one_of((*flat(coming['adjective']), *flat(coming['verb'])))})", re.IGNORECASE)


@lru_cache(maxsize=8)
def _account_at(name: str) -> re.Pattern[str]:
    account = r"(?=\s?[:–—-]?\s?\(?@|\s(?:account|handle|feed|profile)\b)"
    return lazily(rf"\b(?:on|via|auf|bei|sur|en)\s({name})\b(?![’'.]\w)|\b({name}){account}")


@lru_cache(maxsize=8)
def _named_too(now: str) -> re.Pattern[str]:
    return lazily(rf"(?<![\w.]){now}(?!\w|\.\w)|\b(?:[Ff]ormer|[Ff]ormerly|[Pp]reviously|[Ee]x-)")
