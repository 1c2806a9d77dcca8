"""One person under two spellings: marks lost, a letter wrong, capitals misplaced."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from collections.abc import Iterator
from typing import NamedTuple

from bylint.grammar.names import core
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.prose import Prose
from bylint.roles.person.scene import Scene
from bylint.roles.person.scene import name_of
from bylint.roles.person.scene import person
from bylint.text.distance import is_misspelt
from bylint.text.fold import bare
from bylint.text.lazy import lazily

_WORD = lazily(r"[^\W\d_]+(?:[’'ʼ][^\W\d_]+)*")
_APOSTROPHE = lazily(r"[’ʼ]")
_FIRST_WORDS = lazily(r"^[\s*_]{0,4}((?:[^\W\d_][\w’'.-]{0,30}\s){1,4}[^\W\d_][\w’'-]{1,30})")
_LAST = 12
"""Blocks at the end of an article in which a bio with a wrong name is looked for."""


class _Spelling(NamedTuple):
    """A name as it is printed somewhere."""

    about: str
    name: Prose
    block: int


def variants(scene: Scene) -> Iterator[Part]:
    """Yield the names that spell a signer otherwise than the article's own byline, or than the registry."""
    seen: set[int] = set()
    for signer in scene.signers:
        spellings = tuple(_spellings(signer, scene))
        registered = _registered(signer, scene)
        usual = registered or _usual(signer, spellings, scene)
        for found in spellings:
            if found.name.span().start in seen or not _is_odd(found, signer, usual, scene):
                continue
            seen.add(found.name.span().start)
            # A name that the registry keeps beside others is not told: it may be a pen name.
            whose = "by the list of people" if registered else "elsewhere in the article"
            elements = (
                Element("name", found.name.plain),
                Element("registered", usual),
                Element("usual", f"“{usual}” {whose}"),
                _elsewhere(found, usual, spellings),
            )
            yield Part("variant", found.name, found.name.span(), found.about, elements, found.block)


def _spellings(signer: Part, scene: Scene) -> Iterator[_Spelling]:
    yield _Spelling(signer.about, signer.prose, signer.block)
    for author in scene.authors:
        if author.about == signer.about and not author.has("id") and author.span != signer.span:
            yield _Spelling(author.about, author.prose, author.block)
    for bio in scene.bios:
        name = name_of(bio)
        if name:
            yield _Spelling(core(name.plain, scene.known), name, bio.block)
    yield from _misspelt(signer, scene)


def _elsewhere(found: _Spelling, usual: str, spellings: Iterable[_Spelling]) -> Element:
    """Return the first other place, one with the usual spelling before all."""
    others = [each for each in spellings if each.name.span() != found.name.span()]
    first = next((each for each in others if each.name.plain == usual), others[0] if others else found)
    return Element("written otherwise here", first.name.plain, first.name if others else None)


def _usual(signer: Part, spellings: Iterable[_Spelling], scene: Scene) -> str:
    """Return the spelling of most places; of as many, that of the byline that counts."""
    counts: dict[str, int] = {}
    for found in spellings:
        plain = found.name.plain
        if core(plain, scene.known) == signer.about and _is_cased(_letters(plain, signer.about)):
            counts[plain] = counts.get(plain, 0) + 1
    return max(counts, key=lambda plain: counts[plain], default=signer.prose.plain)


def _misspelt(signer: Part, scene: Scene) -> Iterator[_Spelling]:
    """Yield the names that begin one of the last blocks and are the signer's but for a letter."""
    blocks = scene.article.blocks
    for index in range(max(0, len(blocks) - _LAST), len(blocks)):
        block = blocks[index]
        match = _FIRST_WORDS.match(block.prose.plain[:200]) if block.is_inside and "quote" not in block.within else None
        if match is None:
            continue
        words = match[1].split()
        length = len(signer.prose.plain.split())
        name = " ".join(words[:length])
        if len(words) >= length and is_misspelt(bare(name), signer.about):
            yield _Spelling(bare(name), block.prose.cut(match.start(1), match.start(1) + len(name)), index)


def _is_odd(found: _Spelling, signer: Part, usual: str, scene: Scene) -> bool:
    one, other = core(found.name.plain, scene.known), core(usual, scene.known)
    if one == other:
        here, there = _letters(found.name.plain, one), _letters(usual, other)
        return here != there and _is_cased(here) and _is_cased(there)
    is_somebody = any(author.about == found.about != signer.about for author in scene.authors)
    return not is_somebody and is_misspelt(one, other)


def _letters(name: str, bare_name: str) -> tuple[str, ...]:
    """Return the words of a name that tell it apart: honorifics do not, nor do short ones, which are particles (as in
    "d'Ivry"); and kinds of quotes and dashes are typography."""
    words = _WORD.findall(_APOSTROPHE.sub("'", unicodedata.normalize("NFC", name)))
    told = (word for word in words if len(word) > 3 and bare(word) in bare_name)
    return tuple(word[0].upper() + word[1:] if word[1] == "'" else word for word in told)


def _is_cased(words: tuple[str, ...]) -> bool:
    """Tell whether a name is written in capitals and small letters, so that both can be wrong."""
    return all(not word.isupper() and not word.islower() for word in words)


def _registered(signer: Part, scene: Scene) -> str:
    """Return the spelling that the registry has of a signer, where it has one and hides nothing."""
    who = person(signer.about, scene.knowledge)
    if who is None or who.is_withheld or who.pen_names or signer.has("id"):
        return ""
    same = [name for name in (who.name, *who.aliases) if core(name, scene.known) == signer.about]
    return same[0] if len(same) == 1 else ""
