"""How bios speak: the name of the house, and in the first person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bylint.model.article import Element
from bylint.model.article import Part
from bylint.roles.person.scene import Scene
from bylint.roles.person.scene import listed
from bylint.text.lazy import lazily
from bylint.text.sentences import sentences

_WORD = lazily(r"(?<![\w’'.])[^\W\d_]+(?:[’'][^\W\d_]+)?")
_MOST = 60


def misnamed(scene: Scene) -> Iterator[Part]:
    """Yield the site's own name in bios where it is written otherwise than the site writes it."""
    site = scene.knowledge.site.strip()
    if len(site) < 5 or len(site) > 80:
        return
    for bio in scene.article.each("bio")[:_MOST]:
        for match in _site(site).finditer(bio.prose.plain):
            if match[0] != site:
                words = bio.prose.cut(*match.span())
                yield Part("misnamed", words, words.span(), bio.about, (Element("usual", site),), bio.block)


def in_first_person(scene: Scene) -> Iterator[Part]:
    """Yield the first word of each bio in which its author speaks."""
    words = listed("first_person", scene.knowledge)
    for bio in scene.article.each("bio")[:_MOST]:
        found = _first(bio, words)
        if found:
            yield found


def _first(bio: Part, words: frozenset[str]) -> Part | None:
    for sentence in sentences(bio.prose)[:_MOST]:
        if any(mark in sentence.plain for mark in '"“„«'):
            continue
        for match in _WORD.finditer(sentence.plain):
            is_it = match[0] == "I" or not match[0].isupper()
            if is_it and match[0].lower().replace("’", "'") in words:
                at = sentence.cut(*match.span())
                return Part("first-person", at, at.span(), bio.about, (), bio.block)
    return None


@lru_cache(maxsize=8)
def _site(name: str) -> re.Pattern[str]:
    words = r"[\s-]?".join(re.escape(word) for word in re.split(r"[\s-]+", name))
    # Neither an account nor an address is the name.
    return lazily(rf"(?<![\w@/.-]){words}(?![\w@/]|\.\w)", re.IGNORECASE)
